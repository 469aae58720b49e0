"""Items in the workers of any executor: what an item does to its worker, the outcomes are those of workers here."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest

from checker.errors import ProcessError
from checker.workers import guard, program
from checker.workers.elsewhere import Elsewhere, Post
from checker.workers.pool import Outcome, run_all
from tests.checker.test_worker import serve

ITEMS = ["one", "segfault", "two", "refuse", "bug", "exit", "spin", "eat", "lambda", "faults", "three"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks")


def outcomes(executor: Executor, items: list[str], **how: Any) -> list[Outcome[str, str]]:
    there = Elsewhere(lambda: nullcontext(executor), ahead=how.pop("ahead", 4))
    return list(there.over(serve, items, seconds=1, memory_mb=300, **how))


@pytest.fixture(autouse=True)
def _no_process_stays() -> Iterator[None]:
    yield
    if guard._processes is not None:
        guard._processes.close()


def test_outcomes_are_those_of_workers_of_this_machine():
    here = list(run_all(serve, ITEMS, workers=2, seconds=1, memory_mb=300))
    with ThreadPoolExecutor(2) as executor:
        there = outcomes(executor, ITEMS)
    assert [one.item for one in there] == ITEMS
    assert [(one.kind, one.result, str(one.error)) for one in there] == [
        (one.kind, one.result, str(one.error)) for one in here
    ]


class _Losing(Executor):
    """Loses every call once; those of items in `always` each time. Runs the rest in a thread of its own."""

    def __init__(self, always: tuple[str, ...] = ()) -> None:
        self.calls: list[str] = []
        self._always = always
        self._inner = ThreadPoolExecutor(1)

    def submit(self, function: Any, /, *words: Any, **named: Any) -> Future[Any]:
        item = guard.pickle.loads(words[0].item)
        self.calls.append(item)
        if self.calls.count(item) == 1 or item in self._always:
            lost: Future[Any] = Future()
            lost.set_exception(ConnectionError("the worker is gone"))
            return lost
        return self._inner.submit(function, *words, **named)


def test_what_is_lost_is_tried_again_and_counts_once():
    executor = _Losing()
    told: list[int] = []
    made = outcomes(executor, ["a", "b", "c"], progress=lambda done, of: told.append(done))
    assert [one.result for one in made] == ["A", "B", "C"]
    assert told[-1] == 3
    assert told == sorted(set(told))


def test_what_is_lost_each_time_is_given_up_and_the_others_are_done():
    executor = _Losing(always=("b",))
    made = outcomes(executor, ["a", "b", "c"])
    assert [one.kind for one in made] == ["done", "died", "done"]
    assert "ConnectionError" in str(made[1].error)


class _Killing(Post[str, str]):
    """Kills a process of the pool when it comes to an item."""

    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self._executor = executor

    def sent(self, item: str) -> str:
        if item == "kill":
            os.kill(next(iter(self._executor._processes)), signal.SIGKILL)
        return item


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_executor_that_breaks_is_told_as_what_it_is():
    with ProcessPoolExecutor(1) as executor, pytest.raises(ProcessError, match="--resume"):
        outcomes(executor, ["a", "kill", "b", *"cdefgh"], ahead=1, post=_Killing(executor))


class _Known(Post[str, str]):
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def known(self, item: str) -> str | None:
        return self.kept.get(item)

    def keep(self, item: str, result: str) -> None:
        self.kept[item] = result


def test_what_is_known_is_not_handed_out():
    post = _Known()
    with ThreadPoolExecutor(1) as executor:
        first = outcomes(executor, ["a", "b"], post=post)
    again = outcomes(_Losing(always=("a", "b")), ["a", "b"], post=post)
    assert [one.result for one in again] == [one.result for one in first] == ["A", "B"]


def test_the_executor_is_open_while_there_is_work_and_not_longer():
    seen: list[str] = []

    @contextmanager
    def opened() -> Iterator[Executor]:
        seen.append("opened")
        with ThreadPoolExecutor(1) as executor:
            yield executor
        seen.append("closed")

    there = Elsewhere(opened)
    assert list(there.over(serve, [], seconds=1, memory_mb=300)) == []
    assert seen == []
    list(there.over(serve, ["a"], seconds=5, memory_mb=300))
    assert seen == ["opened", "closed"]
    assert threading.active_count() == 1


def test_a_machine_with_another_program_is_refused(monkeypatch: pytest.MonkeyPatch):
    other = {**program.program(), "lxml": "0.1", "onnxruntime": "99"}
    call = guard.Call("key", b"", b"", 1, 300, other)
    kind, parts = guard.attempt(call)
    assert kind == "differs"
    assert any(part.startswith("lxml") and part.endswith("/0.1") for part in parts)
    assert len(parts) == 2


def test_the_program_is_told_by_its_libraries_and_sources():
    own = program.program()
    assert {"python", "gouji", "lxml", "pypdfium2", "durable-rules", "onnxruntime"} <= set(own)
    assert "pytest" not in own
    assert len(own["gouji"]) == 64
