"""File formats: each adapter alone knows its library.

An adapter is a module with

    FORMAT: str                             the name in an audit, "docx"
    SUFFIXES: tuple[str, ...]               the usual suffixes, with the dot
    def read(path: Path, name: str) -> Document
        `name` is what Document.path and errors show. Raises DocumentError for what the user can mend.
    def annotate(
        source: Path, document: Document, notes: Sequence[Note], target: Path, sheet: Sequence[str] = ()
    ) -> tuple[Message, ...]
        Writes an annotated copy beside `target` and renames it; the source is never touched. `sheet` are the lines of
        a page of findings to append; a format whose notes are read beside the text leaves them out. The result are
        remarks for the person who gets the copy.
    def read_laid_out(path: Path, name: str) -> Document
        As `read`, with how its blocks are laid out; only of formats whose files state it.
    def suggest(
        source: Path, document: Document, corrections: Sequence[Correction], target: Path
    ) -> tuple[Message, ...]
        Writes a copy with the corrections as changes that a person accepts or refuses. `source` may be a copy that
        `annotate` has written. The result are remarks, also on what could not be suggested.
    COPY: str                               the suffix of copies, where it is not the document's own

and a line in ADAPTERS. Content decides which adapter reads a file, the suffix only where content cannot.
An adapter that cannot annotate has no `annotate`, one without tracked changes no `suggest`; one for several formats
has the first of them as FORMAT.
"""

from __future__ import annotations

import stat
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from checker.document import Document
from checker.errors import DocumentError
from checker.messages import Message, say

if TYPE_CHECKING:
    from checker.audit.annotation import Note
    from checker.finding import Correction

ADAPTERS: dict[str, str] = {
    "docx": "adapters.docx",
    "pdf": "adapters.pdf",
    "txt": "adapters.text",
    "html": "adapters.html",
    "mht": "adapters.html.archive",
    "md": "adapters.markdown",
    "doc": "adapters.office",
    "wps": "adapters.office",
    "rtf": "adapters.office",
    "odt": "adapters.office",
    "xlsx": "adapters.sheet",
    "xls": "adapters.oldsheets",
    "ods": "adapters.oldsheets",
    "xlsb": "adapters.oldsheets",
    "csv": "adapters.sheet",
    "ofd": "adapters.ofd",
}
"""Format to the module that reads it; loaded when the first such file comes."""

CONVERTED = ("adapters.office", "adapters.oldsheets")
"""The adapters of formats that LibreOffice converts."""

SUFFIXES: dict[str, tuple[str, ...]] = {
    "docx": (".docx", ".docm", ".dotx", ".dotm", ".wps"),
    "pdf": (".pdf",),
    "txt": (".txt", ".text"),
    "html": (".html", ".htm", ".xhtml", ".shtml"),
    "mht": (".mht", ".mhtml"),
    "md": (".md", ".markdown"),
    "doc": (".doc", ".dot", ".wps"),
    "wps": (".wps", ".wpt"),
    "rtf": (".rtf", ".doc"),
    "odt": (".odt", ".ott", ".fodt"),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".et", ".ett"),
    "xls": (".xls", ".xlt", ".et", ".ett"),
    "ods": (".ods", ".ots", ".fods"),
    "xlsb": (".xlsb",),
    "csv": (".csv", ".tsv"),
    "ofd": (".ofd",),
}
"""The suffixes that are no surprise for a format."""

HEAD = 65536
"""Bytes from the beginning of a file that `sniff` is given."""
BLANKS = b" \t\r\n\x0b\x0c"
LARGEST = 256 << 20
"""Bytes; a report is a thousandth of it."""


def sniff(path: Path, head: bytes, name: str | None = None) -> str:
    """The format (a key of ADAPTERS) of a file that begins with `head`; DocumentError says what else it is."""
    from adapters import sniffing

    return sniffing.sniff(path, head, str(path) if name is None else name)


def read(path: Path, name: str | None = None, converted: Path | None = None, layout: bool = False) -> Document:
    """The document in a file; `name` is what it is called in messages, the path unless told.

    `converted` is what `adapters.office.convert_all` has made of it, to spare a start of LibreOffice. `layout`: with
    how it is laid out, where its format tells.
    """
    shown = str(path) if name is None else name
    form = sniff(path, head_of(path, shown), shown)
    more = (converted,) if converted is not None and ADAPTERS[form] in CONVERTED else ()
    adapter = _adapter(form)
    laid_out = getattr(adapter, "read_laid_out", None) if layout else None
    document: Document = laid_out(path, shown) if laid_out is not None else adapter.read(path, shown, *more)
    return document


def annotate(
    source: Path, document: Document, notes: Sequence[Note], target: Path, sheet: Sequence[str] = ()
) -> tuple[Message, ...]:
    """Write an annotated copy of `source`, which `document` was read from; see the module's docstring."""
    remarks: tuple[Message, ...] = _adapter(document.format).annotate(source, document, notes, target, sheet)
    return remarks


def suggest(source: Path, document: Document, corrections: Sequence[Correction], target: Path) -> tuple[Message, ...]:
    """Write a copy with corrections as tracked changes; `source` is the document's file or its annotated copy."""
    remarks: tuple[Message, ...] = _adapter(document.format).suggest(source, document, corrections, target)
    return remarks


def supports_suggestion(form: str) -> bool:
    """Whether corrections can be written as tracked changes into a document of this format."""
    return form in ADAPTERS and hasattr(_adapter(form), "suggest")


def supports_annotation(form: str) -> bool:
    """Whether an annotated copy can be written of a document of this format."""
    return form in ADAPTERS and hasattr(_adapter(form), "annotate")


def copy_suffix(document: Document) -> str | None:
    """The suffix of an annotated copy of a document; None where there can be none."""
    if not supports_annotation(document.format):
        return None
    suffix: str = getattr(_adapter(document.format), "COPY", Path(document.path).suffix)
    return suffix


def suffix_message(document: Document) -> Message | None:
    """What to tell of a file whose suffix promises another format than its content is; None when it does not."""
    suffix = Path(document.path).suffix.lower()
    if not suffix or document.format not in SUFFIXES or suffix in SUFFIXES[document.format]:
        return None
    if not any(suffix in usual for usual in SUFFIXES.values()):
        return None
    return say("reading.suffix", path=document.path, suffix=suffix, format=document.format)


def head_of(path: Path, name: str) -> bytes:
    """The first bytes of a regular file that is not empty and not too large; DocumentError otherwise."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise DocumentError(say("reading.folder", path=name))
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError(say("reading.special", path=name))
        if status.st_size > LARGEST:
            raise DocumentError(say("reading.large", path=name, megabytes=status.st_size >> 20, most=LARGEST >> 20))
        with path.open("rb") as file:
            head = file.read(HEAD)
            # Pages of some editors begin with so many blanks that nothing else is in it.
            while head and not head.strip(BLANKS) and (more := file.read(HEAD)):
                head = more
    except FileNotFoundError:
        raise DocumentError(say("reading.absent", path=name)) from None
    except PermissionError:
        raise DocumentError(say("reading.forbidden", path=name)) from None
    except OSError as error:
        raise DocumentError(say("reading.unreadable", path=name, why=error.strerror or error)) from None
    if not head:
        raise DocumentError(say("reading.empty", path=name))
    return head


def _adapter(form: str) -> ModuleType:
    return import_module(ADAPTERS[form])
