"""A rule as branches: for each verdict the combinations of single conditions that lead to it, no two true at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.expression.nodes import Constant, Node, Operation
from checker.finding import Verdict

FALSE, TRUE, UNDECIDED = 0, 1, 2
"""The outcomes of a condition."""

FEW = 4
"""A list of `in` up to this length becomes single comparisons, a longer one stays one condition."""


class Condition:
    """A part of an expression that is true, false or undecided; there is one object for each, so identity tells."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        self.node = node


Formula = int | Condition | tuple[str, tuple["Formula", ...]]
"""An outcome, a condition, or several formulas under and, or, not."""


class Test(NamedTuple):
    """Of a branch: the condition has the outcome, or (`equal` False) any other outcome."""

    condition: Condition
    outcome: int
    equal: bool = True


class Branch(NamedTuple):
    """What must be so for the verdict."""

    tests: tuple[Test, ...]
    verdict: Verdict


class TooManyBranches(Exception):
    """The rule has more branches than allowed."""


class Formulas:
    """Makes formulas of expressions; equal parts become the same condition."""

    def __init__(self) -> None:
        self._conditions: dict[Node, Condition] = {}
        self._taken: dict[Condition, None] = {}

    def taken(self) -> list[Condition]:
        """The conditions taken up since the last call, also those that the formulas came to do without."""
        taken = list(self._taken)
        self._taken.clear()
        return taken

    def single(self, node: Node) -> Condition:
        """The whole expression as one condition."""
        found = self._conditions.get(node)
        if found is None:
            found = self._conditions[node] = Condition(node)
        self._taken[found] = None
        return found

    def formula(self, node: Node) -> Formula:
        """The expression as conditions: comparisons with == and < (the others are made of these) and what is none."""
        if isinstance(node, Constant):
            return int(node.value) if isinstance(node.value, bool) else UNDECIDED
        if isinstance(node, Operation):
            parts = node.parts
            match node.operator:
                case "and" | "or":
                    return _join(node.operator, map(self.formula, parts))
                case "not":
                    return _negate(self.formula(parts[0]))
                case "!=":
                    return _negate(self.single(Operation("==", parts)))
                case ">":
                    return self.single(Operation("<", parts[::-1]))
                case "<=":
                    return _negate(self.single(Operation("<", parts[::-1])))
                case ">=":
                    return _negate(self.single(Operation("<", parts)))
                case "in" if len(parts) <= FEW + 1:
                    return _join("or", [self.single(Operation("==", (parts[0], item))) for item in parts[1:]])
        return self.single(node)


def _negate(part: Formula) -> Formula:
    if isinstance(part, int):
        return (TRUE, FALSE, UNDECIDED)[part]
    return part[1][0] if isinstance(part, tuple) and part[0] == "not" else ("not", (part,))


def _join(kind: str, parts: Iterable[Formula]) -> Formula:
    """And, or: Kleene's. What decides wins over the undecided, the undecided over what does not decide."""
    decides, neutral = (FALSE, TRUE) if kind == "and" else (TRUE, FALSE)
    kept = dict.fromkeys(parts)
    if decides in kept:
        return decides
    kept.pop(neutral, None)
    if not kept:
        return neutral
    return next(iter(kept)) if len(kept) == 1 else (kind, tuple(kept))


def _assign(part: Formula, condition: Condition, outcome: int) -> Formula:
    """The formula that is left when a condition has an outcome."""
    if isinstance(part, tuple):
        kind, inner = part
        if kind == "not":
            return _negate(_assign(inner[0], condition, outcome))
        return _join(kind, [_assign(one, condition, outcome) for one in inner])
    return outcome if part is condition else part


def _open(part: Formula) -> Iterator[Condition]:
    """The conditions of a formula, from left to right."""
    if isinstance(part, Condition):
        yield part
    elif isinstance(part, tuple):
        for inner in part[1]:
            yield from _open(inner)


def branches(where: Formula, expect: Formula, outcomes: tuple[int, ...], most: int) -> list[Branch]:
    """All branches of a rule, exactly one of which is true of any fact; `outcomes` are those that conditions can have.

    TooManyBranches when there are more than `most`.
    """
    found: list[Branch] = []

    def split(where: Formula, expect: Formula, tests: tuple[Test, ...]) -> None:
        verdict = _verdict(where, expect)
        if verdict is not None:
            if len(found) == most:
                raise TooManyBranches
            found.append(Branch(tests, verdict))
            return
        condition = next(_open(expect if where == TRUE else where))
        left: dict[tuple[Formula, Formula], list[int]] = {}
        for outcome in outcomes:
            rest = _assign(where, condition, outcome), _assign(expect, condition, outcome)
            left.setdefault(rest, []).append(outcome)
        for rest, equal in left.items():
            split(*rest, tests + _test(condition, equal, outcomes))

    split(where, expect, ())
    return found


def _verdict(where: Formula, expect: Formula) -> Verdict | None:
    """The verdict as soon as nothing that is open can change it."""
    if where == TRUE:
        return (Verdict.FAIL, Verdict.PASS, Verdict.REVIEW)[expect] if isinstance(expect, int) else None
    if where == FALSE:
        return Verdict.NOT_APPLICABLE
    return Verdict.REVIEW if where == UNDECIDED else None


def _test(condition: Condition, equal: list[int], outcomes: tuple[int, ...]) -> tuple[Test, ...]:
    """The test that tells the outcomes which come to the same from the others."""
    if len(equal) == len(outcomes):
        return ()
    if len(equal) == 1:
        return (Test(condition, equal[0]),)
    (other,) = set(outcomes) - set(equal)
    return (Test(condition, other, equal=False),)
