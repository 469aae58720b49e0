"""Reports of a run whose own text is much the same: groups of them, whoever wrote the text first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.facts.prior import overlap_fact
from checker.pack.pack import Pack
from checker.run.sketch import Sketch
from checker.run.whose import Likeness, Owners
from checker.text.overlap import Streams, alike, near_enough

NAMED = 6
"""Organs that a finding names; it counts all of them."""
MOST = 12
"""Reports of a group that are compared word by word with the one that it is told of; a thousand copies are one text."""

LARGEST = 1000
"""Different texts of a group."""


def alike_facts(pack: Pack, reports: Sequence[Sketch], owners: Owners) -> list[Fact]:
    """An `alike` fact for each group of reports that have their text in common, and for each that repeats an old one.

    A group is told of the last of them, by year and in the order of the run, with all that are like it. Versions of
    one report and the same organ's of the year before are alike by nature; that rules over two years look at.
    A report of too few words of its own is alike many by accident, and would draw two that copy into one group with it.
    """
    settings = pack.spec.settings.get("alike", {})
    threshold, least = float(settings.get("share", 50)) / 100, int(settings.get("characters", 0))
    by_path = {one.document.path: one for one in reports if one.signature and one.own >= least}
    order = {path: (by_path[path].identity.year or 0, -number) for number, path in enumerate(by_path)}
    # As keys, in the order in which they came: of more than LARGEST each run has to take the same ones.
    near: dict[str, dict[str, None]] = defaultdict(dict)
    own: dict[str, dict[str, None]] = defaultdict(dict)
    for pair in alike({path: sketch.signature for path, sketch in by_path.items()}, threshold):
        earlier, later = sorted(pair, key=lambda path: order[path])
        if owners.likeness(by_path[earlier], by_path[later]) >= Likeness.LIKELY:
            own[later][earlier] = None
        elif by_path[earlier].identity.organ and by_path[later].identity.organ:
            near[earlier][later] = near[later][earlier] = None
    streams = Streams()
    facts = [
        fact
        for later, earlier in own.items()
        for fact in _repeated(by_path[later], map(by_path.__getitem__, earlier), pack, streams)
    ]
    told: set[str] = set()
    for path in sorted(near, key=lambda path: order[path], reverse=True):
        if path in told:
            continue
        around = _around(path, near, told, by_path, threshold)
        versions = {one for one in around if owners.likeness(by_path[one], by_path[path]) >= Likeness.LIKELY}
        others = sorted(around - versions, key=lambda one: order[one], reverse=True)
        if not others:
            continue
        group, made = _group(by_path[path], [by_path[other] for other in others], owners, pack, threshold, streams)
        if made is not None:
            same_year = {one for one in versions if by_path[one].identity.year == by_path[path].identity.year}
            told.update((path, *group, *same_year))
            facts.append(made)
    return facts


def _around(
    path: str, near: Mapping[str, Iterable[str]], told: set[str], by_path: Mapping[str, Sketch], threshold: float
) -> set[str]:
    """The reports that may be like one, over others that are; a bucket of many copies pairs each with a few only.

    Of more than LARGEST different texts the rest are told with another: who is told of so many looks at none.
    """
    found: set[str] = set()
    known = {path}
    texts: set[tuple[int, ...]] = set()
    todo = [path]
    while todo and len(texts) < LARGEST:
        for other in near[todo.pop()]:
            if other in known or other in told:
                continue
            known.add(other)
            if near_enough(by_path[path].signature, by_path[other].signature, threshold):
                found.add(other)
                texts.add(tuple(by_path[other].signature))
                todo.append(other)
    return found


def _repeated(report: Sketch, earlier: Iterable[Sketch], pack: Pack, streams: Streams) -> list[Fact]:
    """The fact of the organ's report of two years ago or more that is repeated, if no later one is as much.

    That a report repeats last year's is told where the two are held against each other.
    """
    made: list[tuple[int, int, Fact]] = []
    for one in earlier:
        age = (report.identity.year or 0) - (one.identity.year or 0)
        if age > 0 and report.identity.year and one.identity.year:
            fact = overlap_fact("alike", one.document, report.document, _values(report, one, True), pack, streams)
            made.append((int(str(fact.values["share"])), -age, fact))
    if not made:
        return []
    _, age, fact = max(made, key=lambda one: one[:2])
    return [fact] if age < -1 else []


def _group(
    head: Sketch, others: Sequence[Sketch], owners: Owners, pack: Pack, threshold: float, streams: Streams
) -> tuple[list[str], Fact | None]:
    """The reports that have at least that part of the text, and the fact of the one that it is told of.

    Of two reports the one that has more of the other is told of: an extract is alike, the longer text need not be.
    Versions of one report, and a report beside its print, are one report of the group.
    """
    made: list[tuple[int, Sketch, Fact]] = []
    for other in others[:MOST]:
        pairs = ((head, other), (other, head)) if len(others) == 1 else ((head, other),)
        facts = [
            overlap_fact("alike", there.document, own.document, _values(own, there), pack, streams)
            for own, there in pairs
        ]
        if head.identity.year != other.identity.year:
            facts = facts[:1]
        best = max(facts, key=lambda fact: int(str(fact.values["share"])))
        if int(str(best.values["share"])) >= threshold * 100:
            made.append((int(str(best.values["share"])), other, best))
    if not made:
        return [], None
    share, _, fact = max(made, key=lambda one: one[0])
    whole = [one for _, one, _ in made] + list(others[MOST:] if len(made) == min(len(others), MOST) else ())
    group = _apart(whole, owners)
    paths = [one.document.path for one in whole]
    if len(group) == 1:
        return paths, fact
    distinct = list(dict.fromkeys(_named(one, head) for one in group))
    names = "、".join(distinct[:NAMED])
    places = {f"like_{number + 1}": Location(one.document.path) for number, one in enumerate(group)}
    organs = _organs([head, *group])
    values: Mapping[str, Value] = {
        **fact.values,
        "reports": len(group),
        "other_organ": names,
        "organs": organs,
        "share": share,
    }
    return paths, Fact(fact.kind, fact.role, fact.path, values, fact.place, {**fact.places, **places})


def _apart(reports: Sequence[Sketch], owners: Owners) -> list[Sketch]:
    """One report of each organ and year; of those that are not compared word by word, one of each name."""
    apart: list[Sketch] = []
    for one in reports[:MOST]:
        same_year = (other for other in apart if other.identity.year == one.identity.year)
        if not any(owners.likeness(one, other) >= Likeness.LIKELY for other in same_year):
            apart.append(one)
    known = {(owners.owner(one).name, one.identity.year) for one in reports[:MOST]}
    for one in reports[MOST:]:
        key = (owners.owner(one).name, one.identity.year)
        if key not in known:
            known.add(key)
            apart.append(one)
    return apart


def _values(own: Sketch, other: Sketch, same: bool = False) -> dict[str, Value]:
    """`same`: both are of one organ."""
    known, unknown = own.identity, Unknown("absent")
    years: Value = unknown
    if known.year is not None and other.identity.year is not None:
        years = known.year - other.identity.year
    return {
        "role": "report",
        "form": own.form or unknown,
        "level": known.level or unknown,
        "year": known.year if known.year is not None else unknown,
        "own_organ": known.organ or own.document.path,
        "other_organ": _named(other, own),
        "organs": _organs([own, other]),
        "years_apart": years,
        "other_year": other.identity.year if other.identity.year is not None else unknown,
        "own": same,
        "reports": 1,
    }


def _organs(reports: Sequence[Sketch]) -> str:
    """All of them by name, whichever of them has more of the other: that may change from draft to draft."""
    return "、".join(sorted({one.identity.organ or one.document.path for one in reports}))


def _named(one: Sketch, beside: Sketch) -> str:
    """The organ of a report, with its year where that is another one."""
    name = one.identity.organ or one.document.path
    year = one.identity.year
    return name if year is None or year == beside.identity.year else f"{name}（{year}）"
