"""What must not be left behind however this process ends: temporary folders, and processes that others have started.

A signal that cannot be caught leaves no time to tidy up. So another process does, forked when there is first something
to remember: it reads from a pipe what there is, and the end of the pipe, which comes with the end of this process
whatever it died of, is the sign to remove what is still on its list. A system without fork goes without.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_tidier: int | None = None
"""The end of the pipe on which the other process hears of things."""


def die_with(parent: int) -> None:
    """Let the system kill this process as soon as its parent is gone; `parent` is its id, gone perhaps already."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)


@contextmanager
def temporary(prefix: str, folder: Path | None = None) -> Iterator[Path]:
    """A folder of one's own that is gone afterwards, and also when this process is killed within. OSError from making
    it."""
    path = temporary_folder(prefix, folder)
    try:
        yield Path(path)
    finally:
        remove_folder(path)


def temporary_folder(prefix: str, folder: Path | None = None) -> str:
    """A new folder, remembered before it is there: whoever is killed in between has left nothing. OSError from making
    it."""
    from tempfile import gettempdir

    path = os.path.abspath(os.path.join(folder or gettempdir(), prefix + os.urandom(8).hex()))  # noqa: PTH100, PTH118 - resolves no link
    remember_folder(path)
    try:
        os.mkdir(path, 0o700)  # noqa: PTH102
    except BaseException:
        forget_folder(path)
        raise
    return path


def remove_folder(path: str) -> None:
    """Remove a temporary folder with all that is in it, and forget it."""
    try:
        os.rmdir(path)  # noqa: PTH106 - most are empty, and what removes others takes longer to load than this
    except OSError:
        from shutil import rmtree

        rmtree(path, ignore_errors=True)
    forget_folder(path)


def remember_folder(path: str) -> None:
    """Have a folder removed if this process dies; its path is absolute."""
    _tell("+F", path)


def forget_folder(path: str) -> None:
    """The folder is gone, or is to stay."""
    _tell("-F", path)


def remember_session(leader: int) -> None:
    """Have the processes of a session killed if this process dies, by the id of the process that leads it."""
    _tell("+S", str(leader))


def forget_session(leader: int) -> None:
    """The session has ended."""
    _tell("-S", str(leader))


def end_session(leader: int) -> None:
    """Kill every process of a session, led by a process that may be gone already; groups of their own included."""
    for process in _members(leader):
        with suppress(OSError):
            os.kill(process, signal.SIGKILL)
    with suppress(OSError, AttributeError):
        os.killpg(leader, signal.SIGKILL)


def _members(leader: int) -> Iterator[int]:
    """By what Linux tells of every process; the program's name, in brackets, may hold anything."""
    with suppress(OSError):
        for entry in os.listdir("/proc"):  # noqa: PTH208
            if entry.isdecimal():
                with suppress(OSError, IndexError, ValueError):
                    state = Path("/proc", entry, "stat").read_bytes().rpartition(b")")[2].split()
                    if int(state[3]) == leader:
                        yield int(entry)


def _tell(sign: str, what: str) -> None:
    global _tidier
    if _tidier is None:
        if not hasattr(os, "fork"):
            return
        _tidier = _started()
    line = f"{sign}{what}\0".encode("utf-8", "surrogateescape")
    try:
        os.write(_tidier, line)
    except OSError:  # it was killed: from now on there is nobody to remember anything
        with suppress(OSError):
            os.close(_tidier)
        _tidier = None


def _started() -> int:
    """Fork the other process. It is in a session of its own, where no signal meant for us reaches it."""
    ours, theirs = os.pipe()
    if os.fork():
        os.close(ours)
        return theirs
    try:
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        # Whoever waits for the end of our output must not wait for this process.
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        os.dup2(ours, 3)
        os.closerange(4, _most_handles())
        os.set_inheritable(3, False)
        _tidy_up(3)
    finally:
        os._exit(0)


def _most_handles() -> int:
    most = os.sysconf("SC_OPEN_MAX")
    return min(most, 4096) if most > 0 else 4096


def _tidy_up(pipe: int) -> None:
    heard = bytearray()
    there: dict[str, None] = {}
    while part := os.read(pipe, 65536):
        heard += part
        *lines, rest = bytes(heard).split(b"\0")
        heard = bytearray(rest)
        for line in lines:
            word = line.decode("utf-8", "surrogateescape")
            if word[0] == "+":
                there[word[1:]] = None
            else:
                there.pop(word[1:], None)
    for word in there:
        if word[0] == "S":
            end_session(int(word[1:]))
    for word in there:
        if word[0] == "F":
            from shutil import rmtree  # by most of these processes never needed

            rmtree(word[1:], ignore_errors=True)


def _forked() -> None:
    """A worker must not hold the pipe open, whose end tells that its parent is gone; what it has is the parent's."""
    global _tidier
    if _tidier is not None:
        with suppress(OSError):
            os.close(_tidier)
        _tidier = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
