"""Facts about the particulars of a form: each, found or not, and whether it is well formed."""

from __future__ import annotations

from collections.abc import Iterator

from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.facts.unread import noted
from checker.pack.pack import Pack
from checker.reading import gaps
from checker.reading.cellvalues import CONFIDENCE
from checker.reading.fields import place_of
from checker.reading.reading import Reading


def extract(reading: Reading) -> Iterator[Fact]:
    """A `field` fact for each particular of the form, and one under its own name."""
    if reading.form is None:
        return
    for name, spec in reading.form.spec.fields.items():
        found = reading.fields.get(name)
        place = place_of(reading, found) if found else reading.point("preamble" if reading.sections else None)
        values: dict[str, Value] = {
            **reading.common(),
            "field": name,
            "title": spec.title,
            "group": spec.group,
            "found": found is not None,
            "valid": found.valid if found else Unknown("absent"),
            "text": found.text if found else Unknown("absent"),
        }
        faint = found is not None and found.passage.text.confidence(*found.at) < CONFIDENCE
        if faint and found and not found.valid:
            values["valid"] = Unknown("unreadable", found.text)
        labels = {"field": spec.title}
        sections = ("preamble", *reading.by_id) if spec.anywhere else spec.sections
        missed = gaps.of_field(reading, sections) if found is None else ()
        yield noted(Fact("field", reading.role, reading.document.path, values, place, {"text": place}, labels), missed)
        if spec.read in ("period", "date"):
            missing = Unknown("unreadable", found.text) if found else Unknown("absent")
            known = found if not faint else None
            values = {
                **values,
                "start": (known.start if known else None) or missing,
                "end": (known.end if known else None) or missing,
                "ranged": known.ranged if known else missing,
                "days": known.start is not None and known.end is not None if known else missing,
            }
            places = {"start": place, "end": place, "text": place}
            yield noted(Fact(name, reading.role, reading.document.path, values, place, places, labels), missed)


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds of fact that the particulars of the pack's forms give."""
    kinds = {
        "field": Schema(
            "a particular of the form",
            {
                "field": "string",
                "title": "string",
                "group": "string",
                "found": "boolean",
                "valid": "boolean",
                "text": "string",
                "unread": "boolean",
            },
            ("field",),
        ),
    }
    for form in pack.forms.values():
        for name, spec in form.spec.fields.items():
            if spec.read in ("period", "date"):
                values = {
                    **kinds["field"].values,
                    "start": "date",
                    "end": "date",
                    "ranged": "boolean",
                    "days": "boolean",
                }
                kinds[name] = Schema(spec.title, values, ("field",))
    return kinds
