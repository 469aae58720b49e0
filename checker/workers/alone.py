"""A process that reads its one document itself, watched by the one that forked it before it had loaded anything.

A worker that is forked with everything loaded copies each page that it touches: a third of what a check of one document
writes to. So here the order is turned round: the guard forks early and stays small, and what is guarded does all the
rest. The limits are those of any worker (`checker.workers.crew`), and what breaks down is told the same way (ADR 9).
"""

from __future__ import annotations

import math
import os
import select
import signal
import sys
import time
from contextlib import suppress
from typing import Literal

from checker.leftovers import end_session, forget_session, remember_session, remove_folder, temporary_folder
from checker.workers.limits import CLOCK, LOOK, limit, renew, resident

_guard: int | None = None
"""In a guarded process: the pipe on which the guard hears of its work."""
_lost: Literal["", "timeout", "memory"] = ""
"""In a guard: what its process was lost of with the only item that there is."""


def guarded() -> int | None:
    """Fork a process that does all the work, and watch it from here.

    None where the work is to be done by whoever hears it: in the new process; and here, where there can be no such
    process, or where a document took it along. Otherwise its exit code, when it has ended. What asks this process to
    end, and is raised here, ends an item that is worked on; at any other time it is handed on.
    """
    global _guard
    if not sys.platform.startswith("linux"):  # elsewhere workers are started anew, and so would this be
        return None
    try:
        ours, theirs = os.pipe()
        folder = temporary_folder("gouji-run-")
        process = os.fork()
    except OSError:
        return None
    if process == 0:
        os.setsid()  # so that it can be ended together with the programs it starts
        os.close(ours)
        os.environ["TMPDIR"] = folder
        _guard = theirs
        return None
    os.close(theirs)
    remember_session(process)
    try:
        return _Watch(process, ours).until_it_ends()
    finally:
        forget_session(process)
        remove_folder(folder)
        os.close(ours)


def is_guarded() -> bool:
    """Whether another process sees to it that this one may die of its document."""
    return _guard is not None


def lost() -> Literal["", "timeout", "memory"]:
    """ "timeout" or "memory" where this process was the guard of one that was lost so with the only item there is."""
    return _lost


def begin(seconds: float, memory_mb: int) -> None:
    """The item of this guarded process begins, with these limits."""
    held = resident(os.getpid())
    _tell(f"begun {seconds} {math.inf if held is None else held + memory_mb}")
    limit(seconds, memory_mb)


def beat() -> None:
    """A step of it is done: its time begins anew, here and with the guard."""
    renew()
    _tell("pulse")


def end() -> None:
    """It is done: whatever becomes of this process from now on is no matter of the document."""
    limit(None, None)
    _tell("done")


def give_up() -> None:
    """It has taken all memory: this process is not to be trusted with anything else."""
    _tell("memory")
    os._exit(1)


def _tell(words: str) -> None:
    assert _guard is not None
    os.write(_guard, f"{words}\n".encode())


def _forked() -> None:
    """The end of the pipe is to be the end of the guarded process, whatever that has forked."""
    global _guard
    if _guard is not None:
        with suppress(OSError):
            os.close(_guard)
        _guard = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)


class _Watch:
    """What a guard knows of its process."""

    def __init__(self, process: int, pipe: int) -> None:
        self.process = process
        self.pipe = pipe
        self.item = False
        """Whether an item is worked on."""
        self.seconds = self.deadline = self.most = math.inf
        """Of the item: seconds by the clock for each step, when they are over, and the megabytes it may grow to."""

    def until_it_ends(self) -> int | None:
        """The exit code, as `guarded` gives it."""
        global _lost
        asked = False
        while True:
            try:
                ended = self._hears_its_end()
                break
            except BaseException as error:
                if self.item or asked:
                    self._end()
                    raise
                asked = True
                with suppress(OSError):
                    os.kill(self.process, getattr(error, "number", signal.SIGINT))
        code = self._end()
        if self.item:
            _lost = "timeout" if code == -signal.SIGXCPU else ended
            return None
        return code if code >= 0 else 128 - code

    def _hears_its_end(self) -> Literal["", "timeout", "memory"]:
        """Waits for it; "timeout" or "memory" where it is to be ended for it, empty where it has ended."""
        poll = select.poll()
        poll.register(self.pipe, select.POLLIN)
        heard = b""
        while True:
            if self.item:
                rest = max(min(self.deadline - time.monotonic(), LOOK), 0.0)
                if not poll.poll(1000 * rest):
                    if time.monotonic() >= self.deadline:
                        return "timeout"
                    if (resident(self.process) or 0) > self.most:
                        return "memory"
                    continue
            part = os.read(self.pipe, 4096)
            if not part:
                return ""
            *lines, heard = (heard + part).split(b"\n")
            for line in lines:
                word, *values = line.decode().split()
                if word == "memory":
                    return "memory"
                if word == "begun":
                    seconds, self.most = map(float, values)
                    self.seconds = CLOCK * seconds
                self.item = word != "done"
                self.deadline = time.monotonic() + self.seconds

    def _end(self) -> int:
        """Its exit code, negative for the signal that ended it. In the middle of an item it is ended with what it has
        started."""
        if self.item:
            end_session(self.process)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
