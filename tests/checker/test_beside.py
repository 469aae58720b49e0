"""Processes beside a program: they answer as if called here, and whatever happens to one, the next call is served."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker.errors import DocumentError, ProcessError
from checker.messages import say, text
from checker.workers.beside import Processes
from checker.workers.pool import run_all

ROOT = Path(__file__).parent.parent.parent
READY: list[str] = []


def ready() -> None:
    """What is made ready after the first call."""
    READY.append("ready")


def made_ready() -> list[str]:
    return READY


def where() -> tuple[int, str]:
    return os.getpid(), str(Path.cwd())


def refuse() -> None:
    raise DocumentError(say("reading.empty", path="leer.docx"))


def fail() -> None:
    raise ZeroDivisionError("nought")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def talk() -> str:
    print("said to whoever listens")
    os.system("echo and said again")
    return "quiet"


def unanswerable() -> object:
    return lambda: None


def count(to: int, progress: Callable[[str, int, int], None] | None = None) -> int:
    for number in range(to):
        if progress is not None:
            progress("counting", number + 1, to)
    return to


def meet(folder: str, name: str) -> bool:
    """Whether another call is under way at the same time, waited for."""
    Path(folder, name).touch()
    until = time.monotonic() + 20
    while len(list(Path(folder).iterdir())) < 2:
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def nap() -> tuple[float, float]:
    """When it began and when it ended, by a clock that all processes share."""
    began = time.monotonic()
    time.sleep(0.2)
    return began, time.monotonic()


def sleep_in_a_worker(seconds: float) -> list[str]:
    return [one.kind for one in run_all(_sleep, [seconds], workers=1, seconds=60, memory_mb=500)]


def _sleep(seconds: float) -> None:
    subprocess.run(["sleep", str(seconds)], check=True)


def gone(pid: int) -> bool:
    """Whether a process has ended, waited for; a dead one that nobody has asked after has."""
    state = Path(f"/proc/{pid}/stat")
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if ") Z " in state.read_text():
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def beside() -> Iterator[Processes]:
    made = Processes(2, ready)
    yield made
    made.close()


def test_a_call_runs_in_another_process_that_stays_for_the_next(beside: Processes) -> None:
    first, second = beside.call(where), beside.call(where)
    assert first == second
    assert first[0] != os.getpid()


def test_a_call_runs_where_the_program_is(beside: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside.call(where)
    monkeypatch.chdir(tmp_path)
    assert beside.call(where)[1] == str(tmp_path)


def test_what_the_next_calls_need_is_made_ready_after_the_first(beside: Processes) -> None:
    assert beside.call(made_ready) == []
    assert beside.call(made_ready) == ["ready"]
    assert beside.call(made_ready) == ["ready"]


def test_what_is_raised_there_is_raised_here(beside: Processes) -> None:
    process = beside.call(where)
    with pytest.raises(DocumentError) as refused:
        beside.call(refuse)
    assert refused.value.message == say("reading.empty", path="leer.docx")
    with pytest.raises(RuntimeError, match="ZeroDivisionError: nought"):
        beside.call(fail)
    with pytest.raises(RuntimeError, match="pickle"):
        beside.call(unanswerable)
    assert beside.call(where) == process


def test_what_a_library_prints_does_not_get_between_the_answers(
    beside: Processes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert beside.call(talk) == "quiet"
    assert beside.call(talk) == "quiet"
    assert capfd.readouterr().out == ""


def test_progress_is_told_here_and_may_stop_the_call(beside: Processes) -> None:
    seen: list[tuple[str, int, int]] = []
    assert beside.call(count, 3, progress=lambda *told: seen.append(told)) == 3
    assert seen == [("counting", 1, 3), ("counting", 2, 3), ("counting", 3, 3)]

    def enough(stage: str, done: int, total: int) -> None:
        raise InterruptedError("enough")

    with pytest.raises(InterruptedError, match="enough"):
        beside.call(count, 100_000, progress=enough)
    assert beside.call(count, 1) == 1


def test_a_process_that_is_killed_in_a_call_costs_that_call_only(beside: Processes) -> None:
    with pytest.raises(ProcessError) as lost:
        beside.call(die)
    assert "SIGKILL" in text(lost.value.message, "en")
    assert beside.call(count, 1) == 1


def test_a_process_that_is_killed_between_calls_costs_none(beside: Processes) -> None:
    pid, _ = beside.call(where)
    os.kill(pid, signal.SIGKILL)
    assert gone(pid)
    assert beside.call(where)[0] != pid


def at_once(function: Callable[[str], None]) -> None:
    threads = [threading.Thread(target=function, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_calls_of_several_threads_run_at_the_same_time(beside: Processes, tmp_path: Path) -> None:
    met: list[bool] = []
    at_once(lambda name: met.append(beside.call(meet, str(tmp_path), name)))
    assert met == [True, True]


def test_a_call_waits_where_no_more_are_allowed(beside: Processes) -> None:
    beside.allow(1)
    naps: list[tuple[float, float]] = []
    at_once(lambda _: naps.append(beside.call(nap)))
    (_, first_ended), (second_began, _) = sorted(naps)
    assert first_ended <= second_began


def test_a_program_that_forks_has_processes_of_its_own_in_the_child(beside: Processes) -> None:
    before, _ = beside.call(where)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, str(beside.call(where)[0]).encode())
            beside.close()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        other = int(told.read())
    os.waitpid(child, 0)
    assert other != before
    assert beside.call(where)[0] == before


def program(code: str) -> subprocess.Popen[str]:
    """A program as people write them, with nothing to guard it from being imported again."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


BEGIN = """
    import threading, os, signal
    from checker.workers.beside import Processes
    from tests.checker import test_beside as calls
    beside = Processes(2, calls.ready)
"""


def test_nothing_is_left_when_the_program_ends() -> None:
    ended = program(BEGIN + "    print(beside.call(calls.where)[0])")
    out, errors = ended.communicate(timeout=20)  # waits until nobody holds the pipes any more
    assert errors == ""
    assert not Path(f"/proc/{int(out)}").exists()


def test_an_interrupt_ends_the_call_its_process_and_the_worker() -> None:
    code = """
    threading.Timer(1.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    try:
        beside.call(calls.sleep_in_a_worker, 77.375)
    except KeyboardInterrupt:
        print("interrupted", beside.call(calls.count, 2))
    """
    ended = program(BEGIN + code)
    out, errors = ended.communicate(timeout=20)
    assert (out, errors) == ("interrupted 2\n", "")
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "sleep 77.375" not in listed


def test_nothing_is_left_when_the_program_is_killed_between_calls() -> None:
    ended = program(BEGIN + "    print(beside.call(calls.where)[0], flush=True); os.kill(os.getpid(), signal.SIGKILL)")
    out, _ = ended.communicate(timeout=20)
    assert gone(int(out))


def test_a_program_without_an_interpreter_is_told_what_would_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from multiprocessing import spawn

    monkeypatch.setattr(spawn, "get_executable", lambda: None)
    with pytest.raises(ProcessError, match="set_executable"):
        Processes(1, ready).call(where)
    monkeypatch.setattr(spawn, "get_executable", lambda: "/nowhere/python")
    with pytest.raises(ProcessError, match="/nowhere/python could not be started"):
        Processes(1, ready).call(where)
