"""Documents as lines, lines as sentences, sentences as clauses between commas: each with its place in the block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.document import Document, Paragraph, Table
from checker.record import dataclass
from checker.text.normalize import Comparable, comparable

_ENDS = "。;!?"
_OPEN, _CLOSE = "([{《<【〔", ")]}》>】〕"
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_LABEL = re.compile(
    rf"(?P<part>第{_NUMERAL}(?:部分|章))[、.:,]?|(?P<han>{_NUMERAL})、|\((?P<bracket>{_NUMERAL})\)、?"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})(?![\d.%年月日]|小时|[个名期次场条件项])、?|(?P<arabic>\d{1,2})[.、](?!\d{1,2}[%万亿])"
    rf"|\((?P<small>\d{{1,2}})\)|(?P<circle>[①-⑳])|(?P<first>{_NUMERAL})(?:是(?!否)|要(?=[^求点素件闻]))|第(?P<nth>{_NUMERAL}),"
    rf"|(?P<task>(?:任务|行动|专项|工程){_NUMERAL})[:、]"
)
_RANKS = {
    name: rank for rank, name in enumerate(("part", "han", "bracket", "arabic", "dotted", "small", "circle", "first"))
} | {"nth": 7, "task": 2}
_SPACES = re.compile(r"[\s\u3000\u00a0]+")
_BARE_NUMBER = re.compile(
    r"\s*(?:\d{1,2}|[０-９]{1,2})[\s\u3000]+(?=[\u4e00-\u9fff“《])(?![年月日号时个项家次场期件名人条类])"
)
LISTED = 7
"""Rank of 一是 and 第一, which list pieces of work rather than head them."""


@dataclass(frozen=True, slots=True)
class Label:
    """A number before a text: how deep such stand (0 the outermost), how it is quoted, how long it is written."""

    rank: int
    shown: str
    length: int


def label_of(text: str) -> Label | None:
    """The number a comparable text begins with: 第一部分, 一、 （一） 1. 1.1 (1) ① 一是."""
    found = _LABEL.match(text)
    if found is None or found.lastgroup is None:
        return None
    kind, value = found.lastgroup, found[found.lastgroup]
    shown = {"bracket": f"（{value}）", "small": f"（{value}）"}.get(kind, value)
    return Label(_RANKS[kind], shown, found.end())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph, or a cell, in comparable form. `shift` is where it begins in the text of its block."""

    block: int
    cell: tuple[int, int] | None
    plain: Comparable
    shift: int
    number: str
    level: int | None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range of the block's (or cell's) text that `plain.string[start:end]` came from."""
        low, high = self.plain.back(start, end)
        return low + self.shift, high + self.shift


def lines(document: Document) -> Iterator[Line | list[list[Line]]]:
    """The lines of the paragraphs in reading order; a table as its rows of cells, so a line that is cut by tabs."""
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            yield [
                [Line(index, (cell.row, cell.column), comparable(cell.text.string), 0, "", None) for cell in row]
                for row in block.by_row()
            ]
        elif isinstance(block, Paragraph) and block.part != "comment":
            shift = 0
            for string in block.text.string.split("\n"):
                pieces = (
                    re.split(r"\t|(?<=\S)\s*[|｜]\s*(?=\S)", string.strip(" \t|｜\u3000")) if string.strip() else []
                )
                if len(pieces) > 2 and all(len(piece) < 200 for piece in pieces):
                    yield [_cut(index, string, shift, pieces)]
                elif pieces:
                    number = block.number if shift == 0 else ""
                    yield Line(index, None, comparable(string), shift, number, block.level)
                shift += len(string) + 1


def spaced_cells(source: str, line: Line) -> list[Line]:
    """The pieces of a line between its spaces, as cells of a row.

    `source` is the text of the line's block.
    """
    string = source[line.shift :].split("\n", 1)[0]
    return _cut(line.block, string, line.shift, [piece for piece in _SPACES.split(string) if piece])


def numbered(source: str, line: Line) -> Line:
    """The line, where it begins with a number that only a space parts from its text (1　更新目录) with that number."""
    found = _BARE_NUMBER.match(source, line.shift)
    if found is None or line.number or "\n" in found[0]:
        return line
    written = comparable(found[0]).string
    return replace(line, number=f"{written}.", plain=line.plain.part(len(written), len(line.plain.string)))


def _cut(index: int, string: str, shift: int, pieces: list[str]) -> list[Line]:
    row: list[Line] = []
    at = 0
    for piece in pieces:
        at = string.index(piece, at)
        row.append(Line(index, None, comparable(piece), shift + at, "", None))
        at += len(piece)
    return row


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a comparable string."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the range."""
        return text[self.start : self.end]


def sentences(text: str) -> list[Span]:
    """Sentences, parted by 。；！？ outside brackets and quotation marks; the mark belongs to the sentence."""
    return _parts(text, 0, len(text), _ENDS)


def clauses(text: str, sentence: Span) -> list[Span]:
    """The clauses of a sentence, parted by commas outside brackets and quotation marks, without the marks."""
    found = []
    for part in _parts(text, sentence.start, sentence.end, "," + _ENDS):
        end = part.end
        while end > part.start and text[end - 1] in ",:" + _ENDS:
            end -= 1
        if end > part.start:
            found.append(Span(part.start, end))
    return found


def _parts(text: str, begin: int, stop: int, marks: str) -> list[Span]:
    found: list[Span] = []
    start, depth, quoted = begin, 0, False
    for at in range(begin, stop):
        character = text[at]
        if character in _OPEN:
            depth += text.find(_CLOSE[_OPEN.index(character)], at, min(stop, at + 80)) > 0
        elif character in _CLOSE:
            depth = max(depth - 1, 0)
        elif character == '"':
            quoted = not quoted and text.find('"', at + 1, min(stop, at + 80)) > 0
            if not quoted and at > begin and text[at - 1] in "。!?" and not depth and "。" in marks:
                found.append(Span(start, at + 1))
                start = at + 1
        elif character in marks and not depth and not quoted:
            if character == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit():
                continue
            found.append(Span(start, at + 1))
            start = at + 1
    if start < stop:
        found.append(Span(start, stop))
    return [span for span in found if span.of(text).strip(marks + '"')]
