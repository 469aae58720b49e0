"""What a report says of a promise: its sentences, the amount, the day, and what became of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from checker.commitments.found import Amount, At
from checker.commitments.promises import Promise
from checker.record import dataclass

STATUSES = ("answered", "short", "late", "not_done", "unanswered", "unsure", "general")
"""What may be said of a row of a plan; `general` of one that promises nothing."""


SURELY = 0.8
"""How surely a sentence answers what a plan only hopes for (实现按主题检索), so that it is told."""


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
    """A sentence of the report: `text` is [start:end] of the block's text. `score` is how surely it answers, 0 to 1."""

    score: float
    text: str
    block: int
    start: int
    end: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the report says of a promise; `best` is None when it holds no sentence at all.

    `unsure`: not answered, but `best` may say it in other words, so that a person should look. `refused`: `best` says
    that it was not done; `planned`: it is unanswered, and `best` only plans it for the time to come, or
    says that it lacks. `others` are further sentences that answer it, or come near.
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
    refused: bool = False
    planned: bool = False
    reported: int | Decimal | None = None
    reported_at: At | None = None
    done: date | None = None
    done_at: At | None = None

    @property
    def tells_of_a_duty(self) -> bool:
        """Whether it says of a duty of every year that it was kept, or counts what was not to happen at all."""
        kept = self.status == "answered" and (self.promise.kind != "slogan" or self.score >= SURELY)
        return kept or (self.status == "short" and self.promise.promised == 0)

    @property
    def status(self) -> str:
        """One of STATUSES."""
        if self.promise.kind != "promise" and not (self.promise.bound and self.answered):
            return "general"
        if self.refused:
            return "not_done"
        if not self.answered:
            return "unsure" if self.unsure else "unanswered"
        if self.promise.counted and self.reported is None:
            return "unsure"
        if self.reported is not None and not reached(self.reported, self.promise):
            return "late" if self.promise.in_time else "short"
        if self.done and self.promise.deadline and self.done > self.promise.deadline:
            return "late"
        return "answered"


def reached(value: Amount, promise: Promise) -> bool:
    """Whether an amount is as much as was promised."""
    assert promise.promised is not None
    compared = {">": value > promise.promised, "<": value < promise.promised, "<=": value <= promise.promised}
    return compared.get(promise.comparison, value >= promise.promised)
