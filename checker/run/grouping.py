"""Which documents belong together: a report with its plan, last year's report and the reports of the units below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from checker.facts.beside import Beside, Choice
from checker.facts.units import distinct
from checker.messages import Message, say
from checker.pack.issuers import NameIndex
from checker.run.below import lists_of, units_below, units_of
from checker.run.given import ABOVE, PART, PLAN, PRIOR, REPORT, Given, Told, told_partners
from checker.run.matching import Matching, Year
from checker.run.plans import alone, nameless
from checker.run.sketch import Bundle, Sketch
from checker.run.versions import choose
from checker.run.whose import Likeness, Owners

__all__ = ["PART", "PLAN", "PRIOR", "REPORT", "Given", "group"]

NAMED = 6
"""Documents that a remark names."""


def group(sketches: Sequence[Sketch], given: Given) -> list[Bundle]:
    """The dossiers: one for each report, one for each document that belongs to none."""
    return _Grouping(sketches, given).bundles()


class _Grouping:
    """The documents of a run on their way to dossiers.

    Reports and plans are put together by year, organ by organ; nothing is taken where two would do.
    """

    def __init__(self, sketches: Sequence[Sketch], given: Given) -> None:
        sketches = _as_plans(sketches, given)
        self.sketches, self.given = sketches, given
        self.owners = Owners(sketches, given.issuers, given.versions, given.renamed())
        self.reports = [one for one in sketches if one.kind == REPORT and given.asked(one)]
        self.told, self.unused = told_partners(sketches, self.reports, given, self.owners)
        partners = {*given.plan, *given.above, *given.prior, *given.parts}
        free = [one for one in sketches if one.document.path not in partners or given.asked(one)]
        by_year: dict[tuple[str | None, str | None, int | None], list[Sketch]] = defaultdict(list)
        for one in free:
            by_year[one.pack, one.kind, one.identity.year].append(one)
        self.years = {key: Year(some, self.owners) for key, some in by_year.items()}
        self.matchings: dict[tuple[str | None, str, int], Matching] = {}
        self.none = Year((), self.owners)
        self.nameless = nameless(free, self.reports)

    def bundles(self) -> list[Bundle]:
        made: list[Bundle] = []
        used: set[str] = set()
        beside: set[str] = set()
        reports = {one.document.path for one in self.reports}
        for report in self.reports:
            bundle = self._bundle(report)
            used.update(one.document.path for one, _ in bundle.members)
            beside.update(path for choice in bundle.beside.choices for path in choice.paths)
            made.append(bundle)
        for told in self.unused:
            path = told.sketch.document.path
            why = say("facts.serves_nobody", option=told.by, organ=told.sketch.identity.organ or "?")
            if path not in used and path not in reports:
                made.append(
                    Bundle(((told.sketch, told.role),), unchecked=((path, say(f"facts.role_{told.role}"), why),))
                )
                used.add(path)
        for one in self.sketches:
            if one.document.path not in used and one.document.path not in reports:
                remarks, lonely = ((), ()) if one.kind != PLAN else alone(one, self.reports, beside, self.owners)
                made.append(Bundle(((one, one.kind or "unknown"),), remarks=remarks, unchecked=lonely))
        return made

    def _bundle(self, report: Sketch) -> Bundle:
        told = self.told.get(report.document.path, [])
        members = [(one.sketch, one.role) for one in told]
        choices: list[Choice] = []
        year = report.identity.year
        for role, kind, of_year in ((PLAN, PLAN, year), (PRIOR, REPORT, year - 1 if year is not None else None)):
            if any(one.role == role for one in told) or of_year is None:
                continue
            taken, choice = self._partner(report, role, kind, of_year)
            members += [(taken, role)] if taken is not None else []
            choices += [choice] if choice is not None else []
        missing: tuple[str, ...] = ()
        if any(one.role == PART for one in told):
            missing = self._missing(report, [one.sketch for one in told if one.role == PART])
        else:
            below = units_below(report, self.given, self._year(report.pack, REPORT, year), self.owners)
            members += [(one, PART) for one in below.parts]
            choices += below.choices
            missing = below.missing if below.parts or below.choices else ()
        beside = Beside(
            missing, tuple(choices), tuple((one.sketch.document.path, one.by) for one in told), self.given.renamed()
        )
        return Bundle(
            tuple(members_of(report, members)),
            remarks=tuple(self._remarks(report, members, choices, told)),
            beside=beside,
        )

    def _year(self, pack: str | None, kind: str, year: int | None) -> Year:
        return self.years.get((pack, kind, year), self.none)

    def _partner(self, report: Sketch, role: str, kind: str, year: int) -> tuple[Sketch | None, Choice | None]:
        """The document that goes with a report in a role, and what there was to choose from."""
        key = (report.pack, role, year)
        if key not in self.matchings:
            ours = self._year(report.pack, REPORT, report.identity.year)
            self.matchings[key] = Matching(ours, self._year(report.pack, kind, year))
        match = self.matchings[key].of(report)
        if not match.candidates:
            lone = self.nameless.get(report.document.path) if role == PLAN else None
            return None, Choice(role, (lone.document.path,), "nameless") if lone is not None else None
        chosen = choose(report, match.candidates, self.owners.versions(report)) if match.certain else None
        if chosen is not None and len(match.candidates) == 1:
            return chosen, None
        if chosen in match.maybe:
            chosen = None
        paths = tuple(one.document.path for one in match.candidates)
        return chosen, Choice(role, paths, chosen=chosen.document.path if chosen else "")

    def _missing(self, report: Sketch, parts: Sequence[Sketch]) -> tuple[str, ...]:
        """The units of the lists that have no report among the parts that the call names."""
        names = [name for part in parts for name in self.owners.names(part)]
        there = NameIndex(names, self.owners.spec(report))
        listed = units_of(lists_of(report, self.given, self.owners), report, self.owners)
        return tuple(unit for unit in listed if not there.same(unit))

    def _remarks(
        self, report: Sketch, members: Sequence[tuple[Sketch, str]], choices: Sequence[Choice], told: Sequence[Told]
    ) -> list[Message]:
        """What has no partner, once; which version was taken; other versions of the same report."""
        remarks: list[Message] = []
        wanted = self.given.roles.get(report.pack or "", frozenset())
        there = {role for _, role in members} | {choice.role for choice in choices}
        there |= {PLAN} if ABOVE in there else set()
        absent = [role for role in (PLAN, PRIOR) if role in wanted and role not in there]
        unknown = report.identity.year is None or not self.owners.names(report)
        if absent:
            key = "facts.no_partner" if len(absent) == 1 else "facts.no_partners"
            names = {f"role{index}": say(f"facts.role_{role}") for index, role in enumerate(absent)}
            remarks.append(say("facts.no_identity" if unknown else key, **({} if unknown else names)))
        for choice in choices:
            if choice.chosen:
                others = [path for path in choice.paths if path != choice.chosen]
                role = say(f"facts.role_{choice.role}")
                remarks.append(say("facts.chosen", role=role, path=choice.chosen, others=listed(others)))
        remarks += [
            say("facts.taken_above", path=one.sketch.document.path, organ=one.sketch.identity.organ or "?")
            for one in told
            if one.role == ABOVE and one.by == "--plan"
        ]
        remarks += self._versions(report)
        remarks += self._twice(report, members)
        remarks += [
            say("facts.only_beside", path=one.sketch.document.path, by=one.by)
            for one in told
            if one.by not in ("--plan", "--prior", "--part")
            and one.sketch.kind == REPORT
            and not self.given.asked(one.sketch)
        ]
        return remarks

    def _versions(self, report: Sketch) -> list[Message]:
        """Other reports of the same organ and year, by its full name or a short one."""
        year = self._year(report.pack, REPORT, report.identity.year)
        organ = year.organ(report)
        if organ is None or report.identity.year is None:
            return []
        like = year.like(report, Likeness.DOUBTFUL)
        sure = [other for other, level in like if level >= Likeness.SURE]
        maybe = [other for other, level in like if level <= Likeness.LIKELY]
        homes = {id(year.organ(other)) for other in maybe}
        told = [say("facts.version", path=other.document.path) for other in sure]
        told += [
            say("facts.version_maybe", path=other.document.path)
            for other in maybe
            if len(homes) == 1 or other in organ.maybe
        ]
        return told

    def _twice(self, report: Sketch, members: Sequence[tuple[Sketch, str]]) -> list[Message]:
        """Units of which the call or a file names several reports: nobody knows which one the whole counts."""
        parts = [one for one, role in members if role == PART and one.identity.organ]
        units = distinct([one.identity.organ or "" for one in parts], self.owners.spec(report))
        told = []
        for unit, names in units.items():
            if len(names) > 1:
                paths = [one.document.path for one in parts if one.identity.organ in names]
                told.append(say("facts.part_twice", unit=unit, paths="、".join(paths)))
        return told


def _as_plans(sketches: Sequence[Sketch], given: Given) -> Sequence[Sketch]:
    """The documents; one that somebody gives as a plan is one, whatever it is called, of a pack that knows plans."""
    named = given.plans()
    reports = (one.pack for one in sketches if one.kind == REPORT)
    pack = next((pack for pack in reports if pack and PLAN in given.roles.get(pack, ())), None) if named else None
    if pack is None:
        return sketches
    return [
        replace(one, pack=pack, kind=PLAN) if one.kind is None and Path(one.document.path).resolve() in named else one
        for one in sketches
    ]


def members_of(report: Sketch, partners: Sequence[tuple[Sketch, str]]) -> list[tuple[Sketch, str]]:
    """The report first, then its partners, each once; a report is no partner of its own."""
    there: dict[str, tuple[Sketch, str]] = {report.document.path: (report, REPORT)}
    for one, role in partners:
        there.setdefault(one.document.path, (one, role))
    return list(there.values())


def listed(paths: Sequence[str]) -> str:
    """Some paths for a message; of many the first."""
    return "、".join(paths[:NAMED]) + (f" … ({len(paths)})" if len(paths) > NAMED else "")
