"""An expression with one part changed or left out, in every way that says something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from checker.bench.source import written
from checker.expression.nodes import COMPARISONS, Call, Constant, Node, Operation
from checker.expression.parse import ARGUMENTS
from checker.record import dataclass

_SWAPS = {
    "==": ("!=", "<=", ">="),
    "!=": ("==",),
    "<": ("<=", ">"),
    "<=": ("<", ">="),
    ">": (">=", "<"),
    ">=": (">", "<="),
}
_OTHER_TEXT = {"same": "contains", "contains": "same", "starts": "contains", "ends": "contains"}
_ORDERED = {"integer", "number", "date"}


@dataclass(frozen=True, slots=True)
class Change:
    """The changed expression, and the column of what was changed in it, from 1.

    Of an item left out of a list: the list with its value, and the item.
    """

    node: Node
    at: int
    list_: str = ""
    item: str = ""


def changes(root: Node, types: Mapping[str, str]) -> list[Change]:
    """Every change, each once; the negation of the whole first."""
    found: dict[Node, Change] = {}
    for change in (Change(negated(root), root.at), *_changed(root, types)):
        if change.node != root:
            found.setdefault(change.node, change)
    return list(found.values())


def negated(node: Node) -> Node:
    """What is true where an expression is false."""
    return node.parts[0] if isinstance(node, Operation) and node.operator == "not" else Operation("not", (node,))


def _changed(node: Node, types: Mapping[str, str]) -> Iterator[Change]:
    """The expression with one part of it changed."""
    yield from _moved(node)
    if not isinstance(node, (Operation, Call)):
        return
    yield from _here(node, types)
    for index, part in enumerate(node.parts):
        for change in _changed(part, types):
            parts = (*node.parts[:index], change.node, *node.parts[index + 1 :])
            yield replace(change, node=replace(node, parts=parts))


def _moved(node: Node) -> Iterator[Change]:
    """A number moved by one of its last place, up and down."""
    if not isinstance(node, Constant) or isinstance(node.value, (bool, str)):
        return
    number = Decimal(node.value)
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    for moved in (number + step, number - step):
        value: int | Decimal = int(moved) if isinstance(node.value, int) else moved
        constant = replace(node, value=value if value >= 0 else -value)
        yield Change(constant if value >= 0 else Operation("minus", (constant,), node.at), node.at)


def _here(node: Operation | Call, types: Mapping[str, str]) -> Iterator[Change]:
    """The changes to the topmost part itself."""
    parts = node.parts
    if isinstance(node, Call):
        if node.function in ("min", "max"):
            for index, part in enumerate(parts):
                rest = parts[:index] + parts[index + 1 :]
                yield Change(rest[0] if len(rest) == 1 else replace(node, parts=rest), part.at)
            yield Change(replace(node, function="max" if node.function == "min" else "min"), node.at)
        elif node.function in ("abs", "round", "value"):
            yield Change(parts[0], node.at)
        elif node.function == "if":
            yield from (Change(part, node.at) for part in parts[1:])
        elif node.function in _OTHER_TEXT:
            yield Change(replace(node, function=_OTHER_TEXT[node.function]), node.at)
        return
    match node.operator:
        case "and" | "or":
            for index, part in enumerate(parts):
                rest = parts[:index] + parts[index + 1 :]
                yield Change(rest[0] if len(rest) == 1 else replace(node, parts=rest), part.at)
        case "not":
            yield Change(parts[0], node.at)
        case "in":
            for index in range(1, len(parts) if len(parts) > 2 else 1):
                rest = parts[:index] + parts[index + 1 :]
                yield Change(replace(node, parts=rest), parts[index].at, written(node), written(parts[index]))
        case "+":
            yield from (Change(part, node.at) for part in parts)
        case "/":
            yield Change(parts[0], node.at)
            yield Change(replace(node, operator="*"), node.at)
        case "-":
            yield Change(parts[0], node.at)
            yield Change(Operation("minus", (parts[1],)), node.at)
        case operator if operator in COMPARISONS:
            for other in _SWAPS[operator]:
                if other not in ("<=", ">=") or operator not in ("==",) or _orderly(node, other, types):
                    yield Change(replace(node, operator=other), node.at)


def _orderly(node: Operation, other: str, types: Mapping[str, str]) -> bool:
    """Whether an order makes sense in place of equality: both sides have one, and it is not told by a bound at 0."""
    if not all(_ordered(part, types) for part in node.parts):
        return False
    left_is_zero, right_is_zero = (isinstance(part, Constant) and part.value == 0 for part in node.parts)
    return not ((right_is_zero and other == "<=") or (left_is_zero and other == ">="))


def _ordered(node: Node, types: Mapping[str, str]) -> bool:
    """Whether a part of an expression gives numbers or dates."""
    match node:
        case Constant():
            return node.kind in ("int", "decimal")
        case Operation(operator="+" | "-" | "*" | "/" | "minus"):
            return True
        case Call():
            return node.function in ARGUMENTS and node.function in ("date", "abs", "min", "max", "round", "days")
    name = getattr(node, "name", None)
    return types.get(name, "") in _ORDERED if name is not None else True
