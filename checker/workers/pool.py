"""Items in worker processes, an outcome for each: what crashes, hangs or eats memory costs its own document only."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from checker.errors import CheckerError, DocumentError
from checker.messages import say
from checker.workers import alone
from checker.workers.crew import Crew
from checker.workers.pulse import Pulse, listen
from checker.workers.worker import Kind, attempt

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 256
"""How many items may be begun beyond the oldest that is not finished: bounds the results that wait for their turn."""


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
    last: float | None = None,
) -> Iterator[Outcome[Item, Result]]:
    """`function(item)` in worker processes, an outcome for each item, in the order of the items.

    `seconds` is the time of one item on the processor, and `CLOCK` times that by the clock; `memory_mb` is what it may
    hold in addition to what the worker holds when the item comes. An item that gives signs of life
    (`checker.workers.pulse`) has that time for each of its steps, and `pulse` hears them. An item whose worker was
    killed is tried once more, alone: it may have been another that took all memory. `progress` is told how many of all
    are finished. `name` says what messages call an item. `method` is "fork" (the default on Linux) or "spawn", which
    asks for a function that can be imported. ProcessError where there can be no process at all.

    With `last` the last item is begun before all others, in a worker that works on no other, and may take that many
    seconds: what takes longest is not what all wait for in the end. `progress` does not count it.
    """
    if not items:
        return
    with Crew(function, seconds, memory_mb, method, pulse) as crew:
        yield from served(crew, items, workers, progress, name, last)


def served(
    crew: Crew,
    items: Sequence[Item],
    workers: int,
    progress: Callable[[int, int], None] | None = None,
    name: Callable[[Item], str] = str,
    last: float | None = None,
) -> Iterator[Outcome[Item, Any]]:
    """The outcomes of some items in a crew that may have served others before, and may others afterwards."""
    usual = len(items) if last is None else len(items) - 1
    finished: dict[int, Outcome[Item, Any]] = {}
    begun = told = done = 0
    again: deque[int] = deque()
    ahead = last is not None
    tried: set[int] = set()
    while told < len(items):
        if ahead and (worker := crew.free(1)) is not None:
            crew.begin(worker, usual, items[usual], name, last)
            ahead = False
        limit = min(usual, told + AHEAD)
        while begun < limit and (worker := crew.free(min(workers, len(items)))) is not None:
            crew.begin(worker, begun, items[begun], name)
            begun += 1
        if again and not crew.busy() and (worker := crew.free(1)) is not None:
            crew.begin(worker, again[0], items[again[0]], name, last if again[0] >= usual else None)
            again.popleft()
        # Told when the workers have their next items: what is made of an outcome here is made beside them.
        if told in finished:
            while told in finished:
                yield finished.pop(told)
                told += 1
            continue
        for index, kind, value in crew.wait():
            if kind == "died" and index not in tried:
                tried.add(index)
                again.append(index)
                continue
            seconds = crew.seconds if index < usual or last is None else last
            finished[index] = outcome(items[index], kind, value, name, seconds, crew.memory_mb)
            if index < usual:
                done += 1
                if progress is not None:
                    progress(done, usual)


def run_here(
    function: Callable[[Item], Result],
    item: Item,
    *,
    seconds: float,
    memory_mb: int,
    pulse: Pulse | None = None,
    name: Callable[[Item], str] = str,
) -> Outcome[Item, Result]:
    """As `run_all` for the only item there is, in a process that is guarded or was the guard of one that was lost with
    it (`checker.workers.alone`)."""
    if lost := alone.lost():
        return outcome(item, lost, None, name, seconds, memory_mb)

    def beat(stage: str, done: int, total: int) -> None:
        alone.beat()
        if pulse is not None:
            pulse(stage, done, total)

    alone.begin(seconds, memory_mb)
    listen(beat)
    kind, value = attempt(function, item)
    listen(None)
    if kind == "memory":
        alone.give_up()
    alone.end()
    return outcome(item, kind, value, name, seconds, memory_mb)


def run_one(
    function: Callable[[], Result], *, seconds: float, memory_mb: int, name: Callable[[None], str] = str
) -> Outcome[None, Result]:
    """A call in a worker of its own, within the limits of an item."""
    (made,) = run_all(partial(_called, function), [None], workers=1, seconds=seconds, memory_mb=memory_mb, name=name)
    return made


def _called(function: Callable[[], Result], _: None) -> Result:
    return function()


def outcome(
    item: Item, kind: Kind, value: Any, name: Callable[[Item], str], seconds: float, memory_mb: int
) -> Outcome[Item, Any]:
    """The outcome of what a worker has said of an item, or what was seen of it: see `checker.workers.worker`."""
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
