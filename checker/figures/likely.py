"""Figures of which it is not told what they count: a tick where all that is told fits one figure of the tables alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.lexicon import Lexicon
from checker.figures.measures import Meaning, meaning
from checker.figures.scopes import elsewhere
from checker.figures.tie import AGREE, NO_COUNTERPART, Tie, Ties
from checker.pack.figurewords import HEAD, FigureWords

MARKED, DONE = 2, 10
"""From what number on one is ticked by its marks, and by what was done alone: one case is soon the same as another."""
WHY = "the only one that it fits"


def likely(figures: Sequence[Figure], ties: Ties, words: Lexicon) -> list[Figure]:
    """The figures, those of which only acts or marks are told ticked where one figure alone that these fit has the number.

    公众诉求办结99件: with a word before it that nobody knows, 办结 and 99 are told of what was handled alone. They are
    never asked about.
    """
    made = list(figures)
    for index, figure in enumerate(figures):
        if figure.tie.status == NO_COUNTERPART and _told_in_part(figure, figures, ties):
            tie = _only(figure.frame, ties, words)
            if tie is not None:
                meant = Meaning((tie.measure,), weak=True, loose=True)
                frame = replace(figure.frame, weak=True)
                made[index] = replace(figure, frame=frame, meaning=meant, tie=replace(tie, why=WHY))
    return made


def _told_in_part(figure: Figure, figures: Sequence[Figure], ties: Ties) -> bool:
    """Whether acts or marks are told of a figure, and not that it counts something else, of another time or place."""
    frame, number, words = figure.frame, figure.frame.number, ties.words
    if frame.kind != "count" or frame.says != "number" or figure.meaning.measures or frame.loose:
        return False
    if number is None or number.approximate or number.yuan is not None:
        return False
    if frame.time != "own" or (frame.scope and elsewhere(frame.scope, ties.reading)) or not _case(frame, words):
        return False
    if frame.parent is not None and figures[frame.parent].frame.foreign and figures[frame.parent].frame.heads:
        return False
    names = [name for some in frame.marks.values() for name in some]
    if any(words.concepts[name].apart or words.concepts[name].listed for name in names if name in words.concepts):
        return False
    least = MARKED if names and not frame.heads else DONE
    return number.value >= least and bool(names or frame.heads or (frame.acts and not frame.unsaid))


def _case(frame: Frame, words: FigureWords) -> bool:
    """Whether nothing is named, or cases of which it is not told what they are about."""
    specs = [words.concepts.get(head) for head in frame.heads]
    return all(spec is not None and spec.slot == HEAD and bool(spec.needs) for spec in specs)


def _only(frame: Frame, ties: Ties, words: Lexicon) -> Tie | None:
    """The tick of a frame, whatever it counts, if just one figure of the tables can be it."""
    found: dict[tuple[object, ...], Tie] = {}
    for heads in _heads(frame, words):
        meant = meaning(replace(frame, heads=heads, foreign=False), words)
        if not meant.measures or meant.every:
            continue
        tie = ties.tie(frame.number, meant, True, frame.says, True)
        if tie.status == AGREE:
            found[tie.places] = tie
    return next(iter(found.values())) if len(found) == 1 else None


def _heads(frame: Frame, words: Lexicon) -> Iterator[tuple[str, ...]]:
    """What may be counted: what the frame names, else whatever can have had done to it what is told."""
    if frame.heads:
        yield frame.heads
        return
    for head, acts in words.acts.items():
        if not frame.acts or acts.intersection(frame.acts):
            yield (head,)
