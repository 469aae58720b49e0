"""A submission with all that its page says, looked up in a few queries."""

from __future__ import annotations

import json

from sqlalchemy import Connection, RowMapping, select

from checker.record import dataclass
from checker.service.store import inspections, states
from checker.service.store.schema.checking import submission
from checker.service.store.schema.inspecting import inspection
from checker.service.store.schema.judging import judgement
from checker.service.store.schema.units import unit
from checker.service.store.states import Matter, UnitState
from checker.service.store.viewer import Viewer
from checker.service.store.viewer import submissions as visible
from checker.service.web import deciding, handing, inspecting, noting
from checker.service.web.asking import State
from checker.service.web.office import Office

RECENT = 12
"""Reasons that are offered again."""


@dataclass(frozen=True)
class Shown:
    """A submission with all that its page says."""

    row: RowMapping
    state: State
    unit: RowMapping | None
    inspection: RowMapping | None
    matters: tuple[Matter, ...]
    versions: tuple[RowMapping, ...]
    reasons: tuple[str, ...]
    notes: tuple[RowMapping, ...]
    answers: dict[int, list[RowMapping]]
    address: str
    """Where a note to the unit is sent by mail, for those who may write one."""
    passable: bool
    looking: UnitState | None
    """Where the unit was passed and this viewer is the one to look a second time."""
    next: str


def shown(office: Office, viewer: Viewer, key: str) -> Shown:
    """What the page of a submission needs, in a few queries."""
    with office.database.read() as connection:
        row = handing.find(connection, viewer, key)
        state = handing.state(connection, row)
        found = states.matters(connection, [row["id"]], office.rule_digest, ("open", "uncompared"))[row["id"]]
        if not deciding.may_see_judgements(connection, viewer, row):
            found = [deciding.without_judgement(one) for one in found]
        own = connection.execute(select(unit).where(unit.c.id == row["unit_id"])).mappings().first()
        place = _inspection(connection, row)
        same = select(submission).where(
            submission.c.unit_id == row["unit_id"],
            submission.c.year == row["year"],
            submission.c.kind == row["kind"],
            visible(viewer),
        )
        versions = connection.execute(same.order_by(submission.c.version)).mappings().all() if own else [row]
        answers: dict[int, list[RowMapping]] = {}
        for one in inspections.answers(connection, [one.id for one in found]):
            answers.setdefault(one["matter_id"], []).append(one)
        passable, looking, after, address = False, None, "", ""
        if own is not None and viewer.may("judge"):
            address = noting.address_of(office, connection, own["id"], row["inspection_id"])
        if place is not None and own is not None and viewer.may("judge"):
            whole = inspecting.units(office, connection, viewer, place)
            mine = next((one for one in whole if one.unit["id"] == own["id"]), None)
            newest = mine is not None and mine.latest is not None and mine.latest["id"] == row["id"]
            passable = newest and mine is not None and inspecting.passable(mine)
            looking = mine if newest and mine is not None and inspecting.may_look(viewer, place, mine) else None
            waiting = [one for one in whole if one.undecided and one.latest is not None and one.unit["id"] != own["id"]]
            after = str(waiting[0].latest["key"]) if waiting and waiting[0].latest is not None else ""
        return Shown(
            row,
            state,
            own,
            place,
            tuple(found),
            tuple(versions),
            _reasons(connection, viewer),
            tuple(inspections.notes(connection, own["id"])[:20]) if own is not None else (),
            answers,
            address,
            passable,
            looking,
            after,
        )


def _inspection(connection: Connection, row: RowMapping) -> RowMapping | None:
    if row["inspection_id"] is None:
        return None
    return connection.execute(select(inspection).where(inspection.c.id == row["inspection_id"])).mappings().first()


def _reasons(connection: Connection, viewer: Viewer) -> tuple[str, ...]:
    if not viewer.may("judge"):
        return ()
    asked = select(judgement.c.reason).where(judgement.c.account_id == viewer.account, judgement.c.reason != "")
    rows = connection.execute(asked.order_by(judgement.c.id.desc()).limit(100)).scalars()
    return tuple(dict.fromkeys(rows))[:RECENT]


def plain(found: Shown) -> str:
    """The matters as the script reads them."""
    return json.dumps(
        [
            {
                "id": one.key,
                "card": one.card,
                "state": one.state,
                "rank": one.rank,
                "decision": one.standing.decision,
                "again": one.standing.again,
                "undecided": one.undecided,
                "seen": one.last["key"] if one.last is not None else "",
                "who": one.last["who"] if one.last is not None else "",
                "reason": one.last["reason"] if one.last is not None else "",
                "answers": [{"who": said["who"], "text": said["text"]} for said in found.answers.get(one.id, ())],
            }
            for one in found.matters
        ],
        ensure_ascii=False,
    )
