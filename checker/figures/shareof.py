"""What a share is a share of by its own words, and what all of that is: 新收申请由自然人提出的占, 占办结总数的, 败诉率."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.figures.counting import implied_by
from checker.figures.frames import Frame, concept_names, foreign, strange
from checker.figures.lists import fitting
from checker.figures.tokens import Token
from checker.figures.walk import Walk, done
from checker.figures.window import Window, window

ShareOf = tuple[Frame | None, Frame | None]
"""The part, None where it is the figure before, and the whole, None where the text does not say of what."""


def share_of(walk: Walk, said: Window, named: int, rated: Sequence[Token], token: Token) -> ShareOf | None:
    """What a share is of; `named` is where the word stands that calls it one, `rated` the words that a rate is named by."""
    ahead = window(rated) if rated else window(said.tokens[:named])
    if not ahead.known and "share" not in said.slots and walk.shared:
        return walk.shared.pop(0), None
    walk.shared = []
    if (
        foreign(ahead.heads)
        or not {"share"} <= said.slots
        or {"plan", "scope", "average", "last", "older", "next", "running"} & said.slots
    ):
        return None
    strange_words = strange(said.tokens)
    blank = Frame(token.start, token.end, weak=bool(strange_words), unknown=strange_words)
    if not (ahead.marks or rated):
        # 自然人71件，占74%: of the figure before, if nothing is named; 予以公开最多，占41%: of what the clause before tells.
        if ahead.known or strange_words:
            return None
        before = _told_before(walk, blank)
        return before, _whole(walk, said, named, before or blank, blank)
    implied = next((head for some in ahead.marks.values() for head in implied_by(some)), "")
    spoken = walk.spoken
    heads = concept_names(said.heads if rated else ahead.heads) or (
        (implied,) if implied else () if spoken.foreign else spoken.heads
    )
    cases = walk.lexicon.words.concepts
    if not heads and spoken.foreign and all(name in cases and cases[name].needs for name in spoken.heads):
        heads, blank = spoken.heads, replace(blank, weak=True)  # 行政复议23件，维持率47.8%
    elif not heads and spoken.heads:
        return None  # 回应留言210条，办结率100%
    acts, marks, _ = fitting(walk, heads, done(said.tokens, ahead.acts), ahead.marks)
    part = replace(blank, heads=heads, acts=acts, marks=marks)
    whole = None if rated else _whole(walk, said, named, part, blank)
    slot = next((slot for slot, names in marks.items() if len(names) > 1), "") if "each" in said.slots else ""
    if slot:
        several = [replace(part, marks={**marks, slot: (name,)}) for name in marks[slot]]
        part, walk.shared = several[0], several[1:]
    return part, whole


def _told_before(walk: Walk, blank: Frame) -> Frame | None:
    """What the clause before tells without a number, of which a share may be: 结转数量大，占新收的5.2%."""
    if not (walk.before or walk.did):
        return None
    concepts = walk.lexicon.words.concepts
    names = [*(name for some in walk.before.values() for name in some), *walk.did]
    heads = tuple(
        dict.fromkeys(concepts[name].implies for name in names if name in concepts and concepts[name].implies)
    )
    spoken = walk.spoken
    heads = heads or (() if spoken.foreign else spoken.heads)
    acts = () if walk.before else walk.did
    return replace(blank, heads=heads, acts=acts, marks=dict(walk.before), weak=True) if heads else None


def _whole(walk: Walk, said: Window, named: int, part: Frame, blank: Frame) -> Frame | None:
    """All of what a share is told of: what is named behind the word for it, else what its part is a part of."""
    behind = window(said.tokens[named + 1 :])
    if behind.known:
        of = concept_names(behind.heads)
        implied = next((head for some in behind.marks.values() for head in implied_by(some)), "")
        spoken = walk.spoken
        heads = of or ((implied,) if implied else part.heads or (() if spoken.foreign else spoken.heads))
        acts, marks, _ = fitting(walk, heads, done(behind.tokens, behind.acts), behind.marks)
        return replace(blank, heads=heads, acts=acts, marks=marks, foreign=foreign(behind.heads))
    if part.acts and part.marks:
        return replace(part, marks={})
    spoken = walk.spoken
    if part.heads and spoken.why == "the clause before" and spoken.heads == part.heads and spoken.acts:
        return replace(part, acts=spoken.acts, marks={})
    return None
