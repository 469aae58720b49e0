"""Promises that something bad will not happen (零败诉), held against a report that counts it (纠正1件)."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.commitments.answer import Answer
from checker.commitments.counts import amounts
from checker.commitments.scoring import Match
from checker.commitments.vocabulary import Vocabulary

CLOSE = 6
"""Characters before a number within which stands what it counts (纠正1件)."""


def with_faults(told: Answer, match: Match, vocabulary: Vocabulary) -> Answer:
    """The answer as short where its sentence counts what was not to happen at all."""
    text = told.promise.plain
    if told.status != "answered" or told.promise.counted or not _denies(text, vocabulary):
        return told
    span, line = match.passage.span, match.passage.line
    for number, unit, end in amounts(match.passage.text, vocabulary, loose=True):
        if number.value > 0 and vocabulary.faults_in(text) & _right_before(
            match.passage.text, number.start, vocabulary
        ):
            promise = replace(told.promise, counted=True, promised=0, unit=unit, comparison="<=")
            at = line.back(span.start + number.start, span.start + end)
            return replace(told, promise=promise, reported=number.value, reported_at=at)
    return told


def _denies(promise: str, vocabulary: Vocabulary) -> bool:
    """Whether a promise is that something will not be."""
    denied = any(vocabulary.holds(name, promise) for name in ("refrains", "prohibitions"))
    return denied or vocabulary.free_of.search(promise) is not None


def _right_before(text: str, number: int, vocabulary: Vocabulary) -> frozenset[str]:
    """The faults that the words right before a number name."""
    return vocabulary.faults_in(re.split(r"[,;、。\d]", text[max(number - CLOSE, 0) : number])[-1])
