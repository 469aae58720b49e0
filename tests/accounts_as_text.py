"""A document with tables written as plain text, in the ways in which tables are copied into one."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from checker.document import Cell, Document, Paragraph, Table

WAYS = ("tabs", "places", "gaps", "spaces", "lines")
"""Parted by tabs; below each other; by two spaces, by one, a cell a line, all three without a sign of blank cells."""


def as_text(document: Document, way: str) -> str:
    """The paragraphs and tables of a document as text."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text.string)
        elif isinstance(block, Table):
            rows = block.by_row()
            if way == "places":
                lines += _below_each_other(rows, block.columns)
            elif way == "tabs":
                lines += ["\t".join(cell.text.string for cell in row) for row in rows]
            else:
                between = {"gaps": "  ", "spaces": " ", "lines": "\n"}[way]
                lines += [between.join(cell.text.string for cell in row if cell.text.string) for row in rows]
            lines.append("")
    return "\n".join(lines)


def _below_each_other(rows: Sequence[Sequence[Cell]], columns: int) -> list[str]:
    widths = [0] * columns
    for row in rows:
        for cell in row:
            if cell.column_span == 1:
                widths[cell.column] = max(widths[cell.column], _wide(cell.text.string))
    lines = []
    for row in rows:
        line = ""
        for cell in row:
            begin = sum(widths[: cell.column]) + 2 * cell.column
            if cell.text.string:
                line += " " * max(begin - _wide(line), 2 if line else 0) + cell.text.string
        lines.append(line)
    return lines


def _wide(string: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in string)
