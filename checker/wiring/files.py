"""From the paths of a call to the files to read; of every other file of a folder it is told why it is not read."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from checker.errors import CheckerError, UsageError
from checker.files.marks import is_ours
from checker.files.writing import cannot_write
from checker.messages import Message, say
from checker.record import dataclass
from checker.run.run import Limits
from checker.wiring import unpacking
from checker.workers.pool import run_one

Made = TypeVar("Made")

SETTINGS = frozenset({"dossier.yaml", "waivers.yaml", "units.yaml", "gouji.toml"})
ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".cab", ".iso"})
PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".svg", ".ico", ".psd", ".emf", ".wmf"}
)
MEDIA = frozenset({".mp3", ".wav", ".m4a", ".mp4", ".avi", ".mov", ".wmv", ".mkv", ".flv"})
_PLAIN = frozenset({"txt", "csv", "md", "html"})
"""What any text may be taken for: of these the suffix decides."""
_OFFICE_LOCK = ("~$", ".~")
_HEAD = 65536


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder that is not read; `kind` is a word by which they are counted, `why` the whole of it."""

    path: str
    kind: str
    why: Message


@dataclass(frozen=True, slots=True)
class Listing:
    """What the paths of a call hold: (path, name) of every file to read, each once, in order; and all the rest."""

    files: tuple[tuple[Path, str], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    closed: tuple[tuple[str, Message], ...] = ()
    """(path, why) of folders that cannot be looked into: there may be reports in them."""
    settings: tuple[Path, ...] = ()
    """The dossier.yaml and waivers.yaml of the folders."""
    faults: tuple[CheckerError, ...] = ()
    """What was wrong with the paths themselves."""
    unpacked: tuple[tuple[Path, Path], ...] = ()
    """(folder, shown) of archives: where their files are, and what their paths are shown to begin with."""

    def home(self, settings: Path) -> Path:
        """The folder of a file of settings, as the paths of its documents name it."""
        for folder, shown in self.unpacked:
            if folder in settings.parents:
                return shown / settings.parent.relative_to(folder)
        return settings.parent

    def everything(self) -> list[Path]:
        """Every file that was met but for those that gouji has written: none of them is to be written over."""
        others = (Path(one.path) for one in self.left_out if one.kind != "own")
        return [*(path for path, _ in self.files), *others, *self.settings]


@dataclass(frozen=True, slots=True)
class _Folder:
    files: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    closed: list[tuple[str, Message]] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)


def listing(paths: Sequence[Path], limits: Limits | None = None, room: Callable[[], Path] | None = None) -> Listing:
    """What there is to read. A folder is walked in a worker: what a file is may only be told by looking into it.

    `room` makes a folder that lives as long as the run. With it a zip is unpacked, and `-` is standard input.
    """
    limits = limits or Limits()
    found: dict[str, tuple[Path, str]] = {}
    left_out: list[LeftOut] = []
    closed: list[tuple[str, Message]] = []
    settings: list[Path] = []
    faults: list[CheckerError] = []
    unpacked: list[tuple[Path, Path]] = []
    for named in paths:
        path, shown = named, named
        try:
            if room is not None and str(named) == "-":
                path, shown = unpacking.standard_input(room()), Path("stdin")
            kind = _kind(path)
            if room is not None and isinstance(kind, int) and stat.S_ISREG(kind) and unpacking.is_archive(path):
                archive, path = path, room() / str(len(unpacked))
                path.mkdir()
                _in_a_worker(partial(unpacking.unpack, archive, path), limits, str(shown))
                unpacked.append((path, shown))
                kind = stat.S_IFDIR
        except CheckerError as error:
            faults.append(error)
            continue
        except OSError as error:
            faults.append(cannot_write(path, error))
            continue
        if kind is None:
            faults.append(UsageError(say("cli.no_such_file", path=str(path))))
        elif isinstance(kind, Message):
            faults.append(UsageError(say("reading.unreadable", path=str(path), why=kind)))
        elif stat.S_ISDIR(kind):
            folder = _folder(path, limits)
            if not folder.files and not folder.closed:
                faults.append(UsageError(say("cli.empty_folder", path=str(shown))))

            def name(inside: str, path: Path = path, shown: Path = shown) -> str:
                return inside if path is shown else str(shown / Path(inside).relative_to(path))

            for file in folder.files:
                found.setdefault(os.path.realpath(file), (Path(file), name(file)))
            left_out += [replace(one, path=name(one.path)) for one in folder.left_out]
            closed += [(name(inside), why) for inside, why in folder.closed]
            settings += map(Path, folder.settings)
        else:
            found.setdefault(os.path.realpath(path), (path, str(shown)))
    names = {name for _, name in found.values()}
    return Listing(
        tuple(found.values()),
        tuple({one.path: one for one in left_out if one.path not in names}.values()),
        tuple(dict(closed).items()),
        tuple(dict.fromkeys(settings)),
        tuple(faults),
        tuple(unpacked),
    )


