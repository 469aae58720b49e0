"""How a Word file is laid out: what its paragraphs, styles, defaults and theme state together.

A value is looked for where Word looks for it: in the run, the style of its characters, the paragraph, its style and
those that is based on, the defaults of the document (ISO/IEC 29500-1, 17.7.2). A face named by the theme goes before
one that is named itself (17.3.2.26). What stands nowhere is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Literal

from lxml import etree

from adapters.docx.entries import Words, pieces_of
from adapters.docx.names import DRAWING, P_STYLE, PPR, R_STYLE, REL_ID, RPR, VAL, P, R, w
from adapters.docx.package import Package
from adapters.docx.reader import Reading
from adapters.docx.styles import OFF, value
from checker.layout import Align, Layout, Page, PageNumber, Shape, Span

_TWIP = 1 / 20
"""Points of a twentieth of one."""
_SIDES: dict[str, Align] = {
    "left": "left", "start": "left", "right": "right", "end": "right", "center": "center",
    "both": "both", "distribute": "both", "thaiDistribute": "both",
}  # fmt: skip
_KINDS: dict[str, Literal["first", "even"]] = {"first": "first", "even": "even"}
_USUAL_SIZE = 10.0
"""Points of characters where no size stands anywhere (17.3.2.38)."""


def layout_of(package: Package, reading: Reading) -> Layout:
    """The layout of the blocks of a reading, which was made of this package while it was open."""
    sheet = _Sheet(package)
    shapes: dict[tuple[int, tuple[int, int] | None], Shape] = {}
    blocks: dict[etree._Element, int] = {}
    for index, source in enumerate(reading.sources):
        if isinstance(source, Words):
            shapes[index, None] = sheet.shape(source)
            blocks.setdefault(source.home, index)
        else:
            shapes.update({(index, cell): sheet.shape(words) for cell, words in source.items()})
            blocks.update({words.home: index for words in source.values() if words.home not in blocks})
    numbers = tuple(_page_numbers(package, sheet, reading.root))
    return Layout(shapes, tuple(_pages(reading.root, blocks)), numbers, sheet.both_sides)


class _Sheet:
    """The styles of a package, its defaults and the faces of its theme."""

    def __init__(self, package: Package) -> None:
        related = package.relationships(package.main)
        self.targets = {one.id: one.target for one in related}
        self._parts = {one.kind: one.target for one in reversed(related)}
        self._package = package
        root = self._part("styles")
        styles = root.iter(w("style")) if root is not None else ()
        self._styles = {style.get(w("styleId"), ""): style for style in styles}
        self._usual = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(w("type")) == "paragraph" and style.get(w("default"), "0") not in OFF
            ),
            None,
        )
        defaults = root.find(w("docDefaults")) if root is not None else None
        self._run_defaults = _inner(defaults, "rPrDefault", RPR)
        self._paragraph_defaults = _inner(defaults, "pPrDefault", PPR)

    def _part(self, kind: str) -> etree._Element | None:
        target = self._parts.get(kind)
        return self._package.xml(target) if target is not None else None

    @cached_property
    def both_sides(self) -> bool:
        """Whether odd and even pages have feet of their own."""
        settings = self._part("settings")
        mark = settings.find(w("evenAndOddHeaders")) if settings is not None else None
        return mark is not None and mark.get(VAL, "1") not in OFF

    @cached_property
    def _theme(self) -> dict[str, str]:
        """The Chinese faces of the theme, by major and minor."""
        root = self._part("theme")
        found: dict[str, str] = {}
        for rank in ("major", "minor"):
            fonts = root.find(f".//{{{DRAWING}}}{rank}Font") if root is not None else None
            if fonts is None:
                continue
            east = fonts.find(f"{{{DRAWING}}}ea")
            hans = fonts.find(f"{{{DRAWING}}}font[@script='Hans']")
            for element in (east, hans):
                face = element.get("typeface", "") if element is not None else ""
                if face:
                    found[rank] = face
                    break
        return found

    def _chain(self, name: str | None) -> Iterator[etree._Element]:
        """A style and those it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], w("basedOn"))

    def shape(self, words: Words) -> Shape:
        """How a text is set: of a cell, the way of its first paragraph."""
        home = words.home if words.home.tag == P else next(words.home.iter(P), words.home)
        paragraphs = list(self._paragraph(home))
        spans = tuple(self._spans(words, home))
        size = next((span.size for span in spans if span.size), _USUAL_SIZE)
        stated = next(_stated(paragraphs, w("jc"), VAL), "left")
        left = _indent(paragraphs, ("left", "start"), size)
        hanging = _indent(paragraphs, ("hanging",), size)
        first = _indent(paragraphs, ("firstLine",), size)
        return Shape(
            spans,
            _SIDES.get(stated, "left"),
            -hanging if _first_is_hanging(paragraphs) else first,
            left,
            _indent(paragraphs, ("right", "end"), size),
            _spacing(paragraphs),
        )

    def _paragraph(self, home: etree._Element) -> Iterator[etree._Element]:
        """What may state how a paragraph is set, the nearest first."""
        own = home.find(PPR)
        if own is not None:
            yield own
        name = value(own, P_STYLE) if own is not None else None
        for style in self._chain(name if name in self._styles else self._usual):
            properties = style.find(PPR)
            if properties is not None:
                yield properties
        if self._paragraph_defaults is not None:
            yield self._paragraph_defaults

    def _spans(self, words: Words, home: etree._Element) -> Iterator[Span]:
        """The text in stretches of one look."""
        own = home.find(PPR)
        name = value(own, P_STYLE) if own is not None else None
        looks: list[tuple[int, Span]] = []
        at = 0
        known: dict[etree._Element, Span] = {}
        for piece in pieces_of(words):
            run = next(piece.element.iterancestors(R), None) if piece.real else None
            if run is not None and piece.text:
                if run not in known:
                    known[run] = self._look(run, name)
                looks.append((at, known[run]))
            at += len(piece.text)
        for look, same in groupby(looks, key=lambda one: one[1]):
            start = next(same)[0]
            yield Span(start, look.face, look.size, look.bold, look.colour)

    def _look(self, run: etree._Element, paragraph_style: str | None) -> Span:
        own = run.find(RPR)
        stating = [own] if own is not None else []
        for name in (value(own, R_STYLE) if own is not None else None, paragraph_style or self._usual):
            stating += [found for style in self._chain(name) if (found := style.find(RPR)) is not None]
        if self._run_defaults is not None:
            stating.append(self._run_defaults)
        size = next((_number(found) for found in _stated(stating, w("sz"), VAL)), None)
        bold = next((found not in OFF for found in _stated(stating, w("b"), VAL, "1")), False)
        colour = next(iter(_stated(stating, w("color"), VAL)), "")
        colour = "" if colour == "auto" else colour.upper()
        return Span(0, self._face(stating), size / 2 if size else None, bold, colour)

    def _face(self, stating: list[etree._Element]) -> str | None:
        """The face of Chinese characters; at one level the theme goes before a name."""
        for properties in stating:
            fonts = properties.find(w("rFonts"))
            if fonts is None:
                continue
            themed = fonts.get(w("eastAsiaTheme"), "")
            if themed:
                return self._theme.get("major" if themed.startswith("major") else "minor")
            if named := fonts.get(w("eastAsia")):
                return named
        return None


