"""What a call and the dossier files of its folders say of which documents belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import CheckerError, UsageError
from checker.messages import say
from checker.pack.model import IssuerSpec, VersionSpec
from checker.record import dataclass
from checker.run.dossierfile import DossierFile
from checker.run.sketch import Sketch

if TYPE_CHECKING:
    from checker.run.whose import Owners

REPORT, PLAN, ABOVE, PRIOR, PART = "report", "plan", "above", "prior", "part"


@dataclass(frozen=True, slots=True)
class Given:
    """What the call says itself: partners by path, as `Document.path` names them; and the folders' dossier files."""

    plan: tuple[str, ...] = ()
    prior: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    """Plans of the level above."""
    files: tuple[tuple[Path, DossierFile], ...] = ()
    lines: Mapping[tuple[Path, int], str] = field(default_factory=dict)
    """Where the entry of a folder's file stands, by folder and position: `dossier.yaml:3`."""
    extra: tuple[Path, ...] = ()
    """Documents that the files name and that lie outside of what the call names."""
    roots: tuple[Path, ...] = ()
    """What the call is about, resolved; none: every document but those given as partners."""
    issuers: Mapping[str, IssuerSpec] = field(default_factory=dict)
    """The pack's way with names, by pack."""
    versions: Mapping[str, VersionSpec] = field(default_factory=dict)
    """The pack's way with versions, by pack."""
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The roles of partners that a pack's rules speak of, by pack."""
    faulty: tuple[tuple[Path, CheckerError], ...] = ()
    """Folders whose dossier file cannot be used: nobody knows which of their documents belong together."""

    def plans(self) -> frozenset[Path]:
        """What the call and the files name as plans, those of the level above among them, resolved."""
        of_files = [folder / name for folder, file in self.files for name in file.above]
        of_files += [
            folder / name
            for folder, file in self.files
            for entry in file.dossiers
            for name, role in entry.partners()
            if role in (PLAN, ABOVE)
        ]
        return frozenset(path.resolve() for path in (*map(Path, (*self.plan, *self.above)), *of_files))

    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Old and new names of organs, as the files say."""
        return tuple(pair for _, file in self.files for pair in file.renamed.items())

    def asked(self, sketch: Sketch) -> bool:
        """Whether a document is to be checked itself, and is not only there for another."""
        if not self.roots:
            return sketch.document.path not in {*self.plan, *self.prior, *self.parts, *self.above}
        place = Path(sketch.document.path).resolve()
        return any(root == place or root in place.parents for root in self.roots)


@dataclass(frozen=True, slots=True)
class Told:
    """A partner that somebody named for a report: the document, its role, and who says so (--prior, dossier.yaml:3)."""

    sketch: Sketch
    role: str
    by: str


def told_partners(
    sketches: Sequence[Sketch], reports: Sequence[Sketch], given: Given, owners: Owners
) -> tuple[dict[str, list[Told]], list[Told]]:
    """The partners that files and options name, by the path of their report; and those that fit no report.

    An option goes before a file. A report has one prior, and any number of plans: UsageError where two are given for
    one that may have one. A plan of the organ that the report's own is below of is one of the level above.
    """
    found = _of_files(sketches, reports, given, owners)
    by_path = {one.document.path: one for one in sketches}
    unused: list[Told] = []
    taken: dict[tuple[str, str], str] = {}
    for paths, role in ((given.plan, PLAN), (given.above, ABOVE), (given.prior, PRIOR)):
        for path in dict.fromkeys(path for path in paths if path in by_path):
            served = _served(by_path[path], role, reports, owners)
            if not served:
                unused.append(Told(by_path[path], role, f"--{role}"))
            for report in served:
                told = _told(by_path[path], role, report, owners, f"--{role}")
                key = (report.document.path, told.role)
                if role == PRIOR and key in taken:
                    raise UsageError(
                        say("cli.two_partners", option=f"--{role}", report=key[0], one=taken[key], other=path)
                    )
                if key not in taken:
                    found[key[0]] = [one for one in found.get(key[0], []) if one.role != told.role]
                taken[key] = path
                found[key[0]].append(told)
    for path in dict.fromkeys(path for path in given.parts if path in by_path):
        whole = _whole(by_path[path], reports, owners)
        found.setdefault(whole.document.path, []).append(Told(by_path[path], PART, "--part"))
    return found, unused


def _told(partner: Sketch, role: str, report: Sketch, owners: Owners, by: str) -> Told:
    """A partner in its role: a plan that is surely of the level above is held against the report as such."""
    return Told(partner, ABOVE if role == PLAN and owners.above(partner, report) else role, by)


def _of_files(
    sketches: Sequence[Sketch], reports: Sequence[Sketch], given: Given, owners: Owners
) -> dict[str, list[Told]]:
    paths = {Path(one.document.path).resolve(): one for one in sketches}
    found: dict[str, list[Told]] = {}
    for folder, file in given.files:
        for number, entry in enumerate(file.dossiers):
            report = paths.get((folder / entry.report).resolve())
            if report is None:
                continue
            for name, role in entry.partners():
                partner = paths.get((folder / name).resolve())
                if partner is not None and partner is not report:
                    by = given.lines.get((folder, number), "dossier.yaml")
                    found.setdefault(report.document.path, []).append(_told(partner, role, report, owners, by))
        for name in file.above:
            plan = paths.get((folder / name).resolve())
            below = [one for one in reports if folder.resolve() in Path(one.document.path).resolve().parents]
            if plan is not None:
                for report in _below(plan, below, owners):
                    found.setdefault(report.document.path, []).append(Told(plan, ABOVE, "dossier.yaml"))
    return found


def _below(plan: Sketch, reports: Sequence[Sketch], owners: Owners) -> list[Sketch]:
    """The reports for which a plan of the level above was made: of its year, and of organs that are not its own."""
    year = plan.identity.year
    own = [one for one in reports if one is not plan and owners.same(plan, one)]
    return [one for one in reports if one is not plan and one not in own and one.identity.year in (year, None)]


def _served(partner: Sketch, role: str, reports: Sequence[Sketch], owners: Owners) -> list[Sketch]:
    """The reports that a partner given in the call is for: its organ's, of the right year if there are such.

    The only report of a call is served whatever the partner is, and it is told where that is another organ's.
    """
    from checker.run.whose import Likeness  # a call over one file puts nothing together

    others = [one for one in reports if one is not partner]
    if role == ABOVE:
        return others if len(others) == 1 else _below(partner, others, owners)
    if not partner.identity.organ:
        return others
    levels = {one.document.path: owners.likeness(partner, one) for one in others}
    best = max(levels.values(), default=Likeness.NO)
    if best == Likeness.NO:
        return others if len(others) == 1 else []
    fitting = [one for one in others if levels[one.document.path] == best]
    wanted = (partner.identity.year or 0) + (role == PRIOR)
    return [one for one in fitting if one.identity.year == wanted] or fitting


def _whole(part: Sketch, reports: Sequence[Sketch], owners: Owners) -> Sketch:
    """The report that a part given in the call is of: the only one, or the only one of that year of a whole place."""
    others = [one for one in reports if one is not part]
    if len(others) == 1:
        return others[0]
    wholes = [one for one in others if one.identity.year == part.identity.year and owners.is_place(one)]
    wholes = [one for one in wholes if owners.within(part, one)] or wholes
    if len(wholes) != 1:
        among = "、".join(one.document.path for one in (wholes or others)[:6])
        raise UsageError(say("cli.whose_part", path=part.document.path, among=among or "—"))
    return wholes[0]
