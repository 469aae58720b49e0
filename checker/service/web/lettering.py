"""Letters: ready when all is decided, made of what stands alone, frozen when they are issued."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from checker.messages import say
from checker.service.queue import inside
from checker.service.store import changes, checks, hooks, inspections, trail
from checker.service.store.judging import STANDS
from checker.service.store.schema.inspecting import inspection, letter
from checker.service.store.states import FAULTY, MENDING, Matter, UnitState
from checker.service.store.submissions import request_digest
from checker.service.store.viewer import Viewer, of_unit
from checker.service.store.viewer import inspections as visible
from checker.service.web import inspecting
from checker.service.web.inspecting import one_unit
from checker.service.web.office import Office
from checker.service.web.problems import Problem


def find(connection: Connection, viewer: Viewer, key: str) -> RowMapping:
    """The letter of a key. Problem where there is none that this viewer may see."""
    asked = (
        select(letter, inspection.c.key.label("inspection_key"))
        .join(inspection, inspection.c.id == letter.c.inspection_id)
        .where(letter.c.key == key, visible(viewer), of_unit(viewer, letter.c.unit_id))
    )
    row = connection.execute(asked).mappings().first()
    if row is None:
        raise Problem("not-found", say("service.no_letter"))
    return row


def ready(unit: UnitState) -> bool:
    """Whether a unit's letter can be issued: all is decided, something stands, none was issued on this version."""
    issued = unit.letter is not None and unit.latest is not None and unit.letter["submission_id"] == unit.latest["id"]
    return (
        unit.state in (FAULTY, MENDING)
        and not unit.undecided
        and not unit.unsure
        and bool(unit.standing)
        and not issued
    )


def issue(office: Office, viewer: Viewer, key: str, unit_key: str, request_id: str) -> RowMapping:
    """A letter to a unit of the findings that were judged to stand: written, numbered and frozen."""
    with office.database.read() as connection:
        row = inspecting.find(connection, viewer, key)
        unit = one_unit(office, connection, row, unit_key)
        if not ready(unit) or unit.latest is None:
            raise Problem("conflict", say("service.no_letter_yet"))
        made = checks.made(connection, request_digest(connection, unit.latest["request_id"]))
    charged = [one for one in unit.matters if one.standing.decision == STANDS and one.verdict == "fail"]
    if made is None or not charged:
        raise Problem("conflict", say("service.no_letter_yet"))
    template = str(office.files.path(row["template"])) if row["template"] else ""
    content, held = office.crew.processes.call(
        inside.letter,
        str(office.files.path(made["record"])),
        frozenset(one.fingerprint for one in charged),
        template,
        row["issued_by"],
        unit.unit["deadline"] or row["deadline"] or "",
    )
    sha256 = office.files.put(content)
    with office.database.write() as connection:
        again = one_unit(office, connection, row, unit_key)
        if _state_of(again) != _state_of(unit):
            raise Problem("conflict", say("service.changed_meanwhile"))
        frozen = [_frozen(one) for one in charged if one.fingerprint in held]
        issued = inspections.issue(
            office.database, connection, viewer, row["id"], unit.unit["id"], unit.latest["id"], sha256, frozen
        )
        hooks.tell(office.database, connection, "letter.issued", [issued["key"]])
        changes.tell(office.database, connection, office.rule_digest, [unit.unit["id"]])
        trail.note(
            office.database, connection, viewer, "letter.issued", issued["key"], after=sha256, request=request_id
        )
    return issued


def _state_of(unit: UnitState) -> str:
    decided = [(one.key, one.last["key"] if one.last is not None else "") for one in unit.matters]
    return json.dumps([unit.state, unit.latest["key"] if unit.latest is not None else "", decided])


def _frozen(one: Matter) -> dict[str, Any]:
    last = one.last
    return {
        "matter": one.key,
        "rule": one.rule,
        "title": one.title,
        "message": one.message,
        "fingerprint": one.fingerprint,
        "judgement": last["key"] if last is not None else None,
        "who": last["who"] if last is not None else None,
    }


def notice(office: Office, viewer: Viewer, key: str, request_id: str) -> bytes:
    """通报: over the units of which all is decided, of the findings that were judged to stand alone."""
    with office.database.write() as connection:
        row = inspecting.find(connection, viewer, key)
        told = [one for one in inspecting.units(office, connection, viewer, row) if decided(one)]
        records = {
            one.unit["id"]: made["record"]
            for one in told
            if one.latest is not None
            for made in [checks.made(connection, request_digest(connection, one.latest["request_id"]))]
            if made is not None
        }
        if not records:
            raise Problem("conflict", say("service.no_notice_yet"))
        trail.note(office.database, connection, viewer, "notice.made", key, after=len(records), request=request_id)
    charged = [
        (
            str(office.files.path(records[one.unit["id"]])),
            one.unit["name"],
            frozenset(matter.fingerprint for matter in one.matters if matter.standing.decision == STANDS),
        )
        for one in told
        if one.unit["id"] in records
    ]
    return office.crew.processes.call(inside.notice, charged, row["issued_by"], row["deadline"] or "")


def decided(unit: UnitState) -> bool:
    """Whether all that was found in what a unit has handed in is decided."""
    return unit.latest is not None and unit.checked and not (unit.undecided or unit.unsure)


def withdraw(office: Office, viewer: Viewer, key: str, request_id: str) -> str:
    """A letter does not hold any more; it stays to be seen. The key of its inspection."""
    with office.database.write() as connection:
        row = find(connection, viewer, key)
        if not inspections.withdraw(connection, viewer, row["id"], office.database.now(connection)):
            raise Problem("conflict", say("service.withdrawn_already"))
        trail.note(office.database, connection, viewer, "letter.withdrawn", key, request=request_id)
        changes.tell(office.database, connection, office.rule_digest, [row["unit_id"]])
        return str(row["inspection_key"])


def overtaken(letter: RowMapping, unit: UnitState) -> bool:
    """Whether a judgement that a letter rests on is no longer the one in force."""
    now = {one.key: one.last["key"] if one.last is not None else None for one in unit.matters}
    return any(entry["matter"] in now and now[entry["matter"]] != entry["judgement"] for entry in letter["content"])
