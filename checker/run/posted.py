"""Files and dossiers on their way to other machines: by path or by content, and kept here when they are done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.audit.audit import Audit
from checker.leftovers import temporary
from checker.record import dataclass
from checker.run.sketch import Bundle, Sketch
from checker.run.work import Work
from checker.workers.elsewhere import Post

if TYPE_CHECKING:
    from checker.run.results import Results

Content = Callable[[Path, str], bytes]
"""The content of a file by its path and name; a CheckerError where it is none to read."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A file by its content: `file` is the last part of its path, `name` what it is called."""

    file: str
    name: str
    content: bytes


class Opener:
    """Reads what comes, on the machine that it has come to: a file that is there, or a letter."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __call__(self, item: tuple[Path, str] | Letter) -> Sketch:
        """As `Work.sketch`."""
        if not isinstance(item, Letter):
            return self._work.sketch(item)
        with temporary("gouji-") as folder:
            path = folder / item.file
            path.write_bytes(item.content)
            return self._work.sketch((path, item.name))


class Files(Post[tuple[Path, str], Sketch]):
    """`content` reads a file that is sent whole; None where files lie under the same paths over there."""

    def __init__(self, kept: Results | None, content: Content | None) -> None:
        self._kept = kept
        self._content = content
        self._keys: dict[str, str] = {}

    def known(self, item: tuple[Path, str]) -> Sketch | None:
        """What an earlier run has read."""
        key = self._kept.of_file(*item) if self._kept is not None else None
        if self._kept is None or key is None:
            return None
        found = self._kept.get(key)
        if isinstance(found, Sketch):
            return found
        self._keys[item[1]] = key
        return None

    def sent(self, item: tuple[Path, str]) -> object:
        """The file, or its place from the root."""
        path, name = item
        if self._content is not None:
            return Letter(path.name, name, self._content(path, name))
        return path.absolute(), name

    def keep(self, item: tuple[Path, str], result: Sketch) -> None:
        """Keep what was read, if it is still what the key was made of."""
        key = self._keys.pop(item[1], None)
        if self._kept is not None and key is not None and self._kept.of_file(*item) == key:
            self._kept.put(key, result)


class Dossiers(Post[Bundle, Audit]):
    """They travel with all that was read of their documents."""

    def __init__(self, kept: Results | None) -> None:
        self._kept = kept

    def known(self, item: Bundle) -> Audit | None:
        """What an earlier run has found."""
        found: Any = self._kept.get(self._kept.of_bundle(item)) if self._kept is not None else None
        return found if isinstance(found, Audit) else None

    def keep(self, item: Bundle, result: Audit) -> None:
        """Keep what was found."""
        if self._kept is not None:
            self._kept.put(self._kept.of_bundle(item), result)
