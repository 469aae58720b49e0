"""The tree of a saved web page, and where in the file each of its characters stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape

from lxml import etree, html

from adapters.html.nesting import flattened
from adapters.text.encoding import decode
from checker.document import LineRun, Text

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE
)
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta|center|title|article|span)\b", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<skip><!--.*?(?:-->|\Z)|<(?P<raw>script|style)\b.*?(?:</(?P=raw)\s*>|\Z)|<[/!?A-Za-z][^>]*(?:>|\Z))"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)|(?P<text>[^<&]+|[<&])",
    re.DOTALL | re.IGNORECASE,
)
_SPACES = " \t\n\r\f"
_FURTHEST = 4000
"""How many characters of the source may stand between two texts of the tree (what the parser moved or dropped)."""


def looks_like_html(data: bytes) -> bool:
    """Whether the beginning of a file is a web page, in any encoding that has ASCII in it."""
    head = data[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")
    head = re.sub(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<\?.*?\?>|<!--.*?-->)*", b"", head, flags=re.DOTALL)
    return _TAG.match(head) is not None


def text_of(data: bytes, path: str) -> str:
    """The source of the page: by its byte order mark, as UTF-8 where it is that, by its own word, or by likeness."""
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        stated = _CHARSET.search(data[:4096])
        name = stated[1].decode("ascii").lower() if stated else ""
        if name.startswith(("gb", "x-gb")):
            name = "gb18030"
        elif "big5" in name:
            name = "big5hkscs"
        try:
            text = data.decode(name, "replace") if name else ""
        except LookupError:
            text = ""
        if text and text.count("\ufffd") * 100 < len(text) and "\x00" not in text:
            return text
    return decode(data, path)[0]


def _parsed(text: str) -> tuple[html.HtmlElement, bool]:
    """The tree of a page, without content where the page holds none, and whether the parser went to its end."""
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # comments alone
        root = html.document_fromstring("<html><body></body></html>")
    return root, not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


class Source:
    """The parsed page, and the offset in the file of each character of its texts."""

    def __init__(self, text: str) -> None:
        self.text = text
        root, whole = _parsed(text)
        self.root: html.HtmlElement = root if whole else _parsed(flattened(text))[0]
        self._lines = [0, *(match.end() for match in re.finditer("\r\n|\n|\r", text))]
        self._offsets: dict[tuple[etree._Element, bool], list[int]] = {}
        self._align()

    def offsets(self, element: etree._Element, tail: bool) -> list[int]:
        """The offset in the file of each character of the text, or of the tail, of an element; -1 for unknown."""
        text = (element.tail if tail else element.text) or ""
        return self._offsets.get((element, tail)) or [-1] * len(text)

    def _align(self) -> None:
        stream: list[str] = []
        places: list[int] = []
        for token in _TOKEN.finditer(self.text):
            if token["skip"]:
                continue
            start = token.start()
            if token["entity"]:
                for character in unescape(token.group()):
                    if not character.isspace() or character == "\u00a0":
                        stream.append(character)
                        places.append(start)
                continue
            for index, character in enumerate(token.group()):
                if not character.isspace() or character == "\u00a0":
                    stream.append(character)
                    places.append(start + index)
        solid = "".join(stream)
        at = 0
        for event, element in etree.iterwalk(self.root, events=("start", "end", "comment")):
            tail = event != "start"
            text = element.tail if tail else element.text
            if not text or (not tail and element.tag in ("script", "style")):
                continue
            kept = [index for index, character in enumerate(text) if not character.isspace() or character == "\u00a0"]
            if not kept:
                continue
            found = solid.find("".join(text[index] for index in kept), at, at + len(kept) + _FURTHEST)
            if found < 0:
                continue
            offsets = [-1] * len(text)
            for number, index in enumerate(kept):
                offsets[index] = places[found + number]
            self._offsets[element, tail] = offsets
            at = found + len(kept)

    def place(self, string: str, offsets: list[int]) -> Text:
        """A text with the line and column of its characters in the source."""
        runs: list[LineRun] = []
        expected = -2
        for index, offset in enumerate(offsets):
            if offset < 0:
                expected += 1
                continue
            if offset != expected:
                line = bisect_right(self._lines, offset)
                runs.append(LineRun(index, line, offset - self._lines[line - 1] + 1))
            expected = offset + 1
        return Text(string, tuple(runs))
