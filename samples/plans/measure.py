"""How well promises and answers are found in the plans of this folder, against what a reader made of them.

    python samples/plans/measure.py [--model] [NAME ...]

A promise counts as found when the program gives one that shares more than three characters with it. Where it gives
several that cover a quarter of it each, the kindest reading stands: answered before unsure before unanswered. What is
left to a person (unsure) is neither right nor wrong, but lowers the recall. `open` clauses count neither way.

With `--model` the extra `semantic` is asked as well.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from adapters import text
from checker.commitments import Answer, Scorer, Vocabulary, answers, load_vocabulary, meaning, promises
from checker.document import Document
from checker.facts.concerned import places_of
from checker.facts.others import other_body
from checker.loading.load import load
from checker.pack.pack import Pack
from checker.reading.recognise import read, recognise
from checker.text.normalize import comparable

HERE = Path(__file__).parent
PACK = HERE.parent.parent / "rules" / "cn-disclosure-report" / "vocabulary.yaml"
SHARED = 3
"""Characters that a clause and a promise may share by touching only."""


@dataclass
class Tally:
    """Right ones, and how many there are."""

    right: int = 0
    all: int = 0

    def add(self, right: bool) -> None:
        """Counts one more."""
        self.right += right
        self.all += 1

    @property
    def share(self) -> float:
        """From 0 to 1; 1 of none."""
        return self.right / self.all if self.all else 1.0

    def __str__(self) -> str:
        return f"{self.right}/{self.all}"


ROUNDED = Decimal("0.06")
"""By how much a share may differ that was rounded to one decimal."""
COVERS = 0.25
"""The share of a clause that a promise must cover to be a reading of it."""
NAMES = (
    "promises_recall promises_precision answered_recall answered_precision unanswered_recall unanswered_precision "
    "unanswered_or_left decided short_recall short_precision late_recall late_precision sentence counted reported "
    "deadline done office"
)
KINDEST = ("answered", "short", "late", "unsure", "not_done", "unanswered")


@dataclass
class Measure:
    """Tallies by name, and a line for everything that differs from the judgement."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in NAMES.split(" ")})
    differences: list[str] = field(default_factory=list)

    def add(self, name: str, right: bool, what: str = "") -> None:
        """Counts one more; `what` is said where it is wrong."""
        self.tallies[name].add(right)
        if what and not right:
            self.differences.append(f"{name}: {what}")

    def share(self, name: str) -> float:
        """From 0 to 1."""
        return self.tallies[name].share


def vocabulary() -> Vocabulary:
    """The words of the pack."""
    return load_vocabulary(yaml.safe_load(PACK.read_text("utf-8")))


def judgement(name: str) -> dict[str, Any]:
    """What a reader made of a pair."""
    loaded: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return loaded


def names() -> list[str]:
    """The pairs of this folder."""
    return sorted(path.stem for path in HERE.glob("*.yaml"))


def measure(name: str, words: Vocabulary, scorer: Scorer | None = None) -> Measure:
    """The program's reading of a pair against the reader's."""
    judged = judgement(name)
    plan = text.read(HERE / judged["plan"], judged["plan"])
    report = text.read(HERE / judged["report"], judged["report"])
    promised = promises(plan, words, year=judged["year"])
    places = places_of(organ(report), words, pack().spec.issuers)
    others = other_body(organ(report), places, words, pack().spec.issuers)
    found = answers(promised, report, words, scorer=scorer, places=places, others=others)
    source = (HERE / judged["plan"]).read_text("utf-8")
    ranges = [(*_range(plan, source, answer), answer) for answer in found]
    clauses = _clauses(judged["clauses"], source)
    result = Measure()
    for start, end, clause in clauses:
        if clause["is"] == "promise":
            near = [(_shared(start, end, low, high), answer) for low, high, answer in ranges]
            _compare(result, clause, [(shared, answer) for shared, answer in near if shared > SHARED], words)
    for low, high, answer in ranges:
        meant = any(
            clause["is"] in ("promise", "open") and _shared(start, end, low, high) > SHARED
            for start, end, clause in clauses
        )
        result.add("promises_precision", meant, answer.promise.text)
    return result


def organ(report: Document) -> str:
    """The organ that a report is of."""
    seen = recognise(report, [pack()])
    return (read(report, seen).identity.organ if seen else None) or ""


