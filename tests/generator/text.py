"""A report as plain text as web pages and word processors leave it, in several encodings, and damaged."""

from __future__ import annotations

from collections.abc import Callable

from tests.generator.layout import Grid
from tests.generator.spec import Report


def tabs(grid: Grid) -> list[str]:
    """A tab before each cell, an empty line between rows, an empty cell where a merged one goes on below."""
    lines: list[str] = []
    for row in range(grid.rows):
        for column, cell in enumerate(grid.slots()[row]):
            assert cell is not None
            if cell.column == column:
                lines.append("\t" + (cell.text.replace("\n", "\n\n") if cell.row == row else ""))
        lines.append("")
    return [*lines, ""]


def bars(grid: Grid) -> list[str]:
    """A bar on a line of its own after each cell, lines broken inside the cells, five empty cells at the end."""
    lines: list[str] = []
    for cell in grid.cells:
        lines.extend([*(line for line in cell.text.split("\n") if line), "|"])
    return lines + ["|"] * (5 if grid.name == "disclosure" else 0)


def pipes(grid: Grid) -> list[str]:
    """`a | b |` a row, with as many bars as the widest row has cells (one more in the disclosure table)."""
    bars = grid.columns + (grid.name == "disclosure")
    lines = []
    for row in grid.by_row():
        shown = " | ".join(cell.text.replace("\n", "") for cell in row)
        lines.append(f"{shown} | {'|' * (bars - len(row))}".rstrip())
    return lines


def ended(grid: Grid) -> list[str]:
    """One cell a line with the bar behind it, bars that fill up a row on a line of their own."""
    lines = []
    for row in grid.by_row():
        lines.extend(f"{cell.text} |".replace("\n", " ").lstrip() for cell in row)
        lines.extend(["|" * (grid.columns - len(row))] if len(row) < grid.columns else [])
    return lines


def opened(grid: Grid) -> list[str]:
    """The same, with a bar on a line of its own before each row and those that fill it up behind its last cell."""
    lines = []
    for row in grid.by_row():
        shown = [f"{cell.text} |".replace("\n", " ").lstrip() for cell in row]
        lines.extend(["|", *shown[:-1], f"{shown[-1]} {'|' * (grid.columns - len(row))}".rstrip()])
    return lines


def cells(grid: Grid) -> list[str]:
    """One cell a line, no bars."""
    return [line for cell in grid.cells for line in [cell.text.replace("\n", "")]]


def markdown(grid: Grid) -> list[str]:
    """A Markdown table, merged cells left empty where they go on."""
    lines = []
    for row, slots in enumerate(grid.slots()):
        shown = [
            cell.text.replace("\n", "") if cell and (cell.row, cell.column) == (row, column) else ""
            for column, cell in enumerate(slots)
        ]
        lines.append("| " + " | ".join(shown) + " |")
        if row == 0:
            lines.append("|" + " --- |" * grid.columns)
    return ["", *lines, ""]


def spaces(grid: Grid) -> list[str]:
    """Cells of a row apart by two spaces."""
    return ["  ".join(cell.text.replace("\n", "") or "-" for cell in row) for row in grid.by_row()]


def tabbed_rows(grid: Grid) -> list[str]:
    """A row a line, cells apart by a tab, empty where a merged cell goes on."""
    return [
        "\t".join(
            cell.text.replace("\n", "") if cell and (cell.row, cell.column) == (row, column) else ""
            for column, cell in enumerate(slots)
        )
        for row, slots in enumerate(grid.slots())
    ]


TABLES: dict[str, Callable[[Grid], list[str]]] = {
    "tabs": tabs,
    "bars": bars,
    "pipes": pipes,
    "ended": ended,
    "opened": opened,
    "cells": cells,
    "markdown": markdown,
    "spaces": spaces,
    "tabbed_rows": tabbed_rows,
}

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030")


def write(report: Report, tables: str = "tabs") -> str:
    """The text, tables as TABLES says."""
    heading = "## " if tables == "markdown" else ""
    lines = [("# " if heading else "") + report.title] if report.title else []
    lines.extend(report.preamble_lines())
    for section in report.sections:
        lines.append(heading + section.heading.shown)
        for line in section.lines:
            lines.extend([line.shown, ""] if heading else [line.shown])
        if section.table:
            lines.extend(TABLES[tables](report.grid(section.table)))
    lines.extend(report.closing)
    if heading:
        lines = [part for line in lines for part in ([line, ""] if line and not line.startswith("|") else [line])]
    return "\n".join(lines) + "\n"


def encode(text: str, encoding: str) -> bytes:
    """The bytes; UTF-16 always with its byte order mark."""
    if encoding == "utf-16-be":
        return b"\xfe\xff" + text.encode("utf-16-be")
    if encoding == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(encoding)


PRONUNCIATIONS = dict(
    zip(
        "據數統網領導聯認結關準學習執務業構織轉辦禁規屬內複復當機權經訴審總計",
        [
            "jù",
            "shù",
            "tǒng",
            "wǎng",
            "lǐng",
            "dǎo",
            "lián",
            "rèn",
            "jié",
            "guān",
            "zhǔn",
            "xué",
            "xí",
            "zhí",
            "wù",
            "yè",
            "gòu",
            "zhī",
            "zhuǎn",
            "bàn",
            "jìn",
            "guī",
            "shǔ",
            "nèi",
            "fù",
            "fù",
            "dāng",
            "jī",
            "quán",
            "jīng",
            "sù",
            "shěn",
            "zǒng",
            "jì",
        ],
        strict=True,
    )
)
_TONELESS = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuuuuuu")


def damage(text: str, every: int = 2, toneless: bool = False) -> str:
    """Traditional characters, half-width punctuation, a pronunciation in brackets after every n-th of some of them."""
    from opencc import OpenCC

    converted = OpenCC("s2t").convert(text)
    converted = converted.translate(str.maketrans("，：；（）", ",:;()"))
    written: list[str] = []
    met = 0
    for character in converted:
        written.append(character)
        if character in PRONUNCIATIONS:
            met += 1
            if met % every == 0:
                sound = PRONUNCIATIONS[character]
                written.append(f"({sound.translate(_TONELESS) if toneless else sound})")
    return "".join(written)


def with_page_numbers(text: str, every: int = 40) -> str:
    """A page number on a line of its own now and then, as a copied PDF has, also inside tables."""
    lines: list[str] = []
    for n, line in enumerate(text.split("\n"), 1):
        lines.append(line)
        if n % every == 0 and not line.strip("|"):
            lines.append(f"— {n // every} —")
    return "\n".join(lines)
