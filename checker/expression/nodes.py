"""The parts of an expression, and the values it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal as OneOf

from checker.messages import Message
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that is not known; `text` is what the document says in its place.

    `blank`: the place is there and empty. `unreadable`: what stands there is no such value.
    `absent`: there is no place. `unread`: what stands there was not read; `why` says why.
    """

    reason: OneOf["blank", "unreadable", "absent", "unread"]
    text: str = ""
    why: Message | None = field(default=None, compare=False)


Value = int | Decimal | bool | str | date | Unknown
"""A value of a fact. A whole number is an int, any other number a Decimal; there are no floats."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, string or truth value written in the expression. `kind` keeps 1, 1.0 and true apart."""

    value: int | Decimal | bool | str
    kind: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A value of the fact, by its name; dots belong to the name. `at` is a column, from 1."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator with its parts: two for + - * / and the comparisons, one for `minus` and `not`, any number for
    `and` and `or`; `in` has the value first and then the list. A chain of comparisons is an `and`.
    """

    operator: str
    parts: tuple[Node, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the language; see `checker.expression.evaluate.FUNCTIONS`."""

    function: str
    parts: tuple[Node, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Total:
    """`sum('refused_*')`: the values whose names match; the star stands for letters, digits and _, none too."""

    pattern: str
    at: int = field(default=0, compare=False)

    def matching(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the names that match, in their order."""
        return _matching(self.pattern, tuple(names))


@lru_cache(maxsize=1024)  # facts of a kind have the same names
def _matching(pattern: str, names: tuple[str, ...]) -> tuple[str, ...]:
    before, _, after = pattern.partition("*")
    shape = re.compile(re.escape(before) + r"\w*" + re.escape(after))
    return tuple(name for name in names if shape.fullmatch(name))


Node = Constant | Name | Operation | Call | Total

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it, from left to right."""
    yield node
    if isinstance(node, (Operation, Call)):
        for part in node.parts:
            yield from walk(part)
