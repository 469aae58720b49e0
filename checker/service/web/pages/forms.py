"""What a form of ours sends, and that it is one of ours."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from checker.messages import say
from checker.service.store.secrets import same
from checker.service.store.viewer import Viewer
from checker.service.web.door import FORM_HEADER
from checker.service.web.office import office_of, viewer_of
from checker.service.web.problems import Problem
from checker.service.web.uploads import Form, read_form

FORM = "form"


async def small_form(request: Request) -> dict[str, str]:
    """The texts of a form without files; of nobody's session yet, as at the login."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Problem("media-type", say("service.bad_form"))
    try:
        return dict(parse_qsl((await request.body()).decode("ascii"), keep_blank_values=True, max_num_fields=2000))
    except (UnicodeDecodeError, ValueError):
        raise Problem("bad-request", say("service.bad_form")) from None


async def every_value(request: Request) -> list[tuple[str, str]]:
    """As `small_form`, where a name may come several times."""
    try:
        pairs = parse_qsl((await request.body()).decode("ascii"), keep_blank_values=True, max_num_fields=2000)
    except (UnicodeDecodeError, ValueError):
        raise Problem("bad-request", say("service.bad_form")) from None
    ours(request, dict(pairs).get(FORM, ""))
    return pairs


async def own_form(request: Request) -> dict[str, str]:
    """The texts of a form of ours."""
    said = await small_form(request)
    ours(request, said.get(FORM, ""))
    return said


async def file_form(request: Request, roles: frozenset[str], texts: frozenset[str] = frozenset()) -> Form:
    """A form of ours with files."""
    office = office_of(request)
    word = request.headers.get(FORM_HEADER, "")
    if word:
        ours(request, word)

    def first(said: dict[str, str]) -> None:
        ours(request, word or said.get(FORM, ""))

    return await read_form(request, office.files, office.settings.most_file, roles, texts | {FORM}, first)


def ours(request: Request, word: str) -> None:
    """Problem for a form that does not carry what ours do."""
    viewer = viewer_of(request)
    if not viewer.form or not same(word, viewer.form):
        raise Problem("forged", say("service.forged"))


def needs(request: Request, scope: str) -> Viewer:
    """The viewer, who may do this."""
    viewer = viewer_of(request)
    if not viewer.may(scope):
        raise Problem("forbidden", say("service.needs", scope=scope))
    return viewer
