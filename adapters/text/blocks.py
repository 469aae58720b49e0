"""The blocks of lines: tables in each of their ways, pictures, and a paragraph for each line left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adapters.text.ended import parted
from adapters.text.inline import barred_rows, is_rule
from adapters.text.lines import Line, strip
from adapters.text.separated import separated
from adapters.text.shapes import Numbering
from adapters.text.spaced import narrow_rows, spaced_rows
from adapters.text.streams import Figures, barred, is_bar, stacked
from adapters.text.tabs import tabbed
from adapters.text.wrapping import Wrap, wrap_of
from checker.document import Block, Paragraph, Picture, Table, join


def blocks(lines: list[Line]) -> Iterator[Block]:
    """The blocks of the lines in reading order."""
    lines = parted(lines)
    numbering = Numbering()
    wrap = wrap_of(lines)
    if any(map(is_bar, lines)):
        for part in barred(lines, numbering):
            if isinstance(part, Table):
                yield part
            else:
                yield from _plain(part, numbering, wrap)
    else:
        yield from _plain(lines, numbering, wrap)


def _plain(lines: list[Line], numbering: Numbering, wrap: Wrap | None) -> Iterator[Block]:
    at = no_tabs = no_words = no_spaces = no_narrow = 0
    figures = Figures(lines)
    while at < len(lines):
        line = lines[at]
        found: list[Block] = []
        stop = at
        if line.picture:
            found, stop = [Picture(line.text)], at + 1
        elif line.level is None:
            if at >= no_tabs:
                found, no_tabs = tabbed(lines, at)
                stop = no_tabs if found else at
            if stop == at and not line.blank and at >= no_words:
                found, no_words = separated(lines, at)
                stop = no_words if found else at
            if stop == at and not line.blank:
                found, stop = barred_rows(lines, at)
            if stop == at and not line.blank and at >= no_spaces:
                spaced, no_spaces = spaced_rows(lines, at)
                found, stop = [*spaced], no_spaces if spaced else at
                found = _placed(found, lines[at:stop])
            if stop == at and not line.blank and at >= no_narrow:
                found, no_narrow = narrow_rows(lines, at)
                stop = no_narrow if found else at
                found = _placed(found, lines[at:stop])
            if stop == at and not line.blank and figures.follow(at) and (one := stacked(lines, at, numbering)):
                stop = one[1]
                found = _placed([one[0]], lines[at:stop])
        if stop > at:
            yield from found
            at = stop
            continue
        if not line.blank and not is_rule(line):
            stop = at + 1
            while wrap is not None and stop < len(lines) and wrap.goes_on(lines[stop - 1], lines[stop]):
                stop += 1
            text = join([strip(one.text) for one in lines[at:stop]])
            numbering.heading = numbering.number(text.string) or numbering.heading
            yield Paragraph(text, level=line.level)
            at = stop
        else:
            at += 1


def _placed(found: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """What was found in lines; a table as one whose cells nothing but their places tells apart, where no tab does."""
    if any("\t" in line.string for line in lines):
        return [*found]
    return [replace(block, placed=True) if isinstance(block, Table) else block for block in found]
