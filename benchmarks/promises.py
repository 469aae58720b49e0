"""Fits the weights by which a sentence is told to answer a promise, on judged pairs of plan and report.

    python benchmarks/promises.py [--model] [FOLDER ...]

Each folder holds the pairs of one hand, judged as those of samples/plans are, which is the folder if none is named.
For every promise the sentences that answer it are examples, and the two nearest that do not. Printed are the weights
for checker/commitments/deciding.py, in its order, and for each hand what thresholds would tell of its promises by
weights that were fitted on the other hands (on the other pairs, where there is one hand only).

Plain Newton steps on a logistic regression, with a ridge on values of one variance; every hand but the samples, which
are many and easy, counts three times as much for each of its promises. The ridge pulls towards the weights as they
are, those of the signs most: what pairs taught that are no longer at hand is not forgotten. Weights that are new are 0
there before the first run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from math import exp
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from checker.commitments import Promise, Scorer, Vocabulary, meaning, rows
from checker.commitments.deciding import known, weights_of
from checker.commitments.passages import passages
from checker.commitments.ranking import ranking
from checker.facts.concerned import places_of
from checker.facts.others import other_body
from checker.record import dataclass
from checker.text.normalize import comparable

PLANS = Path(__file__).parent.parent / "samples" / "plans"
sys.path.insert(0, str(PLANS))
NEAREST = 2
"""Sentences that do not answer a promise, of those nearest to it, that are examples."""
RIDGE, OF_SIGNS, STEPS, OFTEN = 300.0, 1000.0, 30, 3.0
SIGNS = (7, 8, 9)
"""Where the weights of the signs stand."""
THRESHOLDS = ((0.5, 0.1), (0.55, 0.08), (0.6, 0.06), (0.65, 0.05), (0.7, 0.03))
Row = list[float]


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of a promise and a sentence, whether the one answers the other, and whether anything does."""

    hand: str
    pair: str
    promise: int
    known: Row
    right: bool
    answered: bool
    near: bool = True


def examples(measure: ModuleType, judged_in: Path, scorer: Scorer | None, vocabulary: Vocabulary) -> list[Example]:
    """Those of a pair; what the report says was not done is left out."""
    judged: dict[str, Any] = yaml.safe_load(judged_in.read_text("utf-8"))
    plan, report = (measure.text.read(judged_in.parent / judged[role], judged[role]) for role in ("plan", "report"))
    every = rows(plan, vocabulary, year=judged.get("year"))
    year = every[0].year if every else None
    promised = [row for row in every if row.kind == "promise" or row.bound]
    said = [one for one in passages(report, vocabulary, year) if not one.ahead]
    found: list[Example] = []
    organ, issuers = measure.organ(report), measure.pack().spec.issuers
    places = places_of(organ, vocabulary, issuers)
    others = other_body(organ, places, vocabulary, issuers)
    orders = ranking(promised, said, scorer, vocabulary, places, others)
    for index, (promise, ranked) in enumerate(zip(promised, orders, strict=True)):
        clause = _clause(promise, judged["clauses"])
        if clause is None or clause.get("refused_by"):
            continue
        answers = [_plain(passage) for passage in clause.get("answered_by", [])]
        wrong = 0
        for one in sorted(ranked, key=lambda one: -one.rank):
            right = any(_meets(_plain(one.match.passage.text), answer) for answer in answers)
            wrong += not right
            found.append(
                Example(
                    str(judged_in.parent),
                    judged_in.stem,
                    index,
                    known(one.near),
                    right,
                    bool(answers),
                    near=right or wrong <= NEAREST,
                )
            )
    return found  # fmt: skip


def _clause(promise: Promise, clauses: list[dict[str, Any]]) -> dict[str, Any] | None:
    own = _plain(promise.text)
    return next((one for one in clauses if one["is"] == "promise" and _meets(own, _plain(one["text"]))), None)


def _plain(text: str) -> str:
    return "".join(character for character in comparable(text).string if character.isalnum())


def _meets(one: str, other: str) -> bool:
    return one in other or other in one


def fit(some: list[Example]) -> Row:
    """The weights of the examples that are near."""
    some = [one for one in some if one.near]
    size = len(some[0].known)
    known_so_far = weights_of(some[0].known)
    counts = [1.0 if Path(one.hand) == PLANS else OFTEN for one in some]
    weights = [*known_so_far]
    pull = [OF_SIGNS if at in SIGNS else RIDGE for at in range(size)]
    ridge = [0.0, *(pull[at] * _variance(one.known[at] for one in some) for at in range(1, size))]
    for _ in range(STEPS):
        slope = [own * (weight - old) for own, weight, old in zip(ridge, weights, known_so_far, strict=True)]
        bend = [[ridge[row] + 1e-9 if row == column else 0.0 for column in range(size)] for row in range(size)]
        for one, count in zip(some, counts, strict=True):
            probable = _probable(weights, one.known)
            for row in range(size):
                slope[row] += count * (probable - one.right) * one.known[row]
                for column in range(size):
                    bend[row][column] += count * probable * (1 - probable) * one.known[row] * one.known[column]
        weights = [weight - step for weight, step in zip(weights, _solved(bend, slope), strict=True)]
    return weights


def _variance(values: Iterable[float]) -> float:
    held = list(values)
    mean = sum(held) / len(held)
    return sum((value - mean) ** 2 for value in held) / len(held)


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


def _held_out(some: list[Example], part: Callable[[Example], str]) -> dict[str, list[tuple[float, bool]]]:
    """By hand, of each promise how probable its best sentence is by what the other parts taught, and if it has one."""
    told: dict[str, list[tuple[float, bool]]] = {}
    for name in sorted({part(one) for one in some}):
        weights = fit([one for one in some if part(one) != name])
        best: dict[tuple[str, str, int], tuple[float, bool]] = {}
        for one in some:
            if part(one) == name:
                key = (one.hand, one.pair, one.promise)
                best[key] = max(best.get(key, (0.0, one.answered)), (_probable(weights, one.known), one.answered))
        for (hand, _, _), result in best.items():
            told.setdefault(hand, []).append(result)
    return told


def _say(hand: str, told: list[tuple[float, bool]]) -> None:
    print(hand, len(told), "promises")
    for high, low in THRESHOLDS:
        sure = [answered for probable, answered in told if probable >= high]
        none = [answered for probable, answered in told if probable < low]
        answered = sum(answered for _, answered in told)
        print(
            f"  answered from {high}: {sum(sure)} of {len(sure)} right, of {answered};",
            f"unanswered below {low}: {none.count(False)} of {len(none)} right, of {len(told) - answered};",
            f"left {len(told) - len(sure) - len(none)}",
        )


def main(chosen: list[str]) -> None:
    """Prints weights and what thresholds tell."""
    import measure

    scorer = meaning() if "--model" in chosen else None
    folders = [Path(name) for name in chosen if name != "--model"] or [PLANS]
    vocabulary = measure.vocabulary()
    some = [
        one
        for folder in folders
        for judged in sorted(folder.glob("*.yaml"))
        for one in examples(measure, judged, scorer, vocabulary)
    ]
    print(sum(one.near for one in some), "examples; weights", *(f"{weight:.2f}," for weight in fit(some)))
    for hand, told in _held_out(some, (lambda one: one.hand) if len(folders) > 1 else (lambda one: one.pair)).items():
        _say(hand, told)


if __name__ == "__main__":
    main(sys.argv[1:])
