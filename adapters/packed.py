"""Zip packages of strangers: parts are inflated one by one against caps, and their XML is read without entities."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from pathlib import Path
from types import TracebackType

from lxml import etree

from checker.errors import DocumentError
from checker.messages import say

MOST_PARTS = 5000
LARGEST_DIRECTORY = 4 << 20
LARGEST_PART = 64 << 20
LARGEST_SUM = 256 << 20
MOST_MARKUP = 4_000_000
"""Tags and attributes of one part; each takes some 200 bytes once parsed."""
RATIO = 300
"""Inflated to packed size, of parts over a megabyte; a real table of 1,000 rows reaches 45 to 1."""
_BLOCK = 1 << 16
_DEPTH = etree.ErrorTypes.ERR_RESOURCE_LIMIT
"""libxml2 follows no more than 256 elements within each other."""


def opened(path: Path) -> zipfile.ZipFile:
    """The package; BadZipFile for a damaged one. One with an endless directory is not even listed."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - 66_000, 0))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise zipfile.BadZipFile("no end of the directory")
    if int.from_bytes(tail[at + 12 : at + 16], "little") > LARGEST_DIRECTORY:
        raise zipfile.BadZipFile("the directory is too large")
    return zipfile.ZipFile(path)


class Packed:
    """An open package. Sizes in its directory are not believed; parts nobody asks for are never inflated."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        try:
            self._zip = opened(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise DocumentError(say("reading.truncated", path=name)) from None
        self.parts = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in self._zip.infolist()}
        if len(self.parts) < len(self._zip.infolist()):
            # An office program may open the other one of the two.
            twice = Counter(entry.filename.replace("\\", "/").lstrip("/") for entry in self._zip.infolist())
            self._zip.close()
            raise self._hostile(say("reading.part_twice", part=twice.most_common(1)[0][0]))
        if len(self.parts) > MOST_PARTS:
            self._zip.close()
            raise self._hostile(say("reading.many_parts", count=len(self.parts), most=MOST_PARTS))
        self._names = {part.lower(): part for part in self.parts}
        self._left = LARGEST_SUM

    def __enter__(self) -> Packed:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def read(self, part: str) -> bytes:
        """A part inflated, its name without regard to case. KeyError when there is none; DocumentError when it is
        damaged, locked or a bomb."""
        entry = self.parts.get(part) or self.parts[self._names[part.lower()]]
        if entry.flag_bits & 1:
            raise DocumentError(say("reading.password", path=self.name))
        blocks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(entry) as file:
                while block := file.read(_BLOCK):
                    blocks.append(block)
                    size += len(block)
                    self._left -= len(block)
                    if size > LARGEST_PART or self._left < 0:
                        raise self._hostile(say("reading.large_part", part=part, most=LARGEST_PART >> 20))
                    if size > 1 << 20 and size > RATIO * max(entry.compress_size, 1):
                        raise self._hostile(say("reading.bomb", part=part, ratio=RATIO))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            raise DocumentError(say("reading.damaged_part", path=self.name, part=part)) from None
        return b"".join(blocks)

    def tree(self, part: str) -> etree._Element:
        """The XML of a part. A DOCTYPE is refused: text after an unresolved entity would vanish without a word."""
        data = self.read(part)
        if b"<!DOCTYPE" in data:
            raise self._hostile(say("reading.doctype", part=part))
        if len(data) > MOST_MARKUP and data.count(b"<") + data.count(b"=") > MOST_MARKUP:
            raise self._hostile(say("reading.large_part", part=part, most=LARGEST_PART >> 20))
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if getattr(error, "code", 0) != _DEPTH:
                raise DocumentError(say("reading.damaged_part", path=self.name, part=part)) from None
            root = self._deep(part, data)
        if str(root.getroottree().docinfo.doctype):  # type: ignore[union-attr]  # one in another encoding than ASCII
            raise self._hostile(say("reading.doctype", part=part))
        return root

    def _deep(self, part: str, data: bytes) -> etree._Element:
        from xml.parsers.expat import ExpatError

        from adapters import deepxml

        try:
            return deepxml.tree(data)
        except ExpatError:
            raise DocumentError(say("reading.damaged_part", path=self.name, part=part)) from None
        except deepxml.TooDeep:
            raise self._hostile(say("reading.too_deep", part=part, most=deepxml.DEEPEST)) from None

    def _hostile(self, why: object) -> DocumentError:
        return DocumentError(say("reading.hostile", path=self.name, why=why))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
