"""How surely the nearest sentence of a report answers a promise."""

from __future__ import annotations

from math import exp

from checker.commitments.signs import Signs
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Nearness:
    """What is known of a promise and the run of clauses nearest to it.

    `words` is the share of the promise's words that it takes up, `characters` and `meaning` are centred cosines,
    `meaning` None where no model was asked. Each `rival_` is by how much another promise is nearer to the same run
    (below zero where none is): a sentence that answers one promise is mostly not there for another. `undone`: the
    promise names a thing that will exist, and the verb beside it does not stand in the run. `amount` is 1 where the
    promise is of so much and the run says how much, -1 where it does not, 0 where there is nothing to be counted.
    `signs` are of what kind the deed is. `misnamed`: the promise calls its thing by a name that the sentence has not.
    """

    words: float
    rival_words: float
    characters: float
    rival_characters: float
    undone: bool
    signs: Signs
    misnamed: bool = False
    amount: int = 0
    meaning: float | None = None
    rival_meaning: float = 0.0


# Logistic regressions, fitted by benchmarks/promises.py on the pairs that docs/promises.md names as used for fitting.
_PLAIN = (-2.16, 2.65, -1.26, 10.09, -6.44, -0.07, 1.36, -2.83, -4.44, -2.60, 0.14, -0.62)
"""Weights without a model: constant, words, rival, characters, rival, undone, amount, then of the signs what is not
shown (subject, published, any further deed), that it was published, and misnamed."""
_MODEL = (-2.80, 2.20, -0.62, 2.92, -4.71, -0.02, 1.02, -2.57, -4.83, -2.51, 0.42, -0.35, 56.45, -30.30)
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
    deed = [float(near.undone), float(near.amount), *near.signs.known, float(near.misnamed)]
    return [*texts, *deed] if near.meaning is None else [*texts, *deed, near.meaning, near.rival_meaning]


def certainty(near: Nearness) -> float:
    """How probable it is that the run answers the promise, from 0 to 1."""
    weights: tuple[float, ...] = _PLAIN if near.meaning is None else _MODEL
    return 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights, known(near), strict=True))))
