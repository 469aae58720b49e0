"""Headings of a text: their numbering and what is left when it is taken off."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from checker.reading.reading import Passage, Spot
from checker.record import dataclass
from checker.text.normalize import bare, comparable

_CHINESE = "零一二三四五六七八九"
_ORDINAL = "[一二三四五六七八九十]{1,3}"
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chinese", re.compile(rf"({_ORDINAL})[、.,:;·]|第({_ORDINAL})(?:部分|章)[、.,:]?")),
    # One of its brackets may be lost: (一主动公开情况. What is closed further on is a word in brackets.
    (
        "bracket",
        re.compile(rf"\(({_ORDINAL})(?:\)[、.,]?|[、.]?(?=[^()]*$))|<({_ORDINAL})>|({_ORDINAL})\)[、.,]?"),
    ),
    ("decimal", re.compile(r"([0-9]{1,2})[、.,](?![0-9])")),
    ("decimal-bracket", re.compile(r"\(([0-9]{1,2})\)[、.,]?|([0-9]{1,2})\)")),
    (
        "roman",
        re.compile(r"([IVX]{1,5})[、.:)](?![IVX]*[.:)]|[A-Z][.)]|\()|(?:Section|SECTION)([IVX]{1,5})[.:—-]{1,2}"),
    ),
)
_BEGIN = frozenset("一二三四五六七八九十第(<0123456789IVXS")
"""The characters that numbers of these styles begin with; most lines begin with another."""
_ROMAN = {"I": 1, "V": 5, "X": 10}
_MARKED = re.compile(
    r"(?:(?:[IVX]{1,5}|[A-Z]|[0-9]{1,2})[、.:)-]|\((?:[0-9]{1,2}|[A-Za-z])\)[、.:-]?|[一二三四五六七八九十]{1,3}、)+"
)
_CONTENTS_LINE = re.compile(r"[.·…_\-]{3,}[0-9]{1,3}$|[.…]{2,}$")
_FRAMES = {"【": "】", "〖": "〗", "[": "]"}
PAGE = re.compile(r"(?<=[^0-9]{2})[0-9]{1,3}$")
"""The number of a page behind an entry of a table of contents, where nothing but space parts them."""
_CONTENTS_END = frozenset(".…0123456789")
"""The characters that such a line ends with; most lines end with another."""
_LAST = re.compile(rf"[。;)](?P<line>{_ORDINAL}、[^。;:]{{2,30}})$")
"""A heading at the end of the paragraph before it, where a line break was lost."""
_INSIDE = re.compile(rf"。(?P<line>{_ORDINAL}、)")
"""A number of the outermost kind within a paragraph, where the line breaks round a heading were lost."""
MAX_LISTED = 30
"""Characters of a section's title in a list of them."""
_CONTENTS = ("目录", "目次", "contents", "tableofcontents")
"""The title of a table of contents, bare."""
_FIRST = 3
"""Lines of a table of contents one of which, at least, the text says again word by word."""
MAX_HEADING = 60
"""Characters of a heading that stands alone; a longer paragraph may still begin with one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may be a heading. `start` and `end` bound its title in the comparable text of the passage.

    `ordinal` is its number, 0 for none; `style` is chinese, bracket, decimal, decimal-bracket, roman or empty.
    """

    passage: Passage
    start: int
    end: int
    title: str
    style: str
    ordinal: int
    whole: bool
    """Whether the heading is the whole of its line."""
    number_start: int = 0
    inside: bool = False
    """Whether it begins within a line, behind a full stop."""
    listed: bool = False
    """It is an entry of a table of contents: under 目录, and said again further down."""

    @property
    def spot(self) -> Spot:
        """Where it begins, its number included."""
        return self.passage.spot._replace(offset=self.number_start)


def chinese_ordinal(word: str) -> int:
    """The number of an ordinal in Chinese numerals up to 99: 十二 is 12; 0 where it is none."""
    tens, mark, ones = word.rpartition("十")
    if not mark:
        return int("".join(str(_CHINESE.index(digit)) for digit in word)) if word and set(word) <= set(_CHINESE) else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_CHINESE.index(tens) if tens else 1) * 10 + (_CHINESE.index(ones) if ones else 0)


def roman_ordinal(word: str) -> int:
    """The number of an ordinal in Roman numerals up to 39: XII is 12; 0 where it is none (IIX, VV)."""
    values = [_ROMAN[letter] for letter in word]
    total = sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    tens, ones = divmod(total, 10)
    written = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    return total if written == word else 0


def unmarked(line: str) -> str:
    """A comparable line without the numbers and letters that it begins with: V.B.(1)Title is Title."""
    match = _MARKED.match(line)
    return line[match.end() :] if match else line


def numbering(line: str) -> tuple[str, int, int]:
    """(style, ordinal, length) of the number a line begins with; ("", 0, 0) where it begins with none."""
    if line[:1] not in _BEGIN:
        return "", 0, 0
    for style, pattern in _STYLES:
        match = pattern.match(line)
        if match:
            word = next(group for group in match.groups() if group)
            if word.isdigit():
                return style, int(word), match.end()
            ordinal = roman_ordinal(word) if style == "roman" else chinese_ordinal(word)
            if ordinal or style != "roman":
                return style, ordinal, match.end()
    return "", 0, 0


