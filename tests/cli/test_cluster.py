"""`gouji check --cluster`: the outcome of a folder is the same, whoever reads it and whatever becomes of them."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import PACK, call, spawn
from tests.generator.many import many

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(sys.platform != "linux", reason="forks"),
    # What the library leaves open when its processes are killed under it.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = Path("in")
    folder.mkdir()
    for name, content in many(30):
        (folder / name).write_bytes(content)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 no")
    (folder / "empty.docx").write_bytes(b"")
    (folder / "bomb.txt").write_text("1、" * 2_000_000, "utf-8")


def pids(cluster: Any) -> list[int]:
    found: list[int] = [worker.pid for worker in cluster.workers.values() if worker.pid]
    return found


def killing(cluster: Any, ended: threading.Event, killed: list[int]) -> None:
    """Kill a worker as soon as it works, and another one later."""
    while not ended.wait(0.2) and len(killed) < 2:
        if any(cluster.scheduler.workers[address].processing for address in list(cluster.scheduler.workers)):
            time.sleep(1)
            killed.append(pids(cluster)[len(killed)])
            os.kill(killed[-1], signal.SIGKILL)
            time.sleep(2)


def test_workers_killed_in_the_middle_change_nothing(cluster):
    words = ("check", "in", *PACK, "--no-cache", "-f", "json")
    here = spawn(*words, "--timeout", "5")
    ended, killed = threading.Event(), []
    killer = threading.Thread(target=killing, args=(cluster, ended, killed))
    killer.start()
    there = spawn(*words, "--timeout", "5", "--cluster", cluster.scheduler_address)
    ended.set()
    killer.join()
    assert killed, "no worker was killed: this tests nothing"
    assert there.code == here.code == 3
    assert json.loads(there.out) == json.loads(here.out)


def test_reports_are_the_same_byte_for_byte_and_what_is_kept_here_is_not_asked_again(cluster):
    for path in sorted(Path("in").iterdir())[8:-1]:
        path.unlink()
    assert spawn("check", "in", *PACK, "--report", "here", "--no-cache").code == 3
    words = ("check", "in", *PACK, "--report", "there", "--cluster", cluster.scheduler_address, "--shared-files")
    assert spawn(*words).code == 3
    before = {path.relative_to("here"): path.read_bytes() for path in Path("here").rglob("*") if path.is_file()}
    after = {path.relative_to("there"): path.read_bytes() for path in Path("there").rglob("*") if path.is_file()}
    assert before == after
    again = spawn("check", "in", *PACK, "-f", "json", before="import adapters\nadapters.read = None")
    unchecked = [bool(dossier["unchecked"]) for dossier in json.loads(again.out)["dossiers"]]
    assert unchecked == [False] * 8 + [True]


def test_a_cluster_that_does_not_answer_is_told(capfd, monkeypatch):
    monkeypatch.setattr("checker.wiring.cluster.CONNECT", 1.0)
    called = call(capfd, "check", "in", "--cluster", "tcp://127.0.0.1:9", "--lang", "en")
    assert "tcp://127.0.0.1:9 cannot be reached" in called.err
    assert called.code == 2
