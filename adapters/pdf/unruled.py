"""Tables without vertical rules, recognised by figures that stand below each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.pdf.lines import Line
from checker.document import Table


def tables_among(lines: Sequence[Line]) -> Iterator[Line | Table]:
    """The lines, with those that make a table replaced by it."""
    yield from lines
