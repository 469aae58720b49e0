"""Scanned pages given to a process of their own, with limits for each page: time by the clock, memory that is resident.

Limits of address space do not serve here: the libraries reserve more than they ever touch.
"""

from __future__ import annotations

import contextlib
import pickle
import queue
import subprocess
import sys
import threading
import time
from typing import Any

from adapters.pdf.reading.glyphs import Sheet
from adapters.pdf.scan.pages import Answer
from checker.messages import say
from checker.workers.limits import given, resident

SECONDS = 120.0
"""That a page may take where the run sets no limit."""
MEGABYTES = 2048
_SHARE = 0.8
"""Of the run's limit: the page has to be given up before the whole document is."""
_GLANCE = 0.1
"""Seconds between looks at the memory."""
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from adapters.pdf.scan.child import serve; serve()"
)


class Crew:
    """Recognises the pages of one file; a process is started with the first page and again after each that was lost."""

    def __init__(self, data: bytes, seconds: float | None = None, megabytes: int | None = None) -> None:
        of_run, memory = given()
        self._data = data
        self._seconds = seconds or (of_run * _SHARE if of_run else SECONDS)
        self._megabytes = megabytes or memory or MEGABYTES
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[Answer | str | EOFError | None] = queue.SimpleQueue()

    def page(self, sheet: Sheet) -> Answer:
        """The sheet as recognised, None where it was not, and what is to be said of it."""
        process = self._process or self._started()
        _send(process, sheet)
        until = time.monotonic() + self._seconds
        while True:
            try:
                answer = self._answers.get(timeout=_GLANCE)
            except queue.Empty:
                answer = self._excess(process, until)
                if answer is None:
                    continue
            if isinstance(answer, EOFError):
                self.close()
                return Answer(None, (say("reading.pdf_ocr_died"),))
            if isinstance(answer, str):
                self.close()
                raise RuntimeError(answer)
            return answer if answer is not None else self._given_up("reading.pdf_ocr_memory", most=self._megabytes)

    def _excess(self, process: subprocess.Popen[bytes], until: float) -> Answer | None:
        """The end of a page that takes too long or too much; None while it does not."""
        if time.monotonic() > until:
            return self._given_up("reading.pdf_ocr_slow", seconds=round(self._seconds))
        held = resident(process.pid)
        if held is not None and held > self._megabytes:
            return self._given_up("reading.pdf_ocr_memory", most=self._megabytes)
        return None

    def _given_up(self, key: str, **values: int) -> Answer:
        self.close()
        return Answer(None, (say(key, **values),))

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._process, self._answers = process, queue.SimpleQueue()
        _send(process, sys.path)
        _send(process, self._data)
        threading.Thread(target=_listen, args=(process.stdout, self._answers), daemon=True).start()
        return process

    def close(self) -> None:
        """Ends the process, whatever it is at."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(BrokenPipeError):
                        pipe.close()


def _send(process: subprocess.Popen[bytes], item: Any) -> None:
    """Gives a process something; one that is gone is told by the end of its answers."""
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        pickle.dump(item, process.stdin)
        process.stdin.flush()


def _listen(pipe: Any, answers: queue.SimpleQueue[Any]) -> None:
    """Puts what a process answers into a queue, and at its end an EOFError."""
    while True:
        try:
            answers.put(pickle.load(pipe))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            answers.put(EOFError())
            return
