"""The clauses of a sentence of a plan, gathered into rows: each act with what leads up to it, and what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.commitments.counts import Count, count, is_rate
from checker.commitments.deadlines import says_when, without_days
from checker.commitments.kinds import acts_of, does, heads_of, holds_to_standard, kind_of, specific
from checker.commitments.sentences import Span
from checker.commitments.terms import Word, words
from checker.commitments.vocabulary import SIGNS, Vocabulary
from checker.record import dataclass

CORE, JOINED, AROUND, TOPIC = 1.0, 0.5, 0.25, 0.15
"""What a word counts: in the act, in one that goes on with it, in one that leads up to it, in the heading."""

_, PUBLISHED = SIGNS
DOER, NAMED = 4, 2
"""Characters of one who does it, and of the clause before which that is named."""
_TO_ANOTHER = re.compile(r"(?:并|同时)[对向]")
"""Opens a clause that goes on to do something with others (并对排名末位的村进行约谈)."""
_ALL = "全"
"""Opens a subject that is all of an organ."""
_TOLD = ("more", "duty", "purpose")
"""What a clause is that makes no promise, and may be told to have been kept where it says of what."""
_ROW = {"act": "promise", "slogan": "slogan", "purpose": "slogan", "context": "context"}
"""What a row is whose clauses make no promise, by the kind of the first; `general` where none of these."""


@dataclass(slots=True)
class Draft:
    """A row while its sentence is being read: ranges of the line's comparable string with what their words count.

    `bound`: a duty of which a report may tell that it was kept. `beside`: it is a further thing of the clause before,
    under the verb of that and due when that is.
    """

    kind: str
    spans: list[tuple[Span, float]]
    count: Count | None = None
    bound: bool = False
    beside: bool = False

    def text(self, line: str) -> str:
        """Its clauses, one after another."""
        return ",".join(span.of(line) for span, _ in self.spans)


@dataclass(frozen=True, slots=True)
class _Part:
    """A clause with what it is and the amount it gives."""

    span: Span
    string: str
    kind: str
    count: Count | None


def drafts(text: str, parts: list[Span], vocabulary: Vocabulary, only_counted: bool) -> list[Draft]:
    """The rows of a sentence in order, every clause in one of them. `only_counted`: only an amount makes a promise."""
    found: list[Draft] = []
    waiting: list[_Part] = []
    ended, owed = -1, False
    for span in parts:
        listed = ended >= 0 and not _comma(text[ended : span.start])
        part = _read(text, span, waiting, vocabulary, listed=listed, owed=owed)
        owed = owed or _of_everyone(part, vocabulary)
        ended = span.end
        last = found[-1] if found and found[-1].kind == "promise" and not waiting else None
        if only_counted and part.count is None:
            found.append(Draft("context", [(span, AROUND)]))
        elif last is not None and not listed and _joins(part, last, text, vocabulary):
            _join(last, part)
        elif part.kind == "act" or _stands(part, waiting, last, text, vocabulary):
            found.append(_act(part, waiting, vocabulary, beside=listed))
            waiting = []
        elif part.kind in ("context", "owed"):
            waiting.append(part)
        else:
            found.extend(Draft("context", [(other.span, AROUND)]) for other in waiting)
            bound = part.kind == "bound" or (part.kind in _TOLD and _tells(part, vocabulary))
            found.append(Draft(_ROW.get(part.kind, "general"), [(span, CORE if bound else AROUND)], bound=bound))
            waiting = []
    return sorted([*found, *_left(waiting, text, vocabulary)], key=lambda draft: draft.spans[0][0].start)


def of_the_latter(text: str) -> bool:
    """Whether a text is of the last of several things before it only (教学报告和就业报告,后者年底前发布)."""
    return "后者" in text


def _comma(between: str) -> bool:
    """Whether clauses stand apart, and are not amounts side by side (制作5张长图、2部动画)."""
    return any(mark in between for mark in ",;。:!?")


def _read(text: str, span: Span, waiting: list[_Part], vocabulary: Vocabulary, *, listed: bool, owed: bool) -> _Part:
    """A clause. `owed`: the sentence opened with what all of them owe."""
    string = span.of(text)
    before = "".join(part.string for part in waiting if not _of_everyone(part, vocabulary))
    amount = count(string, vocabulary, listed=listed)
    kind = "act" if listed and amount is None else kind_of(string, vocabulary, amount, before)
    if kind == "act" and amount is None and owed and not _is_work(string, vocabulary):
        kind = "owed"
    return _Part(span, string, kind, amount)


def _of_everyone(part: _Part, vocabulary: Vocabulary) -> bool:
    """Whether a clause says what all of them owe (各单位要高度重视, 全局上下要统一思想)."""
    return part.kind in ("owed", "slogan", "purpose") and (
        vocabulary.begins("office_each", part.string) or part.string.startswith(_ALL)
    )


def _is_work(string: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause behind what everybody owes is a piece of work, and no more of the same."""
    inside = words(string, vocabulary)
    acts = [act for act in acts_of(inside, vocabulary) if act.text not in vocabulary.generic]
    told = specific([word for word in inside if word not in acts], vocabulary) >= vocabulary.specific
    return says_when(string) or bool(heads_of(inside, vocabulary)) or bool(acts and told)


