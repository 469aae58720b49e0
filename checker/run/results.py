"""Results of earlier runs kept in the user's cache folder: what has not changed is not done again.

A result is named after all that it depends on: the content of the documents and what they are called, packs, language
and limits, and every source file of the program. It is read back into records of our own and nothing else: no file,
whatever stands in it, makes the program do anything. A file that has been changed is as good as none.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import stat
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from checker.cachefolder import read_own, write_own
from checker.pack.pack import Pack
from checker.record import dataclass
from checker.run.sketch import Bundle

SHELVES = 64
SHELF_BYTES = 16 << 20
"""Of each shelf: 1 GB in all, which is what some 50,000 reports come to."""
LARGEST = 1 << 30
"""Bytes of a result unpacked."""
_MAGIC = b"gouji result 1\n"
_RECORDS = (
    "checker.audit.audit",
    "checker.document",
    "checker.errors",
    "checker.finding",
    "checker.messages",
    "checker.reading.reading",
    "checker.run.sketch",
)
"""The modules whose records results are made of."""
_VALUES = {("decimal", "Decimal"), ("datetime", "date"), ("builtins", "set"), ("builtins", "frozenset")}


@dataclass(frozen=True, slots=True)
class Results:
    """The shelves of results in a folder that the user alone can write to; `context` is what all of a run depend on."""

    folder: Path
    context: str

    def of_file(self, path: Path, name: str) -> str | None:
        """The key of what is read of a file; None where that cannot be told."""
        digest = content_digest(path)
        return self._key("sketch", digest, name) if digest is not None else None

    def of_bundle(self, bundle: Bundle) -> str:
        """The key of the audit of a dossier."""
        members = [(one.document.path, one.document.sha256, one.pack, one.kind, role) for one, role in bundle.members]
        failed = [(path, repr(error.message)) for path, error in bundle.failed]
        rest = (bundle.remarks, bundle.beside, bundle.unchecked)
        return self._key("audit", repr(members), repr(failed), repr(rest))

    def _key(self, *parts: str) -> str:
        whole = json.dumps([self.context, *parts]).encode()
        return hashlib.sha256(whole).hexdigest()

    def get(self, key: str) -> Any:
        """What was kept under a key, None for nothing."""
        path = self._path(key)
        content = read_own(path)
        if content is None or not content.startswith(_MAGIC):
            return None
        digest, kept = content[len(_MAGIC) :][:32], content[len(_MAGIC) + 32 :]
        if hashlib.sha256(key.encode() + kept).digest() != digest:
            return None
        try:
            found = unpacked(kept)
        except Exception:
            # Whatever is wrong with what is kept, it is made anew.
            return None
        with suppress(OSError):
            os.utime(path)  # what is used stays
        return found

    def has(self, key: str) -> bool:
        """Whether something is kept under a key."""
        return self.get(key) is not None

    def put(self, key: str, value: object) -> None:
        """Keep a result; nothing depends on it."""
        kept = packed(value)
        content = _MAGIC + hashlib.sha256(key.encode() + kept).digest() + kept
        path = self._path(key)
        if len(content) > SHELF_BYTES // 2:
            return
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            _make_room(path.parent, len(content))
            write_own(path, content)

    def _path(self, key: str) -> Path:
        return self.folder / f"{int(key[:4], 16) % SHELVES:02d}" / key


def packed(value: object) -> bytes:
    """A value that is made of records of our own, as bytes."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(content: bytes) -> Any:
    """The value again; an exception of some kind for what is damaged or holds anything else."""
    return _Records(io.BytesIO(zlib.decompressobj().decompress(content, LARGEST))).load()


class _Records(pickle.Unpickler):
    """Reads records of our own and plain values, and refuses to look for anything else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _VALUES:
            return super().find_class(module, name)
        if module in _RECORDS and name[:1].isupper():
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def results(cache: Path, program: str, packs: Iterable[Pack], *about: object) -> Results | None:
    """The results of runs like this one; `program` changes with the program, `about` is what else they depend on."""
    if not program:
        return None
    folder = cache / "results"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return None
    except OSError:
        return None
    known = [[pack.id, pack.spec.version, pack.digest] for pack in packs]
    context = json.dumps([program, known, *map(repr, about)])
    return Results(folder, hashlib.sha256(context.encode()).hexdigest())


def content_digest(path: Path) -> str | None:
    """The SHA-256 of a regular file; None where it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _make_room(shelf: Path, size: int) -> None:
    """Remove what has not been used for longest until the shelf has room for so many bytes more."""
    with os.scandir(shelf) as entries:
        there = sorted((found.st_mtime_ns, found.st_size, entry.path) for entry in entries for found in [entry.stat()])
    total = size + sum(bytes_ for _, bytes_, _ in there)
    for _, bytes_, path in there:
        if total <= SHELF_BYTES:
            return
        with suppress(OSError):
            Path(path).unlink()
        total -= bytes_
