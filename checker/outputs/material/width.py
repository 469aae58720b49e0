"""Lines that fit a terminal in which a CJK character takes two columns."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

NOT_FIRST = set("。，、；：？！”’）》〉】〕］｝…—·％%,.;:?!)]}〗」』")
NOT_LAST = set("“‘（《〈【〔［｛([{〖「『")


def width(string: str) -> int:
    """Columns that the string takes; ambiguous characters such as quotation marks count as one."""
    return len(string) if string.isascii() else sum(_columns(char) for char in string)


def _columns(char: str) -> int:
    if combining(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def _units(string: str) -> Iterator[str]:
    """What no line break divides: a Latin word or figure, or one CJK character, with its punctuation."""
    unit = ""
    for char in string:
        if char == " ":
            if unit:
                yield unit
            yield " "
            unit = ""
            continue
        keeps = unit and (char in NOT_FIRST or unit[-1] in NOT_LAST or (_columns(char) < 2 and _columns(unit[-1]) < 2))
        if unit and not keeps:
            yield unit
            unit = ""
        unit += char
    if unit:
        yield unit


def wrap(string: str, columns: int) -> list[str]:
    """The string in lines of at most so many columns; a word longer than a line is cut."""
    lines: list[str] = []
    line, used = "", 0
    for unit in _units(string):
        size = width(unit)
        if used + size > columns:
            if line.strip():
                lines.append(line.rstrip())
            line, used = "", 0
        if unit == " " and not line and lines:
            continue
        while size > columns:
            cut, taken = 0, 0
            while cut < len(unit) and taken + _columns(unit[cut]) <= columns:
                taken += _columns(unit[cut])
                cut += 1
            lines.append(unit[: max(cut, 1)])
            unit = unit[max(cut, 1) :]
            size = width(unit)
        line += unit
        used += size
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def pad(string: str, columns: int) -> str:
    """The string filled up with spaces to so many columns."""
    return string + " " * max(columns - width(string), 0)
