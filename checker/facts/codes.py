"""Facts about codes: what a code is called in each of the tables, and whether another beside it is called the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.pack.pack import Pack
from checker.reading.codes import without_code
from checker.reading.reading import Passage, Reading
from checker.record import dataclass
from checker.text.normalize import bare, in_order

_APART = "-"
"""Between the code of a unit and that of the row below it."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A row that a code stands in: its label as it stands, the id of it, and the codes above it."""

    table: str
    code: str
    above: str
    name: str
    id: str
    at: Passage


def extract(reading: Reading) -> Iterator[Fact]:
    """A `code` fact for each code that stands in several tables of the form, or beside another of the same name."""
    uses = list(_uses(reading))
    by_code: dict[str, list[_Use]] = defaultdict(list)
    beside: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for use in uses:
        by_code[use.code].append(use)
        beside[use.table, use.above, use.id].add(use.code)
    usual = {code: _usual(several) for code, several in by_code.items()}
    odd = {code: next((use for use in reversed(of) if _parted(use, usual[code])), None) for code, of in by_code.items()}
    several = sum(one is not None for one in odd.values())
    for code, of in by_code.items():
        others = sorted(one for use in of for one in beside[use.table, use.above, use.id] if one < code)
        if len({use.table for use in of}) > 1 or others:
            yield _fact(reading, odd[code] or of[0], usual[code], len(of), several, others)


def _uses(reading: Reading) -> Iterator[_Use]:
    """The rows with codes of all tables, none of them whose cells could not be told apart."""
    tables = reading.tables_form.tables if reading.tables_form is not None else {}
    for name, table in tables.items():
        found = reading.tables[name]
        unsure = {row for row, _ in found.unsure}
        for key, row in found.opened.items() if table.spec.codes else ():
            cell = found.rows[key].cell if key in found.rows else None
            if row.code and row.depth and cell is not None and key not in unsure:
                code = row.code.rpartition(_APART)[2]
                label = " ".join(cell.text.string.split())
                yield _Use(name, code, row.parent, without_code(label, code), row.label.id, cell)


def _usual(uses: Sequence[_Use]) -> _Use:
    """The use with the name that most have; of several as common the first."""
    times = Counter(use.id for use in uses)
    return max(uses, key=lambda use: times[use.id])


def _parted(one: _Use, other: _Use) -> bool:
    """Whether two names are two: neither is the other cut short, by the edge of a cell or in words."""
    if one.id == other.id:
        return False
    short, long = sorted((bare(one.name), bare(other.name)), key=len)
    return not in_order(short, long)


def _fact(reading: Reading, use: _Use, usual: _Use, times: int, several: int, others: Sequence[str]) -> Fact:
    place = reading.locate(use.at, 0, len(use.at.plain.string), table=use.table)
    parted = _parted(use, usual)
    values: dict[str, Value] = {
        **reading.common_of_tables,
        "code": use.code,
        "called": use.name,
        "usual": usual.name if parted else use.name,
        "times": times,
        "several": several,
        "twin": others[0] if others else Unknown("absent"),
    }
    return Fact("code", reading.role, reading.document.path, values, place, {"called": place})


def schema(pack: Pack) -> dict[str, Schema]:
    """The kind `code`, where tables of the pack have codes."""
    if not any(table.spec.codes for form in pack.forms.values() for table in form.tables.values()):
        return {}
    return {
        "code": Schema(
            "a code and what it is called in the tables",
            {
                "code": "string",
                "called": "string",
                "usual": "string",
                "times": "integer",
                "several": "integer",
                "twin": "string",
            },
            ("code",),
        )
    }