def _inner(above: etree._Element | None, *names: str) -> etree._Element | None:
    for name in names:
        above = above.find(name if name.startswith("{") else w(name)) if above is not None else None
    return above


def _stated(stating: list[etree._Element], name: str, attribute: str, usual: str | None = None) -> Iterator[str]:
    """What the properties state under a name, the nearest first; `usual` is what it means without the attribute."""
    for properties in stating:
        element = properties.find(name)
        found = element.get(attribute, usual) if element is not None else None
        if found is not None:
            yield found


def _number(text: str) -> float | None:
    try:
        return float(text.removesuffix("pt")) * (20 if text.endswith("pt") else 1)
    except ValueError:
        return None


def _indent(stating: list[etree._Element], names: tuple[str, ...], size: float) -> float:
    """An indent in points. In characters it goes before one in twips, wherever either stands (17.3.1.12); but no
    characters, with which an editor takes back those of a style, leave the twips beside them."""
    characters = _nearest(stating, [name + "Chars" for name in names])
    if characters is not None and characters[1] != 0:
        return characters[1] * size / 100
    twips = _nearest(stating[: characters[0] + 1] if characters is not None else stating, names)
    return twips[1] * _TWIP if twips is not None else 0.0


def _nearest(stating: list[etree._Element], names: Sequence[str]) -> tuple[int, float] | None:
    """The nearest properties that state an indent under one of the names, and the number."""
    for level, properties in enumerate(stating):
        element = properties.find(w("ind"))
        for name in names if element is not None else ():
            found = _number(element.get(w(name), "")) if element is not None else None
            if found is not None:
                return level, found
    return None


