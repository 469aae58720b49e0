"""Whoever wants to know is told when the state of a unit has changed: what was told last stands beside the unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select, update

from checker.service.store import hooks, states
from checker.service.store.database import Database
from checker.service.store.schema.inspecting import inspection, inspection_unit
from checker.service.store.states import Digests

EVENT = "unit.state"
FEW = 8
"""Units of an inspection that are looked at one by one; of more the whole inspection is looked at once."""


def today() -> str:
    """The day of the office, by which deadlines are missed."""
    return datetime.now().astimezone().date().isoformat()


def tell(database: Database, connection: Connection, digest_of: Digests, units: Iterable[int]) -> None:
    """Tell of these units, by their numbers, in every open inspection; nothing where nobody wants to know."""
    wanted = set(units)
    if not wanted or not hooks.wanting(connection, EVENT):
        return
    bodies = [
        {
            "id": unit_key,
            "inspection": inspection_key,
            "state": state,
            "link": f"/api/v1/inspections/{inspection_key}/units",
        }
        for inspection_key, unit_key, state in _settled(connection, digest_of, wanted)
    ]
    hooks.tell_of(database, connection, EVENT, bodies)


def note(connection: Connection, digest_of: Digests) -> None:
    """Note the state of every unit as told: who begins to listen is told of what comes."""
    _settled(connection, digest_of, None)


def _settled(connection: Connection, digest_of: Digests, units: set[int] | None) -> list[tuple[str, str, str]]:
    """(inspection, unit, state) of each whose state is another than was told last; it is noted as told."""
    own = inspection_unit.c.inspection_id == inspection.c.id
    asked = select(inspection_unit.c.inspection_id, inspection_unit.c.unit_id, inspection_unit.c.state).join(
        inspection, own
    )
    there: dict[int, dict[int, str | None]] = defaultdict(dict)
    for number, unit_id, state in connection.execute(asked.where(inspection.c.closed.is_(None))):
        if units is None or unit_id in units:
            there[number][unit_id] = state
    changed = []
    for number, told in there.items():
        row = connection.execute(select(inspection).where(inspection.c.id == number)).mappings().one()
        only = list(told) if len(told) <= FEW else [None]
        found = [one for each in only for one in states.of_inspection(connection, row, today(), digest_of, each)]
        for one in found:
            unit_id = one.unit["id"]
            if unit_id not in told or told[unit_id] == one.state:
                continue
            place = (inspection_unit.c.inspection_id == number) & (inspection_unit.c.unit_id == unit_id)
            connection.execute(update(inspection_unit).where(place).values(state=one.state))
            changed.append((row["key"], one.unit["key"], one.state))
    return changed
