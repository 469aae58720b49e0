"""Generated reports in plain text, sound and damaged: every cell and every paragraph of them, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adapters import markdown, text
from checker.document import Paragraph, Table
from checker.text.normalize import bare
from tests.generator import text as written
from tests.generator.spec import Report, report_2019, report_2021, with_broken_cells

DAMAGES: dict[str, Callable[[str], str]] = {
    "sound": lambda source: source,
    "pronunciations": written.damage,
    "toneless": lambda source: written.damage(source, 1, toneless=True),
    "page numbers": lambda source: written.with_page_numbers(source, 17),
    "both": lambda source: written.with_page_numbers(written.damage(source), 17),
}


@pytest.mark.parametrize("way", written.TABLES)
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(
    ("report", "encoding"),
    [
        (report_2021(seed=1), "utf-8"),
        (with_broken_cells(report_2021(seed=2)), "gb18030"),
        (report_2019(seed=3), "utf-16"),
    ],
    ids=["2021", "2021 broken cells", "2019"],
)
def test_a_report_is_read_whole(tmp_path: Path, report: Report, encoding: str, damage: str, way: str) -> None:
    source = DAMAGES[damage](written.write(report, way))
    path = tmp_path / "report.txt"
    path.write_bytes(written.encode(source, encoding))
    document = (markdown if way == "markdown" else text).read(path, "report.txt")
    cells = [cell for block in document.blocks if isinstance(block, Table) for cell in block.cells]
    wanted = [cell for section in report.sections if section.table for cell in report.grid(section.table).cells]
    assert [_shown(cell.text.string) for cell in cells if cell.text.string] == [
        _shown(cell.text) for cell in wanted if cell.text
    ]
    paragraphs = [block.text.string for block in document.blocks if isinstance(block, Paragraph)]
    assert list(map(bare, paragraphs)) == list(map(bare, report.paragraphs()))


def _shown(string: str) -> str:
    return bare(string) or string
