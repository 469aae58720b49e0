"""Balances that a paragraph tells in full: what came in and was there, against what was done and is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from checker.figures.figure import Figure
from checker.figures.tie import AGREE
from checker.pack.figurespec import BalanceSpec
from checker.record import dataclass

TOLD_AGAIN = 3
"""How often a paragraph may tell a measure for the figures to be tried against each other."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Both sides of a balance by the index of their figures, and whether they are equal."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    left_value: int | Decimal
    right_value: int | Decimal

    @property
    def holds(self) -> bool:
        """Whether the sides are equal."""
        return self.left_value == self.right_value


def balances(figures: Sequence[Figure], specs: Sequence[BalanceSpec]) -> Iterator[Balance]:
    """The balance of a paragraph that tells every figure of one: one that holds, else the first that surely does not.

    A figure that can be several measures is tried as each; an imbalance is sure only if each figure is what it is
    likeliest to be, and none of them is doubtful.
    """
    told: dict[str, list[int]] = {}
    for index, figure in enumerate(figures):
        if figure.frame.kind == "count" and not figure.meaning.columns:
            for measure in figure.meaning.measures:
                told.setdefault(measure, []).append(index)
    found: list[Balance] = []
    for spec in specs:
        names = (*spec.left, *spec.right)
        if not all(name in told for name in names):
            continue
        for chosen in product(*(told[name][:TOLD_AGAIN] for name in names)):
            if len(set(chosen)) < len(chosen):
                continue
            left, right = chosen[: len(spec.left)], chosen[len(spec.left) :]
            made = Balance(left, right, _sum(figures, left), _sum(figures, right))
            if made.holds:
                yield made
                return
            if all(_sure(figures[index], name) for index, name in zip(chosen, names, strict=True)):
                found.append(made)
    yield from found[:1]


def _sure(figure: Figure, measure: str) -> bool:
    number = figure.frame.number
    likeliest = figure.meaning.measures[0] == measure and not figure.frame.weak and not figure.meaning.loose
    if figure.tie.status == AGREE and figure.tie.measure != measure:
        return False  # the table knows it as another
    return likeliest and number is not None and not number.approximate


def _sum(figures: Sequence[Figure], indexes: Sequence[int]) -> int | Decimal:
    numbers = [figures[index].frame.number for index in indexes]
    return sum((number.value for number in numbers if number is not None), start=0)
