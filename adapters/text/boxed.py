"""Tables drawn with signs for lines, read as they are drawn: a cell is what lines enclose, over rows or columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from adapters.text import SPACE
from adapters.text.lines import Line, strip
from adapters.text.rows import lines_of_cell
from adapters.text.shapes import is_figure, is_prose
from checker.document import Cell, Table, Text
from checker.record import dataclass

_DOWN = "|｜│┃║┆┇┊┋"
_ACROSS = "-=_－＝─━═┄┅┈┉"
_MEETING = "+＋┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰"
_STROKE = re.compile(rf"(?<=[{_DOWN}{_MEETING}])[{_ACROSS}]{{2,}}(?=[{_DOWN}{_MEETING}])")
"""A line from one crossing to the next."""
_EDGE = re.compile(rf"[{_DOWN}]|[{_MEETING}](?<![+＋])|[+＋](?=[{_ACROSS}])|(?<=[{_ACROSS}])[+＋]")
"""A plus sign is one at the end of a line only: others stand before figures."""
_OUTLINE = re.compile(rf"[{_ACROSS}{_DOWN}{_MEETING}{SPACE}]+")
_LEAST_RULES = 3
_OFF = 1
"""Columns by which a bar may stand beside its line: programs differ in how wide they count a quotation mark."""

Widths = tuple[int, int, int]
"""Columns that a sign for lines takes, one of full width, and one that is wide in some fonts only."""
_WIDTHS: tuple[Widths, ...] = ((1, 2, 2), (1, 2, 1), (1, 1, 1), (2, 2, 2), (2, 2, 1))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of a drawing: where its signs begin, in columns; the number of each edge in it, and its strokes."""

    line: Line
    edges: dict[int, int]
    strokes: tuple[tuple[int, int], ...]


def boxed(lines: Sequence[Line], start: int) -> tuple[Table | None, int]:
    """The table whose upper edge is the line at `start`, and the line after it; None where none is drawn there.

    None too where nothing but the outline is drawn, and where what lines part are several rows: their lines then are.
    """
    end = _end(lines, start)
    drawn = lines[start:end]
    if sum(map(_is_outline, drawn)) < _LEAST_RULES or not _is_outline(drawn[-1]):
        return None, start
    indent = min(len(line.string) - len(line.string.lstrip(SPACE)) for line in drawn)
    if any("\t" in line.string[indent:] for line in drawn):
        return None, start
    for edge in (1, 2):
        xs = _edges(drawn, edge)
        placed = [_placed(line, xs, edge) for line in drawn]
        if all(one is not None for one in placed):
            table = _table([one for one in placed if one is not None], len(xs) - 1)
            if table is not None:
                return table, end
    return None, start


def _end(lines: Sequence[Line], start: int) -> int:
    """The line after the last one that a drawing has without a break."""
    at = start
    while at < len(lines) and not lines[at].picture and lines[at].string.strip(SPACE)[:1] in _DOWN + _MEETING:
        if lines[at].blank:
            break
        at += 1
    return at


def _is_outline(line: Line) -> bool:
    """Whether a line is nothing but drawn."""
    return _OUTLINE.fullmatch(line.string) is not None and _STROKE.search(line.string) is not None


def _edges(drawn: Sequence[Line], edge: int) -> list[int]:
    """The columns in which lines go down, as those lines tell that begin with nothing but what is drawn, or blanks."""
    widths = (edge, 2, 2)
    found: set[int] = set()
    for line in drawn:
        outline = _OUTLINE.match(line.string)
        if outline is None or not _STROKE.search(outline[0]):
            continue
        places = _places(outline[0], widths)
        found.update(places[edge.start()] for edge in _EDGE.finditer(outline[0]))
    return sorted(found)


def _places(string: str, widths: Widths) -> list[int]:
    """The column in which each sign begins, and behind them that in which the text ends."""
    edge, wide, either = widths
    places = [0]
    for sign in string:
        kind = east_asian_width(sign)
        width = wide if kind in "WF" else either if kind == "A" else 1
        places.append(places[-1] + (edge if "\u2500" <= sign <= "\u257f" else width))
    return places


def _placed(line: Line, xs: Sequence[int], edge: int) -> _Placed | None:
    """A line with its edges at those of the drawing, its signs counted as they fit best; None where they do not."""
    string = line.string
    found = [match.start() for match in _EDGE.finditer(string)]
    strokes = [match.span() for match in _STROKE.finditer(string)]
    for off in range(_OFF + 1):
        for widths in _WIDTHS:
            if widths[0] != edge:
                continue
            places = _places(string, widths)
            edges = {near: at for at in found if (near := _near(xs, places[at], off)) is not None}
            if len(edges) == len(found) and {0, len(xs) - 1} <= edges.keys():
                number = {at: near for near, at in edges.items()}
                ends = ((low - 1, high) for low, high in strokes if low - 1 in number and high in number)
                return _Placed(line, edges, tuple((number[low], number[high]) for low, high in ends))
    return None


