"""What shows only over all documents of a run: units of a list without a report, reports that are alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from checker.audit.audit import Decided
from checker.check import Checker
from checker.expression import Value
from checker.fact import Fact
from checker.facts.units import unit_facts
from checker.finding import Finding
from checker.pack.issuers import NameIndex
from checker.pack.pack import Pack
from checker.run.alike import alike_facts
from checker.run.below import placed_unit
from checker.run.dossierfile import DossierFile
from checker.run.given import Given
from checker.run.sketch import Sketch
from checker.run.whose import Owners


def over_batch(checker: Checker, sketches: Sequence[Sketch], given: Given) -> tuple[list[Finding], Decided]:
    """The findings of every pack over its own reports, and what passed."""
    return checker.check_batch(batch_facts(checker.packs.values(), sketches, given))


def batch_facts(packs: Iterable[Pack], sketches: Sequence[Sketch], given: Given) -> dict[str, list[Fact]]:
    """The facts of every pack over its own reports, by pack."""
    owners = Owners(sketches, given.issuers, given.versions, given.renamed())
    made: dict[str, list[Fact]] = {}
    for pack in packs:
        own = [one for one in sketches if one.pack == pack.id and one.kind == "report"]
        facts = alike_facts(pack, own, owners)
        units: dict[tuple[Value, ...], Fact] = {}
        for folder, file in given.files:
            for fact in _unit_facts(folder, file, own, pack, owners):
                units.setdefault(tuple(fact.values[name] for name in ("unit", "year", "report", "nameless")), fact)
        facts += units.values()
        if facts:
            made[pack.id] = facts
    return made


def _unit_facts(folder: Path, file: DossierFile, reports: Sequence[Sketch], pack: Pack, owners: Owners) -> list[Fact]:
    """The units of a list with their reports in its folder on its year, the newest on which one has reported."""
    place, spec = folder.resolve(), pack.spec.issuers
    inside = [one for one in reports if place in Path(one.document.path).resolve().parents]
    if not file.units or not inside:
        return []
    of_folder = [owners.placed(unit, folder, spec) for unit in file.units]
    units = [
        placed_unit(unit, file.whole, spec) if file.whole else name
        for unit, name in zip(file.units, of_folder, strict=True)
    ]
    listed = NameIndex([*units, *([file.whole] if file.whole else [])], spec)
    known = [one for one in inside if one.identity.year is not None and owners.names(one)]
    of_list = [one for one in known if any(listed.same(name) for name in owners.names(one))] or known
    year = file.year or max((one.identity.year or 0 for one in of_list), default=None)
    found = [(name, one.document.path) for one in known if one.identity.year == year for name in owners.names(one)]
    doubtful = [one for one in inside if one not in known and one.identity.year in (None, year)]
    return unit_facts(units, found, pack, year, len(doubtful))
