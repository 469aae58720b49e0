"""What a call is about to write, held against what is there: nothing of anybody else's is written over."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from checker.errors import UsageError
from checker.files.marks import NOTHING, is_ours
from checker.messages import Message, say


class Collisions(UsageError):
    """Targets that cannot be; `faults` holds each of them."""

    def __init__(self, faults: Sequence[Message]) -> None:
        super().__init__(say("cli.collisions", count=len(faults)))
        self.faults = tuple(faults)


class Inputs:
    """The files that a call reads, by what the file system knows them as: another name of one is still the same."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._ids: dict[tuple[int, int], Path] = {}
        for path in paths:
            try:
                found = path.stat()
            except OSError:  # gone, or never there: what its name leads to now is looked at as anything else
                continue
            self._ids.setdefault((found.st_dev, found.st_ino), path)

    def of(self, path: Path) -> Path | None:
        """The input that a path leads to, also through a link."""
        try:
            found = path.stat()
        except OSError:
            return None
        return self._ids.get((found.st_dev, found.st_ino))


def refuse(targets: Iterable[Path], inputs: Inputs, force: bool = False) -> None:
    """Collisions with every target that is not to be written over, all of them at once.

    An input, a folder, a device and a file that is wanted twice never are; a link, and a file that gouji has not
    written, only with `force`. A link is then replaced, and what it leads to is not touched.
    """
    faults = []
    wanted: dict[str, str] = {}
    folders: dict[Path, Path] = {}  # of thousands of targets most are in one
    for target in targets:
        place = spelling(target, folders)
        if place in wanted:
            faults.append(say("cli.wanted_twice", path=str(target), other=wanted[place]))
            continue
        wanted[place] = str(target)
        fault = _fault(target, inputs, force)
        if fault is not None:
            faults.append(fault)
    if faults:
        raise Collisions(faults)


def spelling(path: Path, folders: dict[Path, Path] | None = None) -> str:
    """A path by which two are compared: file systems that fold case or normalise names take some pairs for one.

    `folders` are those that have been looked up, by what they are called.
    """
    known = {} if folders is None else folders
    if path.parent not in known:
        try:
            known[path.parent] = path.parent.resolve()
        except (OSError, RuntimeError):  # a loop of links
            known[path.parent] = path.parent.absolute()
    return unicodedata.normalize("NFC", str(known[path.parent] / path.name)).casefold()


def _fault(target: Path, inputs: Inputs, force: bool) -> Message | None:
    try:
        found = target.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        return say("cli.cannot_write", path=str(target), why=error.strerror or str(error))
    source = inputs.of(target)
    if source is not None:
        return say("cli.is_input", path=str(target), source=str(source))
    if stat.S_ISDIR(found.st_mode):
        return say("cli.is_folder", path=str(target))
    if stat.S_ISLNK(found.st_mode):
        return None if force else say("cli.is_link", path=str(target))
    if not stat.S_ISREG(found.st_mode):
        return say("cli.is_device", path=str(target))
    return None if force or _replaceable(target, found) else say("cli.not_ours", path=str(target))


def _replaceable(target: Path, found: os.stat_result) -> bool:
    if found.st_size <= 16:
        try:
            return bool(NOTHING.match(target.read_bytes()))
        except OSError:
            return False
    return is_ours(target)
