"""The record of a run beside its report, written as it goes: with what it was begun, and what has become of each input.

    {"gouji": "0.1.0", "about": {"packs": [...], "lang": "zh-CN", ...}, "begun": "2026-11-28T20:00:00+00:00"}
    {"path": "in/a.docx", "sha256": "...", "outcome": "done"}
    {"dossier": ["in/a.docx"], "findings": 3, "unchecked": 0}
    {"ended": "2026-11-28T20:10:00+00:00"}

When the report is whole the record lies in it. One that is still beside it tells of a run that did not come so far.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from checker import __version__
from checker.errors import UsageError
from checker.files.writing import cannot_write
from checker.messages import say
from checker.pack.pack import Pack
from checker.run.results import content_digest
from checker.run.run import Limits

NAME = "run.jsonl"
"""In the report; beside it the report's name comes before."""
_LARGEST = 256 << 20


def beside(report: Path) -> Path:
    """Where the record of a run lies until its report is whole: beside it, or in the folder where that is all that may
    be written to, as one that is mounted."""
    whole = report.resolve()
    if whole.is_dir() and not os.access(whole.parent, os.W_OK):
        return whole / f"unfinished.{NAME}"
    return whole.with_name(f"{whole.name}.{NAME}")


class RunFile:
    """The record under way. What cannot be written stops no run: it is told in the end."""

    def __init__(self, path: Path, about: dict[str, Any]) -> None:
        self.path = path
        first = {"gouji": __version__, "about": about, "begun": _now()}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
            self._handle = os.open(path, flags, 0o666)
        except OSError as error:
            raise cannot_write(path, error) from None
        self._failed: OSError | None = None
        self.add(first)

    def add(self, entry: dict[str, Any]) -> None:
        """One line more, at once on its way to the disk."""
        line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        try:
            os.write(self._handle, line)
        except OSError as error:
            self._failed = error

    def whole(self) -> bytes:
        """The record for the report, without its times; UsageError where the disk did not take all of it."""
        self.add({"ended": _now()})
        if self._failed is not None:
            raise cannot_write(self.path, self._failed)
        try:
            first, *lines, _ = self.path.read_bytes().splitlines(keepends=True)
        except (OSError, ValueError) as error:
            raise cannot_write(self.path, error if isinstance(error, OSError) else OSError(str(error))) from None
        begun = {name: value for name, value in json.loads(first).items() if name != "begun"}
        return b"".join([json.dumps(begun, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n", *lines])

    def __enter__(self) -> RunFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.close(self._handle)


def begun_with(
    packs: Iterable[Pack],
    limits: Limits,
    lang: str,
    partners: Iterable[Path],
    settings: Iterable[Path],
    issued_by: str,
    deadline: str,
    select: Sequence[str],
    ignore: Sequence[str],
) -> dict[str, Any]:
    """What a run is begun with but for its inputs: everything else that its report depends on."""
    return {
        "packs": [[pack.id, pack.spec.version, pack.digest] for pack in packs],
        "lang": lang,
        "timeout": limits.seconds,
        "memory": limits.memory_mb,
        "partners": [str(path) for path in partners],
        "settings": {str(path): content_digest(path) for path in settings},
        "issued_by": issued_by,
        "deadline": deadline,
        "select": list(select),
        "ignore": list(ignore),
        "version": __version__,
    }


def done_before(path: Path, about: dict[str, Any]) -> int:
    """How many inputs a run that did not finish has got through; 0 without a record of one.

    UsageError where it was begun with something else, and its results would not be those of this run.
    """
    try:
        if path.stat().st_size > _LARGEST:
            return 0
        content = path.read_bytes()
        if not content:  # killed between making the record and its first line, which is one write
            return 0
        lines = content.split(b"\n")
        first = json.loads(lines[0])
        old = first["about"]
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise UsageError(say("reading.unreadable", path=str(path), why=error.strerror or str(error))) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(say("cli.no_run_file", path=str(path))) from None
    now = json.loads(json.dumps(about))
    if not isinstance(old, dict):
        raise UsageError(say("cli.no_run_file", path=str(path)))
    other = sorted(name for name in {*old, *now} if old.get(name) != now.get(name))
    if other:
        raise UsageError(say("cli.other_run", path=str(path), names=", ".join(other)))
    return sum(line.startswith(b'{"path": ') and line.endswith(b"}") for line in lines)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
