"""What the set-up says where something is missing, before pip says it in its own way; and that it is said once."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import once


def set_up(root: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The look at an interpreter that has nothing installed."""
    base = getattr(sys, "_base_executable", sys.executable)
    return subprocess.run(
        [base, "-S", root / "samples" / "environment.py"],
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_nothing_is_said_where_nothing_is_missing(root: Path) -> None:
    done = set_up(root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="setuptools looks for the compiler there")
def test_a_missing_compiler_is_told_with_what_to_install_on_each_system(root: Path) -> None:
    done = set_up(root, CC="no-such-compiler")
    assert done.returncode == 1
    assert "找不到 C 编译器" in done.stderr
    assert "There is no C compiler" in done.stderr
    assert [line.partition(":")[0].strip() for line in done.stderr.splitlines()[2:]] == [
        "Debian, Ubuntu", "Fedora, RHEL", "macOS",
    ]  # fmt: skip


@pytest.mark.parametrize(("version", "fits"), [((3, 10), False), ((3, 11), True), ((3, 14), True), ((3, 15), False)])
def test_an_interpreter_that_does_not_fit_is_told_which_do(root: Path, version: tuple[int, int], fits: bool) -> None:
    told = runpy.run_path(str(root / "samples" / "environment.py"))["missing"](version)
    assert (told is None) == fits
    assert fits or all("3.11" in text and ".".join(map(str, version)) in text for text in told)


def test_the_interpreters_are_the_same_everywhere(root: Path) -> None:
    module = runpy.run_path(str(root / "samples" / "environment.py"))
    (oldest, too_new) = (".".join(map(str, module[name])) for name in ("OLDEST", "TOO_NEW"))
    assert f'requires-python = ">={oldest},<{too_new}"' in (root / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("script", ["samples/try.sh", "tests/environment.sh"])
def test_the_scripts_look_before_they_install(root: Path, script: str) -> None:
    told = (root / script).read_text("utf-8")
    assert told.index("samples/environment.py") < told.index("pip install")
    assert told.index("CPPFLAGS=") < told.index("pip install")


def test_what_a_run_shares_is_made_once_and_again_where_making_it_failed(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    asked: list[Path] = []

    def make(folder: Path) -> None:
        asked.append(folder)
        (folder / "part").touch(exist_ok=False)
        if len(asked) == 1:
            raise ValueError("a part of it")

    with pytest.raises(ValueError, match="a part of it"):
        once(tmp_path_factory, tmp_path.name, make)
    folders = [once(tmp_path_factory, tmp_path.name, make) for _ in range(2)]
    assert folders == asked == 2 * [asked[0]]
