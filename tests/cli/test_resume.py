"""A run that did not finish goes on where it was, and comes to what it would have come to."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.calls import BUREAU, CITY, FORM, PACK, ROOT, call, spawn, unmeasured

WORDS = ("check", "in", *PACK, "--report", "rep", "-j", "2")
UNREADABLE = "import adapters\ndef read(*_): raise RuntimeError('read again')\nadapters.read = read"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("in").mkdir()
    for number in range(6):
        for path in (BUREAU, CITY, FORM):
            shutil.copy(path, f"in/{number}-{path.name}")
    Path("in/broken.pdf").write_bytes(b"%PDF-1.4 no")


def content(top: str) -> dict[str, bytes]:
    return {str(path.relative_to(top)): path.read_bytes() for path in Path(top).rglob("*") if path.is_file()}


def test_a_second_run_reads_nothing_and_says_the_same(capfd):
    first = spawn(*WORDS, "-f", "json")
    again = spawn("check", "in", *PACK, "-f", "json", before=UNREADABLE)
    before, after = json.loads(first.out)["dossiers"], json.loads(again.out)["dossiers"]
    assert before[:-1] == after[:-1]
    assert "read again" in after[-1]["unchecked"][0]["why"], "what could not be read is tried again"
    anew = spawn("check", "in", *PACK, "-f", "json", "--no-cache", before=UNREADABLE)
    assert "read again" in anew.out


def test_what_has_changed_is_read_again(capfd):
    call(capfd, "check", "in", *PACK)
    shutil.copy(CITY, f"in/0-{BUREAU.name}")
    run = json.loads(call(capfd, "check", "in", *PACK, "-f", "json").out)
    fresh = json.loads(call(capfd, "check", "in", *PACK, "-f", "json", "--no-cache").out)
    assert run == fresh


@pytest.mark.skipif(sys.platform != "linux", reason="kills")
def test_killed_at_any_moment_and_resumed_it_comes_to_the_same():
    whole = spawn(*WORDS, "--no-cache")
    assert whole.code == 3
    undisturbed = content("rep")
    shutil.rmtree("rep")
    chance = random.Random(15)
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", "from checker.cli import program; program()", *WORDS, "--resume"],
            env={**unmeasured(), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.3, 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not Path("rep").exists() or content("rep") == undisturbed
    resumed = spawn(*WORDS, "--resume")
    assert resumed.code == 3
    assert content("rep") == undisturbed
    until = time.monotonic() + 30
    while any(path.name.startswith(".gouji") for path in Path().iterdir()):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert not Path("rep.run.jsonl").exists()


def test_the_record_of_a_run_tells_of_each_input(capfd):
    call(capfd, *WORDS)
    first, *lines = [json.loads(line) for line in Path("rep/run.jsonl").read_text("utf-8").splitlines()]
    assert {"gouji", "about"} == set(first)
    assert first["about"]["packs"][0][0] == "cn-disclosure-report"
    files = {line["path"]: line for line in lines if "path" in line}
    assert len(files) == 19
    assert all(len(line["sha256"]) == 64 for line in files.values())
    assert files["in/broken.pdf"]["outcome"] == "refused"
    assert sum(len(line["dossier"]) for line in lines if "dossier" in line) >= 19


def test_a_run_with_other_settings_does_not_go_on(capfd):
    call(capfd, *WORDS)
    shutil.move("rep/run.jsonl", "rep.run.jsonl")  # as if it had not finished
    refused = call(capfd, *WORDS, "--resume", "--deadline", "2027-01-31", "--lang", "en")
    assert refused.code == 2
    assert "deadline, lang" in refused.err
    assert call(capfd, *WORDS, "--resume").code == 3


def test_a_record_without_its_first_line_is_one_of_a_run_killed_as_it_began(capfd):
    Path("rep.run.jsonl").touch()
    assert call(capfd, *WORDS, "--resume").code == 3
    assert Path("rep/run.jsonl").stat().st_size > 0


@pytest.mark.parametrize("record", ["{", "[]", "notes of mine", '{"about": 3}', '{"gouji": "1", "about": {}}'])
def test_a_broken_record_is_told_and_anothers_file_stays(capfd, record):
    Path("rep.run.jsonl").write_text(record)
    assert call(capfd, *WORDS, "--resume").code == 2
    assert Path("rep.run.jsonl").read_text() == record


@pytest.mark.parametrize("words", [("--resume",), ("--report", "r", "--resume", "--no-cache")])
def test_words_that_do_not_go_together_are_told(capfd, words):
    assert call(capfd, "check", "in", *words).code == 2
    assert not os.path.lexists("r")
