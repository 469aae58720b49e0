"""The report of a batch as a folder: overview, a review page for each dossier, ledger, letters and notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from checker.audit.audit import Run
from checker.audit.wording import tr
from checker.document import Document
from checker.files import write_beside
from checker.outputs import csv, html, jsonl
from checker.outputs.batch.index import index
from checker.outputs.batch.letters import letter, notice
from checker.outputs.batch.units import Unit, units
from checker.outputs.batch.workbook import workbook
from checker.outputs.material.ledger import rows

REVIEWS, LETTERS = "reviews", "letters"
"""Folders below the report's."""


def write_report(
    run: Run,
    documents: Mapping[str, Document],
    directory: Path,
    *,
    template: Path | None = None,
    issued_by: str = "",
    deadline: date | None = None,
) -> list[Path]:
    """Write the whole report below `directory` and tell what was written, the overview first.

    A letter goes to each unit that has something to mend. `template` is a Word file whose fields, {{unit}}, are
    filled; without one the built-in letter is used. UsageError for a template that cannot be, before
    anything is written, and for a folder that cannot be written to.
    """
    found = units(run)
    word = tr("file_letter", run.lang)
    letters = {unit.number: f"{LETTERS}/{unit.stem}-{word}.docx" for unit in found if unit.failed()}
    reviews = {unit.number: f"{REVIEWS}/{unit.stem}.html" for unit in found}
    made: dict[str, bytes] = {}
    for unit in found:
        if unit.number in letters:
            made[letters[unit.number]] = letter(unit, run, documents, template, issued_by, deadline)
    for unit in found:
        made[reviews[unit.number]] = _review(unit, run, documents)
    made["ledger.xlsx"] = workbook(run, documents, found, deadline)
    made["ledger.csv"] = csv.table(run.lang, rows(run, documents, deadline))
    made["findings.jsonl"] = jsonl.render(run, documents)
    made[f"{tr('file_notice', run.lang)}.docx"] = notice(run, found, issued_by, deadline)
    files = [name for name in made if "/" not in name]
    made = {"index.html": index(run, found, reviews, letters, files), **made}
    for name, content in made.items():
        write_beside(directory / name, content)
    return [directory / name for name in made]


def _review(unit: Unit, run: Run, documents: Mapping[str, Document]) -> bytes:
    paths = {checked.path for checked in unit.audit.documents}
    paths |= {place.path for finding in (*unit.audit.findings, *unit.across) for place in finding.locations}
    own = {path: document for path, document in documents.items() if path in paths}
    options = {**run.options, "home": "../index.html"}
    return html.render(replace(run, audits=(unit.audit,), batch=unit.across, options=options), own)
