"""The report of a batch as a folder: overview, a review page for each dossier, ledger, letters and notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from checker.audit.audit import Run
from checker.audit.wording import plain, tr
from checker.document import Document
from checker.errors import CheckerError, UsageError
from checker.files.folder import MANIFEST, commit, stage
from checker.files.marks import write_marked
from checker.files.writing import cannot_write
from checker.outputs import csv, html, jsonl
from checker.outputs.batch.index import index
from checker.outputs.batch.letters import letter, notice
from checker.outputs.batch.workbook import workbook
from checker.outputs.material.ledger import rows
from checker.outputs.material.units import Unit, units
from checker.outputs.page import esc, skeleton
from checker.record import dataclass

REVIEWS, LETTERS = "reviews", "letters"
"""Folders below the report's."""
INDEX = "index.html"

Make = Callable[[str], None]
Each = Callable[[Make, Sequence[str]], Iterator[tuple[str, CheckerError | None]]]
"""How the files of a report are made: calls a function with each name, and tells of each what went wrong."""


@dataclass(frozen=True)
class Plan:
    """A report that is to be written, and which file holds what: letters and reviews by the number of their unit."""

    run: Run
    documents: Mapping[str, Document]
    units: Sequence[Unit]
    letters: Mapping[int, str]
    reviews: Mapping[int, str]
    template: Path | None = None
    issued_by: str = ""
    deadline: date | None = None

    @cached_property
    def _owners(self) -> dict[str, Unit]:
        files = (self.letters, self.reviews)
        return {of[unit.number]: unit for of in files for unit in self.units if unit.number in of}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {path: number for number, path in enumerate(self.documents)}

    def _own(self, unit: Unit) -> dict[str, Document]:
        """The documents that a unit's page shows, in the order of the run; not by looking at all that there are."""
        paths = {checked.path for checked in unit.audit.documents}
        paths |= {place.path for finding in (*unit.audit.findings, *unit.across) for place in finding.locations}
        return {path: self.documents[path] for path in sorted(paths & self._order.keys(), key=self._order.__getitem__)}

    def notice(self) -> str:
        """The name of the notice."""
        return f"{tr('file_notice', self.run.lang)}.docx"

    def names(self) -> list[str]:
        """Every file, by its path in the folder; the overview, which points at the others, comes first."""
        promises = ["promises.csv"] if any(audit.matrix for audit in self.run.audits) else []
        own = ["ledger.xlsx", "ledger.csv", *promises, "findings.jsonl", self.notice()]
        return [INDEX, *self.letters.values(), *self.reviews.values(), *own]

    def in_turn(self, names: Sequence[str]) -> list[str]:
        """The files in the order in which they are made.

        What is about all units takes longest, and must not be what the others wait for in the end; the letter and the
        review of a unit look at the same documents.
        """
        return sorted(names, key=lambda name: self._owners[name].number if name in self._owners else 0)

    def targets(self, directory: Path) -> Iterator[Path]:
        """What will be written; a folder of ours that is a link among it, which would lead elsewhere."""
        yield from (directory / name for name in (REVIEWS, LETTERS) if (directory / name).is_symlink())
        yield from (directory / name for name in (*self.names(), MANIFEST))

    def parts(self, name: str) -> Iterable[bytes]:
        """A file of the report, the overview as it is if nothing is lost; of one with a line for each finding the lines
        as they come."""
        if name == "ledger.csv":
            return csv.table(self.run.lang, rows(self.run, self.documents, self.deadline))
        if name == "findings.jsonl":
            return jsonl.lines(self.run)
        return (self._content(name),)

    def content(self, name: str) -> bytes:
        """The file whole."""
        return b"".join(self.parts(name))

    def _content(self, name: str) -> bytes:
        if name in self._owners:
            unit = self._owners[name]
            if name == self.reviews[unit.number]:
                return _review(unit, self.run, self._own(unit))
            return letter(unit, self.run, self.documents, self.template, self.issued_by, self.deadline)
        if name == INDEX:
            return self.overview({})
        if name == "ledger.xlsx":
            return workbook(self.run, self.documents, list(self.units), self.deadline)
        if name == "promises.csv":
            return csv.promises(self.run.lang, [row for audit in self.run.audits for row in audit.matrix])
        assert name == self.notice(), name
        return notice(self.run, self.units, self.issued_by, self.deadline)

    def overview(self, lost: Mapping[str, CheckerError]) -> bytes:
        """The page that points at the others; of those that could not be made only reviews are there, to say so."""
        letters = {number: name for number, name in self.letters.items() if name not in lost}
        files = [name for name in self.names()[1:] if "/" not in name and name not in lost]
        return index(self.run, self.units, self.reviews, letters, files)


