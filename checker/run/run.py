"""A run over files: read in workers, put together into dossiers, checked in workers; one bad file stops no other."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from pathlib import Path
from typing import TypeVar

from checker.audit.audit import Audit, Run
from checker.check import Checker, Dossier
from checker.document import Document
from checker.errors import CheckerError
from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.facts.prior import overlap_fact
from checker.facts.units import unit_facts
from checker.finding import Finding
from checker.messages import Message, say
from checker.pack.issuers import same_issuer
from checker.pack.pack import Pack
from checker.reading.reading import Identity
from checker.record import dataclass
from checker.text.overlap import alike, signature
from checker.workers.pool import Outcome, run_all

Item = TypeVar("Item")
Made = TypeVar("Made")
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
    identity: Identity = field(default_factory=Identity)
    form: str | None = None
    signature: tuple[int, ...] = ()
    """A sketch of its own text, to find others that are alike."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The documents of a dossier, each with its role; what a worker gets to check."""

    members: tuple[tuple[Sketch, str], ...] = ()
    failed: tuple[tuple[str, CheckerError], ...] = ()
    remarks: tuple[Message, ...] = ()
    """What the grouping has to say."""
    missing_units: tuple[str, ...] = ()
    """Units whose reports are not among the parts."""
    unchecked: tuple[tuple[str, Message, Message], ...] = ()
    """path, what, why of what could not be checked for want of a partner."""


@dataclass(frozen=True)
class Result:
    """A run and the documents it read, by their path."""

    run: Run
    documents: dict[str, Document] = field(default_factory=dict)
    sketches: tuple[Sketch, ...] = ()
    bugs: tuple[str, ...] = ()
    """Tracebacks of what broke down in the program itself."""


Group = Callable[[Sequence[Sketch]], list[Bundle]]


def one_by_one(sketches: Sequence[Sketch]) -> list[Bundle]:
    """Every document a dossier of its own."""
    return [Bundle(((sketch, sketch.kind or "unknown"),)) for sketch in sketches]


class _Work:
    """What the workers run; a method of an object so that the packs travel once, by fork."""

    def __init__(self, packs: Sequence[Pack], lang: str, read: Read, batch: bool) -> None:
        self.packs = tuple(packs)
        self.lang = lang
        self.read = read
        self.batch = batch
        self.sketches: tuple[Sketch, ...] = ()
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
        form = reading.form.id if reading.form else None
        mark = signature(document, reading.pack.vocabulary.get("fixed_wording", [])) if self.batch else ()
        return Sketch(document, reading.pack.id, reading.role, reading.identity, form, mark)

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
        return self.checker.check(
            Dossier(
                tuple(readings),
                tuple(unknown),
                (*failed, *bundle.unchecked),
                bundle.remarks,
                bundle.missing_units,
            )
        )

    def batch_findings(self, units: tuple[str, ...]) -> list[Finding]:
        """What shows only over all documents."""
        return over_batch(self.checker, self.sketches, units)

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
    units: Sequence[str] = (),
    progress: Progress | None = None,
) -> Result:
    """Check files. `files` are paths with the names to show; `read` is how a file becomes a document."""
    limits = limits or Limits()
    work = _Work(packs, lang, read, len(files) > 1)
    if len(files) == 1 and group is None:
        outcome = next(iter(_all(work.whole, files, limits, None)))
        if outcome.result is not None:
            sketch, audit = outcome.result
            return Result(Run((audit,), lang=lang), {sketch.document.path: sketch.document}, (sketch,))
        return Result(Run((work.check(_lost(outcome)),), lang=lang), bugs=_traces([outcome]))
    traces: list[str] = []
    sketches: list[Sketch] = []
    bundles: list[Bundle] = []
    for one in _all(
        work.sketch, files, limits, (lambda done, total: progress("reading", done, total)) if progress else None
    ):
        if one.result is not None:
            sketches.append(one.result)
        else:
            bundles.append(_lost(one))
            traces += _traces([one])
    bundles = [*(group or one_by_one)(sketches), *bundles]
    audits: list[Audit] = []
    for checked in _all(
        work.check, bundles, limits, (lambda done, total: progress("checking", done, total)) if progress else None
    ):
        audits.append(checked.result if checked.result is not None else work.check(_unjudged(checked)))
        traces += _traces([checked])
    work.sketches = tuple(sketches)
    over_all = next(iter(_all(work.batch_findings, [tuple(units)], limits, None)))
    traces += _traces([over_all])
    if over_all.error is not None:
        audits.append(work.check(Bundle(unchecked=(("", say("facts.batch"), over_all.error.message),))))
    documents = {sketch.document.path: sketch.document for sketch in sketches}
    found = tuple(over_all.result or ())
    return Result(Run(tuple(audits), found, lang=lang), documents, tuple(sketches), tuple(traces))


