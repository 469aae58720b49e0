"""A check of one file in a process of its own: guarded by another, which is there when it is lost."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.cli.guarding import is_plain
from tests.cli.calls import CITY, PACK, ROOT, unmeasured

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are started, not forked")
CALL = "from checker.cli import program; program()"
LOST = f"""
import os, signal, time
from checker.run.work import Work
def lost(self, item):
    {{}}
Work.whole = lost
{CALL}"""
"""A call whose document does this to the process that reads it."""


def start(does: str, *words: str) -> subprocess.Popen[str]:
    Path("temporary").mkdir(exist_ok=True)
    env = {**unmeasured(), "PYTHONPATH": str(ROOT), "TMPDIR": str(Path("temporary").resolve())}
    command = [sys.executable, "-c", LOST.format(does), "check", CITY, *PACK, "--lang", "en", *words]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def left() -> list[Path]:
    """What is in the folder of temporary folders, when what tidies it up has had its time."""
    until = time.monotonic() + 10
    while any(Path("temporary").iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    return list(Path("temporary").iterdir())


def runs(process: int) -> bool:
    """Whether a process is there that is more than a name which nobody has asked after."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        (["check", CITY], True),
        (["check", "-v", CITY, "--pack", "cn-disclosure-report", "--format=json"], True),
        (["check", CITY, CITY], False),
        (["check", str(ROOT)], False),
        (["check", "none.txt"], False),
        (["check", CITY, "--report", "report"], False),
        (["check", CITY, "--log", "log"], False),
        (["check", "--format", CITY], False),
        (["facts", CITY], False),
        (["--help"], False),
        ([], False),
    ],
)
def test_what_is_guarded_is_the_check_of_one_file(words, plain):
    assert is_plain([str(word) for word in words]) is plain


@linux
@pytest.mark.parametrize(
    ("does", "words", "why"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", (), "SIGSEGV"),
        ("os._exit(7)", (), "exit code 7"),
        ("while True: pass", ("--timeout", "1"), "up after 1 seconds"),
        ("bytearray(1 << 40)", ("--memory", "64"), "64 MB"),
        ("raise ValueError('odd')", (), "odd"),
    ],
)
def test_a_document_that_takes_its_process_along_is_reported(does, words, why):
    process = start(does, *words)
    out, err = process.communicate()
    assert process.returncode == 3, err
    assert why in " ".join(out.split())  # the lines break where the path of this folder ends
    assert left() == []


@linux
def test_what_is_said_before_a_breakdown_is_said_once():
    Path("gouji.yaml").write_text("lang: en\n", encoding="utf-8")
    process = start("os._exit(7)", "--settings", "gouji.yaml")
    _, err = process.communicate()
    assert err.count("gouji.yaml") == 1


@linux
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_whoever_ends_the_guard_ends_the_guarded(number, code):
    process = start("open('at', 'w').write(str(os.getpid())); time.sleep(60)")
    until = time.monotonic() + 60
    while not (Path("at").is_file() and Path("at").read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    guarded = int(Path("at").read_text())
    assert guarded != process.pid
    process.send_signal(number)
    process.communicate()
    assert process.returncode == code
    assert left() == []
    until = time.monotonic() + 10
    while runs(guarded) and time.monotonic() < until:
        time.sleep(0.05)
    assert not runs(guarded)
