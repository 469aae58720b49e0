"""How many there are of a kind of place, as plan and report say, so that fewer are a share (11 of 14个乡镇)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from checker.commitments.answer import Answer
from checker.commitments.counts import PERCENT, WHOLE, amounts
from checker.commitments.drafting import CORE
from checker.commitments.found import Amount, At
from checker.commitments.scoring import Match
from checker.commitments.vocabulary import Vocabulary

NAME = 2
"""Characters behind the unit by which places are told (个乡镇)."""
OFTEN = 2
"""Times that the same number is told of them at least to be how many there are."""
PLACE = "处"
"""The unit of places."""
_DECIMALS = 1
_RATE = re.compile(r"(?P<verb>[\u4e00-\u9fff]{2})(?:率|比例)")
BESIDE = 2
"""Characters between the name of a share and what it is (比例为85%)."""


def wholes(texts: Iterable[str], vocabulary: Vocabulary) -> dict[str, int]:
    """How many there are of what is counted most, by its name; `texts` are comparable, each told once."""
    seen: Counter[tuple[str, int]] = Counter()
    for text in texts:
        seen.update(set(_places(text, vocabulary)))
    most: dict[str, int] = {}
    for (name, value), times in seen.items():
        most[name] = max(most.get(name, 0), value if times >= OFTEN else 0)
    return {name: value for name, value in most.items() if value >= max(v for (n, v) in seen if n == name)}


def of_the_whole(answer: Answer, match: Match, known: Mapping[str, int], vocabulary: Vocabulary) -> Answer:
    """The answer to a promise of all of them with the share that its sentence gives by how many it was.

    The same where it says a share itself, or the promise is of no kind of which is known how many there are.
    """
    promise = answer.promise
    text = promise.plain
    rate = promise.counted and promise.unit == PERCENT
    all_ = not promise.counted and any(vocabulary.holds(name, text) for name in ("whole", "office_each"))
    if not answer.answered or answer.reported is not None or not (rate or all_):
        return answer
    found = _share(text, match, known, vocabulary) or (_rate_of_it(match, vocabulary) if all_ else None)
    if found is None or (all_ and found[0] >= WHOLE):
        return answer
    if all_:
        promise = replace(promise, counted=True, promised=WHOLE, unit=PERCENT, comparison=">=")
    return replace(answer, promise=promise, reported=found[0], reported_at=found[1])


def _places(text: str, vocabulary: Vocabulary) -> Iterable[tuple[str, int]]:
    """The places that a text counts: their name, and how many they are."""
    for number, unit, end in amounts(text, vocabulary, loose=True):
        name = text[end : end + NAME]
        if isinstance(number.value, int) and len(name) == NAME and vocabulary.same_unit(unit, PLACE):
            yield name, number.value


def _rate_of_it(match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """The share that the clauses that answer give themselves, by a verb of the promise (上网比例为85%)."""
    low, high = match.range
    said = match.passage.line.plain.string[low:high]
    acts = {word.concept for word in match.promise.words if word.share == CORE and word.act}
    rates = [found for found in _RATE.finditer(said) if vocabulary.concept(found["verb"]) in acts]
    for number, unit, end in amounts(said, vocabulary):
        if unit == PERCENT and any(0 <= number.start - rate.end() <= BESIDE for rate in rates):
            return number.value, match.passage.line.back(low + number.start, low + end)
    return None


def _share(asked: str, match: Match, known: Mapping[str, int], vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """The share of as many places as the clauses that answer count, where the promise is of them."""
    low, high = match.range
    for name, value in _places(match.passage.line.plain.string[low:high], vocabulary):
        whole = known.get(name, 0)
        if name in asked and 0 < value <= whole:
            share = round(Decimal(value * WHOLE) / Decimal(whole), _DECIMALS)
            return int(share) if share == int(share) else share, match.passage.line.back(low, high)
    return None
