"""Which documents belong together: a report with its plan, last year's report and the reports of the units below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from checker.facts.units import distinct
from checker.messages import Message, say
from checker.pack.issuers import NameIndex, parted, same_issuer
from checker.pack.model import IssuerSpec
from checker.record import dataclass
from checker.run.dossierfile import DossierFile
from checker.run.sketch import Bundle, Sketch

REPORT, PLAN, PRIOR, PART = "report", "plan", "prior", "part"


@dataclass(frozen=True, slots=True)
class Given:
    """What the call says itself: partners by path, as `Document.path` names them; and the folders' dossier files."""

    plan: tuple[str, ...] = ()
    prior: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    files: tuple[tuple[Path, DossierFile], ...] = ()
    issuers: Mapping[str, IssuerSpec] = field(default_factory=dict)
    """The pack's way with names, by pack."""
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The roles of partners that a pack's rules speak of, by pack."""

    def units(self) -> list[str]:
        """Every unit that a dossier file lists, once."""
        return list(dict.fromkeys(unit for _, file in self.files for unit in file.units))


def group(sketches: Sequence[Sketch], given: Given) -> list[Bundle]:
    """The dossiers: one for each report, one for each document that belongs to none."""
    partners = {*given.plan, *given.prior, *given.parts}
    explicit = _explicit(sketches, given)
    reports = [one for one in sketches if one.kind == REPORT and one.document.path not in partners]
    own = {one.document.path for one in reports}
    everything = {one.document.path: one for one in sketches}
    used: set[str] = set()
    bundles: list[Bundle] = []
    by_issuer = _Index([one for one in sketches if one.document.path not in partners], given)
    for report in reports:
        if report.document.path not in explicit and _only_partner(report, explicit):
            continue
        members = [(report, REPORT), *_partners(report, everything, given, explicit, by_issuer)]
        used.update(one.document.path for one, _ in members)
        wanted = given.roles.get(report.pack or "", frozenset())
        remarks = (*_remarks(report, members, by_issuer, wanted), *_twice(report, members, given))
        bundles.append(Bundle(tuple(members), remarks=remarks, missing_units=tuple(_missing(report, members, given))))
    for one in sketches:
        if one.document.path not in used and one.document.path not in own:
            lonely = () if one.kind is None or one.kind == REPORT else (_alone(one),)
            bundles.append(Bundle(((one, one.kind or "unknown"),), unchecked=lonely))
    return bundles


def _explicit(sketches: Sequence[Sketch], given: Given) -> dict[str, dict[str, str]]:
    """report path -> {path of partner: role} from the dossier files."""
    paths = {Path(one.document.path).resolve(): one.document.path for one in sketches}
    found: dict[str, dict[str, str]] = {}
    for folder, file in given.files:
        for entry in file.dossiers:
            report = paths.get((folder / entry.report).resolve())
            if report is None:
                continue
            roles = found.setdefault(report, {})
            named = [(entry.plan, PLAN), (entry.prior, PRIOR), *((part, PART) for part in entry.parts)]
            for name, role in named:
                path = paths.get((folder / name).resolve()) if name else None
                if path is not None:
                    roles[path] = role
    return found


