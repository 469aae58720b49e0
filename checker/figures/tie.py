"""Ticking: the cells that a figure must equal, and whether it does."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from checker.document import Location
from checker.expression import Unknown, Value
from checker.figures.measures import Meaning
from checker.pack.figurewords import equals
from checker.reading.figures import Figure as Cells
from checker.reading.figures import Figures
from checker.reading.reading import Reading
from checker.record import dataclass
from checker.text.numerals import Number

AGREE, DIFFER, UNCLEAR, NO_COUNTERPART = "agree", "differ", "unclear", "no_counterpart"
UNSURE = "not sure what it counts"


@dataclass(frozen=True, slots=True)
class Tie:
    """How a figure stands to the tables. `measure` is the one that agrees, else the likeliest; `holds` may be unknown."""

    status: str
    measure: str = ""
    value: Value = Unknown("absent")
    places: tuple[Location, ...] = ()
    holds: Value = Unknown("absent")
    stated: Value = Unknown("absent")
    """What the text states: its number, 0, or of all of them the whole."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Worth:
    """A number that the tables state, with its cells."""

    value: Decimal
    places: tuple[Location, ...]


class Ties:
    """The measures of a pack in the tables of one document; each looked up once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.pack.figures
        self._figures = Figures(reading)

    @cached_property
    def wholes(self) -> tuple[Worth, ...]:
        """What lists and shares may be of though the text does not state it: the totals that are more than nought."""
        several = (self.cells(name) for name in self.words.wholes)
        return tuple(
            Worth(Decimal(cells.value), cells.places)
            for cells in several
            if isinstance(cells.value, int) and not isinstance(cells.value, bool) and cells.value > 0
        )

    def cells(self, measure: str, columns: Sequence[tuple[str, tuple[str, ...]]] = ()) -> Cells:
        """The figure that a measure is in this document; of the form's expressions the first that it has cells for."""
        found: Cells | None = None
        for expression in equals(self.words.measure(measure)):
            for one in _spread(expression, columns):
                cells = self._figures.look_up(one)
                found = cells if found is None or not found.places else found
        return found if found is not None else Cells(Unknown("absent"), ())

    def tie(self, number: Number | None, meaning: Meaning, weak: bool, says: str, loose: bool = False) -> Tie:
        """How a number, or a statement without one, stands to the measures that it can be.

        A `loose` one ticks, and is not asked about where it does not.
        """
        if not meaning.measures:
            return Tie(UNCLEAR if meaning.unclear else NO_COUNTERPART, why=meaning.why)
        several = [(name, self.cells(name, meaning.columns)) for name in meaning.measures]
        there = [(name, cells) for name, cells in several if cells.places]
        stated, wholes = self._stated(number, meaning, says)
        for one in (
            meaning.maybe
            if number is not None and not any(_same(number, stated, cells.value) for _, cells in there)
            else ()
        ):
            cells = self.cells(one, meaning.columns)
            if cells.places and _same(number, stated, cells.value):
                return Tie(AGREE, one, cells.value, cells.places, True, stated)
        name, first = there[0] if there else several[0]
        if not there:
            return Tie(NO_COUNTERPART, name, first.value, stated=stated, why="no such table")
        # 不予公开6件, where of the rows that state why one has 6 and the others are blank.
        filled = [
            (one, Cells(cells.filled, cells.places) if cells.filled and _same(number, stated, cells.filled) else cells)
            for one, cells in there
        ]
        equal = [(one, cells) for one, cells in filled if _same(number, stated, cells.value)]
        unknown = [cells for _, cells in there if isinstance(cells.value, Unknown)]
        if equal and (not meaning.every or len(equal) == len(there)):
            one, cells = equal[0]
            return Tie(AGREE, one, cells.value, (*cells.places, *wholes), True, stated)
        places = (*first.places, *wholes)
        if loose or meaning.loose:
            return Tie(NO_COUNTERPART, why=UNSURE)
        if unknown or isinstance(stated, Unknown):
            lost = stated if isinstance(stated, Unknown) else unknown[0].value
            return Tie(UNCLEAR, name, first.value, places, lost, stated, "the table is not filled in")
        if equal:  # of several that it must be all, the one that it is not
            name, first = next(one for one in there if one not in equal)
            places = (*first.places, *wholes)
        if weak or equal or (number is not None and number.approximate):
            return Tie(UNCLEAR, name, first.value, places, Unknown("unreadable"), stated, UNSURE)
        return Tie(DIFFER, name, first.value, places, False, stated)

    def _stated(self, number: Number | None, meaning: Meaning, says: str) -> tuple[Value, tuple[Location, ...]]:
        if number is not None:
            return number.yuan if number.yuan is not None else number.value, ()
        if says == "all" and meaning.of:
            whole = self.cells(meaning.of)
            return whole.value, whole.places
        return meaning.value or 0, ()


def _spread(expression: str, columns: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """The expression with the columns that are meant instead of the total."""
    if not columns:
        return [expression]
    parts: list[str] = []
    for part in expression.replace(" ", "").split("+"):
        table, row, column = part.split(".")
        meant = [some for name, some in columns if name == table]
        parts += [f"{table}.{row}.{one}" for one in (meant[0] if meant and column == "total" else (column,))]
    return [" + ".join(parts)]


def _same(number: Number | None, stated: Value, value: Value) -> bool:
    """Whether they are equal: an amount of money also in 万元, which a column may have for its unit; 余 some more.

    3.07万件 is 30718, rounded or cut off.
    """
    if isinstance(value, (Unknown, bool)) or not isinstance(value, (int, Decimal)):
        return False
    if isinstance(stated, (Unknown, bool)) or not isinstance(stated, (int, Decimal)):
        return False
    if number is None:
        return stated == value
    scales = (1, 10000) if number.yuan is not None else (1,)
    more = [Decimal(value) * scale - Decimal(stated) for scale in scales]
    step = number.step
    return any(not gap or -step / 2 <= gap < step or (number.approximate and abs(gap) * 10 <= stated) for gap in more)
