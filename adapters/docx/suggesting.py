"""Corrections in a Word file as tracked changes: what goes is marked as deleted, what comes as inserted, by gouji."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from dataclasses import field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from adapters.docx.anchors import Anchors
from adapters.docx.annotated import own_prefix, words_at, write_whole
from adapters.docx.comments import FORBIDDEN
from adapters.docx.entries import pieces_of
from adapters.docx.names import RPR, SDT, P, R, T, w
from adapters.docx.offsets import Insertion, Offsets, edited, is_utf8
from adapters.docx.package import open_package
from adapters.docx.reader import Reading, read_package
from adapters.docx.rewrite import rewritten
from adapters.docx.text import Piece
from checker.audit.annotation import AUTHOR, moment
from checker.document import Document
from checker.errors import DocumentError
from checker.finding import Correction
from checker.messages import Message, say
from checker.record import dataclass
from checker.text.changes import edits

CLOSED = frozenset([w("ins"), w("moveTo"), w("moveFrom"), w("del"), w("fldSimple"), w("ruby"), w("txbxContent")])
"""Inside of these nothing is suggested: a change within a change, and what a word processor writes anew."""


@dataclass(slots=True)
class Text:
    """What is to become of the characters of a w:t: ranges that go, and what comes at which point."""

    gone: list[tuple[int, int]] = field(default_factory=list)
    come: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sign:
    """A character of a text: the w:t that holds it, and where; no element where the file has none for it."""

    element: etree._Element | None
    at: int


def suggest_file(
    source: Path, document: Document, corrections: Sequence[Correction], target: Path
) -> tuple[Message, ...]:
    """Write a copy of `source`, which says what `document` says, with the corrections as tracked changes to `target`.

    `source` may be an annotated copy of the document. A correction is made whole or not at all; the result says which
    could not be, where the words stand in a field, a change of somebody else, or in what has no text of its own.
    """
    data = source.read_bytes()
    package = open_package(source, document.path)
    with package:
        main = package.read(package.main)
        if not is_utf8(main):
            raise DocumentError(say("reading.docx_encoding", path=package.name))
        reading = read_package(package, hashlib.sha256(data).hexdigest())
        if reading.document.blocks != document.blocks:
            raise DocumentError(say("reading.docx_changed", path=document.path))
        offsets = Offsets(main, reading.root)
        changes, refused = _texts(reading, offsets, corrections)
        new, cuts = _rewritten(reading.root, offsets, changes)
        try:
            copy = rewritten(data, package.parts, {package.main: edited(main, new, cuts)} if cuts else {})
        except struct.error:
            raise DocumentError(say("reading.truncated", path=document.path)) from None
        write_whole(target, copy)
        remarks = [say("reading.docx_not_suggested", text=one.at.text, new=one.becomes) for one in refused]
        return (*remarks, *((say("reading.docx_signature", path=document.path),) if package.signed and cuts else ()))


def _texts(
    reading: Reading, offsets: Offsets, corrections: Sequence[Correction]
) -> tuple[dict[etree._Element, Text], list[Correction]]:
    """What is to become of which texts, and the corrections that cannot be made."""
    texts: dict[etree._Element, Text] = {}
    refused: list[Correction] = []
    anchors = Anchors(offsets)
    for one in dict.fromkeys(corrections):
        planned = _planned(reading, anchors, one)
        if planned is None or _collides(planned, texts):
            refused.append(one)
            continue
        for element, text in planned.items():
            held = texts.setdefault(element, Text())
            held.gone += text.gone
            held.come += text.come
    return texts, refused


def _planned(reading: Reading, anchors: Anchors, one: Correction) -> dict[etree._Element, Text] | None:
    """A correction as changes of the texts that hold its place; None where it cannot be made."""
    words = words_at(reading, one.at)
    start, end = one.at.start, one.at.end
    if words is None or words.hoist is not None or start is None or end is None:
        return None
    signs = list(_signs(pieces_of(words)))
    if len(signs) != len(words.string) or words.string[start:end] != one.at.text:
        return None
    planned: dict[etree._Element, Text] = {}
    for edit in edits(one.at.text, one.becomes):
        low, high = start + edit.start, start + edit.end
        gone = signs[low:high]
        near = gone[-1:] or signs[max(low - 1, 0) : low] or signs[low : low + 1]
        if not near or (near[0].element is None and not gone and low < len(signs)):
            near = signs[low : low + 1]
        for sign in (*gone, *near):
            if sign.element is None or not _open(sign.element, anchors):
                return None
            if sign in gone:
                planned.setdefault(sign.element, Text()).gone.append((sign.at, sign.at + 1))
        if edit.put and near:
            holder = near[0]
            assert holder.element is not None, "looked at above"
            # The point lies behind the character it hangs on, but for the first of a text.
            before = not gone and near[0] is signs[low] if low < len(signs) else False
            planned.setdefault(holder.element, Text()).come.append((holder.at + (0 if before else 1), edit.put))
    return planned


def _signs(pieces: Sequence[Piece]) -> Iterator[Sign]:
    for piece in pieces:
        real = piece.real and piece.element.tag == T
        for at in range(len(piece.text)):
            yield Sign(piece.element if real else None, piece.start + at)


def _open(text: etree._Element, anchors: Anchors) -> bool:
    """Whether a change may be tracked here."""
    for above in text.iterancestors():
        if above.tag in CLOSED:
            return False
        if above.tag == SDT and above.find(f"{w('sdtPr')}/{w('dataBinding')}") is not None:
            return False
        if above.tag == P:
            break
    run = text.getparent()
    return run is not None and run.tag == R and anchors.around(text) is None


def _collides(planned: dict[etree._Element, Text], texts: dict[etree._Element, Text]) -> bool:
    """Whether two corrections are about the same characters."""
    for element, text in planned.items():
        held = texts.get(element)
        if held is None:
            continue
        taken = {at for low, high in held.gone for at in range(low, high)} | {at for at, _ in held.come}
        if any(at in taken for low, high in text.gone for at in range(low, high)):
            return True
        if any(at in taken for at, _ in text.come):
            return True
    return False


def _rewritten(
    root: etree._Element, offsets: Offsets, texts: dict[etree._Element, Text]
) -> tuple[list[Insertion], list[tuple[int, int]]]:
    """The runs that hold the texts, written anew: bytes that come, ranges that go."""
    new: list[Insertion] = []
    cuts: list[tuple[int, int]] = []
    writer = _Writer(offsets, *own_prefix(root, offsets.data), _next_id(root))
    runs = dict.fromkeys(run for run in (text.getparent() for text in texts) if run is not None)
    for run in sorted(runs, key=offsets.order):
        at = offsets.start(run)
        cuts.append((at, offsets.after(run)))
        new.append(Insertion(at, 0, writer.run(run, texts)))
    return new, cuts


def _next_id(root: etree._Element) -> int:
    """An id from which on none is taken; Word numbers changes, bookmarks and comments together."""
    taken = [-1]
    for element in root.iter("*"):
        number = element.get(w("id"), "")
        if number.isascii() and number.isdigit() and len(number) < 10:
            taken.append(int(number))
    return max(taken) + 1


class _Writer:
    """Writes a run as several: what stays, what goes and what comes, each with the properties of the run."""

    def __init__(self, offsets: Offsets, prefix: bytes, namespace: bytes, first_id: int) -> None:
        self._offsets, self._prefix, self._namespace, self._id = offsets, prefix, namespace, first_id
        self._date = moment().strftime("%Y-%m-%dT%H:%M:%SZ")  # as Word: the time where it was written

    def run(self, run: etree._Element, texts: dict[etree._Element, Text]) -> bytes:
        """The bytes of a run with its changes."""
        parts: list[tuple[str, bytes]] = []
        for child in run:
            if child.tag == RPR:
                continue
            text = texts.get(child)
            if text is None:
                parts.append(("stays", self._offsets.raw(child)))
            else:
                parts += self._text(child.text or "", text)
        written, kind, held = [], "", b""
        for name, content in (*parts, ("", b"")):
            if name != kind:
                if kind:
                    written.append(self._wrapped(run, kind, held))
                kind, held = name, b""
            held += content
        return b"".join(written)

    def _text(self, string: str, text: Text) -> Iterator[tuple[str, bytes]]:
        gone = {at for low, high in text.gone for at in range(low, high)}
        come = dict(text.come)
        low = 0
        for at in range(len(string) + 1):
            border = at == len(string) or at in come or (at > low and (at in gone) != (low in gone))
            if not border:
                continue
            if at > low:
                name = "goes" if low in gone else "stays"
                yield name, self._t("delText" if low in gone else "t", string[low:at])
            if at in come:
                yield "comes", self._t("t", come[at])
            low = at

    def _t(self, name: str, string: str) -> bytes:
        content = escape(FORBIDDEN.sub("", string)).encode()
        tag = self._prefix + name.encode()
        return b'<%s%s xml:space="preserve">%s</%s>' % (tag, self._namespace, content, tag)

    def _wrapped(self, run: etree._Element, kind: str, content: bytes) -> bytes:
        offsets = self._offsets
        properties = run.find(RPR)
        own = offsets.raw(properties) if properties is not None else b""
        whole = offsets.start_tag(run) + own + content + offsets.end_tag(run)
        if kind == "stays":
            return whole
        tag = self._prefix + (b"del" if kind == "goes" else b"ins")
        marks = f"id={quoteattr(str(self._id))} ", f"author={quoteattr(AUTHOR)} ", f'date="{self._date}"'
        self._id += 1
        said = b"".join(self._prefix + mark.encode() for mark in marks)
        return b"<%s%s %s>%s</%s>" % (tag, self._namespace, said, whole, tag)
