"""How often a year an answer says that something was done: by a frequency, periods or days that are listed."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.commitments.counts import amounts
from checker.commitments.deadlines import days_done
from checker.commitments.often import periods_listed
from checker.commitments.promises import Promise
from checker.commitments.scoring import Match
from checker.commitments.vocabulary import Vocabulary

At = tuple[int, int]
"""Start and end in the text of the block."""
Amount = int | Decimal
OFTEN = 10
"""How often at most something is done in each of many periods; more are counted as things (每月抽检30批次)."""
_YEAR_END = re.compile(r"年[终末底]")


def per_year(promise: Promise, match: Match, vocabulary: Vocabulary, *, around: bool) -> tuple[Amount, At] | None:
    """How much a year the clauses say that was done, where they say it so (逐月更新, 每月开展两次, 每周3条).

    `around`: the others of the sentence too.
    """
    line = match.passage.line
    clauses = match.passage.clauses[match.first : match.last + 1]
    for clause in (*clauses, *(match.passage.clauses if around else ())):
        text = clause.span.of(line.plain.string)
        found = vocabulary.patterns["often"].search(text)
        if found is None or clause.apart:
            continue
        given = [
            (number.value, unit)
            for number, unit, _ in amounts(text[found.end() :], vocabulary)
            if isinstance(number.value, int)
        ]
        times = [value for value, unit in given if vocabulary.counts_occasions(unit) and value <= OFTEN]
        if not vocabulary.counts_occasions(promise.unit):
            times = [value for value, unit in given if vocabulary.same_unit(unit, promise.unit)]
        factor = times[0] if times else 1
        at = clause.span.start
        return vocabulary.times(found) * factor, line.back(at + found.start(), at + found.end())
    return None


def occasions(match: Match, times: int, vocabulary: Vocabulary, year: int | None) -> tuple[Amount, At] | None:
    """How often something was done, where no amount says it: how often a year, the months listed, the one day."""
    line = match.passage.line
    text = line.plain.string
    low, high = match.range
    for start, end in ((low, high), (match.passage.span.start, match.passage.span.end)):
        often = vocabulary.often(text[start:end])
        if often:
            return often, line.back(start, end)
    if match.first:
        low = match.passage.clauses[match.first - 1].span.start
    if span := periods_listed(text[low:high], times, vocabulary.periods):
        return span, line.back(low, high)
    days = list(days_done(text[low:high], year))
    if days:
        at = days[0][2]
        return len({first for first, _, _ in days}), line.back(low + at, min(low + at + 2, high))
    once = _YEAR_END.search(text, low, high)
    return (1, line.back(*once.span())) if once else None
