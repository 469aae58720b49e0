"""The cache folder: used only where nobody else can put anything into it."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from checker.cachefolder import cache_folder, read_own, write_own

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no owners and modes")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for caches three steps down, none of which is there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a" / "b" / "c"))
    monkeypatch.setenv("HOME", str(tmp_path / "a" / "b" / "c"))
    return tmp_path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_folder_is_made_for_the_user_alone_whatever_the_umask(home: Path) -> None:
    before = os.umask(0)
    try:
        folder = cache_folder()
    finally:
        os.umask(before)
    assert folder is not None
    assert folder.name == "gouji"
    assert {mode(step) for step in (folder, *folder.parents) if home in step.parents} == {0o700}


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("others", [0o020, 0o002])
def test_a_step_that_others_may_write_to_is_not_trusted(home: Path, step: int, others: int) -> None:
    folder = cache_folder()
    assert folder is not None
    folder.parents[step - 1].chmod(0o755 | others)
    assert cache_folder() is None
    folder.parents[step - 1].chmod(0o755)
    assert cache_folder() == folder


def test_a_sticky_step_is_trusted_as_nobody_can_replace_what_is_in_it(home: Path) -> None:
    folder = cache_folder()
    assert folder is not None
    folder.parents[1].chmod(0o1777)
    assert cache_folder() == folder


def test_the_folder_itself_is_closed_again(home: Path) -> None:
    folder = cache_folder()
    assert folder is not None
    folder.chmod(0o1777)
    assert cache_folder() == folder
    assert mode(folder) == 0o700


def test_a_folder_of_another_user_is_not_trusted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder() is not None
    real = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: real + 1)
    assert cache_folder() is None


def test_a_link_in_the_place_of_the_folder_is_not_followed(home: Path) -> None:
    folder = cache_folder()
    assert folder is not None
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to(folder.with_name("elsewhere"))
    assert cache_folder() is None


def test_a_link_above_is_followed_and_where_it_leads_is_looked_at(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = home / "big disk"
    big.mkdir()
    (home / "cache").symlink_to(big)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    assert cache_folder() == big.resolve() / "gouji"
    big.chmod(0o777)
    assert cache_folder() is None


def test_a_file_in_the_way_is_no_folder(home: Path) -> None:
    (home / "a").write_text("")
    assert cache_folder() is None


def test_what_is_written_is_read_back_and_is_the_users_alone(home: Path) -> None:
    folder = cache_folder()
    assert folder is not None
    write_own(folder / "one", b"first")
    write_own(folder / "one", b"second")
    assert read_own(folder / "one") == b"second"
    assert mode(folder / "one") == 0o600
    assert [path.name for path in folder.iterdir()] == ["one"]
    assert read_own(folder / "other") is None


def strange(path: Path, kind: str) -> None:
    """What might be put in the place of a kept file."""
    real = path.with_name("real")
    real.write_bytes(b"x")
    if kind == "link":
        path.symlink_to(real)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"x")
        path.chmod(0o622)


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "writable"])
def test_only_a_file_that_the_user_alone_can_write_is_read(home: Path, kind: str) -> None:
    folder = cache_folder()
    assert folder is not None
    strange(folder / "one", kind)
    assert read_own(folder / "one") is None
    assert (folder / "real").read_bytes() == b"x"


def test_a_file_of_another_user_is_not_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = cache_folder()
    assert folder is not None
    write_own(folder / "one", b"x")
    assert read_own(folder / "one") == b"x"
    real = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: real + 1)
    assert read_own(folder / "one") is None


def test_a_user_without_a_home_has_no_cache_and_nothing_is_made_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "")
    cache_folder()
    assert list(tmp_path.iterdir()) == []
