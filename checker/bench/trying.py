"""One rule on one document: which facts it looked at, where they stand, what was compared, why the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker import facts
from checker.check import Checker
from checker.document import Location
from checker.expression import Unknown, Value
from checker.finding import Finding, Verdict
from checker.judging.findings import findings, written
from checker.judging.judge import Judge, Judged
from checker.messages import Message, say
from checker.pack.pack import Pack, Rule
from checker.reading.reading import Reading
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule on a fact. `used` are the values that its expressions name, with their places; `why` is the reason."""

    fact: str
    verdict: Verdict
    place: Location
    used: tuple[tuple[str, str, Location | None], ...]
    why: Message
    finding: Finding | None = None


def trials(checker: Checker, rule: Rule, readings: Sequence[Reading], pack: str) -> Iterator[Trial]:
    """The rule on every fact of its kinds, in reading order."""
    made = [fact for reading in readings if reading.form is not None for fact in facts.extract(reading)]
    made += facts.extract_together(readings)
    for one in Judge([rule], checker.schemas[pack]).judge(made):
        if one.fact.role in roles_of(rule):
            yield trial(one, checker.packs[pack], checker.lang)


def trial(one: Judged, pack: Pack, lang: str) -> Trial:
    """What is to be told of a verdict, by itself."""
    told, _ = findings([one], {one.rule.pack: pack}, lang)
    return _trial(one, told[0] if told else None, lang)


def roles_of(rule: Rule) -> list[str]:
    """The roles of the documents that a rule is for."""
    roles = rule.spec.applies.role if rule.spec.applies else []
    return [roles] if isinstance(roles, str) else roles or ["report"]


def _trial(one: Judged, finding: Finding | None, lang: str) -> Trial:
    names = dict.fromkeys((*one.rule.where.names(one.values), *one.rule.expect.names(one.values)))
    used = tuple((name, _shown(one.values.get(name, Unknown("absent")), lang), one.places.get(name)) for name in names)
    ids = [
        f"{name}={one.fact.values[name]}"
        for name in ("section", "table", "row", "column", "field", "topic", "measure", "label")
        if _told(one, name)
    ]
    verdict = finding.verdict if finding else Verdict.PASS if one.verdict is Verdict.FAIL else one.verdict
    return Trial(" ".join([one.fact.kind, *ids]), verdict, one.fact.place, used, _why(one, finding, lang), finding)


def _told(one: Judged, name: str) -> bool:
    return name in one.fact.values and not isinstance(one.fact.values[name], Unknown)


def _shown(value: Value, lang: str) -> str:
    """A value with its reason where it is unknown."""
    if isinstance(value, Unknown):
        return f"{value.reason}{f'（{value.text}）' if value.text else ''}"
    return repr(value) if isinstance(value, str) else written(value, lang)


def _why(one: Judged, finding: Finding | None, lang: str) -> Message:
    """Why the verdict is what it is."""
    rule, values = one.rule, one.values
    if one.verdict is Verdict.REVIEW:
        names = dict.fromkeys((*rule.where.missing(values), *rule.expect.missing(values)))
        return say("packs.try_undecided", names=", ".join(names))
    if one.verdict is Verdict.NOT_APPLICABLE:
        if rule.where.evaluate(values) is False:
            return say("packs.try_where", where=rule.where.source)
        if rule.spec.applies is not None:
            return say("packs.try_applies")
        return say("packs.try_partner", roles=", ".join(partner.role for partner in rule.partners.values()) or "report")
    if one.verdict is Verdict.PASS:
        return say("packs.try_pass", expect=rule.expect.source)
    sides = rule.expect.sides(values)
    if sides is None:
        return say("packs.try_fail", expect=rule.expect.source)
    left, right = (_shown(value, lang) for value in (sides.left_value, sides.right_value))
    difference = (
        "" if sides.difference is None else say("packs.try_difference", difference=written(sides.difference, lang))
    )
    return say(
        "packs.try_compared",
        expect=rule.expect.source,
        left=left,
        operator=sides.operator,
        right=right,
        difference=difference,
    )
