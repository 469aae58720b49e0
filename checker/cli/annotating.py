"""`--annotate DIR`: a copy of every document with its findings at their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import adapters
from checker.audit.annotation import Note, notes
from checker.audit.audit import Audit, Run
from checker.audit.wording import dossier, plain
from checker.document import Document
from checker.errors import CheckerError
from checker.files import make_folder, write_beside
from checker.finding import Finding
from checker.messages import Message, say, text
from checker.outputs import render
from checker.run.run import Result

AS_PAGE = frozenset({"txt", "html", "mht", "md", "csv", "xlsx", "xls", "xlsb", "ods", "ofd"})
"""Formats that have no place for comments: they come back as a review page."""


def annotate_all(result: Result, folder: Path, lang: str, sheet: bool = False) -> Iterator[str]:
    """Write the copies; a line for each, what was written or why not. The originals are never touched.

    A document of several dossiers is written once, with the findings of all. `sheet` appends a page of them to PDFs.
    """
    make_folder(folder)
    taken: set[Path] = set()
    for path, document in result.documents.items():
        audits = [audit for audit in result.run.audits if any(checked.path == path for checked in audit.documents)]
        if not audits:
            continue
        target = _target(folder, Path(path), document.format, taken)
        try:
            remarks = _copy(result.run, audits, document, target, sheet)
        except CheckerError as error:
            yield text(say("cli.not_annotated", path=path, why=error.message), lang)
            continue
        yield text(say("cli.annotated", path=str(target)), lang)
        for remark in remarks:
            yield f"  {text(remark, lang)}"


def _copy(run: Run, audits: Sequence[Audit], document: Document, target: Path, sheet: bool) -> Sequence[Message]:
    if document.format in AS_PAGE or not adapters.supports_annotation(document.format):
        single = replace(run, audits=tuple(audits), batch=tuple(_own_batch(run, document.path)))
        write_beside(target, render("html", single, {document.path: document}))
        return ()
    over_all = replace(audits[0], findings=run.batch)
    found = [note for audit in (*audits, over_all) for note in notes(audit, document.path, run.lang)]
    made = list({(note.id, note.location): note for note in found}.values())
    source = Path(document.path)
    if sheet and document.format == "pdf":
        from adapters import pdf

        return pdf.annotate(source, document, made, target, _sheet(audits[0], made, run.lang))
    return adapters.annotate(source, document, made, target)


def _own_batch(run: Run, path: str) -> Iterator[Finding]:
    return (finding for finding in run.batch if finding.locations and finding.locations[0].path == path)


def _sheet(audit: Audit, made: Sequence[Note], lang: str) -> list[str]:
    """The lines of a findings sheet: a title, the findings numbered with their pages, what could not be checked."""
    lines = [text(say("cli.sheet_title", dossier=dossier(audit, lang)), lang)]
    if not made:
        lines += [text(say("outputs.no_findings"), lang)]
    for number, note in enumerate(made, 1):
        page = note.location.page
        at = text(say("cli.sheet_page", page=page), lang) if page is not None else ""
        lines += ["", f"{number}. {note.title}{at}", *note.lines[:-1]]  # the last one is the rule's id
    if audit.unchecked:
        lines += ["", text(say("outputs.heading_unchecked"), lang)]
        lines += [f"{plain(one.what)}: {plain(one.why)}" for one in audit.unchecked]
    return lines


def _target(folder: Path, path: Path, form: str, taken: set[Path]) -> Path:
    """Where the copy goes: the document's own name, with a number where two share it."""
    suffix = ".html" if form in AS_PAGE else ".docx" if form not in ("docx", "pdf") else path.suffix
    target = folder / f"{path.stem}{suffix}"
    count = 1
    while target in taken or target.resolve() == path.resolve():
        count += 1
        target = folder / f"{path.stem}-{count}{suffix}"
    taken.add(target)
    return target
