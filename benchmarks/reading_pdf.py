"""How long the PDF reader takes, as a ratio to pdfplumber's extract_text and find_tables on the same files in one run.

    python benchmarks/reading_pdf.py [FILE.pdf ...]

Without files, reports of about 10 and 100 pages are made with LibreOffice, Chromium and reportlab, whose font is not
in the file. CPU seconds, the least of three runs; peak memory of a process of its own for each reading.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PEAK = """
import resource, sys
from pathlib import Path
from adapters.pdf import read
read(Path(sys.argv[1]), "a.pdf")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def ours(path: Path) -> None:
    from adapters.pdf import read

    read(path, path.name)


def theirs(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.find_tables()
            page.close()


def least(work: Callable[[Path], None], path: Path, runs: int = 3) -> float:
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work(path)
        best = min(best, time.process_time() - start)
    return best


def samples(folder: Path) -> list[Path]:
    from tests.adapters.pdf_samples import REPORT, Report, as_docx, markup, with_chromium, with_reportlab, with_soffice

    made: list[Path] = []
    for name, times in (("ten", 3), ("hundred", 28)):
        report = Report(REPORT.title, REPORT.parts * times)
        if shutil.which("soffice"):
            made.append(with_soffice(as_docx(report, folder / f"{name}.docx"), folder / f"{name}-libreoffice.pdf"))
        if shutil.which("chromium"):
            made.append(with_chromium(markup(report), folder / f"{name}-chromium.pdf"))
        made.append(with_reportlab(report, folder / f"{name}-reportlab.pdf"))
    return made


def main() -> int:
    """Print a line for each file; 1 when one is read less than three times faster."""
    logging.disable(logging.CRITICAL)
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'file':28} {'pages':>5} {'gouji':>8} {'pdfplumber':>10} {'ratio':>6} {'ms/page':>8} {'MB':>5}")
        for path in [Path(name) for name in sys.argv[1:]] or samples(Path(folder)):
            import pypdfium2

            with pypdfium2.PdfDocument(path) as pdf:
                pages = len(pdf)
            mine, other = least(ours, path), least(theirs, path)
            slow |= other < 3 * mine
            peak = subprocess.run(
                [sys.executable, "-c", PEAK, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
            ).stdout.strip()
            print(
                f"{path.name:28} {pages:5} {mine:8.3f} {other:10.3f} {other / mine:6.2f} "
                f"{1000 * mine / pages:8.2f} {peak:>5}"
            )
    print("bound: ratio ≥ 3:", "missed" if slow else "kept")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
