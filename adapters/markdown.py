"""Markdown: headings, paragraphs, lists, pictures and pipe tables, with the lines and columns of the file."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from adapters.text.blocks import blocks
from adapters.text.encoding import decode
from adapters.text.lines import Line, part_furniture, split
from adapters.text.tagged import tagged, with_tables
from checker.document import Block, Document, Paragraph, Table, Text, join
from checker.errors import DocumentError
from checker.messages import say

FORMAT = "md"
SUFFIXES = (".md", ".markdown")

_HEADING = re.compile(r"[ \u3000]{0,3}(#{1,6})(?:[ \t\u3000]+|(?=[^#\s]))")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_PREFIX = re.compile(r"(?:[ \t]{0,8}>[ \t]?){1,8}|[ \t]{0,8}(?:[-*+•])[ \t]+(?:\[[ xX]\][ \t]+)?")
_PICTURE = re.compile(
    r"!\[[^\]\n]{0,300}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,300}\])|<img\b[^>\n]{0,2000}>", re.IGNORECASE
)
_OUT = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))|(?P<open>\[)(?=[^\]\n]{1,300}\]\()|(?P<link>\]\([^)\n]{0,2000}\))"
    r"|(?P<tag></?(?:span|font|b|strong|i|em|u|p|div|center|sup|sub|a|br)\b[^>\n]{0,500}>|<!--[^\n]{0,2000}?-->)"
    r"|(?P<mark>\*{1,3}|(?<![A-Za-z0-9])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9])|~~|`+)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"""(title|date|author)\s*:\s*["']?(.*?)["']?\s*$""", re.IGNORECASE)


def read(path: Path, name: str) -> Document:
    """The document of a Markdown file. A line is a paragraph, as reports seldom part them by blank lines."""
    data = path.read_bytes()
    text, _ = decode(data, name)
    return document_of(split(text), name, FORMAT, sha256(data).hexdigest())


def document_of(lines: list[Line], name: str, form: str, sha256: str) -> Document:
    """The document of the lines of a text that bears the signs of Markdown."""
    start, properties = _front_matter(lines)
    untagged, tables = tagged(lines[start:])
    marked, furniture = part_furniture(_marked(untagged))
    found = tuple(with_tables((_cleaned(block) for block in blocks(marked)), tables))
    if not any(isinstance(block, Paragraph | Table) for block in found):
        raise DocumentError(say("reading.blank", path=name))
    cleaned = tuple(_clean(text) for text in furniture)
    return Document(name, form, sha256, found, furniture=cleaned, properties=properties)


def _front_matter(lines: list[Line]) -> tuple[int, dict[str, str]]:
    """Where the text begins after a YAML head, and what that says of the document."""
    properties: dict[str, str] = {}
    if not lines or lines[0].string.rstrip() != "---":
        return 0, properties
    for index, line in enumerate(lines[1:60], 1):
        if line.string.rstrip() in ("---", "..."):
            return index + 1, properties
        field = _FIELD.match(line.string)
        if field and field[2]:
            properties["published" if field[1].lower() == "date" else field[1].lower()] = field[2]
    return 0, {}


def _marked(lines: list[Line]) -> list[Line]:
    """The lines with headings and pictures told and the signs before them, of quotes and of lists taken off."""
    marked: list[Line] = []
    for line in lines:
        string = line.string
        if _FENCE.match(string):
            continue
        before = marked[-1] if marked else None
        underline = _UNDERLINE.fullmatch(string)
        if (
            underline
            and before
            and not before.blank
            and not before.level
            and not before.picture
            and "|" not in before.string
        ):
            marked[-1] = replace(before, level=1 if underline[1][0] == "=" else 2)
            continue
        heading = _HEADING.match(string)
        if heading:
            closing = _CLOSING.search(string, heading.end())
            text = line.text.slice(heading.end(), closing.start() if closing else len(string))
            marked.append(Line(text, level=len(heading[1])))
            continue
        prefix = _PREFIX.match(string)
        if prefix and not re.fullmatch(r"[\s*\-+]+", string):
            line = replace(line, text=line.text.slice(prefix.end(), len(string)))
        marked += _pictures(line)
    return marked


def _pictures(line: Line) -> list[Line]:
    """The line, and before it one for each picture in it; a picture in a table row is left out."""
    found = list(_PICTURE.finditer(line.string))
    if not found:
        return [line]
    parts: list[Text] = []
    done = 0
    for match in found:
        parts.append(line.text.slice(done, match.start()))
        done = match.end()
    parts.append(line.text.slice(done, len(line.string)))
    rest = replace(line, text=join([part for part in parts if part.string]))
    if "|" in rest.string:
        return [rest]
    pictures = [Line(Text("", line.text.slice(match.start(), match.end()).runs[:1]), picture=True) for match in found]
    return pictures if rest.blank else [*pictures, rest]


def _cleaned(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_clean(block.text))
    if isinstance(block, Table):
        return replace(block, cells=tuple(replace(cell, text=_clean(cell.text)) for cell in block.cells))
    return block


def _clean(text: Text) -> Text:
    """The text without escapes, emphasis and the addresses of links; <br> breaks the line."""
    parts: list[Text] = []
    done = 0
    paired: dict[str, bool] = {}
    for match in _OUT.finditer(text.string):
        mark = match["mark"]
        if mark and mark not in paired:
            paired[mark] = _paired(text.string, mark)
        if match.start() < done or (mark and not paired[mark]):
            continue
        if match.start() > done:
            parts.append(text.slice(done, match.start()))
        if match["tag"] and match["tag"][1:3].lower() == "br":
            parts.append(Text("\n"))
        done = match.end()
        if match["escape"] and done < len(text.string):
            parts.append(text.slice(done, done + 1))
            done += 1
    if not done:
        return text
    if done < len(text.string):
        parts.append(text.slice(done, len(text.string)))
    return join(parts)


def _paired(string: str, mark: str) -> bool:
    """Whether a sign of emphasis has its other half; one alone, as the stroke in an empty cell, is text."""
    return string.count(mark) > 1 and string.strip() != mark
