"""Of what kind a number is: a count, a share, a growth, what is compared with, or none of these."""

from __future__ import annotations

from dataclasses import replace

from checker.figures.frames import FROM, time_of
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.window import Window
from checker.pack.figurewords import ACT, GRAMMAR
from checker.text.numerals import Number

_INTRODUCING = ("sum", "all", "each", ACT)
"""Slots of the words of which one must stand before a number without a unit, if it is a quantity."""
_KINDS = ("项", "类", "种", "个", "者", "方面")


def kind_of(walk: Walk, said: Window, number: Number, more: bool) -> str:
    """The kind of a number behind the words `said`; `more` tells that something without a unit follows it."""
    percent = number.percent or number.unit in ("‰", "个百分点", "百分点")
    changed = "growth" in said.slots
    if percent and "average" in said.slots:
        return "other"  # 年均增长24%: of no two years that are told
    if percent:
        return "growth" if changed or "compared" in said.slots else "share"
    grown = walk.last is not None and walk.frames[walk.last].time == "last"
    if changed and "to" not in said.slots and _told_last(said, grown):
        if said.tokens[0].slot == "compared" and walk.last is not None and walk.frames[walk.last].time == "last":
            # 同2020年的38件相比增加8件: what stands before is what is compared with.
            _compare_with_last(walk)
        return "growth"
    if "to" in said.slots:
        _compare_with_last(walk)
        return "count"
    before = walk.frames[-1] if walk.frames else None
    changing = before is not None and before.kind == "growth" and before.sentence == walk.sentence
    compared = "compared" in said.slots and not _done_behind(said)
    if compared or (not said.acts and (changing and time_of(said.tokens) == "last")):
        # 322件，同比增长15%（上年为280件）.
        return "base"
    if "average" in said.slots or (said.tokens and said.tokens[-1].text == "每"):
        return "other"
    if 1 < len(said.heads) == number.value and number.unit in _KINDS:
        return "other"  # 许可、处罚、强制三项
    if not number.unit and (more or not said.tokens or not _introduces(walk, said.tokens[-1])):
        return "other"
    return "other" if "none" in said.slots and not _relative(said) else "count"


def _relative(said: Window) -> bool:
    """Whether what is denied is told of what is counted: 未能查到的14件."""
    return said.tokens[-1].text.endswith("的") or said.tokens[-1].slot == "of"


def _compare_with_last(walk: Walk) -> None:
    """Make the figure before what the one at hand is compared with."""
    if walk.last is not None:
        before = walk.frames[walk.last]
        walk.frames[walk.last] = replace(before, time="last", kind="base", contains=frozenset((FROM,)))


def _told_last(said: Window, of_last_year: bool) -> bool:
    """Whether the word of change is the last that is told: 收到的申请增加8件, and not 增加收到8件; but 同比多收到8件, and
    behind a figure of last year 多收8件."""
    at = max(index for index, token in enumerate(said.tokens) if token.slot == "growth")
    compared = of_last_year or any(token.slot == "compared" for token in said.tokens[:at])
    behind = {token.slot for token in said.tokens[at + 1 :]}
    return (compared and behind <= {ACT, "filler"}) or ACT not in behind


def _done_behind(said: Window) -> bool:
    """Whether an act is told behind what is compared with: 与上年相比收到38件 is of this year, 新收比上年的38件 of that."""
    at = max(index for index, token in enumerate(said.tokens) if token.slot == "compared")
    return any(token.slot == ACT for token in said.tokens[at + 1 :])


def _introduces(walk: Walk, token: Token) -> bool:
    """Whether a number without a unit behind this word is a quantity: 收到12, 共12, in a list of parts 部分公开6."""
    return token.slot in _INTRODUCING or (walk.whole is not None and bool(token.concept) and token.slot not in GRAMMAR)
