"""Plans that go with no report: what is told of them, and which report one that names nobody lies beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import PurePath

from checker.messages import Message, say
from checker.run.sketch import Sketch
from checker.run.whose import Likeness, Owners

PLAN = "plan"
Lonely = tuple[str, Message, Message]
"""A path, what could not be checked, and why."""


def nameless(sketches: Sequence[Sketch], reports: Sequence[Sketch]) -> dict[str, Sketch]:
    """By the path of a report, the plan of its year that names no organ and lies in the same folder, alone with it."""
    beside: dict[tuple[PurePath, int | None], list[Sketch]] = defaultdict(list)
    plans: dict[tuple[PurePath, int | None], list[Sketch]] = defaultdict(list)
    for some, found in ((reports, beside), ([one for one in sketches if _is_nameless(one)], plans)):
        for one in some:
            found[PurePath(one.document.path).parent, one.identity.year].append(one)
    return {
        beside[place][0].document.path: those[0]
        for place, those in plans.items()
        if len(those) == 1 and len(beside.get(place, ())) == 1
    }


def _is_nameless(one: Sketch) -> bool:
    return one.kind == PLAN and one.identity.organ is None and one.identity.year is not None


def alone(
    plan: Sketch, reports: Sequence[Sketch], told: Collection[str], owners: Owners
) -> tuple[tuple[Message, ...], tuple[Lonely, ...]]:
    """What is said of a plan that was held against no report: a remark where that is as it should be, else why not.

    A plan that a report tells of has been told of, as another version or as one that may be its plan.
    """
    path, year = plan.document.path, plan.identity.year
    of_organ = [one for one in reports if owners.likeness(plan, one) >= Likeness.LIKELY]
    years = sorted({one.identity.year for one in of_organ if one.identity.year is not None})
    if path in told or year in years:
        return (say("facts.plan_elsewhere"),), ()
    if any(one.identity.year == year and owners.above(plan, one) for one in reports):
        return (), ((path, say("facts.plan_whole"), say("facts.plan_above", organ=plan.identity.organ)),)
    if year is not None and years and year > years[-1]:
        return (say("facts.plan_ahead", year=year),), ()
    what = say("facts.plan_whole")
    if plan.identity.organ is None or year is None:
        return (), ((path, what, say("facts.plan_nameless" if plan.identity.organ is None else "facts.plan_yearless")),)
    if years:
        why = say("facts.plan_other_years", organ=plan.identity.organ, year=year, years="、".join(map(str, years)))
        return (), ((path, what, why),)
    return (), ((path, what, say("facts.plan_alone", organ=plan.identity.organ, year=year)),)
