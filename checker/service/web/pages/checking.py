"""The page *Check*: drop a report, see what is wrong beside the text, drop the mended one."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from checker.messages import say, text
from checker.outputs import OUTPUTS
from checker.service.store import checks
from checker.service.store.checks import Paper
from checker.service.store.schema.checking import request as asked_for
from checker.service.store.schema.units import unit
from checker.service.store.viewer import Viewer, own_requests
from checker.service.store.viewer import units as visible_units
from checker.service.web import asking, renditions
from checker.service.web.asking import State
from checker.service.web.office import Office, lang_of, office_of, viewer_of
from checker.service.web.pages.forms import file_form, needs, own_form
from checker.service.web.pages.showing import page
from checker.service.web.problems import Fault, Problem
from checker.service.web.uploads import ROLES

SHOWN = 20
_WORDS = {
    **{status: f"status_{status}" for status in ("sending", "queued", "running", "done", "failed", "cancelled")},
    **{key: key for key in ("ahead", "found", "unread", "copy", "pasted")},
    "nothing": "found_nothing",
}


def words(lang: str) -> str:
    """What the script says, as JSON; fields stay for it to fill in."""
    from checker.messages import LANGUAGES
    from checker.messages.service import MESSAGES

    return json.dumps({name: MESSAGES[f"service.{key}"][LANGUAGES.index(lang)] for name, key in _WORDS.items()})


def found_words(summary: dict[str, int], lang: str) -> str:
    """The counts of a check in a line."""
    parts = []
    if any(summary[name] for name in ("errors", "warnings", "notes", "reviews")):
        parts.append(
            text(
                say("service.found", **{key: summary[key] for key in ("errors", "warnings", "notes", "reviews")}), lang
            )
        )
    elif not summary["unchecked"]:
        parts.append(text(say("service.found_nothing"), lang))
    if summary["unchecked"]:
        parts.append(text(say("service.unread", count=summary["unchecked"]), lang))
    return " · ".join(parts)


async def show(request: Request) -> Response:
    """The drop area, and the drafts of the viewer."""
    viewer, office, lang = needs(request, "check"), office_of(request), lang_of(request)
    mine = await run_in_threadpool(drafts, office, viewer)
    return page(
        request,
        "check.html",
        checks=mine,
        days=office.settings.keep_days,
        megabytes=office.settings.most_file >> 20,
        words=words(lang),
        found=lambda summary: found_words(summary, lang),
        error=lambda error: asking.error_told(error, lang),
    )


def drafts(office: Office, viewer: Viewer) -> list[State]:
    """The last drafts of a viewer."""
    with office.database.read() as connection:
        asked = select(asked_for).where(own_requests(viewer), asked_for.c.draft, ~asked_for.c.hidden)
        rows = connection.execute(asked.order_by(asked_for.c.id.desc()).limit(SHOWN)).mappings().all()
        return [asking.state(connection, row) for row in rows]


async def begin(request: Request) -> Response:
    """Files by the form without script: each report a check of its own, with the other documents."""
    viewer, office, lang = needs(request, "check"), office_of(request), lang_of(request)
    form = await file_form(request, ROLES, frozenset({"text"}))
    papers = list(form.papers)
    if form.text("text") and not any(paper.role == "report" for paper in papers):
        content = form.text("text").encode()
        sha256 = await run_in_threadpool(office.files.put, content)
        papers.append(Paper("report", sha256, len(content), text(say("service.pasted"), lang) + ".txt"))
    reports = [paper for paper in papers if paper.role == "report"]
    others = [paper for paper in papers if paper.role != "report"]
    if not reports:
        raise Problem("invalid", say("service.invalid"), errors=[Fault("report", say("service.no_report"))])
    keys = [await run_in_threadpool(asking.start, office, viewer, [one, *others], lang) for one in reports]
    return RedirectResponse(f"/checks/{keys[0]}" if len(keys) == 1 else "/check", 303)


async def again(request: Request) -> Response:
    """The mended file: checked with the same partners, and compared with the draft before."""
    viewer, office, lang = needs(request, "check"), office_of(request), lang_of(request)
    form = await file_form(request, frozenset({"report"}))
    if len(form.papers) != 1:
        raise Problem("invalid", say("service.invalid"), errors=[Fault("report", say("service.one_report"))])
    key = request.path_params["key"]

    def started() -> str:
        with office.database.read() as connection:
            row = asking.find(connection, viewer, key, own=True)
            others = [paper for paper in checks.papers_of(connection, row["id"]) if paper.role != "report"]
        return asking.start(office, viewer, [*form.papers, *others], lang, before=key)

    return RedirectResponse(f"/checks/{await run_in_threadpool(started)}", 303)


async def one(request: Request) -> Response:
    """The review page of a draft, or how far it is."""
    viewer, office, lang = needs(request, "read"), office_of(request), lang_of(request)
    state = await asking.wait(office, viewer, request.path_params["key"], 1.5)
    if state.check is None:
        error = asking.error_told(state.error, lang)
        return page(request, "waiting.html", state=state, error=error)
    parts = json.loads(await run_in_threadpool(office.files.get, state.check["page"]))
    units = await run_in_threadpool(choices, office, viewer)
    return page(
        request,
        "draft.html",
        state=state,
        title=parts["title"],
        body=inner(parts["body"]),
        outputs=OUTPUTS,
        units=units,
    )


def choices(office: Office, viewer: Viewer) -> list[dict[str, Any]]:
    """The units that a viewer may hand in for, by name."""
    with office.database.read() as connection:
        asked = select(unit.c.key, unit.c.name).where(visible_units(viewer), unit.c.closed.is_(None))
        return [dict(row) for row in connection.execute(asked.order_by(unit.c.name).limit(2000)).mappings()]


def inner(body: str) -> Markup:
    """What stands in the body of the command's review page, which is markup that is safe already."""
    return Markup(body.removeprefix("<body>").removesuffix("</body>"))


