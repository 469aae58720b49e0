"""Checks an expression against the values a fact has: every fault at once, for the author of a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from checker.expression.nodes import Call, Constant, Name, Node, Operation, Total
from checker.messages import Message, say
from checker.record import dataclass

FAMILIES = {"integer": "number", "number": "number", "boolean": "bool", "string": "str", "date": "date"}
"""The names of types in a schema, each with what it can be compared with. Any other name is taken for any type."""

_CONSTANTS = {"int": "number", "decimal": "number", "bool": "bool", "str": "str"}

ANY = "any"

_RESULTS = {
    (left, sign, right): "number" for left in ("number", ANY) for sign in "+-*/" for right in ("number", ANY)
} | {
    ("date", "-", "date"): "number",
    ("date", "-", "number"): "date",
    ("date", "+", "number"): "date",
    ("date", "+", ANY): "date",
    ("date", "-", ANY): ANY,
    (ANY, "-", "date"): "number",
    (ANY, "-", "number"): ANY,
    (ANY, "+", "number"): ANY,
    (ANY, "+", ANY): ANY,
    (ANY, "-", ANY): ANY,
}
"""What an operation gives. Dates differ by days, and move by days."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and at which column, from 1."""

    message: Message
    column: int


def faults(node: Node, schema: Mapping[str, str], wanted: str) -> list[Fault]:
    """Every fault of an expression that should give `wanted` (bool, number, str, date or any), in reading order."""
    checker = _Checker(schema)
    checker.want(node, wanted)
    return sorted(checker.found, key=lambda fault: fault.column)


@dataclass(slots=True)
class _Checker:
    schema: Mapping[str, str]
    found: list[Fault] = field(default_factory=list)

    def fault(self, node: Node, key: str, **params: object) -> str:
        fault = Fault(say(key, **params), node.at)
        if fault not in self.found:
            self.found.append(fault)
        return ANY

    def want(self, node: Node, wanted: str) -> None:
        given = self.type_of(node)
        if ANY not in (given, wanted) and given != wanted:
            self.fault(node, "engine.type", given=_type(given), wanted=_type(wanted))

    def type_of(self, node: Node) -> str:
        match node:
            case Constant():
                return _CONSTANTS[node.kind]
            case Name():
                return self.name(node)
            case Operation(operator="+" | "-" | "*" | "/", parts=(left, right)):
                return self.arithmetic(node, left, right)
            case Operation(operator="minus"):
                self.want(node.parts[0], "number")
                return "number"
            case Operation(operator="and" | "or" | "not"):
                for part in node.parts:
                    self.want(part, "bool")
            case Operation(operator="in", parts=(of, *items)):
                for item in items:
                    self.alike(item, of, item, "==")
            case Operation(parts=(left, right)):
                self.alike(node, left, right, node.operator)
            case Call():
                return self.call(node)
            case Total():
                return self.total(node)
        return "bool"

    def name(self, node: Name) -> str:
        if node.name in self.schema:
            return FAMILIES.get(self.schema[node.name], ANY)
        return self.unknown(node, node.name)

    def unknown(self, node: Node, name: str) -> str:
        # Only faults need it, and it costs every start.
        from difflib import get_close_matches

        partner, _, value = name.rpartition(".")
        if partner and value == "position":
            others = sorted({one.partition(".")[0] for one in self.schema if one.endswith(".position")})
            return self.fault(node, "engine.no_partner", name=partner, names=", ".join(others) or "—")
        near = get_close_matches(name, self.schema, 1, 0.5)
        if near:
            return self.fault(node, "engine.unknown_name_near", name=name, near=near[0])
        return self.fault(node, "engine.unknown_name", name=name, names=", ".join(sorted(self.schema)[:12]))

    def total(self, node: Total) -> str:
        names = node.matching(self.schema)
        if not names:
            self.fault(node, "engine.sum_of_nothing", pattern=node.pattern)
        for name in names:
            if FAMILIES.get(self.schema[name], "number") != "number":
                self.fault(node, "engine.sum_of_other", pattern=node.pattern, name=name)
        return "number"

    def alike(self, node: Node, left: Node, right: Node, relation: str) -> None:
        kinds = self.type_of(left), self.type_of(right)
        if ANY not in kinds and kinds[0] != kinds[1]:
            self.fault(node, "engine.compared", left=_type(kinds[0]), right=_type(kinds[1]))
        elif relation not in ("==", "!=") and (set(kinds) & {"str", "bool"}):
            self.fault(node, "engine.no_order", type=_type((set(kinds) - {ANY}).pop()), operator=relation)

    def arithmetic(self, node: Operation, *parts: Node) -> str:
        left, right = map(self.type_of, parts)
        result = _RESULTS.get((left, node.operator, right))
        if result is None:
            wrong = next(kind for kind in (left, right, "date") if kind in ("str", "bool", "date"))
            return self.fault(node, "engine.no_arithmetic", type=_type(wrong), operator=node.operator)
        if node.operator == "/" and isinstance(parts[1], Constant) and parts[1].value == 0:
            self.fault(parts[1], "engine.by_zero")
        return result

    def call(self, node: Call) -> str:
        first, *_ = node.parts
        match node.function:
            case "date" | "abs" | "close" | "divisible":
                for argument in node.parts:
                    self.want(argument, "number")
                return {"date": "date", "abs": "number", "close": "bool", "divisible": "bool"}[node.function]
            case "round":
                for argument in node.parts:
                    self.want(argument, "number")
                return "number"
            case "days":
                for argument in node.parts:
                    self.want(argument, "date")
                return "number"
            case "same" | "contains" | "starts" | "ends":
                for argument in node.parts:
                    self.want(argument, "str")
                return "bool"
            case "known" | "blank" | "absent":
                self.type_of(first)
                return "bool"
            case "if":
                self.want(first, "bool")
                return self.either(*node.parts[1:])
            case "value":
                return self.either(*node.parts)
        for argument in node.parts[1:]:
            self.alike(argument, first, argument, "<")
        return self.type_of(first)

    def either(self, left: Node, right: Node) -> str:
        """One of two values, which must be of one type."""
        kinds = self.type_of(left), self.type_of(right)
        if ANY not in kinds and kinds[0] != kinds[1]:
            self.fault(right, "engine.either", left=_type(kinds[0]), right=_type(kinds[1]))
        return kinds[1] if kinds[0] == ANY else kinds[0]


def _type(family: str) -> Message:
    return say(f"engine.type_{family}")