def _first_is_hanging(stating: list[etree._Element]) -> bool:
    """Whether the nearest that speaks of the first line lets it hang."""
    for properties in stating:
        element = properties.find(w("ind"))
        if element is None:
            continue
        for name in ("hangingChars", "firstLineChars", "hanging", "firstLine"):
            if (_number(element.get(w(name), "")) or 0) != 0:
                return name.startswith("hanging")
    return False


def _spacing(stating: list[etree._Element]) -> float | None:
    for properties in stating:
        element = properties.find(w("spacing"))
        if element is None or element.get(w("line")) is None:
            continue
        found = _number(element.get(w("line"), ""))
        return found * _TWIP if found and element.get(w("lineRule")) == "exact" else None
    return None


def _pages(root: etree._Element, blocks: dict[etree._Element, int]) -> Iterator[Page]:
    """The sections of the document: each states its paper at its end."""
    begin = 0
    for mark in root.iter(w("sectPr")):
        if next(mark.iterancestors(w("sectPrChange")), None) is not None:
            continue
        size, margins = mark.find(w("pgSz")), mark.find(w("pgMar"))
        if size is not None and margins is not None:
            paper = [_points(size, name) for name in ("w", "h")]
            sides = [_points(margins, name) for name in ("top", "bottom", "left", "right")]
            gutter = _points(margins, "gutter") or 0.0
            if None not in (*paper, *sides):
                width, height, top, bottom, left, right = (one or 0.0 for one in (*paper, *sides))
                yield Page(begin, width, height, abs(top), abs(bottom), left + gutter, right)
        paragraph = next(mark.iterancestors(P), None)
        if paragraph is not None:
            begin = blocks.get(paragraph, begin - 1) + 1


def _points(element: etree._Element, name: str) -> float | None:
    found = _number(element.get(w(name), ""))
    return None if found is None else found * _TWIP


def _page_numbers(package: Package, sheet: _Sheet, root: etree._Element) -> Iterator[PageNumber]:
    """The feet and heads that show the number of the page, by the pages they are for."""
    references = root.iter(w("footerReference"), w("headerReference"))
    feet = [(one.get(w("type"), "default"), sheet.targets.get(one.get(REL_ID, ""), "")) for one in references]
    for kind, part in dict.fromkeys(feet):
        if not part:
            continue
        for paragraph in package.xml(part).iter(P):
            if not _shows_page(paragraph):
                continue
            text = "".join(element.text or "" for element in paragraph.iter(w("t")))
            words = Words(text, paragraph)
            usual: Literal["odd", "all"] = "odd" if sheet.both_sides else "all"
            yield PageNumber(_KINDS.get(kind, usual), text, sheet.shape(words))
            break


def _shows_page(paragraph: etree._Element) -> bool:
    fields = [element.get(w("instr"), "") for element in paragraph.iter(w("fldSimple"))]
    fields += [element.text or "" for element in paragraph.iter(w("instrText"))]
    return any(field.split()[:1] in (["PAGE"], ["page"]) for field in fields)
