"""The lines of a text file, with the place of every character; marks of converters are taken out."""

from __future__ import annotations

import re
from functools import lru_cache

from adapters.sitelines import is_furniture
from adapters.text import SPACE
from adapters.text.shapes import says_unit
from checker.document import LineRun, Text
from checker.record import dataclass
from checker.text.normalize import same_length

_BREAK = re.compile("\r\n|\n|\r")
_SOFT_BREAK = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_IMAGE = r"(?<!!)\[(?:image|img|picture|图片|图像)(?:\s{0,3}[:：][^\]\n]{0,300})?\](?!\()"
_MARK = r"\[(?:bookmark|anchor|endif)\s{0,3}[:：][^\]\n]{0,300}\](?!\()"
_OUT = re.compile(rf"(?P<image>{_IMAGE})|{_MARK}|[\x00-\x08\x0e-\x1f\x7f\ufeff]+", re.IGNORECASE)
_DASHED = r"[-·•]{1,3}\s{0,3}\d{1,4}\s{0,3}[-·•]{1,3}"
_PAGE = re.compile(
    rf"{_DASHED}|第\s{{0,3}}\d{{1,4}}\s{{0,3}}页(?:\s{{0,3}}[,/、]?\s{{0,3}}[共总]\s{{0,3}}\d{{1,4}}\s{{0,3}}页)?"
    r"|page\s{1,3}\d{1,4}(?:\s{1,3}of\s{1,3}\d{1,4})?|\d{1,4}\s{0,3}/\s{0,3}\d{1,4}\s{0,3}页",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[ \u3000]{0,3}(?:#{1,6}[ \t\u3000]+[^\s#]|(?:[-*+>][ \t]+)?(\*\*|__)[^\s*_][^*_]{0,200}\1)")
_LEAST_MARKED = 2
_NO_TEXT = SPACE + "\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its indentation; `level` is a heading level that a mark of the format states."""

    text: Text
    picture: bool = False
    level: int | None = None

    @property
    def string(self) -> str:
        return self.text.string

    @property
    def blank(self) -> bool:
        return not self.text.string.strip(SPACE)


def split(text: str) -> list[Line]:
    """The lines of a decoded text, as an editor counts them. A picture mark becomes a line of its own."""
    lines: list[Line] = []
    start = 0
    ends = [match.span() for match in _BREAK.finditer(text)] + [(len(text), len(text))]
    plain = _SOFT_BREAK.search(text) is None and _OUT.search(text) is None
    for number, (end, after) in enumerate(ends, 1):
        if plain:  # as most texts
            lines.append(Line(Text(text[start:end], (LineRun(0, number, 1),))))
        else:
            lines += _cleaned(text[start:end], number)
        start = after
    return lines


def _cleaned(line: str, number: int) -> list[Line]:
    lines: list[Line] = []
    char = 1
    for piece in _SOFT_BREAK.split(line):
        lines += _clean(piece, number, char)
        char += len(piece) + 1
    return lines


def _clean(piece: str, number: int, char: int) -> list[Line]:
    parts: list[str] = []
    runs: list[LineRun] = []
    pictures: list[Line] = []
    done = length = 0
    for match in [*_OUT.finditer(piece), None]:
        stop = match.start() if match else len(piece)
        if stop > done:
            parts.append(piece[done:stop])
            runs.append(LineRun(length, number, char + done))
            length += stop - done
        if match:
            done = match.end()
            if match["image"]:
                pictures.append(Line(Text("", (LineRun(0, number, char + match.start()),)), picture=True))
    line = Line(Text("".join(parts), tuple(runs) or (LineRun(0, number, char),)))
    return pictures if pictures and line.blank else [*pictures, line]


def has_marks(lines: list[Line]) -> bool:
    """Whether the lines of a plain text bear the signs of Markdown: headings (## 一、), or emphasis (**一、**)."""
    return sum(_MARKED.match(line.string) is not None for line in lines) >= _LEAST_MARKED


def strip(text: Text) -> Text:
    """The text without the spaces at its ends, unchanged in its runs."""
    string = text.string
    kept = string.strip(_NO_TEXT)
    if not kept:
        return Text("", text.runs[:1])
    if len(kept) == len(string):
        return text
    start = len(string) - len(string.lstrip(_NO_TEXT))
    return text.slice(start, start + len(kept))


def unit_above(lines: list[Line], at: int) -> bool:
    """Whether the line before says the unit of the figures of a table, a blank line between them or none."""
    return says_unit(next((one.string for one in lines[max(at - 2, 0) : at][::-1] if not one.blank), ""))


def is_page_number(string: str) -> bool:
    """Whether a line is nothing but the number of its page."""
    string = string.strip(SPACE)
    return 0 < len(string) < 60 and _numbers_page(string)


@lru_cache(maxsize=2048)  # of tables with a cell a line it is asked of each
def _numbers_page(string: str) -> bool:
    return _PAGE.fullmatch(same_length(string)) is not None


def part_furniture(lines: list[Line]) -> tuple[list[Line], list[Text]]:
    """The lines without page numbers and without the last lines that a web page adds; and those."""
    kept: list[Line] = []
    furniture: list[Text] = []
    skip_blank = False
    for line in lines:
        if not line.picture and is_page_number(line.string):
            furniture.append(strip(line.text))
            skip_blank = not kept or (kept[-1].blank and not kept[-1].picture)
            continue
        if not (skip_blank and line.blank and not line.picture):
            kept.append(line)
        skip_blank = False
    last: list[Text] = []
    at = len(kept)
    while at:
        line = kept[at - 1]
        if not line.picture and line.string.strip(SPACE + "|｜"):
            if not is_furniture(line.string):
                break
            last.append(strip(line.text))
            del kept[at - 1]
        at -= 1
    return kept, furniture + last[::-1]
