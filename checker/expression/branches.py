"""A rule as branches: for each verdict the combinations of single conditions that lead to it, no two true at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from checker.expression.nodes import And, Compare, Constant, Member, Node, Not, Or
from checker.finding import Verdict

FALSE, TRUE, UNDECIDED = 0, 1, 2
"""The outcomes of a condition."""

FEW = 4
"""A list of `in` up to this length becomes single comparisons, a longer one stays one condition."""


@dataclass(frozen=True, slots=True)
class Junction:
    """A formula over conditions: `kind` is and, or, not."""

    kind: str
    parts: tuple[Formula, ...]


Formula = int | Node | Junction
"""An outcome, a condition (a part of the expression that is true, false or undecided), or several of them."""


@dataclass(frozen=True, slots=True)
class Test:
    """Of a branch: the condition has the outcome, or (`equal` False) any other outcome."""

    condition: Node
    outcome: int
    equal: bool = True


@dataclass(frozen=True, slots=True)
class Branch:
    """What must be so for the verdict."""

    tests: tuple[Test, ...]
    verdict: Verdict


class TooManyBranches(Exception):
    """The rule has more branches than allowed."""


def formula(node: Node) -> Formula:
    """An expression as a formula. The conditions left are == and < (the other comparisons are made of these), or no
    comparisons at all."""
    match node:
        case Constant():
            return int(node.value) if isinstance(node.value, bool) else UNDECIDED
        case And():
            return _join("and", map(formula, node.parts))
        case Or():
            return _join("or", map(formula, node.parts))
        case Not():
            return _negate(formula(node.of))
        case Compare(operator="!="):
            return _negate(Compare("==", node.left, node.right))
        case Compare(operator=">"):
            return Compare("<", node.right, node.left)
        case Compare(operator="<="):
            return _negate(Compare("<", node.right, node.left))
        case Compare(operator=">="):
            return _negate(Compare("<", node.left, node.right))
        case Member() if len(node.items) <= FEW:
            return _join("or", [Compare("==", node.of, item) for item in node.items])
    return node


def _negate(part: Formula) -> Formula:
    if isinstance(part, int):
        return (TRUE, FALSE, UNDECIDED)[part]
    return part.parts[0] if isinstance(part, Junction) and part.kind == "not" else Junction("not", (part,))


def _join(kind: str, parts: Iterable[Formula]) -> Formula:
    """And, or: Kleene's. What decides wins over the undecided, the undecided over what does not decide."""
    decides, neutral = (FALSE, TRUE) if kind == "and" else (TRUE, FALSE)
    kept = dict.fromkeys(part for part in parts if not (isinstance(part, int) and part == neutral))
    if decides in kept:
        return decides
    if not kept:
        return neutral
    return next(iter(kept)) if len(kept) == 1 else Junction(kind, tuple(kept))


def assign(part: Formula, condition: Node, outcome: int) -> Formula:
    """The formula that is left when a condition has an outcome."""
    if isinstance(part, int):
        return part
    if not isinstance(part, Junction):
        return outcome if part == condition else part
    parts = [assign(inner, condition, outcome) for inner in part.parts]
    return _negate(parts[0]) if part.kind == "not" else _join(part.kind, parts)


def conditions(part: Formula) -> Iterable[Node]:
    """The conditions of a formula, from left to right."""
    if isinstance(part, Junction):
        for inner in part.parts:
            yield from conditions(inner)
    elif not isinstance(part, int):
        yield part


def branches(where: Formula, expect: Formula, outcomes: Callable[[Node], Iterable[int]], most: int) -> list[Branch]:
    """All branches of a rule, exactly one of which is true of any fact; `outcomes` are those a condition can have."""
    found: list[Branch] = []

    def split(where: Formula, expect: Formula, tests: tuple[Test, ...]) -> None:
        verdict = _verdict(where, expect)
        if verdict is not None:
            if len(found) == most:
                raise TooManyBranches
            found.append(Branch(tests, verdict))
            return
        condition = next(iter(conditions(where if not isinstance(where, int) else expect)))
        left: dict[tuple[Formula, Formula], list[int]] = {}
        possible = tuple(outcomes(condition))
        for outcome in possible:
            rest = assign(where, condition, outcome), assign(expect, condition, outcome)
            left.setdefault(rest, []).append(outcome)
        for rest, equal in left.items():
            split(*rest, tests + _test(condition, equal, possible))

    split(where, expect, ())
    return found


def _verdict(where: Formula, expect: Formula) -> Verdict | None:
    """The verdict as soon as nothing that is open can change it."""
    if where == TRUE and isinstance(expect, int):
        return (Verdict.FAIL, Verdict.PASS, Verdict.REVIEW)[expect]
    if where == FALSE:
        return Verdict.NOT_APPLICABLE
    return Verdict.REVIEW if where == UNDECIDED else None


def _test(condition: Node, outcomes: list[int], possible: tuple[int, ...]) -> tuple[Test, ...]:
    if len(outcomes) == len(possible):
        return ()
    if len(outcomes) == 1:
        return (Test(condition, outcomes[0]),)
    (other,) = set(possible) - set(outcomes)
    return (Test(condition, other, equal=False),)
