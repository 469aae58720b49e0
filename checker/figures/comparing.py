"""A share, a change, or what is compared with: what it is told of, and how."""

from __future__ import annotations

from collections.abc import Sequence

from checker.figures.chinese import ADDED
from checker.figures.frames import OF, RATED, SHARE, TOGETHER, Frame, concept_names, foreign, strange
from checker.figures.shareof import share_of
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.wholes import NEIGHBOURS
from checker.figures.window import Window, window
from checker.pack.figurewords import FOREIGN, GRAMMAR, HEAD, LINK

_IN_ALL = ("共", "计", "总")
"""Ends of words that may say so, and may as well only stand before a number: 共收到."""
_PAIRS = ((2, "两二"), (3, "三"), (4, "四"), (5, "五"), (6, "六"))
"""How many figures words that sum up are of, by their first sign."""
_DUE = ("时", "期")
"""Signs of words that say something was done in time: 按时, 如期, 规定期限."""
_UNRATED = GRAMMAR | {HEAD, FOREIGN, LINK}


def beside(walk: Walk, said: Window, token: Token, kind: str) -> Frame:
    """A share, a change, or what is compared with: it says something of the figure before."""
    way = next((one.text for one in reversed(said.tokens) if one.slot == "growth"), "")
    if kind == "growth" and walk.time == "last" and _of_two_years(walk):
        walk.time = "own"  # 96件，上年为80件，净增16件；办结99件: the year before has been compared with
    named = next((index for index, one in enumerate(said.tokens) if one.slot == "share"), 0)
    # 予以公开或部分公开占58%: a share of what is named there, and not of the figure before.
    outside = kind == "share" and window(said.tokens[:named]).known
    rated = _rated(said) if kind == "share" else ()
    before = walk.frames[walk.last].unknown if walk.last is not None else ()
    # 其中人工接听4493通，人工接听占86.4%: what nobody knows is what stands before the part too.
    unknown = [word for word in strange(said.tokens) if not any(word in one for one in before)]
    outside = (outside and not rated) or "scope" in said.slots or bool(unknown) or "all" in said.slots
    outside = outside or (kind == "share" and bool({"last", "older", "next", "running"} & said.slots))
    names = tuple(one.text for one in said.tokens if one.slot == "share")
    marks = {SHARE: names, **({RATED: tuple(one.concept for one in rated)} if rated else {})} if names else {}
    ahead = said.tokens[:named]
    counted = any(one.text.endswith(ADDED) if one.slot == "sum" else one.number is not None for one in ahead)
    if counted or _told_of(ahead):
        many = 0 if any(one.text == "前" for one in ahead) else _told_of(ahead)
        marks |= {TOGETHER: (str(many),)}
    if names and not rated:
        whole = [one for one in said.tokens[named + 1 :] if one.concept and one.slot not in _UNRATED]
        marks |= {OF: tuple(one.concept for one in whole)} if whole else {}
    marks = said.names if kind == "base" else marks
    return Frame(
        token.start,
        token.end,
        token.number,
        "number",
        kind,
        heads=concept_names(said.heads) if rated or (kind == "growth" and not foreign(said.heads)) else (),
        acts=(way,) if way else (),
        marks=marks,
        time="older" if kind == "growth" and "older" in said.slots else "own",
        weak=outside,
        loose=any(len(one.text) > 1 and one.slot in ("filler", "of", "and") for one in ahead),
        parent=walk.last,
        contains=frozenset(("each",)) if "each" in said.slots else frozenset(),
        share_of=share_of(walk, said, named, rated, token) if kind == "share" else None,
        sentence=walk.sentence,
    )


def _of_two_years(walk: Walk) -> bool:
    """Whether the sentence has told a figure of the year of the report before that of the year before."""
    told = [one for one in walk.frames[-NEIGHBOURS:] if one.sentence == walk.sentence and one.kind == "count"]
    return len(told) > 1 and told[-1].time == "last" and told[-2].time == "own" and told[-1].heads == told[-2].heads


def added(tokens: Sequence[Token]) -> bool:
    """Whether words before a number say that it is a total: 共, 合计, 加起来; of what they do not tell."""
    return any(token.slot == "sum" and token.text.endswith((*ADDED, *_IN_ALL)) for token in tokens)


def so_many(tokens: Sequence[Token]) -> int:
    """Of how many figures words before a number say that it is the total (两者相加为44件); 0 where they do not."""
    added = any(token.slot == "sum" and token.text.endswith(ADDED) for token in tokens)
    return _told_of([token for token in tokens if token.slot == "sum"]) if added else 0


def _told_of(tokens: Sequence[Token]) -> int:
    """Of how many figures a share is told together: 2 of 两者合计, 3 of 三类共; 0 where that is not said."""
    counted = next((int(token.number.value) for token in tokens if token.number is not None), 0)
    named = (count for token in tokens for count, signs in _PAIRS if token.slot == "sum" and token.text[0] in signs)
    return counted or next(named, 0)


def _rated(said: Window) -> Sequence[Token]:
    """The words that a rate is named by: 纠错 of 纠错率, 办结 of 办结率; none where it is of what was due (按时办结率)."""
    end = next((index for index, one in enumerate(said.tokens) if one.slot == "share" and one.text[0] == "率"), 0)
    begin = end
    while begin and said.tokens[begin - 1].concept and said.tokens[begin - 1].slot not in _UNRATED:
        begin -= 1
    due = any(sign in one.text for one in said.tokens[:end] for sign in _DUE)
    return () if due else said.tokens[begin:end]
