"""The `document` fact: what a document is as a whole, and on which form its tables were written."""

from __future__ import annotations

from collections.abc import Iterator

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.facts.context import Passage, Reading
from checker.normalize import bare
from checker.rulepack import Form, Pack


def extract(reading: Reading) -> Iterator[Fact]:
    """One fact."""
    identity = reading.identity
    marks = {name: marks_of(form, reading.passages) for name, form in reading.pack.forms.items()}
    most = max(marks, key=lambda name: len(marks[name]), default=None)
    written = most if most and len(marks[most]) > len(marks.get(reading.form.id if reading.form else "", ())) else None
    foreign = marks[written] if written else []
    place = identity.title_at or reading.point(None)
    values: dict[str, Value] = {
        **reading.common(),
        "title": identity.title or Unknown("absent"),
        "titled": bool(identity.title),
        "organ": identity.organ or Unknown("absent"),
        "year_from": identity.year_from or Unknown("absent"),
        "written_on": written or (reading.form.id if reading.form else Unknown("absent")),
        "foreign_labels": len(foreign),
        "published": Unknown("absent"),
        "pages": reading.document.pages if reading.document.pages is not None else Unknown("absent"),
        "sections": len(reading.sections),
    }
    places: dict[str, Location] = {"title": place}
    if foreign:
        places["foreign_labels"] = reading.locate(foreign[0], 0, len(foreign[0].plain.string))
    labels = {"written_on": reading.pack.forms[written].spec.title if written else ""}
    yield Fact("document", reading.role, reading.document.path, values, place, places, labels)


def marks_of(form: Form, passages: tuple[Passage, ...]) -> list[Passage]:
    """The cells that hold labels which only this form has."""
    wanted = {bare(mark) for mark in form.spec.marks}
    return [passage for passage in passages if passage.cell is not None and bare(passage.text.string) in wanted]


def schema(pack: Pack) -> dict[str, Schema]:
    """The kind `document`."""
    return {
        "document": Schema("the document as a whole", {
            "title": "string", "titled": "boolean", "organ": "string", "year_from": "string", "written_on": "string",
            "foreign_labels": "integer", "published": "date", "pages": "integer", "sections": "integer",
        }),
    }  # fmt: skip
