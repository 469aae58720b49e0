"""pdfplumber's table module alone: the same module, and nothing else of the package."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pdfplumber.table
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pdf.reading import plumber
from adapters.pdf.reading.finder import Finder

ROOT = Path(__file__).parents[2]
EDGE = st.tuples(st.sampled_from("hv"), *[st.integers(0, 60)] * 3)


def edges(drawn: list[tuple[str, int, int, int]]) -> list[dict[str, Any]]:
    made = []
    for orientation, at, one, other in drawn:
        low, high = float(min(one, other)), float(max(one, other) + 1)
        across = orientation == "h"
        x0, x1, top, bottom = (low, high, at, at) if across else (at, at, low, high)
        size = {"width": x1 - x0, "height": bottom - top}
        made.append(
            {
                "object_type": "line",
                "orientation": orientation,
                **size,
                "x0": x0,
                "x1": x1,
                "top": top,
                "bottom": bottom,
            }
        )
    return made


class Page:
    bbox = (0.0, 0.0, 100.0, 100.0)

    def __init__(self, drawn: list[tuple[str, int, int, int]]) -> None:
        self.edges = edges(drawn)


def printed(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


@given(st.lists(EDGE, max_size=25))
def test_it_finds_what_the_package_finds(drawn: list[tuple[str, int, int, int]]) -> None:
    one, other = plumber.alone(), pdfplumber.table
    assert one is not other
    assert one.__file__ == other.__file__
    found, expected = one.TableFinder(Page(drawn)), other.TableFinder(Page(drawn))
    assert found.edges == expected.edges
    assert list(found.intersections) == list(expected.intersections)
    assert found.cells == expected.cells


@given(st.lists(EDGE, max_size=25))
def test_cells_from_an_index_are_those_that_the_package_finds(drawn: list[tuple[str, int, int, int]]) -> None:
    page: Any = Page(drawn)
    assert Finder(page).cells == pdfplumber.table.TableFinder(page).cells


def test_reading_a_pdf_loads_neither_the_package_nor_its_parser() -> None:
    code = "import sys, adapters.pdf.reading.reader; print(sorted({'pdfplumber', 'pdfminer'} & set(sys.modules)))"
    assert printed(code) == "[]"


def test_a_program_that_has_the_package_keeps_it_whole() -> None:
    package, ours = "import pdfplumber", "from adapters.pdf.reading.finder import Finder"
    show = "print(Finder.__mro__[1].__module__, pdfplumber.open.__name__)"
    assert printed(f"{package}; {ours}; {show}") == "pdfplumber.table open"
    assert printed(f"{ours}; {package}; {show}") == f"{plumber.NAME}.table open"


def test_what_the_table_module_wants_beyond_geometry_comes_from_the_package() -> None:
    assert plumber.alone().utils.extract_text is pdfplumber.utils.extract_text


def test_where_its_files_stand_otherwise_the_package_itself_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def moved() -> Any:
        raise ImportError

    monkeypatch.setattr(plumber, "alone", moved)
    monkeypatch.delitem(sys.modules, "pdfplumber")
    assert plumber.table_module().__name__ == "pdfplumber.table"
