"""What a run hands over: its output, a draft of waivers, copies, the report of a batch.

All that is to be written is looked over together before the first of it is: an input, a device, a file of anybody
else's in the way of one stops all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from checker.audit.audit import Run
from checker.document import Document, Paragraph, Table
from checker.errors import CheckerError
from checker.files.targets import Collisions, Inputs, refuse
from checker.messages import say
from checker.record import dataclass
from checker.run.run import Limits, Result
from checker.workers.pool import run_all, run_one

if TYPE_CHECKING:
    from checker.outputs.batch import Each, Make, Plan

CERTAIN = ("index.html", "manifest.json", "ledger.xlsx", "ledger.csv", "findings.jsonl")
"""What is in every report of a batch."""


SMALL_DOCUMENTS, SMALL_FINDINGS, SMALL_TEXTS, SMALL_CHARACTERS = 20, 500, 5000, 200_000
"""Documents, findings, paragraphs and cells, and characters up to which outputs are made in this process."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call wants written, and where to; `force`: also over what gouji has not written."""

    output: Path | None = None
    waivers: Path | None = None
    copies: Path | None = None
    report: Path | None = None
    force: bool = False
    template: Path | None = None
    issued_by: str = ""
    deadline: date | None = None


@dataclass(frozen=True)
class Delivery:
    """What will be written where: copies as (path, target), the report as planned. `shown` is the result as everything
    but a copy of the document itself may show it."""

    result: Result
    shown: Result
    copies: tuple[tuple[str, Path], ...] = ()
    report: Plan | None = None


def refuse_early(wanted: Wanted, inputs: Inputs) -> None:
    """Collisions that can be told before anything is read: hours may lie between this and the first file."""
    folders = [folder for folder in (wanted.copies, wanted.report) if folder is not None]
    faults = [
        say("cli.no_place", path=str(folder), file=str(file)) for folder in folders for file in _in_the_way(folder)
    ]
    certain = [wanted.report / name for name in CERTAIN] if wanted.report is not None and not faults else []
    try:
        refuse([*_single(wanted), *certain], inputs, wanted.force)
    except Collisions as found:
        faults += found.faults
    if faults:
        raise Collisions(faults)


def planned(result: Result, shown: Result, wanted: Wanted, inputs: Inputs) -> Delivery:
    """Everything that will be written; Collisions with all that cannot be."""
    copies: list[tuple[str, Path]] = []
    if wanted.copies is not None:
        from checker.wiring.copies import targets

        copies = targets(result, wanted.copies)
    plan = None
    if wanted.report is not None:
        from checker.outputs.batch import plan_report

        plan = plan_report(
            shown.run,
            shown.documents,
            template=wanted.template,
            issued_by=wanted.issued_by,
            deadline=wanted.deadline,
        )
    report = plan.targets(wanted.report) if plan is not None and wanted.report is not None else ()
    refuse(chain(_single(wanted), (target for _, target in copies), report), inputs, wanted.force)
    return Delivery(result, shown, tuple(copies), plan)


Render = Callable[[Run, Mapping[str, Document]], bytes]


def rendered(name: str, run: Run, documents: Mapping[str, Document], limits: Limits) -> bytes:
    """The run as an output; the CheckerError that kept it from being made."""
    from checker.outputs import render

    return made_of(partial(render, name), run, documents, limits, name)


def made_of(render: Render, run: Run, documents: Mapping[str, Document], limits: Limits, name: str) -> bytes:
    """What is rendered of a run; the CheckerError that kept it from being made."""
    make = partial(render, run, documents)
    if _small(run, documents):
        # A worker of its own costs a fifth of such a check. What breaks down here is tried and told there.
        with suppress(Exception):
            return make()
    whole = replace(limits, seconds=limits.over(len(documents)))
    return _in_worker(make, whole, name)


def _small(run: Run, documents: Mapping[str, Document]) -> bool:
    """Whether no output of it can take long or much: a report or two as an office writes them."""
    if len(documents) > SMALL_DOCUMENTS or len(run.findings()) > SMALL_FINDINGS:
        return False
    texts = size = 0
    for document in documents.values():
        for block in document.blocks:
            own = [cell.text for cell in block.cells] if isinstance(block, Table) else []
            own += [block.text] if isinstance(block, Paragraph) else []
            texts += len(own)
            size += sum(len(text.string) for text in own)
        if texts > SMALL_TEXTS or size > SMALL_CHARACTERS:
            return False
    return True


def _in_worker(function: Callable[[], bytes], limits: Limits, name: str) -> bytes:
    """What a function makes, in a worker; the CheckerError that kept it from being made."""
    outcome = run_one(function, seconds=limits.seconds, memory_mb=limits.memory_mb, name=lambda _: name)
    if outcome.result is None:
        assert outcome.error is not None
        raise outcome.error
    return outcome.result


def delivered_report(delivery: Delivery, directory: Path, limits: Limits, record: bytes) -> dict[str, CheckerError]:
    """Write the report, its files made in workers, with the record of the run; what could not be made, and why."""
    from checker.outputs.batch import write_report
    from checker.run import runfile

    assert delivery.report is not None
    each = _in_workers(limits, len(delivery.result.documents))
    return write_report(delivery.report, directory, each, {runfile.NAME: record})


def _in_workers(limits: Limits, documents: int) -> Each:
    def each(make: Make, names: Sequence[str]) -> Iterator[tuple[str, CheckerError | None]]:
        for outcome in run_all(
            make,
            names,
            workers=limits.processes(),
            seconds=limits.over(documents),
            memory_mb=limits.memory_mb,
        ):
            yield outcome.item, outcome.error

    return each


def _in_the_way(folder: Path) -> Iterator[Path]:
    """The file that keeps a folder from being made: in its place, or in that of one above it."""
    for place in (folder, *folder.parents):
        if os.path.lexists(place):
            if not place.is_dir():
                yield place
            return


def _single(wanted: Wanted) -> list[Path]:
    named = [path for path in (wanted.output, wanted.waivers) if path is not None]
    if wanted.report is not None:
        from checker.run.runfile import beside

        named.append(beside(wanted.report))
    return named
