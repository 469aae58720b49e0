"""Reading Word files, as ratios to inflating and parsing them and to python-docx's own API, in one run.

Run with `python benchmarks/reading_docx.py`. CPU time, the best of several rounds each.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from lxml import etree

from adapters.docx import read

SENTENCE = "本年度共收到政府信息公开申请十二件，均已在法定期限内办结，未发生行政复议和行政诉讼。"


def report(pages: int, rows_per_page: int = 10, columns: int = 10) -> bytes:
    """A document of about so many pages: headings, running text, and a table on each page."""
    document = docx.Document()
    for page in range(pages):
        document.add_heading(f"第{page + 1}部分", 1)
        for line in range(8):
            paragraph = document.add_paragraph(f"（{line + 1}）")
            paragraph.add_run(SENTENCE * 2).bold = line % 3 == 0
            paragraph.add_run(SENTENCE)
        _table(document, rows_per_page, columns)
    return _saved(document)


def long_table(rows: int, columns: int = 10) -> bytes:
    """A document that is one table."""
    document = docx.Document()
    document.add_paragraph("明细表")
    _table(document, rows, columns)
    return _saved(document)


def _table(document: docx.document.Document, rows: int, columns: int) -> None:
    table = document.add_table(rows, columns, style="Table Grid")
    for number, row in enumerate(table._tbl.tr_lst):
        for column, cell in enumerate(row.tc_lst):
            paragraph = cell.p_lst[0]
            paragraph.get_or_add_pPr().get_or_add_jc().val = 1
            run = paragraph.add_r()
            run.get_or_add_rPr().get_or_add_sz().val = 114300
            run.text = f"第{number}项" if column == 0 else str(number * column)


def _saved(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def floor(path: Path) -> None:
    """Inflate the parts with text and parse them."""
    with zipfile.ZipFile(path) as archive:
        for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
            if part in archive.namelist():
                etree.fromstring(archive.read(part))


def python_docx(path: Path) -> None:
    """The same content by python-docx's own API."""
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, docx.table.Table):
            [[cell.text for cell in row.cells] for row in block.rows]
        else:
            block.text  # noqa: B018


def seconds(job: Callable[[], object], rounds: int) -> float:
    """CPU seconds of the fastest round."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        job()
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    """Print a line for each file; 1 when a ratio misses its bound."""
    missed = False
    print(f"{'file':>16} {'floor ms':>9} {'gouji ms':>9} {'× floor':>8} {'python-docx ms':>15} {'times faster':>13}")
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (
            ("10 pages", report(10)),
            ("100 pages", report(100)),
            ("1,000 rows", long_table(1000)),
        ):
            path = Path(folder) / "file.docx"
            path.write_bytes(data)
            read(path, "file.docx")
            low = seconds(lambda: floor(path), 7)  # noqa: B023
            ours = seconds(lambda: read(path, "file.docx"), 7)  # noqa: B023
            theirs = seconds(lambda: python_docx(path), 2)  # noqa: B023
            missed = missed or ours > 4 * low or theirs < 3 * ours
            print(
                f"{name:>16} {low * 1e3:9.1f} {ours * 1e3:9.1f} {ours / low:8.2f} {theirs * 1e3:15.1f} {theirs / ours:13.1f}"
            )
    print("bounds: × floor ≤ 4, times faster ≥ 3:", "missed" if missed else "kept")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
