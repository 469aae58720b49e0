"""Balances that a paragraph tells in full: what came in and was there, against what was done and is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from checker.figures.figure import Figure
from checker.pack.figurespec import BalanceSpec
from checker.record import dataclass


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
    """The balance of a paragraph that tells every figure of one: one that holds, else the first that does not.

    All that a balance speaks of must be told once; a figure that can be several measures is tried as each. Where a
    balance needs a measure that another of the same figures lacks, the fuller one decides.
    """
    told: dict[str, list[int]] = {}
    for index, figure in enumerate(figures):
        if figure.frame.kind == "count" and not figure.meaning.columns:
            for measure in figure.meaning.measures:
                told.setdefault(measure, []).append(index)
    found: list[Balance] = []
    for spec in specs:
        sides = [[told.get(name, []) for name in side] for side in (spec.left, spec.right)]
        if not all(indexes for side in sides for indexes in side):
            continue
        for chosen in product(*([index[:2] for index in (*sides[0], *sides[1])])):
            if len(set(chosen)) < len(chosen):
                continue
            left, right = chosen[: len(spec.left)], chosen[len(spec.left) :]
            found.append(Balance(left, right, _sum(figures, left), _sum(figures, right)))
    good = next((one for one in found if one.holds), None)
    if good is not None:
        yield good
    elif found and not any(
        figures[index].frame.weak or _open(figures[index]) for index in (*found[0].left, *found[0].right)
    ):
        yield found[0]


def _sum(figures: Sequence[Figure], indexes: Sequence[int]) -> int | Decimal:
    numbers = [figures[index].frame.number for index in indexes]
    return sum((number.value for number in numbers if number is not None), start=0)


def _open(figure: Figure) -> bool:
    return figure.frame.number is not None and figure.frame.number.approximate
