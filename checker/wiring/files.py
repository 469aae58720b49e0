"""From the paths of a call to the files to read: folders are walked, what is no document is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from checker.errors import CheckerError, UsageError
from checker.messages import say

OWN_FILES = frozenset({"dossier.yaml", "waivers.yaml", "units.yaml"})
_OFFICE_LOCK = ("~$", ".~")


def files_of(paths: list[Path]) -> tuple[list[tuple[Path, str]], list[CheckerError]]:
    """(path, name) of every file to read, each once, in order; and what was wrong with the paths themselves."""
    found: dict[Path, str] = {}
    faults: list[CheckerError] = []
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path))
            if not inside:
                faults.append(UsageError(say("cli.empty_folder", path=str(path))))
            for file in inside:
                found.setdefault(file.resolve(), str(file))
        elif path.exists():
            found.setdefault(path.resolve(), str(path))
        else:
            faults.append(UsageError(say("cli.no_such_file", path=str(path))))
    return [(Path(name), name) for name in found.values()], faults


def _walk(folder: Path) -> Iterator[Path]:
    """The documents of a folder and those below, by suffix or content; hidden files, lock files and our own apart."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            path = Path(top) / name
            if not name.startswith((".", *_OFFICE_LOCK)) and not _own(name) and _is_document(path):
                yield path


def _own(name: str) -> bool:
    """Whether a file speaks of the folder and is no document of it."""
    return name in OWN_FILES or Path(name).stem.lower() == "readme"


def _is_document(path: Path) -> bool:
    """Whether a file of a folder is one to read: it has a document's suffix, or its content is a document's."""
    from adapters import SUFFIXES, sniff

    if any(path.suffix.lower() in usual for usual in SUFFIXES.values()):
        return True
    if path.suffix:
        return False
    try:
        with path.open("rb") as file:
            return bool(sniff(path, file.read(65536)))
    except (OSError, CheckerError):
        return False
