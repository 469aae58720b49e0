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
    ended = {id(line): at for line in lines if not line.picture for at in [_bar(line.string)] if at}
    return list(_parted(lines, ended)) if len(ended) >= LEAST else lines


def _bar(string: str) -> int:
    """Where the only bar of a line stands, behind everything else; 0 where it does not."""
    at = len(string.rstrip(_BLANKS)) - 1
    before = string[:at].rstrip(_BLANKS)
    if not before or string[at] not in _BARS or before[-1].isspace() or not _BARS.isdisjoint(before):
        return 0
    return at


def _fills(string: str) -> bool:
    """Whether nothing but bars stands in a line, two at least."""
    return _BARS.union(_BLANKS).issuperset(string) and sum(map(_BARS.__contains__, string)) > 1


def _parted(lines: list[Line], ended: dict[int, int]) -> Iterable[Line]:
    for line in lines:
        at = ended.get(id(line))
        if at is not None:
            yield replace(line, text=line.text.slice(0, len(line.string[:at].rstrip(SPACE))))
            yield replace(line, text=line.text.slice(at, at + 1), level=None)
        elif line.picture or not _fills(line.string):
            yield line
