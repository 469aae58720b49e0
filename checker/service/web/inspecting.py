"""Inspections found, told and decided on, for the API and the pages alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, RowMapping

from checker.messages import say
from checker.service.store import changes, inspections, states, trail
from checker.service.store.changes import today
from checker.service.store.inspections import CONFIRM, KINDS, PASS, RECALL, REOPEN
from checker.service.store.judging import STANDS
from checker.service.store.states import LOOKING, WAITING, UnitState
from checker.service.store.viewer import Viewer
from checker.service.web.office import Office
from checker.service.web.problems import Fault, Problem


def find(connection: Connection, viewer: Viewer, key: str) -> RowMapping:
    """The inspection of a key. Problem where there is none that this viewer may see."""
    row = inspections.by_key(connection, viewer, key)
    if row is None:
        raise Problem("not-found", say("service.no_inspection"))
    return row


def units(office: Office, connection: Connection, viewer: Viewer, row: RowMapping) -> list[UnitState]:
    """The states of the units of an inspection that a viewer may see."""
    return states.of_inspection(connection, row, today(), office.rule_digest, None if viewer.whole else viewer.unit)


def one_unit(office: Office, connection: Connection, row: RowMapping, key: str) -> UnitState:
    """A unit of an inspection. Problem where it is not in it."""
    found = next(
        (one for one in states.of_inspection(connection, row, today(), office.rule_digest) if one.unit["key"] == key),
        None,
    )
    if found is None:
        raise Problem("not-found", say("service.no_unit"))
    return found


def decide(
    office: Office, viewer: Viewer, key: str, unit_key: str, kind: str, reason: str, seen: str, request_id: str
) -> UnitState:
    """One of KINDS. `seen` is the key of the latest submission that the person saw: a newer one is a conflict."""
    if kind not in KINDS:
        fault = Fault("/kind", say("service.no_decision", known=", ".join(KINDS)))
        raise Problem("invalid", say("service.invalid"), errors=[fault])
    with office.database.write() as connection:
        row = find(connection, viewer, key)
        unit = one_unit(office, connection, row, unit_key)
        if unit.latest is None:
            raise Problem("conflict", say("service.nothing_handed_in"))
        if seen and unit.latest["key"] != seen:
            raise Problem("conflict", say("service.newer_version"), more={"submission": unit.latest["key"]})
        if kind == PASS and (not unit.checked or unit.undecided or unit.standing or unit.unsure):
            raise Problem("conflict", say("service.not_through"))
        if kind == REOPEN and unit.passed_by is None:
            raise Problem("conflict", say("service.not_passed"))
        if kind in (CONFIRM, RECALL):
            _second_look(viewer, row, unit, kind, reason)
        inspections.decide(
            office.database, connection, viewer, row["id"], unit.unit["id"], unit.latest["id"], kind, reason
        )
        about = f"{key}/{unit_key}"
        trail.note(office.database, connection, viewer, f"unit.{kind}", about, after=reason, request=request_id)
        changes.tell(office.database, connection, office.rule_digest, [unit.unit["id"]])
        return one_unit(office, connection, row, unit_key)


def head_of(connection: Connection, name: str) -> int | None:
    """The account of a head by its name; None for no name. Problem where nobody of it may inspect."""
    if not name:
        return None
    found = next((row for row in inspections.heads(connection) if row["name"] == name), None)
    if found is None:
        raise Problem("not-found", say("service.no_head"), errors=[Fault("/head", say("service.no_head"))])
    number: int = found["id"]
    return number


def ask_second(office: Office, viewer: Viewer, key: str, second: bool, head: str, request_id: str) -> None:
    """Whether passes of an inspection are looked at once more, and by whom."""
    with office.database.write() as connection:
        row = find(connection, viewer, key)
        number = head_of(connection, head)
        _may_change(office, connection, viewer, row)
        inspections.ask_second(connection, row["id"], second, number)
        looked = [one.unit["id"] for one in units(office, connection, viewer, row) if one.passed_by is not None]
        changes.tell(office.database, connection, office.rule_digest, looked)
        before, after = [row["second"], row["head_id"]], [second, number]
        trail.note(
            office.database, connection, viewer, "inspection.second", key, before=before, after=after,
            request=request_id,
        )  # fmt: skip


def _may_change(office: Office, connection: Connection, viewer: Viewer, row: RowMapping) -> None:
    """Problem where somebody would do away with the look at his own passes; where there is a head, it is his to say."""
    if viewer.may("administer") or not row["second"]:
        return
    if row["head_id"] is not None and viewer.account != row["head_id"]:
        raise Problem("forbidden", say("service.not_the_head"))
    if any(one.state == LOOKING and _passed(viewer, one) for one in units(office, connection, viewer, row)):
        raise Problem("forbidden", say("service.own_pass"))


def _second_look(viewer: Viewer, row: RowMapping, unit: UnitState, kind: str, reason: str) -> None:
    """Problem where there is nothing to look at a second time, or this viewer is not the one to do it."""
    if unit.state != LOOKING:
        raise Problem("conflict", say("service.nothing_to_look_at"))
    if not may_look(viewer, row, unit):
        key = "own_pass" if _passed(viewer, unit) else "not_the_head"
        raise Problem("forbidden", say(f"service.{key}"))
    if kind == CONFIRM and (unit.undecided or unit.standing or unit.unsure):
        raise Problem("conflict", say("service.not_through"))
    if kind == RECALL and not reason.strip():
        raise Problem("invalid", say("service.invalid"), errors=[Fault("/reason", say("service.recall_reason"))])


def may_look(viewer: Viewer, row: RowMapping, unit: UnitState) -> bool:
    """Whether a viewer is the one for the second look: the head where there is one, and never who passed it himself.

    What the head has passed is for anybody else who inspects.
    """
    if not viewer.may("judge") or unit.state != LOOKING or unit.passed_by is None or _passed(viewer, unit):
        return False
    head = row["head_id"]
    return head is None or head in (viewer.account, unit.passed_by["account_id"])


def _passed(viewer: Viewer, unit: UnitState) -> bool:
    by = unit.passed_by
    if by is None:
        return False
    return bool(by["account_id"] == viewer.account if by["account_id"] is not None else by["who"] == viewer.who)


def told(unit: UnitState) -> dict[str, Any]:
    """The state of a unit as plain values."""
    return {
        "unit": {"id": unit.unit["key"], "name": unit.unit["name"], "code": unit.unit["code"]},
        "state": unit.state,
        "late": unit.late,
        "back": unit.back,
        "versions": unit.versions,
        "latest": unit.latest["key"] if unit.latest is not None else None,
        "errors": unit.counts.get("error", 0),
        "warnings": unit.counts.get("warning", 0),
        "notes": unit.counts.get("note", 0),
        "reviews": unit.counts.get("review", 0),
        "undecided": unit.undecided,
        "standing": unit.standing,
        "unsure": unit.unsure,
        "contact": unit.unit["contact"],
        "inspector": unit.unit["inspector"],
        "mail": unit.unit["mail"],
        "passed_by": unit.passed_by["who"] if unit.passed_by is not None else None,
    }


def ranking(found: Iterable[UnitState]) -> list[tuple[UnitState, dict[str, int]]]:
    """The units by what was judged to stand in their latest version, errors first: the figures of their letters. Who
    has handed in nothing, and of whom something is undecided, is in no ranking."""
    ranks = ("error", "warning", "note", "review")
    made = []
    for one in found:
        if one.latest is None or not one.checked or one.undecided or one.unsure:
            continue
        counts = Counter(matter.rank for matter in one.matters if matter.standing.decision == STANDS)
        made.append((one, {rank: counts[rank] for rank in ranks}))
    return sorted(made, key=lambda pair: ([-pair[1][rank] for rank in ranks], pair[0].unit["name"]))


def passable(unit: UnitState) -> bool:
    """Whether nothing keeps a unit from passing but that nobody has said so."""
    return unit.state == WAITING and unit.checked and not (unit.undecided or unit.standing or unit.unsure)
