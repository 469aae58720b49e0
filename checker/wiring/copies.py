"""Annotated copies: every document of a run with its findings at their places, in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import adapters
from checker import log
from checker.audit.annotation import Note, notes
from checker.audit.audit import Audit, Run
from checker.audit.corrections import corrections
from checker.audit.wording import dossier, plain
from checker.document import Document
from checker.errors import CheckerError, UsageError
from checker.files import make_folder
from checker.files.marks import marked
from checker.files.targets import spelling
from checker.files.writing import cannot_write, umask
from checker.finding import Finding
from checker.leftovers import temporary
from checker.messages import Message, say, text
from checker.outputs import render
from checker.record import dataclass
from checker.run.run import Limits, Result
from checker.workers.pool import run_all

PAGE = ".html"
"""What has no place for comments comes back as a review page."""
_LONGEST = 230
"""Bytes of a copy's name: 255 can be, and adapters write beside under a longer one."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What became of the copy of a document: where it is and what its reader should know, or why there is none."""

    path: str
    target: Path
    remarks: tuple[Message, ...] = ()
    error: CheckerError | None = None


def told(copy: Copy, lang: str) -> Iterator[str]:
    """The lines that say what became of a copy."""
    if copy.error is not None:
        yield text(say("cli.not_annotated", path=copy.path, why=copy.error.message), lang)
        return
    yield text(say("cli.annotated", path=str(copy.target)), lang)
    for remark in copy.remarks:
        yield f"  {text(remark, lang)}"


def targets(result: Result, folder: Path, word: str = "copy_word") -> list[tuple[str, Path]]:
    """The documents of a run that were checked, by path, each with the file that its copy will be."""
    taken: set[str] = set()
    return [
        (path, _target(folder, document, text(say(f"cli.{word}"), result.run.lang), taken))
        for path, document in result.documents.items()
        if _audits(result.run, path)
    ]


def write_copies(
    result: Result,
    shown: Result,
    planned: Sequence[tuple[str, Path]],
    limits: Limits,
    sheet: bool = False,
    sources: Mapping[str, Path] | None = None,
    suggest: bool = False,
) -> Iterator[Copy]:
    """Write the copies, each in a worker and whole or not at all; what becomes of one is no matter of the others.

    The originals are never touched. A document of several dossiers has the findings of all in its copy. `shown` is the
    result as pages may show it; `sheet` appends a page of findings to PDFs; `sources` says of documents by path which
    file they are, where that is another. `suggest` adds the corrections as tracked changes where a format has such.
    UsageError where there can be no folder.
    """
    yield from staged(planned, partial(_write, result, shown, sources or {}, sheet, suggest), limits)


Item = tuple[int, str, str]
"""A copy to be made: its number, the document's path, the name of its file."""


def staged(
    planned: Sequence[tuple[str, Path]], write: Callable[[Path, Item], tuple[Message, ...]], limits: Limits
) -> Iterator[Copy]:
    """Write copies by `write`, which puts each into a folder that is given to it; then each under its own name."""
    if not planned:
        return
    folder = planned[0][1].parent
    make_folder(folder)
    try:
        staged = temporary(".gouji-", folder)
        place = staged.__enter__()
    except OSError as error:
        raise cannot_write(folder, error) from None
    try:
        for outcome in run_all(
            partial(write, place),
            [(number, path, target.name) for number, (path, target) in enumerate(planned)],
            workers=limits.processes(),
            seconds=limits.seconds,
            memory_mb=limits.memory_mb,
            name=lambda item: item[1],
        ):
            number, path, name = outcome.item
            target = planned[number][1]
            remarks, error_ = outcome.result or (), outcome.error
            if error_ is None:
                try:
                    (place / str(number) / name).replace(target)
                except OSError as failed:
                    error_ = cannot_write(target, failed)
            yield Copy(path, target, remarks, error_)
    finally:
        staged.__exit__(None, None, None)


def _write(
    result: Result,
    shown: Result,
    sources: Mapping[str, Path],
    sheet: bool,
    suggest: bool,
    place: Path,
    item: Item,
) -> tuple[Message, ...]:
    """In a worker: the copy under its own name, in a folder of its own."""
    number, path, name = item
    target = place / str(number) / name
    with log.stage("annotate", path=path):
        try:
            target.parent.mkdir()
            document = result.documents[path]
            if adapters.supports_annotation(document.format):
                remarks = _annotated(result.run, document, sources.get(path, Path(path)), target, sheet)
                if suggest and adapters.supports_suggestion(document.format):
                    wanted = corrections(result.run, path)
                    remarks = (*remarks, *(adapters.suggest(target, document, wanted, target) if wanted else ()))
                content, kind = target.read_bytes(), "pdf" if document.format == "pdf" else "docx"
            else:
                remarks, content, kind = (), _page(shown, path), "html"
            target.write_bytes(marked(content, kind))
            target.chmod(0o666 & ~umask())
        except OSError as error:
            raise UsageError(say("cli.because", why=error.strerror or str(error))) from None
    return tuple(remarks)


def _audits(run: Run, path: str) -> list[Audit]:
    return [audit for audit in run.audits if any(checked.path == path for checked in audit.documents)]


def _page(shown: Result, path: str) -> bytes:
    own = replace(shown.run, audits=tuple(_audits(shown.run, path)), batch=tuple(_own_batch(shown.run, path)))
    return render("html", own, {path: shown.documents[path]})


def _annotated(run: Run, document: Document, source: Path, target: Path, sheet: bool) -> tuple[Message, ...]:
    audits = _audits(run, document.path)
    over_all = replace(audits[0], findings=run.batch)
    found = [note for audit in (*audits, over_all) for note in notes(audit, document.path, run.lang)]
    made = list({(note.id, note.location): note for note in found}.values())
    lines = _sheet(audits[0], made, run.lang) if sheet else ()
    return adapters.annotate(source, document, made, target, lines)


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
        # The last line is the rule's id. What begins with a wide space may give way, so that it is one page.
        told = ["\u3000" * min(level, 2) + line for level, line in enumerate(note.lines[:-1], 1)]
        lines += ["", f"{number}. {note.title}{at}", *told]
    if audit.unchecked:
        lines += ["", text(say("outputs.heading_unchecked"), lang)]
        lines += [f"{plain(one.what)}: {plain(one.why)}" for one in audit.unchecked]
    return lines


def _target(folder: Path, document: Document, word: str, taken: set[str]) -> Path:
    """Where the copy goes: the document's name and that it is a copy, with a number where two share it.

    Also where they differ in case or in how an accent is written: there are systems on which that is one name.
    """
    suffix = adapters.copy_suffix(document) or PAGE
    stem = Path(document.path).stem
    count = 1
    while True:
        behind = f"{word}{f'-{count}' if count > 1 else ''}{suffix}"
        target = folder / f"{_cut(stem, _LONGEST - len(behind.encode('utf-8', 'surrogateescape')))}{behind}"
        if spelling(target) not in taken:
            taken.add(spelling(target))
            return target
        count += 1


def _cut(stem: str, size: int) -> str:
    while len(stem.encode("utf-8", "surrogateescape")) > size:
        stem = stem[:-1]
    return stem
