"""Lines of tables that a web page left with one cell and the bar behind it a line: 规章 | and below it 0 |."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from adapters.text import SPACE
from adapters.text.lines import Line

_BARS = frozenset("|｜│")
_BLANKS = " \t\u3000"
LEAST = 12
"""So many lines that end with their only bar make it a way of writing; fewer are lines that happen to end so."""


def parted(lines: list[Line]) -> list[Line]:
    """The lines with such bars on lines of their own, and without the runs of bars that only fill up a row."""
    bars = {id(line): found for line in lines if not line.picture for found in [_bar(line.string)] if found[0]}
    least = sum(not filling for _, filling in bars.values())
    return list(_parted(lines, bars)) if least >= LEAST else lines


def _bar(string: str) -> tuple[int, bool]:
    """Where the bar of a cell stands behind everything else, and whether bars that fill up its row follow it
    (行政许可 | ||); 0 where none does."""
    if _BARS.isdisjoint(string):
        return 0, False
    end = len(string.rstrip(_BLANKS))
    before = string[:end].rstrip(_BLANKS + "".join(_BARS))
    at = len(before)
    if not before or at == end or not _BARS.isdisjoint(before):
        return 0, False
    at += len(string[at:end]) - len(string[at:end].lstrip(_BLANKS))
    return at, at + 1 < end


def _fills(string: str) -> bool:
    """Whether nothing but bars stands in a line, two at least."""
    return _bars_only(string) and sum(map(_BARS.__contains__, string)) > 1


def _parted(lines: list[Line], bars: dict[int, tuple[int, bool]]) -> Iterable[Line]:
    """`new`: no row is under way, so that a bar alone opens one, where rows are opened by them."""
    new, opened = True, False
    for line in lines:
        at, filling = bars.get(id(line), (None, False))
        opens = new and not line.picture and _opens(line.string)
        if at is not None:
            yield replace(line, text=line.text.slice(0, len(line.string[:at].rstrip(SPACE))))
            yield replace(line, text=line.text.slice(at, at + 1), level=None)
            new = filling and opened
        elif opens:
            new, opened = False, True
        elif line.picture or not _fills(line.string):
            yield line
            new = new if line.blank and not line.picture else not _bars_only(line.string)


def _opens(string: str) -> bool:
    """Whether a line is a bar and nothing else: behind one that is no cell it opens a row."""
    return string.strip(_BLANKS) in _BARS


def _bars_only(string: str) -> bool:
    return _BARS.union(_BLANKS).issuperset(string)
