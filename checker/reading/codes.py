"""Rows that begin with codes: which is a part of which, also where units stand above the classes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from checker.pack.pack import FormBlock, Label
from checker.reading.align import same
from checker.reading.records import CellRef, Record
from checker.record import dataclass
from checker.text.normalize import bare

_CODE = re.compile(r"[0-9]{2,12}|[\[【〔][0-9]{3,12}[\]】〕]")
_CODE_BEFORE = re.compile(r"(?:([0-9]{3,12})(?=[^0-9.,])|[\[【〔]([0-9]{3,12})[\]】〕])")
_BRACKETS = "[]【】〔〕［］"
_APART = "-"
"""Between the code of a unit and that of its row, which stands under each unit."""


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A row of a table with codes: `at` is its place among the rows, `place` that of its label among its cells."""

    at: int
    place: int
    text: str
    named: Label | None
    """The form's label that it is."""
    code: str
    """Of a row that stands under each of several units with that of the unit before it."""
    parent: str = ""
    depth: int = 0
    owner: str = ""
    """Whose row it is, where a cell before its code says that."""


def is_code(text: str) -> bool:
    """Whether a text is a code, which may be in brackets, and nothing else."""
    return _CODE.fullmatch(text) is not None


def without_code(text: str, code: str) -> str:
    """A label without the code before it, in brackets or not."""
    rest = text.lstrip(_BRACKETS + " ").removeprefix(code) if code else text
    return rest.lstrip(_BRACKETS).strip() if rest != text else text


def nested(block: FormBlock, rows: Sequence[Record]) -> list[CodedRow]:
    """The rows with a code, those that the form names, and the units that stand above them, each with what it is a
    part of: the longest code that begins its own, and below units the unit."""
    read = _rows(block, rows)
    outer = _outer(read)
    codes = Counter(row.code for row in read if row.code and row.code not in outer)
    again = any(count > 1 and _has_parts(code, codes) for code, count in codes.items())
    owners = {row.owner for row in read if row.code and row.owner}
    if outer or again or len(owners) > 1:
        return _in_groups(read, outer, codes)
    kept = [row for row in read if row.code or row.named]
    return [_below(row, row.code, codes, "", 0) for row in kept]


def _below(row: CodedRow, code: str, codes: Collection[str], group: str, depth: int) -> CodedRow:
    """A row with the row that it is a part of, among the codes that stand beside it in a group."""
    if not code:
        return row
    above = [code[:end] for end in range(len(code) - 1, 0, -1) if code[:end] in codes]
    before = group + _APART if group else ""
    parent = before + above[0] if above else group if depth else ""
    return replace(row, code=before + code, parent=parent, depth=len(above) + 1 + depth)


def _has_parts(code: str, codes: Collection[str]) -> bool:
    return any(other != code and other.startswith(code) for other in codes)


def _root(code: str, codes: Collection[str]) -> str:
    """The shortest of the codes that begins a code."""
    return min((other for other in codes if code.startswith(other)), key=len, default=code)


def _outer(rows: Sequence[CodedRow]) -> set[str]:
    """The codes of units in the column of the others: none that the form names begins as they do (318001 above 208)."""
    codes = {row.code for row in rows if row.code}
    roots = {_root(code, codes) for code in codes}
    named = {row.code[0] for row in rows if row.code in roots and row.named}
    strange = {code for code in roots if named and code[0] not in named}
    strange -= {row.code for row in rows if row.named}
    return {code for code in codes if _root(code, codes) in strange}


def _in_groups(rows: Sequence[CodedRow], outer: Collection[str], codes: Collection[str]) -> list[CodedRow]:
    """The rows of a table in which units stand above classes, or the same codes come again: those of each unit are
    parts of it, and its own row, where it has one, of all."""
    found: list[CodedRow] = []
    group, depth, number, owner = "", 0, 0, ""
    seen: set[str] = set()
    for index, row in enumerate(rows):
        follow = rows[index + 1] if index + 1 < len(rows) else None
        if row.named and not row.code:
            found.append(row)
            continue
        if row.code in outer:
            above = [one for one in outer if one != row.code and row.code.startswith(one)]
            group, depth, seen = row.code, len(above) + 1, set()
            if follow is not None and (follow.code not in outer or follow.code.startswith(row.code)):
                found.append(replace(row, parent=max(above, key=len, default=""), depth=depth))
            continue
        if not row.code:
            # A unit is known by the class that begins below it; other rows without a code are details of the row above.
            if follow is not None and follow.code and _root(follow.code, codes) == follow.code:
                number += 1
                group, depth, seen = bare(row.text) or str(number), 1, set()
                found.append(replace(row, code=group, depth=1))
            continue
        again = row.code in seen and _has_parts(row.code, codes) and (not depth or row.code == _root(row.code, codes))
        if again or (row.owner and row.owner != owner):
            number += 1
            group, depth, seen = (row.owner and bare(row.owner)) or str(number), 1, set()
        owner = row.owner
        seen.add(row.code)
        found.append(_below(row, row.code, codes, group, depth))
    return _told_once(found)


