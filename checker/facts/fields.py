"""Facts about the particulars of a form: each, found or not, and whether it is well formed."""

from __future__ import annotations

from collections.abc import Iterator

from checker.expression import Unknown, Value
from checker.fact import Fact, Schema, ValueType
from checker.facts.unread import noted
from checker.pack.pack import Pack
from checker.reading import gaps
from checker.reading.cellvalues import CONFIDENCE
from checker.reading.fields import FieldValue, place_of
from checker.reading.reading import Reading


def extract(reading: Reading) -> Iterator[Fact]:
    """A `field` fact for each particular of the form, and one under its own name."""
    if reading.form is None:
        return
    yield from _groups(reading)
    for name, spec in reading.form.spec.fields.items():
        found = reading.fields.get(name)
        belongs = next((section for section in spec.sections if section != "preamble"), "preamble")
        place = place_of(reading, found) if found else reading.point(belongs if reading.sections else None)
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
        if spec.read == "number":
            none = Unknown("unreadable", found.text) if faint and found else Unknown("absent")
            read = found.number if found and not faint else None
            values = {**values, "value": none if read is None else read, "unit": found.unit if found else ""}
            places = {"value": place, "text": place}
            yield noted(Fact(name, reading.role, reading.document.path, values, place, places, labels), missed)
        if spec.read in ("period", "date"):
            missing = Unknown("unreadable", found.text) if found else Unknown("absent")
            known = found if not faint else None
            values = {
                **values,
                "start": (known.start if known else None) or missing,
                "end": (known.end if known else None) or missing,
                "ranged": known.ranged if known else missing,
                "days": _to_the_day(known) if known else missing,
            }
            places = {"start": place, "end": place, "text": place}
            yield noted(Fact(name, reading.role, reading.document.path, values, place, places, labels), missed)


def _to_the_day(found: FieldValue) -> bool:
    """Whether the ends that are written have their days: both of a range, else the one that there is (截至12月31日)."""
    return found.end is not None and (found.start is not None or not found.ranged)


def _groups(reading: Reading) -> Iterator[Fact]:
    """A `particulars` fact for each group of particulars: how many are there, and which are not."""
    fields = reading.form.spec.fields if reading.form is not None else {}
    for group in dict.fromkeys(spec.group for spec in fields.values() if spec.group):
        names = [name for name, spec in fields.items() if spec.group == group]
        missing = [name for name in names if name not in reading.fields]
        values: dict[str, Value] = {
            **reading.common(),
            "group": group,
            "present": len(names) - len(missing),
            "missing": len(missing),
            "text": "、".join(fields[name].title for name in missing) or Unknown("absent"),
        }
        there = [place_of(reading, reading.fields[name]) for name in names if name in reading.fields]
        place = there[-1] if there else reading.point("preamble" if reading.sections else None)
        sections = {section for name in missing for section in fields[name].sections or ("preamble", *reading.by_id)}
        missed = gaps.of_field(reading, tuple(sections)) if missing else ()
        parts = tuple(fields[name].title for name in missing)
        places = {"missing": place}
        fact = Fact("particulars", reading.role, reading.document.path, values, place, places, parts=parts)
        yield noted(fact, missed)


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds of fact that the particulars of the pack's forms give."""
    kinds = {
        "particulars": Schema(
            "the particulars of one group",
            {"group": "string", "present": "integer", "missing": "integer", "text": "string", "unread": "boolean"},
            ("group",),
        ),
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
            if spec.read == "number":
                own: dict[str, ValueType] = {**kinds["field"].values, "value": "number", "unit": "string"}
                kinds[name] = Schema(spec.title, own, ("field",), fixed=("field",))
            if spec.read in ("period", "date"):
                values = {
                    **kinds["field"].values,
                    "start": "date",
                    "end": "date",
                    "ranged": "boolean",
                    "days": "boolean",
                }
                kinds[name] = Schema(spec.title, values, ("field",), fixed=("field",))
    return kinds
