"""Items in the workers of an executor, on other machines perhaps: lost ones are tried again, and each counts once."""

from __future__ import annotations

import hashlib
import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from checker.errors import CheckerError, ProcessError
from checker.messages import say
from checker.workers.guard import Answer, Call, attempt, packed, unpacked
from checker.workers.pool import Outcome, outcome
from checker.workers.program import program

Item = TypeVar("Item")
Result = TypeVar("Result")

TRIES = 4
"""Times that an item is handed out while its worker is lost each time, before it is given up."""
LOOK = 5.0
"""Seconds between two looks whether there is anybody who works."""


class Post(Generic[Item, Result]):
    """What is sent of an item and known of it before: here the item itself, and nothing."""

    def known(self, item: Item) -> Result | None:
        """What an earlier run has made of it."""
        return None

    def sent(self, item: Item) -> object:
        """What the function gets over there; a CheckerError is the item's outcome."""
        return item

    def keep(self, item: Item, result: Result) -> None:
        """Remember a result for later runs."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where items go. `open` gives an executor for as long as there is work for it: what it needs, threads perhaps,
    is gone afterwards, when this process forks. `alive` raises a ProcessError when nobody is left to wait for.
    `ahead` is how many items are handed out at once: twice as many as are worked on keeps everybody busy."""

    open: Callable[[], AbstractContextManager[Executor]]
    ahead: int = 64
    alive: Callable[[Executor], None] | None = None

    def over(
        self,
        function: Callable[[Any], Result],
        items: Sequence[Item],
        *,
        seconds: float,
        memory_mb: int,
        post: Post[Item, Result] | None = None,
        progress: Callable[[int, int], None] | None = None,
        name: Callable[[Item], str] = str,
    ) -> Iterator[Outcome[Item, Result]]:
        """`function(sent item)`, an outcome for each item in the order of the items, within the same limits as in the
        workers of `checker.workers.pool`; the function is pickled. ProcessError where there is nobody to work, or
        where a worker runs another program than we do."""
        post = post or Post()
        if not items:
            return
        with self.open() as executor:
            run = _Run(executor, function, seconds, memory_mb)
            finished: dict[int, Outcome[Item, Result]] = {}
            begun = told = done = 0
            try:
                while told < len(items):
                    while begun < len(items) and len(run) + len(finished) < self.ahead:
                        found = _before(post, items[begun])
                        if isinstance(found, Outcome):
                            finished[begun] = found
                        else:
                            run.hand_out(begun, found)
                        begun += 1
                    for index, (kind, value) in run.wait(self.alive, quick=told in finished):
                        if kind == "done":
                            value = unpacked(value)
                            post.keep(items[index], value)
                        finished[index] = outcome(items[index], kind, value, name, seconds, memory_mb)
                    while told in finished:
                        yield finished.pop(told)
                        told += 1
                    if progress is not None and done != told + len(finished):
                        done = told + len(finished)
                        progress(done, len(items))
            finally:
                run.cancel()


def _before(post: Post[Item, Result], item: Item) -> Outcome[Item, Result] | bytes:
    """The outcome of an item that need not be handed out, else what is sent of it."""
    known = post.known(item)
    if known is not None:
        return Outcome(item, "done", result=known)
    try:
        return pickle.dumps(post.sent(item), pickle.HIGHEST_PROTOCOL)
    except CheckerError as error:
        return Outcome(item, "refused", error=error)


class _Run:
    """The items that are out, by the future of each: an answer counts while its item is, and no second one does."""

    def __init__(self, executor: Executor, function: Callable[[Any], Any], seconds: float, memory_mb: int) -> None:
        self._executor = executor
        self._function = packed(function)
        self._key = hashlib.sha256(self._function).hexdigest()
        self._limits = (seconds, memory_mb)
        self._out: dict[Future[Answer], tuple[int, bytes]] = {}
        self._lost: Counter[int] = Counter()

    def __len__(self) -> int:
        return len(self._out)

    def hand_out(self, index: int, item: bytes, with_function: bool = False) -> None:
        """Give an item to whoever is next; ProcessError where the executor takes none any more."""
        call = Call(self._key, self._function if with_function else b"", item, *self._limits, program())
        try:
            self._out[self._executor.submit(attempt, call)] = (index, item)
        except Exception as error:
            raise ProcessError(say("cluster.gone", why=str(error) or type(error).__name__)) from error

    def wait(self, alive: Callable[[Executor], None] | None, quick: bool) -> Iterator[tuple[int, Any]]:
        """The answers that have come, each with the number of its item; `quick`: without waiting for one."""
        if not self._out:
            return
        ready, _ = wait(self._out, timeout=0 if quick else LOOK, return_when=FIRST_COMPLETED)
        if not ready and not quick and alive is not None:
            alive(self._executor)
        for future in ready:
            index, item = self._out.pop(future)
            error = None if future.cancelled() else future.exception()
            if future.cancelled() or error is not None:
                self._lost[index] += 1
                if self._lost[index] >= TRIES:
                    yield index, ("died", type(error).__name__ if error is not None else "cancelled")
                else:
                    self.hand_out(index, item)
                continue
            kind, value = future.result()
            if kind == "differs":
                raise ProcessError(say("cluster.differs", parts="、".join(value)))
            if kind == "unknown":
                self.hand_out(index, item, with_function=True)
            else:
                yield index, (kind, value)

    def cancel(self) -> None:
        """Nobody wants the rest."""
        for future in list(self._out):
            future.cancel()
        self._out.clear()
