"""What has been answered: a line for each file, in a journal that a break-down cannot spoil."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from checker.errors import UsageError
from checker.messages import say
from checker.plugged.watching.inbox import Look
from checker.record import dataclass

NAME = ".gouji-watch.jsonl"
LOCK = ".gouji-watch.lock"
ORPHANS = 5.0
"""Seconds: as long as the workers of a process that was killed may hold its lock."""
ANSWER = "answer.json"
"""In the folder of an answer, written with it: what it answers. The journal only spares looking for it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that has been answered; `folder` is that of the answer, empty where there is none to be given."""

    look: Look
    digest: str
    folder: str = ""


class Journal:
    """The journal of an output folder; one process at a time has it."""

    def __init__(self, out: Path) -> None:
        """UsageError where another process has it."""
        self._out = out
        self._lock = _locked(out / LOCK)
        self._entries: dict[str, Entry] = {}
        self._answered: dict[tuple[str, str], str] = {}
        path = out / NAME
        with suppress(FileNotFoundError):
            for line in path.read_bytes().splitlines():
                self._take(line)
        self._file = path.open("ab", buffering=0)
        if path.stat().st_size and not path.read_bytes().endswith(b"\n"):
            self._file.write(b"\n")  # a line that the break-down of a system has cut off
        for answer in out.glob(f"[!.]*/*/{ANSWER}"):
            with suppress(OSError, ValueError, KeyError, TypeError):
                said = json.loads(answer.read_bytes())
                self._answered[said["file"], said["sha256"]] = answer.parent.relative_to(out).as_posix()

    def knows(self, name: str, look: Look) -> Entry | None:
        """What was answered to a file that looks like this."""
        entry = self._entries.get(name)
        return entry if entry is not None and entry.look == look else None

    def answered(self, name: str, digest: str) -> str | None:
        """The folder of the answer to a file of this content; None where there is none."""
        return self._answered.get((name, digest))

    def add(self, name: str, entry: Entry) -> None:
        """Note an answer that is there; after this a break-down of the system does not lose the line."""
        self._entries[name] = entry
        if entry.folder:
            self._answered[name, entry.digest] = entry.folder
        said = {"file": name, "size": entry.look.size, "time": entry.look.moment, "sha256": entry.digest}
        line = json.dumps({**said, "answer": entry.folder}, ensure_ascii=False)
        self._file.write(line.encode("utf-8", "surrogateescape") + b"\n")
        with suppress(OSError):
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Leave it to others."""
        self._file.close()
        self._lock.close()

    def _take(self, line: bytes) -> None:
        with suppress(ValueError, KeyError, TypeError):
            said: dict[str, Any] = json.loads(line.decode("utf-8", "surrogateescape"))
            entry = Entry(Look(int(said["size"]), int(said["time"])), str(said["sha256"]), str(said["answer"]))
            self._entries[str(said["file"])] = entry
            if entry.folder:
                self._answered[str(said["file"]), entry.digest] = entry.folder


def _locked(path: Path) -> Any:
    """The open lock file of an output folder; the system frees it whatever ends the process."""
    file = path.open("ab")
    try:
        import fcntl
    except ImportError:  # Windows, where nothing of the kind outlives a process as safely
        return file
    until = monotonic() + ORPHANS
    while True:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except BlockingIOError:
            if monotonic() > until:
                file.close()
                raise UsageError(say("plugged.watched_already", path=str(path.parent))) from None
            sleep(0.2)
        except OSError:  # a share without locks
            return file
