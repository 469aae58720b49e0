"""The value of an expression over the values of a fact, in Kleene's three-valued logic."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation, Overflow
from functools import partial
from typing import Any, TypeGuard

from checker.expression.nodes import Call, Constant, Name, Node, Operation, Total, Unknown, Value

Evaluation = Callable[[Mapping[str, Value]], Value]

# Sums and products of Decimals are exact or unknown, never rounded.
_EXACT = Context(prec=120, traps=[Inexact, InvalidOperation, Overflow])
_QUOTIENT = Context(prec=40, traps=[InvalidOperation, Overflow])
"""A quotient is exact where it ends, else cut after 40 digits: what is compared with it needs `close` or `round`."""
_DECIMAL: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _EXACT.add,
    "-": _EXACT.subtract,
    "*": _EXACT.multiply,
}
_WHOLE: dict[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ABSENT = Unknown("absent")
MOST_DIGITS = 60
"""Numbers with more digits before or after the point come from no document; they are unknown, so that none can grow
without end."""
_MOST = 10**MOST_DIGITS


def family(value: Value) -> str:
    """What a value can be compared with: bool, number, str, date; "" for anything else."""
    kind = type(value)
    if kind is int or kind is Decimal:
        return "number"
    if kind is bool:
        return "bool"
    if isinstance(value, str):
        return "str"
    return "date" if kind is date else ""


def is_number(value: object) -> TypeGuard[int | Decimal]:
    """Whether a value is a number: True and False are none."""
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def value_of(node: Node, values: Mapping[str, Value]) -> Value:
    """The value of a part of an expression. A name the fact does not have is unknown: absent."""
    return _EVALUATE[type(node)](node, values)


def ready(node: Node) -> Evaluation:
    """`value_of` of a part of an expression as a function of the values: for what is asked of hundreds of facts.

    What rules mostly ask (a text that is one of some, what is known, several of such) is worked out here as far as it
    can be without the values; where that does not decide, `value_of` does.
    """
    whole: Evaluation = partial(_EVALUATE[type(node)], node)
    if isinstance(node, Call) and node.function == "known":
        inner = ready(node.parts[0])
        return lambda values: type(inner(values)) is not Unknown
    if not isinstance(node, Operation):
        return whole
    if node.operator in ("==", "!=", "in"):
        name, *rest = node.parts
        words = frozenset(part.value for part in rest if isinstance(part, Constant) and type(part.value) is str)
        if isinstance(name, Name) and all(isinstance(part, Constant) and part.value in words for part in rest):
            return _one_of(name.name, words, node.operator != "!=", whole)
    if node.operator in ("and", "or"):
        return _several(tuple(map(ready, node.parts)), node.operator == "or", whole)
    return whole


def _one_of(name: str, words: frozenset[object], wanted: bool, whole: Evaluation) -> Evaluation:
    def evaluate(values: Mapping[str, Value]) -> Value:
        value = values.get(name)
        return (value in words) is wanted if type(value) is str else whole(values)

    return evaluate


def _several(parts: tuple[Evaluation, ...], decides: bool, whole: Evaluation) -> Evaluation:
    """And, or: `decides` is the truth value of one part that is enough."""

    def evaluate(values: Mapping[str, Value]) -> Value:
        for part in parts:
            value = part(values)
            if value is decides:
                return decides
            if type(value) is not bool:
                return whole(values)
        return not decides

    return evaluate


def compare(relation: str, left: Value, right: Value) -> bool | Unknown:
    """Values of different types, and an order where there is none, are unknown: unreadable."""
    if type(left) is Unknown:
        return left
    if type(right) is Unknown:
        return right
    kind = family(left)
    if kind != family(right) or not kind or (kind in ("str", "bool") and relation not in ("==", "!=")):
        return Unknown("unreadable", str(left))
    return _ORDER[relation](left, right)


def arithmetic(sign: str, left: Value, right: Value) -> Value:
    """Numbers with numbers; a date plus or minus days; a date minus a date, in days."""
    if type(left) is Unknown:
        return left
    if type(right) is Unknown:
        return right
    try:
        if sign == "/":
            return _quotient(left, right)
        if type(left) is int and type(right) is int:
            return _bounded(_WHOLE[sign](left, right))
        if family(left) == family(right) == "number":
            return _bounded(_DECIMAL[sign](Decimal(left), Decimal(right)))  # type: ignore[arg-type]
        if type(left) is date and sign == "-" and type(right) is date:
            return (left - right).days
        if type(left) is date and sign in "+-" and type(right) is int:
            return left + timedelta(right if sign == "+" else -right)
    except (ArithmeticError, ValueError):
        return Unknown("unreadable", f"{left} {sign} {right}")
    return Unknown("unreadable", str(left))


def _quotient(left: Value, right: Value) -> Value:
    """Of numbers; whole where it is. Nothing is divided by 0: that is unknown."""
    if family(left) != "number" or family(right) != "number":
        return Unknown("unreadable", str(left))
    if right == 0:
        return Unknown("unreadable", f"{left} / 0")
    found = _QUOTIENT.divide(Decimal(left), Decimal(right))  # type: ignore[arg-type]
    return _bounded(int(found) if found == found.to_integral_value() else found)


def _bounded(number: int | Decimal) -> Value:
    if not -_MOST < number < _MOST:
        return Unknown("unreadable")
    if type(number) is Decimal and int(number.as_tuple().exponent) < -MOST_DIGITS:
        return Unknown("unreadable")
    return number


def _name(node: Name, values: Mapping[str, Value]) -> Value:
    value = values.get(node.name, _ABSENT)
    if type(value) is int:
        return _bounded(value)
    if type(value) is Decimal:
        return _bounded(value) if value.is_finite() else Unknown("unreadable", str(value))
    return value


def truth(value: Value) -> bool | Unknown:
    """A value where a truth value is needed; anything that is none is unknown: unreadable."""
    if type(value) is bool or type(value) is Unknown:
        return value
    return Unknown("unreadable", str(value))


def _any(parts: Iterable[bool | Unknown]) -> bool | Unknown:
    undecided: Unknown | None = None
    for part in parts:
        if part is True:
            return True
        if part is not False and undecided is None:
            undecided = part
    return False if undecided is None else undecided


def _opposite(value: bool | Unknown) -> bool | Unknown:
    return value if type(value) is Unknown else not value


def _operation(node: Operation, values: Mapping[str, Value]) -> Value:
    operator, parts = node.operator, node.parts
    left = value_of(parts[0], values)
    if operator in _ORDER:
        return compare(operator, left, value_of(parts[1], values))
    if operator in _WHOLE or operator == "/":
        return arithmetic(operator, left, value_of(parts[1], values))
    if operator == "and":
        return _opposite(_any(_opposite(truth(value_of(part, values))) for part in parts))
    if operator == "or":
        return _any(truth(value_of(part, values)) for part in parts)
    if operator == "in":
        return _any(compare("==", left, value_of(item, values)) for item in parts[1:])
    return _opposite(truth(left)) if operator == "not" else arithmetic("-", 0, left)


def _total(node: Total, values: Mapping[str, Value]) -> Value:
    names = node.matching(values)
    total: Value = 0 if names else Unknown("absent", node.pattern)
    for name in names:
        total = arithmetic("+", total, _name(Name(name), values))
    return total


def _date(year: Value, month: Value, day: Value) -> Value:
    if type(year) is int and type(month) is int and type(day) is int:
        try:
            return date(year, month, day)
        except (ValueError, OverflowError):
            return Unknown("unreadable", f"{year}-{month}-{day}")
    return _first_unknown(year, month, day)


def _first_unknown(*values: Value) -> Unknown:
    for value in values:
        if type(value) is Unknown:
            return value
    return Unknown("unreadable", str(values[0]))


def _abs(number: Value) -> Value:
    if family(number) != "number":
        return _first_unknown(number)
    return number if compare(">=", number, 0) is True else arithmetic("-", 0, number)


def _extreme(relation: str) -> Callable[..., Value]:
    def choose(*values: Value) -> Value:
        best = values[0]
        for value in values[1:]:
            better = compare(relation, value, best)
            if type(better) is Unknown:
                return _first_unknown(*values)
            best = value if better else best
        return best

    return choose


def _close(left: Value, right: Value, tolerance: Value) -> Value:
    if family(left) != "number" or family(right) != "number":
        return _first_unknown(left, right, tolerance)
    return compare("<=", _abs(arithmetic("-", left, right)), tolerance)


def _divisible(number: Value, by: Value) -> Value:
    """Whether a number is a whole multiple of another that is not 0."""
    if family(number) != "number" or family(by) != "number" or by == 0:
        return _first_unknown(number, by)
    return Decimal(number) % Decimal(by) == 0  # type: ignore[arg-type]


def _round(number: Value, places: Value) -> Value:
    """A half goes up, as 四舍五入 has it."""
    if family(number) != "number" or type(places) is not int or not 0 <= places <= 12:
        return _first_unknown(number, places)
    try:
        found = Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT_PLACES)  # type: ignore[arg-type]
    except InvalidOperation:
        return Unknown("unreadable", str(number))
    return int(found) if found == found.to_integral_value() else found


_EXACT_PLACES = Context(prec=120, traps=[InvalidOperation])


def _days(start: Value, end: Value) -> Value:
    """From the first date to the second; the day before is -1."""
    if type(start) is not date or type(end) is not date:
        return _first_unknown(start, end)
    return (end - start).days


def _texts(relation: Callable[[str, str], bool]) -> Callable[[Value, Value], Value]:
    """A relation of two texts without what labels may differ in: brackets, punctuation, spaces, width."""

    def related(left: Value, right: Value) -> Value:
        if family(left) != "str" or family(right) != "str":
            return _first_unknown(left, right)
        from checker.text.normalize import bare  # few rules compare texts

        return relation(bare(str(left)), bare(str(right)))

    return related


def _given(value: Value, otherwise: Value) -> Value:
    """What stands for an empty place, or for none; what could not be read stays unknown."""
    return otherwise if type(value) is Unknown and value.reason in ("blank", "absent") else value


def _choice(condition: Value, then: Value, otherwise: Value) -> Value:
    """Where the condition is unknown, so is the value, unless it is the same either way."""
    decided = truth(condition)
    if type(decided) is not Unknown:
        return then if decided else otherwise
    return then if compare("==", then, otherwise) is True else decided


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "date": _date,
    "abs": _abs,
    "min": _extreme("<"),
    "max": _extreme(">"),
    "close": _close,
    "divisible": _divisible,
    "round": _round,
    "days": _days,
    "same": _texts(lambda left, right: left == right),
    "contains": _texts(lambda left, right: right in left),
    "starts": _texts(lambda left, right: left.startswith(right)),
    "ends": _texts(lambda left, right: left.endswith(right)),
    "value": _given,
    "if": _choice,
    "known": lambda value: type(value) is not Unknown,
    "blank": lambda value: type(value) is Unknown and value.reason == "blank",
    "absent": lambda value: type(value) is Unknown and value.reason == "absent",
}
"""The functions over values; `sum` is a node of its own, for it is over names."""


def _call(node: Call, values: Mapping[str, Value]) -> Value:
    return FUNCTIONS[node.function](*[value_of(argument, values) for argument in node.parts])


_EVALUATE: dict[type, Callable[..., Value]] = {
    Constant: lambda node, values: node.value,
    Name: _name,
    Operation: _operation,
    Call: _call,
    Total: _total,
}
