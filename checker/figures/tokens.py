"""A text cut into tokens: words of the lexicon, numbers, marks of punctuation, and what nobody knows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from checker.figures.lexicon import LONG, Entry, Lexicon
from checker.pack.figurewords import ACT, HEAD
from checker.text.normalize import Comparable
from checker.text.numerals import Number, numbers
from checker.text.patterns import compiled, span

PUNCTUATION = {
    ",": "comma", ";": "semicolon", ":": "colon", "。": "stop", ".": "stop", "!": "stop", "?": "stop", "、": "pause",
    "(": "open", ")": "close", "<": "open", ">": "close", "\n": "stop", "-": "dash", "~": "dash", "/": "pause",
}  # fmt: skip
_CLEAR = frozenset("\"'·【】[]〔〕{}")
"""Marks that a sentence reads the same without."""
_TITLE = re.compile(r"《[^《》]{0,80}(?:《[^《》]{0,60}》[^《》]{0,40})?》(?:\([^()]{0,40}号\))?")
_CODE = re.compile(r"[A-Za-z0-9@][A-Za-z0-9@._:/?=&%#+-]*")
_LISTING = re.compile(
    r"(?:\([一二三四五六七八九十0-9]{1,3}\)|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}(?:、|\.(?![0-9])))"
)
TO = ("-", "—", "－", "–", "~", "～", "至", "到", "——")
"""Marks between two months or years of which only the last has its sign: 1—12月."""
_YEARS = ("年", "年度")
_YEAR = ("全年", "年度")
"""What may stand behind a year whose own sign is left out: 2023全年."""
_ENDS_OF_YEARS = ("底", "末")
"""What may stand behind a year and says which end of it: 2023年底."""
UNKNOWN, PLAIN = "unknown", "plain"
_PARTS = (ACT, "complete")
_TIMES = ("last", "next")


class Token(NamedTuple):
    """A piece `[start:end]` of the comparable text. `slot` says what the piece does; `number` is set for numbers."""

    start: int
    end: int
    text: str
    slot: str
    concept: str = ""
    entry: Entry | None = None
    number: Number | None = None


def settled(
    plain: Comparable,
    original: str,
    year: int | None = None,
    own: Sequence[str] = (),
    others: Sequence[tuple[str, Entry]] = (),
) -> list[Token]:
    """What is settled before any word is looked up: titles, list numbers, names of others, the organ's own, numbers, codes.

    Of two that overlap the one that begins first stands, of two that begin together the one named first above.
    `year` is that of the report; `others` are patterns of names, as in `Lexicon.names`.
    """
    string, origin = plain.string, plain.origin
    found: list[tuple[int, int, int, str, Number | Entry | None]] = []
    if "《" in string:
        found += [(match.start(), 0, match.end(), "title", None) for match in _TITLE.finditer(string)]
    match = _LISTING.match(string)
    if match:
        found.append((match.start(), 1, match.end(), "listing", None))
    for name in own:
        at = string.find(name)
        while at >= 0:
            found.append((at, 3, at + len(name), "filler", None))
            at = string.find(name, at + len(name))
    told = numbers(original)
    if told:
        found += _named(string, others)
    for number, after in pairwise((*told, None)):
        assert number is not None
        start, end = bisect_left(origin, number.start), bisect_left(origin, number.end)
        to = after.unit if after is not None and not number.unit and original[number.end : after.start] in TO else ""
        if number.unit in _YEARS and string.startswith(_ENDS_OF_YEARS, end):
            end += 1
        dated = not number.unit and (string.startswith(_YEAR, end) or to in _YEARS)
        slot = "month" if to == "月" else _year(number, year) if dated else _kind(number, year)
        found.append((start, 4, end, slot, number))
    found += [(match.start(), 5, match.end(), "code", None) for match in _CODE.finditer(string)]
    found.sort(key=_place)
    made: list[Token] = []
    done = 0
    for start, _, end, slot, one in found:
        if done <= start < end:
            entry = one if isinstance(one, Entry) else None
            concept = entry.concept if entry else ""
            made.append(
                Token(start, end, string[start:end], slot, concept, entry, None if isinstance(one, Entry) else one)
            )
            done = end
    return made


def _place(found: tuple[int, int, int, str, Number | Entry | None]) -> tuple[int, int]:
    return found[:2]


def _named(string: str, others: Sequence[tuple[str, Entry]]) -> Iterator[tuple[int, int, int, str, Entry]]:
    """The names of others; one may end where the next begins."""
    for pattern, entry in others:
        at = 0
        while (match := compiled(pattern).search(string, at)) is not None:
            begin, at = span(match, "name")
            yield begin, 2, at, entry.slot, entry


def _kind(number: Number, year: int | None) -> str:
    """Whether a number is a quantity, or which year, month or day it is."""
    if number.ordinal:
        return "ordinal"
    if number.unit in _YEARS:
        return _year(number, year)
    if number.unit in ("月", "月份"):
        return "month"
    return (
        "day"
        if number.unit in ("日", "号", "点")
        else "duration"
        if number.unit in ("个月", "天", "小时")
        else "number"
    )


def _year(number: Number, year: int | None) -> str:
    """Which year a number that stands for one is, seen from that of the report."""
    if not 1990 <= number.value <= 2100:
        return "duration" if number.unit else "number"
    ahead = int(number.value) - (year if year is not None else int(number.value))
    return "own" if not ahead else "next" if ahead > 0 else "last" if ahead == -1 else "older"


def tokens(string: str, begin: int, stop: int, fixed: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of `string[begin:stop]` in order; `fixed` are those of the range that are settled already."""
    made: list[Token] = []
    put = made.append
    short, longer, known = lexicon.short, lexicon.long.get, lexicon.known
    index = 0
    limit = fixed[0].start if fixed else stop
    at = unknown = begin
    while at < stop:
        while limit < at:
            index += 1
            limit = fixed[index].start if index < len(fixed) else stop
        character = string[at]
        token: Token | None = None
        step = 1
        if at == limit:
            token = _word_of(string, fixed[index], lexicon) or fixed[index]
            index += 1
            limit = fixed[index].start if index < len(fixed) else stop
        else:
            pair = string[at : at + 2]
            lengths: tuple[int, ...] = ()
            if pair in short:  # at most places no word begins
                few = short[pair]
                if few is None:
                    few = lexicon.open(pair)  # which takes in the long ones as well
                lengths = (*longer(string[at : at + LONG], ()), *few)
            for length in lengths:
                word = string[at : at + length]
                entry = known(word)
                if entry is not None and (at + length <= limit or _covers(fixed, index, at + length, stop)):
                    if character == "、" and made and made[-1].slot == "number":
                        continue  # 被复议9件、被诉4件: the mark parts two numbers
                    if entry.slot == PLAIN:
                        step = length  # 未成年人 denies nothing
                        break
                    token = Token(at, at + length, word, entry.slot, entry.concept, entry)
                    break
            else:
                if character in PUNCTUATION:
                    token = Token(at, at + 1, character, PUNCTUATION[character])
                elif (entry := known(character)) is not None and not (unknown < at and entry.slot in _PARTS):
                    # Of one character behind what nobody knows it is a part of that: 土地征收类6件, 立即.
                    token = Token(at, at + 1, character, entry.slot, entry.concept, entry)
        if token is not None:
            if unknown < at:
                put(Token(unknown, at, string[unknown:at], UNKNOWN))
            put(token)
            at = unknown = token.end
        else:
            if character in _CLEAR:
                if unknown < at:
                    put(Token(unknown, at, string[unknown:at], UNKNOWN))
                unknown = at + 1
            elif unknown == at and made and len(made[-1].text) == 1 and made[-1].slot in _TIMES:
                unknown = _rejoin(made)
            at += step
    if unknown < stop:
        put(Token(unknown, stop, string[unknown:stop], UNKNOWN))
    return made


