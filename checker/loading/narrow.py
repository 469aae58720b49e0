"""What a `let` over cells is of: the type of the cells that its `where` leaves, where the values of all are of any."""

from __future__ import annotations

from collections.abc import Iterator

from checker.expression import ExpressionError
from checker.expression.nodes import Constant, Name, Node, Operation
from checker.pack.model import RuleSpec
from checker.pack.pack import Pack, expression

_TYPES = {"count": "number", "change": "number", "amount": "number", "number": "number", "date": "date"}


def narrowed(spec: RuleSpec, pack: Pack) -> dict[str, str]:
    """By name of a `let` the type of its least or greatest value, where all cells that it looks at have one."""
    found: dict[str, str] = {}
    for name, aggregate in spec.let.items():
        if aggregate.each != "cell" or (aggregate.min or aggregate.max) != "value":
            continue
        try:
            fixed = dict(_fixed(expression(aggregate.where).root))
        except ExpressionError:
            continue
        types = {_TYPES.get(read, "any") for read in _reads(pack, fixed)}
        if len(types) == 1 and types != {"any"}:
            found[name] = types.pop()
    return found


def _fixed(node: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ids that a condition asks for: of `column == 'a' and table in ['b', 'c']` these, by name."""
    if isinstance(node, Operation) and node.operator == "and":
        for part in node.parts:
            yield from _fixed(part)
    elif isinstance(node, Operation) and node.operator in ("==", "in"):
        first, *rest = node.parts
        words = [part.value for part in rest if isinstance(part, Constant) and isinstance(part.value, str)]
        if isinstance(first, Name) and len(words) == len(rest):
            yield first.name, tuple(words)


def _reads(pack: Pack, fixed: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """How the cells are read that have these ids."""
    for form in pack.forms.values():
        for table in form.tables.values():
            if table.id not in fixed.get("table", (table.id,)):
                continue
            for block in table.blocks:
                for column in block.columns:
                    if column.id not in fixed.get("column", (column.id,)):
                        continue
                    if not block.rows or table.open:
                        yield column.read or "count"
                    for row in block.rows:
                        if row.id in fixed.get("row", (row.id,)):
                            yield row.read or column.read or "count"
