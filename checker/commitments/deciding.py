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
_PLAIN = (-1.78, 5.07, -0.93, 7.44, -8.84, -0.78, 1.71)
"""Weights without a model: constant, words, rival, characters, rival, undone, amount."""
_MODEL = (-2.87, 5.1, -0.85, 3.46, -3.64, -0.96, 1.63, 46.2, -56.0)
"""The same with a model, then meaning, rival. Its cosines lie close together, which makes the weights large."""

BLEND_CHARACTERS, BLEND_MEANING = 0.5, 4.0
"""What the centred cosines count against the words, where sentences are ranked for one promise."""


def ranks(near: Nearness) -> float:
    """By what the sentences of a report are ordered for a promise."""
    return near.words + BLEND_CHARACTERS * near.characters + BLEND_MEANING * (near.meaning or 0.0)


def known(near: Nearness) -> list[float]:
    """The values that the weights are for, in their order."""
    texts = [1.0, near.words, near.rival_words, near.characters, near.rival_characters]
    plain = [*texts, float(near.undone), float(near.amount)]
    return plain if near.meaning is None else [*plain, near.meaning, near.rival_meaning]


def certainty(near: Nearness) -> float:
    """How probable it is that the run answers the promise, from 0 to 1."""
    weights: tuple[float, ...] = _PLAIN if near.meaning is None else _MODEL
    return 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights, known(near), strict=True))))
