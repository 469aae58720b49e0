"""A total with its parts right behind it that no word opens: 公开信息386条：网站241条，公众号97条，村务公开栏48条.

That they add up is told by the numbers themselves. Where they do not, a sign that the list is whole must stand between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.figures.figure import Figure

_OPENED = re.compile("\\)?(?::|[,;:]?(?:按|从|分|依)[^,;:。]{0,8}(?:看|分|划分|统计)[,:]?)")
"""What stands between a total and a list of all its parts."""
_AMONG = re.compile("[^,;:。()0-9其集]{1,8}中[^,;:。()0-9心]")
"""What stands between a total and parts among it, which may leave some out but are not more: 466条留言中咨询类280条."""
PARTS = 3
"""So many parts that stand behind such a sign are meant to be all."""
MOST = 30
"""Parts that are looked for behind a total."""


def plain_lists(figures: Sequence[Figure], plain: str) -> Iterator[tuple[int, tuple[int, ...], bool]]:
    """A total by its index, its parts, and whether they are told to be all: else they are parts only if they add up."""
    for total, figure in enumerate(figures):
        parts = _behind(figures, total)
        if len(parts) < 2 or not _total(figure):
            continue
        running = Decimal(0)
        for count, part in enumerate(parts, 1):
            running += figures[part].frame.value
            if count > 1 and running == figure.frame.value:
                yield total, tuple(parts[:count]), True
                break
        else:
            opened = _AMONG if running > figure.frame.value else _OPENED
            between = opened.match(plain, figure.frame.end, figures[parts[0]].frame.start)
            between = between or _OPENED.match(plain, figure.frame.end, figures[parts[0]].frame.start)
            if between is not None and len(parts) >= PARTS:
                yield total, tuple(parts), False


def _total(figure: Figure) -> bool:
    number = figure.frame.number
    if number is None or number.approximate or number.percent or not number.unit or number.value <= 0:
        return False
    return figure.frame.kind in ("count", "part", "other") and figure.frame.says == "number"


def _behind(figures: Sequence[Figure], total: int) -> list[int]:
    """The counts behind a figure in its sentence and unit, shares between them aside."""
    whole = figures[total].frame
    found: list[int] = []
    for index in range(total + 1, min(total + 1 + MOST, len(figures))):
        frame, number = figures[index].frame, figures[index].frame.number
        if number is not None and number.percent:
            continue
        same = number is not None and whole.number is not None and number.unit == whole.number.unit
        if frame.sentence != whole.sentence or not same or not _total(figures[index]) or frame.time != whole.time:
            break
        found.append(index)
    return found
