"""The calls of a program, looked over here and worked on in processes beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from checker.errors import DocumentError, UsageError
from checker.messages import LANGUAGES, say
from gouji import _inside
from gouji._outcomes import Audit, Batch
from gouji._values import Copy, Pack

if TYPE_CHECKING:
    from checker.document import Document
    from checker.workers.beside import Processes
    from gouji import StrPath

_lock = Lock()
_processes: Processes | None = None


def check(
    report: StrPath,
    plan: StrPath | Iterable[StrPath] | None,
    prior: StrPath | None,
    parts: Iterable[StrPath],
    above: Iterable[StrPath],
    packs: Iterable[StrPath],
    lang: str,
    timeout: float,
    memory_mb: int,
) -> Audit:
    """See `gouji.check`."""
    roles = {
        "plan": _names([plan] if isinstance(plan, str | PathLike) else plan or ()),
        "above": _names(above),
        "prior": _names([prior] if prior is not None else []),
        "parts": _names(parts),
    }
    path = str(Path(report))
    for one in (path, *(name for names in roles.values() for name in names)):
        _is_a_file(one)
    made = _beside().call(
        _inside.check, path, roles, _names(packs), _language(lang), _inside.Share(timeout, memory_mb, 1)
    )
    audit = Audit(*made)
    if path not in audit._documents:
        raise DocumentError(say("api.not_checked", why=next(one.why for one in audit.unchecked if one.path == path)))
    return audit


def check_many(
    paths: Iterable[StrPath],
    packs: Iterable[StrPath],
    lang: str,
    timeout: float,
    memory_mb: int,
    workers: int,
    progress: Callable[[str, int, int], Any] | None,
    trust_waivers: bool,
) -> Batch:
    """See `gouji.check_many`."""
    share = _inside.Share(timeout, memory_mb, workers)
    words = _names(paths), _names(packs), _language(lang), share, trust_waivers
    made = _beside().call(_inside.check_many, *words, progress=progress)
    return Batch(*made)


def read(path: StrPath, timeout: float, memory_mb: int) -> Document:
    """See `gouji.read`."""
    return _beside().call(_inside.read, os.fspath(path), _inside.Share(timeout, memory_mb, 1))


def annotate(outcome: Audit | Batch, folder: StrPath, timeout: float, memory_mb: int) -> tuple[Copy, ...]:
    """See `gouji.annotate`."""
    share = _inside.Share(timeout, memory_mb, 0)
    return _beside().call(_inside.annotate, outcome._run, outcome._documents, os.fspath(folder), share)


def packs(names: Iterable[StrPath], lang: str) -> tuple[Pack, ...]:
    """See `gouji.packs`."""
    return _beside().call(_inside.packs, _names(names), _language(lang))


def configure(processes: int | None, log: StrPath | None) -> None:
    """See `gouji.configure`."""
    if processes is not None and processes < 1:
        raise UsageError(say("api.at_least_one", name="processes"))
    if log is not None:
        from checker.log import configure as log_to

        log_to(Path(log))
    if processes is not None:
        _beside().allow(processes)


def close() -> None:
    """See `gouji.close`."""
    _beside().close()


def _beside() -> Processes:
    global _processes
    with _lock:
        if _processes is None:
            from checker.workers.beside import Processes

            _processes = Processes(_processors(), _inside.make_ready)
        return _processes


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _names(paths: Iterable[StrPath]) -> tuple[str, ...]:
    """Paths as texts; one path where several may be given is a mistake that would be taken for its letters."""
    if isinstance(paths, (str, os.PathLike)):
        raise UsageError(say("api.several", path=os.fspath(paths)))
    return tuple(os.fspath(path) for path in paths)


def _language(lang: str) -> str:
    if lang not in LANGUAGES:
        raise UsageError(say("cli.not_one_of", option="lang", word=lang, valid=", ".join(LANGUAGES)))
    return lang


def _is_a_file(path: str) -> None:
    """A document that is named by its role has to be there: its absence is no matter of the audit."""
    if Path(path).is_dir():
        raise UsageError(say("api.one_path", path=path))
    if not Path(path).exists():
        raise DocumentError(say("reading.absent", path=path))
