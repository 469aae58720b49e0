"""The pages of units over the years: charts with the tables behind them, of one unit and of all together."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from checker.messages import say, text
from checker.service.store import trail
from checker.service.store import units as units_store
from checker.service.store.schema.checking import submission
from checker.service.store.schema.units import unit, unit_name
from checker.service.store.viewer import Viewer
from checker.service.store.viewer import submissions as visible
from checker.service.store.viewer import units as visible_units
from checker.service.web import yearly
from checker.service.web.charts import chart
from checker.service.web.office import lang_of, office_of, request_of
from checker.service.web.pages.forms import needs, own_form
from checker.service.web.pages.showing import page
from checker.service.web.problems import Problem

SCREEN = 50
DRAWN = 4
"""Rules that have a chart of their own."""


async def every(request: Request) -> Response:
    """The units, each with how much there is of it; and what all of them together have reported."""
    viewer, office, lang = needs(request, "read"), office_of(request), lang_of(request)
    word = request.query_params.get("q", "").strip()
    begin = request.query_params.get("from", "0")
    first = int(begin) if begin.isascii() and begin.isdecimal() and len(begin) < 7 else 0

    def look() -> tuple[list[Any], int, Any]:
        with office.database.read() as connection:
            rows, count = _listed(connection, viewer, word, first)
            named = select(unit.c.id, unit.c.key, unit.c.name).where(visible_units(viewer))
            names = {row.id: (row.key, row.name) for row in connection.execute(named)}
            return rows, count, yearly.of_all(connection, viewer, names)

    rows, count, (whole, rules) = await run_in_threadpool(look)
    called = {name: title for name, title in yearly.measures(office, lang).items() if _any(whole, name)}
    drawn = [
        chart(text(say("service.reports_by_year"), lang), [(one.year, one.units) for one in whole]),
        chart(text(say("service.found_in_all"), lang), [(one.year, one.findings) for one in whole]),
        chart(
            text(say("service.copied_mean"), lang),
            [(one.year, one.copied) for one in whole if one.copied is not None],
        ),
        *_measures(called, whole),
        *(chart(one.title, [(each.year, one.counts.get(each.year, 0)) for each in whole]) for one in rules[:DRAWN]),
    ]
    return page(
        request, "units.html", rows=rows, count=count, first=first, screen=SCREEN, word=word, whole=whole, rules=rules,
        called=called, charts=[one for one in drawn if one.points],
    )  # fmt: skip


def _any(years: list[Any], name: str) -> bool:
    """Whether some year states a measure."""
    return any(name in one.figures for one in years)


def _measures(called: dict[str, str], years: list[Any]) -> list[Any]:
    """A chart of each measure over the years that state it."""
    return [
        chart(title, [(one.year, one.figures[name]) for one in years if name in one.figures])
        for name, title in called.items()
    ]


def _listed(connection: Connection, viewer: Viewer, word: str, first: int) -> tuple[list[Any], int]:
    """(a screen of units with the years that they have reported for, how many units there are)."""
    asked = select(unit).where(visible_units(viewer))
    if word:
        asked = asked.where(unit.c.name.contains(word, autoescape=True))
    count = connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
    rows = connection.execute(asked.order_by(unit.c.name).offset(first).limit(SCREEN)).mappings().all()
    years: dict[int, list[int]] = defaultdict(list)
    have = select(submission.c.unit_id, submission.c.year).where(
        submission.c.unit_id.in_([row["id"] for row in rows]), visible(viewer), submission.c.year.is_not(None)
    )
    for number, year in connection.execute(have.distinct().order_by(submission.c.year)):
        years[number].append(year)
    return [(row, years[row["id"]]) for row in rows], count


async def one(request: Request) -> Response:
    """A unit: its years side by side."""
    viewer, office, lang = needs(request, "read"), office_of(request), lang_of(request)

    def look() -> tuple[RowMapping, list[RowMapping], Any]:
        with office.database.read() as connection:
            asked = select(unit).where(unit.c.key == request.path_params["key"], visible_units(viewer))
            row = connection.execute(asked).mappings().first()
            if row is None:
                raise Problem("not-found", say("service.no_unit"))
            called = select(unit_name).where(unit_name.c.unit_id == row["id"]).order_by(unit_name.c.id)
            names = list(connection.execute(called).mappings())
            return row, names, yearly.of_unit(office, connection, viewer, row["id"])

    row, names, (years, rules) = await run_in_threadpool(look)
    there = [one for one in years if one.row is not None]
    called = {name: title for name, title in yearly.measures(office, lang).items() if _any(years, name)}
    drawn = [
        chart(text(say("service.col_found"), lang), [(one.year, one.open) for one in there]),
        chart(text(say("service.stands"), lang), [(one.year, one.standing) for one in there]),
        chart(
            text(say("service.copied_share"), lang),
            [(one.year, one.copied) for one in there if one.copied is not None],
        ),
        *_measures(called, years),
    ]
    return page(
        request, "unit.html", row=row, names=names, years=years, rules=rules, called=called,
        charts=[one for one in drawn if one.points],
    )  # fmt: skip


async def rename(request: Request) -> Response:
    """The unit is called otherwise from a year on."""
    viewer, office = needs(request, "judge"), office_of(request)
    said = await own_form(request)
    name, year = said.get("name", "").strip()[:200], said.get("year", "")
    if not name or not (year.isascii() and year.isdecimal() and 1900 <= int(year[:5]) <= 2099):
        raise Problem("invalid", say("service.bad_year"))
    key = request.path_params["key"]

    def done() -> None:
        with office.database.write() as connection:
            row = units_store.by_key(connection, key)
            if row is None:
                raise Problem("not-found", say("service.no_unit"))
            units_store.rename(connection, row["id"], name, int(year))
            trail.note(
                office.database, connection, viewer, "unit.renamed", key, before=row["name"], after=[name, year],
                request=request_of(request),
            )  # fmt: skip

    await run_in_threadpool(done)
    return RedirectResponse(f"/units/{key}", 303)


ROUTES = [
    Route("/units", every, methods=["GET"]),
    Route("/units/{key}", one, methods=["GET"]),
    Route("/units/{key}/rename", rename, methods=["POST"]),
]
