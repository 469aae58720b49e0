"""What a verdict hangs on: the values that decided it, those that were missing, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.document import Location
from checker.expression import Value
from checker.expression.explain import Sides
from checker.fact import COMMON, POSITION
from checker.judging.judge import Judged
from checker.pack.pack import Rule

_ALWAYS = frozenset((*COMMON, POSITION))
"""Values that say nothing of what the fact is about."""


def missing_names(rule: Rule, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The unknown values because of which it could not be decided."""
    return tuple(dict.fromkeys((*rule.where.missing(values), *rule.expect.missing(values))))


def used_names(rule: Rule, values: Mapping[str, Value], sides: Sides | None, missing: Sequence[str]) -> list[str]:
    """The values that the verdict hangs on, those of the deciding comparison first."""
    names: list[str] = list(missing)
    if sides is not None:
        names += [term.name for term in (*sides.left, *sides.right) if term.name]
    else:
        names += rule.expect.names(values)
    return list(dict.fromkeys(names))


def places_of(one: Judged, used: Sequence[str], missing: Sequence[str]) -> tuple[Location, ...]:
    """The places of the operands, the first the primary one; the fact's own place where they have none, or where only
    what it is held against has one: of a figure of the text that differs from a table, the text."""
    chosen = list(one.rule.spec.at) or list(used)
    found = [one.places[name] for name in chosen if name in one.places]
    own = [name for name in chosen if name in one.fact.values and name not in _ALWAYS]
    beside = not one.rule.spec.at and own and not any(name in one.fact.places for name in chosen)
    if beside or not any(place.path == one.fact.path for place in found):
        found.insert(0, one.fact.place)
    return tuple(dict.fromkeys(found))
