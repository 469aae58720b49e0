"""A paragraph cut into tokens: words of the lexicon, numbers, marks of punctuation, and what nobody knows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from checker.figures.lexicon import Entry, Lexicon
from checker.record import dataclass
from checker.text.normalize import Comparable
from checker.text.numerals import Number, numbers

_PUNCTUATION = {
    ",": "comma", ";": "semicolon", ":": "colon", "。": "stop", "!": "stop", "?": "stop", "、": "pause",
    "(": "open", ")": "close", "<": "open", ">": "close", "\n": "stop", "-": "dash", "~": "dash", "/": "pause",
}  # fmt: skip
_CLEAR = frozenset("\"'·【】[]〔〕{}")
"""Marks that a sentence reads the same without."""
_TITLE = re.compile(r"《[^《》]{0,80}(?:《[^《》]{0,60}》[^《》]{0,40})?》(?:\([^()]{0,40}号\))?")
_CODE = re.compile(r"[A-Za-z0-9@][A-Za-z0-9@._:/?=&%#+-]*")
_POINT = re.compile(
    r"(?:\([一二三四五六七八九十0-9]{1,3}\)|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}(?:、|\.(?![0-9])))"
)
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece `[start:end]` of the comparable text. `slot` says what the piece does; `number` is set for numbers."""

    start: int
    end: int
    text: str
    slot: str
    concept: str = ""
    entry: Entry | None = None
    number: Number | None = None


def tokens(
    plain: Comparable, original: str, lexicon: Lexicon, year: int | None = None, own: Sequence[str] = ()
) -> list[Token]:
    """The tokens of a paragraph in order.

    `year` is that of the report; `own` are names of the organ itself, which say nothing about a figure.
    """
    string = plain.string
    fixed = _fixed(plain, original, year, own)
    made: list[Token] = []
    at = begin = 0
    size = len(string)
    entries, lengths = lexicon.entries, lexicon.lengths
    following = 0
    while at < size:
        while following < len(fixed) and fixed[following].start < at:
            following += 1
        limit = fixed[following].start if following < len(fixed) else size
        if at == limit:
            named = _word_with_digits(string, fixed[following], entries, lengths)
            if named is not None:
                fixed[following] = named
            if begin < at:
                made.append(Token(begin, at, string[begin:at], UNKNOWN))
            made.append(fixed[following])
            at = begin = fixed[following].end
            continue
        character = string[at]
        token: Token | None = None
        for length in lengths.get(character, ()):
            word = string[at : at + length]
            entry = entries.get(word)
            if entry is not None and (at + length <= limit or _covers(fixed, following, at + length)):
                token = Token(at, at + length, word, entry.slot, entry.concept, entry)
                break
        if token is None and character in _PUNCTUATION:
            token = Token(at, at + 1, character, _PUNCTUATION[character])
        if token is not None or character in _CLEAR:
            if begin < at:
                made.append(Token(begin, at, string[begin:at], UNKNOWN))
            if token is not None:
                made.append(token)
            at = begin = token.end if token else at + 1
        else:
            at += 1
    if begin < size:
        made.append(Token(begin, size, string[begin:], UNKNOWN))
    return made


def _covers(fixed: Sequence[Token], index: int, end: int) -> bool:
    """Whether a word that ends at `end` holds all of the number it runs into: 第三方权益, 三类内部事务信息."""
    while index < len(fixed) and fixed[index].start < end:
        if fixed[index].end > end or fixed[index].slot == "title":
            return False
        index += 1
    return True


def _fixed(plain: Comparable, original: str, year: int | None, own: Sequence[str]) -> list[Token]:
    """What is settled before any word is looked up: titles, numbers, codes, list numbers, the organ's own name.

    Of two that overlap the one that begins first stands, of two that begin together the one named first above.
    """
    string, origin = plain.string, plain.origin
    found: list[tuple[int, int, int, str, Number | None]] = []
    if "《" in string:
        found += [(*_span(match, 0), "title", None) for match in _TITLE.finditer(string)]
    match = _POINT.match(string)
    if match:
        found.append((*_span(match, 1), "listing", None))
    for name in own:
        at = string.find(name)
        while at >= 0:
            found.append((at, 2, at + len(name), "filler", None))
            at = string.find(name, at + len(name))
    for one in numbers(original):
        found.append((bisect_left(origin, one.start), 3, bisect_left(origin, one.end), _kind(one, year), one))
    found += [(*_span(match, 4), "code", None) for match in _CODE.finditer(string)]
    made: list[Token] = []
    done = 0
    for start, _, end, slot, number in sorted(found, key=lambda one: one[:2]):
        if done <= start < end:
            made.append(Token(start, end, string[start:end], slot, number=number))
            done = end
    return made


def _word_with_digits(
    string: str, token: Token, entries: Mapping[str, Entry], lengths: Mapping[str, tuple[int, ...]]
) -> Token | None:
    """The word that a number is the beginning of: 12345热线."""
    for length in lengths.get(string[token.start], ()):
        end = token.start + length
        entry = entries.get(string[token.start : end]) if length > token.end - token.start else None
        if entry is not None:
            return Token(token.start, end, string[token.start : end], entry.slot, entry.concept, entry)
    return None


def _span(match: re.Match[str], rank: int) -> tuple[int, int, int]:
    return match.start(), rank, match.end()


def _kind(number: Number, year: int | None) -> str:
    """Whether a number is a quantity, or which year, month or day it is."""
    if number.ordinal:
        return "ordinal"
    if number.unit in ("年", "年度"):
        if not 1990 <= number.value <= 2100:
            return "duration"
        ahead = int(number.value) - (year if year is not None else int(number.value))
        return "own" if not ahead else "next" if ahead > 0 else "last" if ahead == -1 else "older"
    if number.unit in ("月", "月份"):
        return "month"
    return (
        "day"
        if number.unit in ("日", "号", "点")
        else "duration"
        if number.unit in ("个月", "天", "小时")
        else "number"
    )
