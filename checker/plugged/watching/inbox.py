"""The files of an inbox: which are documents, and which of them are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, time

from checker.files.marks import is_ours
from checker.record import dataclass
from checker.wiring.files import ARCHIVES, MEDIA, PICTURES, SETTINGS

LOCKS = ("~$", ".~lock.")
"""What Word, WPS and LibreOffice put beside a file that is open."""
UNDER_WAY = frozenset({".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".swp", ".lock"})
"""What browsers, mail programs and copying programs call a file that is not all there."""
LEFT_BEHIND = 86_400.0
"""Seconds after which the lock of a file is taken for one that a program has left behind when it broke down."""
PATIENCE = 60.0
"""Seconds that a file may be without its end and at rest before it is taken for one that never had it."""
_TAIL = 66_000
"""Bytes: the end record of a zip stands in the last of them, however long its comment."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the system says of a file: as long as that does not change, nobody is writing it."""

    size: int
    moment: int
    """Of the last change, in nanoseconds of the clock of the file system."""

    @classmethod
    def of(cls, path: Path) -> Look | None:
        """Of a file as it is now; None where there is none."""
        try:
            about = path.stat()
        except OSError:
            return None
        return cls(about.st_size, about.st_mtime_ns)


@dataclass(slots=True)
class Seen:
    """Since when a file has looked like this, in seconds of our own clock; that of a share may be another."""

    look: Look
    since: float


class Inbox:
    """A folder and those below it, looked through again and again."""

    def __init__(self, folder: Path, out: Path, rest: float) -> None:
        """`out` is not looked into where it lies inside; `rest` is how many seconds a file has to be left alone."""
        self.folder = folder
        self._rest = rest
        self._seen: dict[str, Seen] = {}
        self._out = out.resolve()

    def files(self) -> dict[str, Look]:
        """The documents by their path in the inbox, in order, whole or not."""
        found: dict[str, Look] = {}
        waiting = [self.folder]
        while waiting:
            here = waiting.pop()
            try:
                with os.scandir(here) as entries:
                    inside = sorted(entries, key=lambda entry: entry.name)
            except OSError:  # gone, or closed to us: a share that is away for a while comes back
                continue
            for entry in inside:
                with suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        if not entry.name.startswith(".") and Path(entry.path).resolve() != self._out:
                            waiting.append(Path(entry.path))
                    elif entry.is_file(follow_symlinks=False) and is_document(entry.name):
                        about = entry.stat(follow_symlinks=False)
                        name = Path(entry.path).relative_to(self.folder).as_posix()
                        found[name] = Look(about.st_size, about.st_mtime_ns)
        return dict(sorted(found.items()))

    def whole(self, files: dict[str, Look]) -> Iterator[str]:
        """Those of the files that have been at rest, that no program holds open, and that have an end."""
        now = monotonic()
        for name in [one for one in self._seen if one not in files]:
            del self._seen[name]
        for name, look in files.items():
            seen = self._seen.get(name)
            if seen is None or seen.look != look:
                self._seen[name] = Seen(look, now)
                if self._rest > 0:
                    continue
                seen = self._seen[name]
            still = now - seen.since
            path = self.folder / name
            if still >= self._rest and not is_open(path) and (has_end(path) or still >= PATIENCE):
                yield name

    def forget(self, name: str) -> None:
        """Look at a file as if it had never been seen: it could not be read just now."""
        self._seen.pop(name, None)


def is_document(name: str) -> bool:
    """Whether a file of this name is to be answered; what is no document is left alone without a word."""
    suffix = Path(name).suffix.lower()
    if name.startswith((".", *LOCKS)) or suffix in UNDER_WAY or name in SETTINGS:
        return False
    return bool(suffix) and suffix not in ARCHIVES | PICTURES | MEDIA


def is_open(path: Path) -> bool:
    """Whether a program holds it open, as the file beside it says that such programs make."""
    name = path.name
    for lock in (f"~${name}", f"~${name[2:]}", f"~${name[1:]}", f".~lock.{name}#"):
        with suppress(OSError):
            if time() - (path.parent / lock).stat().st_mtime < LEFT_BEHIND:
                return True
    return False


def has_end(path: Path) -> bool:
    """Whether what a file begins as is there to its end, as far as that can be told: of archives and PDFs."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - _TAIL, 0))
            tail = file.read()
    except OSError:
        return False
    if not head:
        return False
    if head.startswith(b"PK\x03\x04"):
        return b"PK\x05\x06" in tail
    return b"%%EOF" in tail if head.startswith(b"%PDF-") else True


def is_written_by_us(path: Path) -> bool:
    """Whether it is an output of gouji: an annotated copy that somebody has put back is no report."""
    try:
        return is_ours(path)
    except OSError:
        return False
