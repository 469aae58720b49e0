"""An amount that stands in a sentence, and how near to what is asked for."""

from __future__ import annotations

from decimal import Decimal

from checker.record import dataclass

At = tuple[int, int]
"""Start and end in the text of the block."""
Amount = int | Decimal


@dataclass(frozen=True, slots=True)
class Found:
    """An amount of the sentence in the unit of the promise. The lower its rank, the more it is what was asked.

    `span` is where it stands in the line, `at` in its block. `total`: it is said to be the sum; `timed`: its clause
    says when in the year that was, `standing`: how much there is, not how much was done (目前在用1个).
    """

    rank: tuple[bool, bool, bool, int, bool, int]
    value: Amount
    at: At
    span: At
    total: bool
    timed: bool
    standing: bool = False

    @property
    def aside(self) -> bool:
        """Whether it stands outside the clauses that answer, or is of something else as far as its noun tells."""
        return self.rank[1] or self.rank[2]
