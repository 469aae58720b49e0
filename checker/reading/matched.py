"""What was found of a form's table in a document: which row, column and cell of the one is which of the other."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal

from checker.pack.pack import FormTable
from checker.reading.openrows import OpenRow
from checker.reading.reading import Passage
from checker.record import dataclass

if TYPE_CHECKING:
    from checker.reading.departures import Departure

_LEAST_ROWS = 3
"""Rows, at least, for which it is said once of their table that their cells could not be told apart."""
Fit = Literal["same", "cut", "other", "unread"]
"""How a label stands in the document: as in the form, cut short in reading, in other words, not to be told."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label as found: the cell that holds it (None where the grid shows none) and how it fits."""

    cell: Passage | None
    fit: Fit
    moved: bool = False
    """It stands elsewhere among its neighbours than in the form."""


@dataclass(slots=True)
class TableMatch:
    """What was found of a table. A row or column that is not in its dict is missing.

    `cells` holds None where the row has no cell for the column; a key that is not there at all belongs to a
    missing row or column. `unsure` are cells of rows that could not be told apart. Rows go by their id, those of an
    open table by a key of their own, which `opened` explains.
    """

    table: FormTable
    rows: dict[str, Labelled] = field(default_factory=dict)
    columns: dict[tuple[int, str], Labelled] = field(default_factory=dict)
    titles: dict[int, Labelled] = field(default_factory=dict)
    cells: dict[tuple[str, str], Passage | None] = field(default_factory=dict)
    unsure: set[tuple[str, str]] = field(default_factory=set)
    mixed: set[str] = field(default_factory=set)
    """Rows whose figures stand in one cell with those of others and could not be told apart."""
    parts: dict[tuple[str, str], list[Passage]] = field(default_factory=dict)
    """The cells that together are a figure, where the document gives its parts alone; the first stands in `cells`."""
    opened: dict[str, OpenRow] = field(default_factory=dict)
    """The rows of an open table by key, in reading order."""
    departures: list[Departure] = field(default_factory=list)
    """What it has that the form does not."""
    noughts: frozenset[str] = frozenset()
    """What stands for a nought in it as the document itself says: signs, and "" for an empty cell."""
    crowded: bool = False
    """A text that shows no grid has rows with more figures than there are columns of the form, or columns in another
    order: the number of figures of a row tells none of them."""
    head: Passage | None = None
    """A label of its head, where it is an open table in which no row stands."""

    @property
    def found(self) -> bool:
        """Whether the table is there at all."""
        return bool(self.rows) or self.head is not None

    @property
    def apart(self) -> int:
        """How many rows have cells that could not be told apart, where they are most of its rows; else 0."""
        rows = {row for row, _ in self.unsure}
        return len(rows) if len(rows) >= _LEAST_ROWS and 2 * len(rows) > len(self.rows) else 0