def headings(passages: tuple[Passage, ...]) -> list[Heading]:
    """Every line that may be a heading, in reading order: paragraphs, text boxes, and single lines of a cell."""
    found: list[Heading] = []
    for passage in passages:
        if passage.part not in ("body", "textbox"):
            continue
        for start, end in lines(passage):
            heading = _heading(passage, start, end)
            if heading is not None:
                found.append(heading)
            last = _LAST.search(passage.plain.string, start, end) if end - start > MAX_HEADING else None
            heading = _heading(passage, last.start("line"), end) if last and last.end() == end else None
            if heading is not None:
                found.append(heading)
    return _contents(found)


def _contents(found: list[Heading]) -> list[Heading]:
    """The headings, those marked that a table of contents lists: the lines after its title, up to where the text begins
    and says the first of them again; where it never does, up to the first that nothing further down says again."""
    # A tab or spaces may be all that stands between a title and the number of its page.
    titles = [PAGE.sub("", bare(heading.title)) for heading in found]
    last = {title: index for index, title in enumerate(titles)}
    for index, title in enumerate(titles):
        if title not in _CONTENTS or not found[index].whole:
            continue
        end = _text_begins(titles, last, index + 1)
        while end < len(found) and last[titles[end]] > end and _once(titles, index + 1, end):
            end += 1
        if end > index + 1:
            listed = [replace(heading, listed=True) for heading in found[index + 1 : end]]
            return [*found[: index + 1], *listed, *found[end:]]
    return found


def _text_begins(titles: list[str], last: dict[str, int], begin: int) -> int:
    """Where the text says again what one of the first lines of a table of contents says, most of whose lines are said
    further down; else where that begins. One of them may be missing in the text."""
    for first in range(begin, min(begin + _FIRST, len(titles))):
        end = next((at for at in range(first + 1, len(titles)) if titles[at] == titles[first]), None)
        if end is not None and end - begin >= _FIRST:
            listed = titles[begin:end]
            return end if 3 * sum(last[title] >= end for title in listed) >= 2 * len(listed) else begin
    return begin


def inside(passages: tuple[Passage, ...]) -> list[Heading]:
    """What may be headings within paragraphs, where line breaks were lost: ... 12月31日。一、总体情况 2023年, ..."""
    found: list[Heading] = []
    for passage in passages:
        string = passage.plain.string
        if passage.cell is not None or passage.part != "body" or len(string) <= MAX_HEADING:
            continue
        begins = [match.start("line") for match in _INSIDE.finditer(string)]
        if any(after - begin <= MAX_LISTED for begin, after in pairwise(begins)):
            continue  # 全文包括：一、总体情况。二、...: a list of the sections has nothing under them.
        for begin, after in pairwise((*begins, len(string))):
            heading = _heading(passage, begin, min(begin + 2 * MAX_HEADING, after))
            if heading is not None:
                found.append(replace(heading, whole=False, inside=True))
    return found


def _once(titles: list[str], begin: int, at: int) -> bool:
    """Whether no entry before says the same: the second time it is said, the text itself has begun."""
    return titles[at] not in titles[begin:at]


def lines(passage: Passage) -> list[tuple[int, int]]:
    """The lines of a passage as ranges of its comparable text."""
    string, origin = passage.text.string, passage.plain.origin
    if "\n" not in string:
        return [(0, len(origin))]
    ranges: list[tuple[int, int]] = []
    begin = 0
    for index in range(1, len(origin)):
        if "\n" in string[origin[index - 1] : origin[index]]:
            ranges.append((begin, index))
            begin = index
    ranges.append((begin, len(origin)))
    return ranges


def _heading(passage: Passage, start: int, end: int) -> Heading | None:
    line = passage.plain.string[start:end]
    if line.isdigit():
        return None
    if len(line) > 2 and _FRAMES.get(line[0]) == line[-1]:
        # 【一、总体情况】: brackets round a whole line are an ornament.
        return _heading(passage, start + 1, end - 1)
    style, ordinal, length = numbering(line)
    if not style and passage.number and start == 0:
        label = comparable(passage.number).string
        style, ordinal, _ = numbering(label)
        if not style:
            style, ordinal, _ = numbering(label + "、")
    title = line[length:]
    if title[-1:] in _CONTENTS_END:
        title = _CONTENTS_LINE.sub("", title)
    if not title:
        return None
    if len(title) <= MAX_HEADING and "。" not in title[:-1]:
        return Heading(passage, start + length, start + length + len(title), title, style, ordinal, True, start)
    # V.A. or B.(2) is the number of a part, which counts nothing but begins a heading.
    marked = bool(style) or _MARKED.match(line) is not None
    if marked or passage.level is not None:
        cut = min((at for at in (title.find(mark) for mark in "。:;,") if at > 0), default=-1)
        if 0 < cut <= MAX_HEADING:
            return Heading(passage, start + length, start + length + cut, title[:cut], style, ordinal, False, start)
    if marked:
        title = title[:MAX_HEADING]
        return Heading(passage, start + length, start + length + len(title), title, style, ordinal, False, start)
    return None


def is_contents_line(heading: Heading) -> bool:
    """Whether the line belongs to a table of contents: dots and a page number after the title."""
    string = heading.passage.plain.string
    return heading.listed or bool(_CONTENTS_LINE.search(string[heading.start : heading.end + 12]))
