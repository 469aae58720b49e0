"""Comment ranges and shading as insertions into the bytes of a document part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from lxml import etree

from adapters.docx import shading
from adapters.docx.anchors import Anchors, refuge
from adapters.docx.cellground import cell_ground
from adapters.docx.entries import Words, pieces_of
from adapters.docx.names import PPR, RPR, TC, P, R, T
from adapters.docx.offsets import AFTER, BEFORE, LAST, Insertion, Offsets
from adapters.docx.shading import Tint
from adapters.docx.text import Piece
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """What a boundary can stand at: a child of a run, or (`run` None) something that is marked as a whole."""

    run: etree._Element | None
    child: etree._Element
    size: int


@dataclass(slots=True)
class Edge:
    """Ids of the comments that end and that begin at a boundary."""

    ends: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


class Marks:
    """Collects the marks of a part, then writes them. Nothing of the original is ever replaced."""

    def __init__(self, offsets: Offsets, prefix: bytes, namespace: bytes) -> None:
        """`prefix` with its colon; `namespace` is the declaration that each element of ours needs, or nothing."""
        self._offsets = offsets
        self._prefix = prefix
        self._namespace = namespace
        self._edges: dict[etree._Element, dict[int, Edge]] = {}
        self._shades: dict[etree._Element, list[tuple[int, int, Tint]]] = {}
        self._units: dict[etree._Element, Unit] = {}
        self._points: dict[etree._Element, list[int]] = {}
        self._arrivals: dict[etree._Element, list[int]] = {}
        self._grounds: dict[etree._Element, Tint] = {}
        self._anchors = Anchors(offsets)

    def mark(self, words: Words, start: int, end: int, tint: Tint | None, comment: int | None) -> None:
        """Mark a range of a text; an empty one, or one without any character of the file, its whole text or,
        when that has none, the point where it would stand, and the cell is shaded. Without a tint nothing is."""
        if tint is not None and not words.string and words.home.tag == TC:
            known = self._grounds.get(words.home, tint)
            self._grounds[words.home] = min(known, tint, key=lambda one: one.weight)
        if words.hoist is not None:
            self._comment(Unit(None, words.hoist, 1), 0, Unit(None, words.hoist, 1), 1, comment)
            return
        pieces = pieces_of(words)
        touched = list(_touched(pieces, start, end))
        if not touched:
            touched, tint = list(_touched(pieces, 0, len(words.string))), None
        if not touched:
            if comment is not None:
                paragraph = _paragraph(words.home)
                self._points.setdefault(refuge(paragraph) or paragraph, []).append(comment)
            return
        spans = [(self._unit(piece), low, high) for piece, low, high in touched]
        if tint is not None:
            for unit, low, high in spans:
                if unit.run is not None:
                    whole = unit.child.tag != T
                    self._shades.setdefault(unit.child, []).append(
                        (0 if whole else low, unit.size if whole else high, tint)
                    )
        (first, low, _), (last, _, high) = spans[0], spans[-1]
        before, after = self._anchors.around(touched[0][0].element), self._anchors.around(touched[-1][0].element)
        if before is not None:
            first, low = Unit(None, before[0], 1), 0
        if after is not None:
            last, high = Unit(None, after[1], 1), 1
        self._comment(first, low, last, high, comment)

    def _comment(self, first: Unit, low: int, last: Unit, high: int, comment: int | None) -> None:
        for unit in (first, last):
            self._units.setdefault(unit.child, unit)
        if comment is not None:
            begin = low if first.child.tag == T else 0
            finish = high if last.child.tag == T else last.size
            self._edges.setdefault(first.child, {}).setdefault(begin, Edge()).starts.append(comment)
            paragraph = next(last.child.iterancestors(P), None)
            other = refuge(paragraph) if paragraph is not None else None
            if other is not None:
                self._arrivals.setdefault(other, []).append(comment)
            else:
                self._edges.setdefault(last.child, {}).setdefault(finish, Edge()).ends.append(comment)

    def _unit(self, piece: Piece) -> Unit:
        element = piece.element
        known = self._units.get(element)
        if known is not None:
            return known
        unit = self._units[element] = _unit(element)
        return unit

    def insertions(self) -> list[Insertion]:
        """All marks, in no particular order."""
        made: list[Insertion] = []
        runs: dict[etree._Element, list[Unit]] = {}
        for unit in {unit.child: unit for unit in self._units.values()}.values():
            if unit.child not in self._edges and unit.child not in self._shades:
                continue
            if unit.run is not None:
                runs.setdefault(unit.run, []).append(unit)
            else:
                for at, edge in self._edges.get(unit.child, {}).items():
                    place = self._offsets.after(unit.child) if at else self._offsets.start(unit.child)
                    made.append(Insertion(place, AFTER if at else BEFORE, self._events(edge)))
        for run, units in runs.items():
            self._run(run, sorted(units, key=lambda unit: self._offsets.order(unit.child)), made)
        for paragraph in {**self._points, **self._arrivals}:
            self._point(paragraph, made)
        for cell, tint in self._grounds.items():
            made += cell_ground(cell, tint, self._offsets, self._prefix, self._namespace)
        return made

    def _run(self, run: etree._Element, units: list[Unit], made: list[Insertion]) -> None:
        """Marks in one run: it is closed and opened again, with its own properties, wherever something changes."""
        offsets = self._offsets
        current: Tint | None = None
        preserved: set[etree._Element] = set()
        content = [child for child in run if child.tag != RPR]
        for unit in units:
            child, size = unit.child, unit.size
            edges = self._edges.get(child, {})
            shades = self._shades.get(child, [])
            stops = {*edges, *(low for low, _, _ in shades), *(high for _, high, _ in shades)}
            for at in sorted(stops):
                edge = edges.get(at, Edge())
                wanted = _heaviest(shades, at)
                follower = child.getnext()
                if at == size and follower is not None and _heaviest(self._shades.get(follower, []), 0):
                    wanted = current
                if not edge.starts and not edge.ends and wanted == current:
                    continue
                if at == 0 and child is content[0]:
                    made.append(Insertion(offsets.start(run), BEFORE, self._events(edge)))
                    if wanted is not None:
                        made.append(self._tinted(run, wanted))
                elif at == size and child is content[-1]:
                    made.append(Insertion(offsets.after(run), AFTER, self._events(edge)))
                else:
                    fresh = offsets.start_tag(run) + self._properties(run, wanted)
                    between = offsets.end_tag(run) + self._events(edge) + fresh
                    if at in (0, size):
                        place = offsets.after(child) if at else offsets.start(child)
                        made.append(Insertion(place, AFTER if at else BEFORE, between))
                    else:
                        made.append(self._split(child, at, between))
                        if child not in preserved and not _preserves(child):
                            preserved.add(child)
                            made.append(Insertion(offsets.inside(child) - 1, BEFORE, b' xml:space="preserve"'))
                current = wanted

    def _split(self, text: etree._Element, at: int, between: bytes) -> Insertion:
        offsets = self._offsets
        place, in_section = offsets.within(text, at)
        tag = offsets.start_tag(text)
        if not _preserves(text):
            tag = tag[:-1] + b' xml:space="preserve">'
        new = offsets.end_tag(text) + between + tag
        return Insertion(place, BEFORE, b"]]>" + new + b"<![CDATA[" if in_section else new)

    def _tinted(self, run: etree._Element, tint: Tint) -> Insertion:
        """Shade a run from its begin: in its properties, or, where those have a shading, in a further run."""
        offsets = self._offsets
        properties = run.find(RPR)
        if properties is None:
            return Insertion(offsets.inside(run), BEFORE, self._properties(run, tint))
        place = shading.place_in(run, offsets)
        if place is not None:
            return Insertion(place, BEFORE, shading.written(tint, self._prefix, self._namespace))
        fresh = offsets.end_tag(run) + offsets.start_tag(run) + self._properties(run, tint)
        return Insertion(offsets.after(properties), BEFORE, fresh)

    def _properties(self, run: etree._Element, tint: Tint | None) -> bytes:
        mark = shading.written(tint, self._prefix, self._namespace) if tint is not None else b""
        return shading.properties_with(run, self._offsets, mark, self._prefix, self._namespace)

    def _events(self, edge: Edge) -> bytes:
        ends = b"".join(self._end(comment) for comment in edge.ends)
        return ends + b"".join(self._begin(comment) for comment in edge.starts)

    def _begin(self, comment: int) -> bytes:
        return b'<%scommentRangeStart%s %sid="%d"/>' % (self._prefix, self._namespace, self._prefix, comment)

    def _end(self, comment: int) -> bytes:
        p, ns = self._prefix, self._namespace
        reference = b'<%sr%s><%scommentReference %sid="%d"/></%sr>' % (p, ns, p, p, comment, p)
        return b'<%scommentRangeEnd%s %sid="%d"/>%s' % (p, ns, p, comment, reference)

    def _point(self, paragraph: etree._Element, made: list[Insertion]) -> None:
        """Comments that end at the begin of a paragraph, and those on its end."""
        offsets = self._offsets
        ends = b"".join(self._end(comment) for comment in self._arrivals.get(paragraph, ()))
        new = b"".join(self._begin(comment) + self._end(comment) for comment in self._points.get(paragraph, ()))
        if not offsets.is_empty_tag(paragraph):
            properties = paragraph.find(PPR)
            begin = offsets.inside(paragraph) if properties is None else offsets.after(properties)
            made.append(Insertion(begin, AFTER, ends))
            made.append(Insertion(offsets.end(paragraph), LAST, new))
            return
        new = ends + new
        # `<w:p/>` is opened by what goes in before its slash, which then closes an empty run.
        name = offsets.start_tag(paragraph)[1:].split(b"/")[0].split()[0]
        inside = offsets.inside(paragraph)
        made.append(Insertion(inside - 2, BEFORE, b">%s<%sr%s" % (new, self._prefix, self._namespace)))
        made.append(Insertion(inside, AFTER, b"</%s>" % name))


def _touched(pieces: Iterable[Piece], start: int, end: int) -> Iterable[tuple[Piece, int, int]]:
    """The pieces of the file in a range, with the part of each that is in it."""
    at = 0
    for piece in pieces:
        low, high = max(start - at, 0), min(end - at, len(piece.text))
        if piece.real and low < high:
            yield piece, low + piece.start, high + piece.start
        at += len(piece.text)
        if at >= end:
            return


def _heaviest(shades: Iterable[tuple[int, int, Tint]], at: int) -> Tint | None:
    found = [tint for low, high, tint in shades if low <= at < high]
    return min(found, key=lambda tint: tint.weight, default=None)


def _preserves(text: etree._Element) -> bool:
    return text.get("{http://www.w3.org/XML/1998/namespace}space") is not None


def _paragraph(home: etree._Element) -> etree._Element:
    """The paragraph of a text that has no characters: itself, or the first one of a cell."""
    return home if home.tag == P else next(home.iter(P), home)


def _unit(element: etree._Element) -> Unit:
    run: etree._Element | None = None
    child = element
    for above in element.iterancestors():
        if above.tag in (P, R):
            run = above if above.tag == R else None
            break
        child = above
    if run is None:
        return Unit(None, element, 1)
    return Unit(run, child, len(element.text or "") if child is element and element.tag == T else 1)
