"""The process in which scanned pages are recognised: asked page by page, so that a page that takes too much costs
itself alone."""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from contextlib import closing
from typing import Any

from adapters.pdf.reading.glyphs import Sheet
from adapters.pdf.scan.pages import Answer, answer


def serve() -> None:
    """Reads the file's bytes, then sheets, from standard input; writes an answer for each to standard output."""
    from checker.workers.limits import limit

    asked, told = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    limit(None, None)  # those of the reader are inherited, and count address space
    import pypdfium2

    with closing(pypdfium2.PdfDocument(pickle.load(asked))) as pdf:
        while True:
            try:
                sheet: Sheet = pickle.load(asked)
            except EOFError:
                return
            pickle.dump(_answer(pdf, sheet), told)
            told.flush()


def _answer(pdf: Any, sheet: Sheet) -> Answer | str | None:
    """None for want of memory; for a fault of the program its traceback."""
    try:
        with closing(pdf[sheet.number - 1]) as page:
            return answer(page, sheet)
    except MemoryError:
        return None
    except Exception:
        return traceback.format_exc()
