"""Worker processes: whatever an item does to its worker, the others are served."""

from __future__ import annotations

import ctypes
import faulthandler
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest

from checker.errors import DocumentError, RulePackError
from checker.messages import say, text
from checker.workers.pool import Outcome, run_all


def serve(item: str) -> str:
    """Whatever the item asks for."""
    faulthandler.disable()  # a crash that is wanted needs no report
    if item == "segfault":
        ctypes.string_at(0)
    if item == "abort":
        os.abort()
    if item == "exit":
        os._exit(3)
    if item == "sleep":
        time.sleep(60)
    if item == "litter":
        Path(tempfile.mkdtemp(), "litter").write_text(item)
        os.abort()
    if item == "spin":
        while True:
            pass
    if item == "eat":
        held = bytearray(1 << 30)
        time.sleep(2)  # what is given back before anybody looks has harmed nobody
        return str(len(held))
    if item == "refuse":
        raise DocumentError(say("reading.empty", path="leer.docx"))
    if item == "faults":
        raise RulePackError(say("reading.empty", path="pack.yaml"), [say("reading.folder", path="x")])
    if item == "bug":
        raise ZeroDivisionError("nought")
    if item == "lambda":
        return lambda: item  # type: ignore[return-value]
    if item == "recurse":
        return serve("recurse")
    return item.upper()


def outcomes(items: list[str], seconds: float = 20, memory_mb: int = 500, **how: object) -> list[Outcome[str, str]]:
    return list(run_all(serve, items, workers=2, seconds=seconds, memory_mb=memory_mb, **how))  # type: ignore[arg-type]


def test_results_come_in_the_order_of_the_items() -> None:
    items = [f"item {number}" for number in range(50)]
    assert [(outcome.item, outcome.result) for outcome in outcomes(items)] == [(item, item.upper()) for item in items]


def process(_: int) -> int:
    return os.getpid()


def test_a_worker_lives_for_so_many_items_and_another_takes_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.workers.crew.LIFE", 2)
    made = run_all(process, range(5), workers=1, seconds=20, memory_mb=500)
    first, second, *others = [outcome.result for outcome in made]
    assert first == second
    assert [others.count(one) for one in dict.fromkeys(others)] == [2, 1]
    assert first not in others


def test_no_items_take_no_worker() -> None:
    assert outcomes([]) == []


@pytest.mark.parametrize(
    ("item", "kind"),
    [("segfault", "died"), ("abort", "died"), ("exit", "died"), ("eat", "memory"), ("bug", "bug"), ("lambda", "bug"),
     ("recurse", "bug"), ("refuse", "refused")],
)  # fmt: skip
def test_a_bad_item_does_not_stop_the_others(item: str, kind: str) -> None:
    results = outcomes(["a", item, "b", item, "c"])
    assert [outcome.kind for outcome in results] == ["done", kind, "done", kind, "done"]
    assert [outcome.result for outcome in results] == ["A", None, "B", None, "C"]


def test_an_item_that_hangs_is_given_up() -> None:
    results = outcomes(["a", "sleep", "spin", "b"], seconds=0.3)
    assert [outcome.kind for outcome in results] == ["done", "timeout", "timeout", "done"]
    assert results[1].error is not None
    assert "0.3 seconds" in text(results[1].error.message, "en")


def test_a_death_names_the_document_and_the_signal() -> None:
    (outcome,) = outcomes(["segfault"], name=lambda item: f"{item}.docx")
    assert outcome.error is not None
    assert "segfault.docx" in str(outcome.error)
    assert "SIGSEGV" in str(outcome.error)


def test_a_refusal_keeps_its_type_and_its_message() -> None:
    refused, faults = outcomes(["refuse", "faults"])
    assert isinstance(refused.error, DocumentError)
    assert refused.error.message == say("reading.empty", path="leer.docx")
    assert isinstance(faults.error, RulePackError)
    assert faults.error.faults == (say("reading.folder", path="x"),)


