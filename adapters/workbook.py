"""The sheets of an xlsx workbook (ECMA-376 part 1, 18): what each cell shows, spans, borders, what is hidden."""

from __future__ import annotations

import posixpath
import re
from dataclasses import field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lxml import etree

from adapters.packed import Packed, local
from adapters.sheetformat import BUILT_IN, general, shown
from checker.errors import DocumentError
from checker.messages import say
from checker.record import dataclass
from checker.text.normalize import ZERO_WIDTH, lifted

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, CHOICE, FALLBACK = (_COMPATIBILITY + name for name in ("AlternateContent", "Choice", "Fallback"))
MOST_CELLS = 500_000
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Sheet:
    """Rows and columns count from 0. `merged` holds (top, left, bottom, right), inclusive."""

    name: str
    hidden: bool
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    bordered: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: list[tuple[int, int]] = field(default_factory=list)
    """Cells with a formula whose result the file does not hold."""
    struck: bool = False
    """Whether a cell was left out because its text is struck out."""
    cut: bool = False
    """Whether it has more than MOST_CELLS cells."""


@dataclass(frozen=True, slots=True)
class _Styles:
    formats: list[str]
    """The number format of each cell style."""
    borders: list[bool]
    struck: list[bool]
    """Whether its font strikes the text out."""
    date_1904: bool


def sheets(path: Path, name: str) -> tuple[list[Sheet], dict[str, str]]:
    """The sheets in their order, and what the workbook says of itself (title, author)."""
    with Packed(path, name) as package:
        main = _main(package)
        root = _tree(package, main)
        targets = _relationships(package, main)
        strings = _strings(package, targets)
        try:
            styles = _styles(package, targets, root)
        except ValueError:
            raise DocumentError(say("reading.damaged_part", path=name, part="styles")) from None
        found = []
        for element in root.iter("{*}sheet"):
            key = next((str(value) for label, value in element.items() if str(label).endswith("}id")), "")
            kind, part = targets.get(key, ("", ""))
            if kind != "worksheet":  # a chart or a macro sheet shows no cells
                continue
            if part not in package:
                raise DocumentError(say("reading.missing_part", path=name, part=part))
            sheet = Sheet(element.get("name", ""), element.get("state", "visible") != "visible")
            try:
                _fill(sheet, _tree(package, part), strings, styles)
            except ValueError:
                raise DocumentError(say("reading.damaged_part", path=name, part=part)) from None
            found.append(sheet)
        return found, _properties(package)


def _tree(package: Packed, part: str) -> etree._Element:
    """The XML of a part, one branch of each alternate content in its place: counts of children are counts of items."""
    root = package.tree(part)
    for alternate in list(root.iter(ALTERNATE)):
        parent = alternate.getparent()
        branch = next((one for tag in (CHOICE, FALLBACK) for one in alternate.iterchildren(tag) if len(one)), None)
        if parent is not None:
            at = parent.index(alternate)
            parent[at : at + 1] = list(branch) if branch is not None else []
    return root


def _main(package: Packed) -> str:
    for kind, part in _relationships(package, "").values():
        if kind == "officeDocument" and part in package:
            return part
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise DocumentError(say("reading.missing_part", path=package.name, part="xl/workbook.xml"))


def _relationships(package: Packed, part: str) -> dict[str, tuple[str, str]]:
    """Id to (kind, part) of what a part refers to inside the package."""
    folder, leaf = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{leaf}.rels")
    if rels not in package:
        return {}
    found = {}
    for element in package.tree(rels).iter("{*}Relationship"):
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], target.lstrip("/"))
    return found


def _one(package: Packed, targets: dict[str, tuple[str, str]], kind: str) -> etree._Element | None:
    part = next((part for found, part in targets.values() if found == kind), "")
    return _tree(package, part) if part in package else None


def _strings(package: Packed, targets: dict[str, tuple[str, str]]) -> list[str]:
    root = _one(package, targets, "sharedStrings")
    return [] if root is None else [_rich(item) for item in root if local(item) == "si"]


def _rich(item: etree._Element) -> str:
    """The text of a string item as it shows: what is struck out is no part of it, and raised figures are raised.
    Pronunciations (rPh) stand beside it."""
    texts = []
    for element in item.iter("{*}t"):
        parent = element.getparent()
        if parent is None or local(parent) == "rPh":
            continue
        text = element.text or ""
        properties = parent.find("{*}rPr") if local(parent) == "r" else None
        if properties is not None:
            if _is_on(properties.find("{*}strike")):
                continue
            aligned = properties.find("{*}vertAlign")
            if aligned is not None and aligned.get("val") == "superscript":
                text = lifted(text)
        texts.append(text)
    return ZERO_WIDTH.sub("", _unescaped("".join(texts)))


