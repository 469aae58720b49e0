"""Calls of `gouji`, in this process where that tells the same, in one of its own where it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TEXTS = ROOT / "tests" / "data" / "text"
BUREAU = TEXTS / "001-foreign-affairs-changzhou.txt"
"""A report with findings of every level."""
CITY = TEXTS / "003-city-suqian.txt"
"""A report without errors."""
FORM = ROOT / "tests" / "data" / "official-form-2021.docx"
PACK = ("--pack", "cn-disclosure-report")


@dataclass(frozen=True)
class Called:
    code: int
    out: str
    err: str


def call(capfd: pytest.CaptureFixture[str], *words: str | Path) -> Called:
    """`gouji` with these words, in this process."""
    from checker.cli import main

    before = sys.argv
    sys.argv = ["gouji", *map(str, words)]
    capfd.readouterr()
    try:
        with pytest.raises(SystemExit) as ended:
            main()
    finally:
        sys.argv = before
    out, err = capfd.readouterr()
    code = ended.value.code
    return Called(code if isinstance(code, int) else 1, out, err)


def unmeasured() -> dict[str, str]:
    """The environment of a process whose coverage is not measured: to measure loads libraries and writes warnings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def spawn(*words: str | Path, before: str = "", folder: Path | None = None, **env: str) -> Called:
    """`gouji` in a process of its own, after the statements `before`; without a locale unless `env` gives one."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL", "GOUJI_LANG")}
    ended = subprocess.run(
        [sys.executable, "-c", f"{before}\nfrom checker.cli import program\nprogram()", *map(str, words)],
        env={**kept, "PYTHONPATH": str(ROOT), **env},
        cwd=folder,
        capture_output=True,
        timeout=120,
    )
    return Called(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
