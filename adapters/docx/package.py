"""A Word file as a package: its main part, and what relationships lead to."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from lxml import etree

from adapters.docx.names import PACKAGE_RELATIONSHIPS, STRICT, STRICT_NAMESPACES
from adapters.packed import Packed
from checker.errors import DocumentError
from checker.messages import say
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last word of its type, the same in Strict files; `target` is a part that exists."""

    id: str
    kind: str
    target: str


class Package(Packed):
    """Broken relationships are as if they were not there."""

    def xml(self, part: str) -> etree._Element:
        """The root of a part, names of Strict files replaced by the usual ones."""
        root = self.tree(part)
        if any(uri.startswith(STRICT) for uri in root.nsmap.values()):
            _loosen(root)
        return root

    def relationships(self, part: str) -> list[Relationship]:
        """Those of a part that lead to a part of the package; "" for the package itself."""
        path = self._names.get(relationships_part(part).lower())
        if path is None:
            return []
        found = []
        for element in self.tree(path).iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"):
            target = self._names.get(_resolve(part, element.get("Target", "")).lower())
            if element.get("TargetMode") != "External" and target is not None:
                kind = element.get("Type", "").rpartition("/")[2]
                found.append(Relationship(element.get("Id", ""), kind, target))
        return found

    @cached_property
    def main(self) -> str:
        """The name of the part that holds the document."""
        for relationship in self.relationships(""):
            if relationship.kind == "officeDocument":
                return relationship.target
        main = self._names.get("word/document.xml")
        if main is None:
            raise DocumentError(say("reading.missing_part", path=self.name, part="word/document.xml"))
        return main

    @property
    def signed(self) -> bool:
        """Whether it carries digital signatures."""
        return any(part.startswith("_xmlsignatures/") for part in self._names)


def open_package(path: Path, name: str) -> Package:
    """The package of a file whose content says that it is one; `name` is what errors show."""
    from adapters import head_of, sniff

    form = sniff(path, head_of(path, name), name)
    if form != "docx":
        raise DocumentError(say("reading.docx_not_word", path=name, format=form))
    return Package(path, name)


def relationships_part(part: str) -> str:
    """The part that holds the relationships of a part."""
    folder, slash, leaf = part.rpartition("/")
    return f"{folder}{slash}_rels/{leaf}.rels"


def _resolve(source: str, target: str) -> str:
    """A relationship's target as a name in the package; it is relative to the folder of its source."""
    target = target.replace("\\", "/")
    steps = [] if target.startswith("/") else source.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _loosen(root: etree._Element) -> None:
    """Rename what a Strict file names otherwise; the tree serves reading only, its text stays as it is."""
    for element in root.iter(*(f"{{{uri}}}*" for uri in STRICT_NAMESPACES)):
        element.tag = _usual(str(element.tag))
        for name, value in [(str(name), value) for name, value in element.items()]:
            if name.startswith("{" + STRICT):
                del element.attrib[name]
                element.set(_usual(name), value)


def _usual(name: str) -> str:
    uri, _, local = name[1:].partition("}")
    return f"{{{STRICT_NAMESPACES.get(uri, uri)}}}{local}"
