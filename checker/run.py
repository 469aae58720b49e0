"""A run over files: read in workers, put together into dossiers, checked in workers; one bad file stops no other."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker.audit import Audit, Run
from checker.check import Checker, Dossier
from checker.document import Document
from checker.errors import CheckerError
from checker.facts.context import Identity
from checker.messages import say
from checker.rulepack import Pack
from checker.worker import Outcome, run_all

Read = Callable[[Path, str], Document]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds by the clock, megabytes beyond what the worker holds."""

    seconds: float = 120.0
    memory_mb: int = 2048
    workers: int = 0

    def processes(self) -> int:
        """How many workers, by default one for each processor."""
        return self.workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Sketch:
    """A document and what it was recognised as; `pack` is None where no pack knows it."""

    document: Document
    pack: str | None
    kind: str | None
    identity: Identity = Identity()
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """The documents of a dossier, each with its role; what a worker gets to check."""

    members: tuple[tuple[Sketch, str], ...] = ()
    failed: tuple[tuple[str, CheckerError], ...] = ()
    remarks: tuple[tuple[str, object, object], ...] = ()


@dataclass(frozen=True)
class Result:
    """A run and the documents it read, by their path."""

    run: Run
    documents: dict[str, Document] = field(default_factory=dict)
    sketches: tuple[Sketch, ...] = ()


Group = Callable[[Sequence[Sketch]], list[Bundle]]


def one_by_one(sketches: Sequence[Sketch]) -> list[Bundle]:
    """Every document a dossier of its own."""
    return [Bundle(((sketch, sketch.kind or "unknown"),)) for sketch in sketches]


class _Work:
    """What the workers run; a method of an object so that the packs travel once, by fork."""

    def __init__(self, packs: Sequence[Pack], lang: str, read: Read) -> None:
        self.packs = tuple(packs)
        self.lang = lang
        self.read = read
        self._checker: Checker | None = None

    @property
    def checker(self) -> Checker:
        if self._checker is None:
            self._checker = Checker(self.packs, self.lang)
        return self._checker

    def sketch(self, item: tuple[Path, str]) -> Sketch:
        """Read a file and recognise what it is."""
        document = self.read(*item)
        reading = self.checker.recognise(document)
        if reading is None:
            return Sketch(document, None, None)
        return Sketch(document, reading.pack.id, reading.role, reading.identity, reading.form.id if reading.form else None)

    def check(self, bundle: Bundle) -> Audit:
        """Check a dossier."""
        readings = []
        unknown = []
        for sketch, role in bundle.members:
            if sketch.pack is None or sketch.kind is None:
                unknown.append(sketch.document)
                continue
            readings.append(self.checker.reading(sketch.document, sketch.pack, sketch.kind, role))
        failed = tuple((path, say("facts.document"), error.message) for path, error in bundle.failed)
        return self.checker.check(Dossier(tuple(readings), tuple(unknown), failed, bundle.remarks))  # type: ignore[arg-type]

    def whole(self, item: tuple[Path, str]) -> tuple[Sketch, Audit]:
        """Both at once, for a run over a single file: the way that a clerk waits for."""
        sketch = self.sketch(item)
        return sketch, self.check(one_by_one([sketch])[0])


def run(
    files: Sequence[tuple[Path, str]],
    packs: Sequence[Pack],
    read: Read,
    *,
    lang: str = "zh-CN",
    limits: Limits | None = None,
    group: Group | None = None,
    progress: Progress | None = None,
) -> Result:
    """Check files. `files` are paths with the names to show; `read` is how a file becomes a document."""
    limits = limits or Limits()
    work = _Work(packs, lang, read)
    if len(files) == 1 and group is None:
        outcome = next(iter(_all(work.whole, files, limits, None)))
        if outcome.result is not None:
            sketch, audit = outcome.result
            return Result(Run((audit,), lang=lang), {sketch.document.path: sketch.document}, (sketch,))
        return Result(Run((work.check(_lost(outcome)),), lang=lang))
    sketches: list[Sketch] = []
    bundles: list[Bundle] = []
    for one in _all(work.sketch, files, limits, (lambda done, total: progress("reading", done, total)) if progress else None):
        if one.result is not None:
            sketches.append(one.result)
        else:
            bundles.append(_lost(one))
    bundles = [*(group or one_by_one)(sketches), *bundles]
    audits: list[Audit] = []
    for checked in _all(work.check, bundles, limits, (lambda done, total: progress("checking", done, total)) if progress else None):
        audits.append(checked.result if checked.result is not None else work.check(_unjudged(checked)))
    documents = {sketch.document.path: sketch.document for sketch in sketches}
    return Result(Run(tuple(audits), lang=lang), documents, tuple(sketches))


def _all(function: Callable[..., object], items: Sequence[object], limits: Limits, progress: Callable[[int, int], None] | None):  # type: ignore[no-untyped-def]
    return run_all(
        function,  # type: ignore[arg-type]
        items,
        workers=limits.processes(),
        seconds=limits.seconds,
        memory_mb=limits.memory_mb,
        progress=progress,
        name=_name,
    )


def _name(item: object) -> str:
    if isinstance(item, Bundle):
        return "、".join(sketch.document.path for sketch, _ in item.members)
    return str(item[1]) if isinstance(item, tuple) else str(item)


def _lost(outcome: Outcome[tuple[Path, str], object]) -> Bundle:
    """A dossier of a file that could not be read."""
    assert outcome.error is not None
    return Bundle(failed=((outcome.item[1], outcome.error),))


def _unjudged(outcome: Outcome[Bundle, Audit]) -> Bundle:
    """A dossier whose check broke down: nothing of it is judged, and it is said why."""
    assert outcome.error is not None
    return Bundle(failed=tuple((sketch.document.path, outcome.error) for sketch, _ in outcome.item.members))
