"""A run over files: read in workers, put together into dossiers, checked in workers; one bad file stops no other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import TypeVar

from checker import __version__, log
from checker.audit.audit import Audit, Run
from checker.document import Document
from checker.messages import say
from checker.pack.pack import Pack
from checker.record import dataclass
from checker.run.sketch import Bundle, Sketch, one_by_one
from checker.run.work import Read, Work
from checker.workers.pool import Outcome, run_all

Item = TypeVar("Item")
Made = TypeVar("Made")
Progress = Callable[[str, int, int], None]
"""Called with a stage, how many of it are done, and of how many."""
Group = Callable[[Sequence[Sketch]], list[Bundle]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take, or a page of a scan: seconds by the clock, megabytes beyond what the worker holds."""

    seconds: float = 120.0
    memory_mb: int = 2048
    workers: int = 0

    def processes(self) -> int:
        """How many workers, by default one for each processor."""
        if self.workers:
            return self.workers
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1


@dataclass(frozen=True)
class Result:
    """A run and the documents it read, by their path."""

    run: Run
    documents: dict[str, Document] = field(default_factory=dict)
    sketches: tuple[Sketch, ...] = ()
    bugs: tuple[str, ...] = ()
    """Tracebacks of what broke down in the program itself."""


def run(
    files: Sequence[tuple[Path, str]],
    packs: Sequence[Pack],
    read: Read,
    *,
    lang: str = "zh-CN",
    limits: Limits | None = None,
    group: Group | None = None,
    units: Sequence[str] = (),
    progress: Progress | None = None,
) -> Result:
    """Check files. `files` are paths with the names to show; `read` is how a file becomes a document."""
    limits = limits or Limits()
    about = {"gouji": __version__, "files": len(files), "packs": [pack.id for pack in packs]}
    with log.bound(run=os.urandom(4).hex()), log.stage("run", **about, workers=limits.processes()) as told:
        work = Work(packs, lang, read, len(files) > 1)
        if len(files) == 1 and group is None:
            result = _single(work, files, limits, progress)
        else:
            result = _several(work, files, limits, group or one_by_one, tuple(units), progress)
        if log.wanted():
            told.update(_counted(result))
        return result


def _single(work: Work, files: Sequence[tuple[Path, str]], limits: Limits, progress: Progress | None) -> Result:
    """Read and checked in one worker in one go."""
    outcome = next(iter(_all(work.whole, files, limits, pulse=progress)))
    if outcome.result is None:
        return Result(Run((work.check(_lost(outcome)),), lang=work.lang), bugs=_traces([outcome]))
    sketch, audit = outcome.result
    return Result(Run((audit,), lang=work.lang), {sketch.document.path: sketch.document}, (sketch,))


def _several(
    work: Work,
    files: Sequence[tuple[Path, str]],
    limits: Limits,
    group: Group,
    units: tuple[str, ...],
    progress: Progress | None,
) -> Result:
    """Read, put together, checked, and looked at over all."""
    read = list(_all(work.sketch, files, limits, progress and partial(progress, "reading"), progress))
    sketches = [one.result for one in read if one.result is not None]
    with log.stage("group", documents=len(sketches)) as told:
        bundles = [*group(sketches), *(_lost(one) for one in read if one.result is None)]
        told["dossiers"] = len(bundles)
    checked = list(_all(work.check, bundles, limits, progress and partial(progress, "checking")))
    audits = [one.result if one.result is not None else work.check(_unjudged(one)) for one in checked]
    # The documents travel to the worker by fork, with the function.
    over_all = next(iter(_all(partial(work.over_all, tuple(sketches)), [units], limits)))
    if over_all.error is not None:
        audits.append(work.check(Bundle(unchecked=(("", say("facts.batch"), over_all.error.message),))))
    documents = {sketch.document.path: sketch.document for sketch in sketches}
    made = Run(tuple(audits), tuple(over_all.result or ()), lang=work.lang)
    return Result(made, documents, tuple(sketches), (*_traces(read), *_traces(checked), *_traces([over_all])))


def _all(
    function: Callable[[Item], Made],
    items: Sequence[Item],
    limits: Limits,
    progress: Callable[[int, int], None] | None = None,
    pulse: Progress | None = None,
) -> Iterator[Outcome[Item, Made]]:
    return run_all(
        function,
        items,
        workers=limits.processes(),
        seconds=limits.seconds,
        memory_mb=limits.memory_mb,
        progress=progress,
        pulse=pulse,
        name=_name,
    )


def _name(item: object) -> str:
    if isinstance(item, Bundle):
        return "、".join(sketch.document.path for sketch, _ in item.members)
    return str(item[1]) if isinstance(item, tuple) and len(item) == 2 else ""


def _traces(outcomes: Sequence[Outcome[Item, Made]]) -> tuple[str, ...]:
    return tuple(one.traceback for one in outcomes if one.traceback)


def _lost(outcome: Outcome[tuple[Path, str], Made]) -> Bundle:
    """A dossier of a file that could not be read."""
    assert outcome.error is not None
    return Bundle(failed=((outcome.item[1], outcome.error),))


def _unjudged(outcome: Outcome[Bundle, Audit]) -> Bundle:
    """A dossier whose check broke down: nothing of it is judged, and it is said why."""
    assert outcome.error is not None
    return Bundle(failed=tuple((sketch.document.path, outcome.error) for sketch, _ in outcome.item.members))


def _counted(result: Result) -> dict[str, object]:
    """What the log says of a run in the end."""
    audits = result.run.audits
    return {
        "documents": len(result.documents),
        "dossiers": len(audits),
        "findings": sum(len(audit.findings) for audit in audits) + len(result.run.batch),
        "unchecked": result.run.unchecked,
    }
