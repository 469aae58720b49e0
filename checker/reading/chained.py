"""Labels that stand in one cell with those above them: 三、本年度办理结果（一）予以公开, 法人或其他组织-商业企业."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checker.once import made_once
from checker.pack.pack import FormTable, Label
from checker.reading.align import SAME, Labels, label_likeness, parted
from checker.reading.records import CellRef, Record, blanked
from checker.text.normalize import bare

_OPENING = "([<《【〔\"'"
"""What may begin a label and is no sign that parts it from the one before."""

_KEPT = 4096
"""Texts of which it is kept where they are cut: labels are the same in all reports."""

Path = tuple[Label, tuple[tuple[str, ...], ...]]
"""A label of the form, and the wordings, bare, of each of those above it, outermost first."""


class Chains:
    """The labels of a form's table that stand below others, or below the title of their block, to find them behind
    these in one text."""

    def __init__(self, table: FormTable) -> None:
        self._names = table.words
        self._labels = Labels([*table.rows(), *table.columns()])
        self._paths = list(_paths(table))
        self._begin = tuple({name for _, above in self._paths for names in above for name in names})
        self._found: dict[str, tuple[int, ...]] = {}

    def cuts(self, text: str) -> tuple[int, ...]:
        """Where in a comparable text the labels behind the first begin; empty where it is no chain of them."""
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[text] = self._cuts(text) if self._may_cut(text) else ()
        return found

    def _may_cut(self, text: str) -> bool:
        begun = bool(self._begin) and bare(text).startswith(self._begin)
        return begun and bare(text) not in self._names and text not in self._labels

    def words(self, said: Collection[str]) -> set[str]:
        """What stands in texts that are chains, bare, label by label."""
        return {bare(text[low:high]) for text in said if (cuts := self.cuts(text)) for low, high in _ranges(text, cuts)}

    def _cuts(self, text: str) -> tuple[int, ...]:
        best = SAME
        found: tuple[int, ...] = ()
        for label, above in self._paths:
            cuts: list[int] = []
            for names in above:
                at = cuts[-1] if cuts else 0
                end = max((_behind(text, at, name) for name in names), default=0)
                if end:
                    cuts.append(end)
            like = label_likeness(label, text[cuts[-1] :]) if cuts else 0.0
            if like > best or (like == best and not found):
                best, found = like, tuple(cuts)
        return found


chains_of = made_once(Chains)


def unchained(chains: Chains, rows: Sequence[Record]) -> list[Record]:
    """The rows, each label in a cell of its own that a flattened table has in one cell with those above it.

    Before figures these cells stand side by side, in a head below each other, as merged cells have them.
    """
    return [one for record in rows for one in _apart(record, [_pieces(chains, cell) for cell in record.cells])]


def _paths(table: FormTable) -> Iterator[Path]:
    for block in table.blocks:
        for label in (*block.rows, *block.columns):
            above = ((block.title,) if block.title else (), *label.above)
            found = tuple(
                tuple({bare(name) for one in names for name in (one, parted(one)[1])} - {""}) for names in above
            )
            if label.label and any(found):
                yield label, found


def _pieces(chains: Chains, cell: CellRef) -> tuple[CellRef, ...]:
    cuts = () if cell.data else chains.cuts(cell.text)
    if not cuts:
        return (cell,)
    return tuple(_part(cell, low, high) for low, high in _ranges(cell.text, cuts))


def _part(cell: CellRef, low: int, high: int) -> CellRef:
    string, origin = cell.passage.text.string, cell.passage.plain.origin
    low, high = origin[low], origin[high - 1] + 1
    shown = "".join(sign if low <= at < high or sign == "\n" else " " for at, sign in enumerate(string))
    return replace(blanked(cell, shown), own=cell.own)


def _ranges(text: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    return pairwise((0, *cuts, len(text)))


def _behind(text: str, at: int, name: str) -> int:
    """Where a label begins behind a name that stands at a place of a text, and behind what parts them; 0 if none."""
    done = 0
    for place in range(at, len(text)):
        sign = text[place].lower()
        if done == len(name):
            if sign.isalnum() or sign in _OPENING:
                return place
        elif sign.isalnum():
            if sign != name[done]:
                return 0
            done += 1
    return 0


def _apart(record: Record, pieces: Sequence[tuple[CellRef, ...]]) -> Iterator[Record]:
    deep = max((len(some) for some in pieces), default=1)
    if deep == 1:
        yield record
    elif record.figures:
        yield replace(record, cells=tuple(cell for some in pieces for cell in some))
    else:
        for line in range(deep):
            yield replace(record, cells=tuple(_in_line(some, line, deep) for some in pieces))


def _in_line(pieces: Sequence[CellRef], line: int, deep: int) -> CellRef:
    """What of a chain stands in a line of a head: the last label in the last, the first from the top."""
    at = max(line - deep + len(pieces), 0)
    own = line == 0 or line > deep - len(pieces)
    return replace(pieces[at], own=pieces[at].own and own)
