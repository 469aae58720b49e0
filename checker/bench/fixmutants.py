"""Mutants of a correction: each part of a rule's `fix` left out or changed, so that it would write something else.

`at` is left as it is: a test of a rule gives the text of a place, and cannot give it another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from checker.bench.changes import Change
from checker.expression import Expr
from checker.pack.model import Fix
from checker.pack.pack import expression
from checker.yamlfiles.file import Key

Changed = tuple[str, str, Fix | None, Key, Change | None]
"""Which part, what it says now, the whole as it is now, where that stands, and how an expression was changed."""
_STEP = Decimal("0.1")
"""What a share is moved by: wordings that are nearer to it than that are of no weight."""


def fix_mutants(
    fix: Fix, conditions: Callable[[Expr], Iterable[tuple[Expr, Change]]], shown: Callable[[str], Iterable[str]]
) -> Iterator[Changed]:
    """Every mutant of a fix; `conditions` are the changes to a condition, `shown` those to a text with values."""
    yield "fix", "–", None, ("fix",), None
    for expr, change in conditions(expression(fix.when)):
        yield "fix.when", str(expr), replace(fix, when=str(expr)), ("fix", "when"), change
    for part, empty in (("replace", ""), ("fits", ""), ("alike", 0.0), ("after", "")):
        if getattr(fix, part):
            yield _with(fix, part, empty, "–")
    for now in _loosened(fix.replace):
        yield _with(fix, "replace", now, now)
    for now in shown(fix.becomes):
        yield _with(fix, "becomes", now, now)
    for moved in (_STEP, -_STEP) if fix.alike else ():
        share = Decimal(str(fix.alike)) + moved
        if 0 < share <= 1:
            yield _with(fix, "alike", float(share), str(share))
    for sign in fix.swap:
        rest = {one: other for one, other in fix.swap.items() if one != sign}
        item = Change(expression("true").root, 1, "swap", sign)
        yield "fix.swap", f"without {sign}", replace(fix, swap=rest), ("fix", "swap"), item


def _with(fix: Fix, part: str, value: Any, now: str) -> Changed:
    return f"fix.{part}", now, replace(fix, **{part: value}), ("fix", part), None


def _loosened(pattern: str) -> Iterator[str]:
    """A pattern that need not begin or end where the text does."""
    if pattern.startswith("^") and "|^" not in pattern:
        yield pattern[1:]
    if pattern.endswith("$") and not pattern.endswith("\\$") and "$|" not in pattern:
        yield pattern[:-1]