async def copy(request: Request) -> Response:
    """The annotated copy."""
    viewer, office = needs(request, "read"), office_of(request)
    document = request.query_params.get("document", "")

    def made() -> renditions.Download:
        return renditions.annotated(office, asking.look(office, viewer, request.path_params["key"]), document)

    return renditions.served(request, await run_in_threadpool(made))


async def output(request: Request) -> Response:
    """Another output."""
    viewer, office = needs(request, "read"), office_of(request)

    def made() -> renditions.Download:
        state = asking.look(office, viewer, request.path_params["key"])
        return renditions.output(office, state, request.path_params["form"])

    return renditions.served(request, await run_in_threadpool(made))


async def delete(request: Request) -> Response:
    """Delete a draft."""
    viewer, office = needs(request, "check"), office_of(request)
    await own_form(request)

    def deleted() -> None:
        with office.database.write() as connection:
            row = asking.find(connection, viewer, request.path_params["key"], own=True)
            if not row["draft"]:
                raise Problem("conflict", say("service.handed_in"))
            checks.forget(connection, row["id"], office.database.now(connection))

    await run_in_threadpool(deleted)
    return RedirectResponse("/check", 303)


async def retry(request: Request) -> Response:
    """Try again what has failed."""
    viewer, office = needs(request, "check"), office_of(request)
    await own_form(request)
    key = request.path_params["key"]

    def tried() -> None:
        with office.database.write() as connection:
            row = asking.find(connection, viewer, key, own=True)
            checks.again(office.database, connection, row, viewer_of(request).asker)

    await run_in_threadpool(tried)
    office.crew.wake()
    return RedirectResponse(f"/checks/{key}", 303)


ROUTES = [
    Route("/check", show, methods=["GET"]),
    Route("/check", begin, methods=["POST"]),
    Route("/checks/{key}", one, methods=["GET"]),
    Route("/checks/{key}/again", again, methods=["POST"]),
    Route("/checks/{key}/copy", copy, methods=["GET"]),
    Route("/checks/{key}/outputs/{form}", output, methods=["GET"]),
    Route("/checks/{key}/delete", delete, methods=["POST"]),
    Route("/checks/{key}/retry", retry, methods=["POST"]),
]
