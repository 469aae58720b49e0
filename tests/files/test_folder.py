"""A folder that is whole or not there, run after run, and whatever else lies in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.files.folder import MANIFEST, commit, stage, written_before

ROOT = Path(__file__).parent.parent.parent


def write(directory: Path, files: dict[str, str]) -> None:
    with stage(directory) as staged:
        for name, content in files.items():
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).write_text(content, "utf-8")
        commit(staged, directory, "index")


def there(directory: Path) -> dict[str, str]:
    return {
        path.relative_to(directory).as_posix(): path.read_text("utf-8")
        for path in directory.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


FIRST = {"index": "a b", "sub/a": "1", "sub/b": "2"}
SECOND = {"index": "a c", "sub/a": "3", "sub/c": "4"}


def test_a_second_run_takes_the_place_of_the_first(tmp_path: Path) -> None:
    for files in (FIRST, SECOND):
        write(tmp_path / "out", files)
        assert there(tmp_path / "out") == files
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_somebody_else_has_put_there_stays_and_only_what_is_stale_and_unchanged_goes(tmp_path: Path) -> None:
    write(tmp_path / "out", FIRST | {"sub/noted": "5"})
    (tmp_path / "out" / "mine").write_text("notes")
    (tmp_path / "out" / "sub" / "noted").write_text("5, done")
    write(tmp_path / "out", SECOND)
    assert there(tmp_path / "out") == SECOND | {"mine": "notes", "sub/noted": "5, done"}


def test_a_folder_that_was_there_before_keeps_its_files(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old").write_text("old")
    write(tmp_path / "out", FIRST)
    write(tmp_path / "out", {"index": ""})
    assert there(tmp_path / "out") == {"index": "", "old": "old"}
    assert not (tmp_path / "out" / "sub").exists()


def test_somebody_who_stands_in_the_folder_still_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "out", FIRST)
    monkeypatch.chdir(tmp_path / "out")
    write(Path(), SECOND)
    assert there(Path.cwd()) == SECOND


def test_a_manifest_leads_nowhere_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, FIRST)
    precious = tmp_path / "precious"
    precious.write_text("1")
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a").write_text("1")
    (out / "way").symlink_to(tmp_path / "far")
    digest = json.loads((out / MANIFEST).read_bytes())["files"]["sub/a"]
    files = {"../precious": digest, str(precious): digest, "way/a": digest, "sub/../../precious": digest, "": digest}
    (out / MANIFEST).write_text(json.dumps({"files": files}))
    assert written_before(out) == {}
    write(out, {"index": ""})
    assert precious.exists()
    assert (tmp_path / "far" / "a").exists()


@pytest.mark.parametrize("manifest", ["", "[]", '{"files": 3}', "[" * 99999, '{"files": {"a": null}}'])
def test_a_broken_manifest_is_none(manifest: str, tmp_path: Path) -> None:
    write(tmp_path / "out", FIRST)
    (tmp_path / "out" / MANIFEST).write_text(manifest)
    write(tmp_path / "out", SECOND)
    assert there(tmp_path / "out") == FIRST | SECOND


def test_a_folder_of_ours_that_has_become_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sub").symlink_to(tmp_path / "far")
    with pytest.raises(UsageError):
        write(tmp_path / "out", FIRST)
    assert not any((tmp_path / "far").iterdir())


KILLED = """
import sys, time
from pathlib import Path
from checker.files.folder import commit, stage
out = Path(sys.argv[1])
print("ready", flush=True)
for turn in range(10_000):
    with stage(out) as staged:
        (staged / "sub").mkdir()
        for name in "abcdefgh":
            (staged / "sub" / f"{name}{turn}").write_text(str(turn))
        (staged / "index").write_text(str(turn))
        commit(staged, out, "index")
"""


@pytest.mark.parametrize("foreign", [False, True], ids=["swapped", "file by file"])
def test_killed_at_any_moment_no_link_is_dead_and_nothing_is_left_over(tmp_path: Path, foreign: bool) -> None:
    out = tmp_path / "out"
    if foreign:
        out.mkdir()
        (out / "mine").write_text("notes")
    for moment in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(KILLED), str(out)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.1 + moment * 0.0137)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        until = time.monotonic() + 20
        while any(name.startswith(".gouji") for top, below, _ in os.walk(tmp_path) for name in below):
            assert time.monotonic() < until, list(tmp_path.rglob("*"))
            time.sleep(0.02)
        turn = (out / "index").read_text()
        assert all((out / "sub" / f"{name}{turn}").exists() for name in "abcdefgh")
        assert not foreign or (out / "mine").read_text() == "notes"


KILLED_MAKING = """
import os, signal, sys
from pathlib import Path
make = os.mkdir
def killed(path, *rest, **more):
    make(path, *rest, **more)
    if ".gouji-" in os.fspath(path):
        os.kill(os.getpid(), signal.SIGKILL)
os.mkdir = killed
from checker.files.folder import stage
with stage(Path(sys.argv[1])):
    raise AssertionError("not killed")
"""


def test_killed_just_after_its_folder_was_made_nothing_is_left_over(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED_MAKING, str(tmp_path / "out")]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == -signal.SIGKILL
    until = time.monotonic() + 20
    while left := list(tmp_path.iterdir()):
        assert time.monotonic() < until, left
        time.sleep(0.02)
