"""Of several amounts that an answer gives in the unit of the promise, the one asked for, or what they come to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from checker.commitments.classes import clause_of, made_beside, of_a_class, of_kinds, words_at
from checker.commitments.counts import PERCENT
from checker.commitments.drafting import CORE
from checker.commitments.found import Amount, At, Found
from checker.commitments.occasions import per_year
from checker.commitments.passages import pairs_of
from checker.commitments.promises import Promise
from checker.commitments.scoring import Match
from checker.commitments.terms import words
from checker.commitments.vocabulary import Vocabulary

_PLACED = re.compile(r"(?:其中)?(?:在|赴|面向|对|为|向|针对|就)(?!此)[^\d]{2,}")
"""Opens a clause that says where or for whom."""
_OF_KIND = re.compile(r"(?:是|属于?|为|系|讲|围绕|聚焦|针对|关于|面向)[^,;。、()]{1,24}")
"""Behind an amount: of what kind so many were (其中3场围绕营商环境)."""
_WHICH = re.compile(r"[\d一二三四五六七八九十两另首末前后上下第又再]+")
"""What tells one of several from the others (首期, 二期)."""
_BESIDES = re.compile(r"(?:另外?|此外|还)(?!有\d|外)")
"""Opens a clause that adds to what the one before it counts."""
_PART = re.compile(r"季度|半年|学期")
"""Before an amount that is of a part of the year."""
BY_THEN = re.compile(r"[截至]至|累计|[底末]前?(?:已|共|达|建成)|达到?")
"""In a sentence that tells how many there were by when."""
_UNBROKEN = re.compile(r"连续\d*天|不间断|从未间断|天天|每[早晚]|[早晚]\d{1,2}[点时]准时")
"""Every day, of a part of the year in which the plan says how often."""


def in_season(
    promise: Promise, match: Match, found: Sequence[Found], vocabulary: Vocabulary
) -> tuple[Amount, At] | None:
    """As much as was promised of a part of the year: only how often tells it, as nobody knows how long that lasts."""
    told = per_year(promise, match, vocabulary, around=True, season=True)
    unbroken = _UNBROKEN.search(match.passage.text)
    if told is None and unbroken and promise.promised is not None:
        start = match.passage.span.start
        told = promise.promised, match.passage.line.back(start + unbroken.start(), start + unbroken.end())
    most = max(found, key=lambda one: one.value, default=None)
    return told or ((most.value, most.at) if most and most.value >= (promise.promised or 0) else None)


def chosen(promise: Promise, match: Match, found: list[Found], vocabulary: Vocabulary) -> tuple[Amount, At]:
    """Of several amounts the one asked for; their sum where the plan asks for one, or each is of another time."""
    best = min(found, key=lambda one: (one.standing, *one.rank))
    if promise.unit != PERCENT and (part := _part_asked(promise, best, found, match)):
        return part.value, part.at
    if own := _not_of_the_opposite(promise, found, match, vocabulary):
        return own.value, own.at
    in_the_end = [one for one in found if one.total and not one.rank[2]]
    if best.timed and not best.total and in_the_end:  # 上半年8个,截至年底累计16个
        best = max(in_the_end, key=lambda one: one.value)
    elif not best.total and (summed_up := _in_its_very_unit(promise, best, found, match, vocabulary)):
        best = summed_up
    if promise.comparison in ("<=", "<"):
        best = min(found, key=lambda one: one.value)
    elif vocabulary.counts_occasions(promise.unit) and not any(one.total for one in found):
        summed = any(word in promise.text for word in vocabulary.totals)
        parts = [one for one in found if one.rank[:3] == best.rank[:3]] if summed else []
        placed = max(_at_places(best, found, match), of_kinds(promise, found, match, vocabulary), key=len)
        timed = [one for one in found if one.timed and one.rank[2] == best.rank[2]] if best.timed else []
        if len(parts) > 1 or len(timed) > 1 or len(placed) > 1:
            return sum((one.value for one in max(parts, timed, placed, key=len)), 0), best.at
    if promise.comparison not in ("<", "<=") and promise.unit != PERCENT and best.value < (promise.promised or 0):
        ways = (
            _side_by_side(best, found, promise, match, vocabulary),
            of_kinds(promise, found, match, vocabulary),
            made_beside(promise, found, match, vocabulary),
            of_a_class(promise, found, match, vocabulary),
            _of_what_is_asked(promise, found, match),
            _told_alike(best, found, match),
            _besides(best, found, promise, match, vocabulary),
            _at_times(best, found, promise, match),
        )
        return sum((one.value for one in max(ways, key=len)), 0), best.at
    return best.value, best.at


def _in_its_very_unit(
    promise: Promise, best: Found, found: Sequence[Found], match: Match, vocabulary: Vocabulary
) -> Found | None:
    """The sum that a clause of its own gives in the unit of the promise, where the amount nearest is in another, which
    may count something else (两位副县长做客,合计4人次)."""
    text = match.passage.line.plain.string

    def in_it(one: Found) -> bool:
        return text[: one.span[1]].endswith(promise.unit)

    sums = (one for one in found if vocabulary.begins("totals", clause_of(one, match).span.of(text)))
    return next((one for one in sums if in_it(one) and not in_it(best)), None)


def _part_asked(promise: Promise, best: Found, found: Sequence[Found], match: Match) -> Found | None:
    """The part of what was done that is of the kind promised (发布会6场,其中营商环境主题3场), None where none is.

    It says all of the promise that the whole does not, and only one part does. What is promised itself, the last thing
    of the promise, stands with the whole.
    """
    text, end = match.passage.line.plain.string, match.passage.span.end
    opens = text.find("其中", match.passage.span.start, end)
    if opens < 0 or best.span[0] > opens or promise.comparison in ("<", "<="):
        return None
    before = match.passage.topic + text[match.passage.span.start : opens]
    things = (word for word in promise.words if word.share == CORE and (word.head or not word.act))
    core = [word.text for word in things if not word.generic]
    lacking = [word for word in core if len(word) > 1 and not _shares(word, before)]
    if not lacking or core[-1] in lacking:
        return None
    parts = [one for one in found if one.span[0] > opens]
    kept = []
    for one in parts:
        start = max((other.span[1] for other in parts if other.span[1] <= one.span[0]), default=opens)
        behind = _OF_KIND.match(text, one.span[1], end)
        told = text[start : one.span[0]] + (behind[0] if behind else "")
        if all(_shares(word, told) for word in lacking):
            kept.append(one)
    return kept[0] if len(kept) == 1 and not kept[0].total else None


def _not_of_the_opposite(
    promise: Promise, found: Sequence[Found], match: Match, vocabulary: Vocabulary
) -> Found | None:
    """The one amount beside which stands what tells the thing of the promise apart (线上24期、线下8期).

    None where beside no other one stands the opposite of that.
    """
    asked, text = promise.plain, match.passage.line.plain.string
    for group in vocabulary.opposed:
        wanted = [word for word in group if word in asked]
        if len(wanted) != 1:
            continue
        beside = [(one, words_at(one, found, text, match)) for one in found]
        own = [one for one, said in beside if wanted[0] in said]
        other = any(word in said for _, said in beside for word in group if word != wanted[0])
        if len(own) == 1 and other:
            return own[0]
    return None


def _shares(word: str, text: str) -> bool:
    """Whether a text has at least half of a word, two characters by two."""
    pairs = pairs_of(word)
    return 2 * sum(pair in text for pair in pairs) >= len(pairs)


def _at_places(best: Found, found: Sequence[Found], match: Match) -> list[Found]:
    """The amounts of which each is of another place or subject, one clause each (在甲处举办3场,在乙处举办4场)."""
    text = match.passage.line.plain.string
    clauses = [clause.span for clause in match.passage.clauses if not clause.apart]
    placed: list[Found] = []
    for span in clauses:
        inside = [one for one in found if span.start <= one.span[0] < span.end]
        if len(inside) == 1 and _PLACED.match(span.of(text)) and inside[0].rank[3] <= min(best.rank[3], -1):
            placed.append(inside[0])
    return placed


def _of_what_is_asked(promise: Promise, found: Sequence[Found], match: Match) -> list[Found]:
    """Amounts of parts of which each clause names something that is asked (其中9期讲小微企业,4期讲个体工商户)."""
    text = match.passage.line.plain.string
    first = next((clause.span.start for clause in match.passage.clauses if "其中" in clause.span.of(text)), None)
    if first is None:
        return []
    asked = {word.concept for word in promise.words if word.share == CORE and not word.generic and not word.act}
    kept: dict[int, Found] = {}
    for one in found:
        clause = clause_of(one, match)
        if clause.span.start >= first and asked & set(clause.concepts):
            kept.setdefault(clause.span.start, one)
    return list(kept.values())


def _told_alike(best: Found, found: Sequence[Found], match: Match) -> list[Found]:
    """Amounts that clauses tell in the same words (一期到课28人,一期到课15人)."""
    text = match.passage.line.plain.string

    def words_of(one: Found) -> tuple[str, str]:
        span = clause_of(one, match).span
        return _WHICH.sub("", text[span.start : one.span[0]]), text[one.span[1] : span.end]

    alike = [one for one in found if words_of(one) == words_of(best) != ("", "")]
    own = {clause_of(one, match).span.start for one in alike}
    return alike if len(own) == len(alike) else []


def _besides(
    best: Found, found: Sequence[Found], promise: Promise, match: Match, vocabulary: Vocabulary
) -> list[Found]:
    """The amounts of one thing of which each clause but the first adds its own (发布会2场,另在本厅召开通气会1场)."""
    asked = {word.concept for word in promise.words if word.amount and word.concept in vocabulary.heads}
    text = match.passage.line.plain.string
    told = sorted((one for one in found if asked & set(clause_of(one, match).concepts)), key=lambda one: one.span)
    clauses = [clause_of(one, match) for one in told]
    adds = all(_BESIDES.match(clause.span.of(text)) and not clause.wanting for clause in clauses[1:])
    return told if adds and best in told else [best]


def _at_times(best: Found, found: Sequence[Found], promise: Promise, match: Match) -> list[Found]:
    """Amounts of which each is of another quarter or half of the year, and none says how many there were by then.

    Of months that is so only where the plan asks for so many in each of several times (每季度3个).
    """
    text = match.passage.line.plain.string
    if not best.timed or BY_THEN.search(match.passage.text):
        return []
    timed = [one for one in found if one.timed and not one.rank[2]]
    parts = all(_PART.search(text[clause_of(one, match).span.start : one.span[0]]) for one in timed)
    return timed if parts or promise.per_year > 1 else []


def _side_by_side(
    best: Found, found: Sequence[Found], promise: Promise, match: Match, vocabulary: Vocabulary
) -> list[Found]:
    """The amounts that stand in a list with one and are of the same as much as it (走访企业63户、个体户48户).

    Between two of them stands no verb and no thing that is neither in the plan nor before the first.
    """
    text = match.passage.line.plain.string
    ordered = sorted((one for one in found if one.rank[:4] == best.rank[:4]), key=lambda one: one.span)
    if any(one.total for one in ordered[1:]):
        return [best]
    start = next(clause.span.start for clause in match.passage.clauses if clause.span.end >= ordered[0].span[0])
    known = {word.concept for word in promise.words if word.amount} | {
        word.concept for word in words(text[start : ordered[0].span[0]], vocabulary)
    }
    listed = ordered[:1]
    for before, after in pairwise(ordered):
        between = text[before.span[1] : after.span[0]]
        new = {word.concept for word in words(between, vocabulary)} - known
        if (
            between[:1] not in tuple("、和及与")
            or "其中" in between
            or new & (vocabulary.heads | vocabulary.act_concepts)
        ):
            break
        listed.append(after)
    return listed if best in listed else [best]
