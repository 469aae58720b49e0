"""The two forms in which a rule goes to the library: for facts whose values are all known, and for any fact.

In the known form the library adds and compares the values itself, as whole numbers: dates as YYYYMMDD, texts
numbered as they come, truth values as 0 and 1. In the open form every condition is worked out beforehand, and its
outcome is the value of its property. A fact takes the known form only where both say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from checker.expression.branches import FALSE, TRUE, UNDECIDED, Condition, Test
from checker.expression.evaluate import Evaluation, ready
from checker.expression.linear import SAFE, Plain, Sum, arrange
from checker.expression.nodes import Name, Node, Value

LibraryCondition = dict[str, Any]
"""A condition as the library reads it: a dict of one key, a property or an operator."""

_Plan = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""The places of the texts, dates and whole numbers of a row."""
_LETTERS: Mapping[type, str] = {bool: "b", str: "s", int: "i", date: "d"}
"""The types that the library judges; a truth value is 0 or 1 as it is."""
_OPPOSITE = {"==": "!=", "<": ">=", ">": "<="}
_WORDS = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}


def _relation(name: str, relation: str, right: object) -> LibraryCondition:
    return {name: right} if relation == "==" else {_WORDS[relation]: {name: right}}


class KnownForm:
    """Properties are the quantities that conditions compare. `add` every condition of the rules first."""

    def __init__(self) -> None:
        self._index: dict[Node, int] = {}
        self._names: list[str] = []
        """Of each quantity that is a value of the fact its name, else an empty text."""
        self._worked_out: list[tuple[int, Evaluation]] = []
        """The quantities that are none, by their place."""
        self._texts: dict[str, int] = {}
        self._needs: dict[tuple[str, int, int], None] = {}
        self._compared: dict[Condition, tuple[str, str, object]] = {}
        self._plans: dict[tuple[type, ...], _Plan | None] = {}
        """By the types of the quantities what is made of them; None where the library gets none."""

    def __len__(self) -> int:
        """How many properties there are."""
        return len(self._index)

    def add(self, condition: Condition) -> None:
        """Takes the quantities of a condition in, also of one that no branch tests: they must be known all the same."""
        if condition in self._compared:
            return
        match arrange(condition.node):
            case Sum() as arranged:
                left, relation, right = self._name(arranged.one, "i"), arranged.relation, self._rest(arranged)
            case Plain(quantity, relation, str() as text):
                left, right = self._name(quantity, "s"), self._texts.setdefault(text, len(self._texts))
            case Plain(quantity, relation, bool() as truth):
                left, right = self._name(quantity, "b"), int(truth)
            case Plain(quantity, relation, other) if not isinstance(other, (str, bool)):
                left, right = self._name(quantity), {"$m": self._name(other)}
                kind = "same" if relation == "==" else "ordered"
                self._needs[kind, self._index[quantity], self._index[other]] = None
            case _:
                left, relation, right = self._name(condition.node, "b"), "==", 1
        self._compared[condition] = (left, relation, right)

    def _name(self, node: Node, type_needed: str = "") -> str:
        index = self._index.setdefault(node, len(self._index))
        if type_needed:
            self._needs[type_needed, index, index] = None
        return f"q{index}"

    def _rest(self, arranged: Sum) -> object:
        """plus - minus + number, as nested operations of two."""
        parts = [("$add", {"$m": self._name(node, "i")}) for node in arranged.plus]
        parts += [("$sub", {"$m": self._name(node, "i")}) for node in arranged.minus]
        total: object = arranged.number
        if total == 0 and arranged.plus:
            total = parts.pop(0)[1]
        for operation, part in parts:
            total = {operation: {"$l": total, "$r": part}}
        return total

    def condition(self, test: Test) -> LibraryCondition:
        """A test as the library reads it; the outcome is true or false."""
        left, relation, right = self._compared[test.condition]
        return _relation(left, relation if test.outcome == TRUE else _OPPOSITE[relation], right)

    def row(self, values: Mapping[str, Value]) -> tuple[int, ...] | None:
        """The properties of a fact; None where the library would not say what the expressions say.

        That is where a value is unknown, a number is not whole or too large, or types do not go together. Texts that no
        rule names are numbered anew for each fact: they are held against each other and against nothing else.
        """
        if len(self._names) < len(self._index):
            self._names = [node.name if type(node) is Name else "" for node in self._index]
            self._worked_out = [(at, ready(node)) for at, node in enumerate(self._index) if not self._names[at]]
        row: list[Any] = list(map(values.get, self._names))
        for index, evaluate in self._worked_out:
            row[index] = evaluate(values)
        types = tuple(map(type, row))
        if types not in self._plans:
            self._plans[types] = self._plan(types)
        plan = self._plans[types]
        if plan is None:
            return None
        texts, dates, numbers = plan
        for index in numbers:
            if not -SAFE < row[index] < SAFE:
                return None
        for index in dates:
            row[index] = row[index].year * 10_000 + row[index].month * 100 + row[index].day
        own: dict[str, int] = {}
        known = self._texts
        for index in texts:
            number = known.get(row[index])
            row[index] = own.setdefault(row[index], len(known) + len(own)) if number is None else number
        return tuple(row)

    def _plan(self, types: Sequence[type]) -> _Plan | None:
        """What is made of quantities of these types; None where the library cannot judge such facts."""
        if not all(each in _LETTERS for each in types):
            return None
        letters = "".join([_LETTERS[each] for each in types])
        if not all(self._fit(letters, *need) for need in self._needs):
            return None
        texts, dates, numbers = ([at for at, letter in enumerate(letters) if letter == one] for one in "sdi")
        return texts, dates, numbers

    @staticmethod
    def _fit(types: str, need: str, left: int, right: int) -> bool:
        if need in ("same", "ordered"):
            return types[left] == types[right] and (need == "same" or types[left] in "id")
        return types[left] == need


class OpenForm:
    """Properties are the outcomes of the conditions."""

    def __init__(self) -> None:
        self._index: dict[Node, int] = {}
        self._outcomes: list[Evaluation] = []

    def __len__(self) -> int:
        """How many properties there are."""
        return len(self._index)

    def add(self, condition: Condition) -> None:
        """Takes a condition in."""
        self._index.setdefault(condition.node, len(self._index))

    def condition(self, test: Test) -> LibraryCondition:
        """A test as the library reads it."""
        return _relation(f"q{self._index[test.condition.node]}", "==" if test.equal else "!=", test.outcome)

    def row(self, values: Mapping[str, Value]) -> tuple[int, ...]:
        """The properties of a fact."""
        if len(self._outcomes) < len(self._index):
            self._outcomes = list(map(ready, self._index))
        return tuple([_outcome(evaluate(values)) for evaluate in self._outcomes])


def _outcome(value: Value) -> int:
    return UNDECIDED if type(value) is not bool else TRUE if value else FALSE
