"""Reading, all ratios in one run: Word against inflate and parse and python-docx, PDF against pdfplumber.

python -m benchmarks.reading
"""

from __future__ import annotations

import subprocess
import sys

PARTS = ("benchmarks.reading_docx", "benchmarks.reading_pdf")
"""Each prints its table and ends with 1 when a bound is missed."""


def main() -> int:
    """Run the parts one after the other, each in a process of its own, so that none warms the other up."""
    return max(subprocess.run([sys.executable, "-m", part], check=False).returncode for part in PARTS)


if __name__ == "__main__":
    raise SystemExit(main())
