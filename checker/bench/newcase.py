"""A case made of a file: its text as it was read, and the findings that a person has looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from checker.bench.accepting import entry
from checker.document import Cell, Document, Paragraph, Table
from checker.errors import UsageError
from checker.files.writing import write_beside
from checker.finding import Finding
from checker.messages import say
from checker.yamlfiles.scalars import in_quotes

Judge = Callable[[Finding], bool]
"""Whether a person takes a finding for right."""


def as_text(document: Document) -> str:
    """The document as a case can hold it: lines and rows between strokes, or HTML where cells are merged."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    merged = any(_needs_grid(cell) for one in tables for cell in one.cells)
    parts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            parts += _html(block) if merged else _rows(block)
        elif isinstance(block, Paragraph) and block.text.string.strip():
            line = block.text.string if not block.number else f"{block.number}{block.text.string}"
            parts.append(f"<p>{escape(line, False)}</p>" if merged else line)
    return "\n".join(["<!DOCTYPE html>", *parts] if merged else parts) + "\n"


def _needs_grid(cell: Cell) -> bool:
    return cell.row_span > 1 or cell.column_span > 1 or "\n" in cell.text.string


def _grid(table: Table) -> list[list[str]]:
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = " ".join(cell.text.string.split())
    return rows


def _rows(table: Table) -> list[str]:
    return [f"| {' | '.join(one.replace('|', '｜') for one in row)} |" for row in _grid(table)]


def _html(table: Table) -> list[str]:
    lines = ["<table>"]
    for row in range(table.rows):
        cells = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)
        made = ""
        for cell in cells:
            spans = "".join(
                f' {name}="{span}"'
                for name, span in (("rowspan", cell.row_span), ("colspan", cell.column_span))
                if span > 1
            )
            made += f"<td{spans}>{escape(cell.text.string.strip(), False).replace(chr(10), '<br>')}</td>"
        lines.append(f"<tr>{made}</tr>")
    return [*lines, "</table>"]


def case_text(name: str, text: str, lang: str, accepted: Sequence[Finding], refused: Sequence[Finding]) -> str:
    """A file of cases with this one. What was refused must be absent: the case stays red until the rule is mended."""
    body = "\n".join(f"    {line}" if line else "" for line in text.rstrip("\n").split("\n"))
    lines = [f"- case: {in_quotes(name)}", f"  lang: {lang}", "  text: |", body]
    if refused:
        lines += ["  contains:" if accepted else "  contains: []", *(f"    - {entry(one)}" for one in accepted)]
        lines += ["  absent:", *(f"    - {entry(one)}" for one in refused)]
    else:
        lines += ["  expect:" if accepted else "  expect: []", *(f"    - {entry(one)}" for one in accepted)]
    return "\n".join(lines) + "\n"


def write_case(folder: Path, name: str, content: str) -> Path:
    """The file of the case, in a pack; none is overwritten."""
    path = folder / "cases" / f"{name}.yaml"
    if path.exists():
        raise UsageError(say("packs.exists", name=name, path=str(path)))
    write_beside(path, content.encode())
    return path
