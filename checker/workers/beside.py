"""Processes beside a program with threads: they alone fork workers, so that no thread can be caught halfway."""

from __future__ import annotations

import atexit
import contextlib
import os
from collections.abc import Callable
from threading import Condition
from typing import Any, TypeVar

from checker.errors import ProcessError
from checker.messages import say
from checker.workers.process import Lost, Process, Progress

Result = TypeVar("Result")


class Processes:
    """Processes for the threads of a program, each for one call at a time, started when they are needed.

    `most` is how many there are at most; `afterwards` is called in each of them after its first call, to make ready
    what the next ones will need.
    """

    def __init__(self, most: int, afterwards: Callable[[], None]) -> None:
        self.most = most
        self._afterwards = afterwards
        self._begin()
        atexit.register(self.close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forked)

    def _begin(self) -> None:
        self._changed = Condition()
        self._free: list[Process] = []
        self._busy: set[Process] = set()

    def call(self, function: Callable[..., Result], *arguments: Any, progress: Progress | None = None) -> Result:
        """`function(*arguments)`, with `progress=` if given, in one of the processes; waits while all are busy.

        What is raised there is raised here: a CheckerError as it is, anything else as a RuntimeError with its
        traceback. ProcessError when there is no process or it dies.
        """
        process = self._take()
        try:
            kind, value = process.call(function, arguments, progress)
            if process.calls == 1:
                with contextlib.suppress(Lost):  # noticed when it is taken again
                    process.tell(self._afterwards)
        except Lost as lost:
            self._drop(process)
            raise ProcessError(say("api.process_lost", signal=str(lost))) from None
        except BaseException:  # an interrupt, what `progress` raised: there is no knowing where it stopped
            self._drop(process)
            raise
        self._give_back(process)
        if kind == "refused":
            raise value
        if kind == "bug":
            raise RuntimeError(f"this is a bug of gouji:\n{value}")
        result: Result = value
        return result

    def allow(self, most: int) -> None:
        """Have at most so many from now on; who has one keeps it until its call is done."""
        with self._changed:
            self.most = most
            surplus, self._free = self._free[most:], self._free[:most]
            self._changed.notify_all()
        for process in surplus:
            process.end()

    def close(self) -> None:
        """End the processes that have nothing to do; the next call starts one anew."""
        with self._changed:
            free, self._free = self._free, []
        for process in free:
            process.end()

    def _take(self) -> Process:
        with self._changed:
            while len(self._busy) >= self.most:
                self._changed.wait()
            while self._free:
                process = self._free.pop()
                if process.alive():
                    break
                process.end()
            else:
                process = Process()
            self._busy.add(process)
            return process

    def _give_back(self, process: Process) -> None:
        with self._changed:
            self._busy.discard(process)
            wanted = len(self._busy) + len(self._free) < self.most
            if wanted:
                self._free.append(process)
            self._changed.notify()
        if not wanted:
            process.end()

    def _drop(self, process: Process) -> None:
        """End a process that nobody should ask again."""
        try:
            process.end()
        finally:
            with self._changed:
                self._busy.discard(process)
                self._changed.notify()

    def _forked(self) -> None:
        """A forked program has processes of its own: two that ask one would read each other's answers."""
        for process in (*self._free, *self._busy):
            process.forget()
        self._begin()
