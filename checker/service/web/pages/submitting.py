"""报送: a draft handed in, its receipt, whose it is, its annotated copy."""

from __future__ import annotations

from sqlalchemy import RowMapping, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from checker.messages import say
from checker.service.store.schema.units import unit
from checker.service.web import handing, renditions
from checker.service.web.office import office_of, request_of
from checker.service.web.pages.forms import needs, own_form
from checker.service.web.pages.showing import page
from checker.service.web.problems import Problem


async def handed(request: Request) -> Response:
    """报送: a draft becomes a submission, with a receipt."""
    viewer, office = needs(request, "submit"), office_of(request)
    said = await own_form(request)
    key = request.path_params["key"]
    year = said.get("year", "").strip()

    def kept() -> str:
        whole = handing.from_draft(
            office, viewer, key, int(year) if year.isdecimal() and len(year) == 4 else None, "page"
        )
        row, _ = handing.hand_in(office, viewer, whole, request_of(request), said.get("unit", ""))
        return str(row["key"])

    return RedirectResponse(f"/submissions/{await run_in_threadpool(kept)}/receipt", 303)


async def receipt(request: Request) -> Response:
    """Number, time and hash of what was handed in, to be printed."""
    viewer, office = needs(request, "read"), office_of(request)

    def look() -> tuple[RowMapping, RowMapping | None]:
        with office.database.read() as connection:
            row = handing.find(connection, viewer, request.path_params["key"])
            own = connection.execute(select(unit).where(unit.c.id == row["unit_id"])).mappings().first()
            return row, own

    row, own = await run_in_threadpool(look)
    return page(request, "receipt.html", row=row, unit=own)


async def claimed(request: Request) -> Response:
    """认领: whose report of which year it is."""
    viewer, office = needs(request, "judge"), office_of(request)
    said = await own_form(request)
    key, year = request.path_params["key"], said.get("year", "")

    if not (year.isascii() and year.isdecimal() and 1900 <= int(year[:5]) <= 2099):
        raise Problem("invalid", say("service.bad_year"))
    unit = said.get("unit", "").strip()[:200]
    await run_in_threadpool(handing.claim, office, viewer, key, unit, int(year), request_of(request))
    return RedirectResponse(f"/submissions/{key}", 303)


async def delete(request: Request) -> Response:
    """Delete what was handed in, on request."""
    viewer, office = needs(request, "administer"), office_of(request)
    said = await own_form(request)
    key, reason = request.path_params["key"], said.get("reason", "")[:400]
    await run_in_threadpool(handing.delete, office, viewer, key, reason, request_of(request))
    return RedirectResponse("/inspections", 303)


async def copy(request: Request) -> Response:
    """The annotated copy of a submission."""
    viewer, office = needs(request, "read"), office_of(request)

    def made() -> renditions.Download:
        with office.database.read() as connection:
            state = handing.state(connection, handing.find(connection, viewer, request.path_params["key"]))
        return renditions.annotated(office, state)

    return renditions.served(request, await run_in_threadpool(made))


ROUTES = [
    Route("/submissions/{key}/claim", claimed, methods=["POST"]),
    Route("/submissions/{key}/receipt", receipt, methods=["GET"]),
    Route("/submissions/{key}/delete", delete, methods=["POST"]),
    Route("/submissions/{key}/copy", copy, methods=["GET"]),
    Route("/checks/{key}/submit", handed, methods=["POST"]),
]
