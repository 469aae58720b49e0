"""Fits the weights by which a sentence is told to answer a promise, on judged pairs of plan and report.

    python benchmarks/promises.py [--model] [NAME ...]

The pairs are those of samples/plans that are not held out, or those named. For every promise that a sentence answers,
the right sentence is one example, and the nearest once all right ones are taken out of the report another, of a
promise without an answer. Printed are the weights for checker/commitments/deciding.py, in its order, and what
thresholds would tell, each pair by weights fitted on the others.

Plain Newton steps on a logistic regression with a ridge of 1 on values of one variance: a few hundred examples, seven
numbers.
"""

from __future__ import annotations

import sys
from math import exp, log
from pathlib import Path
from statistics import pvariance
from types import ModuleType

from checker.commitments import Promise, Scorer, meaning, rows
from checker.commitments.deciding import Nearness, known
from checker.commitments.passages import Passage, passages
from checker.commitments.ranking import Ranked, ranking
from checker.record import dataclass
from checker.text.normalize import comparable

PLANS = Path(__file__).parent.parent / "samples" / "plans"
sys.path.insert(0, str(PLANS))
ANSWERED = 0.77
"""The share of promises that reports answer, in the pairs: the examples are half and half."""
RIDGE, STEPS = 1.0, 40
Row = list[float]


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of a promise and a sentence, and whether the one answers the other."""

    pair: str
    known: Row
    right: bool


def examples(measure: ModuleType, name: str, scorer: Scorer | None) -> list[Example]:
    """Both examples of every promise of a pair, those where the report says it was not done left out."""
    judged = measure.judgement(name)
    plan, report = (measure.text.read(PLANS / judged[role], judged[role]) for role in ("plan", "report"))
    vocabulary = measure.vocabulary()
    promised = [row for row in rows(plan, vocabulary, year=judged["year"]) if row.kind == "promise"]
    said = [one for one in passages(report, vocabulary, judged["year"]) if not one.ahead]
    found: list[Example] = []
    for promise, ranked in zip(promised, ranking(promised, said, scorer, vocabulary), strict=True):
        clause = _clause(promise, judged["clauses"])
        if clause is None or clause.get("refused_by"):
            continue
        passages_ = [_plain(passage) for passage in clause["answered_by"]]
        right = [_is(one.match.passage, passages_) for one in ranked]
        told = [one for one in ranked if not one.match.wanting]
        if passages_ and told and any(right):
            found.append(_example(name, told[0], _is(told[0].match.passage, passages_)))
        others = [one for one in told if not _is(one.match.passage, passages_)]
        if others:
            found.append(_example(name, others[0], False))
    return found


def _clause(promise: Promise, clauses: list[dict[str, object]]) -> dict[str, object] | None:
    own = _plain(promise.text)
    return next((one for one in clauses if one["is"] == "promise" and _meets(own, _plain(str(one["text"])))), None)


def _plain(text: str) -> str:
    return "".join(character for character in comparable(text).string if character.isalnum())


def _meets(one: str, other: str) -> bool:
    return one in other or other in one


def _is(passage: Passage, right: list[str]) -> bool:
    return any(_meets(_plain(passage.text), one) for one in right)


def _example(pair: str, one: Ranked, right: bool) -> Example:
    near: Nearness = one.near
    return Example(pair, known(near), right)


def fit(some: list[Example]) -> Row:
    """The weights of the examples, the constant for as many answered promises as there are in reports."""
    size = len(some[0].known)
    weights = [0.0] * size
    ridge = [0.0, *(RIDGE * pvariance(one.known[at] for one in some) for at in range(1, size))]
    for _ in range(STEPS):
        slope = [own * weight for own, weight in zip(ridge, weights, strict=True)]
        bend = [[ridge[row] + 1e-9 if row == column else 0.0 for column in range(size)] for row in range(size)]
        for one in some:
            probable = _probable(weights, one.known)
            for row in range(size):
                slope[row] += (probable - one.right) * one.known[row]
                for column in range(size):
                    bend[row][column] += probable * (1 - probable) * one.known[row] * one.known[column]
        weights = [weight - step for weight, step in zip(weights, _solved(bend, slope), strict=True)]
    share = sum(one.right for one in some) / len(some)
    weights[0] += log(ANSWERED / (1 - ANSWERED)) - log(share / (1 - share))
    return weights


def _probable(weights: Row, values: Row) -> float:
    return 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights, values, strict=True))))


def _solved(matrix: list[Row], right: Row) -> Row:
    """Gauss and Jordan."""
    lines = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(len(lines)):
        pivot = max(range(at, len(lines)), key=lambda row: abs(lines[row][at]))
        lines[at], lines[pivot] = lines[pivot], lines[at]
        lines[at] = [value / lines[at][at] for value in lines[at]]
        for row in range(len(lines)):
            if row != at:
                lines[row] = [x - lines[row][at] * y for x, y in zip(lines[row], lines[at], strict=True)]
    return [line[-1] for line in lines]


def main(chosen: list[str]) -> None:
    """Prints weights and what thresholds tell."""
    import measure

    scorer = meaning() if "--model" in chosen else None
    every = [name for name in measure.names() if not measure.judgement(name)["held_out"]]
    names = [name for name in chosen if name != "--model"] or every
    some = [one for name in names for one in examples(measure, name, scorer)]
    print("fitted on", *names)
    print(len(some), "examples; weights", *(f"{weight:.2f}" for weight in fit(some)))
    told = []
    for name in names:
        weights = fit([one for one in some if one.pair != name])
        told += [(_probable(weights, one.known), one.right) for one in some if one.pair == name]
    for high, low in ((0.6, 0.4), (0.65, 0.35), (0.7, 0.3), (0.75, 0.25), (0.8, 0.2)):
        sure = [right for probable, right in told if probable >= high]
        none = [right for probable, right in told if probable < low]
        print(
            f"answered from {high}: {sum(sure)} of {len(sure)} right;",
            f"unanswered below {low}: {none.count(False)} of {len(none)} right;",
            f"left {len(told) - len(sure) - len(none)} of {len(told)}",
        )


if __name__ == "__main__":
    main(sys.argv[1:])
