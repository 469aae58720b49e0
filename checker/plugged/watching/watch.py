"""The loop of a watched folder: events wake it up, but what there is to do a full look through the folder says."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from checker.errors import CheckerError, UsageError
from checker.messages import Message, say
from checker.plugged.watching.answers import Answers, Asked
from checker.plugged.watching.inbox import PATIENCE, Inbox, Look, is_written_by_us
from checker.plugged.watching.journal import Entry, Journal
from checker.record import dataclass

REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "davfs", "fuse.rclone", "afs", "ncpfs"})
"""File systems on which a change by another machine is no event here (Linux)."""

Tell = Callable[[Message | str], None]


@dataclass(frozen=True, slots=True)
class Watched:
    """The folders of a watch. `done` is where answered files are moved to; None leaves them where they are."""

    inbox: Path
    out: Path
    done: Path | None = None
    rest: float = 2.0
    """Seconds that a file has to be left alone before it is whole."""
    every: float = 2.0
    """Seconds between two looks through the folder."""
    once: bool = False
    """Answer what is there, and end."""
    polling: bool = False


def watch(folders: Watched, answers: Answers, journal: Journal, tell: Tell) -> None:
    """Answer what is in the inbox and what comes, without end, or once."""
    inbox = Inbox(folders.inbox, folders.out, folders.rest)
    moved_on = monotonic()
    tell = _once_each(tell)
    for _ in _ticks(folders, tell):
        files = inbox.files()
        open_ = {name: look for name, look in files.items() if journal.knows(name, look) is None}
        for name in inbox.whole(open_):
            if _answered(name, open_[name], folders, answers, journal, tell):
                moved_on = monotonic()
            else:
                inbox.forget(name)
        for name, look in files.items():
            if folders.done is not None and journal.knows(name, look) is not None:
                _moved(folders.inbox / name, folders.done / name, tell)
        left = [name for name, look in open_.items() if journal.knows(name, look) is None]
        if folders.once and (not left or monotonic() - moved_on > PATIENCE + folders.rest):
            for name in left:
                tell(say("plugged.not_whole", name=name))
            return


def _once_each(tell: Tell) -> Tell:
    """Says nothing twice in a row: what is tried again every few seconds has the same to say for hours."""
    last: str | None = None

    def told(line: Message | str) -> None:
        nonlocal last
        if repr(line) != last:
            last = repr(line)
            tell(line)

    return told


def _answered(name: str, look: Look, folders: Watched, answers: Answers, journal: Journal, tell: Tell) -> bool:
    """Answer a file that is whole; False where that has to be tried again."""
    path = folders.inbox / name
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        tell(say("plugged.not_read", name=name, why=error.strerror or str(error)))
        return False
    if Look.of(path) != look:
        return False
    folder = journal.answered(name, digest)
    if folder is not None:  # noted too late, or saved again without a change
        journal.add(name, Entry(look, digest, folder))
        return True
    if is_written_by_us(path):
        tell(say("plugged.own_output", name=name))
        journal.add(name, Entry(look, digest))
        return True
    try:
        answer = answers.give(Asked(name, path, look, digest))
    except CheckerError as error:
        tell(error.message)
        return False
    if answer is None:
        return False
    journal.add(name, Entry(look, digest, answer.folder))
    tell(answer.line)
    return True


def _moved(path: Path, target: Path, tell: Tell) -> None:
    """Move an answered file; one that is there already is never written over."""
    count = 1
    place = target
    while place.exists():
        count += 1
        place = target.with_stem(f"{target.stem}-{count}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, place)
    except OSError as error:
        tell(say("plugged.not_moved", path=str(path), why=error.strerror or str(error)))


def _ticks(folders: Watched, tell: Tell) -> Iterator[None]:
    """When to look through the folder: at once, then when something happens and every few seconds."""
    yield None
    pause = min(folders.every, folders.rest) if folders.once and folders.rest > 0 else folders.every
    if folders.polling or folders.once:
        while True:
            sleep(pause)
            yield None
    kind = file_system(folders.inbox)
    if kind in REMOTE:
        tell(say("plugged.remote", kind=kind))
        while True:
            sleep(pause)
            yield None
    from watchfiles import watch as events

    milliseconds = int(folders.every * 1000)
    for _ in events(
        folders.inbox,
        yield_on_timeout=True,
        rust_timeout=milliseconds,
        debounce=400,
        watch_filter=None,
        raise_interrupt=True,
    ):
        yield None


def file_system(path: Path) -> str:
    """The kind of file system that a folder is on; empty where the system does not say."""
    best, kind = "", ""
    here = str(path.resolve())
    with suppress(OSError, ValueError):
        for line in Path("/proc/mounts").read_text("utf-8", "surrogateescape").splitlines():
            _, place, name, *_ = line.split(" ")
            place = place.replace("\\040", " ")
            if (here == place or here.startswith(place.rstrip("/") + "/")) and len(place) >= len(best):
                best, kind = place, name
    return kind


def looked_over(folders: Watched) -> None:
    """UsageError for folders that cannot be watched, or would answer themselves."""
    if not folders.inbox.is_dir():
        raise UsageError(say("cli.no_folder", path=str(folders.inbox)))
    inbox, out = folders.inbox.resolve(), folders.out.resolve()
    if inbox == out or out in inbox.parents:
        raise UsageError(say("plugged.same_folder", path=str(folders.out)))
    if folders.done is not None and inbox in (folders.done.resolve(), *folders.done.resolve().parents):
        raise UsageError(say("plugged.same_folder", path=str(folders.done)))
