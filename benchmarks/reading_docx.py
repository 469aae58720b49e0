"""Reading Word files, as ratios to inflating and parsing them and to python-docx's own API; 300 notes into each.

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
from random import Random

import docx
from lxml import etree

from adapters.docx import annotate, read
from checker.audit.annotation import Note
from checker.document import Document
from checker.finding import Severity, Verdict

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


def notes_on(document: Document, count: int = 300) -> list[Note]:
    """Notes on random ranges."""
    random = Random(1)
    texts = [(block, cell, text.string) for block, cell, text in document.texts() if text.string]
    made = []
    for number in range(count):
        block, cell, string = random.choice(texts)
        start = random.randrange(len(string))
        location = document.locate(block, start, random.randint(start + 1, len(string)), cell)
        lines = ("说明", "条款", "建议")
        made.append(Note(str(number), location, Severity.ERROR, Verdict.FAIL, "问题", lines))
    return made


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
    heads = ("floor ms", "gouji ms", "× floor", "python-docx ms", "× faster", "notes ms")
    print(f"{'file':>12} {heads[0]:>9} {heads[1]:>9} {heads[2]:>8} {heads[3]:>15} {heads[4]:>9} {heads[5]:>9}")
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (
            ("10 pages", report(10)),
            ("100 pages", report(100)),
            ("1,000 rows", long_table(1000)),
        ):
            path = Path(folder) / "file.docx"
            path.write_bytes(data)
            document = read(path, "file.docx")
            notes = notes_on(document)
            target = Path(folder) / "copy.docx"
            low = seconds(lambda: floor(path), 7)  # noqa: B023
            ours = seconds(lambda: read(path, "file.docx"), 7)  # noqa: B023
            theirs = seconds(lambda: python_docx(path), 2)  # noqa: B023
            noted = seconds(lambda: annotate(path, document, notes, target), 2)  # noqa: B023
            missed = missed or ours > 3.7 * low or theirs < 3 * ours or noted > 0.5
            figures = f"{low * 1e3:9.1f} {ours * 1e3:9.1f} {ours / low:8.2f} {theirs * 1e3:15.1f} {theirs / ours:9.1f}"
            print(f"{name:>12} {figures} {noted * 1e3:9.1f}")
    print("bounds: × floor ≤ 3.7, × faster ≥ 3, 300 notes ≤ 500 ms:", "missed" if missed else "kept")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
