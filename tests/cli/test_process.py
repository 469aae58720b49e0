"""`gouji` as a process: it ends early, and nothing of what it owes is lost by that."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calls import BUREAU, CITY, FORM, PACK, ROOT, call, spawn, unmeasured

LEAVE = "from checker.cli.process import leave\nleave(0)\nprint('went on', flush=True)"
"""What stands behind `leave` runs only where the process is to end in the ordinary way."""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], env={**unmeasured(), "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )


def test_all_of_a_long_output_arrives(capfd):
    words = ("facts", CITY, *PACK, "--format", "json")
    spawned = spawn(*words)
    assert len(spawned.out.encode()) > 1 << 17  # twice what a pipe holds
    assert json.loads(spawned.out) == json.loads(call(capfd, *words).out)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", CITY, *PACK), 0),
        (("check", BUREAU, *PACK), 1),
        (("check", "none.txt", *PACK), 2),
        (("chek",), 2),
        (("--version",), 0),
    ],
)
def test_the_exit_code_is_the_one_of_the_call(words, code):
    assert spawn(*words).code == code


def test_what_could_not_be_checked_ends_with_3():
    Path("empty.txt").write_bytes(b"")
    assert spawn("check", "empty.txt", *PACK).code == 3


def test_copies_and_reports_are_whole_and_nothing_is_left_behind(capfd):
    for name in ("here", "there", "temporary"):
        Path(name).mkdir()
    shutil.copy(FORM, "form.docx")
    shutil.copy(BUREAU, "bureau.txt")
    words = ("check", "form.docx", "bureau.txt", *PACK)
    call(capfd, *words, "--annotate", "here/copies", "--report", "here/report")
    spawn(*words, "--annotate", "there/copies", "--report", "there/report", TMPDIR=str(Path("temporary").resolve()))
    sizes = [
        {path.relative_to(top).as_posix(): path.stat().st_size for path in Path(top).rglob("*") if path.is_file()}
        for top in ("here", "there")
    ]
    assert sizes[0].keys() == sizes[1].keys()
    assert "copies/form（批注）.docx" in sizes[0]
    assert all(sizes[1].values())
    assert not any(Path("temporary").iterdir())


def test_what_is_registered_for_the_end_is_done():
    spawn("--version", before="import atexit, pathlib\natexit.register(pathlib.Path('done').write_text, 'yes')")
    assert Path("done").read_text("utf-8") == "yes"


@pytest.mark.parametrize(
    "before",
    [
        "import sys; sys.setprofile(lambda *_: None)",
        "import sys; sys.settrace(lambda *_: None)",
        "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
    ],
    ids=["profiler", "debugger", "thread"],
)
def test_whoever_waits_for_the_end_gets_the_ordinary_one(before):
    ended = run(f"{before}\n{LEAVE}")
    assert "went on" in ended.stdout + ended.stderr


def test_otherwise_the_process_ends_at_once():
    assert run(LEAVE).stdout == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_the_output_is_told_in_few_words():
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-c", "from checker.cli import program; program()", "check", str(CITY), *PACK],
            env={**unmeasured(), "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert ended.returncode == 2
    assert "stdout：无法写入（No space left on device）" in ended.stderr
    assert "Traceback" not in ended.stderr
