"""Submissions handed in, found and shown, for the API and the pages alike."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, select

from checker.messages import say
from checker.record import dataclass
from checker.service.queue import inside
from checker.service.store import changes, checks, hooks, inspections, submissions, trail, units
from checker.service.store.schema.checking import request as asked_for
from checker.service.store.schema.checking import submission
from checker.service.store.submissions import Handed
from checker.service.store.viewer import Viewer
from checker.service.store.viewer import submissions as visible
from checker.service.web import asking
from checker.service.web.office import Office
from checker.service.web.problems import Fault, Problem


def hand_in(
    office: Office, viewer: Viewer, handed: Handed, request_id: str = "", unit_key: str = "", code: str = ""
) -> tuple[RowMapping, bool]:
    """(the submission, whether it is new). `unit_key` or `code` say whose it is; a viewer that is bound to a unit
    hands in for that one alone."""
    with office.database.write() as connection:
        asking.room(office, connection)
        unit = _unit(connection, viewer, unit_key, code)
        inspection = None
        if unit is not None and handed.year is not None:
            inspection = inspections.open_for(connection, unit, handed.year)
        whole = Handed(
            handed.papers,
            handed.lang,
            handed.via,
            unit,
            handed.year,
            inspection["id"] if inspection is not None else None,
        )
        row, new = submissions.hand_in(office.database, connection, viewer, whole, office.ground)
        if new:
            hooks.tell(office.database, connection, "submission.received", [row["key"]])
            if row["unit_id"] is not None:
                changes.tell(office.database, connection, office.rule_digest, [row["unit_id"]])
            trail.note(
                office.database, connection, viewer, "submission.received", row["key"],
                after=row["sha256"], request=request_id,
            )  # fmt: skip
    office.crew.wake()
    return row, new


def _unit(connection: Connection, viewer: Viewer, key: str, code: str) -> int | None:
    if viewer.unit is not None:
        named = units.by_key(connection, key) if key else units.by_code(connection, code) if code else None
        if (key or code) and (named is None or named["id"] != viewer.unit):
            raise Problem("not-found", say("service.no_unit"))
        return viewer.unit
    if not key and not code:
        return None
    row = units.by_key(connection, key) if key else units.by_code(connection, code)
    if row is None:
        raise Problem("not-found", say("service.no_unit"))
    number: int = row["id"]
    return number


def claim(office: Office, viewer: Viewer, key: str, unit_word: str, year: int, request_id: str) -> None:
    """认领: say whose report of which year a submission is, by the unit's key, code or name; it becomes the next
    version of that."""
    with office.database.write() as connection:
        row = find(connection, viewer, key)
        if row["unit_id"] is not None and row["year"] is not None:
            raise Problem("conflict", say("service.claimed"))
        unit = units.named(connection, unit_word)
        if unit is None:
            raise Problem("not-found", say("service.no_unit_called", name=unit_word))
        submissions.assign(office.database, connection, row, unit["id"], year, office.ground)
        changes.tell(office.database, connection, office.rule_digest, [unit["id"]])
        trail.note(
            office.database, connection, viewer, "submission.claimed", key, after=unit["key"], request=request_id
        )
    office.crew.wake()


def delete(office: Office, viewer: Viewer, key: str, reason: str, request_id: str) -> None:
    """Delete a submission on request: its file, outcome and quotes go with the next sweep, rule, decision and counts
    stay, and the log says who had it done and that there was a reason."""
    if not reason.strip():
        raise Problem("invalid", say("service.invalid"), errors=[Fault("/reason", say("service.delete_reason"))])
    with office.database.write() as connection:
        row = find(connection, viewer, key)
        submissions.erase(
            connection,
            connection.execute(select(submission).where(submission.c.id == row["id"])).all(),
            office.database.now(connection),
        )
        if row["unit_id"] is not None:
            changes.tell(office.database, connection, office.rule_digest, [row["unit_id"]])
        trail.note(
            office.database, connection, viewer, "submission.deleted", key, before=row["sha256"], after=reason,
            request=request_id,
        )  # fmt: skip


def find(connection: Connection, viewer: Viewer, key: str) -> RowMapping:
    """The submission of a key. Problem where there is none that this viewer may see."""
    row = connection.execute(select(submission).where(submission.c.key == key, visible(viewer))).mappings().first()
    if row is None:
        raise Problem("not-found", say("service.no_submission"))
    return row


def state(connection: Connection, row: RowMapping) -> asking.State:
    """How the check of a submission stands."""
    own = connection.execute(select(asked_for).where(asked_for.c.id == row["request_id"])).mappings().one()
    return asking.state(connection, own)


def told(connection: Connection, row: RowMapping, lang: str) -> dict[str, Any]:
    """A submission as plain values, with its receipt."""
    found = state(connection, row)
    unit = units_named(connection, [row["unit_id"]]).get(row["unit_id"]) if row["unit_id"] else None
    return {
        "id": row["key"],
        "receipt": row["receipt"],
        "unit": {"id": unit["key"], "name": unit["name"], "code": unit["code"]} if unit is not None else None,
        "year": row["year"],
        "version": row["version"],
        "name": row["name"],
        "sha256": row["sha256"],
        "who": row["who"],
        "via": row["via"],
        "created": asking.moment(row["created"]),
        "check": asking.summary(found, lang),
    }


@dataclass(frozen=True)
class Compared:
    """Two versions, and the JSON of `gouji diff` about them."""

    new: RowMapping
    old: RowMapping
    unit: RowMapping | None
    content: bytes


def compared(office: Office, viewer: Viewer, key: str, other: str, lang: str) -> Compared:
    """A submission against another. Problem for those of different units or years, and while a check is missing."""
    with office.database.read() as connection:
        new, old = (find(connection, viewer, one) for one in (key, other))
        if (new["unit_id"], new["year"]) != (old["unit_id"], old["year"]):
            raise Problem("conflict", say("service.not_comparable"))
        made, before = (asking.done(state(connection, one)) for one in (new, old))
        unit = units_named(connection, [new["unit_id"]]).get(new["unit_id"]) if new["unit_id"] else None
    paths = [str(office.files.path(one["result"])) for one in (before, made)]
    return Compared(new, old, unit, office.crew.processes.call(inside.compared, *paths, lang))


def units_named(connection: Connection, numbers: list[int]) -> dict[int, RowMapping]:
    """Units by their numbers."""
    from checker.service.store.schema.units import unit

    found: dict[int, RowMapping] = {}
    for begin in range(0, len(numbers), 900):
        asked = select(unit).where(unit.c.id.in_(numbers[begin : begin + 900]))
        found |= {row["id"]: row for row in connection.execute(asked).mappings()}
    return found


def from_draft(office: Office, viewer: Viewer, key: str, year: int | None, via: str) -> Handed:
    """A draft as what is handed in."""
    with office.database.read() as connection:
        row = asking.find(connection, viewer, key, own=True)
        papers = tuple(checks.papers_of(connection, row["id"]))
    return Handed(papers, row["order"]["lang"], via, None, year)
