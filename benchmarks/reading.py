"""Reading Word and PDF files of 10 and 100 pages, as ratios to their floors and the usual libraries, in one run.

    python benchmarks/reading.py

Bounds: docx at most 4 times inflating and parsing, 3 times faster than python-docx; PDF 3 times than pdfplumber.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

import reading_docx  # noqa: E402
import reading_pdf  # noqa: E402


def main() -> int:
    """Both tables; 1 when a bound is missed."""
    return max(reading_docx.main(), reading_pdf.main())


if __name__ == "__main__":
    sys.exit(main())
