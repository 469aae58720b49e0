"""The rows of a plan: the promises, which one can find done or not done, and every other clause as what it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from checker.commitments.asides import Aside, aside, things_counted
from checker.commitments.counts import Count
from checker.commitments.deadlines import deadline, without_days
from checker.commitments.drafting import AROUND, CORE, JOINED, TOPIC, Draft, drafts, of_the_latter
from checker.commitments.dues import apart_by_dues, due_of_each, dues_named
from checker.commitments.item import Item
from checker.commitments.kinds import bare_of
from checker.commitments.listing import side_by_side
from checker.commitments.offices import Remark, office_said, remarks
from checker.commitments.outline import items
from checker.commitments.quantities import NO_NOUN, Noun
from checker.commitments.sentences import Span, clauses
from checker.commitments.terms import words
from checker.commitments.vocabulary import SIGNS, Vocabulary
from checker.commitments.weighing import Weighed, names_in, weigh
from checker.commitments.years import Term
from checker.document import Document
from checker.record import dataclass
from checker.text.normalize import comparable

COUNTED = 2
"""Characters more that a promise of an amount may have of its own and yet owe its subject to the one before."""
_HANDED_ON = re.compile(
    r"(?:免费|无偿|统一|集中|及时|全部|逐户|逐一|并)*[发送寄赠印分下投邮转]{1,2}[放阅发送达]?[至到给往]"
)
"""Opens a clause that says to whom goes what the one before it is about (发至各县, 送到居民手中)."""
OPENING = 12
"""Texts of a plan in which its year is looked for when it is not given."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A row of a plan: a promise as the plan states it, or, by its `kind`, what is none.

    `text` is [start:end] of the block's text, or of the cell's where there is one. `number` is the clause as it is
    quoted (二（五）二), `topic` the heading above it. `promised` is for the whole year, with `per_year` in it: of
    每季度一次 4, with per_year 4. `deadline` takes its year from the plan. `names` stand in quotation marks or title
    marks in it, `lead` is the clause before it that says what it is about, both in comparable form. `noun` is what
    stands beside its amount, `things` are listed before it; `aside` is an amount that it names on the way.
    `bound`: a general duty of which a report may tell that it was kept; where none does, nothing was promised.
    `under`: the verb under which a further thing of a list stands (制作长图、动画: 制作).
    """

    number: str
    topic: str
    text: str
    block: int
    start: int
    end: int
    words: tuple[Weighed, ...]
    kind: str = "promise"
    names: tuple[str, ...] = ()
    lead: str = ""
    cell: tuple[int, int] | None = None
    counted: bool = False
    promised: int | Decimal | None = None
    unit: str = ""
    comparison: str = ""
    per_year: int = 1
    noun: Noun = NO_NOUN
    things: tuple[str, ...] = ()
    aside: Aside | None = None
    deliverable: bool = False
    office: str = ""
    deadline: date | None = None
    year: int | None = None
    bound: bool = False
    under: str = ""

    @property
    def plain(self) -> str:
        """Its text in comparable form."""
        return _plain(self.text)

    @property
    def asked(self) -> frozenset[str]:
        """The concepts of its own words: not of the clause that leads up to it, nor those that any promise may have."""
        return frozenset(word.concept for word in self.words if word.share == CORE and not word.generic)

    @property
    def in_time(self) -> bool:
        """Whether what is held against the report is within how long it is to be done (批复后20日内公开)."""
        return bool(
            self.aside and self.aside.comparison == "<=" == self.comparison and self.promised == self.aside.value
        )


@lru_cache(maxsize=1 << 12)
def _plain(text: str) -> str:
    return comparable(text).string


def promises(document: Document, vocabulary: Vocabulary, *, year: int | None = None) -> tuple[Promise, ...]:
    """The promises of a plan in order. `year` is for deadlines that name none; found in the plan if not given."""
    return tuple(row for row in rows(document, vocabulary, year=year) if row.kind == "promise")


def rows(document: Document, vocabulary: Vocabulary, *, year: int | None = None) -> tuple[Promise, ...]:
    """Every clause of a plan after its opening, in order, each in one row."""
    year = year if year is not None else _year_of(document, vocabulary)
    found: list[Promise] = []
    for item in items(document, vocabulary, year):
        found.extend(_of_item(item, vocabulary, year))
    return tuple(found)


def _year_of(document: Document, vocabulary: Vocabulary) -> int | None:
    """The year that the opening of a plan names most often, the later of two named as often.

    One that it names by two (2022-2023学年) begins with the month that the vocabulary says.
    """
    opening = comparable("".join(text.string for _, _, text in islice(document.texts(), OPENING))).string
    for name, month in vocabulary.years.items():
        if found := re.search(rf"(?<!\d)(20\d\d)年?[-~至/](?:20)?\d\d{name}", opening):
            return Term(int(found[1]), month)
    years = Counter(int(year) for year in re.findall(r"(?<!\d)20\d\d(?=年|〕|-|\))", opening))
    return max(years, key=lambda year: (years[year], year), default=None)


def _of_item(item: Item, vocabulary: Vocabulary, year: int | None) -> Iterator[Promise]:
    text = item.line.plain.string
    if item.heading or item.closing:
        kind = "heading" if item.heading else "context"
        yield _row(item, Draft(kind, [(item.sentences[0], AROUND)]), item.sentences[:1], vocabulary, "", None, year)
        return
    said = remarks(text, vocabulary)
    dues = dues_named(item.when, text, year, vocabulary)
    for sentence in item.sentences:
        if any(remark.span.start <= sentence.start < remark.span.end for remark in said):
            continue
        own = _without(text, sentence, said)
        parts = [piece for part in clauses(text, own) for piece in side_by_side(text, part, vocabulary)]
        made = apart_by_dues(drafts(text, parts, vocabulary, item.topic_only_counts), dues, text, vocabulary)
        if item.often > 1:
            _count_often(made, item, vocabulary)
        office = item.office or office_said(text, sentence, said, vocabulary)
        after = deadline(text[own.end : item.end], year) if _last(item, sentence, said) else None
        taken = {span.start for draft in made if draft.kind == "promise" for span, _ in draft.spans}
        around = [
            word for part in parts if part.start not in taken for word in weigh(item.line, part, AROUND, vocabulary)
        ]
        before: Draft | None = None
        own_dues = zip(due_of_each(made, dues, text, vocabulary), _due(made, text, vocabulary, year), strict=True)
        for draft, (named, own_due) in zip(made, own_dues, strict=True):
            due = named or (None if dues else item.deadline) or own_due or after
            row = _row(item, draft, parts, vocabulary, office, due, year)
            if row.kind == "promise":
                row = replace(row, words=(*row.words, *around, *_topic(item, vocabulary)))
                if before and draft.beside:
                    verb = _verb(item, before, vocabulary)
                    under = verb[0].text if verb and not row.counted else ""
                    row = replace(row, words=(*row.words, *verb), under=under)
                row = _led(row, item, before, vocabulary) if before and _says_little(row, vocabulary) else row
                before = before if before and draft.beside else draft
            yield row


def _due(made: list[Draft], text: str, vocabulary: Vocabulary, year: int | None) -> list[date | None]:
    """When each is due as its clauses say; things side by side are due together (修订指南和目录,10月底前完成)."""
    found = [deadline(draft.text(text), year, acts=vocabulary.patterns["acts"]) for draft in made]
    for at in range(1, len(made)):
        if made[at].beside:
            found[at] = found[at] or found[at - 1]
    for at in reversed(range(1, len(made))):
        if made[at].beside and not of_the_latter(made[at].text(text)):
            found[at - 1] = found[at - 1] or found[at]
    for at in range(1, len(made)):
        if _fills(made[at], made[at - 1], text, vocabulary):
            found[at] = found[at] or found[at - 1]
    return found


def _fills(draft: Draft, before: Draft, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says what is shown in the place that the one before it makes (建好专栏,集中展示现行文件)."""
    made = before.text(text).endswith(vocabulary.places_shown)
    told = draft.kind == before.kind == "promise" and draft.spans[0][0].start - before.spans[-1][0].end <= 1
    return told and made and vocabulary.begins("shown_there", bare_of(draft.text(text), vocabulary))


