"""The page *Review*: a submission with decisions on each finding, and the same without script."""

from __future__ import annotations

import json

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from checker.messages import say
from checker.service.store import inspections
from checker.service.store.judging import Wanted
from checker.service.store.schema.judging import matter
from checker.service.store.viewer import of_unit
from checker.service.web import asking, deciding, handing, noting
from checker.service.web.office import lang_of, office_of, request_of
from checker.service.web.pages.checking import inner
from checker.service.web.pages.forms import every_value, needs, own_form
from checker.service.web.pages.showing import page
from checker.service.web.pages.shown import Shown, plain, shown
from checker.service.web.problems import Problem

SAID = (
    "stands",
    "refused",
    "unsure",
    "reason",
    "save",
    "again_values",
    "again_rule",
    "undecided",
    "answer",
    "last_time",
    "next_unit",
)
"""The texts that the script uses."""


async def one(request: Request) -> Response:
    """The text with its findings, decisions beside them."""
    viewer, office, lang = needs(request, "read"), office_of(request), lang_of(request)
    found = await run_in_threadpool(shown, office, viewer, request.path_params["key"])
    if found.state.check is None:
        error = asking.error_told(found.state.error, lang)
        return page(request, "received.html", found=found, state=found.state, error=error)
    parts = json.loads(await run_in_threadpool(office.files.get, found.state.check["page"]))
    return page(
        request,
        "submission.html",
        found=found,
        state=found.state,
        title=parts["title"],
        body=inner(parts["body"]),
        matters=plain(found),
        words=_words(lang),
    )


def _words(lang: str) -> str:
    from checker.messages import LANGUAGES
    from checker.messages.service import MESSAGES

    return json.dumps({name: MESSAGES[f"service.{name}"][LANGUAGES.index(lang)] for name in SAID}, ensure_ascii=False)


async def matters(request: Request) -> Response:
    """The findings as a table with forms, for who goes without script."""
    viewer, office = needs(request, "read"), office_of(request)
    found = await run_in_threadpool(shown, office, viewer, request.path_params["key"])
    rows = [(one, found.unit, found.row) for one in found.matters]
    return page(
        request,
        "matters.html",
        heading=_heading(found),
        back=f"/submissions/{found.row['key']}",
        rows=rows,
        reasons=found.reasons,
        several=False,
    )


def _heading(found: Shown) -> str:
    """Whose report of which year it is, as far as that is known; else the file."""
    if found.unit is None:
        return str(found.row["name"])
    return f"{found.unit['name']} {found.row['year'] or ''}".strip()


async def judged(request: Request) -> Response:
    """One decision on each matter that was ticked."""
    viewer, office = needs(request, "judge"), office_of(request)
    pairs = await every_value(request)
    said = dict(pairs)
    ticked = [value.partition("/") for name, value in pairs if name == "matter"]
    wanted = [
        Wanted(key, said.get("decision", ""), said.get("reason", "").strip()[:4000], seen) for key, _, seen in ticked
    ]
    if not wanted:
        raise Problem("invalid", say("service.none_ticked"))
    await run_in_threadpool(deciding.judge, office, viewer, wanted[:500], request_of(request))
    to = said.get("back", "")
    return RedirectResponse(to if to.startswith("/") and to[1:2] not in ("/", "\\") and to.isprintable() else "/", 303)


async def answered(request: Request) -> Response:
    """What a unit says of a matter."""
    viewer, office = needs(request, "submit"), office_of(request)
    said = await own_form(request)
    words = said.get("text", "").strip()[:4000]
    if not words:
        raise Problem("invalid", say("service.text_needed"))

    def kept() -> None:
        with office.database.write() as connection:
            row = handing.find(connection, viewer, request.path_params["key"])
            asked = select(matter.c.id).where(matter.c.key == said.get("matter", ""), of_unit(viewer, matter.c.unit_id))
            number = connection.execute(asked).scalar_one_or_none()
            if number is None or row["unit_id"] is None:
                raise Problem("not-found", say("service.no_matter"))
            inspections.answer_on(office.database, connection, viewer, number, words)

    await run_in_threadpool(kept)
    return RedirectResponse(f"/submissions/{request.path_params['key']}", 303)


async def noted(request: Request) -> Response:
    """A note to the unit."""
    viewer, office = needs(request, "judge"), office_of(request)
    said = await own_form(request)
    key, words = request.path_params["key"], said.get("text", "").strip()[:4000]
    await run_in_threadpool(noting.note, office, viewer, key, words, str(request.base_url), request_of(request))
    return RedirectResponse(f"/submissions/{request.path_params['key']}", 303)


ROUTES = [
    Route("/submissions/{key}", one, methods=["GET"]),
    Route("/submissions/{key}/matters", matters, methods=["GET"]),
    Route("/submissions/{key}/answers", answered, methods=["POST"]),
    Route("/submissions/{key}/notes", noted, methods=["POST"]),
    Route("/judgements", judged, methods=["POST"]),
]
