"""The reports of the units below, for the report of the whole that a list names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path

from checker.facts.beside import Choice
from checker.facts.units import distinct
from checker.pack.issuers import parted, same_issuer
from checker.pack.model import IssuerSpec
from checker.record import dataclass
from checker.run.dossierfile import DossierFile
from checker.run.given import PART, Given
from checker.run.matching import Year
from checker.run.sketch import Sketch
from checker.run.versions import choose
from checker.run.whose import Owners


@dataclass(frozen=True, slots=True)
class Below:
    """The parts of a whole: reports, units of which it is not known which report counts, units without a report."""

    parts: tuple[Sketch, ...] = ()
    choices: tuple[Choice, ...] = ()
    missing: tuple[str, ...] = field(default=())


def lists_of(report: Sketch, given: Given, owners: Owners) -> list[tuple[Path, DossierFile]]:
    """The dossier files whose list of units is about this report: it names its issuer, or none and lies above it.

    Of several that name the issuer, those count in whose folder the report lies.
    """
    spec, names = owners.spec(report), owners.names(report)
    place = Path(report.document.path).resolve()
    of_whole = [
        (folder, file)
        for folder, file in given.files
        if file.whole and any(same_issuer(file.whole, name, spec) for name in names)
    ]
    inside = [(folder, file) for folder, file in of_whole if folder.resolve() in place.parents]
    return (inside or of_whole) + [
        (folder, file)
        for folder, file in given.files
        if file.units and not file.whole and folder.resolve() in place.parents
    ]


def units_of(lists: Sequence[tuple[Path, DossierFile]], report: Sketch, owners: Owners) -> list[str]:
    """The units of some lists, each once, without the whole itself; those that name no place are of the whole's."""
    spec = owners.spec(report)
    names = [placed_unit(unit, file.whole, spec) for _, file in lists for unit in file.units]
    own = owners.names(report)
    return [unit for unit in distinct(names, spec) if not any(same_issuer(unit, name, spec) for name in own)]


def placed_unit(unit: str, whole: str, spec: IssuerSpec) -> str:
    """水务局 in the list of 安澜市 is 安澜市水务局; 市水务局 as well."""
    region = parted(whole, spec)
    own = parted(unit, spec)
    if not region.places or (own.places and len(own.places[-1]) > 1):
        return unit
    rest = unit[len(own.region) :] if own.region and unit.startswith(own.region) else unit
    return region.region + rest


def units_below(report: Sketch, given: Given, year: Year, owners: Owners) -> Below:
    """The parts of a report that a list says is the whole of its units; `year` holds the reports of its year."""
    lists = [(folder, file) for folder, file in lists_of(report, given, owners) if file.whole]
    parts: list[Sketch] = []
    choices: list[Choice] = []
    missing: list[str] = []
    for unit in units_of(lists, report, owners):
        of_unit = [organ for organ in year.named(unit) if report not in organ.documents]
        named = [organ for organ in of_unit if owners.owner(organ.documents[0]).placed] or of_unit
        versions = list({one.document.path: one for organ in named for one in organ.versions}.values())
        chosen = choose(report, versions, owners.versions(report)) if len(named) == 1 else None
        if len(named) == 1 and chosen in named[0].maybe:
            chosen = None
        if chosen is not None:
            parts.append(chosen)
        if len(versions) > 1:
            paths = tuple(one.document.path for one in versions)
            choices.append(Choice(PART, paths, unit=unit, chosen=chosen.document.path if chosen else ""))
        elif not versions:
            missing.append(unit)
    return Below(tuple(parts), tuple(choices), tuple(missing))