def over_batch(checker: Checker, sketches: Sequence[Sketch], units: Sequence[str]) -> list[Finding]:
    """What shows only over all documents: reports of different units that are alike, units without a report."""
    made: dict[str, list[Fact]] = {}
    for pack in checker.packs.values():
        own = [one for one in sketches if one.pack == pack.id and one.kind == "report"]
        facts = alike_facts(pack, own)
        if units and own:
            # A list of units is of one year: that of most reports.
            year = Counter(one.identity.year for one in own).most_common(1)[0][0]
            there = [(one.identity.organ or "", one.document.path) for one in own if one.identity.year == year]
            facts += unit_facts(units, there, pack, year)
        if facts:
            made[pack.id] = facts
    return checker.check_batch(made)


def alike_facts(pack: Pack, reports: Sequence[Sketch]) -> list[Fact]:
    """An `alike` fact for each report and the one of the same year and another issuer that is most like it."""
    by_path = {one.document.path: one for one in reports if one.signature}
    threshold = float(pack.spec.settings.get("alike", {}).get("share", 50)) / 100
    nearest: dict[str, tuple[float, str]] = {}
    for one, other in alike({path: sketch.signature for path, sketch in by_path.items()}, threshold):
        a, b = by_path[one], by_path[other]
        if a.identity.year == b.identity.year and not _same_organ(a, b, pack):
            likeness = sum(x == y for x, y in zip(a.signature, b.signature, strict=True))
            nearest[one] = max(nearest.get(one, (0.0, "")), (likeness, other))
            nearest[other] = max(nearest.get(other, (0.0, "")), (likeness, one))
    pairs = dict.fromkeys(tuple(sorted((path, other))) for path, (_, other) in nearest.items())
    return [_alike(by_path[one], by_path[other], pack) for one, other in pairs]


def _alike(one: Sketch, other: Sketch, pack: Pack) -> Fact:
    """Seen from the report that has more of the other: an extract is alike, the longer text need not be."""
    fixed = pack.vocabulary.get("fixed_wording", [])
    made = [
        overlap_fact("alike", there.document, own.document, _values(own, there), fixed)
        for own, there in ((other, one), (one, other))
    ]
    return max(made, key=lambda fact: int(str(fact.values["share"])))


def _values(own: Sketch, other: Sketch) -> dict[str, Value]:
    known = own.identity
    return {
        "role": "report",
        "form": own.form or Unknown("absent"),
        "level": known.level or Unknown("absent"),
        "year": known.year if known.year is not None else Unknown("absent"),
        "other_organ": other.identity.organ or other.document.path,
    }


def _same_organ(one: Sketch, other: Sketch, pack: Pack) -> bool:
    """Versions of one report are alike by nature; where a name is not known they may be of one organ."""
    a, b = one.identity.organ, other.identity.organ
    return a is not None and b is not None and same_issuer(a, b, pack.spec.issuers)


def _all(
    function: Callable[[Item], Made], items: Sequence[Item], limits: Limits, progress: Callable[[int, int], None] | None
) -> Iterator[Outcome[Item, Made]]:
    return run_all(
        function,
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
