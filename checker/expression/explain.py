"""Why an expression is false, or undecided: the comparison that decides it, the values that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from checker.expression.evaluate import arithmetic, family, truth, value_of
from checker.expression.nodes import COMPARISONS, Call, Name, Node, Operation, Total, Unknown, Value, walk
from checker.record import dataclass

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


def deciding(node: Node, values: Mapping[str, Value], wanted: bool = True) -> Operation | None:
    """The first comparison because of which the expression is not `wanted`, of alternatives the first of figures.

    None where something else is to blame.

    Under a `not` the comparison holds though it should not: it comes back with the operator that should hold.
    """
    match node:
        case Operation(operator="not"):
            return deciding(node.parts[0], values, not wanted)
        case Operation(operator="and" | "or"):
            parts = [part for part in node.parts if truth(value_of(part, values)) is not wanted]
            found = [deciding(part, values, wanted) for part in parts]
            if (node.operator == "or") is wanted:
                # All parts are to blame; the one with figures says most.
                found.sort(key=lambda one: one is None or not _figures(one, values))
            return found[0] if found else None
        case Call(function="if", parts=(condition, then, otherwise)):
            chosen = truth(value_of(condition, values))
            return deciding(then if chosen else otherwise, values, wanted) if type(chosen) is bool else None
        case Call(function="close", parts=(left, right, _)):
            return Operation("==" if wanted else "!=", (left, right), node.at)
        case Operation(operator="in", parts=(of, item)):
            return Operation("==" if wanted else "!=", (of, item), node.at)
        case Operation(operator=operator) if operator in COMPARISONS:
            return Operation(operator if wanted else _REVERSED[operator], node.parts, node.at)
    return None


def _figures(comparison: Operation, values: Mapping[str, Value]) -> bool:
    return family(value_of(comparison.parts[0], values)) in ("number", "date")


def sides(node: Node, values: Mapping[str, Value]) -> Sides | None:
    """The comparison that makes the expression false, taken apart; None where none does."""
    found = deciding(node, values) if value_of(node, values) is False else None
    if found is None:
        return None
    left, right = (value_of(part, values) for part in found.parts)
    difference = arithmetic("-", left, right) if family(left) in ("number", "date") else None
    return Sides(
        found.operator,
        tuple(terms(found.parts[0], values)),
        tuple(terms(found.parts[1], values)),
        left,
        right,
        difference if isinstance(difference, (int, Decimal)) else None,
    )


def terms(node: Node, values: Mapping[str, Value], sign: int = 1) -> list[SideTerm]:
    """A side as the sum it is."""
    match node:
        case Operation(operator="+" | "-", parts=(left, right)):
            return terms(left, values, sign) + terms(right, values, sign if node.operator == "+" else -sign)
        case Operation(operator="minus"):
            return terms(node.parts[0], values, -sign)
        case Name():
            return [SideTerm(sign, node.name, value_of(node, values))]
        case Call(function="value", parts=(Name() as of, _)):
            return [SideTerm(sign, of.name, value_of(node, values))]
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
    if isinstance(node, Operation) and node.operator in ("and", "or", "not"):
        return [name for part in node.parts for name in _missing(part, values)]
    if isinstance(node, Call) and node.function == "if":
        chosen = truth(value_of(node.parts[0], values))
        if type(chosen) is bool:
            return _missing(node.parts[1 if chosen else 2], values)
        return _missing(node.parts[0], values)
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
