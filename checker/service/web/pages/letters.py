"""The letters of an inspection: those that are ready, those that were issued, and each as it was issued."""

from __future__ import annotations

from sqlalchemy import RowMapping
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from checker.messages import say, text
from checker.service.store import inspections
from checker.service.web import lettering, renditions
from checker.service.web.office import lang_of, office_of, request_of
from checker.service.web.pages.forms import every_value, needs, own_form
from checker.service.web.pages.overview import overview
from checker.service.web.pages.showing import page
from checker.service.web.renditions import Download


async def letters(request: Request) -> Response:
    """Letters: those that are ready, those issued, those overtaken."""
    viewer, office = needs(request, "read"), office_of(request)
    found = await run_in_threadpool(overview, office, viewer, request.path_params["key"])

    def look() -> list[RowMapping]:
        with office.database.read() as connection:
            return inspections.letters(connection, found.row["id"])

    own = {one.unit["id"]: one for one in found.units}
    issued = [
        (letter, own[letter["unit_id"]].unit, lettering.overtaken(letter, own[letter["unit_id"]]))
        for letter in await run_in_threadpool(look)
        if letter["unit_id"] in own
    ]
    ready = [one for one in found.units if lettering.ready(one)]
    decided = sum(lettering.decided(one) for one in found.units)
    return page(request, "letters.html", found=found, issued=issued, ready=ready, decided=decided)


async def issue(request: Request) -> Response:
    """Issue the letters of the units that were ticked."""
    viewer, office = needs(request, "judge"), office_of(request)
    pairs = await every_value(request)
    key = request.path_params["key"]
    for unit_key in [value for name, value in pairs if name == "unit"]:
        await run_in_threadpool(lettering.issue, office, viewer, key, unit_key, request_of(request))
    return RedirectResponse(f"/inspections/{key}/letters", 303)


async def letter(request: Request) -> Response:
    """A letter as it was issued."""
    viewer, office, lang = needs(request, "read"), office_of(request), lang_of(request)

    def look() -> tuple[RowMapping, bytes]:
        with office.database.read() as connection:
            row = lettering.find(connection, viewer, request.path_params["key"])
        return row, office.files.get(row["sha256"])

    row, content = await run_in_threadpool(look)
    name = text(say("service.letter_name", number=row["number"]), lang)
    return renditions.served(request, Download(row["sha256"], name, content))


async def withdraw(request: Request) -> Response:
    """A letter does not hold any more."""
    viewer, office = needs(request, "judge"), office_of(request)
    await own_form(request)

    key, request_id = request.path_params["key"], request_of(request)
    inspection = await run_in_threadpool(lettering.withdraw, office, viewer, key, request_id)
    return RedirectResponse(f"/inspections/{inspection}/letters", 303)


async def notice(request: Request) -> Response:
    """通报, as a Word file."""
    viewer, office, lang = needs(request, "judge"), office_of(request), lang_of(request)
    key, request_id = request.path_params["key"], request_of(request)
    content = await run_in_threadpool(lettering.notice, office, viewer, key, request_id)
    name = text(say("service.notice_name"), lang)
    return renditions.served(request, Download(renditions.digest(content), name, content))


ROUTES = [
    Route("/inspections/{key}/notice", notice, methods=["GET"]),
    Route("/inspections/{key}/letters", letters, methods=["GET"]),
    Route("/inspections/{key}/letters", issue, methods=["POST"]),
    Route("/letters/{key}", letter, methods=["GET"]),
    Route("/letters/{key}/withdraw", withdraw, methods=["POST"]),
]
