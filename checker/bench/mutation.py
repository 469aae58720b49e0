"""Mutants: each rule broken in small ways; the tests are good when every one of them turns a test red.

Mutants that say the same as the rule are not made: a count that is compared with 0 is never below it, and a part that
stands twice is dropped only together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.bench.running import Given, Subject, final, judge, promises
from checker.bench.source import written
from checker.expression import Expr
from checker.expression.nodes import COMPARISONS, Call, Constant, Node, Operation
from checker.expression.parse import ARGUMENTS
from checker.loading.names import flat_schema
from checker.pack.pack import Rule

_SWAPS = {
    "==": ("!=", "<=", ">="),
    "!=": ("==",),
    "<": ("<=", ">"),
    "<=": ("<", ">="),
    ">": (">=", "<"),
    ">=": (">", "<="),
}
_ORDERED = {"integer", "number", "date"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A broken rule: which part was changed, and what it says now."""

    rule: Rule
    part: str
    now: str
    broken: Rule


def survivors(of: Subject) -> tuple[int, list[Mutant]]:
    """How many mutants there are, and those that no test tells from the rule."""
    by_rule: dict[str, list[Given]] = {}
    for one in promises(of):
        by_rule.setdefault(one.rule.id, []).append(one)
    mutants = [mutant for rule in of.rules for mutant in mutants_of(rule, of)]
    pairs = [(mutant, given) for mutant in mutants for given in by_rule.get(mutant.rule.id, ())]
    verdicts = judge((mutant.broken, given) for mutant, given in pairs)
    killed = {
        id(mutant)
        for (mutant, given), verdict in zip(pairs, verdicts, strict=True)
        if final(mutant.broken, verdict, given, of.schemas) is not given.promised
    }
    return len(mutants), [mutant for mutant in mutants if id(mutant) not in killed]


def mutants_of(rule: Rule, of: Subject) -> Iterator[Mutant]:
    """Every mutant of a rule."""
    types = {name: kind for each in rule.kinds for name, kind in flat_schema(rule.spec, each, of.schemas)[0].items()}
    yield _mutant(rule, "expect", Operation("not", (rule.expect.root,)))
    for node in dict.fromkeys(_changed(rule.expect.root, types)):
        yield _mutant(rule, "expect", node)
    if rule.where.source != "true":
        yield _mutant(rule, "where", Constant(True, "bool"))
        for node in dict.fromkeys(_changed(rule.where.root, types)):
            yield _mutant(rule, "where", node)
    for index in range(len(rule.verdicts)):
        rest = rule.verdicts[:index] + rule.verdicts[index + 1 :]
        # Without its last case a rule fails where that case said so.
        if rest or rule.verdicts[index][1].value != "fail":
            yield Mutant(
                rule, "verdict", f"[{', '.join(case.value for _, case in rest)}]", replace(rule, verdicts=rest)
            )
    applies = rule.spec.applies
    if applies is not None:
        wider = {
            "form": replace(applies, form=[]),
            "level": replace(applies, level=[]),
            "years": replace(applies, years=None),
        }
        for part, other in wider.items():
            if other != applies:
                yield Mutant(rule, f"applies.{part}", "–", replace(rule, spec=replace(rule.spec, applies=other)))


def _mutant(rule: Rule, part: str, node: Node) -> Mutant:
    text = written(node)
    expr = Expr(text, node)
    return Mutant(rule, part, text, replace(rule, expect=expr) if part == "expect" else replace(rule, where=expr))


def _changed(node: Node, types: dict[str, str]) -> Iterator[Node]:
    """The expression with one part changed or left out, in every way."""
    if not isinstance(node, (Operation, Call)):
        return
    yield from _here(node, types)
    for index, part in enumerate(node.parts):
        for changed in _changed(part, types):
            yield replace(node, parts=(*node.parts[:index], changed, *node.parts[index + 1 :]))


def _here(node: Operation | Call, types: dict[str, str]) -> Iterator[Node]:
    """The changes to the topmost part itself."""
    parts = node.parts
    if isinstance(node, Call):
        if node.function in ("min", "max"):
            yield from (replace(node, parts=parts[:index] + parts[index + 1 :]) for index in range(len(parts)))
            yield replace(node, function="max" if node.function == "min" else "min")
        elif node.function == "abs":
            yield parts[0]
        return
    match node.operator:
        case "and" | "or":
            for index in range(len(parts)):
                rest = parts[:index] + parts[index + 1 :]
                yield rest[0] if len(rest) == 1 else replace(node, parts=rest)
        case "not":
            yield parts[0]
        case "in":
            for index in range(1, len(parts)):
                if len(parts) > 2:
                    yield replace(node, parts=parts[:index] + parts[index + 1 :])
        case "+":
            yield from parts
        case "-":
            yield parts[0]
            yield Operation("minus", (parts[1],))
        case operator if operator in COMPARISONS:
            for other in _SWAPS[operator]:
                if other not in ("<=", ">=") or operator not in ("==",) or _orderly(node, other, types):
                    yield replace(node, operator=other)


def _orderly(node: Operation, other: str, types: dict[str, str]) -> bool:
    """Whether an order makes sense in place of equality: both sides have one, and it is not told by a bound at 0."""
    if not all(_kind(part, types) for part in node.parts):
        return False
    left_is_zero, right_is_zero = (isinstance(part, Constant) and part.value == 0 for part in node.parts)
    return not ((right_is_zero and other == "<=") or (left_is_zero and other == ">="))


def _kind(node: Node, types: dict[str, str]) -> bool:
    """Whether a part of an expression gives numbers or dates."""
    match node:
        case Constant():
            return node.kind in ("int", "decimal")
        case Operation(operator="+" | "-" | "*" | "minus"):
            return True
        case Call():
            return node.function in ARGUMENTS and node.function in ("date", "abs", "min", "max")
    name = getattr(node, "name", None)
    return types.get(name, "") in _ORDERED if name is not None else True
