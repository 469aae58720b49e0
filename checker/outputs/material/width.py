"""Lines that fit a terminal in which a CJK character takes two columns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

NOT_FIRST = set("。，、；：？！”’）》〉】〕］｝…—·％%,.;:?!)]}〗」』")
NOT_LAST = set("“‘（《〈【〔［｛([{〖「『")

_ONE = ((" ", "~"), ("\xa1", "\xac"), ("\xae", "\xff"), ("\u2010", "\u2027"), ("\u2190", "\u22ff"))
_TWO = (("\u4e00", "\u9fff"), ("\uff01", "\uff5e"), ("\u3000", "\u301f"))
"""Ranges of characters that take one column, and two: ASCII, quotation marks, signs of arithmetic, CJK."""


def width(string: str) -> int:
    """Columns that the string takes; ambiguous characters such as quotation marks count as one."""
    return len(string) if string.isascii() else sum(map(_columns, string))


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    """Columns of a character as terminals show it; 0 of what combines with the one before it, or is not shown."""
    if any(low <= char <= high for low, high in _ONE):
        return 1
    if any(low <= char <= high for low, high in _TWO):
        return 2
    # Only here: the tables take 14 ms to load, and hardly a report has any other character.
    from wcwidth import wcwidth

    return max(wcwidth(char), 0)


def _units(string: str) -> Iterator[tuple[str, int]]:
    """What no line break divides, each with its columns: a Latin word or figure, or one CJK character, with its
    punctuation."""
    unit, size, last = "", 0, 0
    for char in string:
        if char == " ":
            if unit:
                yield unit, size
            yield " ", 1
            unit, size = "", 0
            continue
        columns = _columns(char)
        if unit and not (char in NOT_FIRST or unit[-1] in NOT_LAST or (columns < 2 and last < 2)):
            yield unit, size
            unit, size = "", 0
        unit += char
        size += columns
        last = columns
    if unit:
        yield unit, size


def wrap(string: str, columns: int) -> list[str]:
    """The string in lines of at most so many columns; a word longer than a line is cut."""
    lines: list[str] = []
    line, used = "", 0
    for unit, size in _units(string):
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
