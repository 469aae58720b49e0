"""Old and foreign spreadsheets (.xls, .et, .ods, .xlsb): LibreOffice makes an xlsx of them, which is then read."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from checker.document import Document

FORMAT = "xls"
FORMATS = ("xls", "ods", "xlsb")
SUFFIXES = (".xls", ".xlt", ".et", ".ett", ".ods", ".ots", ".fods", ".xlsb")


def read(path: Path, name: str, converted: Path | None = None) -> Document:
    """The document as the xlsx says it that LibreOffice makes; `converted` is that xlsx when it is there already."""
    from adapters import head_of, office, sheet, sniff

    form = sniff(path, head_of(path, name), name)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with TemporaryDirectory(prefix="gouji-") as folder:
        made = converted or office.made_of(path, name, Path(folder))
        return replace(sheet.read(made, name), format=form, sha256=digest)
