"""Patterns of what did not happen, of parts of a thing, and of words of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.commitments.reader import Words

WHICH = (
    r"(?:{words})[^,;。、的有]{{1,12}}的(?![有为占是仍还共达计]|\d+[\u4e00-\u9fff]{{0,5}}\Z)"
    r"|(?:没有?|未)[^,;。的]{{1,4}}(?:什么|哪些|与否)|哪些(?:没有?|未)"
)
"""What is wanting as what says which things are meant (未采纳的意见, 未附解读稿的,不予收文; 没采纳什么)."""
NONE, FREE = "无", 2
"""How the want of a fault is called that a plan or report denies in whatever words, and characters of such a fault."""
NO_FAULT = r"(?:未|没有?|无|零)(?:曾|有|出现|(?:有)?一[^,;。]{{0,6}})?(?:{faults})"
FREE_OF = r"(?:未|没有?|[无零不])(?:曾|有|出现|发生|(?:有)?一[^,;。]{{0,6}}?)?(?P<fault>{faults})"
PARTS_COUNTED = (
    r"(?:{words})[^,;。、\d]{{0,4}}[\d一二两三四五六七八九十]+[\u4e00-\u9fff]{{1,3}}"
    r"(?:[、,;和及与并]+(?:{words})[^,;。、\d]{{0,4}}[\d一二两三四五六七八九十]+[\u4e00-\u9fff]{{1,3}})+"
)
WITHIN = r"\d{1,2}个?(?P<within>工作日内)"


def clause_begins(text: str, at: int) -> int:
    """Where the clause of a place begins."""
    return max((text.rfind(mark, 0, at) for mark in ",;。"), default=-1) + 1


def clause_ends(text: str, at: int) -> int:
    """Where the clause of a place ends."""
    return min((end for mark in ",;。" if (end := text.find(mark, at)) >= 0), default=len(text))


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; of none it never matches."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"


def pattern_of(words: Words) -> re.Pattern[str]:
    """A pattern that finds any of the words; never matches when there is none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(r"[^,;。]{0,40}?".join(map(re.escape, word.split("*"))) for word in ordered) or r"(?!)")
