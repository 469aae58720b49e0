"""The comments part: new comments in, our own earlier ones out, those of others as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from adapters.docx.names import CONTENT_TYPES, MAIN, PACKAGE_RELATIONSHIPS, STRICT_MAIN, w
from adapters.docx.offsets import Insertion, Offsets, edited
from adapters.docx.package import Package, relationships_part
from checker.audit.annotation import AUTHOR, moment
from checker.record import dataclass

INITIALS = "gj"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""


@dataclass(slots=True)
class Comments:
    """What a package has of comments before ours go in."""

    part: str | None = None
    root: etree._Element | None = None
    ours: set[str] = field(default_factory=set)
    next_id: int = 0


def comments_of(package: Package, body: etree._Element) -> Comments:
    """The comments part, the ids of our earlier comments, and an id from which on all are free."""
    found = Comments()
    for relationship in package.relationships(package.main):
        if relationship.kind == "comments":
            found.part, found.root = relationship.target, package.xml(relationship.target)
            break
    kept = [-1]
    for comment in found.root.iter(w("comment")) if found.root is not None else ():
        if comment.get(w("author")) == AUTHOR:
            found.ours.add(comment.get(w("id"), ""))
        else:
            kept.append(_integer(comment.get(w("id"))))
    for mark in body.iter(w("commentRangeStart"), w("commentReference")):
        if mark.get(w("id")) not in found.ours:
            kept.append(_integer(mark.get(w("id"))))
    found.next_id = max(kept) + 1
    return found


Texts = Sequence[Sequence[str]]
"""Of a comment: for each finding its paragraphs, the first of them its title."""


def changed_parts(package: Package, found: Comments, texts: Sequence[tuple[int, Texts]]) -> dict[str, bytes]:
    """The comments part with new comments, (id, texts) each, and whatever has to name it if it is new."""
    strict = STRICT_MAIN in _namespaces(package)
    uri = STRICT_MAIN if strict else MAIN
    written = moment().strftime("%Y-%m-%dT%H:%M:%SZ")  # as Word: the time where it was written, whatever the zone
    new = "".join(_comment(number, lines, uri, written) for number, lines in texts).encode()
    if found.part is not None and found.root is not None:
        data = package.read(found.part)
        offsets = Offsets(data, found.root)
        cuts = [
            (offsets.start(comment), offsets.after(comment))
            for comment in found.root.iter(w("comment"))
            if comment.get(w("id")) in found.ours
        ]
        return {found.part: _appended(offsets, found.root, new, cuts)}
    folder = package.main.rpartition("/")[0]
    part = _free(package, f"{folder}/comments" if folder else "comments")
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {part: head + b'<w:comments xmlns:w="%s">%s</w:comments>' % (uri.encode(), new)}
    parts |= _related(package, part, strict)
    parts["[Content_Types].xml"] = _typed(package, part)
    return parts


def _namespaces(package: Package) -> set[str]:
    """The namespaces that the root of the main part declares."""
    return set(package.tree(package.main).nsmap.values())


def _comment(number: int, texts: Texts, uri: str, written: str) -> str:
    paragraphs = "".join(
        f"<w:p><w:r>{'<w:rPr><w:b/></w:rPr>' if index == 0 else ''}"
        f'<w:t xml:space="preserve">{escape(FORBIDDEN.sub("", line))}</w:t></w:r></w:p>'
        for lines in texts
        for index, line in enumerate(lines)
    )
    return (
        f'<w:comment xmlns:w="{uri}" w:id="{number}" w:author={quoteattr(AUTHOR)} w:date="{written}" '
        f'w:initials="{INITIALS}">'
        f"{paragraphs or '<w:p/>'}</w:comment>"
    )


def _appended(offsets: Offsets, root: etree._Element, new: bytes, cuts: Sequence[tuple[int, int]] = ()) -> bytes:
    """A part with `new` as the last of its root's children."""
    if not offsets.is_empty_tag(root):
        return edited(offsets.data, [Insertion(offsets.end(root), 0, new)], cuts)
    tag = offsets.start_tag(root)
    name = tag[1:].rstrip(b"/>").split()[0]
    whole = tag[:-2] + b">" + new + b"</" + name + b">"
    return offsets.data[: offsets.start(root)] + whole + offsets.data[offsets.inside(root) :]


def _related(package: Package, part: str, strict: bool) -> dict[str, bytes]:
    """The relationships of the main part with one to the comments."""
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments" if strict else None
    if kind is None:
        from docx.opc.constants import RELATIONSHIP_TYPE

        kind = RELATIONSHIP_TYPE.COMMENTS
    name = relationships_part(package.main)
    for existing in package.parts:
        if existing.lower() == name.lower():
            root = package.tree(existing)
            used = {element.get("Id") for element in root}
            number = next(number for number in range(1, len(used) + 2) if f"rIdGouji{number}" not in used)
            new = _relationship(f"rIdGouji{number}", kind, part)
            return {existing: _appended(Offsets(package.read(existing), root), root, new)}
    new = _relationship("rIdGouji1", kind, part)
    return {name: b'<?xml version="1.0"?>\n<Relationships xmlns="%s">%s</Relationships>' % (_PACKAGE, new)}


_PACKAGE = PACKAGE_RELATIONSHIPS.encode()


def _relationship(number: str, kind: str, part: str) -> bytes:
    leaf = part.rpartition("/")[2]
    text = f'<Relationship xmlns="{PACKAGE_RELATIONSHIPS}" Id="{number}" Type="{kind}" Target={quoteattr(leaf)}/>'
    return text.encode()


def _typed(package: Package, part: str) -> bytes:
    from docx.opc.constants import CONTENT_TYPE

    root = package.tree("[Content_Types].xml")
    kind = CONTENT_TYPE.WML_COMMENTS
    new = f'<Override xmlns="{CONTENT_TYPES}" PartName={quoteattr("/" + part)} ContentType="{kind}"/>'
    return _appended(Offsets(package.read("[Content_Types].xml"), root), root, new.encode())


def _free(package: Package, stem: str) -> str:
    """A part name that is not taken."""
    taken = {part.lower() for part in package.parts}
    names = (f"{stem}{number or ''}.xml" for number in range(len(taken) + 1))
    return next(name for name in names if name.lower() not in taken)


def _integer(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else -1
