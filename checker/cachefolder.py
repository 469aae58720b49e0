"""The folder where the user's own copies of what can be made anew are kept, if nobody else can put anything there."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def cache_folder() -> Path | None:
    """The folder, made where it is not there yet; None where there is none that the user alone can write to.

    It is where the system keeps such things: $XDG_CACHE_HOME or ~/.cache, ~/Library/Caches, %LOCALAPPDATA%. Every
    folder on the way must be the user's or the administrator's, and closed to others: whoever can write to one of
    them can put a folder of their own in the place of the next. Systems without owners and modes keep these folders
    for the user by themselves.
    """
    folder = _place()
    if not folder.is_absolute():  # the user has no home
        return None
    try:
        _make(folder)
        real = folder.parent.resolve(strict=True) / folder.name  # a link above is fine, where it leads is looked at
        if not hasattr(os, "getuid"):
            return real
        return real if _own(real) and all(_closed(step) for step in real.parents) else None
    except OSError:
        return None


def _place() -> Path:
    """Where the system keeps such things. The plain cases of Linux are told without the library, which every start of
    the command would load for them."""
    if sys.platform == "linux":
        named, home = os.environ.get("XDG_CACHE_HOME", ""), os.environ.get("HOME", "")
        folder = named or (home and f"{home}/.cache")
        if folder.startswith("/") and folder == folder.strip():
            return Path(folder, "gouji")
    import platformdirs

    return platformdirs.user_cache_path("gouji", appauthor=False)


def read_own(path: Path) -> bytes | None:
    """What stands in a file of the cache folder; None where there is none, or it is not the user's, or is a link."""
    try:
        handle = os.open(path, os.O_RDONLY | sum(_flags("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_BINARY")))
    except OSError:
        return None
    try:
        if not _trusted(os.fstat(handle)):
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read()
    except OSError:
        return None
    finally:
        os.close(handle)


def write_own(path: Path, content: bytes) -> None:
    """Keep a file, whole or not at all: where it cannot be written it is made anew another time."""
    from tempfile import mkstemp

    with suppress(OSError):
        handle, name = mkstemp(dir=path.parent, prefix=".")  # readable and writable for the user alone
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink()
            raise


def _make(folder: Path) -> None:
    for step in (*reversed(folder.parents), folder):
        if not step.is_dir():
            step.mkdir(mode=0o700, exist_ok=True)


def _own(folder: Path) -> bool:
    """Whether it is a folder of the user; closed to others if it was not (an older version followed the umask)."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        return False
    if found.st_mode & OTHERS_WRITE:
        folder.chmod(0o700)
    return True


def _closed(folder: Path) -> bool:
    """Whether only the user and the administrator can put something else in the place of what is in a folder.

    In a sticky folder (/tmp) everyone can add, and nobody can replace what belongs to another.
    """
    found = folder.lstat()
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid in (0, os.getuid())
        and (not found.st_mode & OTHERS_WRITE or bool(found.st_mode & stat.S_ISVTX))
    )


def _trusted(found: os.stat_result) -> bool:
    if not stat.S_ISREG(found.st_mode):
        return False
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & OTHERS_WRITE)


def _flags(*names: str) -> Iterator[int]:
    """Those that the system has."""
    return (getattr(os, name) for name in names if hasattr(os, name))
