"""Old and foreign office files (.doc, .wps, .rtf, .odt): LibreOffice makes a docx of them, which is then read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from checker.document import Document
from checker.errors import DocumentError
from checker.messages import Message, say

if TYPE_CHECKING:
    from checker.audit.annotation import Note
    from checker.finding import Correction

FORMAT = "doc"
FORMATS = ("doc", "wps", "rtf", "odt")
COPY = ".docx"
SUFFIXES = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott", ".fodt")

KEPT = 1 << 20
"""Bytes up to which the docx is kept with its document: a report of text and tables has 30,000, and a start of
LibreOffice takes seconds."""


def read(path: Path, name: str, converted: Path | None = None) -> Document:
    """The document as the docx says it that LibreOffice makes; `converted` is that docx when it is there already."""
    from adapters import docx, head_of, sniff

    form = sniff(path, head_of(path, name), name)
    digest = _digest(path)
    with TemporaryDirectory(prefix="gouji-") as folder:
        if converted is None:
            converted = made_of(path, name, Path(folder))
        data = converted.read_bytes()
        kept = data if len(data) <= KEPT else b""
        return replace(docx.read(converted, name), format=form, sha256=digest, converted=kept)


def annotate(
    source: Path, document: Document, notes: Sequence[Note], target: Path, sheet: Sequence[str] = ()
) -> tuple[Message, ...]:
    """Writes the notes into the docx that was read, made anew where it was too large to be kept; the suffix of
    `target` becomes .docx. Returns remarks."""
    from adapters import docx

    if _digest(source) != document.sha256:
        raise DocumentError(say("reading.docx_changed", path=document.path))
    with TemporaryDirectory(prefix="gouji-") as folder:
        converted = _converted(source, document, Path(folder))
        copy = target.with_suffix(COPY)
        return (
            *docx.annotate(converted, replace(document, sha256=_digest(converted)), notes, copy, sheet),
            say("reading.converted_copy", path=document.path, copy=copy.name),
        )


def suggest(source: Path, document: Document, corrections: Sequence[Correction], target: Path) -> tuple[Message, ...]:
    """Writes the corrections as tracked changes into the docx that was read, or into the annotated copy of it that
    `source` is; the suffix of `target` becomes .docx."""
    from adapters import docx, head_of, sniff

    copy = target.with_suffix(COPY)
    if sniff(source, head_of(source, document.path), document.path) == "docx":
        return docx.suggest(source, document, corrections, copy)
    if _digest(source) != document.sha256:
        raise DocumentError(say("reading.docx_changed", path=document.path))
    with TemporaryDirectory(prefix="gouji-") as folder:
        converted = _converted(source, document, Path(folder))
        return (
            *docx.suggest(converted, document, corrections, copy),
            say("reading.converted_copy", path=document.path, copy=copy.name),
        )


def _converted(source: Path, document: Document, folder: Path) -> Path:
    """The docx that was read, made anew where it was too large to be kept."""
    if not document.converted:
        return made_of(source, document.path, folder)
    converted = folder / "kept.docx"
    converted.write_bytes(document.converted)
    return converted


def convert_all(
    paths: Iterable[Path], folder: Path, names: dict[Path, str] | None = None
) -> dict[Path, Path | DocumentError]:
    """For each file a docx or an xlsx in `folder`, or why there is none; a start of LibreOffice for all of a kind."""
    from adapters import ADAPTERS, head_of, ole, sniff
    from adapters.libreoffice import convert, find, isolation

    wanted: dict[str, list[tuple[Path, str, str]]] = {"docx": [], "xlsx": []}
    outcome: dict[Path, Path | DocumentError] = {}
    for path in dict.fromkeys(paths):
        name = (names or {}).get(path, str(path))
        try:
            form = sniff(path, head_of(path, name), name)
            kind = "docx" if ADAPTERS[form] == "adapters.office" else "xlsx"
            wanted[kind].append((path, name, form if form != "wps" else "doc"))
        except DocumentError as error:
            outcome[path] = error
    for kind, some in wanted.items():
        outcome.update(convert(some, folder, find(), isolation(), kind))
        for path, name, _ in some:
            if isinstance(outcome[path], DocumentError) and ole.is_locked(path, name):
                outcome[path] = DocumentError(say("reading.password", path=name))
    return outcome


def made_of(path: Path, name: str, folder: Path) -> Path:
    """The docx or xlsx that LibreOffice makes of a file, in `folder`."""
    made = convert_all([path], folder, {path: name})[path]
    if isinstance(made, DocumentError):
        raise made
    return made


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
