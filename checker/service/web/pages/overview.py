"""An inspection with the states of its units: what its pages are made of."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import RowMapping

from checker.record import dataclass
from checker.service.store import submissions
from checker.service.store.states import STATES, UnitState
from checker.service.store.viewer import Viewer
from checker.service.web import inspecting
from checker.service.web.office import Office


@dataclass(frozen=True)
class Overview:
    """An inspection with the states of its units."""

    row: RowMapping
    units: tuple[UnitState, ...]
    counts: dict[str, int]
    unclaimed: tuple[RowMapping, ...]


def overview(office: Office, viewer: Viewer, key: str) -> Overview:
    """All that the pages of an inspection are made of."""
    with office.database.read() as connection:
        row = inspecting.find(connection, viewer, key)
        found = inspecting.units(office, connection, viewer, row)
        counts = Counter(one.state for one in found)
        lost = tuple(submissions.unclaimed(connection)) if viewer.whole else ()
    return Overview(row, tuple(found), {state: counts[state] for state in STATES}, lost)
