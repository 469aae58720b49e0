"""A comparison as a sum of quantities: what a rule engine that adds and compares whole numbers can do by itself."""

from __future__ import annotations

from typing import NamedTuple

from checker.expression.nodes import Constant, Node, Operation

SAFE = 2**40
"""Whole numbers below it, up to `MOST_TERMS` of them, add up exactly in any arithmetic (2**53 is the first to fail)."""

MOST_TERMS = 16


class Plain(NamedTuple):
    """`left` compared with a text, a truth value or another quantity as they are; `relation` is == or < ."""

    left: Node
    relation: str
    right: Node | str | bool


class Sum(NamedTuple):
    """`one` compared with the rest: plus - minus + number. `relation` is one of == < > ."""

    one: Node
    relation: str
    plus: tuple[Node, ...]
    minus: tuple[Node, ...]
    number: int


def arrange(compare: Node) -> Plain | Sum | None:
    """A comparison with == or < arranged; None for anything else, and for one that is not of this form."""
    if not isinstance(compare, Operation) or compare.operator not in ("==", "<"):
        return None
    left, right = compare.parts
    for side, other in ((left, right), (right, left)):
        if isinstance(side, Constant) and isinstance(side.value, (str, bool)):
            return Plain(other, "==", side.value) if compare.operator == "==" and _quantity(other) else None
    if _quantity(left) and _quantity(right):
        return Plain(left, compare.operator, right) if left != right else None
    terms: list[tuple[int, Node]] = []
    number = _collect(left, 1, terms) + _collect(right, -1, terms)
    quantities = {quantity for _, quantity in terms}
    if not 0 < len(terms) == len(quantities) <= MOST_TERMS or not -SAFE < number < SAFE:
        return None
    return _isolate(terms, number, compare.operator) if all(map(_quantity, quantities)) else None


def _quantity(node: Node) -> bool:
    """Something with a value of its own, neither written in the rule nor a sum of others."""
    return not (isinstance(node, Constant) or (isinstance(node, Operation) and node.operator in ("+", "-", "minus")))


def _collect(node: Node, sign: int, terms: list[tuple[int, Node]]) -> int:
    """Adds what is no number of a sum to `terms`, with its sign; gives what the numbers add up to."""
    match node:
        case Constant(kind="int"):
            return sign * int(node.value)
        case Operation(operator="minus"):
            return _collect(node.parts[0], -sign, terms)
        case Operation(operator="+" | "-", parts=(left, right)):
            other = sign if node.operator == "+" else -sign
            return _collect(left, sign, terms) + _collect(right, other, terms)
    terms.append((sign, node))
    return 0


def _isolate(terms: list[tuple[int, Node]], number: int, relation: str) -> Sum:
    """`terms + number` against 0, with the first positive quantity alone on the left, or the first of all."""
    sign, one = next((term for term in terms if term[0] > 0), terms[0])
    plus = tuple([quantity for other, quantity in terms if other != sign])
    minus = tuple([quantity for other, quantity in terms if other == sign and quantity != one])
    return Sum(one, ">" if relation == "<" and sign < 0 else relation, plus, minus, -number * sign)
