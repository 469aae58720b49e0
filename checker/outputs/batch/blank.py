"""A Word file to be filled in many times: opened and packed once, but for the parts that fields stand in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from checker.record import dataclass

if TYPE_CHECKING:
    from docx.document import Document as Word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FILLED = (f"{W}document", f"{W}hdr", f"{W}ftr")
"""The roots of parts with fields: body, headers and footers."""


@dataclass(frozen=True, slots=True)
class Blank:
    """`fixed` is a zip of all other parts, deflated already; `parts` are those to be filled, by name."""

    fixed: bytes
    parts: Mapping[str, bytes]

    def opened(self) -> dict[str, Any]:
        """The root of each part to be filled, for one letter; the body comes first."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return {name: etree.fromstring(content, parser) for name, content in self.parts.items()}

    def packed(self, filled: Mapping[str, Any]) -> bytes:
        """The file, the same bytes for the same content: entries carry no time."""
        from lxml import etree

        target = io.BytesIO(self.fixed)
        with zipfile.ZipFile(target, "a") as made:
            for name, root in filled.items():
                made.writestr(_entry(name), etree.tostring(root, encoding="UTF-8", standalone=True))
        return target.getvalue()


def blank(word: Word, title: str, author: str) -> Blank:
    """A Word file as python-docx has it, to be filled; `title` and `author` are what its properties say."""
    known = word.core_properties
    known.author = known.last_modified_by = author
    known.title, known.comments, known.revision = title, "", 1
    known.created = known.modified = datetime(2020, 1, 1)  # noqa: DTZ001 - the same bytes for the same run
    saved, fixed = io.BytesIO(), io.BytesIO()
    word.save(saved)
    own = word.part.partname.lstrip("/")
    parts: dict[str, bytes] = {own: b""}
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w") as made:
        for name in source.namelist():
            content = source.read(name)
            if name == own or _is_filled(content):
                parts[name] = content
            else:
                made.writestr(_entry(name), content)
    return Blank(fixed.getvalue(), parts)


def _is_filled(content: bytes) -> bool:
    from lxml import etree

    if not content.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
        return False
    try:
        _, first = next(etree.iterparse(io.BytesIO(content), events=("start",)))
    except (etree.XMLSyntaxError, StopIteration):
        return False
    return first.tag in FILLED


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