def with_files(found: Listing, paths: Sequence[Path], limits: Limits) -> Listing:
    """The listing and what these paths hold, as far as it is not in it yet."""
    if not paths:
        return found
    more = listing(paths, limits)
    known = {os.path.realpath(path) for path, _ in found.files}
    files = (one for one in more.files if os.path.realpath(one[0]) not in known)
    return replace(found, files=(*found.files, *files), faults=(*found.faults, *more.faults))


def files_of(paths: list[Path]) -> tuple[list[tuple[Path, str]], list[CheckerError]]:
    """(path, name) of every file to read, and what was wrong with the paths; for whom the rest does not matter."""
    found = listing(paths)
    return list(found.files), list(found.faults)


def _kind(path: Path) -> int | Message | None:
    """The mode of what a path leads to; None where there is nothing, a message where that cannot be told."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:  # a loop of links, a name that is too long, a null byte
        return say("cli.because", why=getattr(error, "strerror", None) or str(error))


def _in_a_worker(function: Callable[[], Made], limits: Limits, name: str) -> Made:
    outcome = run_one(function, seconds=limits.seconds, memory_mb=limits.memory_mb, name=lambda _: name)
    if outcome.error is not None:
        raise outcome.error
    result: Made = outcome.result  # type: ignore[assignment]
    return result


def _folder(path: Path, limits: Limits) -> _Folder:
    try:
        return _in_a_worker(partial(_walked, path), limits, str(path))
    except CheckerError as error:
        return _Folder(closed=[(str(path), error.message)])


def _walked(folder: Path) -> _Folder:
    found = _Folder()
    _walk(folder, found)
    return found


def _walk(folder: Path, found: _Folder) -> None:
    """The documents of a folder, then those of the folders below; no link is followed."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            why = say("cli.closed_folder", why=error.strerror or str(error))
            found.closed.append((str(here), why))
            found.left_out.append(LeftOut(str(here), "closed", why))
            continue
        below = []
        for entry in inside:
            path = here / entry.name
            try:
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith((".", "__")):
                    below.append(path)
                else:
                    _put(path, entry, found)
            except OSError as error:
                found.left_out.append(_out(path, "unreadable", error.strerror or str(error)))
        waiting += reversed(below)


def _put(path: Path, entry: os.DirEntry[str], found: _Folder) -> None:
    reason = next(_reasons(path, entry), None)
    if reason is None:
        found.files.append(str(path))
    elif reason.kind == "settings" and entry.is_file(follow_symlinks=False):
        found.settings.append(str(path))
        found.left_out.append(reason)
    else:
        found.left_out.append(reason)


def _reasons(path: Path, entry: os.DirEntry[str]) -> Iterator[LeftOut]:
    """Why a file of a folder is not read, the first that there is; nothing for a document."""
    name, suffix = path.name, path.suffix.lower()
    if entry.is_symlink():
        yield _link(path)
    if name.startswith(_OFFICE_LOCK):
        yield _out(path, "lock")
    if name.startswith(".") or entry.is_dir(follow_symlinks=False):
        yield _out(path, "hidden")
    if not entry.is_file(follow_symlinks=False):
        yield _out(path, "special")
    if name in SETTINGS:
        yield _out(path, "settings")
    if path.stem.lower() == "readme":
        yield _out(path, "readme")
    if is_ours(path):
        yield _out(path, "own")
    if not _is_document(path, suffix):
        kinds = ((ARCHIVES, "archive"), (PICTURES, "picture"), (MEDIA, "media"))
        yield _out(path, next((kind for known, kind in kinds if suffix in known), "foreign"))


def _out(path: Path, kind: str, why: str = "") -> LeftOut:
    return LeftOut(str(path), kind, say(f"cli.left_{kind}", why=why))


def _link(path: Path) -> LeftOut:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return LeftOut(str(path), "link", say("cli.left_link_nowhere"))
    return LeftOut(str(path), "link", say("cli.left_link", target=str(target)))


def _is_document(path: Path, suffix: str) -> bool:
    """Whether a file of a folder is one to read: it has a document's suffix, or its content is a document's.

    What is written behind the last dot need not be a suffix (年度报告2022.12, 报告.docx.bak): there, and where
    there is no dot, the content is asked.
    """
    from adapters import SUFFIXES, sniff

    if any(suffix in usual for usual in SUFFIXES.values()):
        return True
    if suffix in ARCHIVES | PICTURES | MEDIA:
        return False
    try:
        with path.open("rb") as file:
            form = sniff(path, file.read(_HEAD))
    except (OSError, CheckerError):
        return False
    return form not in _PLAIN or not suffix[1:].isascii() or suffix[1:].isdigit() or not suffix
