"""Whether a list of parts goes on, or what is counted next is no part of what the list is of."""

from __future__ import annotations

from collections.abc import Sequence

from checker.figures.counting import UNTOLD
from checker.figures.frames import Frame, Topic, adjacent, concept_names
from checker.figures.lists import fitting
from checker.figures.measures import made_of
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.window import Window, window
from checker.text.numerals import Number


def goes_on(walk: Walk, said: Window, number: Number, right: Sequence[Token]) -> Frame | None:
    """What the list is of, where by the number and the words `said` before it (`right`: behind it) it goes on; None otherwise."""
    whole = walk.of
    if whole is None:
        return None
    if carried_over(walk, whole) and whole.number is not None and number.value > whole.number.value:
        # 新收20件，上年结转2件，其中予以公开10件: of all of them.
        walk.whole = None
    elif not walk.parting and _made_up(walk, whole):
        walk.whole = None
        _after_all_parts(walk, whole, number)
        walk.time = "own" if walk.time == "partial" else walk.time
    elif not walk.parting and _told_again(walk, said, whole, number, window(right[: adjacent(right)]).heads):
        walk.whole = None
    else:
        return whole
    return None


def _after_all_parts(walk: Walk, whole: Frame, number: Number) -> None:
    """Say what is spoken of behind parts that count something else than their whole, if it is not the last of them.

    复议诉讼42件，其中复议23件，诉讼19件；维持24件: of all of them; 诉讼19件，维持13件: as likely of that part.
    """
    last = walk.frames[walk.last] if walk.last is not None else whole
    if not whole.known or last.heads == whole.heads:
        return
    if number.value > last.value or whole.since < walk.parted:
        walk.speak(Topic(whole.heads, False, whole.acts, whole.told, True, "the figure before"))
        walk.lasting = {}
    else:
        walk.doubt = True


def ended_by(walk: Walk, said: Window, whole: Frame, what: Topic, number: Number) -> bool:
    """Whether `what` is counted, by the words `said` before it, is none of what the list is of."""
    if whole.known and what.foreign and what.heads and whole.since < walk.parted:
        return True  # 办理99件，其中公开41件；网站收到来信90件: none of the list.
    if whole.why == UNTOLD and whole.since < walk.parted and what.heads and set(what.heads).isdisjoint(whole.heads):
        return True  # 办结99件，其中公开41件；行政复议23件: none of them, whatever the 99 are about.
    if whole.known and not (what.foreign or set(what.heads) & set(whole.heads)):
        # Something else is counted; but 复议诉讼42件，其中复议23件 are some of them.
        return not made_of(whole.heads, what.heads, walk.lexicon)
    if whole.number is not None and (whole.number.yuan is None) != (number.yuan is None):
        return True  # Money is no part of what is counted in pieces.
    if whole.foreign and what.foreign and _told_of_others(walk, said, whole):
        return True
    # 发布信息4583条，其中...672条；微博发布6012条: no part of it.
    return (whole.foreign or what.foreign) and not walk.parting and _exceeds(number, whole)


def _told_of_others(walk: Walk, said: Window, whole: Frame) -> bool:
    """Whether a semicolon behind a list leads to what something else was done with: 公开信息385条，其中网站214条、微信163条；答复网民96条."""
    last = walk.frames[-2:]
    in_one_breath = len({one.since for one in last}) == 1 and last[0].since != walk.parted
    acts = {act for one in (whole, *last) for act in one.acts}
    done = set(concept_names(said.acts))
    listed = all(one.parent == walk.whole for one in last)
    return in_one_breath and listed and bool(done and acts) and done.isdisjoint(acts)


def carried_over(walk: Walk, whole: Frame) -> bool:
    """Whether a list is of what was carried in or out."""
    return not walk.lexicon.directed.isdisjoint(whole.acts)


def _made_up(walk: Walk, whole: Frame) -> bool:
    """Whether the parts that have been told are all of it: what follows is none of them."""
    count, added = walk.parts.get((walk.whole, walk.group), (0, 0))
    return count > 1 and whole.number is not None and added == whole.number.value


def _told_again(walk: Walk, said: Window, whole: Frame, number: Number, behind: Sequence[Token]) -> bool:
    """Whether what a list is of is told once more, so that the list has ended: 收到96件，其中…；收到自然人申请71件."""
    if concept_names(said.heads or behind) != whole.heads:
        return False
    last = walk.frames[-1]
    # 发布信息453条。其中，网站发布214条，微信发布163条: since the list was opened nothing has parted it.
    opened = last.parent == walk.whole and last.since == walk.parted
    acts, passed = set(concept_names(said.acts)), whole.since < walk.parted and not opened
    if number.value > whole.value and last.parent == walk.whole and not fitting(walk, whole.heads, (), said.marks)[1]:
        return True  # 制定文件19件，其中17件已公布，能查到的文件达130件
    if number.value >= whole.value:
        return passed or (bool(acts) and acts == set(whole.acts))
    return passed and bool(acts) and acts == set(whole.acts)


def _exceeds(number: Number, whole: Frame) -> bool:
    return whole.number is not None and whole.number.unit == number.unit and number.value > whole.number.value
