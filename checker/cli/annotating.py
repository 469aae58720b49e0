"""`--annotate DIR`: a copy of every document with its findings at their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import adapters
from checker.annotation import notes
from checker.audit import Audit, Run
from checker.errors import CheckerError
from checker.messages import say, text
from checker.outputs import render
from checker.run import Result

AS_PAGE = frozenset({"txt", "html", "md", "csv", "xlsx", "ofd"})
"""Formats that have no place for comments: they come back as a review page."""


def annotate_all(result: Result, folder: Path, lang: str) -> Iterator[str]:
    """Write the copies; a line for each, what was written or why not. The originals are never touched."""
    taken: set[Path] = set()
    for audit in result.run.audits:
        for checked in audit.documents:
            document = result.documents.get(checked.path)
            if document is None:
                continue
            target = _target(folder, Path(checked.path), document.format, taken)
            try:
                if document.format in AS_PAGE or not adapters.supports_annotation(document.format):
                    _page(result.run, audit, document.path, target, result)
                    remarks: tuple[object, ...] = ()
                else:
                    remarks = adapters.annotate(
                        Path(document.path), document, notes(audit, document.path, lang), target
                    )
            except CheckerError as error:
                yield text(say("cli.not_annotated", path=checked.path, why=error.message), lang)
                continue
            yield text(say("cli.annotated", path=str(target)), lang)
            for remark in remarks or ():
                yield f"  {text(remark, lang)}"  # type: ignore[arg-type]


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


def _page(run: Run, audit: Audit, path: str, target: Path, result: Result) -> None:
    from checker.files import write_beside

    single = Run((audit,), lang=run.lang, options=run.options)
    write_beside(target, render("html", single, {path: result.documents[path]}))