def _joins(part: _Part, last: Draft, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause belongs to the act before it: it says nothing of its own, goes on, or gives its amount."""
    if last.beside and of_the_latter(part.string):
        return True
    if part.kind == "more":
        if _made_public(part, last, text, vocabulary):
            return False
        apart = part.count and last.count and not vocabulary.same_unit(part.count.unit, last.count.unit)
        return not apart and not _rate(part) and not _counts_another_act(part, last, text, vocabulary)
    if part.kind != "act":
        return False
    inside = words(part.string, vocabulary)
    heads = {word.concept for word in heads_of(inside, vocabulary)}
    if part.count is not None:
        if _rate(part):
            return False
        before = {word.concept for span, _ in last.spans for word in words(span.of(text), vocabulary)}
        if _own(part, inside, before, vocabulary) > vocabulary.specific or _has_doer(part, inside, vocabulary):
            return False
        opening = [word for word in words(without_days(part.string), vocabulary) if not _is_way(word, vocabulary)][:1]
        counted = part.count.noun.before.partition(opening[0].text)[2] if opening else ""
        named = heads or max(len(counted), len(part.count.noun.after)) >= vocabulary.specific
        if opening and named and _another_act(opening[0], before, vocabulary):
            return False  # 公布接种点,每周更新一次接种安排; 公布企业名单,新增示范企业20家
        if opening and named and _publishes_alone(opening[0], last, text, vocabulary):
            return False
        few = specific(inside, vocabulary) < vocabulary.specific and not _of_another(part, before, vocabulary)
        return last.count is None and bool((few and not heads) or heads & before)
    if vocabulary.begins("continuations", part.string):
        if _due_alone(part, inside, last, text, vocabulary):
            return False
        return not (heads and any(act.text not in vocabulary.generic for act in acts_of(inside[1:], vocabulary)))
    little = vocabulary.specific if last.count else vocabulary.duty  # 入库200件,并提供检索: it has no amount of its own
    if _TO_ANOTHER.match(part.string) and any(
        act.text not in vocabulary.generic for act in acts_of(inside, vocabulary)
    ):
        return False
    if says_when(last.text(text)) and not says_when(part.string) and acts_of(inside, vocabulary):
        little = min(little, vocabulary.specific)  # 8月底前编制目录,并在各窗口上墙公示: due on no day
    return vocabulary.begins("additions", part.string) and not heads and specific(inside, vocabulary) < little


def _counts_another_act(part: _Part, last: Draft, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause counts what the one before it, which counts as well, does not do (学习条例2次,开展一次自查)."""
    if part.count is None or last.count is None:
        return False
    before = {word.concept for span, _ in last.spans for word in words(span.of(text), vocabulary)}
    return any(_another_act(act, before, vocabulary) for act in acts_of(words(part.string, vocabulary), vocabulary))


def _of_another(part: _Part, before: set[str], vocabulary: Vocabulary) -> bool:
    """Whether the noun behind an amount is of something else, and of enough (公布收费信息,归集150家社会组织信用)."""
    assert part.count is not None
    noun = words(part.count.noun.after, vocabulary)
    own = [word for word in noun if word.concept not in before]
    return sum(len(word.text) for word in own) > vocabulary.specific and len(own) == len(noun)


def _due_alone(part: _Part, inside: list[Word], last: Draft, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says of its own what is provided with a thing that is due on a day (5月底前建成专区,配备查询机),
    or of which so many are promised (建设查阅点8处,配备触摸屏).

    What is late or short with the one is not so with the other; who is asked to an occasion is no other.
    """
    many = last.count is not None and not vocabulary.counts_occasions(last.count.unit)
    due = (says_when(last.text(text)) and not says_when(part.string)) or many
    return due and vocabulary.begins("acts", part.string) and specific(inside, vocabulary) >= vocabulary.specific


def _own(part: _Part, inside: list[Word], before: set[str], vocabulary: Vocabulary) -> int:
    """Characters of words before its amount that a clause has for itself (收集意见建议1000条): more than a measure."""
    assert part.count is not None
    return sum(
        len(word.text)
        for word in inside
        if word.end <= part.count.start
        and word.concept not in before
        and word.text not in vocabulary.generic
        and not any(
            vocabulary.patterns[name].fullmatch(word.text) for name in ("adverbs", "modality", "often", "before")
        )
    )


def _another_act(first: Word, before: set[str], vocabulary: Vocabulary) -> bool:
    """Whether a clause opens with what the one before it does not do (升级县级专区,新建乡镇专区8个)."""
    own = first.concept in vocabulary.act_concepts and first.text not in vocabulary.generic
    return own and first.concept not in before and first.concept not in vocabulary.heads


def _publishes_alone(first: Word, last: Draft, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause publishes what the one before it only makes (开展检查,每半年公布一次检查情况)."""
    asks = f"asks_{PUBLISHED}"
    return vocabulary.begins(asks, first.text) and not vocabulary.holds(asks, last.text(text))


def _has_doer(part: _Part, inside: list[Word], vocabulary: Vocabulary) -> bool:
    """Whether a clause names first who does what it counts (局主要负责人带头解读政策不少于1次)."""
    acts = [act.start for act in acts_of(inside, vocabulary) if act.start < (part.count.start if part.count else 0)]
    doer = [word for word in inside if acts and word.end <= acts[0] and not _is_way(word, vocabulary)]
    return bool(doer) and doer[0].start < NAMED and sum(len(word.text) for word in doer) >= DOER


def _is_way(word: Word, vocabulary: Vocabulary) -> bool:
    """Whether a word only says how, how often or how much at least."""
    ways = ("adverbs", "modality", "often", "before", "continuations", "totals")
    return any(vocabulary.patterns[name].fullmatch(word.text) for name in ways)


def _rate(part: _Part) -> bool:
    """Whether a clause promises a share or a score, of something else than the act before it (按期答复率达到100%)."""
    return part.count is not None and is_rate(part.string, part.count)


def _tells(part: _Part, vocabulary: Vocabulary) -> bool:
    """Whether a clause that makes no promise says of what it is: with words of its own (实现按主题检索), or by what is
    done with what every organ has (按时答复公开申请)."""
    inside = words(part.string, vocabulary)
    if part.kind != "more" and specific(inside, vocabulary) >= vocabulary.specific:
        return True
    acts = [act for act in acts_of(inside, vocabulary) if act.text not in vocabulary.generic]
    return bool(acts) and len(inside) > len(acts)


def _join(last: Draft, part: _Part) -> None:
    last.spans.append((part.span, JOINED))
    if part.count and (last.count is None or part.count.weight > last.count.weight):
        last.count = part.count


def _made_public(part: _Part, last: Draft, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause makes public how what the one before only does went (接听来电,接听情况在网站公布)."""
    asks = f"asks_{PUBLISHED}"
    named = vocabulary.naming.match(part.string) is not None
    return named and vocabulary.holds(asks, part.string) and not vocabulary.holds(asks, last.text(text))


def _stands(part: _Part, waiting: list[_Part], last: Draft | None, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause with little of its own is a promise nevertheless: it counts or publishes what was before it."""
    if part.kind != "more":
        return False
    if part.count is None:
        return last is not None and _made_public(part, last, text, vocabulary)
    if waiting or _rate(part) or last is not None or part.count.weight > 1 or does(part.string, vocabulary):
        return True
    return any(act.text not in vocabulary.generic for act in acts_of(words(part.string, vocabulary), vocabulary))


def _act(part: _Part, waiting: list[_Part], vocabulary: Vocabulary, *, beside: bool) -> Draft:
    leads = CORE if holds_to_standard("".join(other.string for other in waiting), vocabulary) else AROUND
    spans = [*((other.span, leads) for other in waiting), (part.span, CORE)]
    return Draft("promise", spans, part.count, beside=beside)


def _left(waiting: list[_Part], text: str, vocabulary: Vocabulary) -> Iterator[Draft]:
    """The row of what leads up to nothing: an act that is worded so, or what everybody owes."""
    if not waiting:
        return
    spans = [(part.span, CORE) for part in waiting]
    own = specific(words(waiting[-1].string, vocabulary), vocabulary)
    acts = waiting[-1].kind == "context" and own >= vocabulary.specific
    yield Draft("promise" if acts else "general", spans)
