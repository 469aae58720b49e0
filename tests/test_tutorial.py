"""The tutorials, tried as a new user would: every file written, every command run, every promised line compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ANYTHING = "…"
BLOCK = re.compile(r"(?:<!-- (?P<file>\S+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)```", re.S)


def run(command: str, folder: Path, lang: str) -> str:
    program, *words = command.split()
    assert program == "gouji"
    code = "import sys; sys.argv[0] = 'gouji'; from checker.cli import program; program()"
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env={**os.environ, "GOUJI_LANG": lang, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def steps(page: str) -> Iterator[tuple[str, str]]:
    """(file, content) of files to write, ("", command and what it promises) of commands to run."""
    for block in BLOCK.finditer(page):
        if block["file"]:
            yield block["file"], block["body"]
        elif block["kind"] == "console":
            yield from (("", part) for part in re.split(r"^\$ ", block["body"], flags=re.M)[1:])


@pytest.mark.parametrize(("name", "lang"), [("tutorial.md", "en"), ("tutorial.zh-CN.md", "zh-CN")])
def test_the_tutorial_does_what_it_promises(name: str, lang: str, root: Path, tmp_path: Path) -> None:
    commands = 0
    for file, body in steps((root / "docs" / name).read_text("utf-8")):
        if file:
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(body, "utf-8")
            continue
        command, *promised = body.rstrip("\n").split("\n")
        printed = run(command, tmp_path, lang)
        left = printed
        for line in promised:
            if line != ANYTHING:
                assert line in left, f"$ {command}\n{printed}"
                left = left.partition(line)[2]
        commands += 1
    assert commands == 14


def test_both_tutorials_take_the_same_steps(root: Path) -> None:
    pages = [list(steps((root / "docs" / name).read_text("utf-8"))) for name in ("tutorial.md", "tutorial.zh-CN.md")]
    shapes = [[file or body.split("\n")[0] for file, body in page] for page in pages]
    assert shapes[0] == shapes[1]
