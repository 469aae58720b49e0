"""Tables that a text or a Markdown file writes as a web page does: <table><tr><td>…, on one line or on many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from adapters.text.lines import Line
from checker.document import Block, LineRun, Paragraph, Picture, Table, Text
from checker.errors import DocumentError

_TAG = re.compile(r"<(?P<end>/)?table\b[^<>]{0,2000}>", re.IGNORECASE)
_ENDLESS = 50
"""Tables without an end, after which no more are looked for."""
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)

Place = tuple[int, int]
"""Line and character of the file at which a table begins."""


def has_tables(lines: Iterable[Line]) -> bool:
    """Whether a table with cells begins in any of the lines."""
    return bool(tagged(list(lines))[1])


def tagged(lines: Sequence[Line]) -> tuple[list[Line], dict[Place, str]]:
    """The lines with one that stands for each table, marked as a picture; and the source of the tables by place.

    A table that does not end, or that has no cells, stays lines.
    """
    lines = list(lines)
    kept: list[Line] = []
    found: dict[Place, str] = {}
    at = endless = 0
    while at < len(lines):
        begin = _TAG.search(lines[at].string) if endless < _ENDLESS else None
        end = _end(lines, at, begin.start()) if begin and not begin["end"] else None
        if begin is None or end is None:
            endless += begin is not None
            kept.append(lines[at])
            at += 1
            continue
        last, stop = end
        pieces = [line.string for line in lines[at : last + 1]]
        pieces[-1] = pieces[-1][:stop]
        pieces[0] = pieces[0][begin.start() :]
        source = "\n".join(pieces)
        place = lines[at].text.place(begin.start(), begin.end())
        if not _CELL.search(source) or place.line is None:
            kept += lines[at : last + 1]
            at = last + 1
            continue
        before = replace(lines[at], text=lines[at].text.slice(0, begin.start()))
        after = replace(lines[last], text=lines[last].text.slice(stop, len(lines[last].string)))
        kept += [] if before.blank else [before]
        kept.append(Line(Text("", (LineRun(0, place.line, place.char or 1),)), picture=True))
        found[place.line, place.char or 1] = source
        if not after.blank:
            lines[last] = after
            at = last
        else:
            at = last + 1
    return kept, found


def _end(lines: Sequence[Line], first: int, start: int) -> tuple[int, int] | None:
    """The line, and the place in it, at which a table ends that begins at a place of a line."""
    depth = 0
    for at in range(first, len(lines)):
        for tag in _TAG.finditer(lines[at].string, start if at == first else 0):
            depth += -1 if tag["end"] else 1
            if depth == 0:
                return at, tag.end()
    return None


def with_tables(blocks: Iterable[Block], sources: dict[Place, str]) -> Iterator[Block]:
    """The blocks with each table in its place."""
    for block in blocks:
        runs = block.text.runs if isinstance(block, Picture) else ()
        place = (runs[0].line, runs[0].char) if runs and isinstance(runs[0], LineRun) else None
        if place is None or place not in sources:
            yield block
            continue
        yield from (_moved(one, place) for one in _read(sources[place]))


def _read(source: str) -> tuple[Block, ...]:
    from adapters.html.page import document_of  # few texts have one

    try:
        return document_of(source, "", "html", "").blocks
    except DocumentError:
        return ()


def _moved(block: Block, place: Place) -> Block:
    """A block with the places that its characters have in the file."""
    if isinstance(block, Table):
        return replace(block, cells=tuple(replace(cell, text=_at(cell.text, place)) for cell in block.cells))
    return replace(block, text=_at(block.text, place)) if isinstance(block, Paragraph) else block


def _at(text: Text, place: Place) -> Text:
    line, char = place
    return Text(
        text.string,
        tuple(
            LineRun(run.start, run.line + line - 1, run.char + (char - 1 if run.line == 1 else 0))
            for run in text.runs
            if isinstance(run, LineRun)
        ),
    )