def _near(xs: Sequence[int], place: int, off: int) -> int | None:
    at = bisect_left(xs, place)
    near = min((one for one in (at - 1, at) if 0 <= one < len(xs)), key=lambda one: abs(xs[one] - place))
    return near if abs(xs[near] - place) <= off else None


def _table(placed: Sequence[_Placed], columns: int) -> Table | None:
    """The table of what lines enclose; None where that is no rectangle, or holds several rows."""
    at = [number for number, one in enumerate(placed) if one.strokes]
    if len(at) < 2 or at[0] or at[-1] != len(placed) - 1:
        return None
    bands = [band for band in pairwise(at) if band[1] > band[0] + 1]
    if not bands or any(_several(placed[low + 1 : high]) for low, high in bands):
        return None
    above = [_under(placed[low], columns) for low, _ in bands]
    beside = [_parted(placed[low + 1 : high], columns) for low, high in bands]
    regions: dict[int, list[tuple[int, int]]] = {}
    joined = _Joined(len(bands) * columns)
    for row in range(len(bands)):
        for column in range(columns):
            slot = row * columns + column
            if column and column not in beside[row]:
                joined.join(slot - 1, slot)
            if row and column not in above[row]:
                joined.join(slot - columns, slot)
    for slot in range(len(bands) * columns):
        regions.setdefault(joined.root(slot), []).append(divmod(slot, columns))
    cells = [_cell(slots, placed, bands) for slots in regions.values()]
    if len(cells) < 2 or any(cell is None for cell in cells):
        return None
    made = sorted((cell for cell in cells if cell is not None), key=lambda cell: (cell.row, cell.column))
    if any(cell.column_span == columns and _runs_on(cell.text.string) for cell in made):
        return None
    return Table(tuple(made), len(bands), columns)


def _runs_on(string: str) -> bool:
    """Whether what takes the whole width is running text, which a layout table holds."""
    return is_prose(string) and string[:1] not in "(（"


def _several(lines: Sequence[_Placed]) -> bool:
    """Whether lines between two drawn ones are rows that nothing parts: two have figures side by side, or all fill the
    same columns, a figure among them."""
    parts = [[(edge, part.string) for edge, part in _parts(line)] for line in lines]
    figures = [sum(is_figure(string) for _, string in line) for line in parts]
    if sum(count > 1 for count in figures) > 1:
        return True
    filled = {tuple(edge for edge, string in line if string) for line in parts}
    return len(lines) > 1 and len(filled) == 1 and all(figures) and all(len(columns) > 1 for columns in filled)


def _parts(one: _Placed) -> Iterator[tuple[int, Text]]:
    """What stands between the edges of a line, with the number of the edge before it."""
    for (edge, low), (_, high) in pairwise(sorted(one.edges.items())):
        if high > low + 1:
            yield edge, strip(one.line.text.slice(low + 1, high))


def _under(one: _Placed, columns: int) -> set[int]:
    """The columns above which a line is drawn."""
    return {column for low, high in one.strokes for column in range(low, min(high, columns))}


def _parted(lines: Sequence[_Placed], columns: int) -> set[int]:
    """The edges that go down through a band: in all of its lines that leave them open."""
    return {column for column in range(1, columns) if all(column in line.edges for line in lines)}


class _Joined:
    """Slots that no line parts."""

    def __init__(self, count: int) -> None:
        self._up = list(range(count))

    def root(self, slot: int) -> int:
        while self._up[slot] != slot:
            slot = self._up[slot]
        return slot

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._up[high] = low


def _cell(slots: Sequence[tuple[int, int]], placed: Sequence[_Placed], bands: Sequence[tuple[int, int]]) -> Cell | None:
    """The cell of slots, its text that of all lines between its edges; None where they make no rectangle."""
    rows, columns = [row for row, _ in slots], [column for _, column in slots]
    top, left, high, wide = min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    if high * wide != len(slots):
        return None
    parts: list[Text] = []
    for one in placed[bands[top][0] + 1 : bands[top + high - 1][1]]:
        low, end = one.edges.get(left), one.edges.get(left + wide)
        if low is None or end is None:
            return None
        parts.append(strip(one.line.text.slice(low + 1, end)) if end > low + 1 else Text(""))
    filled = [part for part in parts if part.string]
    empty = next((part for part in parts if part.runs), Text(""))
    return Cell(top, left, lines_of_cell(filled) if filled else empty, high, wide)