def plan_report(
    run: Run,
    documents: Mapping[str, Document],
    *,
    template: Path | None = None,
    issued_by: str = "",
    deadline: date | None = None,
) -> Plan:
    """The report of a run. A letter goes to each unit that has something to mend.

    `template` is a Word file whose fields, {{unit}}, are filled; without one the built-in letter is used.
    """
    found = units(run)
    word = tr("file_letter", run.lang)
    letters = {unit.number: f"{LETTERS}/{unit.stem}-{word}.docx" for unit in found if unit.charged()}
    reviews = {unit.number: f"{REVIEWS}/{unit.stem}.html" for unit in found}
    return Plan(run, documents, found, letters, reviews, template, issued_by, deadline)


def in_turn(make: Make, names: Sequence[str]) -> Iterator[tuple[str, CheckerError | None]]:
    """One file after the other, in this process."""
    for name in names:
        try:
            make(name)
        except CheckerError as error:
            yield name, error
        else:
            yield name, None


def write_report(
    plan: Plan, directory: Path, each: Each = in_turn, more: Mapping[str, bytes] | None = None
) -> dict[str, CheckerError]:
    """Write the whole report, the folder at once; what of it could not be made, and why.

    `more` are other files to lie in the folder. UsageError for a template that cannot be, and for a folder that cannot
    be written to: nothing of it has changed then.
    """
    with stage(directory) as staged:
        make = partial(_make, plan, staged)
        failed: dict[str, CheckerError] = {}
        names = plan.names()
        for name, error in each(make, plan.in_turn(names)):
            if isinstance(error, UsageError):
                raise error
            if error is not None:
                failed[name] = error
        lost = {name: failed[name] for name in names[1:] if name in failed}
        if lost:  # the overview says so
            (failed_again,) = (error for _, error in each(partial(_make_overview, plan, staged, lost), [INDEX]))
            if failed_again is not None:
                raise failed_again
        elif INDEX in failed:
            raise failed[INDEX]
        for name, content in (more or {}).items():
            (staged / name).write_bytes(content)
        commit(staged, directory, INDEX)
    return lost


def _make(plan: Plan, staged: Path, name: str) -> None:
    _put(staged, name, plan.parts(name))


def _make_overview(plan: Plan, staged: Path, lost: Mapping[str, CheckerError], name: str) -> None:
    for review in plan.reviews.values():
        if review in lost:
            _put(staged, review, [_excuse(lost[review], plan.run.lang)])
    _put(staged, name, [plan.overview(lost)])


def _put(staged: Path, name: str, parts: Iterable[bytes]) -> None:
    path = staged / name
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as file:
            write_marked(parts, path.suffix[1:], file.write)
    except OSError as error:
        raise cannot_write(Path(name), error) from None


def _excuse(error: CheckerError, lang: str) -> bytes:
    """The page in place of one that could not be made: the overview must not point at nothing."""
    body = f"<body><main class='wrap'><p>{esc(plain(error.told(lang)))}</p></main></body>"
    return skeleton(tr("title_run", lang), lang, body, ["base.css"], [])


def _review(unit: Unit, run: Run, own: Mapping[str, Document]) -> bytes:
    options = {**run.options, "home": "../index.html"}
    return html.render(replace(run, audits=(unit.audit,), batch=unit.across, options=options), own)
