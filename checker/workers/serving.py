"""The process beside a program: it answers calls, and forks workers for whatever touches a document."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from functools import partial
from typing import Any

from checker import log
from checker.errors import CheckerError
from checker.workers.frames import receive, send


def serve() -> None:
    """Answer calls until nobody asks any more.

    A call is (folder, log, call), the last of these pickled by itself: (function, arguments, answer). Answers are
    ("progress", values) and then one of ("done", value), ("refused", CheckerError), ("bug", traceback). `answer` is
    "value", "progress" where these are wanted too, or "none" for what need not be told.
    """
    into, out = _apart()
    signal.signal(signal.SIGTERM, _end)
    while True:
        try:
            folder, logged, call = receive(into)
        except EOFError:
            return
        answer = "value"
        try:
            with contextlib.suppress(OSError):
                os.chdir(folder)
            log.resume(logged)
            function, arguments, answer = _unpacked(call)
            told = {"progress": lambda *values: send(out, ("progress", values))} if answer == "progress" else {}
            said: tuple[str, Any] = "done", function(*arguments, **told)
        except CheckerError as error:
            error.__context__ = error.__cause__ = None  # as in checker.workers.worker
            said = "refused", error
        except Exception:
            said = "bug", traceback.format_exc()
        if answer == "none":
            continue
        try:
            send(out, said)
        except BrokenPipeError:
            return
        except Exception:  # a value that cannot be pickled
            send(out, ("bug", traceback.format_exc()))


def _unpacked(call: bytes) -> Any:
    """By itself, so that a function which is not there is told as a bug and does not end the process."""
    import pickle

    return pickle.loads(call)


def _apart() -> tuple[int, int]:
    """The pipes of the calls and answers, out of reach of what libraries print and of the workers."""
    into, out = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    try:
        os.dup2(2, 1)
    except OSError:  # a program without a standard error
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
    os.close(nothing)
    if hasattr(os, "register_at_fork"):
        # A worker that outlives us must not keep the program waiting for an answer.
        os.register_at_fork(after_in_child=partial(_closed, [into, out]))
    return into, out


def _closed(pipes: list[int]) -> None:
    """Close them, once: what a worker forks in turn has others under their numbers."""
    while pipes:
        os.close(pipes.pop())


def _end(*_: object) -> None:
    """Leave by the way on which a run takes its workers with it."""
    sys.exit(0)
