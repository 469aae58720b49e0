"""What is made once in a run of the tests, though two processes run them."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


def once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` has filled: by the first process that asks for it, while the others wait.

    Nobody may change what is in it. Where making it fails, whoever asks next tries again, and fails for itself.
    """
    top = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each has a folder of its own in that of the run
        top = top.parent
    folder, done = top / name, top / f"{name}.made"
    with (top / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def bundled(folders: pytest.TempPathFactory) -> Path:
    """What `gouji bundle` makes of the source tree: the wheel, and the wheels of all that it asks for."""
    return once(folders, "bundle", _bundle)


def _bundle(folder: Path) -> None:
    run = [sys.executable, "-c", "from checker.cli import program; program()", "bundle", str(folder)]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