def _is_on(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get("val", "1") not in ("0", "false")


def _unescaped(text: str) -> str:
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        # Characters beyond the first plane are escaped as the two halves that UTF-16 makes of them.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _styles(package: Packed, targets: dict[str, tuple[str, str]], workbook: etree._Element) -> _Styles:
    properties = workbook.find("{*}workbookPr")
    date_1904 = properties is not None and properties.get("date1904", "0") in ("1", "true")
    root = _one(package, targets, "styles")
    if root is None:
        return _Styles([], [], [], date_1904)
    codes = dict(BUILT_IN)
    for element in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
    drawn = [
        any(side.get("style", "none") != "none" for side in border) for border in root.iterfind("{*}borders/{*}border")
    ]
    styles = root.findall("{*}cellXfs/{*}xf")
    borders = [int(style.get("borderId", "0")) for style in styles]
    lines = [_is_on(font.find("{*}strike")) for font in root.iterfind("{*}fonts/{*}font")]
    fonts = [int(style.get("fontId", "0")) for style in styles]
    return _Styles(
        [codes.get(int(style.get("numFmtId", "0")), "") for style in styles],
        [border < len(drawn) and drawn[border] for border in borders],
        [font < len(lines) and lines[font] for font in fonts],
        date_1904,
    )


def _count(text: str, most: int, least: int = 0) -> int:
    """A number that counts something, from `least` to `most`; ValueError for anything else."""
    value = int(text)
    if not least <= value <= most:
        raise ValueError(f"{value} is not from {least} to {most}")
    return value


def _fill(sheet: Sheet, root: etree._Element, strings: list[str], styles: _Styles) -> None:
    """ValueError where a number points to nothing: a damaged sheet must not be read as one with other values."""
    for element in root.iterfind("{*}cols/{*}col"):
        if element.get("hidden") in ("1", "true"):
            first, last = (_count(element.get(end, "1"), MOST_COLUMNS, 1) for end in ("min", "max"))
            sheet.hidden_columns.update(range(first - 1, last))
    row = -1
    seen = 0
    for line in root.iterfind("{*}sheetData/{*}row"):
        row = _count(line.get("r", str(row + 2)), MOST_ROWS, 1) - 1
        if line.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(row)
        column = -1
        for cell in line:
            seen += 1
            if seen > MOST_CELLS:
                sheet.cut = True
                return
            place = position(cell.get("r", ""))
            column = place[1] if place else column + 1
            style = _count(cell.get("s", "0"), max(len(styles.borders) - 1, 0))
            if styles.borders and styles.borders[style]:
                sheet.bordered.add((row, column))
            text = _shown(cell, strings, styles, style)
            if text and styles.struck and styles.struck[style]:
                sheet.struck = True
            elif text:
                sheet.cells[row, column] = text
            elif cell.find("{*}f") is not None and (cell.get("t") != "str" or cell.find("{*}v") is None):
                sheet.unsaved.append((row, column))
    for element in root.iterfind("{*}mergeCells/{*}mergeCell"):
        corner, _, opposite = element.get("ref", "").partition(":")
        start, end = position(corner), position(opposite or corner)
        if start and end:
            sheet.merged.append((*start, *end))


def position(reference: str) -> tuple[int, int] | None:
    """Row and column of "B12", from 0."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def letters(column: int) -> str:
    """The name of a column: "A" of 0, "AA" of 26."""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def _shown(cell: etree._Element, strings: list[str], styles: _Styles, style: int) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return "" if inline is None else _rich(inline)
    value = cell.findtext("{*}v") or ""
    if kind == "s":
        return strings[_count(value, len(strings) - 1)] if value else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, value)
    if kind != "n" or not value:
        return ZERO_WIDTH.sub("", _unescaped(value))
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return value
    pattern = styles.formats[style] if styles.formats else ""
    # A binary fraction is stored with 17 digits; 15 are what a spreadsheet program keeps.
    number = Decimal(f"{number:.15g}")
    return shown(number, pattern, styles.date_1904) if pattern else general(number)


def _properties(package: Packed) -> dict[str, str]:
    kinds = _relationships(package, "")
    part = next((part for kind, part in kinds.values() if kind == "core-properties"), "")
    if part not in package:
        return {}
    root = package.tree(part)
    found = {"title": root.findtext("{*}title"), "author": root.findtext("{*}creator")}
    return {key: value.strip() for key, value in found.items() if value and value.strip()}
