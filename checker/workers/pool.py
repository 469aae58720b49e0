"""Worker processes for documents of strangers: one that crashes, hangs or eats memory costs its own document only."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from checker import log
from checker.errors import CheckerError, DocumentError
from checker.messages import say
from checker.workers.pulse import Pulse
from checker.workers.worker import Kind, serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 256
"""How many items may be begun beyond the oldest that is not finished: bounds the results that wait for their turn."""
GRACE = 5.0
"""Seconds that a new worker may take to be ready; a spawned one imports everything anew."""
PATIENCE = 1.0
"""Seconds that a worker without an item may take to end by itself."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Result]):
    """What became of one item: `result` when `kind` is "done", else `error`, with a message for the user.

    "refused" carries the CheckerError that the function raised. "bug" is any other exception, its text in
    `traceback`. "memory" is an exhausted limit that Python could report; a library may just die of it.
    """

    item: Item
    kind: Kind
    result: Result | None = None
    error: CheckerError | None = None
    traceback: str = ""


def run_all(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    workers: int,
    seconds: float,
    memory_mb: int,
    progress: Callable[[int, int], None] | None = None,
    pulse: Pulse | None = None,
    name: Callable[[Item], str] = str,
    method: str | None = None,
) -> Iterator[Outcome[Item, Result]]:
    """`function(item)` in worker processes, an outcome for each item, in the order of the items.

    `seconds` limits the time of one item, by the clock and on the processor; `memory_mb` is what it may take in
    addition to what the worker holds when the item comes. An item that gives signs of life (`checker.workers.pulse`)
    has that time for each of its steps, and `pulse` hears them. `progress` is told how many of all are finished. `name`
    says what messages call an item. `method` is "fork" (the default on Linux) or "spawn", which asks for a
    function that can be imported.
    """
    if not items:
        return
    pool = _Pool(function, method or ("fork" if sys.platform == "linux" else "spawn"), seconds, memory_mb, pulse)
    finished: dict[int, Outcome[Item, Result]] = {}
    begun = told = done = 0
    try:
        while told < len(items):
            limit = min(len(items), told + AHEAD)
            while begun < limit and (worker := pool.free(min(workers, len(items)))) is not None:
                pool.begin(worker, begun, items[begun], name)
                begun += 1
            for index, kind, value in pool.wait():
                finished[index] = _outcome(items[index], kind, value, name, seconds, memory_mb)
                done += 1
                if progress is not None:
                    progress(done, len(items))
            while told in finished:
                yield finished.pop(told)
                told += 1
    finally:
        pool.close()


def _outcome(
    item: Item, kind: Kind, value: Any, name: Callable[[Item], str], seconds: float, memory_mb: int
) -> Outcome[Item, Any]:
    if kind == "done":
        return Outcome(item, kind, result=value)
    if kind == "refused":
        return Outcome(item, kind, error=value)
    path = name(item)
    if kind == "timeout":
        return Outcome(item, kind, error=DocumentError(say("reading.timeout", path=path, seconds=f"{seconds:g}")))
    if kind == "memory":
        return Outcome(item, kind, error=DocumentError(say("reading.memory", path=path, megabytes=memory_mb)))
    if kind == "died":
        return Outcome(item, kind, error=DocumentError(say("reading.died", path=path, signal=value)))
    last = str(value).strip().rsplit("\n", 1)[-1]
    return Outcome(item, kind, error=DocumentError(say("reading.bug", path=path, why=last)), traceback=value)


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    index: int | None = None
    name: str = ""
    """What messages call the item that it has."""
    deadline: float = math.inf


class _Pool:
    """The processes of one run; they live on from item to item, and one that is lost is replaced."""

    def __init__(
        self, function: Callable[[Any], Any], method: str, seconds: float, memory_mb: int, pulse: Pulse | None
    ) -> None:
        # These modules take longer to load than a process to fork: only who runs a worker pays for them.
        from multiprocessing import get_context
        from tempfile import mkdtemp

        self.folder = mkdtemp(prefix="gouji-run-")
        self.context: Any = get_context(method)
        self.function = function
        self.seconds = seconds
        self.memory_mb = memory_mb
        self.pulse = pulse
        self.workers: list[_Worker] = []

    def free(self, most: int) -> _Worker | None:
        """A worker without an item, a new one while there are fewer than `most`."""
        for worker in self.workers:
            if worker.index is None:
                return worker
        return self._start() if len(self.workers) < most else None

    def _start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        # A forked child inherits our ends of all pipes and has to close them: else no end of file tells that we died.
        forked = self.context.get_start_method() == "fork"
        inherited = [*(worker.connection for worker in self.workers), ours] if forked else []
        process = self.context.Process(
            target=serve,
            args=(theirs, inherited, self.folder, self.function, self.seconds, self.memory_mb, log.carried()),
            daemon=True,
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def begin(self, worker: _Worker, index: int, item: Any, name: Callable[[Any], str]) -> None:
        worker.index, worker.name = index, name(item) if log.wanted() else ""
        worker.deadline = time.monotonic() + self.seconds + GRACE
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # a dead worker is noticed in wait()
            worker.connection.send((True, item))

    def wait(self) -> list[tuple[int, Kind, Any]]:
        """What the workers have to say, at least one thing: (index, kind, value)."""
        from multiprocessing.connection import wait

        busy = [worker for worker in self.workers if worker.index is not None]
        said: list[tuple[int, Kind, Any]] = []
        while not said:
            rest = min(worker.deadline for worker in busy) - time.monotonic()
            ready = wait([worker.connection for worker in busy], timeout=max(rest, 0.0))
            for worker in busy:
                if worker.connection in ready:
                    report = self._receive(worker)
                elif time.monotonic() >= worker.deadline:
                    self._stop(worker)
                    report = ("timeout", None)
                else:
                    continue
                if report is not None and worker.index is not None:
                    if report[0] in ("timeout", "died", "memory"):
                        log.lost(report[0], worker.process.pid, worker.name)
                    said.append((worker.index, *report))
                    worker.index, worker.deadline = None, math.inf
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
            worker.deadline = time.monotonic() + self.seconds
            return None
        if kind == "pulse":  # a step of it is done
            worker.deadline = time.monotonic() + self.seconds
            if self.pulse is not None:
                self.pulse(*value)
            return None
        if kind == "memory":
            self._stop(worker)
        return kind, value

    def _stop(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        if worker.process.is_alive():
            try:  # with whatever programs it has started
                os.killpg(worker.process.pid or 0, signal.SIGKILL)
            except (AttributeError, OSError):
                worker.process.kill()
        worker.process.join()
        worker.connection.close()

    def close(self) -> None:
        from shutil import rmtree

        # Who has nothing to do goes by itself: what runs when a process ends runs in it too (measuring coverage does).
        idle = [worker for worker in self.workers if worker.index is None]
        for worker in idle:
            with contextlib.suppress(OSError):
                worker.connection.send((False, None))
        for worker in idle:
            worker.process.join(PATIENCE)
        for worker in list(self.workers):
            self._stop(worker)
        rmtree(self.folder, ignore_errors=True)


def signal_name(code: int | None) -> str:
    """What a process died of, by its exit code as `subprocess` and `multiprocessing` tell it."""
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
