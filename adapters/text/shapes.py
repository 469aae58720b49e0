"""How lines look: a figure, a sentence, a heading, a piece of a broken cell; without a word of what they mean."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import east_asian_width

from adapters.text import SPACE
from checker.record import dataclass
from checker.text.cells import CellState, cell_number
from checker.text.digits import chinese_number
from checker.text.normalize import comparable

NARROW = 7.0
"""The widest line, in Chinese characters, that may be a piece of a cell broken in a narrow column."""
LONGEST_LABEL = 60.0
_HEADING = re.compile(r"(?:第?([一二三四五六七八九十]{1,3})(?:、|\.|部分|章|节|,))[、.:]?(.*)", re.DOTALL)
_ENUMERATOR = re.compile(
    r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）、.．,，]|[)）][、.．])|第[一二三四五六七八九十\d]{1,3}[条章节部项]"
)
_BARE_NUMBER = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}(?:部分|[章节])[、:：]?|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]"
)
_ROW = re.compile(r"\d[ \u00a0\u3000]+\d(?!\d\d(?!\d))")
_SENTENCE_END = "。！？；;!?"


@dataclass(slots=True)
class Numbering:
    """How far the numbers 一、二、三、 have come: in the headings, and in the labels of the table at hand."""

    heading: int = 0
    table: int = 0

    def is_heading(self, string: str) -> bool:
        """Whether a numbered line is a heading and no label of the table at hand."""
        number = self.number(string)
        if not number or number == self.table + 1:
            return False
        return number == self.heading + 1 or number <= self.table

    @staticmethod
    def number(string: str) -> int:
        """The number of a line such as 三、收到…, 0 when it has none or no title after it."""
        return _number(string[:80])


@lru_cache(maxsize=2048)
def _number(string: str) -> int:
    found = _HEADING.match(comparable(string).string)
    if found is None or len(found[2]) < 3:
        return 0
    return int(chinese_number(found[1]) or 0)


@lru_cache(maxsize=2048)
def width(string: str) -> float:
    """Chinese characters a line is wide; a Latin letter is half of one."""
    string = string.strip(SPACE)
    if string.isascii():
        return len(string) / 2
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in string)


@lru_cache(maxsize=2048)
def is_figure(string: str) -> bool:
    """Whether a cell holds a number or a stroke in place of one. Digits with spaces between may be several cells."""
    if len(string) >= 40 or _ROW.search(string):
        return False
    cell = cell_number(string)
    return cell.state is CellState.NOT_FILLED or (cell.state is CellState.NUMBER and cell.sure)


def is_prose(string: str) -> bool:
    """Whether a line is running text, too long for a cell or ending as a sentence does."""
    wide = width(string)
    return wide > LONGEST_LABEL or (wide > 12 and string.rstrip(SPACE)[-1:] in _SENTENCE_END)


def has_enumerator(string: str) -> bool:
    return _ENUMERATOR.match(string.lstrip(SPACE)) is not None


_UNIT = re.compile("单位[:：].*[元人件个]$")


def says_unit(string: str) -> bool:
    """Whether a line ends with the unit of the figures of a table below it, alone or behind whose they are."""
    return width(string) <= 40 and _UNIT.search(string.strip(SPACE)) is not None


def is_enumerator(string: str) -> bool:
    """Whether a string is a number of a heading and nothing else: 第二部分, 三、."""
    return _BARE_NUMBER.fullmatch(string.strip(SPACE)) is not None
