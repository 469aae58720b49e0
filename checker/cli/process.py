"""The process of a call: collects garbage rarely, and ends without taking down its objects one by one."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path

SELDOM = 200_000
"""New containers before the youngest are searched for cycles: one report makes fewer, and a batch stays bounded."""


def hurry() -> None:
    """Garbage collections, which take a tenth of a short run, only where there is garbage to be expected.

    Workers inherit this. Not off: a batch would grow by what its cycles hold.
    """
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])


class Ended(BaseException):
    """A signal asks this process to end; on its way out workers and temporary folders go."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def end_on_signals() -> None:
    """Let a request to end and the loss of the terminal do what Ctrl-C does. Who has had them ignored, as nohup does,
    keeps it."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _: object) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough: what tidies up is not to be interrupted
    raise Ended(number)


def fill_standard_streams() -> None:
    """Put nothing where a standard stream is closed: else the next file that is opened takes its place, and what is
    printed ends up in it."""
    for stream in range(3):
        try:
            os.fstat(stream)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest handle that is free
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - it is never closed


def leave(code: object) -> None:
    """End the process as the interpreter would, but for its last steps, which free what the system frees (20 ms).

    What was registered to be done at exit is done (temporary folders, coverage data), and what was written is flushed.
    What cannot be flushed is told as what cannot be written is, with code 2; unless the reader has gone. Returns, so
    that the ordinary way is taken, where that cannot be vouched for: a code that is a text, threads that still run, a
    debugger or profiler that waits for the end.
    """
    if not (code is None or isinstance(code, int)):
        return
    code = _flushed(int(code or 0))
    if is_watched():
        if code:
            raise SystemExit(code)
        return
    try:
        atexit._run_exitfuncs()
    except (AttributeError, OSError, ValueError):
        return
    os._exit(_flushed(code) & 0xFF)


def _flushed(code: int) -> int:
    """The code that is left when what was printed has gone where it was meant to, or cannot."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError) as error:
            with suppress(OSError, ValueError):
                # What is left has nowhere to go, and must not fail again when the interpreter ends.
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if stream is sys.stdout and not isinstance(error, BrokenPipeError):
                _lament(error)
                code = code or 2
    return code


def _lament(error: Exception) -> None:
    from checker.cli.telling import tell
    from checker.cli.words import language
    from checker.messages import say, text

    why = getattr(error, "strerror", None) or str(error)
    tell(text(say("cli.cannot_write", path="stdout", why=why), language()))


def is_watched() -> bool:
    """Whether a debugger, a profiler or another thread has a part in this process."""
    traced = sys.gettrace() is not None or sys.getprofile() is not None
    return traced or bool(sys.flags.inspect) or threading.active_count() > 1
