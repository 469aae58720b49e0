"""XML that nests deeper than libxml2 follows, as a tree all the same."""

from __future__ import annotations

from xml.parsers import expat

from lxml import etree

DEEPEST = 10_000
"""Elements within elements that are read."""


class TooDeep(Exception):
    """More elements stand within each other than anybody writes."""


def tree(data: bytes) -> etree._Element:
    """The root of a document without comments and instructions; expat.ExpatError for what is no XML."""
    builder = etree.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    declared: dict[str | None, str] = {}
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise TooDeep
        named: dict[str | bytes, str | bytes] = {_qualified(key): value for key, value in attributes.items()}
        builder.start(_qualified(name), named, dict(declared))  # type: ignore[call-arg]  # lxml takes an nsmap
        declared.clear()

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_qualified(name))

    def declare(prefix: str | None, uri: str | None) -> None:
        if uri:
            declared[prefix] = uri

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartNamespaceDeclHandler = declare
    parser.Parse(data, True)
    return builder.close()


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name
