"""What a pack says and no document shows: rules that never fired, mentions, fields and patterns that never matched.

A rule that passes all tests on facts may still never fire: its kind of fact is never made, its `where` names what no
form has, its pattern looks for what comparable text never holds. Only documents tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.bench.running import Subject
from checker.expression import Unknown
from checker.fact import Fact
from checker.finding import Verdict
from checker.judging.judge import Judged
from checker.messages import Message, say
from checker.pack.pack import Rule
from checker.reading.reading import Reading
from checker.record import dataclass
from checker.text.normalize import comparable
from checker.text.patterns import compiled
from checker.yamlfiles.file import Key, YamlFile


@dataclass(frozen=True, slots=True)
class Seen:
    """A document with its partners as the pack saw them."""

    readings: tuple[Reading, ...]
    facts: tuple[Fact, ...]
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Dormant:
    """Something of the pack that no document shows: where it stands (file:line), what it is, and why."""

    where: str
    what: Message
    why: Message


def dormant(of: Subject, seen: Sequence[Seen]) -> list[Dormant]:
    """All of it, in the order of the files; only what stands in the pack itself."""
    facts = [fact for one in seen for fact in one.facts]
    texts = _Texts(seen)
    return [*_mentions(of, facts, texts), *_forms(of, facts, texts), *_measures(of, facts), *_rules(of, seen)]


def _rules(of: Subject, seen: Sequence[Seen]) -> Iterator[Dormant]:
    judged: dict[str, list[Judged]] = {}
    for one in seen:
        for verdict in one.judged:
            judged.setdefault(verdict.rule.full_id, []).append(verdict)
    kinds = {fact.kind for one in seen for fact in one.facts}
    for spec, file, key in of.files.rules:
        if spec.silent or spec.unshown:
            continue
        rule = of.pack.by_id[spec.id]
        own = judged.get(rule.full_id, [])
        why = _asleep(rule, own, kinds)
        if why is not None:
            yield Dormant(str(file.mark((*key, "id"))), say("bench.rule", name=rule.id), why)
        for name, (aggregate, _) in rule.lets.items():
            counts = [one.values[f"{name}.facts"] for one in own if f"{name}.facts" in one.values]
            if not any(counts):
                what = say("bench.let", name=name, rule=rule.id)
                yield Dormant(str(file.mark((*key, "let", name))), what, say("bench.let_empty", each=aggregate.each))


def _asleep(rule: Rule, judged: Sequence[Judged], kinds: set[str]) -> Message | None:
    """Why a rule has never fired; None where it has. One that only asks people fires where it asks."""
    asks = bool(rule.verdicts) and all(case is Verdict.REVIEW for _, case in rule.verdicts)
    if any(one.verdict is Verdict.FAIL for one in judged) and (
        asks or any(one.settled is Verdict.FAIL for one in judged)
    ):
        return None
    if not kinds & set(rule.kinds):
        return say("bench.no_fact", kinds=", ".join(rule.kinds))
    decided = [one for one in judged if one.verdict is not Verdict.NOT_APPLICABLE]
    if not decided:
        return say("bench.no_partner" if rule.partners else "bench.no_where", count=len(judged))
    undecided = [one for one in decided if one.verdict is Verdict.REVIEW]
    if undecided:
        first = undecided[0]
        part = rule.expect if rule.where.evaluate(first.values) is True else rule.where
        missing = ", ".join(part.missing(first.values))
        return say("bench.only_undecided", count=len(decided), review=len(undecided), missing=missing)
    return say("bench.never_fails", count=len(decided))


def _mentions(of: Subject, facts: Sequence[Fact], texts: _Texts) -> Iterator[Dormant]:
    if of.files.pack is None or of.files.main is None:
        return
    file = of.files.main
    found = {fact.kind for fact in facts if fact.values.get("found") is True}
    for name, mention in of.files.pack.mentions.items():
        key: Key = ("mentions", name)
        several = [mention.pattern] if isinstance(mention.pattern, str) else mention.pattern
        if f"mention.{name}" not in found:
            yield Dormant(str(file.mark(key)), say("bench.mention", name=name), say("bench.not_found"))
            continue
        places = [((*key, "pattern", at), one) for at, one in enumerate(several)] if len(several) > 1 else []
        places += [((*key, "not", at), one) for at, one in enumerate(mention.not_)]
        yield from _unmatched(file, places, texts.raw if mention.raw else texts.plain)
    for role, document in of.files.pack.documents.items():
        titles = [(("documents", role, "titles", at), one) for at, one in enumerate(document.titles)]
        yield from _unmatched(file, titles if len(titles) > 1 else [], texts.titles)


def _forms(of: Subject, facts: Sequence[Fact], texts: _Texts) -> Iterator[Dormant]:
    fields = {str(fact.values["field"]) for fact in facts if fact.kind == "field" and fact.values.get("found") is True}
    topics = {str(fact.values["topic"]) for fact in facts if fact.kind == "topic" and fact.values.get("found") is True}
    for form, file in of.files.forms:
        for name in form.fields:
            if name not in fields:
                place = str(file.mark(("fields", name)))
                yield Dormant(place, say("bench.field", name=name), say("bench.not_found"))
        for index, entry in enumerate(form.outline):
            like = [(("outline", index, "like", at), one) for at, one in enumerate(entry.like)]
            yield from _unmatched(file, like, texts.plain)
            for number, topic in enumerate(entry.topics):
                key: Key = ("outline", index, "topics", number)
                if topic.id not in topics:
                    place = str(file.mark(key))
                    yield Dormant(place, say("bench.topic", name=topic.id), say("bench.not_found"))
                elif len(topic.any) > 1:
                    some = [((*key, "any", at), one) for at, one in enumerate(topic.any)]
                    yield from _unmatched(file, some, texts.plain)


def _measures(of: Subject, facts: Sequence[Fact]) -> Iterator[Dormant]:
    told = {str(fact.values[name]) for fact in facts for name in ("measure",) if name in fact.values}
    for figures, file in of.files.figures:
        for name in figures.measures:
            if name not in told:
                place = str(file.mark(("measures", name)))
                yield Dormant(place, say("bench.measure", name=name), say("bench.not_found"))


def _unmatched(file: YamlFile, patterns: Sequence[tuple[Key, str]], texts: Sequence[str]) -> Iterator[Dormant]:
    for key, pattern in patterns:
        search = compiled(pattern).search
        if not any(search(text) for text in texts):
            yield Dormant(str(file.mark(key)), say("bench.pattern", pattern=pattern), say("bench.no_match"))


class _Texts:
    """All texts of the documents: as patterns see them, as they stand, and the titles."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        readings = [reading for one in seen for reading in one.readings]
        passages = {id(passage): passage for reading in readings for passage in reading.passages}
        self.plain = list(dict.fromkeys(passage.plain.string for passage in passages.values()))
        self.raw = list(dict.fromkeys(passage.text.string for passage in passages.values()))
        told = (reading.identity.title for reading in readings)
        self.titles = [comparable(title).string for title in told if title and not isinstance(title, Unknown)]
