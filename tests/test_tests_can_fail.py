"""Every test says for itself what it checks: by an assert, or by the error that must come."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CHECKS = ("raises", "warns", "fail")
"""Of pytest: what fails by itself."""


def every_test() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield f"{path.relative_to(TESTS).as_posix()}::{node.name}", node


def checks(test: ast.FunctionDef) -> list[ast.AST]:
    """What can fail in a test; functions that it calls may check as well, but it does not show there."""
    return [
        node
        for node in ast.walk(test)
        if (isinstance(node, ast.Assert) and not settled(node.test))
        or (isinstance(node, ast.Attribute) and node.attr in CHECKS and ast.unparse(node.value) == "pytest")
    ]


def settled(claim: ast.expr) -> bool:
    """Whether a claim holds whatever the program does: a text, a number, a pair with a message for its second part."""
    if isinstance(claim, ast.BoolOp):
        decides = any if isinstance(claim.op, ast.Or) else all
        return decides(settled(part) for part in claim.values)
    return isinstance(claim, (ast.Constant, ast.Tuple, ast.Lambda))


def test_every_test_has_a_check_that_can_fail() -> None:
    found = dict(every_test())
    assert len(found) > 500
    assert [name for name, node in found.items() if not checks(node)] == []


def test_no_test_stands_in_the_place_of_another_of_its_name() -> None:
    names = [name for name, _ in every_test()]
    assert [name for name in names if names.count(name) > 1] == []


@pytest.mark.parametrize(
    ("body", "can"),
    [
        ("assert found == 1", True),
        ("with pytest.raises(ValueError):\n        run()", True),
        ("run()", False),
        ("reads_whole(path)", False),
        ("assert True", False),
        ("assert (found, 'is one')", False),
        ("assert found == 1 or True", False),
        ("assert True and found == 1", True),
    ],
)
def test_what_can_fail_is_told_from_what_cannot(body: str, can: bool) -> None:
    test = ast.parse(f"def test_it():\n    {body}\n").body[0]
    assert isinstance(test, ast.FunctionDef)
    assert bool(checks(test)) == can
