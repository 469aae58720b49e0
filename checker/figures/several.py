"""Figures told of those before them: the total of the last so many, the rest of those who asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.lexicon import Lexicon
from checker.figures.settling import columned
from checker.pack.figurespec import ConceptSpec

BESIDE = 8
"""Figures before one that it may be the total or the rest of."""
FEW = 2
"""Of so many marks at least a rest is told, and it is of so many."""


def several(figures: Sequence[Figure], index: int, words: Lexicon) -> Frame | None:
    """What a figure may be that is told of those before it: the rest of who asked, or the total of the last so many.

    自然人71件、商业企业13件、其余各类组织12件; 自然人占65%，商业企业14件，两者相加为44件.
    """
    frame = figures[index].frame
    before = [one.frame for one in figures[max(index - BESIDE, 0) : index]]
    told = [
        one.share_of[0] if one.share_of and one.share_of[0] else one
        for one in before
        if one.kind == "count" or (one.share_of and one.share_of[0])
    ]
    if frame.together > 1:
        run = told[-frame.together :]
        slots = {slot for one in run for slot in one.marks}
        heads = {one.heads for one in run}
        if len(run) == frame.together and len(slots) == 1 == len(heads):
            slot = next(iter(slots))
            names = tuple(dict.fromkeys(name for one in run for name in one.marks.get(slot, ())))
            return replace(run[-1], number=frame.number, kind="count", says="number", marks={slot: names})
        return None
    if not frame.rest:
        return None
    concepts = words.words.concepts
    last = told[-1] if told else frame
    slot = next((slot for slot, some in last.marks.items() if columned(some, words.words)), "")
    named = [name for one in told for name in one.marks.get(slot, ())]
    own = [name for name, spec in concepts.items() if spec.slot == slot and spec.columns and not spec.same_as]
    left = tuple(name for name in own if name not in named and not _many(concepts[name]))
    if not slot or len(set(named)) < FEW or len(left) < FEW or last.sentence != frame.sentence:
        return None
    return replace(frame, heads=last.heads, acts=last.acts, marks={slot: left}, kind="count", foreign=False)


def _many(spec: ConceptSpec) -> bool:
    """Whether a mark is of several columns together."""
    return any(not isinstance(columns, str) for columns in spec.columns.values())
