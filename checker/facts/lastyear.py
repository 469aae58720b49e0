"""What the text says of last year itself: its figure beside this year's, and that a figure is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checker.figures.account import Paragraph
from checker.figures.figure import Figure
from checker.figures.lexicon import lexicon
from checker.figures.measures import meaning
from checker.figures.tie import AGREE
from checker.pack.pack import Pack
from checker.record import dataclass
from checker.text.patterns import compiled

_CLAUSE_ENDS = "，,。；;！!？?（(）)\n"


@dataclass(frozen=True, slots=True)
class SaidOfLastYear:
    """`said` is what the text gives for a measure, `[begin:end]` of the passage's text where it says so.

    It is last year's figure, or this year's that is said to be the same.
    """

    figure: Figure
    measure: str
    said: int | Decimal
    begin: int
    end: int


def said_of_last_year(pack: Pack, paragraph: Paragraph) -> Iterator[SaidOfLastYear]:
    """2021年新收41件，2022年新收50件: of both 2021 is last year's; 新收50件，与上年持平: last year's were 50 too.

    新收50件，与上年（46件）持平 says both, 50 and 46.
    """
    level = str(pack.spec.settings.get("growth", {}).get("level", ""))
    own = {one.tie.measure: one for one in paragraph.figures if one.tie.measure and one.tie.status == AGREE}
    for figure in paragraph.figures:
        number = figure.frame.number
        if number is None or number.approximate or number.percent or figure.frame.kind != "count":
            continue
        begin, end = figure.passage.plain.back(figure.frame.start, figure.frame.end)
        measure = _last(figure, pack)
        if measure in own:
            string = figure.passage.text.string
            start = max((string.rfind(mark, 0, begin) for mark in _CLAUSE_ENDS), default=-1) + 1
            yield SaidOfLastYear(figure, measure, number.value, start, end)
        elif level and figure.tie.measure and figure.tie.status == AGREE and not figure.frame.weak:
            match = compiled(level).search(figure.passage.plain.string[figure.frame.end :])
            if match:
                stop = figure.passage.plain.back(figure.frame.start, figure.frame.end + match.end())[1]
                said = [number.value, *(int(group) for group in match.groups() if group)]
                for value in dict.fromkeys(said):
                    yield SaidOfLastYear(figure, figure.tie.measure, value, begin, stop)


def _last(figure: Figure, pack: Pack) -> str:
    """The measure that a figure of last year is of, as it would be of this year; empty where that is not certain."""
    frame = figure.frame
    words = lexicon(pack.figures)
    if frame.time != "last" or frame.weak or not words.directed.isdisjoint(frame.acts):
        return ""
    meant = meaning(replace(frame, time="own"), words)
    return meant.measures[0] if len(meant.measures) == 1 and not meant.weak and not meant.columns else ""
