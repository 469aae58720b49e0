"""Figures of which a sentence tells several that count the same: one of them is another's, or all are parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.measures import Meaning
from checker.figures.tie import AGREE, NO_COUNTERPART, Tie, Ties
from checker.pack.figurewords import FigureWords


def told_twice(frames: Sequence[Frame], meanings: Sequence[Meaning], words: FigureWords) -> set[int]:
    """The figures of which a sentence tells several that count the same: 市政府受理29件，各部门受理24件; one is another's."""
    told: dict[tuple[object, ...], list[int]] = {}
    for index, (frame, meant) in enumerate(zip(frames, meanings, strict=True)):
        if frame.kind != "count" or frame.says != "number" or frame.parent is not None or not frame.known:
            continue
        marks = {name for names in frame.marks.values() for name in names if not _of_others(name, words)}
        if meant.measures or (not marks and frame.marks and not frame.borrowed):
            told.setdefault((frame.sentence, frame.heads, frame.acts, frozenset(marks), frame.time), []).append(index)
    return {
        index
        for some in told.values()
        if len({one.value for other in some if (one := frames[other].number) is not None}) > 1
        for index in some
    }


def parts_of_twice(figures: Sequence[Figure], ties: Ties) -> list[Figure]:
    """The figures, those that several are told of as parts where together they are what the table states, or one is."""
    made = list(figures)
    groups: dict[tuple[int, str], list[int]] = {}
    for index in told_twice([one.frame for one in made], [one.meaning for one in made], ties.words):
        figure = made[index]
        if figure.tie.measure:
            groups.setdefault((figure.frame.sentence, figure.tie.measure), []).append(index)
    for some in groups.values():
        values = [one.value for index in some if (one := made[index].frame.number) is not None]
        agree = any(made[index].tie.status == AGREE for index in some)
        if agree or sum(values) == made[some[0]].tie.value:
            for index in some:
                if made[index].tie.status != AGREE:
                    made[index] = replace(made[index], tie=Tie(NO_COUNTERPART, why="a part of what is told"))
    return made


def _of_others(name: str, words: FigureWords) -> bool:
    spec = words.concepts.get(name)
    return spec is not None and spec.apart and not spec.lone