def _only_partner(report: Sketch, explicit: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether a dossier file names a document as last year's report or a part, and not as a report of its own."""
    return any(report.document.path in roles for roles in explicit.values())


class _Index:
    """Documents by pack, kind and year; issuers are compared within such a group, and only where they may be one."""

    def __init__(self, sketches: Sequence[Sketch], given: Given) -> None:
        self._given = given
        self._groups: dict[tuple[str | None, str | None, int | None], dict[str, list[Sketch]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._names: dict[tuple[str | None, str | None, int | None], NameIndex] = {}
        for one in sketches:
            self._groups[one.pack, one.kind, one.identity.year][one.identity.organ or ""].append(one)

    def find(self, report: Sketch, kind: str, year: int | None, organ: str | None = None) -> list[Sketch]:
        """Documents of a kind and year that may be of an issuer, the report's unless told, the report itself apart.

        Those of the very name come before others."""
        others = [] if organ else _other_names(report, self._given)
        organ = organ or report.identity.organ
        if organ is None or year is None:
            return []
        key = (report.pack, kind, year)
        there = self._groups.get(key, {})
        if organ in there:
            names = [organ]
        elif there:
            if key not in self._names:
                self._names[key] = NameIndex(there, _spec(report, self._given))
            index = self._names[key]
            names = index.same(organ) or list(dict.fromkeys(name for other in others for name in index.same(other)))
        else:
            names = []
        found = [one for name in names for one in there[name] if one is not report]
        return sorted(found, key=lambda one: _apart(report, one))


def _other_names(report: Sketch, given: Given) -> list[str]:
    """What the issuer was called before or is called now, by the report's own text and by the dossier files."""
    organ, spec = report.identity.organ or "", _spec(report, given)
    told = [*report.identity.former, *(pair for _, file in given.files for pair in file.renamed.items())]
    names = [old for old, new in told if same_issuer(new, organ, spec)]
    return [*names, *(new for old, new in told if same_issuer(old, organ, spec))]


def _apart(one: Sketch, other: Sketch) -> int:
    """How far apart two documents lie: of several versions, the one in the same folder belongs to a report."""
    a, b = Path(one.document.path).parent.parts, Path(other.document.path).parent.parts
    common = sum(1 for x, y in zip(a, b, strict=False) if x == y)
    return len(a) + len(b) - 2 * common


def _partners(
    report: Sketch,
    everything: Mapping[str, Sketch],
    given: Given,
    explicit: Mapping[str, Mapping[str, str]],
    index: _Index,
) -> list[tuple[Sketch, str]]:
    """The other documents of a report's dossier with their roles; `everything` is by path."""
    told = dict(explicit.get(report.document.path, {}))
    for paths, role in ((given.plan, PLAN), (given.prior, PRIOR), (given.parts, PART)):
        told.update((path, role) for path in paths if path in everything)
    members = [(everything[path], role) for path, role in told.items()]
    roles = {role for _, role in members}
    year = report.identity.year
    if PLAN not in roles:
        members += [(one, PLAN) for one in index.find(report, PLAN, year)[:1]]
    if PRIOR not in roles and year is not None:
        members += [(one, PRIOR) for one in index.find(report, REPORT, year - 1)[:1]]
    if PART not in roles:
        members += [(one, PART) for one in _units_below(report, given, index)]
    return members


def _lists(report: Sketch, given: Given) -> list[DossierFile]:
    """The dossier files whose list of units is about this report: it names its issuer, or none and lies above it."""
    organ, spec = report.identity.organ, _spec(report, given)
    place = Path(report.document.path).resolve()
    return [
        file
        for folder, file in given.files
        if (
            organ is not None and same_issuer(file.whole, organ, spec)
            if file.whole
            else folder.resolve() in place.parents
        )
    ]


def _units_below(report: Sketch, given: Given, index: _Index) -> list[Sketch]:
    """The reports of the listed units, for the report of the whole that the list names.

    A unit without a region (水务局) is one of the whole's. Of several versions the nearest one; those that lie side by
    side are all taken, and `_twice` tells of them.
    """
    spec, found = _spec(report, given), dict[str, Sketch]()
    region = parted(report.identity.organ or "", spec).region
    for unit in dict.fromkeys(unit for file in _lists(report, given) if file.whole for unit in file.units):
        reports = index.find(report, REPORT, report.identity.year, unit)
        ours = [one for one in reports if parted(one.identity.organ or "", spec).region.startswith(region)] or reports
        for one in ours:
            version = same_issuer(one.identity.organ or "", ours[0].identity.organ or "", spec)
            if version and _apart(report, one) == _apart(report, ours[0]):
                found[one.document.path] = one
    return list(found.values())


def _missing(report: Sketch, members: Sequence[tuple[Sketch, str]], given: Given) -> list[str]:
    """The units of a list that have no report among the parts of the whole, which is no part of itself."""
    parts = [one.identity.organ or "" for one, role in members if role == PART]
    if not parts:
        return []
    there = NameIndex([*parts, report.identity.organ or ""], _spec(report, given))
    listed = dict.fromkeys(unit for file in _lists(report, given) for unit in file.units)
    return [unit for unit in listed if not there.same(unit)]


def _spec(report: Sketch, given: Given) -> IssuerSpec:
    return given.issuers.get(report.pack or "", IssuerSpec())


def _remarks(
    report: Sketch, members: Sequence[tuple[Sketch, str]], index: _Index, wanted: frozenset[str]
) -> list[Message]:
    """What has no partner, once; and other versions of the same report."""
    roles = {role for _, role in members}
    remarks = []
    absent = [role for role in (PLAN, PRIOR) if role in wanted and role not in roles]
    if absent:
        key = "facts.no_partner" if len(absent) == 1 else "facts.no_partners"
        names = {f"role{index}": say(f"facts.role_{role}") for index, role in enumerate(absent)}
        remarks.append(say(key, **names))
    for other in index.find(report, REPORT, report.identity.year):
        remarks.append(say("facts.version", path=other.document.path))
    return remarks


def _twice(report: Sketch, members: Sequence[tuple[Sketch, str]], given: Given) -> list[Message]:
    """Units of which there are several reports among the parts: nobody knows which one the whole counts."""
    parts = [one for one, role in members if role == PART and one.identity.organ]
    units = distinct([one.identity.organ or "" for one in parts], _spec(report, given))
    told = []
    for unit, names in units.items():
        if len(names) > 1:
            paths = [one.document.path for one in parts if one.identity.organ in names]
            told.append(say("facts.part_twice", unit=unit, paths="、".join(paths)))
    return told


def _alone(one: Sketch) -> tuple[str, Message, Message]:
    """A plan without a report: nothing of it could be checked."""
    why = say("facts.plan_alone", organ=one.identity.organ or "?", year=one.identity.year or "?")
    return one.document.path, say("facts.plan_whole"), why