@cache
def pack() -> Pack:
    """The pack that the words are of."""
    return load(PACK.parent, ())


def _clauses(judged: list[dict[str, Any]], source: str) -> list[tuple[int, int, dict[str, Any]]]:
    """Each clause with its range in the plan; the clauses stand in the order of the plan."""
    found, at = [], 0
    for clause in judged:
        at = source.index(clause["text"], at)
        found.append((at, at + len(clause["text"]), clause))
    return found


def _range(plan: Document, source: str, answer: Answer) -> tuple[int, int]:
    promise = answer.promise
    place = plan.text_at(promise.block, promise.cell).place(promise.start, promise.end)
    assert place.line is not None
    assert place.char is not None
    start = sum(len(line) + 1 for line in source.split("\n")[: place.line - 1]) + place.char - 1
    return start, start + promise.end - promise.start


def _shared(start: int, end: int, low: int, high: int) -> int:
    return min(end, high) - max(start, low)


def _compare(result: Measure, clause: dict[str, Any], near: list[tuple[int, Answer]], words: Vocabulary) -> None:
    text, wanted = clause["text"], bool(clause["answered_by"])
    result.add("promises_recall", bool(near), text)
    kind = "answered" if wanted else "unanswered"
    if not near:
        result.add(f"{kind}_recall", False, text)
        return
    covering = [one for one in near if one[0] >= COVERS * len(text)] or near
    counting = [one for one in covering if one[1].promise.counted] if "counted" in clause else []
    answer = min(counting or covering, key=lambda one: (KINDEST.index(one[1].status), -one[0]))[1]
    responded = answer.status in KINDEST[:3]
    said = f"{text} ({answer.status} {answer.score}) -> {answer.best.text if answer.best else ''}"
    if "status" in clause and wanted:
        for status in ("short", "late"):
            if clause["status"] == status:
                result.add(f"{status}_recall", answer.status == status, said)
            if answer.status == status:
                result.add(f"{status}_precision", clause["status"] == status, said)
    result.add("decided", answer.status != "unsure")
    if not wanted:
        result.add("unanswered_or_left", not responded, said)
    if responded:
        result.add("answered_precision", wanted, said)
    elif answer.status != "unsure":
        result.add("unanswered_precision", not wanted, said)
    result.add(f"{kind}_recall", responded if wanted else answer.status in ("unanswered", "not_done"), said)
    if "counted" in clause:
        promise, meant = answer.promise, clause["counted"]
        same = promise.promised == meant["promised"] and promise.comparison == meant["comparison"]
        result.add("counted", same and words.same_unit(promise.unit, meant["unit"]), f"{text}: {promise.promised}")
    due: date | None = clause.get("deadline")
    if due or "status" not in clause:
        result.add("deadline", answer.promise.deadline == due, f"{text}: {answer.promise.deadline}")
    if "office" in clause:
        result.add("office", answer.promise.office == clause["office"], f"{text}: {answer.promise.office}")
    if wanted and answer.answered and answer.best:
        given = comparable(answer.best.text).string.rstrip("。;")
        passages = [comparable(passage).string.rstrip("。;") for passage in clause["answered_by"]]
        result.add("sentence", any(p in given or given in p for p in passages), said)
        if "counted" in clause or "reported" in clause:
            result.add("reported", _same(answer.reported, clause.get("reported")), f"{text}: {answer.reported}")
        if "done" in clause:
            result.add("done", answer.done == clause["done"], f"{text}: {answer.done}")


def _same(given: int | Decimal | None, meant: float | None) -> bool:
    """Whether two amounts are one, as far as a share is written."""
    if given is None or meant is None:
        return given is meant
    return abs(Decimal(given) - Decimal(str(meant))) < ROUNDED


def main(chosen: list[str]) -> None:
    """Prints the tallies of each pair and what differs."""
    words = vocabulary()
    scorer = meaning() if "--model" in chosen else None
    for name in [one for one in chosen if one != "--model"] or names():
        result = measure(name, words, scorer)
        print(name, *(f"{key} {tally}" for key, tally in result.tallies.items() if tally.all), sep="\n  ")
        print(*(f"    {line}" for line in result.differences), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
