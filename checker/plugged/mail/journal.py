"""Which messages were answered: a line before an answer is sent, and one after."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from time import time
from typing import Any


class Journal:
    """A file of lines. What was begun and not done was perhaps sent: it is never sent again, but shown to a person."""

    def __init__(self, path: Path) -> None:
        self._begun: set[tuple[int, int]] = set()
        self._done: set[tuple[int, int]] = set()
        self._ids: set[str] = set()
        self._sent: dict[str, list[float]] = {}
        self.first: dict[int, int] = {}
        """For each validity of the mailbox the UID from which on messages are answered."""
        self.last_seen = 0.0
        with suppress(FileNotFoundError):
            for line in path.read_bytes().splitlines():
                with suppress(ValueError, KeyError, TypeError):
                    self._take(json.loads(line))
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab", buffering=0)
        self._file.write(b"\n" if path.stat().st_size else b"")  # behind a line that was cut off

    def is_new(self, validity: int, uid: int, message: str) -> bool:
        """Whether a message was neither answered nor begun, here or under another number."""
        return (validity, uid) not in self._begun | self._done and (not message or message not in self._ids)

    def unfinished(self, validity: int) -> list[int]:
        """The messages of which nobody knows whether their answer was sent."""
        return sorted(uid for one, uid in self._begun - self._done if one == validity)

    def recent(self, sender: str) -> int:
        """How many answers a sender got within the hour."""
        return sum(time() - moment < 3600 for moment in self._sent.get(sender, ()))

    def begins(self, validity: int, first: int) -> None:
        """From which message on this mailbox is answered."""
        self._add({"what": "mailbox", "validity": validity, "first": first})

    def begin(self, validity: int, uid: int, message: str, sender: str) -> None:
        """An answer is about to be sent."""
        self._add({"what": "begun", "validity": validity, "uid": uid, "id": message, "sender": sender})

    def done(self, validity: int, uid: int, message: str, how: str) -> None:
        """A message needs nothing more: it was answered, or is one that is not to be."""
        self._add({"what": "done", "validity": validity, "uid": uid, "id": message, "how": how})

    def close(self) -> None:
        """Leave it to others."""
        self._file.close()

    def _add(self, said: dict[str, Any]) -> None:
        said["time"] = time()
        self._take(said)
        self._file.write(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        with suppress(OSError):
            os.fsync(self._file.fileno())

    def _take(self, said: dict[str, Any]) -> None:
        moment = float(said["time"])
        self.last_seen = max(self.last_seen, moment)
        if said["what"] == "mailbox":
            self.first[int(said["validity"])] = int(said["first"])
            return
        place = int(said["validity"]), int(said["uid"])
        (self._begun if said["what"] == "begun" else self._done).add(place)
        if said["id"]:
            self._ids.add(said["id"])
        if said["what"] == "begun":
            self._sent.setdefault(said["sender"], []).append(moment)
