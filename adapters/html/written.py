"""Tables that a page writes in plain text."""

from __future__ import annotations

from adapters.text.blocks import blocks as blocks_of_lines
from adapters.text.inline import bar_row
from adapters.text.lines import Line
from adapters.text.shapes import is_figure
from adapters.text.streams import is_bar
from checker.document import Block, Paragraph


def with_text_tables(found: list[Block]) -> list[Block]:
    """The blocks, tables made of paragraphs that write one in plain text (bars, tabs, or a figure a line)."""
    result: list[Block] = []
    held: list[Paragraph] = []
    for block in [*found, None]:
        if isinstance(block, Paragraph) and block.level is None and not block.number:
            held.append(block)
            continue
        lines = [Line(paragraph.text) for paragraph in held]
        rows = sum(is_bar(line) or bar_row(line) is not None for line in lines)
        rows += sum("\t" in line.string for line in lines)
        if rows > 2 or sum(is_figure(line.string) for line in lines) > 5:
            result += blocks_of_lines(lines)
        else:
            result += held
        held = []
        if block is not None:
            result.append(block)
    return result
