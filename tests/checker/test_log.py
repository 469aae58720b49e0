"""The log while it happens: what begins is on the disk before it is done, whoever does it and however it ends."""

from __future__ import annotations

import faulthandler
import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker import log
from checker.document import Document
from checker.errors import DocumentError, UsageError
from checker.messages import say
from checker.run.run import Limits, run
from checker.workers.pool import run_all
from tests.checker.reports import document_of, known_report, pack


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """The file that everything is logged to."""
    pack()  # tells of itself when it is first loaded
    path = tmp_path / "log.jsonl"
    log.configure(path)
    yield path
    log.configure()


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def told(path: Path, *fields: str) -> list[tuple[Any, ...]]:
    """Some fields of every line."""
    return [tuple(line.get(field) for field in fields) for line in lines(path)]


def test_nothing_is_told_before_somebody_asks(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert not log.wanted()
    with log.stage("read", path="a.docx") as outcome:
        outcome["blocks"] = 3
    assert capfd.readouterr() == ("", "")


def test_the_beginning_is_on_the_disk_before_the_work(file: Path) -> None:
    with log.stage("read", path="甲.docx") as outcome:
        (begun,) = lines(file)
        outcome["blocks"] = 3
    assert begun.items() >= {"event": "begin", "stage": "read", "path": "甲.docx", "pid": os.getpid()}.items()
    ended = lines(file)[1]
    assert ended.items() >= {"event": "end", "stage": "read", "path": "甲.docx", "blocks": 3}.items()
    assert 0 <= ended["seconds"] < 5
    assert begun["timestamp"] <= ended["timestamp"]


def test_what_fails_says_why_and_a_bug_brings_its_traceback(file: Path) -> None:
    with pytest.raises(DocumentError), log.stage("read", path="a.docx"):
        raise DocumentError(say("reading.empty", path="a.docx"))
    with pytest.raises(ZeroDivisionError), log.stage("facts"):
        1 / 0  # noqa: B018
    refused, bug = (line for line in lines(file) if line["event"] == "failed")
    assert "a.docx" in refused["error"]
    assert "traceback" not in refused
    assert refused["level"] == "error"
    assert "ZeroDivisionError" in bug["traceback"]


def test_standard_error_gets_the_same_lines(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log.configure(file, stderr=True)
    with log.stage("read", path="a.docx"):
        pass
    assert capfd.readouterr() == ("", file.read_text("utf-8"))


def test_fields_that_are_bound_stand_in_every_line_of_their_thread(file: Path) -> None:
    def request(number: int) -> None:
        with log.bound(request=number), log.stage("read", path=str(number)):
            time.sleep(0.01)

    threads = [threading.Thread(target=request, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(told(file, "request", "path")) == {(number, str(number)): 2 for number in range(8)}


def test_a_file_that_is_moved_away_is_begun_anew(file: Path) -> None:
    with log.stage("read"):
        file.rename(file.with_suffix(".1"))
    assert told(file.with_suffix(".1"), "event") == [("begin",)]
    assert told(file, "event") == [("end",)]


def test_a_file_that_cannot_be_written_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        log.configure(tmp_path / "nowhere" / "log.jsonl")
    assert not log.wanted()


def test_a_log_that_cannot_be_written_any_more_stops_nothing(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file.unlink()
    file.mkdir()
    for _ in range(3):
        with log.stage("read"):
            pass
    assert capfd.readouterr().err == f"gouji: {file}: Is a directory\n"


# --- workers -----------------------------------------------------------------------------------------------------


def serve(item: str) -> str:
    """Whatever the item asks for, in a stage of its own."""
    with log.stage("read", path=item, filling="长" * 1500):
        if item == "hang":
            time.sleep(60)
        if item == "die":
            faulthandler.disable()  # a crash that is wanted needs no report
            os.abort()
        if item == "refuse":
            raise DocumentError(say("reading.empty", path=item))
    return item


@pytest.mark.parametrize(("item", "kind"), [("hang", "timeout"), ("die", "died")])
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_worker_that_is_killed_leaves_the_beginning_of_what_it_was_at(
    item: str, kind: str, method: str, file: Path
) -> None:
    outcomes = list(run_all(serve, ["a", item, "b"], workers=2, seconds=0.5, memory_mb=500, method=method))
    assert [outcome.kind for outcome in outcomes] == ["done", kind, "done"]
    mine = [line for line in lines(file) if line.get("path") == item]
    tries = 2 if kind == "died" else 1  # what was killed is tried once more
    assert [line["event"] for line in mine] == ["begin"] * tries
    lost = [line for line in lines(file) if line["event"] == "lost"]
    assert [(one["kind"], one["item"], one["worker"]) for one in lost] == [(kind, item, one["pid"]) for one in mine]
    assert all(one["pid"] == os.getpid() != one["worker"] for one in lost)
    assert {line["path"] for line in lines(file) if line["event"] == "end"} == {"a", "b"}


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_log_as_who_started_them_and_say_who_they_are(method: str, file: Path) -> None:
    with log.bound(run="r1"):
        list(run_all(serve, ["a", "refuse"], workers=1, seconds=30, memory_mb=500, method=method))
    assert told(file, "event", "path", "run") == [
        ("begin", "a", "r1"), ("end", "a", "r1"), ("begin", "refuse", "r1"), ("failed", "refuse", "r1"),
    ]  # fmt: skip
    assert os.getpid() not in {line["pid"] for line in lines(file)}


def test_lines_of_many_workers_are_whole(file: Path) -> None:
    items = [str(number) for number in range(300)]
    list(run_all(serve, items, workers=4, seconds=30, memory_mb=500))
    assert Counter(told(file, "event", "path")) == {(event, item): 1 for event in ("begin", "end") for item in items}


# --- a run -------------------------------------------------------------------------------------------------------


def documents() -> dict[str, Document]:
    made = {"water.docx": known_report(), "culture.docx": known_report(organ="安澜市文化和旅游局")}
    return {name: document_of(report, name) for name, report in made.items()}


def read(path: Path, name: str) -> Document:
    if name == "bad.docx":
        raise DocumentError(say("reading.empty", path=name))
    return documents()[name]


def test_a_run_tells_every_document_and_stage_as_it_begins_and_ends(file: Path) -> None:
    names = ["water.docx", "culture.docx", "bad.docx"]
    run([(Path(name), name) for name in names], [pack()], read, limits=Limits(workers=1))
    found = lines(file)
    assert len({line["run"] for line in found}) == 1
    by_stage = Counter((line["stage"], line["event"]) for line in found)
    assert by_stage[("read", "failed")] == 1
    for stage, count in {"run": 1, "read": 2, "recognise": 4, "group": 1, "check": 3, "facts": 2, "judge": 2,
                         "batch": 1}.items():  # fmt: skip
        assert by_stage[(stage, "end")] == count, stage
    for (stage, event), count in by_stage.items():
        if event == "begin":
            assert count == by_stage[(stage, "end")] + by_stage[(stage, "failed")], stage
    (end,) = [line for line in found if (line["stage"], line["event"]) == ("run", "end")]
    assert (end["files"], end["documents"], end["unchecked"]) == (3, 2, 1)
    assert found[0]["stage"] == found[-1]["stage"] == "run"


def test_a_single_document_is_told_stage_by_stage(file: Path) -> None:
    run([(Path("water.docx"), "water.docx")], [pack()], read)
    assert told(file, "stage", "event") == [
        ("run", "begin"), ("read", "begin"), ("read", "end"), ("recognise", "begin"), ("recognise", "end"),
        ("check", "begin"), ("facts", "begin"), ("facts", "end"), ("judge", "begin"), ("judge", "end"),
        ("check", "end"), ("run", "end"),
    ]  # fmt: skip
