"""What a zip is, by its main part: a Word file with a sheet in it is a Word file, slides with one are slides."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from adapters.packed import opened
from checker.errors import DocumentError
from checker.messages import say

_MOST = 1 << 20
"""Bytes of a part that are looked at."""
_OFFICE = (
    ("wordprocessingml", "docx"),
    ("ms-word.", "docx"),
    ("ms-excel.sheet.binary", "xlsb"),
    ("spreadsheetml", "xlsx"),
    ("ms-excel.", "xlsx"),
    ("presentationml", "slides"),
    ("ms-powerpoint.", "slides"),
)
"""By a word in the type of the main part."""
_FOLDERS = (("word/document", "docx"), ("xl/workbook.bin", "xlsb"), ("xl/workbook", "xlsx"), ("ppt/", "slides"))
"""By the name of the main part, where its type is not told or lost."""
_OPEN = (("opendocument.text", "odt"), ("opendocument.spreadsheet", "ods"), ("opendocument.presentation", "slides"))


def kind(path: Path, name: str) -> str:
    """The format of the file; DocumentError says what else it is, or that it is locked."""
    try:
        with opened(path) as archive:
            # Some producers write \\ for /, and names in small letters alone.
            parts = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in archive.infolist()}
            found = _kind(archive, parts)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise DocumentError(say("reading.truncated", path=name)) from None
    if found in ("archive", "password", "slides"):
        raise DocumentError(say(f"reading.{found}", path=name))
    return found


def _kind(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> str:
    if "ofd.xml" in parts:
        return "ofd"
    stated = _text(archive, parts.get("mimetype")) or _manifest_type(archive, parts)
    for word, form in _OPEN:
        if word in stated:
            return "password" if _is_sealed(archive, parts) else form
    main = _main(archive, parts)
    types = _tree(archive, parts.get("[content_types].xml"))
    for declared in (_type(types, main), _any_main_type(types)):
        found = next((form for word, form in _OFFICE if word in declared), None)
        if found is not None:
            return found
    for folder, form in _FOLDERS:
        if main.startswith(folder) or any(part.startswith(folder) for part in ([] if main else parts)):
            return form
    return "archive"


def _main(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> str:
    """The name of the part that the package is about (ISO/IEC 29500-2, 9.3), empty where none is told."""
    root = _tree(archive, parts.get("_rels/.rels"))
    for relationship in root.iter("{*}Relationship") if root is not None else ():
        if relationship.get("Type", "").endswith("/officeDocument"):
            target = relationship.get("Target", "").replace("\\", "/")
            return posixpath.normpath(target).lstrip("/").lower()
    return ""


def _type(types: etree._Element | None, part: str) -> str:
    """The type of a part: its own, else that of its suffix."""
    if types is None or not part:
        return ""
    for override in types.iter("{*}Override"):
        if override.get("PartName", "").replace("\\", "/").lstrip("/").lower() == part:
            return override.get("ContentType", "").lower()
    suffix = part.rpartition(".")[2]
    for default in types.iter("{*}Default"):
        if default.get("Extension", "").lower() == suffix:
            return default.get("ContentType", "").lower()
    return ""


def _any_main_type(types: etree._Element | None) -> str:
    """The type of a part that says it is the main one, where nothing leads to it."""
    stated = (one.get("ContentType", "").lower() for one in types.iter("{*}Override")) if types is not None else ()
    return next((one for one in stated if one.endswith("main+xml") or "sheet.binary" in one), "")


def _manifest_type(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> str:
    """The type that the manifest of an OpenDocument file states for the whole."""
    text = _text(archive, parts.get("meta-inf/manifest.xml"))
    found = re.search(r'media-type="([^"]*)"[^>]*full-path="/"|full-path="/"[^>]*media-type="([^"]*)"', text)
    return (found[1] or found[2] or "") if found else ""


def _is_sealed(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> bool:
    """Whether the content of an OpenDocument file is encrypted; that of a picture in it alone does not matter."""
    root = _tree(archive, parts.get("meta-inf/manifest.xml"))
    for entry in root.iter("{*}file-entry") if root is not None else ():
        path = next((value for label, value in entry.items() if str(label).endswith("full-path")), "")
        if path in ("content.xml", "encrypted-package"):
            return entry.find("{*}encryption-data") is not None
    return False


def _text(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | None) -> str:
    return _bytes(archive, entry).decode("utf-8", "replace").lower()


def _tree(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | None) -> etree._Element | None:
    data = _bytes(archive, entry)
    if not data or b"<!DOCTYPE" in data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | None) -> bytes:
    """The beginning of a small part; what stands far behind in a hostile one is of no interest."""
    if entry is None:
        return b""
    try:
        with archive.open(entry) as file:
            return file.read(_MOST)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        return b""
