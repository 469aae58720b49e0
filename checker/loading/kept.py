"""Checked packs kept between runs, as JSON in the user's cache folder.

A copy is good for one state of the pack's files and of the program: of every source file of the package, and of the
folders of libraries, in which an installation leaves its trace. What is kept is named after the pack's folder and the
program's, so that a changed pack takes the place of its older self.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zlib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache, partial
from pathlib import Path
from typing import Any

import checker
from checker.cachefolder import cache_folder, read_own, write_own
from checker.loading.plain import made, plain
from checker.pack.pack import Pack
from checker.record import dataclass

LATER = ("forms", "rules", "texts", "inherited", "figures")
"""Parts of a pack on lines of their own, read when they are asked for: of most packs none is, as the signs of their
forms tell that a document is none of theirs."""

WORKED_OUT = ("signs", "laid_out")
"""What is worked out of a pack's parts and kept, so that to ask for it opens none of them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept copy: digest of the pack's own files, the pack that it extends, the lock over both, and the pack."""

    own: str
    extends: str
    lock: str
    content: bytes
    begin: int
    """Where the pack begins in the content, which is long and not copied before somebody asks for a part of it."""

    def pack(self, lock: str) -> Pack | None:
        """The pack, if it is that of a lock."""
        if self.lock != lock:
            return None
        now, *later = _lines(self.content, self.begin)
        try:
            return Pack.opened(
                _read(self.content, now),
                {name: partial(_read, self.content, part) for name, part in zip(LATER, later, strict=True)},
            )
        except Exception:
            # Whatever is wrong with a kept copy, the pack itself is read anew.
            return None


def find(directory: Path) -> Kept | None:
    """The copy that this program has kept of a pack."""
    path = _path(directory)
    content = read_own(path) if path is not None else None
    if content is None:
        return None
    begin = content.find(b"\n") + 1
    try:
        stamp, own, extends, lock, whole = json.loads(content[:begin])
    except (ValueError, TypeError):
        return None
    if not stamp or stamp != _stamp() or whole != _sum(memoryview(content)[begin:]):
        return None
    return Kept(str(own), str(extends), str(lock), content, begin)


def keep(directory: Path, own: str, extends: str, pack: Pack) -> None:
    """Leave a copy for the next run; nothing depends on it."""
    path = _path(directory)
    if path is not None and _stamp():
        now = {one.name: getattr(pack, one.name) for one in fields(pack) if one.name not in LATER}
        now |= {name: getattr(pack, name) for name in WORKED_OUT}
        body = b"\n".join(_written(part) for part in (now, *(getattr(pack, name) for name in LATER)))
        head = json.dumps([_stamp(), own, extends, pack.digest, _sum(body)], ensure_ascii=False)
        write_own(path, head.encode() + b"\n" + body)


def _written(part: Any) -> bytes:
    return json.dumps(plain(part), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _lines(content: bytes, begin: int) -> list[slice]:
    """Where the lines of a content are, from a place on."""
    found = []
    while (end := content.find(b"\n", begin)) >= 0:
        found.append(slice(begin, end))
        begin = end + 1
    return [*found, slice(begin, len(content))]


def _read(content: bytes, line: slice) -> Any:
    return json.loads(str(memoryview(content)[line], "utf-8", "surrogatepass"), object_hook=made)


def _sum(body: bytes | memoryview) -> int:
    """Against disks that lose something."""
    return zlib.crc32(body)


def _path(directory: Path) -> Path | None:
    folder = cache_folder()
    if folder is None:
        return None
    name = hashlib.sha256(os.fsencode(f"{directory.resolve()}\n{_package()}")).hexdigest()[:32]
    return folder / f"{name}.json"


def _package() -> str:
    return str(Path(checker.__file__).parent)


@cache
def _stamp() -> str:
    """Changes whenever what is kept might come out otherwise; empty where the program does not lie in files.

    Of a file its size, its times and its number, which no change leaves alone (a time of change, unlike one of
    writing, cannot be set): reading the 190 files would take 4 ms of each start, this takes 0.6.
    """
    return stamp(_package())


def stamp(*packages: str) -> str:
    """Changes whenever these folders of sources, the libraries or the interpreter do; empty where they are no files."""
    found = [repr(sys.version_info)]
    try:
        sources = sorted((one for folder in packages for one in _sources(folder)), key=lambda source: source[0])
    except OSError:
        return ""
    for path, status in sources:
        found.append(f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}")
    for folder in sys.path:
        if folder.endswith("-packages"):
            found.append(f"{folder} {_changed(folder)}")
    return hashlib.sha256("\n".join(found).encode("utf-8", "surrogateescape")).hexdigest()


def _sources(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.path, entry.stat()
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _sources(entry.path)


def _changed(folder: str) -> int:
    try:
        return Path(folder).stat().st_mtime_ns
    except OSError:
        return 0
