"""Labels of columns for several years (2018年预算数, 2019年预算数; 上年预算数, 本年预算数; 2018年, 2019年): the latest
year is the document's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.once import made_once
from checker.pack.pack import FormTable
from checker.reading.records import CellRef, Record
from checker.record import dataclass
from checker.text.normalize import Comparable, bare
from checker.text.numerals import CellState

_YEAR = re.compile(r"(?:(?P<year>20[0-9]{2})年?|(?P<last>上年|上一年|去年)|(?P<own>本年|当年|今年))度?")


@dataclass(frozen=True, slots=True)
class _Dated:
    """A cell whose label begins with a year: 0 for the one before the document's, 9999 for its own."""

    year: int
    end: int
    """Where the label goes on behind the year."""


def undated(table: FormTable, rows: Sequence[Record]) -> list[Record]:
    """The rows, labels of the latest year without it where the form has the label so, or as the label that stands above
    all columns of the form where they are years alone."""
    begun = {
        id(cell.passage): (cell, match) for record in rows for cell in record.cells if (match := _YEAR.match(cell.text))
    }
    if not begun:
        return list(rows)
    wanted, shared = _without_year(table)
    cells = {key: cell for key, (cell, _) in begun.items()}
    found = {key: year for key, (cell, match) in begun.items() if (year := _year(cell.text, match, wanted, shared))}
    latest = max((one.year for one in found.values()), default=0)
    alone = {key for key, one in found.items() if one.end == len(cells[key].text)}
    if len({found[key].year for key in alone}) < 2:
        found = {key: one for key, one in found.items() if key not in alone}  # a date, or a title
    if not found:
        return list(rows)
    over = max(_years_over(rows), default=0)
    own = {key: shared if key in alone else "" for key, one in found.items() if one.year == max(latest, over)}
    texts = {key: one.end for key, one in found.items()}
    return [replace(record, cells=tuple(_plain(cell, texts, own) for cell in record.cells)) for record in rows]


@made_once
def _without_year(table: FormTable) -> tuple[set[str], str]:
    """What labels of columns say, bare; and the label that stands above all of them, empty where none does."""
    above = {column.above[0] for column in table.columns() if column.above}
    wanted = {
        bare(name)
        for column in table.columns()
        for name in (column.label, *column.also, *(one for names in column.above for one in names))
    }
    return wanted - {""}, next(iter(above))[0] if len(above) == 1 else ""


def _years_over(rows: Sequence[Record]) -> Iterator[int]:
    """The years that stand alone above several columns, but not all (2021年度决算数 | 2022年度: 预算数, 决算数)."""
    width = max((cell.end for record in rows for cell in record.cells), default=0)
    for record in rows:
        for cell in record.cells:
            match = _YEAR.fullmatch(cell.text)
            if match and match["year"] and cell.own and 1 < cell.end - cell.column < width:
                yield int(match["year"])


def dated(label: str) -> bool:
    """Whether a label begins with a year, or with the word for the year before."""
    match = _YEAR.match(label)
    return match is not None and not match["own"]


def _year(text: str, match: re.Match[str], wanted: set[str], shared: str) -> _Dated | None:
    """The year that begins a label which the form has without it, or is all of a label; None where it is neither."""
    if bare(text) in wanted:
        return None
    rest = bare(text[match.end() :])
    if rest not in wanted and (rest or not shared or not match[0].endswith(("年", "度"))):
        return None
    return _Dated(int(match["year"] or (0 if match["last"] else 9999)), match.end())


def _plain(cell: CellRef, ends: dict[int, int], own: dict[int, str]) -> CellRef:
    """A label with the year that ends there, without it where it is the document's own: what is left, or what it
    stands for. A year alone is no figure."""
    key = id(cell.passage)
    if key not in ends:
        return cell
    cell = replace(cell, state=CellState.UNREADABLE)
    if key not in own:
        return cell
    if not own[key]:
        return replace(cell, passage=cell.passage.part_of(ends[key], len(cell.text)))
    origin = cell.passage.plain.origin
    plain = Comparable(own[key], tuple(origin[min(at, len(origin) - 1)] for at in range(len(own[key]))))
    return replace(cell, passage=replace(cell.passage, plain=plain))
