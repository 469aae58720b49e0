"""The promises of a plan: which clauses say that something will be done that one can find done or not done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from checker.commitments.counts import Count, amounts, count
from checker.commitments.deadlines import deadline
from checker.commitments.kinds import does, heads_of, holds_to_standard, kind_of, specific
from checker.commitments.offices import Remark, office_said, remarks
from checker.commitments.outline import Item, items
from checker.commitments.sentences import Line, Span, clauses
from checker.commitments.terms import words
from checker.commitments.vocabulary import Vocabulary
from checker.document import Document
from checker.text.normalize import comparable

CORE, JOINED, AROUND, TOPIC = 1.0, 0.5, 0.25, 0.15
"""What a word counts: in the act, in one that goes on with it, in one that leads up to it, in the heading."""

OPENING = 12
"""Texts of a plan in which its year is looked for when it is not given."""
_NAME = re.compile(r'"[^",;。]{2,16}"(?!的?(?:原则|要求))|《[^《》]{2,24}》')


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word of a promise. `start` and `end` are offsets in the block's text; -1 for a word of the heading.

    `share` is how near the act it stands; `head`: it names the thing that is promised; `generic`: such plans are full
    of it; `act`: it is a verb of doing; `amount`: it stands in the clause that gives the amount.
    """

    text: str
    concept: str
    start: int
    end: int
    share: float
    head: bool
    generic: bool
    act: bool = False
    amount: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as the plan states it. `text` is [start:end] of the block's text, or of the cell's where there is one.

    `number` is the clause as it is quoted (二（五）二), `topic` the heading above it. `promised` is for the whole year,
    with `per_year` in it: 每季度一次 is 4 with per_year 4. `deadline` takes its year from the plan.
    `names` stand in quotation marks or title marks in it, in comparable form.
    """

    number: str
    topic: str
    text: str
    block: int
    start: int
    end: int
    words: tuple[Weighed, ...]
    names: tuple[str, ...] = ()
    cell: tuple[int, int] | None = None
    counted: bool = False
    promised: int | None = None
    unit: str = ""
    comparison: str = ""
    per_year: int = 1
    deliverable: bool = False
    office: str = ""
    deadline: date | None = None
    year: int | None = None


@dataclass(slots=True)
class _Draft:
    """A promise while its sentence is being read; ranges are of the line's comparable string."""

    spans: list[tuple[Span, float]]
    count: Count | None


def promises(document: Document, vocabulary: Vocabulary, *, year: int | None = None) -> tuple[Promise, ...]:
    """The promises of a plan in order. `year` is for deadlines that name none; found in the plan if not given."""
    year = year if year is not None else _year_of(document)
    found: list[Promise] = []
    for item in items(document, vocabulary, year):
        found.extend(_of_item(item, vocabulary, year))
    return tuple(found)


def _year_of(document: Document) -> int | None:
    """The year that the opening of a plan names most often, the later of two named as often."""
    opening = "".join(text.string for _, _, text in islice(document.texts(), OPENING))
    years = Counter(int(year) for year in re.findall(r"(?<!\d)20\d\d(?=年|〕|-|\))", comparable(opening).string))
    return max(years, key=lambda year: (years[year], year), default=None)


def _of_item(item: Item, vocabulary: Vocabulary, year: int | None) -> Iterator[Promise]:
    text = item.line.plain.string
    said = remarks(text, vocabulary)
    for sentence in item.sentences:
        if any(remark.span.start <= sentence.start < remark.span.end for remark in said):
            continue
        own = _without(text, sentence, said)
        parts = clauses(text, own)
        drafts = list(_drafts(text, parts, vocabulary, bool(item.topic_only_counts)))
        office = item.office or office_said(text, sentence, said, vocabulary)
        due = item.deadline or deadline(own.of(text), year)
        after = deadline(text[own.end : item.end], year) if _last(item, sentence, said) else None
        taken = {span.start for draft in drafts for span, _ in draft.spans}
        for draft in drafts:
            yield _promise(item, draft, parts, taken, vocabulary, office, due or after, year)


def _last(item: Item, sentence: Span, said: list[Remark]) -> bool:
    """Whether nothing but remarks on offices follow the sentence in its item."""
    later = [other for other in item.sentences if other.start > sentence.start]
    return all(any(remark.span.start <= other.start < remark.span.end for remark in said) for other in later)


def _without(text: str, sentence: Span, said: list[Remark]) -> Span:
    """The sentence without a remark on offices at its end."""
    for remark in said:
        if sentence.start < remark.span.start < sentence.end:
            return Span(sentence.start, remark.span.start)
    return sentence


