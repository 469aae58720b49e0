"""A run over files: read in workers, put together into dossiers, checked in workers; one bad file stops no other."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from checker import __version__, log
from checker.audit.audit import Audit, Decided, Run
from checker.document import Document
from checker.errors import CheckerError
from checker.messages import say
from checker.pack.pack import Pack
from checker.record import dataclass
from checker.run.given import Given
from checker.run.limits import Limits as Limits
from checker.run.shelf import Shelf
from checker.run.sketch import Bundle, Sketch, one_by_one
from checker.run.stages import IN_MEMORY, Here, There, name_of, run_within
from checker.run.stages import Progress as Progress
from checker.run.work import Read, Work
from checker.workers import alone
from checker.workers.pool import Outcome, run_here, run_one

if TYPE_CHECKING:
    from checker.finding import Finding
    from checker.run.posted import Content
    from checker.run.results import Results
    from checker.workers.elsewhere import Elsewhere

Item = TypeVar("Item")
Made = TypeVar("Made")
Group = Callable[[Sequence[Sketch]], list[Bundle]]


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
    given: Given | None = None,
    progress: Progress | None = None,
    refused: Mapping[str, CheckerError] | None = None,
    kept: Results | None = None,
    record: Callable[[dict[str, Any]], None] | None = None,
    elsewhere: Elsewhere | None = None,
    content: Content | None = None,
) -> Result:
    """Check files. `files` are paths with the names to show; `read` is how a file becomes a document.

    `kept` are results of earlier runs; `record` is told what becomes of each file and each dossier, as it does.

    With `elsewhere` files are read and dossiers are checked there, all else here; `content` sends files whole, without
    it they must lie under the same paths over there.

    `refused` says of files and folders by name why they are not read: they are dossiers of which nothing is checked.
    """
    limits = limits or Limits()
    about = {"gouji": __version__, "files": len(files), "packs": [pack.id for pack in packs]}
    with log.bound(run=os.urandom(4).hex()), log.stage("run", **about, workers=limits.processes()) as told:
        work = Work(packs, lang, read, len(files) > 1 or kept is not None, kept)
        if len(files) == 1 and group is None and not refused and kept is None and record is None and elsewhere is None:
            result = _single(work, files, limits, progress)
        else:
            whole, heard = given or Given(), record or _unheard
            shelf = Shelf() if len(files) > IN_MEMORY and hasattr(os, "pread") else None
            stages = Here(work, limits, progress, shelf)
            if elsewhere is not None:
                stages = There(work, limits, progress, shelf, elsewhere, content)
            result = _several(stages, files, group or one_by_one, whole, refused or {}, heard)
        if log.wanted():
            told.update(_counted(result))
        return result


def _single(work: Work, files: Sequence[tuple[Path, str]], limits: Limits, progress: Progress | None) -> Result:
    """Read and checked in one go, in a worker or in this process if that may die."""
    if alone.is_guarded() or alone.lost():
        (item,) = files
        outcome = run_here(
            work.whole, item, seconds=limits.seconds, memory_mb=limits.memory_mb, pulse=progress, name=name_of
        )
    else:
        outcome = next(iter(run_within(work.whole, files, limits, pulse=progress)))
    if outcome.result is None:
        return Result(Run((work.check(_lost(outcome)),), lang=work.lang), bugs=_traces(outcome))
    sketch, audit = outcome.result
    return Result(Run((audit,), lang=work.lang), {sketch.document.path: sketch.document}, (sketch,))


def _several(
    stages: Here,
    files: Sequence[tuple[Path, str]],
    group: Group,
    given: Given,
    refused: Mapping[str, CheckerError],
    record: Callable[[dict[str, Any]], None],
) -> Result:
    """Read, put together, checked, and looked at over all."""
    work, limits = stages.work, stages.limits
    wanted = [one for one in files if one[1] not in refused]
    sketches: list[Sketch] = []
    lost: list[Bundle] = []
    traces: list[str] = []
    for outcome in stages.read(wanted):
        record(_of_file(outcome))
        traces += _traces(outcome)
        if outcome.result is not None:
            sketches.append(outcome.result)
        else:
            lost.append(_lost(outcome))
    with log.stage("group", documents=len(sketches)) as told:
        bundles = [*_grouped(group, sketches, limits), *lost]
        bundles += [Bundle(failed=((path, error),)) for path, error in refused.items()]
        told["dossiers"] = len(bundles)
    audits: list[Audit] = []
    across: tuple[list[Finding], Decided] = ([], Decided())
    # The documents travel to the workers by fork, with the function.
    for judged in stages.check(bundles, partial(work.over_all, tuple(sketches), given), len(sketches)):
        traces += _traces(judged)
        if judged.item is not None:
            record(_of_dossier(judged))
            audits.append(judged.result if judged.result is not None else work.check(_unjudged(judged)))
        elif judged.error is not None:
            audits.append(work.check(Bundle(unchecked=(("", say("facts.batch"), judged.error.message),))))
        elif judged.result is not None:
            across = judged.result
    if stages.shelf is not None:
        stages.shelf.full()
    documents = {sketch.document.path: sketch.document for sketch in sketches}
    made = Run(tuple(audits), tuple(across[0]), lang=work.lang, batch_decided=across[1])
    return Result(made, documents, tuple(sketches), tuple(traces))


def _unheard(_: dict[str, Any]) -> None:
    """Nobody asks what becomes of a file."""


def _of_file(outcome: Outcome[tuple[Path, str], Sketch]) -> dict[str, Any]:
    """What the record of a run says of a file."""
    from checker.run.results import content_digest

    path, name = outcome.item
    made = outcome.result
    digest = made.document.sha256 if made is not None else content_digest(path)
    told = {"path": name, "sha256": digest, "outcome": outcome.kind}
    return told | ({"why": str(outcome.error)} if outcome.error is not None else {})


def _of_dossier(outcome: Outcome[Any, Any]) -> dict[str, Any]:
    bundle: Bundle = outcome.item
    audit: Audit | None = outcome.result
    paths = [*(sketch.document.path for sketch, _ in bundle.members), *(path for path, _ in bundle.failed)]
    told: dict[str, Any] = {"dossier": paths, "outcome": outcome.kind}
    return told | ({"findings": len(audit.findings), "unchecked": len(audit.unchecked)} if audit is not None else {})


def _grouped(group: Group, sketches: list[Sketch], limits: Limits) -> list[Bundle]:
    """The dossiers, put together in a worker; each document by itself, and it is said, where that breaks down."""
    if not sketches:
        return []
    call = partial(_numbered, group, tuple(sketches))
    outcome = run_one(call, seconds=limits.over(len(sketches)), memory_mb=limits.memory_mb)
    if outcome.result is None:
        assert outcome.error is not None
        if outcome.kind == "refused":  # what the call says of its documents cannot be
            raise outcome.error
        return [*one_by_one(sketches), Bundle(unchecked=(("", say("facts.grouping"), outcome.error.message),))]
    return [
        replace(bundle, members=tuple((one.of(sketches), one.role) for one in members))
        for bundle, members in outcome.result
    ]


@dataclass(frozen=True, slots=True)
class _Member:
    """A document of a dossier by its number, and as what it is taken there: a plan, where somebody gives it as one."""

    number: int
    role: str
    pack: str | None
    kind: str | None

    def of(self, sketches: Sequence[Sketch]) -> Sketch:
        """The document itself."""
        own = sketches[self.number]
        return own if own.kind == self.kind else replace(own, pack=self.pack, kind=self.kind)


def _numbered(group: Group, sketches: tuple[Sketch, ...]) -> list[tuple[Bundle, tuple[_Member, ...]]]:
    """Bundles without their documents, and the numbers of these: the worker that puts them together has them by fork,
    and need not send them back."""
    numbers = {sketch.document.path: number for number, sketch in enumerate(sketches)}
    return [
        (
            replace(bundle, members=()),
            tuple(_Member(numbers[one.document.path], role, one.pack, one.kind) for one, role in bundle.members),
        )
        for bundle in group(sketches)
    ]


def _traces(outcome: Outcome[Item, Made]) -> tuple[str, ...]:
    return (outcome.traceback,) if outcome.traceback else ()


def _lost(outcome: Outcome[tuple[Path, str], Made]) -> Bundle:
    """A dossier of a file that could not be read."""
    assert outcome.error is not None
    return Bundle(failed=((outcome.item[1], outcome.error),))


def _unjudged(outcome: Outcome[Any, Any]) -> Bundle:
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
