"""dossier.yaml beside the documents: which belong together, and which units must have reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import RulePackError
from checker.messages import Message, say
from checker.record import dataclass

if TYPE_CHECKING:
    from checker.yamlfiles.file import Key, YamlFile

NAME = "dossier.yaml"


@dataclass(frozen=True, slots=True)
class DossierEntry:
    """The documents of one dossier, by paths from the file's folder."""

    report: str
    plan: str | list[str] = field(default_factory=list)
    above: str | list[str] = field(default_factory=list)
    prior: str = ""
    parts: list[str] = field(default_factory=list)

    def keyed(self) -> Iterator[tuple[Key, str, str]]:
        """Each partner that is named: its place in the entry, its path, its role."""
        for role, value in (("plan", self.plan), ("above", self.above), ("prior", self.prior)):
            if isinstance(value, str):
                yield from [((role,), value, role)] if value else []
            else:
                yield from (((role, index), name, role) for index, name in enumerate(value))
        yield from ((("parts", index), name, "part") for index, name in enumerate(self.parts))

    def partners(self) -> list[tuple[str, str]]:
        """The path and role of each partner that is named."""
        return [(name, role) for _, name, role in self.keyed()]


@dataclass(frozen=True, slots=True)
class DossierFile:
    """`units` must all have a report on `year`; `whole` is the issuer whose tables are the sum of theirs.

    Without a year the newest counts on which the folder has a report of the list. `renamed` says of organs what they
    are called now: {云泽市环境保护局: 云泽市生态环境局}. `above` are plans of the level above for all reports of the
    folder.
    """

    dossiers: list[DossierEntry] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    year: int | None = None
    whole: str = ""
    renamed: dict[str, str] = field(default_factory=dict)


There = Callable[[Path], bool]
"""Whether there is a document at a path."""


def load(path: Path) -> tuple[DossierFile, list[str]]:
    """Read a dossier file, and the place of each of its entries; RulePackError with every fault at its line."""
    from checker.yamlfiles.file import read_yaml

    return parsed(read_yaml(path, str(path)), path.parent, Path.is_file)


def parsed(file: YamlFile, folder: Path, there: There) -> tuple[DossierFile, list[str]]:
    """The same of what stands in a file of a folder, or will."""
    from checker.yamlfiles.shape import validate

    faults = list(file.faults)
    found = validate(DossierFile, file, (), faults) if not faults and file.data is not None else None
    if found is not None and not faults:
        faults += _faults(found, file, folder, there)
    if faults:
        raise RulePackError(say("packs.faulty_file", path=file.name, count=len(faults)), faults)
    made = found or DossierFile()
    lines = [f"{file.name}:{file.mark(('dossiers', number)).line}" for number in range(len(made.dossiers))]
    return made, lines


def _faults(made: DossierFile, file: YamlFile, folder: Path, there: There) -> Iterator[Message]:
    """Documents that are not there, partners given twice, reports that go with themselves in a circle."""
    taken: dict[tuple[Path, str, Path | None], str] = {}
    priors: dict[Path, Path] = {}
    above: dict[Path, set[Path]] = {}
    for number, entry in enumerate(made.dossiers):
        key = ("dossiers", number)
        report = (folder / entry.report).resolve()
        if not there(folder / entry.report):
            yield file.fault((*key, "report"), say("packs.dossier_no_file", path=entry.report))
        for within, name, role in entry.keyed():
            place: Key = (*key, *within)
            partner = (folder / name).resolve()
            one = (report, role, None if role == "prior" else partner)
            if role == "part" and one in taken:
                yield file.fault(place, say("packs.dossier_part_twice", path=name))
            elif one in taken:
                first = taken[one]
                yield file.fault(place, say("packs.dossier_twice", role=role, report=entry.report, where=first))
            taken.setdefault(one, str(file.mark(place)))
            yield from _partner(folder, name, report, file, place, there)
            circle = False
            if role == "prior":
                priors.setdefault(report, partner)
                circle = _returns(report, {one: {other} for one, other in priors.items()})
            elif role == "part":
                above.setdefault(report, set()).add(partner)
                circle = partner != report and _returns(report, above)
            if circle:
                yield file.fault(place, say("packs.dossier_circle", path=name))
    for index, name in enumerate(made.above):
        yield from _partner(folder, name, None, file, ("above", index), there)
    for old in made.renamed:
        if _returns(old, {one: {other} for one, other in made.renamed.items()}):
            yield file.key_fault(("renamed", old), say("packs.dossier_renamed_circle", name=old))


def _partner(
    folder: Path, name: str, report: Path | None, file: YamlFile, place: Key, there: There
) -> Iterator[Message]:
    if not there(folder / name):
        yield file.fault(place, say("packs.dossier_no_file", path=name))
    elif (folder / name).resolve() == report:
        yield file.fault(place, say("packs.dossier_itself", path=name))


def _returns(start: object, ways: Mapping[Any, set[Any]]) -> bool:
    """Whether a way leads from a place over others back to it; a step to itself is told elsewhere."""
    seen: set[object] = set()
    todo = [one for one in ways.get(start, set()) if one != start]
    while todo:
        here = todo.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            todo.extend(ways.get(here, set()))
    return False
