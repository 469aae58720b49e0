"""A document as read, as markup: its text in order with marks at the places that findings or facts name."""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from checker.audit.wording import tr
from checker.document import Cell, Document, Location, Paragraph, Picture, Table
from checker.outputs.page import attr, esc
from checker.record import dataclass

HEAVIEST = ("error", "warning", "review", "note", "waived")
NONE: tuple[Mark, ...] = ()
SHORT = 100
"""Characters of a cell whose markup is held for the next that says the same."""
HELD, FEW = 128, 400
"""Tables without a mark whose markup is held, and cells of such a table at most: some 10 KB for each."""
CROWD = 50
"""Marks that go on through a stretch of text and are named by it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to mark. `item` is the key of the card it belongs to, `part` which of its places, 0 the primary one.

    `kind` is the class of its colour; `label` says in a few words what it is; `number` stands beside the primary place.
    """

    location: Location
    item: str
    part: int
    kind: str
    label: str
    number: str = ""

    @property
    def anchor(self) -> str:
        """The id of the place in the page."""
        return f"at-{self.item}-{self.part}"


_NUMBERED = re.compile("[一二三四五六七八九十]{1,3}[、.．]")


def markup(document: Document, marks: Iterable[Mark], headings: Sequence[int], lang: str) -> str:
    """The blocks of a document as markup. `headings` are blocks that begin a section of the form."""
    placed: dict[int, dict[tuple[int, int] | None, list[Mark]]] = defaultdict(dict)
    whole: dict[int, list[Mark]] = defaultdict(list)
    homeless: list[Mark] = []
    blocks = tuple(document.blocks)  # read from the disk once
    cells: dict[int, set[tuple[int, int] | None]] = {}
    for mark in marks:
        at, cell = mark.location.block, mark.location.cell
        if at is None or not 0 <= at < len(blocks):
            homeless.append(mark)
            continue
        block = blocks[at]
        if isinstance(block, Table) and at not in cells:
            cells[at] = {(one.row, one.column) for one in block.cells}
        if at in cells and cell not in cells[at]:
            whole[at].append(mark)
        else:
            placed[at].setdefault(cell, []).append(mark)
    parts = [f'<p class="lost">{_points(homeless)}</p>'] if homeless else []
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            if whole[index]:
                parts.append(f'<p class="lost">{_points(whole[index])}</p>')
            held = not placed[index] and len(block.cells) <= FEW
            parts.append(_bare(_Same(block)) if held else _table(block, placed[index]))
        elif isinstance(block, Picture):
            inside = _text("", placed[index].get(None, NONE))
            parts.append(f'<p class="picture">{esc(tr("picture", lang))}{inside}</p>')
        else:
            parts.append(_paragraph(block, index, placed[index].get(None, NONE), index in headings))
    return "\n".join(parts)


def _paragraph(block: Paragraph, index: int, marks: Sequence[Mark], heading: bool) -> str:
    number = f'<span class="no">{esc(block.number)}</span>' if block.number else ""
    if block.level == 1 and not heading and index < 5:
        tag, kind = "h2", "title"
    elif heading or block.level is not None or _headed(block):
        tag, kind = "h3", "section" if heading else "sub"
    else:
        tag, kind = "p", block.part
    return f'<{tag} class="{attr(kind)}">{number}{_text(block.text.string, marks)}</{tag}>'


def _headed(block: Paragraph) -> bool:
    """Whether a paragraph that states no level looks like a heading: short, numbered 一、 and no sentence."""
    string = (block.number + block.text.string).strip()
    return len(string) <= 40 and _NUMBERED.match(string) is not None and string[-1] not in "。；;：:"


def _table(table: Table, placed: Mapping[tuple[int, int] | None, Sequence[Mark]]) -> str:
    rows: list[str] = []
    for cells in table.by_row():
        made = []
        wide, left = _widened(table, cells), table.columns - len(cells)
        for place, cell in enumerate(cells):
            string = cell.text.string
            columns = cell.column_span + (left if place == wide else 0)
            marks = placed.get((cell.row, cell.column), NONE) if placed else NONE
            if marks or len(string) > SHORT:
                made.append(_cell.__wrapped__(string, cell.row_span, columns, marks))
            else:
                made.append(_cell(string, cell.row_span, columns))
        rows.append(f"<tr>{''.join(made)}</tr>")
    uneven = " data-uneven" if table.ragged else ""
    return f'<div class="scroll"><table{uneven}>{"".join(rows)}</table></div>'


class _Same:
    """A table as a key: the same object, which is held with it; to compare what stands in tables would take longer."""

    __slots__ = ("table",)

    def __init__(self, table: Table) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.table is self.table


@lru_cache(maxsize=HELD)
def _bare(same: _Same) -> str:
    """A table without a mark: a report stands on the pages of those that are like it as well."""
    return _table(same.table, {})


