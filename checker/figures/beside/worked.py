"""Figures whose words say how they are worked out from those beside them: the rest of a whole, the total of several, a
share of what a table states. Where that comes out to the last digit, the tables state them too.

    需要办理的共104件，办结99件，余下的5件; 公开41件、部分公开17件，加起来58件，占办结件的58.6%

What no word says of a figure a whole list may: of parts that together are what a table states none is another's.
Nothing is ever told to differ here: a figure that does not come out stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.figures.beside.scopes import elsewhere
from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.measures import Meaning
from checker.figures.tie import AGREE, NO_COUNTERPART, UNCLEAR, UNSURE, Tie, Ties, Worth

NEAR = 12
"""Figures before one that it may be worked out from."""
LIST = 3
"""Parts at least that make up a list without a word that says so, of which two agree with the tables."""
GREAT = 10
"""A total from which on parts that nobody could read are hardly its parts by chance."""
REST, TOTAL, WHOLE, AGAIN = (
    "what is left of those before",
    "the total of those before",
    "the list makes up its whole",
    "the amount before it in another unit",
)


def worked(figures: Sequence[Figure], ties: Ties) -> list[Figure]:
    """The figures of a paragraph, those ticked that are worked out from figures that agree with the tables."""
    made = list(figures)
    for index, figure in enumerate(made):
        if not _open(figure, ties):
            continue
        found = next(iter(_explained(made, index, ties)), None)
        if found is not None:
            made[index] = _ticked(made, index, *found)
    return _completed(made, ties)


def before(figures: Sequence[Figure], index: int) -> list[int]:
    """The counts before a figure in its unit, the nearest first, as far back as each agrees with the tables.

    Those before a share are in the unit of the nearest.
    """
    number = figures[index].frame.number
    unit = "" if number is None or number.percent else number.unit
    found: list[int] = []
    for other in range(index - 1, max(index - NEAR, 0) - 1, -1):
        frame = figures[other].frame
        if frame.says != "number" or frame.kind not in ("count", "part") or (unit and _unit(frame) != unit):
            continue
        if figures[other].tie.status != AGREE or figures[index].frame.sentence - frame.sentence > 1:
            break
        found.append(other)
        unit = _unit(frame)
    return found


def _explained(figures: Sequence[Figure], index: int, ties: Ties) -> Iterator[tuple[str, Sequence[int], Worth | None]]:
    """How a figure may have been worked out: why, from which figures, and from what the tables alone state."""
    frame = figures[index].frame
    if _restated(figures, index):
        yield AGAIN, [index - 1], None
    near = before(figures, index)
    if frame.added:
        running = Decimal(0)
        for count, other in enumerate(near, 1):
            running += figures[other].frame.value
            if count > 1 and running == frame.value and frame.together in (0, count):
                yield TOTAL, near[:count], None
    if frame.rest:
        running = Decimal(0)
        for count, other in enumerate(near, 1):
            if count > 1 and figures[other].frame.value - running == frame.value:
                yield REST, near[:count], None
            running += figures[other].frame.value
            for whole in ties.wholes if count > 1 else ():
                if whole.value - running == frame.value:
                    yield REST, near[:count], whole


def _restated(figures: Sequence[Figure], index: int) -> bool:
    """Whether an amount of money is that of the figure before it in another unit: 8642.15万元（约合0.86亿元）."""
    number, other = figures[index].frame.number, figures[index - 1].frame.number if index else None
    if number is None or other is None or number.yuan is None or other.yuan is None or number.unit == other.unit:
        return False
    beside = figures[index - 1].frame.sentence == figures[index].frame.sentence
    gap = Decimal(other.yuan) - Decimal(number.yuan)
    return beside and figures[index - 1].tie.status == AGREE and -number.step / 2 <= gap < number.step


def _completed(figures: Sequence[Figure], ties: Ties) -> list[Figure]:
    """The figures, those ticked that with others that agree make up what the tables state.

    A list begins behind a figure that agrees, or with the sentence, and is of all in the unit up to where it is whole.
    """
    made = list(figures)
    index = 0
    while index < len(made):
        run = _list(made, index, ties)
        for one in run:
            if made[one].tie.status != AGREE:
                made[one] = _ticked(made, one, WHOLE, [other for other in run if made[other].tie.status == AGREE], None)
        index = run[-1] + 1 if run else index + 1
    return made


def _list(figures: Sequence[Figure], first: int, ties: Ties) -> list[int]:
    """The parts from a figure on that are a whole; none where they do not make up what the figure before or a table is."""
    if first and figures[first - 1].frame.sentence == figures[first].frame.sentence and not _agrees(figures[first - 1]):
        return []
    of_tables = {one.value for one in ties.wholes}
    told: Decimal | None = None
    unit = _unit(figures[first].frame)
    if first and _agrees(figures[first - 1]) and _unit(figures[first - 1].frame) == unit:
        told = figures[first - 1].frame.value
    running = Decimal(0)
    run: list[int] = []
    slots: dict[str, int] = {}
    for index in range(first, min(first + NEAR, len(figures))):
        figure = figures[index]
        frame = figure.frame
        told_before = figure.tie.why == TOTAL or frame.parent in run
        if frame.kind not in ("count", "part") or _unit(frame) != unit or (run and told_before):
            continue  # a share, what is counted beside, a total on the way, parts of a part
        if frame.says != "number" or not (_agrees(figure) or _open(figure, ties)):
            break
        run.append(index)
        running += frame.value
        for slot in frame.marks if _agrees(figure) else ():
            slots[slot] = slots.get(slot, 0) + 1
        agreeing = max(slots.values(), default=0)
        enough = LIST <= len(run) <= 2 * agreeing and 2 <= agreeing < len(run)
        if (running == told or running in of_tables) and running >= GREAT and enough:
            return run
    return []


def _agrees(figure: Figure) -> bool:
    return figure.tie.status == AGREE


def _open(figure: Figure, ties: Ties) -> bool:
    """Whether a figure is a count of the organ's own in the year, exactly known, of which nothing is sure yet."""
    frame, number = figure.frame, figure.frame.number
    unread = figure.tie.status == NO_COUNTERPART or (figure.tie.status == UNCLEAR and figure.tie.why == UNSURE)
    if (
        not unread
        or number is None
        or (number.approximate and number.yuan is None)
        or number.value <= 0
        or frame.says != "number"
    ):
        return False
    if frame.kind not in ("count", "part") or number.percent or not number.unit or (frame.foreign and frame.heads):
        return False
    return frame.time in ("own", "next") and not (frame.scope and elsewhere(frame.scope, ties.reading))


def _ticked(figures: Sequence[Figure], index: int, why: str, others: Sequence[int], whole: Worth | None) -> Figure:
    """The figure as what the tables state; its cells are those of the figures that it was worked out from."""
    figure = figures[index]
    places = [*(place for one in others for place in figures[one].tie.places), *(whole.places if whole else ())]
    value = int(figure.frame.value) if figure.frame.value == int(figure.frame.value) else figure.frame.value
    tie = Tie(AGREE, "", value, tuple(dict.fromkeys(places)), True, value, why)
    return replace(figure, frame=replace(figure.frame, weak=True), meaning=Meaning(why=why), tie=tie)


def _unit(frame: Frame) -> str:
    return frame.number.unit if frame.number is not None else ""
