"""The worker processes of one function: started, watched while they have an item, ended."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checker import log
from checker.errors import ProcessError
from checker.leftovers import end_session, forget_session, remember_session, temporary
from checker.messages import say
from checker.workers.limits import CLOCK, LOOK, resident
from checker.workers.pulse import Pulse
from checker.workers.worker import Kind, serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

GRACE = 5.0
"""Seconds that a new worker may take to be ready; a spawned one imports everything anew."""
SPARE = 12
"""File handles left free for what else is opened while workers run."""
PATIENCE = 1.0
"""Seconds that a worker without an item may take to end by itself."""
LIFE = 1000
"""Items of a worker, after which another is forked: each page of its parent's that it has come to look at is one of its
own, and of ten thousand records these would be all."""


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    index: int | None = None
    name: str = ""
    """What messages call the item that it has."""
    seconds: float = math.inf
    """What the item may take on the processor."""
    items: int = 0
    """How many it has had, with the one it has."""
    last: bool = False
    """Whether it ends with this item."""
    deadline: float = math.inf
    held: int | None = None
    """The megabytes that it held when the item came."""


class Crew:
    """The processes of one function; they live on from item to item, and one that is lost is replaced."""

    def __init__(
        self,
        function: Callable[[Any], Any],
        seconds: float,
        memory_mb: int,
        method: str | None = None,
        pulse: Pulse | None = None,
    ) -> None:
        """`method`: "fork" (the default on Linux) or "spawn". ProcessError where there can be no process at all."""
        # These modules take longer to load than a process to fork: only who runs a worker pays for them.
        from multiprocessing import get_context

        self._folder = temporary("gouji-run-")
        try:
            self.folder = str(self._folder.__enter__())
        except OSError as error:
            raise ProcessError(say("reading.no_process", why=error.strerror or str(error))) from None
        self.context: Any = get_context(method or ("fork" if sys.platform == "linux" else "spawn"))
        self.function = function
        self.seconds = seconds
        self.memory_mb = memory_mb
        self.pulse = pulse
        self.workers: list[_Worker] = []
        self._most = sys.maxsize
        """How many there can be, as the system has shown."""
        self._look_at = 0.0
        """When it is time to look again at how much memory they hold."""

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def busy(self) -> bool:
        """Whether any worker has an item."""
        return any(worker.index is not None for worker in self.workers)

    def free(self, most: int) -> _Worker | None:
        """A worker without an item, a new one while there are fewer than `most` and the system has room for it."""
        for worker in self.workers:
            if worker.index is None:
                return worker
        if len(self.workers) >= min(most, self._most):
            return None
        try:
            _spare_handles()
            return self._start()
        except OSError as error:
            if not self.workers:
                raise ProcessError(say("reading.no_process", why=error.strerror or str(error))) from None
            self._most = len(self.workers)
            return None

    def _start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        # A forked child inherits our ends of all pipes and has to close them: else no end of file tells that we died.
        forked = self.context.get_start_method() == "fork"
        inherited = [*(worker.connection for worker in self.workers), ours] if forked else []
        process = self.context.Process(
            target=serve,
            args=(theirs, inherited, self.folder, self.function, self.memory_mb, log.carried()),
            daemon=True,
        )
        try:
            process.start()
        except OSError:
            ours.close()
            theirs.close()
            raise
        remember_session(process.pid)
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def begin(
        self, worker: _Worker, index: int, item: Any, name: Callable[[Any], str], seconds: float | None = None
    ) -> None:
        """Give an item to a worker that has none; `index` is what `wait` calls it.

        With `seconds` it may take these instead of the crew's, and the worker ends with it: what it has come to hold is
        not held by the items after it.
        """
        worker.index, worker.name = index, name(item) if log.wanted() else ""
        worker.items += 1
        worker.seconds = self.seconds if seconds is None else seconds
        worker.last = seconds is not None or worker.items >= LIFE
        worker.deadline = time.monotonic() + CLOCK * worker.seconds + GRACE
        worker.held = None
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # a dead worker is noticed in wait()
            worker.connection.send((True, item, worker.seconds))

    def wait(self, patient: bool = True) -> list[tuple[int, Kind, Any]]:
        """What the workers have to say, at least one thing: (index, kind, value). Not `patient`: perhaps nothing."""
        from multiprocessing.connection import wait

        busy = [worker for worker in self.workers if worker.index is not None]
        said: list[tuple[int, Kind, Any]] = []
        while not said:
            rest = min(worker.deadline for worker in busy) - time.monotonic()
            ready = wait([worker.connection for worker in busy], timeout=min(max(rest, 0.0), LOOK))
            now = time.monotonic()
            look = not ready or now >= self._look_at
            if look:
                self._look_at = now + LOOK
            for worker in busy:
                if worker.connection in ready:
                    report = self._receive(worker)
                elif now >= worker.deadline:
                    self._stop(worker)
                    report = ("timeout", None)
                elif look and self._swollen(worker):
                    self._stop(worker)
                    report = ("memory", None)
                else:
                    continue
                if report is not None and worker.index is not None:
                    if report[0] in ("timeout", "died", "memory"):
                        log.lost(report[0], worker.process.pid, worker.name)
                    said.append((worker.index, *report))
                    worker.index, worker.deadline = None, math.inf
                    if worker.last and worker in self.workers:
                        self._let_go([worker])
            if not patient:
                break
        return said

    def _receive(self, worker: _Worker) -> tuple[Kind, Any] | None:
        try:
            kind, value = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            worker.process.join(1.0)
            code = worker.process.exitcode
            self._stop(worker)
            if code == -getattr(signal, "SIGXCPU", 0) != 0:
                return "timeout", None
            return "died", signal_name(code)
        except Exception:  # a result that cannot be made again from its pickle
            return "bug", traceback.format_exc()
        if kind == "begun":  # from now on the clock of the item runs
            worker.deadline = time.monotonic() + CLOCK * worker.seconds
            worker.held = value
            return None
        if kind == "pulse":  # a step of it is done
            worker.deadline = time.monotonic() + CLOCK * worker.seconds
            if self.pulse is not None:
                self.pulse(*value)
            return None
        if kind == "memory":
            self._stop(worker)
        return kind, value

    def _swollen(self, worker: _Worker) -> bool:
        """Whether it holds more than its item may take; what the system does not tell is not held against it."""
        if worker.held is None or worker.process.pid is None:
            return False
        now = resident(worker.process.pid)
        return now is not None and now > worker.held + self.memory_mb

    def _stop(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        leader = worker.process.pid
        if leader is not None and hasattr(os, "setsid") and (worker.index is not None or worker.process.is_alive()):
            end_session(leader)  # with whatever programs it has started
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        if leader is not None:
            forget_session(leader)

    def close(self) -> None:
        """End all of them."""
        self._let_go([worker for worker in self.workers if worker.index is None])
        for worker in list(self.workers):
            self._stop(worker)
        self._folder.__exit__(None, None, None)

    def _let_go(self, idle: list[_Worker]) -> None:
        # Who has nothing to do goes by itself: what runs when a process ends runs in it too (measuring coverage does).
        for worker in idle:
            with contextlib.suppress(OSError):
                worker.connection.send((False, None, 0.0))
        for worker in idle:
            worker.process.join(PATIENCE)
            self._stop(worker)


def _spare_handles() -> None:
    """OSError where a new process would take the last handles, which results and the log are in need of."""
    handles: list[int] = []
    try:
        for _ in range(SPARE):
            handles.append(os.open(os.devnull, os.O_RDONLY))
    finally:
        for handle in handles:
            os.close(handle)


def signal_name(code: int | None) -> str:
    """What a process died of, by its exit code as `subprocess` and `multiprocessing` tell it."""
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
