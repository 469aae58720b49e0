"""The pages of an inspection: who has not submitted, the state of each, one rule over all units, its ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from checker.messages import say
from checker.service.store import inspections, people, submissions, trail, units
from checker.service.store.changes import today
from checker.service.store.inspections import CONFIRM, PASS
from checker.service.store.states import LOOKING, STATES, WAITING, UnitState
from checker.service.web import exporting, inspecting, renditions
from checker.service.web.office import lang_of, office_of, request_of
from checker.service.web.pages.checking import choices
from checker.service.web.pages.forms import needs, own_form
from checker.service.web.pages.overview import overview
from checker.service.web.pages.showing import page
from checker.service.web.problems import Problem
from checker.service.web.renditions import Download

SCREEN, RANKED, LOST = 25, 100, 50
"""Units on a screen, and in the ranking; submissions to be claimed that are shown."""
_URGENT = {WAITING: 0, "faulty": 1, "missing": 2, "looking": 3, "mending": 4, "passed": 5}


async def every(request: Request) -> Response:
    """The inspections, and what waits for the viewer."""
    viewer, office = needs(request, "read"), office_of(request)

    def look() -> tuple[list[Any], list[Any], list[Any], dict[str, list[str]]]:
        with office.database.read() as connection:
            rows = inspections.every(connection, viewer)
            told = [
                (row, Counter(one.state for one in inspecting.units(office, connection, viewer, row)))
                for row in rows[:6]
            ]
            heads = inspections.heads(connection) if viewer.may("judge") else []
            lost = list(submissions.unclaimed(connection)) if viewer.whole else []
            likely = units.resembling(connection, [row["issuer"] for row in lost[:LOST]]) if lost else {}
            return told, lost, heads, likely

    told, lost, heads, likely = await run_in_threadpool(look)
    all_units = await run_in_threadpool(choices, office, viewer) if lost else []
    return page(
        request, "inspections.html", inspections=told, unclaimed=lost[:LOST], lost=len(lost), likely=likely,
        units=all_units, states=STATES, heads=heads,
    )  # fmt: skip


async def create(request: Request) -> Response:
    """A new inspection."""
    viewer, office = needs(request, "judge"), office_of(request)
    said = await own_form(request)
    title, year = said.get("title", "").strip()[:200], said.get("year", "")
    if not title or not (year.isascii() and year.isdecimal() and 1900 <= int(year[:5]) <= 2099):
        raise Problem("invalid", say("service.bad_year"))
    deadline = _day(said.get("deadline", ""))
    second, head = bool(said.get("second")), said.get("head", "")

    issued_by = said.get("issued_by", "")[:200].strip()

    def made() -> str:
        with office.database.write() as connection:
            row = inspections.create(
                office.database, connection, viewer, title, int(year), deadline, issued_by, second,
                inspecting.head_of(connection, head) if second else None,
            )  # fmt: skip
            trail.note(
                office.database, connection, viewer, "inspection.created", row["key"], after=title,
                request=request_of(request),
            )  # fmt: skip
            return str(row["key"])

    return RedirectResponse(f"/inspections/{await run_in_threadpool(made)}", 303)


def _day(word: str) -> str:
    if not word:
        return ""
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        raise Problem("invalid", say("service.bad_day")) from None


async def one(request: Request) -> Response:
    """Counts by state, units by urgency, 25 to a screen."""
    viewer, office = needs(request, "read"), office_of(request)
    found = await run_in_threadpool(overview, office, viewer, request.path_params["key"])

    def around() -> tuple[list[Any], list[Any]]:
        if not viewer.may("judge"):
            return [], []
        with office.database.read() as connection:
            others = [row for row in inspections.every(connection, viewer) if row["id"] != found.row["id"]]
            return inspections.heads(connection), others

    heads, others = await run_in_threadpool(around)
    wanted = request.query_params.get("state", "")
    word = request.query_params.get("q", "").strip()
    begin = request.query_params.get("from", "0")
    first = int(begin) if begin.isascii() and begin.isdecimal() and len(begin) < 7 else 0
    some = [
        one
        for one in sorted(found.units, key=_urgency)
        if (not wanted or one.state == wanted) and (not word or word in one.unit["name"])
    ]
    rules = Counter(matter.rule for each in found.units for matter in each.matters)
    titles = {matter.rule: matter.title for each in found.units for matter in each.matters}
    return page(
        request,
        "inspection.html",
        found=found,
        states=[one for one in STATES if one != LOOKING or found.row["second"] or found.counts[one]],
        heads=heads,
        others=others,
        lookable=sum(inspecting.may_look(viewer, found.row, one) for one in found.units),
        wanted=wanted,
        word=word,
        units=some[first : first + SCREEN],
        first=first,
        count=len(some),
        screen=SCREEN,
        rules=[(rule, titles[rule], count) for rule, count in rules.most_common(40)],
        heat=heat(found.units, [rule for rule, _ in rules.most_common(12)]),
        titles=titles,
        ranking=inspecting.ranking(found.units)[:RANKED],
        passable=sum(inspecting.passable(one) for one in found.units),
        today=today(),
    )


def _urgency(one: UnitState) -> tuple[int, int, str]:
    return (_URGENT[one.state], -one.undecided, one.unit["name"])


def heat(found: Sequence[UnitState], rules: Sequence[str]) -> list[tuple[UnitState, list[int]]]:
    """The units with most findings, and how many each has of the rules that are met most."""
    most = sorted(found, key=lambda one: -len(one.matters))[:30]
    made = []
    for one in most:
        counts = Counter(matter.rule for matter in one.matters)
        if one.matters:
            made.append((one, [counts[rule] for rule in rules]))
    return made


async def decide(request: Request) -> Response:
    """One decision on one unit; or 通过 of all of whom nothing is left, 复核通过 of all who wait for it."""
    viewer, office = needs(request, "judge"), office_of(request)
    said = await own_form(request)
    key, kind = request.path_params["key"], said.get("kind", "")

    def decided() -> None:
        if said.get("unit"):
            inspecting.decide(
                office, viewer, key, said["unit"], kind, said.get("reason", "")[:4000], said.get("seen", ""),
                request_of(request),
            )  # fmt: skip
            return
        if kind not in (PASS, CONFIRM):
            raise Problem("invalid", say("service.no_decision", known=f"{PASS}, {CONFIRM}"))
        found = overview(office, viewer, key)
        for one in found.units:
            due = inspecting.passable(one) if kind == PASS else inspecting.may_look(viewer, found.row, one)
            if due and one.latest is not None:
                inspecting.decide(
                    office, viewer, key, one.unit["key"], kind, "", one.latest["key"], request_of(request)
                )

    await run_in_threadpool(decided)
    return RedirectResponse(f"/inspections/{key}", 303)


async def second(request: Request) -> Response:
    """Whether there is a second look, and whose."""
    viewer, office = needs(request, "judge"), office_of(request)
    said = await own_form(request)
    key, asked = request.path_params["key"], bool(said.get("second"))
    head = said.get("head", "") if asked else ""
    await run_in_threadpool(inspecting.ask_second, office, viewer, key, asked, head, request_of(request))
    return RedirectResponse(f"/inspections/{key}", 303)


async def rule(request: Request) -> Response:
    """All findings of a rule over the units, to be ticked and judged together."""
    viewer, office, lang = needs(request, "read"), office_of(request), lang_of(request)
    found = await run_in_threadpool(overview, office, viewer, request.path_params["key"])
    name = f"{request.path_params['pack']}/{request.path_params['rule']}"
    rows = [(matter, one.unit, one.latest) for one in found.units for matter in one.matters if matter.rule == name]
    known = office.rule(name, lang)
    return page(
        request,
        "matters.html",
        heading=known["title"] if known is not None else name,
        back=f"/inspections/{found.row['key']}",
        rows=rows[:500],
        reasons=(),
        several=True,
    )


async def close(request: Request) -> Response:
    """The inspection is over; or it is open again."""
    viewer, office = needs(request, "judge"), office_of(request)
    said = await own_form(request)
    key = request.path_params["key"]

    def done() -> None:
        with office.database.write() as connection:
            row = inspecting.find(connection, viewer, key)
            now = office.database.now(connection)
            inspections.close(connection, row["id"], None if said.get("open") else now)
            if not said.get("open"):
                people.revoke_links(connection, row["id"], now)
            action = "inspection.opened" if said.get("open") else "inspection.closed"
            trail.note(office.database, connection, viewer, action, key, request=request_of(request))

    await run_in_threadpool(done)
    return RedirectResponse(f"/inspections/{key}", 303)


async def ledger(request: Request) -> Response:
    """The ledger: every open matter with its decision, as separated values."""
    viewer, office, lang = needs(request, "judge"), office_of(request), lang_of(request)
    key, request_id = request.path_params["key"], request_of(request)
    content, title = await run_in_threadpool(exporting.ledger_of, office, viewer, key, lang, request_id)
    return renditions.served(request, Download(renditions.digest(content), f"{title}.csv", content))


async def waivers(request: Request) -> Response:
    """What was judged to be no fault, as the command takes it."""
    viewer, office, lang = needs(request, "judge"), office_of(request), lang_of(request)
    key, request_id = request.path_params["key"], request_of(request)
    content = await run_in_threadpool(exporting.waivers_of, office, viewer, key, lang, request_id)
    return renditions.served(request, Download(renditions.digest(content), "waivers.yaml", content))


ROUTES = [
    Route("/inspections", every, methods=["GET"]),
    Route("/inspections", create, methods=["POST"]),
    Route("/inspections/{key}", one, methods=["GET"]),
    Route("/inspections/{key}/decide", decide, methods=["POST"]),
    Route("/inspections/{key}/second", second, methods=["POST"]),
    Route("/inspections/{key}/rules/{pack}/{rule}", rule, methods=["GET"]),
    Route("/inspections/{key}/close", close, methods=["POST"]),
    Route("/inspections/{key}/ledger", ledger, methods=["GET"]),
    Route("/inspections/{key}/waivers", waivers, methods=["GET"]),
]