def _count_often(made: list[Draft], item: Item, vocabulary: Vocabulary) -> None:
    """Gives the one promise of a task the number of times that its table says beside it (每季度)."""
    acts = [draft for draft in made if draft.kind == "promise"]
    if len(acts) == 1 and acts[0].count is None and len(item.sentences) == 1:
        end = acts[0].spans[-1][0].end
        acts[0].count = Count(item.often, vocabulary.occasion, ">=", item.often, 1, end, end)


def _says_little(row: Promise, vocabulary: Vocabulary) -> bool:
    """Whether a promise owes what it is about to the one before it (按季度更新, 参训人员不少于80人次)."""
    if _HANDED_ON.match(without_days(row.plain)):
        return True
    if _of_the_whole(row, vocabulary):
        return False
    own = (len(word.text) for word in row.words if word.share == CORE and not word.generic and not word.act)
    return sum(own) < vocabulary.specific + (COUNTED if row.counted else 0)


def _of_the_whole(row: Promise, vocabulary: Vocabulary) -> bool:
    """Whether a promise that counts has a verb of its own for what the whole plan is about (1次政务公开自查)."""
    core = [word for word in row.words if word.share == CORE]
    of_all, _ = vocabulary.signs[SIGNS[0]]
    return (
        row.counted
        and any(word.act and not word.generic for word in core)
        and any(word.text in of_all for word in core)
    )