def _drafts(text: str, parts: list[Span], vocabulary: Vocabulary, only_counted: bool) -> Iterator[_Draft]:
    drafts: list[_Draft] = []
    waiting: list[Span] = []
    for part in parts:
        string = part.of(text)
        amount = count(string, vocabulary)
        if only_counted and amount is None:
            continue
        kind = kind_of(string, vocabulary, amount, "".join(span.of(text) for span in waiting))
        last = drafts[-1] if drafts and not waiting else None
        if kind == "more" and last and amount and last.count and not vocabulary.same_unit(amount.unit, last.count.unit):
            drafts.append(_Draft([(part, CORE)], amount))
        elif last and (kind == "more" or (kind == "act" and _goes_on(string, last, text, vocabulary, amount))):
            last.spans.append((part, JOINED))
            if amount and (last.count is None or amount.weight > last.count.weight):
                last.count = amount
        elif kind == "act" or (
            kind == "more" and amount and (waiting or amount.weight > 1 or does(string, vocabulary))
        ):
            leads = CORE if holds_to_standard("".join(span.of(text) for span in waiting), vocabulary) else AROUND
            drafts.append(_Draft([*((span, leads) for span in waiting), (part, CORE)], amount))
            waiting = []
        elif kind == "context":
            waiting.append(part)
    yield from drafts


def _goes_on(string: str, draft: _Draft, text: str, vocabulary: Vocabulary, amount: Count | None) -> bool:
    """Whether a clause belongs to the act before it: what it opens with says so, or it gives the amount of that act."""
    inside = words(string, vocabulary)
    heads = {word.concept for word in heads_of(inside, vocabulary)}
    if amount is not None:
        before = {word.concept for span, _ in draft.spans for word in words(span.of(text), vocabulary)}
        few = specific(inside, vocabulary) < vocabulary.duty
        return draft.count is None and bool((few and not heads) or heads & before)
    if vocabulary.begins("continuations", string):
        return True
    return vocabulary.begins("additions", string) and not heads


def _promise(
    item: Item,
    draft: _Draft,
    parts: list[Span],
    taken: set[int],
    vocabulary: Vocabulary,
    office: str,
    due: date | None,
    year: int | None,
) -> Promise:
    line = item.line
    first, last = _beside(draft, parts), max(span.end for span, _ in draft.spans)
    start, end = line.back(first, last)
    weighed = [word for span, share in draft.spans for word in _weigh(line, span, share, vocabulary, draft.count)]
    around = [word for part in parts if part.start not in taken for word in _weigh(line, part, AROUND, vocabulary)]
    topic = [
        Weighed(word.text, word.concept, -1, -1, TOPIC, False, word.text in vocabulary.generic)
        for word in words(item.topic_plain, vocabulary)
    ]
    amount = draft.count
    return Promise(
        number=item.number,
        topic=item.topic,
        text=item.source[start:end],
        block=line.block,
        start=start,
        end=end,
        words=tuple(weighed + around + topic),
        names=tuple(
            name[0].strip('"《》')
            for span, share in draft.spans
            if share >= JOINED
            for name in _NAME.finditer(span.of(line.plain.string))
        ),
        cell=line.cell,
        counted=amount is not None,
        promised=amount.value if amount else None,
        unit=amount.unit if amount else "",
        comparison=amount.comparison if amount else "",
        per_year=amount.per_year if amount else 1,
        deliverable=any(word.head for word in weighed),
        office=office,
        deadline=due,
        year=year,
    )


def _beside(draft: _Draft, parts: list[Span]) -> int:
    """Where the text of the promise begins: with the first clause that leads up to the act without a gap."""
    core = next(index for index, (_, share) in enumerate(draft.spans) if share == CORE)
    at = next(index for index, part in enumerate(parts) if part.start == draft.spans[core][0].start)
    while core and at and draft.spans[core - 1][0].start == parts[at - 1].start:
        core, at = core - 1, at - 1
    return parts[at].start


def _weigh(
    line: Line, span: Span, share: float, vocabulary: Vocabulary, amount: Count | None = None
) -> Iterator[Weighed]:
    string = span.of(line.plain.string)
    numbered = [(number.start, end) for number, _, end in amounts(string, vocabulary)]
    names = [found.span() for found in _NAME.finditer(string)] if share in (CORE, JOINED) else []
    for word in words(string, vocabulary):
        counted = word.text[0].isdigit() or any(low <= word.start < high for low, high in numbered)
        if counted and word.concept not in vocabulary.heads:
            continue
        generic = word.text in vocabulary.generic or any(
            vocabulary.patterns[name].fullmatch(word.text) for name in ("adverbs", "duties", "modality", "often")
        )
        named = any(low <= word.start < high for low, high in names)
        yield Weighed(
            word.text,
            word.concept,
            *line.back(span.start + word.start, span.start + word.end),
            share,
            head=share >= JOINED and not generic and (named or word.concept in vocabulary.heads),
            generic=generic,
            act=word.concept in vocabulary.act_concepts,
            amount=amount is not None and share >= JOINED and count(string, vocabulary) == amount,
        )
