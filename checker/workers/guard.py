"""One item on another machine: in a process of its own within its limits, beside whatever process was handed the call.

The process that a call comes to may have threads and work for others as well: it reads no document and forks nothing.
A process beside it forks a worker, which lives on from item to item, and is replaced when it is lost.
"""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from checker.workers.beside import Processes
from checker.workers.crew import Crew
from checker.workers.program import differing
from checker.workers.worker import Kind

MOST = 256
"""Calls at once of one process: as many as it has threads, which is for those to say who start it."""


@dataclass(frozen=True, slots=True)
class Call:
    """An item to work on. `function` is what works on it, packed, and empty where it is thought to be known already
    by its digest, `key`; `item` is pickled as well, so that only the worker makes anything of it."""

    key: str
    function: bytes
    item: bytes
    seconds: float
    memory_mb: int
    program: dict[str, str]


Answer = tuple[Kind, Any] | tuple[str, Any]
"""What a worker said of the item, a result packed (`unpacked`), or what was seen of it; ("unknown", None) where the
function must come along, ("differs", parts) from a machine that runs something else."""

_functions: dict[str, bytes] = {}
"""In the process that is called: the functions that came lately."""
_processes: Processes | None = None


def attempt(call: Call) -> Answer:
    """Work on an item. What is raised is trouble of this machine and says nothing of the item."""
    global _processes
    differences = differing(call.program)
    if differences:
        return "differs", differences
    if call.function:
        while len(_functions) > 1:
            _functions.pop(next(iter(_functions)), None)
        _functions[call.key] = call.function
    function = _functions.get(call.key)
    if function is None:
        return "unknown", None
    if _processes is None:
        _processes = Processes(MOST, _nothing)
    about = (call.key, call.seconds, call.memory_mb)
    said = _processes.call(_guarded, *about, call.item, b"")
    return said if said[0] != "unknown" else _processes.call(_guarded, *about, call.item, function)


def _nothing() -> None:
    """There is nothing to make ready."""


class _Work:
    """The function as a worker has it: the items come to it pickled."""

    def __init__(self, function: bytes) -> None:
        self._packed = function
        self._function: Callable[[Any], Any] | None = None

    def __call__(self, item: bytes) -> bytes:
        if self._function is None:
            self._function = unpacked(self._packed)
        return packed(self._function(pickle.loads(item)))


def packed(value: object) -> bytes:
    """A value as bytes that nobody on its way need make anything of; a tenth of it as it is pickled."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(value: bytes) -> Any:
    """The value again; only of what our own workers have packed."""
    return pickle.loads(zlib.decompress(value))


_crews: dict[tuple[str, float, int], Crew] = {}
"""In the process beside: the crew of the function that came last."""


def _guarded(key: str, seconds: float, memory_mb: int, item: bytes, function: bytes) -> Answer:
    about = (key, seconds, memory_mb)
    crew = _crews.get(about)
    if crew is None:
        if not function:
            return "unknown", None
        while _crews:
            _crews.popitem()[1].close()
        crew = _crews[about] = Crew(_Work(function), seconds, memory_mb)
    first = _turn(crew, item)
    return first if first[0] != "died" else _turn(crew, item)


def _turn(crew: Crew, item: bytes) -> Answer:
    worker = crew.free(1)
    assert worker is not None
    crew.begin(worker, 0, item, lambda _: "")
    parent = os.getppid()
    while True:
        for _, kind, value in crew.wait(patient=False):
            return kind, value
        if os.getppid() != parent:  # whoever asked is gone, and nobody will have the answer
            crew.close()
            os._exit(1)
