"""The annotated copy of a Word file: a comment for each note, a light ground under what it is about."""

from __future__ import annotations

import hashlib
import os
import re
import struct
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from lxml import etree

from adapters.docx import shading
from adapters.docx.comments import Comments, changed_parts, comments_of
from adapters.docx.entries import Words
from adapters.docx.marks import Marks
from adapters.docx.names import ALT_CHUNK, BODY, MAIN, RPR, SHADING, STRICT_MAIN, TCPR, P, R, w
from adapters.docx.offsets import Insertion, Offsets, edited, is_utf8
from adapters.docx.package import Package, open_package
from adapters.docx.reader import Reading, read_package
from adapters.docx.rewrite import rewritten
from adapters.docx.shading import Tint, tint_of
from checker.audit.annotation import Note, by_cause
from checker.document import Document, Location, Paragraph
from checker.errors import DocumentError
from checker.messages import Message, say


def annotate_file(source: Path, document: Document, notes: Sequence[Note], target: Path) -> tuple[Message, ...]:
    """Write the annotated copy of `source`, which `document` was read from, to `target`."""
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise DocumentError(say("reading.docx_changed", path=document.path))
    package = open_package(source, document.path)
    with package:
        changed = annotated_parts(package, document, notes)
        try:
            copy = rewritten(data, package.parts, changed)
        except struct.error:
            raise DocumentError(say("reading.truncated", path=document.path)) from None
        write_whole(target, copy)
        return (say("reading.docx_signature", path=document.path),) if package.signed else ()


def annotated_parts(package: Package, document: Document, notes: Sequence[Note]) -> dict[str, bytes]:
    """The parts that differ in the annotated copy.

    The file is read a second time, for the elements that its texts came from: they cannot be kept in a document, and
    the walk takes 6 ms where the copy takes 20. That it gives the same blocks again is not taken on trust.
    """
    main = package.read(package.main)
    if not is_utf8(main):
        raise DocumentError(say("reading.docx_encoding", path=package.name))
    reading = read_package(package, document.sha256)
    if reading.document.blocks != document.blocks:
        raise DocumentError(say("reading.docx_changed", path=document.path))
    found = comments_of(package, reading.root)
    offsets = Offsets(main, reading.root)
    groups = by_cause(notes)
    new = insertions(reading, offsets, groups, found.next_id)
    texts = [
        (found.next_id + index, [(note.title, *note.lines) for note in group]) for index, group in enumerate(groups)
    ]
    parts = {package.main: edited(main, new, _own_marks(reading.root, offsets, found))}
    return parts | (changed_parts(package, found, texts) if texts or found.ours else {})


def insertions(reading: Reading, offsets: Offsets, groups: Sequence[Sequence[Note]], first_id: int) -> list[Insertion]:
    """What goes into the main part; comments are numbered from `first_id`, one for each group of notes (`by_cause`)."""
    marks = Marks(offsets, *own_prefix(reading.root, offsets.data))
    for index, group in enumerate(groups):
        for note in group:
            for location in note.related:
                if location.block is not None and location.start is not None and location.start != location.end:
                    _mark(marks, reading, location, tint_of(note, strong=False), None)
        for at, note in enumerate(group):
            if not _mark(marks, reading, note.location, tint_of(note), first_id + index if at == 0 else None):
                return [*marks.insertions(), *_lonely(reading, offsets, len(groups), first_id)]
    return marks.insertions()


def _mark(marks: Marks, reading: Reading, location: Location, tint: Tint, comment: int | None) -> bool:
    words = _anchored(words_at(reading, location))
    if words is None:
        return False
    start = location.start or 0
    end = location.end if location.end is not None else len(words.string) if location.block is not None else 0
    precise = location.block is not None and location.start is not None and end > start
    # Of a cell in which nothing is written the whole is at issue.
    marks.mark(words, start, end if precise else start, tint if precise or location.cell else None, comment)
    return True


def words_at(reading: Reading, location: Location) -> Words | None:
    """The text a location is about; without a block, the first paragraph of the body. None in an empty document."""
    if location.block is not None:
        source = reading.sources[location.block]
        if isinstance(source, Words):
            return source
        return source[location.cell] if location.cell is not None else next(iter(source.values()))
    for block, source in zip(reading.document.blocks, reading.sources, strict=True):
        if isinstance(block, Paragraph) and block.part == "body" and isinstance(source, Words) and source.string:
            return source
    paragraph = next(reading.root.iter(P), None)
    return Words("", paragraph, []) if paragraph is not None else None


def _anchored(words: Words | None) -> Words | None:
    """Words of an embedded file stand in no paragraph here: a note on them goes to the nearest one."""
    if words is None or words.home.tag != ALT_CHUNK:
        return words
    siblings = (*words.home.itersiblings(preceding=True), *words.home.itersiblings())
    paragraph = next((found for one in siblings for found in one.iter(P)), None)
    return Words("", paragraph, []) if paragraph is not None else None


def _lonely(reading: Reading, offsets: Offsets, count: int, first_id: int) -> list[Insertion]:
    """All notes in a paragraph of their own, for a body that has none."""
    prefix, namespace = own_prefix(reading.root, offsets.data)
    body = reading.root.find(BODY)
    assert body is not None, "a document without a body is not read"
    references = b"".join(
        b'<%sr><%scommentReference %sid="%d"/></%sr>' % (prefix, prefix, prefix, first_id + index, prefix)
        for index in range(count)
    )
    paragraph = b"<%sp%s>%s</%sp>" % (prefix, namespace, references, prefix)
    if not offsets.is_empty_tag(body):
        return [Insertion(offsets.inside(body), 0, paragraph)]
    name = offsets.start_tag(body)[1:].split(b"/")[0].split()[0]
    inside = offsets.inside(body)
    opening = b">%s<%sp%s" % (paragraph, prefix, namespace)
    return [Insertion(inside - 2, 0, opening), Insertion(inside, 0, b"</%s>" % name)]


def own_prefix(root: etree._Element, data: bytes) -> tuple[bytes, bytes]:
    """The prefix (with its colon) of the main namespace, and the declaration elements of ours need: none when the
    root alone declares it."""
    uri = STRICT_MAIN if STRICT_MAIN in root.nsmap.values() else MAIN
    names = [prefix for prefix, known in root.nsmap.items() if known == uri and prefix]
    for prefix in names:
        if len(re.findall(rb"\sxmlns:%s\s*=" % re.escape(prefix.encode()), data)) == 1:
            return prefix.encode() + b":", b""
    return b"w:", b' xmlns:w="%s"' % uri.encode()


def _own_marks(root: etree._Element, offsets: Offsets, found: Comments) -> list[tuple[int, int]]:
    """The byte ranges of what an earlier run of ours put in: range marks, references, shading."""
    if not found.ours:
        return []
    own: list[etree._Element] = []
    for mark in root.iter(w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")):
        if mark.get(w("id")) not in found.ours:
            continue
        run = mark.getparent()
        alone = run is not None and run.tag == R and all(child is mark or child.tag == RPR for child in run)
        own.append(run if alone and run is not None else mark)
    for properties in root.iter(RPR, TCPR):
        own += [child for child in properties.iterchildren(SHADING) if shading.is_ours(child)]
    return [(offsets.start(element), offsets.after(element)) for element in own]


def write_whole(target: Path, data: bytes) -> None:
    """Beside the target first, so that nobody ever sees half a file."""
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(data)
            file.flush()
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
