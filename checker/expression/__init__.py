"""The language of `where` and `expect`: parsed once, checked against a schema, evaluated over the values of a fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from checker.expression import explain
from checker.expression.evaluate import is_number, value_of
from checker.expression.explain import Sides, SideTerm
from checker.expression.nodes import Node, Unknown, Value
from checker.expression.parse import ExpressionError, read
from checker.record import dataclass

if TYPE_CHECKING:
    from checker.expression.types import Fault

__all__ = ["Expr", "ExpressionError", "SideTerm", "Sides", "Unknown", "Value", "is_number", "parse"]


@dataclass(frozen=True, slots=True)
class Expr:
    """An expression: its source as written, and what it says."""

    source: str
    root: Node

    def __str__(self) -> str:
        return self.source

    def names(self, values: Iterable[str] | None = None) -> tuple[str, ...]:
        """The values it uses, in reading order; those of a `sum` as far as they are among `values`."""
        return explain.names(self.root, values or ())

    def evaluate(self, values: Mapping[str, Value]) -> Value:
        """Its value; Unknown where the values leave it undecided."""
        return value_of(self.root, values)

    def types(self, schema: Mapping[str, str], wanted: str = "bool") -> list[Fault]:
        """Every fault against a schema (name to integer, number, boolean, string or date), in reading order."""
        from checker.expression.types import faults  # only who writes packs needs it

        return faults(self.root, schema, wanted)

    def sides(self, values: Mapping[str, Value]) -> Sides | None:
        """The first comparison that makes it false, taken apart; None when nothing does, or no comparison."""
        return explain.sides(self.root, values)

    def missing(self, values: Mapping[str, Value]) -> tuple[str, ...]:
        """The names that leave it undecided, in reading order."""
        return explain.missing(self.root, values)


def parse(source: str) -> Expr:
    """The expression of a text; ExpressionError for anything that is not in the language. Nothing is ever run."""
    return Expr(source, read(source))
