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

FORMAT = "doc"
FORMATS = ("doc", "wps", "rtf", "odt")
SUFFIXES = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott", ".fodt")


def read(path: Path, name: str, converted: Path | None = None) -> Document:
    """The document as the docx says it that LibreOffice makes; `converted` is that docx when it is there already."""
    from adapters import docx, head_of, sniff

    form = sniff(path, head_of(path, name), name)
    digest = _digest(path)
    with TemporaryDirectory(prefix="gouji-") as folder:
        made = converted or made_of(path, name, Path(folder))
        return replace(docx.read(made, name), format=form, sha256=digest)


def annotate(source: Path, document: Document, notes: Sequence[Note], target: Path) -> tuple[Message, ...]:
    """Writes the notes into a docx made of the source; the suffix of `target` becomes .docx. Returns remarks."""
    from adapters import docx

    if _digest(source) != document.sha256:
        raise DocumentError(say("reading.docx_changed", path=document.path))
    with TemporaryDirectory(prefix="gouji-") as folder:
        made = made_of(source, document.path, Path(folder))
        copy = target.with_suffix(".docx")
        return (
            *docx.annotate(made, replace(document, sha256=_digest(made)), notes, copy),
            say("reading.converted_copy", path=document.path, copy=copy.name),
        )


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
