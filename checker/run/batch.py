"""What shows only over all documents of a run: reports of different units that are alike, units without a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.check import Checker
from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.facts.prior import overlap_fact
from checker.facts.units import unit_facts
from checker.finding import Finding
from checker.pack.issuers import same_issuer
from checker.pack.pack import Pack
from checker.run.sketch import Sketch
from checker.text.overlap import alike


def over_batch(checker: Checker, sketches: Sequence[Sketch], units: Sequence[str]) -> list[Finding]:
    """The findings of every pack over its own reports; `units` are those that must have one."""
    made: dict[str, list[Fact]] = {}
    for pack in checker.packs.values():
        own = [one for one in sketches if one.pack == pack.id and one.kind == "report"]
        facts = alike_facts(pack, own)
        if units and own:
            # A list of units is of one year: that of most reports.
            year = Counter(one.identity.year for one in own).most_common(1)[0][0]
            there = [(one.identity.organ or "", one.document.path) for one in own if one.identity.year == year]
            facts += unit_facts(units, there, pack, year)
        if facts:
            made[pack.id] = facts
    return checker.check_batch(made)


def alike_facts(pack: Pack, reports: Sequence[Sketch]) -> list[Fact]:
    """An `alike` fact for each report and the one of the same year and another issuer that is most like it."""
    by_path = {one.document.path: one for one in reports if one.signature}
    threshold = float(pack.spec.settings.get("alike", {}).get("share", 50)) / 100
    nearest: dict[str, tuple[float, str]] = {}
    for one, other in alike({path: sketch.signature for path, sketch in by_path.items()}, threshold):
        a, b = by_path[one], by_path[other]
        if a.identity.year == b.identity.year and not _same_organ(a, b, pack):
            likeness = sum(x == y for x, y in zip(a.signature, b.signature, strict=True))
            nearest[one] = max(nearest.get(one, (0.0, "")), (likeness, other))
            nearest[other] = max(nearest.get(other, (0.0, "")), (likeness, one))
    pairs = dict.fromkeys(tuple(sorted((path, other))) for path, (_, other) in nearest.items())
    return [_alike(by_path[one], by_path[other], pack) for one, other in pairs]


def _alike(one: Sketch, other: Sketch, pack: Pack) -> Fact:
    """Seen from the report that has more of the other: an extract is alike, the longer text need not be."""
    fixed = pack.vocabulary.get("fixed_wording", [])
    made = [
        overlap_fact("alike", there.document, own.document, _values(own, there), fixed)
        for own, there in ((other, one), (one, other))
    ]
    return max(made, key=lambda fact: int(str(fact.values["share"])))


def _values(own: Sketch, other: Sketch) -> dict[str, Value]:
    known = own.identity
    return {
        "role": "report",
        "form": own.form or Unknown("absent"),
        "level": known.level or Unknown("absent"),
        "year": known.year if known.year is not None else Unknown("absent"),
        "other_organ": other.identity.organ or other.document.path,
    }


def _same_organ(one: Sketch, other: Sketch, pack: Pack) -> bool:
    """Versions of one report are alike by nature; where a name is not known they may be of one organ."""
    a, b = one.identity.organ, other.identity.organ
    return a is not None and b is not None and same_issuer(a, b, pack.spec.issuers)
