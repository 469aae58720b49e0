"""Reports over the years, of one unit and of all: applications, outcomes, defects by rule, copied text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from checker.record import dataclass
from checker.service.store import states
from checker.service.store.database import MANY
from checker.service.store.judging import STANDS
from checker.service.store.schema.checking import check, request, submission
from checker.service.store.schema.judging import matter, occurrence
from checker.service.store.viewer import Viewer
from checker.service.store.viewer import submissions as visible
from checker.service.web.office import Office

RULES = 15
"""Rules of which a table shows the years."""


@dataclass(frozen=True)
class Year:
    """A unit's report of a year, by its latest version. A year without one is a gap, and told as that."""

    year: int
    row: RowMapping | None = None
    versions: int = 0
    standing: int = 0
    open: int = 0
    figures: Mapping[str, float] = field(default_factory=dict)
    copied: int | None = None


@dataclass(frozen=True)
class Whole:
    """What all units that a viewer sees have reported for a year: sums of figures over those that state them."""

    year: int
    units: int
    figures: Mapping[str, float]
    findings: int
    compared: int
    """Reports that were set beside those of the year before."""
    copied: int | None
    """The mean per cent of their text that is last year's."""
    most: tuple[str, str, int] | None
    """(key, name, per cent) of the unit that has copied most."""


@dataclass(frozen=True)
class Rule:
    """A rule and how many open findings of it there are by year."""

    id: str
    title: str
    counts: Mapping[int, int]


def measures(office: Office, lang: str) -> dict[str, str]:
    """What reports are compared by, in the order of the packs, with what it is called."""
    return {name: pack["measures"][name] for pack in office.packs[lang] for name in pack["years"]}


def _latest(
    connection: Connection, viewer: Viewer, unit_id: int | None = None
) -> tuple[list[RowMapping], Counter[Any]]:
    """(the latest version of each unit's report of each year with its measures, how many versions there are)."""
    asked = (
        select(submission, check.c.measures)
        .join(request, request.c.id == submission.c.request_id)
        .outerjoin(check, check.c.digest == request.c.digest)
        .where(submission.c.unit_id.is_not(None), submission.c.year.is_not(None), visible(viewer))
        .order_by(submission.c.year, submission.c.version)
    )
    if unit_id is not None:
        asked = asked.where(submission.c.unit_id == unit_id)
    versions: Counter[Any] = Counter()
    latest: dict[Any, RowMapping] = {}
    for row in connection.execute(asked).mappings():
        versions[row["unit_id"], row["year"]] += 1
        latest[row["unit_id"], row["year"]] = row
    return list(latest.values()), versions


def of_unit(office: Office, connection: Connection, viewer: Viewer, unit_id: int) -> tuple[list[Year], list[Rule]]:
    """(the years of a unit from its first to its last, its rules by years)."""
    rows, versions = _latest(connection, viewer, unit_id)
    latest = {row["year"]: row for row in rows}
    matters = states.matters(connection, [row["id"] for row in rows], office.rule_digest)
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    titles: dict[str, str] = {}
    years = []
    for year in range(min(latest), max(latest) + 1) if latest else ():
        row = latest.get(year)
        if row is None:
            years.append(Year(year))
            continue
        own = matters.get(row["id"], [])
        for one in own:
            counts[one.rule][year] += 1
            titles[one.rule] = one.title
        standing = sum(one.standing.decision == STANDS for one in own)
        known = row["measures"] or {}
        years.append(
            Year(year, row, versions[unit_id, year], standing, len(own), known.get("figures", {}), known.get("copied"))
        )
    ranked = sorted(counts, key=lambda rule: (-len(counts[rule]), -counts[rule].total(), rule))
    return years, [Rule(rule, titles[rule], counts[rule]) for rule in ranked]


def of_all(
    connection: Connection, viewer: Viewer, names: Mapping[int, tuple[str, str]]
) -> tuple[list[Whole], list[Rule]]:
    """(the years of all units together, the rules that are met most by years). `names` are (key, name) of units."""
    rows, _ = _latest(connection, viewer)
    rules = _by_rule(connection, {row["id"]: row["year"] for row in rows})
    found = Counter[int]()
    for rule in rules:
        found.update(rule.counts)
    years = []
    for year in sorted({row["year"] for row in rows}):
        own = [row for row in rows if row["year"] == year]
        sums: Counter[str] = Counter()
        for row in own:
            sums.update((row["measures"] or {}).get("figures", {}))
        shares = [
            ((row["measures"] or {})["copied"], row["unit_id"]) for row in own if "copied" in (row["measures"] or {})
        ]
        most = max(shares, default=None)
        mean = round(sum(share for share, _ in shares) / len(shares)) if shares else None
        top = (*names[most[1]], most[0]) if most is not None and most[1] in names else None
        years.append(Whole(year, len(own), dict(sums), found[year], len(shares), mean, top))
    return years, rules[:RULES]


def _by_rule(connection: Connection, years: Mapping[int, int]) -> list[Rule]:
    """The rules by the open findings of these submissions, whose years are given."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    titles: dict[str, str] = {}
    numbers: Sequence[int] = list(years)
    for begin in range(0, len(numbers), MANY):
        asked = (
            select(occurrence.c.submission_id, matter.c.rule, func.max(matter.c.title), func.count())
            .join(matter, matter.c.id == occurrence.c.matter_id)
            .where(occurrence.c.submission_id.in_(numbers[begin : begin + MANY]), occurrence.c.state == "open")
            .group_by(occurrence.c.submission_id, matter.c.rule)
        )
        for number, rule, title, count in connection.execute(asked):
            counts[rule][years[number]] += count
            titles[rule] = title
    ranked = sorted(counts, key=lambda rule: (-counts[rule].total(), rule))
    return [Rule(rule, titles[rule], counts[rule]) for rule in ranked]
