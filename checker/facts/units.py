"""Facts about a whole and its parts: each figure with the sum of the units below, and which units have reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.facts.tables import extract as table_facts
from checker.pack.issuers import NameIndex
from checker.pack.model import IssuerSpec
from checker.pack.pack import Pack
from checker.reading.reading import Reading

PART = "part"
SHOWN = 12
"""Figures of parts that a finding shows; the sum is of all."""


def extract(
    readings: Mapping[str, list[Reading]], missing: Sequence[str] = (), all_parts: bool = True
) -> Iterator[Fact]:
    """A `whole` fact for each figure of the report, with the sum over the parts of the dossier.

    `all_parts`: none was refused, and of none it is still to be chosen which version counts. `missing` are the units
    of a list whose reports are not among the parts. `expected` counts units: those that are there, of the list or not,
    and the missing ones; a part whose issuer could not be read may be any of these. A unit
    with two reports among the parts leaves no sum: it is not known which one counts.
    """
    parts = readings.get(PART, [])
    for report in readings.get("report", [])[:1] if parts else []:
        named = [part.identity.organ for part in parts if part.identity.organ]
        units, nameless = distinct(named, report.pack.spec.issuers), len(parts) - len(named)
        whole_list = all_parts and not missing and len(units) == len(named)
        sums: dict[tuple[Value, Value, Value], list[Value]] = {}
        there: dict[tuple[Value, Value, Value], list[Location]] = {}
        for part in parts:
            for cell in _cells(part):
                key = (cell.values["table"], cell.values["row"], cell.values["column"])
                sums.setdefault(key, []).append(cell.values["value"])
                there.setdefault(key, []).append(cell.place)
        for cell in _cells(report):
            key = (cell.values["table"], cell.values["row"], cell.values["column"])
            values: dict[str, Value] = {
                **cell.values,
                "of_parts": _sum(sums.get(key, [])),
                "parts": len(parts),
                "with_figure": len(sums.get(key, [])),
                "complete": whole_list and len(sums.get(key, [])) == len(parts),
                "missing_units": "、".join(missing),
                "expected": len(units) + max(len(missing), nameless),
            }
            places = {f"part_{number + 1}": place for number, place in enumerate(there.get(key, [])[:SHOWN])}
            places["value"] = cell.place
            yield Fact("whole", report.role, report.document.path, values, cell.place, places, cell.labels)


def distinct(names: Sequence[str], spec: IssuerSpec) -> dict[str, list[str]]:
    """The organs of some names: for each the name that it came with first, and all that it came with."""
    index = NameIndex(names, spec)
    found: dict[str, list[str]] = {}
    taken: dict[str, str] = {}
    for name in names:
        if name not in taken:
            taken.update((other, name) for other in (*index.same(name), name) if other not in taken)
        found.setdefault(taken[name], []).append(name)
    return found


def _cells(reading: Reading) -> list[Fact]:
    return [fact for fact in table_facts(reading) if fact.kind == "cell"]


def _sum(values: Sequence[Value]) -> Value:
    total: int | Decimal = 0
    for value in values:
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            return value if isinstance(value, Unknown) else Unknown("unreadable", str(value))
        total += value
    return total if values else Unknown("absent")


def unit_facts(
    units: Sequence[str], found: Sequence[tuple[str, str]], pack: Pack, year: int | None, nameless: int = 0
) -> list[Fact]:
    """A `unit` fact for each unit of a list, with its report on the year; `found` is (organ, path).

    `nameless` is how many reports there are of which the organ or the year could not be read.
    """
    facts = []
    index = NameIndex([organ for organ, _ in found], pack.spec.issuers)
    paths = dict(reversed(found))  # of several reports of a name the first
    for unit in distinct(units, pack.spec.issuers):
        organ = next(iter(index.same(unit)), None)
        report = paths[organ] if organ is not None else None
        values: dict[str, Value] = {
            "role": "report",
            "form": Unknown("absent"),
            "level": Unknown("absent"),
            "year": year if year is not None else Unknown("absent"),
            "unit": unit,
            "found": report is not None,
            "report": report or Unknown("absent"),
            "nameless": nameless,
        }
        issuer = unit if report is None else ""
        facts.append(Fact("unit", "report", report or "", values, Location(report or ""), issuer=issuer))
    return facts


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds `whole` and `unit`."""
    from checker.facts.tables import schema as tables

    cell = tables(pack).get("cell")
    return {
        "whole": Schema(
            "a figure of the whole beside the sum of its parts",
            {
                **(cell.values if cell else {}),
                "of_parts": "number",
                "parts": "integer",
                "with_figure": "integer",
                "complete": "boolean",
                "missing_units": "string",
                "expected": "integer",
            },
            ("table", "row", "column"),
        ),
        "unit": Schema(
            "a unit that must report",
            {"unit": "string", "found": "boolean", "report": "string", "nameless": "integer"},
            ("unit",),
        ),
    }
