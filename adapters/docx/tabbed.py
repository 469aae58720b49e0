"""Tables that a Word file makes of paragraphs with tab stops, a row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from adapters.docx.entries import Entry, ParagraphEntry, TabbedEntry, Words, in_text, pieces_of
from adapters.docx.text import Piece
from checker.document import LineRun, Table, Text

_LEAST = 2
"""Paragraphs with a tab between what they say, one after the other, that may be rows."""


def with_tables(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, such paragraphs as the tables they are."""
    if sum(map(_is_row, entries)) < _LEAST:
        return entries
    result: list[Entry] = []
    at = 0
    while at < len(entries):
        end = at
        while end < len(entries) and _is_plain(entries[end]):
            end += 1
        result += _tables([one for one in entries[at:end] if isinstance(one, ParagraphEntry)])
        result += entries[end : end + 1]
        at = end + 1
    return result


def _is_plain(entry: Entry) -> bool:
    return isinstance(entry, ParagraphEntry) and entry.level is None and entry.part == "body"


def _is_row(entry: Entry) -> bool:
    return isinstance(entry, ParagraphEntry) and "\t" in entry.words.string.strip() and _is_plain(entry)


def _tables(run: Sequence[ParagraphEntry]) -> Iterator[Entry]:
    """The paragraphs between two headings, pictures or tables, with the tables that they make."""
    rows = [_is_row(entry) for entry in run]
    if sum(rows) < _LEAST:
        yield from run
        return
    from adapters.text.lines import Line  # hardly a file has such tables
    from adapters.text.spaced import spaced_rows

    lines = [Line(Text(_said(entry), (LineRun(0, at, 1),))) for at, entry in enumerate(run)]
    at = passed = 0
    while at < len(run):
        found: list[Table] = []
        if at >= passed and any(rows[at : at + 2]):
            found, passed = spaced_rows(lines, at)
        if found and sum(rows[at:passed]) >= _LEAST and not _is_contents(found[0]):
            words = {(cell.row, cell.column): _words(cell.text, run) for cell in found[0].cells}
            cells = tuple(replace(cell, text=Text(cell.text.string)) for cell in found[0].cells)
            yield TabbedEntry(replace(found[0], cells=cells), words)
            at = passed
        else:
            yield run[at]
            at += 1


def _said(entry: ParagraphEntry) -> str:
    """What a paragraph shows, the number before it and its lines in one."""
    return (_number(entry) + entry.words.string).replace("\n", " ")


def _number(entry: ParagraphEntry) -> str:
    return in_text(entry.label, bool(entry.words.string)) if entry.label is not None and entry.label.text else ""


def _is_contents(table: Table) -> bool:
    """Whether rows are headings with the numbers of their pages, which rise; the title above them may be set apart."""
    rows = table.by_row()
    if len(rows) > _LEAST and not rows[0][-1].text.string.strip().isdecimal():
        rows = rows[1:]  # 目  录
    last = [row[-1].text.string.strip() for row in rows]
    if any(len(row) != 2 for row in rows) or not all(one.isdecimal() and len(one) < 4 for one in last):
        return False
    return all(int(one) <= int(other) for one, other in pairwise(last))


def _words(text: Text, run: Sequence[ParagraphEntry]) -> Words:
    """The characters of a cell with the elements that they come from."""
    pieces: list[Piece] = []
    home = run[0].words.home
    for index, part in enumerate(text.runs):
        if not isinstance(part, LineRun):
            continue
        stop = text.runs[index + 1].start if index + 1 < len(text.runs) else len(text.string)
        entry = run[part.line]
        home = entry.words.home
        number = _number(entry)
        start = part.char - 1 - len(number)
        length = stop - part.start
        if start < 0:
            pieces.append(Piece(home, number[start:][:length], real=False))
            start, length = 0, length + start
        pieces += _cut(pieces_of(entry.words), start, start + length)
    held = sum(len(piece.text) for piece in pieces)
    return Words(text.string, home, pieces if held == len(text.string) else [])


def _cut(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    """Characters `start` to `end` of the text that pieces show together."""
    at = 0
    for piece in pieces:
        low, high = max(start - at, 0), min(end - at, len(piece.text))
        if low < high:
            yield Piece(piece.element, piece.text[low:high], piece.real, piece.start + low)
        at += len(piece.text)
