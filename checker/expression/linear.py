"""A comparison as a sum of quantities: what a rule engine that adds and compares whole numbers can do by itself."""

from __future__ import annotations

from dataclasses import dataclass

from checker.expression.nodes import Arithmetic, Compare, Constant, Negative, Node

SAFE = 2**40
"""Whole numbers below it, up to `MOST_TERMS` of them, add up exactly in any arithmetic (2**53 is the first to fail)."""

MOST_TERMS = 16


@dataclass(frozen=True, slots=True)
class Plain:
    """`left` compared with a text, a truth value or another quantity as they are; `equal` False means left < right."""

    left: Node
    right: Node | str | bool
    equal: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """`one` compared with the rest: plus - minus + number. `relation` is one of == < > ."""

    one: Node
    relation: str
    plus: tuple[Node, ...]
    minus: tuple[Node, ...]
    number: int


def arrange(compare: Compare) -> Plain | Sum | None:
    """A comparison with == or < arranged; None for one that is not of this form."""
    sides = compare.left, compare.right
    if compare.operator not in ("==", "<"):
        return None
    equal = compare.operator == "=="
    for side, other in (sides, sides[::-1]):
        if isinstance(side, Constant) and isinstance(side.value, (str, bool)):
            quantity = not isinstance(other, (Constant, Arithmetic, Negative))
            return Plain(other, side.value, True) if quantity and equal else None
    if not any(isinstance(side, (Constant, Arithmetic, Negative)) for side in sides):
        return Plain(*sides, equal) if sides[0] != sides[1] else None
    terms: list[tuple[int, Node]] = []
    number = _collect(compare.left, 1, terms) - _collect(compare.right, -1, terms)
    quantities = {quantity for _, quantity in terms}
    if not 0 < len(terms) == len(quantities) <= MOST_TERMS or not -SAFE < number < SAFE:
        return None
    if any(isinstance(quantity, Constant) for quantity in quantities):
        return None
    return _isolate(terms, number, equal)


def _collect(node: Node, sign: int, terms: list[tuple[int, Node]]) -> int:
    """Adds the quantities of a sum to `terms`, gives what its whole numbers add up to, taken with plus."""
    match node:
        case Constant(kind="int") if isinstance(node.value, int):
            return node.value
        case Negative():
            return -_collect(node.of, -sign, terms)
        case Arithmetic(operator="+"):
            return _collect(node.left, sign, terms) + _collect(node.right, sign, terms)
        case Arithmetic(operator="-"):
            return _collect(node.left, sign, terms) - _collect(node.right, -sign, terms)
    terms.append((sign, node))
    return 0


def _isolate(terms: list[tuple[int, Node]], number: int, equal: bool) -> Sum:
    """`terms + number` against 0, with the first positive quantity alone on the left, or the first of all."""
    first = next((term for term in terms if term[0] > 0), terms[0])
    sign, one = first
    plus = tuple(quantity for other, quantity in terms if other != sign)
    minus = tuple(quantity for other, quantity in terms if other == sign and quantity != one)
    relation = "==" if equal else "<" if sign > 0 else ">"
    return Sum(one, relation, plus, minus, -number * sign)
