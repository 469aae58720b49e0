"""Where the elements of a part stand in its bytes, and bytes with insertions and cuts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat

from lxml import etree

from checker.record import dataclass

START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
TOKEN = re.compile(
    rb"<!\[CDATA\[(?P<section>.*?)\]\]>|(?P<nothing><!--.*?-->|<\?.*?\?>)|&[^;]*;|\r\n|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*",
    re.DOTALL,
)
"""What XML makes of an element's content: sections of literal characters, nothing, or one character."""
TOKEN_IN_SECTION = re.compile(rb"\r\n|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")
DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")


AFTER, BEFORE, LAST = 0, 1, 2
"""Ranks: what ends after an element comes before what begins at the next one."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Bytes that go in at an offset of the original; `rank` orders those at one offset."""

    at: int
    rank: int
    data: bytes


def is_utf8(data: bytes) -> bool:
    """Whether a part is in UTF-8, the only encoding whose bytes are edited."""
    declared = DECLARED.match(data)
    return data[:2] not in (b"\xff\xfe", b"\xfe\xff") and (
        declared is None or declared[1].lower() in (b"utf-8", b"us-ascii", b"ascii")
    )


class Offsets:
    """Pairs the elements of a tree with expat's byte offsets, by their order in the file."""

    def __init__(self, data: bytes, root: etree._Element) -> None:
        self.data = data
        self._elements = list(root.iter("*"))
        self._index = {element: index for index, element in enumerate(self._elements)}
        self._starts: list[int] = []
        self._ends = [0] * len(self._elements)
        opened: list[int] = []
        parser = expat.ParserCreate()
        parser.ordered_attributes = True  # a list is made faster than a dict

        def start(_name: str, _attributes: object) -> None:
            opened.append(len(self._starts))
            self._starts.append(parser.CurrentByteIndex)

        def end(_name: str) -> None:
            self._ends[opened.pop()] = parser.CurrentByteIndex

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(data, True)

    def order(self, element: etree._Element) -> int:
        """The position of an element among all of the file."""
        return self._index[element]

    def start(self, element: etree._Element) -> int:
        """Where its start tag begins."""
        return self._starts[self._index[element]]

    def inside(self, element: etree._Element) -> int:
        """Where its start tag ends."""
        match = START_TAG.match(self.data, self.start(element))
        assert match is not None, "expat saw a start tag here"
        return match.end()

    def end(self, element: etree._Element) -> int:
        """Where its end tag begins; where the element is over when it is an empty tag."""
        return self._ends[self._index[element]]

    def is_empty_tag(self, element: etree._Element) -> bool:
        """Whether it is written as one tag, `<w:p/>`."""
        return self.start_tag(element).endswith(b"/>")

    def after(self, element: etree._Element) -> int:
        """Where it is over."""
        if self.is_empty_tag(element):
            return self.inside(element)
        return self.data.index(b">", self.end(element)) + 1

    def start_tag(self, element: etree._Element) -> bytes:
        """Its start tag as written."""
        return self.data[self.start(element) : self.inside(element)]

    def end_tag(self, element: etree._Element) -> bytes:
        """Its end tag as written."""
        return self.data[self.end(element) : self.after(element)]

    def raw(self, element: etree._Element) -> bytes:
        """The whole element as written."""
        return self.data[self.start(element) : self.after(element)]

    def within(self, element: etree._Element, count: int) -> tuple[int, bool]:
        """Where `count` characters of an element's text are over, and whether that is inside a CDATA section."""
        at = self.inside(element)
        raw = self.data[at : self.end(element)]
        if not any(sign in raw for sign in (b"&", b"<", b"\r")):
            return at + len((element.text or "")[:count].encode()), False
        for token in TOKEN.finditer(raw):
            if count == 0:
                return at + token.start(), False
            if token["section"] is not None:
                for sign in TOKEN_IN_SECTION.finditer(token["section"]):
                    if count == 0:
                        return at + token.start("section") + sign.start(), True
                    count -= 1
            elif token["nothing"] is None:
                count -= 1
        return at + len(raw), False


def edited(data: bytes, insertions: Iterable[Insertion], cuts: Iterable[tuple[int, int]] = ()) -> bytes:
    """The bytes with every insertion, and without the ranges that are cut."""
    changes = [(insertion.at, 1 + insertion.rank, insertion.at, insertion.data) for insertion in insertions]
    changes += [(low, 0, high, b"") for low, high in cuts]
    parts: list[bytes] = []
    done = 0
    for at, _, until, new in sorted(changes):
        if at > done:
            parts.append(data[done:at])
            done = at
        parts.append(new)
        done = max(done, until)
    parts.append(data[done:])
    return b"".join(parts)