def test_a_bug_brings_its_traceback() -> None:
    (outcome,) = outcomes(["bug"])
    assert "ZeroDivisionError: nought" in outcome.traceback
    assert outcome.error is not None
    assert "ZeroDivisionError: nought" in str(outcome.error)


def test_progress_counts_every_item_once() -> None:
    seen: list[tuple[int, int]] = []
    outcomes(["a", "segfault", "b"], progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_spawned_workers_do_the_same() -> None:
    results = outcomes(["a", "segfault", "refuse", "eat"], method="spawn")
    assert [outcome.kind for outcome in results] == ["done", "died", "refused", "memory"]


MEASURED = """
from checker.workers.pool import run_all

def work(item):
    return item

if __name__ == "__main__":
    list(run_all(work, [1, 2, 3], workers=2, seconds=20, memory_mb=500))
"""


def test_what_workers_do_is_seen_by_who_measures_coverage(root: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(MEASURED, "utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    env = {**kept, "COVERAGE_FILE": str(tmp_path / "data"), "PYTHONPATH": str(root)}

    def coverage(*words: str) -> str:
        command = [sys.executable, "-m", "coverage", *words]
        return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=True).stdout

    coverage("run", str(program))
    coverage("combine")
    (file,) = json.loads(coverage("json", "-q", "--include", "checker/workers/limits.py", "-o", "-"))["files"].values()
    assert file["functions"]["limit"]["summary"]["percent_covered"] > 60


def test_leaving_early_ends_the_workers() -> None:
    running = run_all(serve, ["a", "sleep", "sleep"], workers=2, seconds=60, memory_mb=500)
    assert next(running).result == "A"
    running.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_what_a_dead_worker_leaves_behind_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert [outcome.kind for outcome in outcomes(["litter"])] == ["died"]
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_ends_the_run_and_every_process_it_started() -> None:
    program = textwrap.dedent(
        """
        import subprocess
        from checker.workers.pool import run_all

        def work(item):
            if item == "b":
                print("ready", flush=True)
            return subprocess.run(["sleep", "77.125"]) if item == "b" else item

        for outcome in run_all(work, ["a", "b"], workers=2, seconds=60, memory_mb=500):
            pass
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)  # waits until nobody holds the pipes any more
    assert errors.rstrip().endswith("KeyboardInterrupt")


def beat(item: str) -> str:
    """Work in steps, each of which is shorter than the limit and all of which are longer."""
    from checker.workers.pulse import pulse

    for step in range(4):
        pulse("scan", step, 4)
        time.sleep(0.8)
    return item


def test_a_limit_holds_for_each_step_of_an_item_that_tells_them() -> None:
    heard: list[tuple[str, int, int]] = []

    def hear(stage: str, done: int, total: int) -> None:
        heard.append((stage, done, total))

    (outcome,) = run_all(beat, ["a"], workers=1, seconds=2, memory_mb=500, pulse=hear)
    assert (outcome.kind, outcome.result) == ("done", "a")
    assert heard == [("scan", step, 4) for step in range(4)]


def die_once(item: tuple[str, Path]) -> str:
    """Is killed the first time that it is worked on, as by a system that is out of memory."""
    name, mark = item
    if name == "victim" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    begun = time.monotonic()
    time.sleep(0.2)
    return f"{name} {begun} {time.monotonic()}"


def test_an_item_whose_worker_was_killed_is_tried_once_more_alone(tmp_path: Path) -> None:
    items = [("victim", tmp_path / "mark"), *((str(number), tmp_path / "mark") for number in range(3))]
    made = list(run_all(die_once, items, workers=2, seconds=20, memory_mb=500))
    assert [outcome.kind for outcome in made] == ["done"] * 4
    victim, *others = [tuple(map(float, str(outcome.result).split()[1:])) for outcome in made]
    assert all(end <= victim[0] for _, end in others)


def wait_long(item: float) -> float:
    time.sleep(item)
    return item


def test_a_loaded_machine_changes_no_result() -> None:
    """What counts is the time on the processor; by the clock an item may take several times as long."""
    (outcome,) = run_all(wait_long, [1.0], workers=1, seconds=0.5, memory_mb=500)
    assert outcome.kind == "done"


def hold(item: str) -> int:
    import mmap

    room = mmap.mmap(-1, 700 << 20)
    if item == "all":
        for at in range(0, 600 << 20, 1 << 20):
            room[at : at + (1 << 20)] = b"x" * (1 << 20)
        time.sleep(10)
    return len(room)


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not tell what a process holds")
def test_what_counts_is_the_memory_that_is_held_and_not_the_room_set_aside() -> None:
    kinds = [outcome.kind for outcome in run_all(hold, ["none", "all"], workers=1, seconds=20, memory_mb=300)]
    assert kinds == ["done", "memory"]


def test_few_file_handles_make_few_workers() -> None:
    program = """
        import resource
        from checker.workers.pool import run_all
        resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
        print(sum(outcome.result for outcome in run_all(int, list("123456"), workers=50, seconds=9, memory_mb=500)))
        """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.stderr) == ("21\n", "")


def test_without_a_single_handle_it_is_told() -> None:
    program = """
        import resource
        from checker.errors import ProcessError
        from checker.workers.pool import run_all
        resource.setrlimit(resource.RLIMIT_NOFILE, (12, 12))
        try:
            list(run_all(int, ["1"], workers=1, seconds=9, memory_mb=500))
        except ProcessError as error:
            print(error.told("en"))
        """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=False
    )
    assert ended.stdout.startswith("No worker process can be started: Too many open files")


def refused_for_what_no_pickle_takes(_: None) -> None:
    from lxml import etree

    try:
        etree.fromstring(b"<a")
    except etree.XMLSyntaxError as error:
        raise DocumentError(say("reading.empty", path="a.docx")) from error


def test_what_an_error_came_of_does_not_travel_with_it() -> None:
    support = pytest.importorskip("tblib.pickling_support")
    support.install(DocumentError)  # as Dask does
    (outcome,) = run_all(refused_for_what_no_pickle_takes, [None], workers=1, seconds=20, memory_mb=500)
    assert (outcome.kind, str(outcome.error)) == ("refused", str(DocumentError(say("reading.empty", path="a.docx"))))


def begun(item: float) -> tuple[float, float, int]:
    """The item, when it was begun, and by which process."""
    now = time.monotonic()
    time.sleep(item)
    return item, now, os.getpid()


def test_a_worker_has_its_next_item_while_something_is_made_of_the_last() -> None:
    ends = []
    starts = []
    for one in run_all(begun, [0.01, 0.02, 0.03], workers=1, seconds=60, memory_mb=500):
        assert one.result is not None
        starts.append(one.result[1])
        time.sleep(1.0)
        ends.append(time.monotonic())
    assert all(start < end - 0.5 for start, end in zip(starts[1:], ends, strict=False))


@pytest.mark.parametrize("workers", [1, 2])
def test_the_last_item_is_begun_first_in_a_worker_of_its_own_and_told_last(workers: int) -> None:
    items = [0.01, 0.02, 0.03, 0.5]
    told = run_all(begun, items, workers=workers, seconds=60, memory_mb=500, last=60)
    made = [one.result for one in told if one.result is not None]
    assert [item for item, *_ in made] == items
    *others, last = made
    assert last[1] == min(when for _, when, _ in made)
    assert last[2] not in {process for *_, process in others}


def test_an_item_with_a_time_of_its_own_is_given_up_by_that() -> None:
    kinds = [one.kind for one in outcomes(["a", "b", "spin"], seconds=60, last=0.5)]
    assert kinds == ["done", "done", "timeout"]
