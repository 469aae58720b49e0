"""The log while it happens: what begins and what ends, a line at once for each; silent until a program asks for it.

A program says once where the lines go (`configure`), the command for its one run as a service for its whole life.
Whatever takes time stands in a `stage`. The line of its beginning is on the disk before the work begins, so that what
hangs, crashes or is killed leaves a `begin` without an `end`. Lines are JSON objects:

    {"timestamp": ..., "level": "info", "event": "begin", "pid": 4711, "run": "5f0c2a9e", "stage": "read", "path": ...}
    {"timestamp": ..., "level": "info", "event": "end", ..., "seconds": 0.041, "format": "docx", "blocks": 57}

Other events are `failed` (an `end` with `error`, and the `traceback` of what is no CheckerError) and `lost` (of the
driver: a worker that was given up or died, with `kind` and `worker`).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import Any

from checker.errors import CheckerError, UsageError
from checker.messages import say
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """Where lines go: appended to a file, to standard error, to both."""

    file: str | None = None
    stderr: bool = False


_NOTHING: Mapping[str, object] = MappingProxyType({})
_bound: ContextVar[Mapping[str, object]] = ContextVar("gouji_log", default=_NOTHING)
"""What every line says, of whatever is going on in this thread or task."""
_target = Target()
_logger: Any = None
"""structlog's, made when the log is asked for; its import costs as much as the check of a text."""


def configure(file: Path | None = None, *, stderr: bool = False) -> None:
    """Say where the lines of this process and its workers go from now on; nowhere without either.

    UsageError where the file cannot be written. It is opened anew for each line: it may be moved away at any time.
    """
    target = Target(str(file.absolute()) if file is not None else None, stderr)
    if target.file is not None:
        try:
            os.close(_open(target.file))
        except OSError as error:
            raise UsageError(say("cli.cannot_write", path=str(file), why=error.strerror or str(error))) from None
    _use(target)


def carried() -> tuple[Target, Mapping[str, object]]:
    """What a worker process has to know: it inherits nothing where it is not forked."""
    return _target, dict(_bound.get())


def resume(carried: tuple[Target, Mapping[str, object]]) -> None:
    """In a worker: log as the process that started it."""
    if carried[0] != _target:
        _use(carried[0])
    _bound.set(carried[1])


def wanted() -> bool:
    """Whether anybody reads the log: what only the log needs to know is worked out then."""
    return _logger is not None


@contextmanager
def bound(**fields: object) -> Iterator[None]:
    """Fields of every line within: the id of a run, the request that a service answers."""
    token = _bound.set({**_bound.get(), **fields})
    try:
        yield
    finally:
        _bound.reset(token)


@contextmanager
def stage(name: str, **about: object) -> Iterator[dict[str, object]]:
    """A piece of work, told when it begins and when it ends; what is put into the result stands in the last line."""
    outcome: dict[str, object] = {}
    if _logger is None:
        yield outcome
        return
    _write("info", "begin", {"stage": name, **about})
    begun = time.perf_counter()
    try:
        yield outcome
    except BaseException as error:
        _write("error", "failed", {"stage": name, **about, "seconds": _since(begun), **outcome, **_told(error)})
        raise
    _write("info", "end", {"stage": name, **about, "seconds": _since(begun), **outcome})


def lost(kind: str, worker: int | None, item: str) -> None:
    """A worker that was given up or died, and what it was working on."""
    _write("error", "lost", {"kind": kind, "worker": worker, "item": item})


def _write(level: str, event: str, fields: Mapping[str, object]) -> None:
    """One line, if anybody reads the log. Never raises: a log that cannot be written stops no check."""
    if _logger is not None:
        getattr(_logger, level)(event, **{**_bound.get(), **fields})


def _since(begun: float) -> float:
    return round(time.perf_counter() - begun, 6)


def _told(error: BaseException) -> dict[str, object]:
    if isinstance(error, CheckerError):
        return {"error": str(error)}
    from traceback import format_exception

    return {"error": repr(error), "traceback": "".join(format_exception(error))}


def _use(target: Target) -> None:
    """structlog's own configuration is that of the program that embeds us: ours is a logger apart."""
    global _target, _logger
    _target, _logger = target, None
    if target == Target():
        return
    import structlog

    _logger = structlog.wrap_logger(
        _Lines(target),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _in_order,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(0),
        context_class=dict,
        cache_logger_on_first_use=False,
    )


def _in_order(_logger: Any, _method: str, event: Any) -> Any:
    """What every line has comes first."""
    first = {name: event.pop(name, None) for name in ("timestamp", "level", "event")}
    return {**first, "pid": os.getpid(), **event}


class _Lines:
    """Writes each line in one call, at the end of the file whoever else writes there; structlog calls its methods."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._broken = False

    def msg(self, line: str) -> None:
        written = (line + "\n").encode("utf-8", "backslashreplace")
        if self._target.stderr:
            self._write(2, written)
        if self._target.file is None:
            return
        try:
            handle = _open(self._target.file)
        except OSError as error:
            self._lament(error)
            return
        try:
            self._write(handle, written)
        finally:
            os.close(handle)

    log = debug = info = warning = error = critical = exception = msg

    def _write(self, handle: int, written: bytes) -> None:
        try:
            os.write(handle, written)
        except OSError as error:
            self._lament(error)

    def _lament(self, error: OSError) -> None:
        if not self._broken:
            self._broken = True
            with suppress(OSError):
                sys.stderr.write(f"gouji: {self._target.file or 'stderr'}: {error.strerror}\n")


def _open(file: str) -> int:
    return os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