def _led(row: Promise, item: Item, before: Draft, vocabulary: Vocabulary) -> Promise:
    """The promise with the words of the one before it."""
    core = [span for span, share in before.spans if share == CORE]
    words_ = [word for span in core for word in weigh(item.line, span, JOINED, vocabulary)]
    return replace(row, words=(*row.words, *words_), lead=",".join(span.of(item.line.plain.string) for span in core))


def _verb(item: Item, before: Draft, vocabulary: Vocabulary) -> list[Weighed]:
    """The verb of a clause that opens with it, under which a further thing stands too."""
    core = [word for span, share in before.spans if share == CORE for word in weigh(item.line, span, CORE, vocabulary)]
    return [word for word in core if word.act and not word.head][:1]


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


def _topic(item: Item, vocabulary: Vocabulary) -> Iterator[Weighed]:
    for word in words(item.topic_plain, vocabulary):
        yield Weighed(word.text, word.concept, -1, -1, TOPIC, False, word.text in vocabulary.generic)


def _row(
    item: Item,
    draft: Draft,
    parts: Sequence[Span],
    vocabulary: Vocabulary,
    office: str,
    due: date | None,
    year: int | None,
) -> Promise:
    line, amount = item.line, draft.count
    first, last = _beside(draft, parts), max(span.end for span, _ in draft.spans)
    start, end = line.back(first, last)
    promise = draft.kind == "promise" or draft.bound
    weighed = (
        [word for span, share in draft.spans for word in weigh(line, span, share, vocabulary, amount)]
        if promise
        else []
    )
    return Promise(
        number=item.number,
        topic=item.topic,
        text=item.source[start:end],
        block=line.block,
        start=start,
        end=end,
        words=tuple(weighed),
        kind=draft.kind,
        names=tuple(
            name
            for span, share in draft.spans
            if promise and share >= JOINED
            for name in names_in(span.of(line.plain.string))
        ),
        cell=line.cell,
        counted=promise and amount is not None,
        promised=amount.value if amount else None,
        unit=amount.unit if amount else "",
        comparison=amount.comparison if amount else "",
        per_year=amount.per_year if amount else 1,
        noun=amount.noun if amount else NO_NOUN,
        things=things_counted(draft.text(line.plain.string), vocabulary, amount) if promise and amount else (),
        aside=aside(draft.text(line.plain.string), vocabulary, amount) if promise else None,
        deliverable=any(word.head for word in weighed),
        office=office if promise else "",
        deadline=due if promise else None,
        year=year,
        bound=draft.bound,
    )


def _beside(draft: Draft, parts: Sequence[Span]) -> int:
    """Where the text of the row begins: with the first clause that leads up to the act without a gap."""
    core = next((index for index, (_, share) in enumerate(draft.spans) if share == CORE), 0)
    at = next(index for index, part in enumerate(parts) if part.start == draft.spans[core][0].start)
    while core and at and draft.spans[core - 1][0].start == parts[at - 1].start:
        core, at = core - 1, at - 1
    return parts[at].start
