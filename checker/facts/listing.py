"""The facts of a document, or the kinds of fact that there are, as text or JSON, for authors of rules."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Any

from checker.document import Document, Location
from checker.expression import Unknown, Value
from checker.fact import COMMON, POSITION, Fact, Schema
from checker.facts.words import Words
from checker.messages import say, text
from checker.messages.facts import MESSAGES
from checker.reading.reading import Reading

WIDTH = 100
"""Columns of the listing of kinds."""


def render(document: Document, reading: Reading | None, facts: Sequence[Fact], form: str, lang: str) -> bytes:
    """What was read: the document's identity, its sections and tables, and every fact with its place."""
    if form == "json":
        return (json.dumps(_as_json(document, reading, facts), ensure_ascii=False, indent=1) + "\n").encode()
    return "\n".join(_as_text(document, reading, facts, lang)).encode() + b"\n"


def _as_text(document: Document, reading: Reading | None, facts: Sequence[Fact], lang: str) -> list[str]:
    lines = [text(say("facts.head", path=document.path, format=document.format, blocks=len(document.blocks)), lang)]
    if reading is None:
        return lines
    known = reading.identity
    form = reading.form.id if reading.form else "-"
    lines.append(
        text(
            say(
                "facts.identity",
                pack=reading.pack.id,
                kind=reading.kind,
                form=form,
                organ=known.organ or "-",
                level=known.level or "-",
                year=known.year or "-",
                year_from=known.year_from or "-",
            ),
            lang,
        )
    )
    for gap in document.unread:
        lines.append(f"! {text(gap.what, lang)}: {text(gap.why, lang)}")
    for fact in facts:
        lines.append(f"\n{fact.kind}  {where(fact.place)}")
        for name, value in fact.values.items():
            if name not in COMMON and name != POSITION:
                place = fact.places.get(name)
                lines.append(f"  {name} = {shown(value)}" + (f"  {where(place)}" if place else ""))
    return lines


def where(place: Location) -> str:
    """A place in one short line: block, cell, characters, page or line."""
    parts = []
    if place.page is not None:
        parts.append(f"p{place.page}")
    if place.line is not None:
        parts.append(f"{place.line}:{place.char}")
    if place.block is not None:
        parts.append(f"block {place.block}")
    if place.cell is not None:
        parts.append(f"cell {place.cell[0]},{place.cell[1]}")
    if place.start is not None:
        parts.append(f"[{place.start}:{place.end}]")
    return f"@ {' '.join(parts)}" if parts else ""


def shown(value: Value) -> str:
    """A value as a rule author sees it; an unknown one with its reason."""
    if isinstance(value, Unknown):
        return f"<{value.reason}>" + (f" {value.text!r}" if value.text else "")
    return repr(value) if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def _as_json(document: Document, reading: Reading | None, facts: Sequence[Fact]) -> dict[str, Any]:
    return {
        "path": document.path,
        "format": document.format,
        "sha256": document.sha256,
        "blocks": len(document.blocks),
        "pack": reading.pack.id if reading else None,
        "kind": reading.kind if reading else None,
        "form": reading.form.id if reading and reading.form else None,
        "issuer": reading.identity.organ if reading else None,
        "level": reading.identity.level if reading else None,
        "year": reading.identity.year if reading else None,
        "facts": [
            {
                "kind": fact.kind,
                "values": {name: _json(value) for name, value in fact.values.items()},
                "place": _location(fact.place),
                "places": {name: _location(place) for name, place in fact.places.items()},
            }
            for fact in facts
        ],
    }


def _json(value: Value) -> Any:
    if isinstance(value, Unknown):
        return {"unknown": value.reason, "text": value.text}
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _location(place: Location) -> dict[str, Any]:
    names = ("section", "table", "row", "column", "block", "cell", "start", "end", "line", "char", "page", "text")
    return {name: getattr(place, name) for name in names if getattr(place, name) is not None}


def schema(
    kinds: Mapping[str, Mapping[str, Schema]], words: Mapping[str, Mapping[str, Words]], form: str, lang: str
) -> bytes:
    """The kinds of fact of each pack: their values with types and words, and what identifies one."""
    if form == "json":
        data = {
            pack: {
                name: {
                    "title": title(name, kind, lang),
                    "values": dict(kind.values),
                    "keys": list(kind.keys),
                    "certain": list(kind.certain),
                    "words": {value: list(some) for value, some in words[pack][name].items()},
                }
                for name, kind in some.items()
            }
            for pack, some in kinds.items()
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    lines = []
    for pack, some in kinds.items():
        lines.append(f"# {pack}")
        for name, kind in some.items():
            keys = f"  [{', '.join(kind.keys)}]" if kind.keys else ""
            lines.append(f"\n{name}{keys}  {title(name, kind, lang)}")
            lines += _values(
                kind, words[pack][name], [value for value in kind.values if value not in (*COMMON, POSITION)]
            )
        lines.append(f"\n{text(say('facts.kind_all'), lang)}")
        first = next(iter(some))
        lines += _values(some[first], words[pack][first], [*COMMON, POSITION])
        lines.append("")
    return ("\n".join(lines[:-1]) + "\n").encode()


def title(name: str, kind: Schema, lang: str) -> str:
    """What a kind of fact is, in a language; of what a pack makes itself, as the pack calls it."""
    form = shape(name, kind)
    return kind.title if form in ("mention", "element", "particular") else _kind(form, kind, lang)


def _kind(form: str, kind: Schema, lang: str) -> str:
    return text(say(f"facts.kind_{form}"), lang) if f"facts.kind_{form}" in MESSAGES else kind.title


def shape(name: str, kind: Schema) -> str:
    """The name of a kind without what the pack calls its parts: `row` of each table, `particular` of each field."""
    start, _, axis = name.partition(".")
    if kind.keys == ("field",) and name != "field":
        return "particular"
    if start in ("mention", "element"):
        return start
    return axis if axis in ("row", "column") else "group" if axis else start


def _values(kind: Schema, words: Words, names: Sequence[str]) -> list[str]:
    """Lines for each value: its type, and the words that it is one of."""
    lines = []
    for name in names:
        some = f" ({', '.join(words[name])})" if name in words else ""
        lines += wrap(f"  {name}: {kind.values[name]}{some}", WIDTH, subsequent_indent=" " * 6)
    return lines


def marks(facts: Sequence[Fact]) -> list[tuple[Location, str, str]]:
    """(place, kind, label) of everything recognised in its place: sections, tables' labels and figures, particulars."""
    found = []
    for fact in facts:
        if fact.place.text is None:
            continue
        values = fact.values
        if fact.kind == "section" and values["found"] is True:
            found.append((fact.place, "section", str(values["section"])))
        elif fact.kind == "field" and values["found"] is True:
            found.append((fact.place, "field", str(values["title"])))
        elif fact.kind == "label" and values["found"] is True:
            found.append((fact.place, "label", str(values["label"])))
        elif fact.kind == "cell":
            found.append((fact.place, "figure", f"{values['row']}.{values['column']} = {shown(values['value'])}"))
        elif fact.kind.startswith("mention.") or fact.kind in ("parts", "rate"):
            found.append((fact.place, "mention", fact.kind))
    return found
