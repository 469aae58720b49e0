"""How surely the nearest sentence of a report answers a promise."""

from __future__ import annotations

from math import exp

from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Nearness:
    """What is known of a promise and the run of clauses nearest to it.

    `words` is the share of the promise's words that it takes up, `characters` and `meaning` are centred cosines,
    `meaning` None where no model was asked. Each `rival_` is by how much another promise is nearer to the same run
    (below zero where none is): a sentence that answers one promise is mostly not there for another. `undone`: the
    promise names a thing that will exist, and the verb beside it does not stand in the run. `amount` is 1 where the
    promise is of so much and the run says how much, -1 where it does not, 0 where there is nothing to be counted.
    """

    words: float
    rival_words: float
    characters: float
    rival_characters: float
    undone: bool
    amount: int = 0
    meaning: float | None = None
    rival_meaning: float = 0.0


# Logistic regressions, fitted by benchmarks/promises.py on the pairs that docs/promises.md names as used for fitting.
_PLAIN = (-2.88, 5.31, -1.08, 25.55, -7.05, -0.83, 1.96)
"""Weights without a model: constant, words, rival, characters, rival, undone, amount."""
_MODEL = (-3.46, 4.9, -1.53, 18.57, -0.84, -1.21, 1.93, 40.73, -67.67)
"""The same with a model, then meaning, rival. Its cosines lie close together, which makes the weights large."""

ALIKE = 0.12
"""The centred cosine of characters from which a sentence is as near as one of the same thing is; more tells no more."""
BLEND_CHARACTERS, BLEND_MEANING = 0.5, 4.0
"""What the centred cosines count against the words, where sentences are ranked for one promise."""


def ranks(near: Nearness) -> float:
    """By what the sentences of a report are ordered for a promise."""
    return near.words + BLEND_CHARACTERS * near.characters + BLEND_MEANING * (near.meaning or 0.0)


def known(near: Nearness) -> list[float]:
    """The values that the weights are for, in their order."""
    texts = [1.0, near.words, near.rival_words, min(near.characters, ALIKE), near.rival_characters]
    plain = [*texts, float(near.undone), float(near.amount)]
    return plain if near.meaning is None else [*plain, near.meaning, near.rival_meaning]


def certainty(near: Nearness) -> float:
    """How probable it is that the run answers the promise, from 0 to 1."""
    weights: tuple[float, ...] = _PLAIN if near.meaning is None else _MODEL
    return 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights, known(near), strict=True))))
