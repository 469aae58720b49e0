"""The `document` fact: what a document is as a whole, and on which form its tables were written."""

from __future__ import annotations

from collections.abc import Iterator

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.facts.unread import noted
from checker.pack.pack import Pack
from checker.reading import gaps
from checker.reading.fields import place_of
from checker.reading.reading import Passage, Reading
from checker.reading.recognise import marks_of
from checker.text.normalize import comparable
from checker.text.numerals import dates
from checker.text.patterns import compiled


def extract(reading: Reading) -> Iterator[Fact]:
    """One fact."""
    identity = reading.identity
    written = reading.written
    foreign = _foreign(reading)
    place = identity.title_at or reading.point(None)
    spec = reading.pack.spec.documents[reading.kind]
    traits = {f"is_{name}": _is(identity.organ, patterns) for name, patterns in reading.pack.spec.traits.items()}
    values: dict[str, Value] = {
        **reading.common(),
        **traits,
        "title": identity.title or Unknown("absent"),
        "titled": identity.title_at is not None,
        "organ": identity.organ or Unknown("absent"),
        "organ_from": identity.organ_from or Unknown("absent"),
        "other_organ": identity.other_organ or Unknown("absent"),
        "year_from": identity.year_from or Unknown("absent"),
        "written_on": written.id if written else reading.form.id if reading.form else Unknown("absent"),
        "foreign_labels": len(foreign),
        "proper": bool(spec.proper and identity.title_at and compiled(spec.proper).search(_titled(reading))),
        "pages": reading.document.pages if reading.document.pages is not None else Unknown("absent"),
        "sections": len(reading.sections),
        "whole": gaps.whole(reading),
    }
    places: dict[str, Location] = {"title": place}
    if identity.organ_at:
        places["organ"] = identity.organ_at
    if identity.other_at:
        places["other_organ"] = identity.other_at
    if foreign:
        places["foreign_labels"] = reading.locate(foreign[0], 0, len(foreign[0].plain.string))
    labels = {"written_on": f"{written.spec.title}（{written.spec.number}）" if written else ""}
    fact = Fact("document", reading.role, reading.document.path, values, place, places, labels)
    yield noted(fact, () if identity.title_at is not None else gaps.of_field(reading, ()))
    yield _dated(reading)


def _foreign(reading: Reading) -> list[Passage]:
    """The cells with labels that only another form has than the year's: that the tables are written on, or any."""
    if reading.form is None:
        return []
    names = reading.pack.spec.documents[reading.kind].forms
    forms = (
        [reading.written] if reading.written else [reading.pack.forms[one] for one in names if one != reading.form.id]
    )
    return [cell for form in forms for cell in marks_of(form, reading.passages)]


def _titled(reading: Reading) -> str:
    """The title, with the organ that stands in the line under it."""
    identity = reading.identity
    title, organ = comparable(identity.title).string, comparable(identity.organ or "").string
    block = identity.title_at.block if identity.title_at else None
    if block is not None and organ and organ not in title:
        under = next((one for one in reading.within("preamble") if one.spot.block > block and one.plain.string), None)
        if under is not None and under.plain.string == organ:
            return organ + title
    return title


def _is(organ: str | None, patterns: list[str]) -> Value:
    if organ is None:
        return Unknown("absent")
    name = comparable(organ).string
    return any(compiled(pattern).search(name) for pattern in patterns)


def _dated(reading: Reading) -> Fact:
    """The `dated` fact: when it was published, by what the file says of itself, else when it was signed."""
    stated = reading.document.properties.get("published", "")
    written = [day.value for day in dates(stated) if day.value] if stated else []
    on: Value = written[0] if written else Unknown("absent")
    by = "published" if written else ""
    place = reading.point(None)
    places: dict[str, Location] = {}
    signed: Value = Unknown("absent")
    for name, field in reading.form.spec.fields.items() if reading.form is not None else ():
        value = reading.fields.get(name) if field.read == "date" else None
        if value is not None and value.start is not None:
            signed = value.start
            places = {"signed": place_of(reading, value)}
    if not written and "signed" in places:
        on, by, place = signed, "signed", places["signed"]
        places["on"] = place
    values: dict[str, Value] = {
        **reading.common(),
        "on": on,
        "by": by or Unknown("absent"),
        "signed": signed,
        "found": bool(by),
    }
    fact = Fact("dated", reading.role, reading.document.path, values, place, places)
    return noted(fact, () if by else gaps.anywhere(reading))


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds `document` and `dated`."""
    return {
        "dated": Schema(
            "when the document was published or signed",
            {"on": "date", "by": "string", "signed": "date", "found": "boolean", "unread": "boolean"},
        ),
        "document": Schema(
            "the document as a whole",
            {
                "title": "string",
                "titled": "boolean",
                "organ": "string",
                "organ_from": "string",
                "other_organ": "string",
                "year_from": "string",
                "written_on": "string",
                "foreign_labels": "integer",
                "proper": "boolean",
                **{f"is_{name}": "boolean" for name in pack.spec.traits},
                "pages": "integer",
                "sections": "integer",
                "whole": "boolean",
                "unread": "boolean",
            },
        ),
    }