def _rejoin(made: list[Token]) -> int:
    """Take back a year of one character that turns out to be part of a name (上海, 中国上海), and say where that begins."""
    begin = made.pop().start
    return made.pop().start if made and made[-1].slot == UNKNOWN and made[-1].end == begin else begin


def _covers(fixed: Sequence[Token], index: int, end: int, stop: int) -> bool:
    """Whether a word that ends at `end` holds all of the number it runs into: 第三方权益, 三类内部事务信息."""
    while index < len(fixed) and fixed[index].start < end:
        if fixed[index].end > end or fixed[index].slot == "title":
            return False
        index += 1
    return end <= stop


def _word_of(string: str, token: Token, lexicon: Lexicon) -> Token | None:
    """The word that a number is the beginning of (12345热线), or that a title is (《条例》)."""
    if token.slot == "title":
        inner = token.text[1:-1]
        entry = lexicon.entry(token.text) if len(token.text) in lexicon.lengths(token.text[:2]) else None
        if entry is None and len(inner) in lexicon.lengths(inner[:2]):
            # 收到《政府信息公开申请书》10件: what is counted, by its form.
            entry = lexicon.entry(inner)
            entry = entry if entry is not None and entry.slot == HEAD else None
        return None if entry is None else token._replace(slot=entry.slot, concept=entry.concept, entry=entry)
    for length in lexicon.lengths(string[token.start : token.start + 2]):
        end = token.start + length
        entry = lexicon.entry(string[token.start : end]) if end >= token.end else None
        if entry is not None and (end > token.end or entry.slot == "partial"):
            # 第四季度 is a part of the year, 一起 is one of them.
            return Token(token.start, end, string[token.start : end], entry.slot, entry.concept, entry)
    return None
