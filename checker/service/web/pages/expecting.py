"""The units that an inspection expects: its list, links for them, reminders."""

from __future__ import annotations

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from checker.messages import say
from checker.service.store import inspections, people, trail, units
from checker.service.store.schema.people import account
from checker.service.store.states import MISSING
from checker.service.store.units import Listed
from checker.service.web import inspecting, lists, noting
from checker.service.web.office import office_of, request_of
from checker.service.web.pages.checking import choices
from checker.service.web.pages.forms import every_value, file_form, needs, own_form
from checker.service.web.pages.overview import overview
from checker.service.web.pages.showing import page
from checker.service.web.problems import Problem


async def put_units(request: Request) -> Response:
    """The list of units: a file, pasted lines, or those of another year's inspection."""
    viewer, office = needs(request, "judge"), office_of(request)
    form = await file_form(request, frozenset({"list"}), frozenset({"lines", "like"}))
    key = request.path_params["key"]

    def put() -> list[Listed]:
        lines: list[Listed] = []
        for paper in form.papers:
            lines += lists.from_file(office, paper.sha256, paper.name)
        if form.text("lines"):
            lines += lists.lines_of(form.text("lines"))
        with office.database.write() as connection:
            row = inspecting.find(connection, viewer, key)
            numbers, unsure = units.put_list(office.database, connection, lines)
            if form.text("like"):
                like = inspecting.find(connection, viewer, form.text("like"))
                numbers += [one.unit["id"] for one in inspecting.units(office, connection, viewer, like)]
            if not numbers and not unsure:
                raise Problem("invalid", say("service.no_list"))
            added = inspections.expect(office.database, connection, row["id"], list(dict.fromkeys(numbers)), lines)
            trail.note(
                office.database, connection, viewer, "inspection.units", key, after=added, request=request_of(request)
            )
            return unsure

    unsure = await run_in_threadpool(put)
    if not unsure:
        return RedirectResponse(f"/inspections/{key}", 303)
    all_units = await run_in_threadpool(choices, office, viewer)
    return page(request, "unsure.html", unsure=unsure, key=key, units=all_units)


async def settle(request: Request) -> Response:
    """Lines of a list that may mean a unit which is called otherwise, as a person says."""
    viewer, office = needs(request, "judge"), office_of(request)
    pairs = await every_value(request)
    key = request.path_params["key"]
    names = [value.strip()[:200] for name, value in pairs if name == "name"]
    meant = [value for name, value in pairs if name == "unit"]

    def put() -> None:
        with office.database.write() as connection:
            row = inspecting.find(connection, viewer, key)
            numbers = []
            for name, unit_key in zip(names, meant, strict=True):
                if unit_key == "new":
                    number = units.add(office.database, connection, name)
                else:
                    known = units.by_key(connection, unit_key)
                    if known is None:
                        continue
                    number = known["id"]
                    units.also_called(connection, known["id"], name)
                if number is not None:
                    numbers.append(number)
            inspections.expect(office.database, connection, row["id"], numbers, [])

    if len(names) != len(meant):
        raise Problem("bad-request", say("service.bad_form"))
    await run_in_threadpool(put)
    return RedirectResponse(f"/inspections/{key}", 303)


async def link(request: Request) -> Response:
    """A link for a unit, shown once: it opens a session that sees that unit alone."""
    viewer, office = needs(request, "judge"), office_of(request)
    said = await own_form(request)
    key = request.path_params["key"]

    def made() -> tuple[str, str]:
        with office.database.write() as connection:
            row = inspecting.find(connection, viewer, key)
            one_ = inspecting.one_unit(office, connection, row, said.get("unit", ""))
            name = f"unit/{one_.unit['key']}"
            found = connection.execute(select(account.c.id).where(account.c.name == name)).scalar_one_or_none()
            number = found or people.create(
                office.database, connection, name, ["submit"], title=one_.unit["name"], kind="unit",
                unit_id=one_.unit["id"],
            )  # fmt: skip
            assert number is not None
            secret = people.new_link(
                office.database, connection, number, "unit", 14 * 86_400_000, inspection_id=row["id"]
            )
            trail.note(office.database, connection, viewer, "unit.link", name, request=request_of(request))
            return secret, one_.unit["name"]

    secret, name = await run_in_threadpool(made)
    return page(request, "link.html", url=f"{request.base_url}enter#{secret}", name=name, key=key)


async def remind(request: Request) -> Response:
    """Those who are missing are reminded, by mail where that can be, and it is noted."""
    viewer, office = needs(request, "judge"), office_of(request)
    await own_form(request)
    key = request.path_params["key"]

    def noted() -> None:
        found = overview(office, viewer, key)
        missing = [one.unit for one in found.units if one.state == MISSING]
        noting.remind(office, viewer, found.row, missing, str(request.base_url), request_of(request))

    await run_in_threadpool(noted)
    return RedirectResponse(f"/inspections/{key}?state=missing", 303)


ROUTES = [
    Route("/inspections/{key}/units", put_units, methods=["POST"]),
    Route("/inspections/{key}/unsure", settle, methods=["POST"]),
    Route("/inspections/{key}/link", link, methods=["POST"]),
    Route("/inspections/{key}/remind", remind, methods=["POST"]),
]
