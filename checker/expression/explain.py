"""Why an expression is false, or undecided: the comparison that decides it, the values that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from checker.expression.evaluate import arithmetic, family, truth, value_of
from checker.expression.nodes import (
    And,
    Arithmetic,
    Compare,
    Member,
    Name,
    Negative,
    Node,
    Not,
    Or,
    Total,
    Unknown,
    Value,
    children,
    walk,
)

_REVERSED = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@dataclass(frozen=True, slots=True)
class SideTerm:
    """One operand. `name` is None for a number that the expression states or works out."""

    sign: int
    name: str | None
    value: Value


@dataclass(frozen=True, slots=True)
class Sides:
    """A comparison that does not hold; `operator` is what should.

    `difference` is left minus right, of dates in days, None where there is none.
    """

    operator: str
    left: tuple[SideTerm, ...]
    right: tuple[SideTerm, ...]
    left_value: Value
    right_value: Value
    difference: int | Decimal | None


def deciding(node: Node, values: Mapping[str, Value], wanted: bool = True) -> Compare | None:
    """The first comparison because of which the expression is not `wanted`; None where something else is to blame.

    Under a `not` the comparison holds though it should not: it comes back with the operator that should hold.
    """
    match node:
        case Not():
            return deciding(node.of, values, not wanted)
        case And() | Or():
            for part in node.parts:
                if truth(value_of(part, values)) is not wanted:
                    return deciding(part, values, wanted)
        case Compare():
            operator = node.operator if wanted else _REVERSED[node.operator]
            return Compare(operator, node.left, node.right, node.at)
        case Member() if len(node.items) == 1:
            return Compare("==" if wanted else "!=", node.of, node.items[0], node.at)
    return None


def sides(node: Node, values: Mapping[str, Value]) -> Sides | None:
    """The comparison that makes the expression false, taken apart; None where none does."""
    found = deciding(node, values) if value_of(node, values) is False else None
    if found is None:
        return None
    left, right = value_of(found.left, values), value_of(found.right, values)
    difference = arithmetic("-", left, right) if family(left) in ("number", "date") else None
    return Sides(
        found.operator,
        tuple(terms(found.left, values)),
        tuple(terms(found.right, values)),
        left,
        right,
        difference if isinstance(difference, (int, Decimal)) else None,
    )


def terms(node: Node, values: Mapping[str, Value], sign: int = 1) -> list[SideTerm]:
    """A side as the sum it is."""
    match node:
        case Arithmetic(operator="+" | "-"):
            return terms(node.left, values, sign) + terms(node.right, values, sign if node.operator == "+" else -sign)
        case Negative():
            return terms(node.of, values, -sign)
        case Name():
            return [SideTerm(sign, node.name, value_of(node, values))]
        case Total():
            return [SideTerm(sign, name, values[name]) for name in node.matching(values)]
    return [SideTerm(sign, None, value_of(node, values))]


def missing(node: Node, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The names that leave a condition undecided, in reading order; none when it is decided.

    Where every name is known and the values do not go together (text with a number, 30 February), these are all
    the names of that part; where a sum finds no value at all, its pattern.
    """
    return tuple(dict.fromkeys(_missing(node, values)))


def _missing(node: Node, values: Mapping[str, Value]) -> Iterable[str]:
    if type(truth(value_of(node, values))) is not Unknown:
        return ()
    if isinstance(node, (And, Or, Not)):
        return [name for part in children(node) for name in _missing(part, values)]
    used = names(node, values)
    unknown = [name for name in used if type(value_of(Name(name), values)) is Unknown]
    patterns = [part.pattern for part in walk(node) if isinstance(part, Total) and not part.matching(values)]
    return unknown + patterns or used


def names(node: Node, among: Iterable[str]) -> tuple[str, ...]:
    """The names of values an expression uses, those of a sum as far as they are `among` the given ones."""
    found: list[str] = []
    among = tuple(among)
    for part in walk(node):
        if isinstance(part, Name):
            found.append(part.name)
        elif isinstance(part, Total):
            found.extend(part.matching(among))
    return tuple(dict.fromkeys(found))
