"""The folder of files: each under the hash of its content, written once, whole or not there."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from checker.errors import UsageError
from checker.messages import say
from checker.record import dataclass
from checker.service.store.database import new_key

SHARED = "store-id"
"""The file that says which database the folder belongs to."""
ROOM = 1 << 30
"""Bytes of the disk that uploads leave free."""


@dataclass(frozen=True)
class Files:
    """`incoming` is where what is not whole yet is written; on the same disk, so that it can be renamed."""

    folder: Path

    @property
    def incoming(self) -> Path:
        """Where files are written before their hash is known."""
        return self.folder / "incoming"

    def prepare(self) -> None:
        """Make the folders, for nobody else to look into."""
        for path in (self.folder, self.folder / "files", self.incoming):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the file of a hash is, or would be."""
        return self.folder / "files" / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the file of a hash is there."""
        return self.path(sha256).is_file()

    def get(self, sha256: str) -> bytes:
        """The content of a file. FileNotFoundError where it was deleted."""
        return self.path(sha256).read_bytes()

    def put(self, content: bytes) -> str:
        """Keep a content; its hash."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.has(sha256):
            with self.opened() as (file, path):
                file.write(content)
                self._sync(file)
                self.adopt(path, sha256)
        return sha256

    @contextmanager
    def opened(self) -> Iterator[tuple[BinaryIO, Path]]:
        """A file to write to; whatever has not been adopted in the end is removed."""
        path = self.incoming / new_key()
        try:
            with path.open("xb") as file:
                yield file, path
        finally:
            with suppress(OSError):
                path.unlink()

    def adopt(self, path: Path, sha256: str) -> None:
        """Take a file of `incoming` that is whole and on the disk; two who bring the same do not disturb each other."""
        target = self.path(sha256)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        path.chmod(0o400)
        path.replace(target)
        _sync_folder(target.parent)

    def _sync(self, file: BinaryIO) -> None:
        file.flush()
        os.fsync(file.fileno())

    def remove(self, sha256: str) -> None:
        """Delete a file."""
        with suppress(FileNotFoundError):
            self.path(sha256).unlink()

    def every(self) -> Iterator[tuple[str, float]]:
        """The hashes of all files, and for how many seconds each has been there."""
        now = time.time()
        for shelf in sorted((self.folder / "files").iterdir()):
            for path in shelf.iterdir():
                with suppress(FileNotFoundError):
                    yield path.name, now - path.stat().st_mtime

    def forsaken(self, age: float) -> int:
        """Clear `incoming` of what nobody has touched for so many seconds: a server that is killed leaves there what
        it was at, and no other can tell it from what a third is writing but by its age. How many went."""
        before = time.time() - age
        gone = 0
        for path in self.incoming.iterdir():
            with suppress(FileNotFoundError):
                if path.lstat().st_mtime >= before:
                    continue
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
                gone += 1
        return gone

    def free(self) -> int:
        """Bytes that uploads may still take."""
        return shutil.disk_usage(self.folder).free - ROOM

    def claim(self, store: str, *, first: bool) -> None:
        """Say that the folder is of the database of this id, whose `first` it is. UsageError where it is another's
        or says nothing: servers of one database have to share their files."""
        path = self.folder / SHARED
        if first:
            # Empty it is of a server that was killed between making it and writing it.
            with suppress(FileNotFoundError):
                if not path.stat().st_size:
                    path.unlink()
            with suppress(FileExistsError), path.open("x", encoding="ascii") as file:
                file.write(store)
                file.flush()
                os.fsync(file.fileno())
        if not path.is_file() or path.read_text("ascii", "replace").strip() != store:
            raise UsageError(say("service.other_folder", path=str(self.folder)))


def _sync_folder(folder: Path) -> None:
    """Have the name of a new file on the disk too."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
