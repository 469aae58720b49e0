"""How surely the nearest sentence of a report answers a promise."""

from __future__ import annotations

from collections.abc import Sequence
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
    `signs` are of what kind the deed is. `more` is how much the run says that the promise does not, from 0 to 1: the
    cosines of a long run are lower.
    `endless`: the last of its things does not stand in the sentence; `named_otherwise`: its thing has a name, and that
    in the run another; `general`: the run only says what every organ does.
    """

    words: float
    rival_words: float
    characters: float
    rival_characters: float
    undone: bool
    signs: Signs
    more: float = 0.0
    endless: bool = False
    named_otherwise: bool = False
    general: bool = False
    amount: int = 0
    meaning: float | None = None
    rival_meaning: float = 0.0


# Logistic regressions, fitted by benchmarks/promises.py on the pairs that docs/promises.md names as used for fitting.
_PLAIN = (-2.61, 3.16, -1.30, 14.27, -6.46, -0.27, 1.44, -2.67, -4.33, -2.64, 0.77, -0.22, -1.07, -0.81)
"""Weights without a model: constant, words, rival, characters, rival, undone, amount, then of the signs what is not
shown (subject, published, further deeds), more, endless, named otherwise, general."""
_MODEL = (-2.92, 2.69, -0.61, 6.45, -4.65, -0.25, 1.15, -2.42, -5.06, -2.54, 0.75, -0.33, -1.13, -0.88, 53.12, -26.29)
"""The same with a model, then meaning, rival. Its cosines lie close together, which makes the weights large."""

ALIKE = 0.12
"""The centred cosine of characters from which a sentence is as near as one of the same thing is; more tells no more."""
BLEND_CHARACTERS, BLEND_MEANING = 0.5, 4.0
"""What the centred cosines count against the words, where sentences are ranked for one promise."""


def ranks(words: float, characters: float, meaning: float | None) -> float:
    """By what the sentences of a report are ordered for a promise."""
    return words + BLEND_CHARACTERS * characters + BLEND_MEANING * (meaning or 0.0)


def known(near: Nearness) -> list[float]:
    """The values that the weights are for, in their order."""
    texts = [1.0, near.words, near.rival_words, min(near.characters, ALIKE), near.rival_characters]
    deed = [float(near.undone), float(near.amount), *near.signs.known]
    deed += [near.more, float(near.endless), float(near.named_otherwise), float(near.general)]
    return [*texts, *deed] if near.meaning is None else [*texts, *deed, near.meaning, near.rival_meaning]


def weights_of(values: Sequence[float]) -> tuple[float, ...]:
    """The weights for as many values: those without a model, or with one."""
    return _PLAIN if len(values) == len(_PLAIN) else _MODEL


def certainty(near: Nearness) -> float:
    """How probable it is that the run answers the promise, from 0 to 1."""
    values = known(near)
    return 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights_of(values), values, strict=True))))
