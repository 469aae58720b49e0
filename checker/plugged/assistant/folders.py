"""Which files an assistant may ask about: documents in the folders that the user has named, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.errors import UsageError
from checker.messages import say


class Folders:
    """The folders of a user; a path is one below them, whatever links it goes over."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """UsageError for a folder that is none."""
        self.roots = []
        for folder in folders:
            if not folder.is_dir():
                raise UsageError(say("cli.no_folder", path=str(folder)))
            self.roots.append(folder.resolve())

    def file(self, path: str) -> Path:
        """The file of a path, which may be relative to one of the folders.

        UsageError where there is none in the folders; what lies outside of them is not told from what is not there.
        """
        for root in self.roots:
            try:
                found = (root / path).resolve()
                inside = any(one in found.parents for one in self.roots)
                if inside and found.is_file() and not any(part.startswith(".") for part in found.parts[1:][-1:]):
                    return found
            except (OSError, ValueError, RuntimeError):  # a null byte, a name that is too long, a loop of links
                continue
        shown = ", ".join(map(str, self.roots))
        raise UsageError(say("plugged.not_in_folders", path=path, folders=shown))

    def documents(self) -> list[str]:
        """Every document in the folders, in order."""
        from checker.wiring.files import listing

        found = listing(self.roots) if self.roots else None
        return sorted(str(path) for path, _ in found.files) if found is not None else []
