"""The process of a call: collects garbage rarely, and ends without taking down its objects one by one."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading

SELDOM = 200_000
"""New containers before the youngest are searched for cycles: one report makes fewer, and a batch stays bounded."""


def hurry() -> None:
    """Garbage collections, which take a tenth of a short run, only where there is garbage to be expected.

    Workers inherit this. Not off: a batch would grow by what its cycles hold.
    """
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])


def leave(code: object) -> None:
    """End the process as the interpreter would, but for its last steps, which free what the system frees (20 ms).

    What was registered to be done at exit is done (temporary folders, coverage data), and what was written is flushed.
    Returns, so that the ordinary way is taken, where that cannot be vouched for: a stream that does not take its
    output, a code that is a text, threads that still run, a debugger or profiler that waits for the end.
    """
    if not (code is None or isinstance(code, int)) or _watched() or threading.active_count() > 1:
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        return
    os._exit(int(code or 0) & 0xFF)


def _watched() -> bool:
    return sys.gettrace() is not None or sys.getprofile() is not None or bool(sys.flags.inspect)
