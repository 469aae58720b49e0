"""Sentences that may hold a figure, and their tokens put together into clauses with the brackets they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from checker.figures.frames import directed
from checker.figures.lexicon import Lexicon
from checker.figures.skipped import (
    by_short_names,
    still_going_on,
    without_brackets,
    without_contents,
    without_excepted,
    without_pointers,
    without_skipped,
)
from checker.figures.tokens import Token, tokens
from checker.figures.window import WITH
from checker.pack.figurewords import ACT, GRAMMAR, NO_MARKS
from checker.record import dataclass

HARD = frozenset(("comma", "semicolon", "colon", "open", "close", "dash"))
_LABELLING = ("colon", "dash")
_DATES = ("month", "day", "own", "last", "next", "older")
_STOP = re.compile("[。!?\n]|[一二三四五六七八九十]是|首先|其次|再次|最后")
"""Where a sentence ends, or a point of a list begins."""
_TELLING = re.compile("[未无没零均都皆]|不存在|全部|悉数|一律|已全")
"""Without a number, only a sentence with one of these can state anything."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens between two cuts. `before` is the cut that opens it, `after` the one that ends it, `depth` its brackets.

    `reasoned`: a reason has been left out that nobody knows.
    """

    tokens: tuple[Token, ...]
    before: str
    after: str
    depth: int
    reasoned: bool = False


def sentences(
    string: str, fixed: Sequence[Token], lexicon: Lexicon, fields: Collection[str] = ()
) -> Iterator[tuple[int, list[Clause]]]:
    """The sentences of a paragraph that may hold a figure, with their number, and those they go on from.

    `fields` are what the organ has to do with. Read are sentences with a number or with a word of denial or of all, the one before each, and the first.
    """
    starts = [token.start for token in fixed]
    ranges = list(_ranges(string, fixed, starts))
    numbered = [token.start for token in fixed if token.slot == "number"]
    telling = [
        bisect_left(numbered, begin) < bisect_left(numbered, end) or _TELLING.search(string, begin, end) is not None
        for begin, end in ranges
    ]
    if not any(telling):
        ranges = ranges[:1]
    for index, (begin, end) in enumerate(ranges):
        if index and not telling[index] and not (index + 1 < len(ranges) and telling[index + 1]):
            continue
        inner = fixed[bisect_left(starts, begin) : bisect_left(starts, end)]
        told = [token for token in tokens(string, begin, end, inner, lexicon) if token.slot not in _OPENERS]
        told = without_contents(by_short_names(without_pointers(without_skipped(told, fields))))
        if string.find("除", begin, end) >= 0:
            told = without_excepted(told)
        told = without_brackets(still_going_on(told, lexicon))
        clauses = _clauses(_without_asides(_without_kinds(told)))
        if clauses:
            yield index, clauses


_KINDS = ("种", "类", "项", "者", "个", "家", "方面", "大类")
_ONE = ("一家", "一位", "一名", "一户", "一个")
_OF_WHOM = ("由", "来自", "为", "系", "是", "属", "属于")
"""Words before one of those who asked."""
_SAID_OF_KINDS = ("filler", "way")
_TOTAL = ("合计", "共计", "总计", "共", "相加", "累计", "计")
_JOINING = ("pause", "and")
_CUTS = HARD | {"pause", "filler"}
_OPENERS = ("stop", "point", "listing")
_INCLUDING = ("part", "complete")
_NUMBERED = frozenset(("open", "number", "none", "all"))
_TOLD_IN_BRACKETS = frozenset(("open", "number", "part", "none", "all", "own", "last", "next", "older", "scope"))
"""Slots of what a bracket is read for."""


def _ranges(string: str, fixed: Sequence[Token], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _STOP.finditer(string):
        at = bisect_left(starts, match.end()) - 1
        if at >= 0 and fixed[at].end > match.start() and fixed[at].slot == "title":
            continue
        mark = match.end() - match.start() == 1
        end = match.end() if mark else match.start()
        if end > begin:
            yield begin, end
            begin = end
    if begin < len(string):
        yield begin, len(string)


def _without_kinds(tokens: list[Token]) -> list[Token]:
    """The tokens, numbers that count nothing among those that say nothing: 三种渠道合计40件, 两项占58%, 由一家公司提出."""
    for index, token in enumerate(tokens):
        if index and token.text in _ONE and token.slot == "number" and tokens[index - 1].text in _OF_WHOM:
            tokens[index] = token._replace(slot="filler")
            continue
        if token.slot == "number" and token.number is not None and token.number.unit in _KINDS:
            after = next((one for one in tokens[index + 1 : index + 3] if one.slot not in _SAID_OF_KINDS), None)
            ahead = tokens[index - 1].slot if index else "comma"
            named = index > 2 and bool(tokens[index - 1].concept) and tokens[index - 2].slot in _JOINING
            told = after is not None and (
                after.slot == "share" or (after.slot == "sum" and after.text.endswith(_TOTAL))
            )
            if told and (ahead in _CUTS or named):
                tokens[index] = token._replace(slot="filler")
    return tokens


def _without_asides(tokens: list[Token]) -> list[Token]:
    """The tokens without brackets that tell no figure, where the sentence goes on behind them: 制发（修改）规章2件.

    What a number includes by such a bracket stays: 公开（含部分公开）24件 is of both, 受理（含上年结转）46件 holds a part.
    """
    if not any(token.slot == "open" for token in tokens):
        return tokens
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _aside(tokens, index) if tokens[index].slot == "open" and kept else 0
        if end:
            kept.extend(_included(tokens[index + 1 : end - 1], kept[-1]))
            index = end
        else:
            kept.append(tokens[index])
            index += 1
    return kept


def _aside(tokens: Sequence[Token], begin: int) -> int:
    """Where an aside that begins here ends; 0 if it is none."""
    including = tokens[begin + 1].slot in _INCLUDING if begin + 1 < len(tokens) else False
    for index in range(begin + 1, len(tokens)):
        slot = tokens[index].slot
        if slot in (_NUMBERED if including else _TOLD_IN_BRACKETS):
            return 0
        if slot == "close":
            goes_on = index + 1 < len(tokens) and tokens[index + 1].slot not in HARD
            return index + 1 if goes_on else 0
    return 0


def _included(aside: Sequence[Token], before: Token) -> list[Token]:
    """What stays of a bracket without a number: what it includes, or which of a kind is meant.

    公开（含部分公开）24件, 受理（含上年结转）46件, 不予公开（属于国家秘密）1件.
    """
    if not aside:
        return []
    if aside[0].slot not in _INCLUDING:
        return (
            [] if before.slot in NO_MARKS else [token for token in aside if token.concept and token.slot == before.slot]
        )
    inside = aside[1:]
    leading = [token for token in inside if token.entry is not None and token.entry.leads]
    if leading:
        return [token._replace(slot=WITH, concept=directed(inside, token)) for token in leading]
    if not before.concept and before.slot in ("filler", "unknown"):
        # 满足需求（含全部公开和部分公开）的58件: what that is.
        return [token for token in inside if token.slot in _JOINING or _is_mark(token)]
    more = [token for token in inside if token.concept and token.slot == before.slot != ACT]
    return [aside[0]._replace(slot="and", concept="", entry=None), *more] if more else []


def _is_mark(token: Token) -> bool:
    return bool(token.concept) and token.slot not in NO_MARKS


def _clauses(tokens: Sequence[Token]) -> list[Clause]:
    more = _numbers_ahead(tokens)
    found: list[Clause] = []
    held: list[Token] = []
    before, depth, numbered = "", 0, False
    for index, token in enumerate(tokens):
        slot = token.slot
        if slot in _LABELLING and not numbered and _leads_to_number(tokens, index):
            continue
        if slot == "comma" and not numbered and _tells_alone(tokens, index, held):
            continue  # 予以公开，69件: no cut
        if slot in ("comma", "colon") and held and all(one.slot in _INCLUDING for one in held):
            continue  # 其中，新收91件: no cut
        if slot == "dash" and index + 1 < len(tokens) and tokens[index + 1].slot in _DATES:
            held.append(token)  # 1—12月, 2019—2021年: no cut
            continue
        # 3件重复申请和4件信访类申请: what stands before the 和 is of the number before it.
        joining = slot == "pause" or (
            slot == "and" and tokens[index + 1 : index + 2] and tokens[index + 1].slot == "number"
        )
        if not (slot in HARD or (joining and numbered and more[index])):
            held.append(token)
            numbered = numbered or slot == "number"
            continue
        if held:
            found.append(Clause(tuple(held), before, slot, depth))
            held, numbered = [], False
            before = slot
        elif slot != "comma":
            before = slot
        depth = depth + 1 if slot == "open" else max(depth - 1, 0) if slot == "close" else depth
    if held:
        found.append(Clause(tuple(held), before, "", depth))
    return found


def _tells_alone(tokens: Sequence[Token], index: int, held: Sequence[Token]) -> bool:
    """Whether a number alone stands behind a comma, and before it what it must be of."""
    after = tokens[index + 1 : index + 3]
    alone = bool(after) and after[0].slot == "number" and (len(after) < 2 or after[1].slot in HARD)
    return alone and bool(held) and held[-1].concept != "" and held[-1].slot not in GRAMMAR


def _leads_to_number(tokens: Sequence[Token], index: int) -> bool:
    """Whether a colon or dash stands right before a number: 办结：12件, 上年结转——8件."""
    after = index + 1
    while after < len(tokens) and tokens[after].slot in _LABELLING:
        after += 1
    return after < len(tokens) and tokens[after].slot == "number"


def _numbers_ahead(tokens: Sequence[Token]) -> list[bool]:
    """For each token whether a number comes after it before the next cut other than a pause."""
    ahead = [False] * len(tokens)
    found = False
    for index in range(len(tokens) - 1, -1, -1):
        ahead[index] = found
        slot = tokens[index].slot
        if slot == "number":
            found = True
        elif slot in HARD:
            found = False
    return ahead