@lru_cache(maxsize=2048)  # cells say the same few things: 0, and the labels of the form
def _cell(string: str, rows: int, columns: int, marks: Sequence[Mark] = NONE) -> str:
    """A cell that covers so many rows and columns; figures and longer texts are told apart by their class."""
    spans = f' rowspan="{rows}"' if rows > 1 else ""
    spans += f' colspan="{columns}"' if columns > 1 else ""
    if string.strip().lstrip("+-−").replace(".", "").isdigit():
        spans += ' class="figure"'
    elif len(string) > 6:
        spans += ' class="words"'
    return f"<td{spans}>{_text(string, marks)}</td>"


def _widened(table: Table, cells: list[Cell]) -> int | None:
    """Which cell of a short row of a ragged table takes what is left of the width.

    The first of a row of many cells, so that its figures stand under their heads and those of longer rows; of a row
    of few the last. Only the look depends on it: such a file does not say how far its cells reach.
    """
    if not table.ragged or not cells or len(cells) >= table.columns:
        return None
    return 0 if len(cells) > 5 else len(cells) - 1


def _text(string: str, marks: Sequence[Mark]) -> str:
    """The text with its marks; where several overlap, each stretch names them and shows the heaviest.

    A sweep from edge to edge: what it costs grows with the marks, also where a paragraph has thousands. A stretch names
    `CROWD` of those that go on in it, and all that begin or end with it.
    """
    if not marks:  # as in most cells
        return esc(string).replace("\n", "<br>")
    begin: dict[int, list[int]] = defaultdict(list)
    finish: dict[int, list[int]] = defaultdict(list)
    points: dict[int, list[Mark]] = defaultdict(list)
    for index, mark in enumerate(marks):
        start = min(max(mark.location.start or 0, 0), len(string))
        end = len(string) if mark.location.end is None else min(max(mark.location.end, start), len(string))
        if end > start:
            begin[start].append(index)
            finish[end].append(index)
        else:
            points[start].append(mark)
    cuts = sorted({0, len(string), *points, *begin, *finish})
    open_: OrderedDict[int, None] = OrderedDict()  # of a dict the front, once emptied, would be passed each time
    made: list[str] = []
    for low, high in zip(cuts, [*cuts[1:], len(string)], strict=True):
        made.append(_points(points.get(low, [])))
        if low == high:
            continue
        for index in finish.get(low, ()):
            del open_[index]
        open_.update(dict.fromkeys(begin.get(low, ())))
        piece = esc(string[low:high]).replace("\n", "<br>")
        if not open_:
            made.append(piece)
            continue
        here = sorted({*islice(open_, CROWD), *begin.get(low, ()), *finish.get(high, ())})
        anchors = "".join(f'<a class="at" id="{marks[index].anchor}"></a>' for index in begin.get(low, ()))
        ended = (marks[index] for index in finish.get(high, ()))
        numbers = " ".join(mark.number for mark in ended if mark.part == 0 and mark.number)
        made.append(anchors + _open([marks[index] for index in here], numbers) + piece + "</mark>")
    return "".join(made)


def _points(marks: list[Mark]) -> str:
    return "".join(_point(mark, brief=len(marks) > 2) for mark in marks)


def _open(marks: list[Mark], numbers: str) -> str:
    kinds = [mark.kind for mark in marks if mark.part == 0] or [marks[0].kind]
    kind = min(kinds, key=lambda kind: HEAVIEST.index(kind) if kind in HEAVIEST else len(HEAVIEST))
    operand = "" if any(mark.part == 0 for mark in marks) else " operand"
    keys = " ".join(f"{mark.item}-{mark.part}" for mark in marks)
    label = attr("\n".join(dict.fromkeys(mark.label for mark in marks)))
    shown = f' data-n="{numbers}"' if numbers else ""
    return f'<mark class="{attr(kind)}{operand}" data-at="{keys}" title="{label}"{shown}>'


def _point(mark: Mark, brief: bool = False) -> str:
    """A mark where nothing stands: what is missing would belong here. Brief in a crowd: the number alone."""
    if mark.kind.startswith("tick "):
        return f'<i class="{attr(mark.kind)}" title="{attr(mark.label)}">{esc(mark.number)}</i>'
    number = f' data-n="{attr(mark.number)}"' if mark.part == 0 and mark.number else ""
    operand = "" if mark.part == 0 else " operand"
    label = "∅" if mark.location.cell is not None else "" if brief and number else esc(mark.label)
    return (
        f'<a class="at" id="{mark.anchor}"></a><mark class="point {attr(mark.kind)}{operand}" '
        f'data-at="{mark.item}-{mark.part}" title="{attr(mark.label)}"{number}>{label}</mark>'
    )
