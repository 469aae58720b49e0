"""The order in which the figures of a paragraph are looked at again, each time with what was found before.

Each figure has been set against the tables by its own words. First the accusations are taken back that others beside a
figure make doubtful; then what could not be read is ticked, or told, where others beside it leave no doubt; last come
those that are only worked out from figures that agree by now. A pass takes the figures of a paragraph and the tables
and gives the figures, as many and in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.figures.beside.again import told_again
from checker.figures.beside.likely import likely
from checker.figures.beside.narrowed import narrowed
from checker.figures.beside.onebase import one_base
from checker.figures.beside.proved import confirmed, proved
from checker.figures.beside.scopes import scoped
from checker.figures.beside.twice import parts_of_twice
from checker.figures.beside.worked import worked
from checker.figures.figure import Figure
from checker.figures.tie import Ties

Pass = Callable[[Sequence[Figure], Ties], list[Figure]]

PASSES: tuple[Pass, ...] = (
    parts_of_twice,  # 市政府受理29件，各部门受理24件: parts
    told_again,  # 诉讼19件，法院受理9件: a part
    scoped,  # of one office, or of the whole region
    narrowed,  # with a reason that no table has
    proved,  # cases about whatever: the table's, if their total is
    likely,  # not read to the end: the one figure that its words fit
    confirmed,  # doubtful only by its reading, among such that agree
    one_base,  # a list of who asked is of one thing throughout
    worked,  # the rest, the total, what completes a list
)


def looked_at_again(figures: Sequence[Figure], ties: Ties) -> list[Figure]:
    """The figures of a paragraph after all passes."""
    made = list(figures)
    for one in PASSES:
        made = one(made, ties)
    return made
