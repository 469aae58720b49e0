"""A folder that is whole or not there: written beside, then put in the place of what an earlier run has written.

A manifest in it says what a run wrote, each file with its digest. The next run removes what it has not written again,
and nothing else: a file that somebody has put there or gone on with stays. A folder that holds such a file, or that
cannot change places with another (something is mounted there, somebody stands in it), is brought up to date file by
file, in an order in which no page ever points at what is not there.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from shutil import rmtree

from checker import __version__
from checker.files.writing import cannot_write, umask
from checker.leftovers import temporary

MANIFEST = "manifest.json"
_LARGEST = 64 << 20
"""Bytes of a manifest; one of 10,000 units has two million."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2 in Linux."""


@contextmanager
def stage(directory: Path) -> Iterator[Path]:
    """A folder to write into what `commit` will put at `directory`, beside it or, where that cannot be, within.

    UsageError where neither can be written. What is left in the stage goes with it, also when this process is killed.
    """
    whole = directory.resolve()
    try:
        whole.parent.mkdir(parents=True, exist_ok=True)
        beside = not whole.exists() or (_exchangeable(whole) and os.access(whole.parent, os.W_OK))
        staged = temporary(".gouji-", whole.parent if beside else whole)
        path = staged.__enter__()
    except OSError as error:
        raise cannot_write(directory, error) from None
    try:
        yield path
    finally:
        staged.__exit__(None, None, None)


def commit(staged: Path, directory: Path, last: str) -> None:
    """Put what was staged at `directory`; `last` is the file that points at the others. UsageError where it fails."""
    try:
        made = sorted(path.relative_to(staged).as_posix() for path in _files(staged))
        with (staged / MANIFEST).open("w", encoding="ascii", newline="\n") as file:
            for part in _manifest(staged, made):
                file.write(part)
        whole = directory.resolve()
        old = written_before(whole)
        if staged.parent == whole.parent and _swapped(staged, whole, old):
            return
        _moved(staged, whole, [*(name for name in made if name != last), last, MANIFEST])
        _without_stale(whole, old, {*made, MANIFEST})
    except OSError as error:
        raise cannot_write(directory, error) from None


def _manifest(staged: Path, names: Sequence[str]) -> Iterator[str]:
    """The manifest as JSON, a line for each file as it comes: of 10,000 units it has two million bytes."""
    yield f'{{\n "gouji": {json.dumps(__version__)},\n "files": {{'
    for number, name in enumerate(names):
        yield f"{',' if number else ''}\n  {json.dumps(name)}: {json.dumps(digest(staged / name))}"
    yield "\n }\n}\n" if names else "}\n}\n"


def written_before(directory: Path) -> dict[str, str]:
    """What the manifest of a folder names, with digests; only what lies in the folder, whatever the manifest says."""
    path = directory / MANIFEST
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        files = json.loads(path.read_bytes())["files"]
        found = {str(name): str(digested) for name, digested in files.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
    return {name: digested for name, digested in found.items() if _within(directory, name)}


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        found = sha256()
        while part := file.read(1 << 20):
            found.update(part)
        return found.hexdigest()


def _within(directory: Path, name: str) -> bool:
    """Whether a name is that of a file in the folder, by a way that no link leads out of."""
    parts = PurePosixPath(name).parts
    if not parts or "\0" in name or "\\" in name or any(part in ("/", "..", ".") or ":" in part for part in parts):
        return False
    here = directory
    for part in parts[:-1]:
        here /= part
        if here.is_symlink():
            return False
    return True


def _files(folder: Path) -> Iterator[Path]:
    for top, _, names in os.walk(folder):
        for name in names:
            yield Path(top, name)


def _exchangeable(directory: Path) -> bool:
    """Whether a folder may change places: everything in it is of an earlier run, as that has left it."""
    if directory.is_symlink() or not directory.is_dir() or os.path.ismount(directory) or _stood_in(directory):
        return False
    old = written_before(directory)
    folders = {str(parent) for name in old for parent in PurePosixPath(name).parents}
    for top, below, names in os.walk(directory):
        here = Path(top).relative_to(directory)
        for name in below:
            if Path(top, name).is_symlink() or (here / name).as_posix() not in folders:
                return False
        for name in names:
            path, shown = Path(top, name), (here / name).as_posix()
            if shown == MANIFEST:
                continue
            if shown not in old or path.is_symlink() or digest(path) != old[shown]:
                return False
    return True


def _stood_in(directory: Path) -> bool:
    """Whether this process is in a folder: whoever started it there would find himself in one that is gone."""
    try:
        here = Path.cwd()
    except OSError:
        return False
    return here == directory or directory in here.parents


def _swapped(staged: Path, directory: Path, old: Mapping[str, str]) -> bool:
    """Let the stage take the folder's place at once; False where that cannot be."""
    staged.chmod(0o777 & ~umask())
    if not directory.exists():
        staged.rename(directory)
        return True
    if not _exchangeable(directory):  # somebody has come in the meantime
        return False
    staged.chmod(directory.stat().st_mode & 0o7777)
    if _exchanged(staged, directory):
        return True
    if not any(directory.iterdir()):
        directory.rmdir()
        staged.rename(directory)
        return True
    # Between these two the folder is not there: better than half of it.
    aside = Path(f"{staged}.old")
    try:
        directory.rename(aside)
    except OSError:
        return False
    try:
        staged.rename(directory)
    except OSError:
        aside.rename(directory)
        return False
    rmtree(aside, ignore_errors=True)
    return True


def _exchanged(one: Path, other: Path) -> bool:
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    found: int = call(-100, os.fsencode(one), -100, os.fsencode(other), _EXCHANGE)
    return found == 0


def _moved(staged: Path, directory: Path, names: list[str]) -> None:
    for name in names:
        if not _within(directory, name):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(directory / name))
        target = directory / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (staged / name).chmod(0o666 & ~umask())
        (staged / name).replace(target)


def _without_stale(directory: Path, old: Mapping[str, str], new: set[str]) -> None:
    """Remove what an earlier run wrote and this one has not, where nobody has changed it since."""
    for name, digested in old.items():
        path = directory / name
        with suppress(OSError):
            if name not in new and not path.is_symlink() and path.is_file() and digest(path) == digested:
                path.unlink()
                for parent in PurePosixPath(name).parents[:-1]:
                    (directory / parent).rmdir()  # fails, and is left, unless it is empty