def _told_once(rows: Sequence[CodedRow]) -> list[CodedRow]:
    """The rows, but for a code that stands twice even within its unit: nothing tells what others are parts of."""
    times = Counter(row.code for row in rows if row.code)
    parents = {row.parent for row in rows if row.parent}
    twice = {code for code, count in times.items() if count > 1 and code in parents}
    return [row for row in rows if row.code not in twice]


def _rows(block: FormBlock, rows: Sequence[Record]) -> list[CodedRow]:
    """The rows with a label and a place for figures, each with its own code."""
    parts = [_Parts.of(record) for record in rows]
    late = _late(parts)
    carried: dict[int, str] = {}
    joint = any(len(part.codes) > 1 for part in parts)
    found: list[CodedRow] = []
    for at, (record, part) in enumerate(zip(rows, parts, strict=True)):
        if part.place >= len(record.cells):
            continue
        if not any(cell.data and cell.own for cell in record.cells[part.place + 1 :]):
            continue
        cell = record.cells[part.place]
        code = "".join([code for column, code in part.codes if column in late])
        code += "".join([code for column, code in part.codes if column not in late])
        if part.codes and not joint and not record.ragged:
            # Each level in a column of its own, the levels above it left blank.
            ((column, own),) = part.codes
            above = next((carried[one] for one in sorted(carried, reverse=True) if one < column), "")
            code = own if own.startswith(above) else above + own
            carried = {one: text for one, text in carried.items() if one < column} | {column: code}
        text = " ".join(cell.passage.text.string.split())
        before = _CODE_BEFORE.match(cell.text) if not code else None
        code = (before[1] or before[2]) if before else code
        if not code and _says_columns(block, record, part.place):
            continue
        label = without_code(text, code)
        named = next((row for row in block.rows if same(row, cell.text) or same(row, label)), None)
        if named is None and not bare(label):
            continue
        if not (code or named or record.figures):
            continue
        found.append(CodedRow(at, part.place, label, named, code, owner=part.owner))
    return found


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands before the figures of a row: codes by their columns, the place of the label, and a label before the
    codes, which says whose row it is."""

    codes: tuple[tuple[int, str], ...]
    place: int
    owner: str

    @staticmethod
    def of(record: Record) -> _Parts:
        cells = record.cells
        # A label that reaches down from above is the head's, where the line under it was not drawn; a code may be
        # merged.
        words = [at for at, cell in enumerate(cells) if cell.text and cell.own and not is_code(cell.text)]
        place = words[0] if words else len(cells)
        owner = ""
        if len(words) > 1 and not cells[words[0]].data and _codes_between(cells, words[0], words[1]):
            owner, place = cells[words[0]].text, words[1]
        elif place < len(cells):
            said = (cell.text for cell in cells[:place] if not cell.own and not cell.data and not is_code(cell.text))
            owner = next(said, "")
        codes = tuple((cell.column, cell.text.strip(_BRACKETS)) for cell in cells[:place] if is_code(cell.text))
        return _Parts(codes, place, owner)


def _codes_between(cells: Sequence[CellRef], first: int, second: int) -> bool:
    """Whether codes, and nothing else, stand between two labels, and figures or blanks behind the second."""
    between = [cell for cell in cells[first + 1 : second] if cell.text]
    after = cells[second + 1 :]
    return bool(between) and all(is_code(cell.text) for cell in between) and not cells[second].data and bool(after)


def _late(parts: Sequence[_Parts]) -> set[int]:
    """The columns of codes that stand behind those of which they are no part: filled where one before them is blank,
    and beside it elsewhere, as that of the unit (208 | 05 | 01 | 318001)."""
    filled = [{column for column, _ in part.codes} for part in parts if part.codes]
    every = set().union(*filled) if filled else set()
    return {
        column
        for column in every
        for other in every
        if other < column
        and any(column in some and other not in some for some in filled)
        and any(column in some and other in some for some in filled)
    }


def _says_columns(block: FormBlock, record: Record, place: int) -> bool:
    """Whether a row says labels of columns beside its own: a part of the head, in which a column may be called 合计."""
    others = [cell for cell in record.cells[place + 1 :] if not cell.data]
    return any(same(column, cell.text) for column in block.columns for cell in others)
