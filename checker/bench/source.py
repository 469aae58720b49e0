"""Expressions written out again, for mutants that were never written by anyone."""

from __future__ import annotations

from checker.expression.nodes import COMPARISONS, Call, Constant, Name, Node, Operation, Total

_BINDS = {
    "or": 1,
    "and": 2,
    "not": 3,
    **dict.fromkeys((*COMPARISONS, "in"), 4),
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "minus": 7,
}


def written(node: Node, around: int = 0) -> str:
    """The expression as an author would write it; `around` is how tightly what stands around it binds."""
    match node:
        case Constant(value=bool()):
            return "true" if node.value else "false"
        case Constant(value=str(value)):
            return f"'{value}'" if "'" not in value else f'"{value}"'
        case Constant():
            return format(node.value, "f") if node.kind == "decimal" else str(node.value)
        case Name():
            return node.name
        case Total():
            return f"sum('{node.pattern}')"
        case Call(function="if", parts=(condition, then, otherwise)):
            # It binds least of all, so it stands in brackets wherever it is a part.
            return f"({written(then)} if {written(condition)} else {written(otherwise)})"
        case Call():
            return f"{node.function}({', '.join(written(part) for part in node.parts)})"
    assert isinstance(node, Operation)
    binds = _BINDS[node.operator]
    text = _operation(node, binds)
    return f"({text})" if binds < around else text


def _operation(node: Operation, binds: int) -> str:
    first, *rest = node.parts
    match node.operator:
        case "not":
            return f"not {written(first, binds)}"
        case "minus":
            return f"-{written(first, binds)}"
        case "in":
            return f"{written(first, binds + 1)} in [{', '.join(written(item) for item in rest)}]"
        case "and" | "or":
            return f" {node.operator} ".join(written(part, binds + 1) for part in node.parts)
    return f"{written(first, binds if binds > 4 else binds + 1)} {node.operator} {written(rest[0], binds + 1)}"
