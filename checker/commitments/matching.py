"""Which sentence of a report answers a promise, how surely, and what it reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from checker.commitments.passages import passages
from checker.commitments.promises import Promise
from checker.commitments.reported import At, done, reported
from checker.commitments.scoring import Match, match, rarity_of
from checker.commitments.vocabulary import Vocabulary
from checker.document import Document


class Scorer(Protocol):
    """Another opinion on how near two texts are in meaning: one row for each promise, 0 to 1 for each sentence."""

    def scores(self, promised: Sequence[str], reported: Sequence[str]) -> Sequence[Sequence[float]]:
        """Similarities, 1 for the same meaning."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word of the promise and the words of the report that took it up; offsets in the texts of their blocks."""

    promised: str
    promised_at: At
    reported: str
    reported_at: At
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of the report: `text` is [start:end] of the block's text."""

    score: float
    text: str
    block: int
    start: int
    end: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the report says of a promise; `best` is None when it holds no sentence at all.

    `unsure`: not answered, but `best` may say it in other words, so that a person should look.
    `reported` is in the promise's unit and for the whole year; None where no number of that unit stands with the
    answer. `reported_at` and `done_at` are offsets in the best sentence's block. `done` is None where no day is named,
    or only a month in which the deadline lies.
    """

    promise: Promise
    score: float
    answered: bool
    best: Candidate | None
    others: tuple[Candidate, ...] = ()
    unsure: bool = False
    reported: int | None = None
    reported_at: At | None = None
    done: date | None = None
    done_at: At | None = None


def answers(
    promised: Sequence[Promise],
    report: Document,
    vocabulary: Vocabulary,
    *,
    scorer: Scorer | None = None,
    year: int | None = None,
) -> tuple[Answer, ...]:
    """One answer for each promise, in order. `year` is the report's; without it, the plan's."""
    if not promised:
        return ()
    year = year if year is not None else promised[0].year
    said = [passage for passage in passages(report, vocabulary, year) if not passage.ahead]
    rarity = rarity_of(promised, said)
    meant = scorer.scores([p.text for p in promised], [p.text for p in said]) if scorer and said else None
    found = []
    for index, promise in enumerate(promised):
        matches = [match(promise, passage, rarity) for passage in said]
        if meant is not None:
            matches = [_blend(lexical, meant[index][at]) for at, lexical in enumerate(matches)]
        found.append(_answer(promise, sorted(matches, key=lambda one: -one.score)[:3], report, vocabulary, year))
    return tuple(found)


def _blend(match: Match, meaning: float) -> Match:
    """The score with another opinion: it can lift what shares few words, and takes nothing away."""
    lifted = max(match.score, 0.5 * match.score + 0.5 * max(min(meaning, 1.0), 0.0))
    return Match(lifted, match.passage, match.first, match.last, match.hits)


def _answer(
    promise: Promise, best: Sequence[Match], report: Document, vocabulary: Vocabulary, year: int | None
) -> Answer:
    if not best or best[0].score == 0:
        return Answer(promise, 0.0, False, None)
    first = best[0]
    answered = first.score >= vocabulary.answered
    number = reported(promise, first, vocabulary) if answered else None
    day = done(promise, first, year) if answered else None
    return Answer(
        promise,
        round(first.score, 3),
        answered,
        _candidate(first, report),
        tuple(_candidate(match, report) for match in best[1:] if match.score >= vocabulary.related),
        unsure=not answered and first.score >= vocabulary.related,
        reported=number[0] if number else None,
        reported_at=number[1] if number else None,
        done=day[0] if day else None,
        done_at=day[1] if day else None,
    )


def _candidate(match: Match, report: Document) -> Candidate:
    line, span = match.passage.line, match.passage.span
    start, end = line.back(span.start, span.end)
    evidence = tuple(
        Evidence(asked.text, (asked.start, asked.end), word.text, line.back(word.start, word.end), weight)
        for asked, word, weight in sorted(match.hits, key=lambda hit: -hit[2])
    )
    text = report.text_at(line.block, line.cell).string[start:end]
    return Candidate(round(match.score, 3), text, line.block, start, end, evidence)
