"""The reports in texts/ as data, so that they can be written in other formats; what a web page added is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tests.generator import layout
from tests.generator.spec import TABLES, TITLES, Line, Organ, Report, Section

TEXTS = Path(__file__).parent / "texts"

_ADDED = re.compile(r"^\s*(\[bookmark: [^\]]*\]|\[image: [^\]]*\]|— \d+ —)\s*")
_HEADING = re.compile(r"^[一二三四五六]、")
_NUMBER = re.compile(r"^[（(][一二三四五六七八九十]+[）)]")
_BLANKS = " \u3000\ufeff"


def read(name: str, organ: str, site: str, titled: bool = False) -> Report:
    """The report of texts/`name`; `titled`: its first line is a title."""
    lines = (TEXTS / name).read_text(encoding="utf-8").split("\n")
    parts: list[list[str]] = [[]]
    for line in lines:
        if _HEADING.match(line.strip(_BLANKS)) and not line.startswith("\t") and "|" not in line:
            parts.append([])
        parts[-1].append(line)
    opening = _paragraphs(parts[0])
    title = opening.pop(0) if titled else ""
    report = Report(Organ(organ, "", "", "", "", "", "", site), 2020, "2019", title, tuple(opening), "", (), (), {})
    assert len(parts) == 7, f"{name}: not six sections"
    for id_, part in zip(TITLES, parts[1:], strict=True):
        heading, *rest = part
        at = next((n for n, line in enumerate(rest) if line.startswith("\t") or "|" in line), len(rest))
        lines_ = tuple(_line(text) for text in _paragraphs(rest[:at]))
        table = id_ if id_ in TABLES else None
        if table:
            texts = _table(table, rest[at:])
            report = replace(report, texts={**report.texts, table: texts})
        section = Section(id_, Line(heading.strip(_BLANKS)[2:], heading.strip(_BLANKS)[:2], 1), lines_, table)
        report = replace(report, sections=(*report.sections, section))
    return report


def _paragraphs(lines: list[str]) -> list[str]:
    cleaned = (_ADDED.sub("", line).strip(_BLANKS) for line in lines)
    return [line for line in cleaned if line]


def _line(text: str) -> Line:
    found = _NUMBER.match(text)
    return Line(text[found.end() :], found[0], 2) if found else Line(text)


def _table(name: str, lines: list[str]) -> dict[str, str]:
    """What stands in each cell, by key: the cells that say something stand in the order of the form's."""
    cells: list[str] = []
    for line in lines:
        if "|" in line:
            cells.extend(line.split("|"))
        elif line.startswith("\t"):
            cells.append(line[1:])
        elif line.strip(_BLANKS) and cells:
            cells[-1] += "\n" + line
    said = [cell.strip() for cell in cells if cell.strip()]
    grids = {
        "disclosure": layout.disclosure("2019", {}),
        "applications": layout.applications("2019", {}),
        "reviews": layout.reviews({}),
    }
    grid = grids[name]
    assert len(said) == len(grid.cells), f"{name}: {len(said)} cells, the form has {len(grid.cells)}"
    return {cell.key: text for cell, text in zip(grid.cells, said, strict=True)}
