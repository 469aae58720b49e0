"""Text that two documents share: passages side by side, and which of many documents are worth comparing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar
from zlib import crc32

from checker.document import Document, Paragraph
from checker.record import dataclass
from checker.text.normalize import comparable

SEED = 12
"""Characters that must agree before two passages are followed further."""
CHOICES = 16
"""Places of the same seed that are tried."""
SHINGLE = 8
"""Characters of the pieces a signature is made of."""
BINS = 128
"""Numbers of a signature."""
NEIGHBOURS = 12
"""Documents of a bucket that each one is paired with, so that a thousand copies of one text stay a thousand steps."""
_GOLDEN = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_NUMBER = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*")
_MARK = re.compile(r"[\W_]+")
_PIECE = re.compile(rf"{_NUMBER.pattern}|[^\W_]")

Range = tuple[int, int, int]
"""Block, start and end in the block's text."""
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of b and where a has it; numbers, marks and spaces may differ. `length` counts what is compared."""

    in_a: Range
    in_b: Range
    length: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """`share` is the part of b's own text that a has as well, from 0 to 1; `own` the characters that were compared."""

    share: float
    passages: tuple[Passage, ...]
    own: int


@dataclass(frozen=True, slots=True)
class _Stream:
    """The own text of a document: characters, and for each its block and its range there; a number is one character."""

    text: str
    origin: tuple[Range, ...]


def overlap(text_a: Document, text_b: Document, fixed: Sequence[str], *, least: int = 20) -> Overlap:
    """How much of b's own text stands in a, in passages of at least `least` characters that stay in one paragraph.

    Own text is the running text without tables, headers and the `fixed` wording, in which * stands for up to 60
    characters of one sentence. Marks and spaces do not count, and any number equals any other: a text with new figures
    in it is the old text. Paragraphs shorter than `least`, such as headings, are nobody's own.
    """
    a, b = _stream(text_a, fixed, "\x00"), _stream(text_b, fixed, "\x01")
    own = sum(len(run) for run in b.text.split("\x01") if len(run) >= least)
    found: list[Passage] = []
    size = min(SEED, least)
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(len(a.text) - size + 1):
        places[a.text[at : at + size]].append(at)
    at = 0
    while at + size <= len(b.text):
        best, length = -1, 0
        for place in places.get(b.text[at : at + size], ())[:CHOICES]:
            reach = _reach(a.text, place, b.text, at, size)
            if reach > length:
                best, length = place, reach
        if length >= least:
            found.append(Passage(_range(a, best, length), _range(b, at, length), length))
            at += length
        else:
            at += 1
    taken = sum(passage.length for passage in found)
    return Overlap(taken / own if own else 0.0, tuple(found), own)


def signature(document: Document, fixed: Sequence[str]) -> tuple[int, ...]:
    """A sketch of the own text, by which shares of common text are estimated; empty when there is too little text.

    One-permutation MinHash: each piece falls into one bin, the least of a bin stays; an empty one takes the next.
    """
    cut = _pattern(tuple(fixed))
    pieces: set[str] = set()
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.part == "body":
            string = comparable(block.text.string).string
            for start, stop in _between(cut, string):
                text = _MARK.sub("", _NUMBER.sub("0", string[start:stop]))
                pieces.update(text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1))
    bins: list[int | None] = [None] * BINS
    for piece in pieces:
        mixed = (crc32(piece.encode()) * _GOLDEN) & _MASK
        mixed ^= mixed >> 29
        index, value = mixed % BINS, mixed // BINS
        held = bins[index]
        if held is None or value < held:
            bins[index] = value
    if not pieces:
        return ()
    filled: list[int] = []
    for index in range(BINS):
        step = next(step for step in range(BINS) if bins[(index + step) % BINS] is not None)
        filled.append((bins[(index + step) % BINS] or 0) + step * _GOLDEN)
    return tuple(filled)


def alike(signatures: Mapping[Key, tuple[int, ...]], threshold: float) -> list[tuple[Key, Key]]:
    """Pairs that may share at least the part `threshold` of their text, for `overlap` to decide, in linear time.

    Locality-sensitive hashing: pairs that agree in a band of their signatures are estimated. Where very many are the
    same, each is paired with its nearest in order only.
    """
    jaccard = threshold / (2 - threshold)
    rows = max(row for row in (1, 2, 3, 4, 6, 8) if row == 1 or (row / BINS) ** (1 / row) <= jaccard * 0.8)
    buckets: dict[tuple[int, ...], list[Key]] = defaultdict(list)
    for key, sketch in signatures.items():
        for start in range(0, len(sketch) - rows + 1, rows):
            buckets[(start, *sketch[start : start + rows])].append(key)
    order = {key: index for index, key in enumerate(signatures)}
    candidates = {
        (one, other)
        for keys in buckets.values()
        if len(keys) > 1
        for index, one in enumerate(keys)
        for other in keys[index + 1 : index + 1 + NEIGHBOURS]
    }
    kept = [pair for pair in candidates if _estimate(signatures[pair[0]], signatures[pair[1]]) >= jaccard * 0.8]
    return sorted(kept, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _estimate(one: Sequence[int], other: Sequence[int]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / BINS


def _reach(a: str, at_a: int, b: str, at_b: int, least: int) -> int:
    """How many characters agree from the two places on; at least `least` are known to."""
    length = least
    stop = min(len(a) - at_a, len(b) - at_b)
    while length < stop and a[at_a + length] == b[at_b + length]:
        length += 1
    return length


def _range(stream: _Stream, at: int, length: int) -> Range:
    block, start, _ = stream.origin[at]
    return block, start, stream.origin[at + length - 1][2]


def _stream(document: Document, fixed: Sequence[str], end: str) -> _Stream:
    """The own text, `end` after each paragraph and each cut of fixed wording, so that no passage runs over it."""
    text: list[str] = []
    origin: list[Range] = []
    cut = _pattern(tuple(fixed))
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) or block.part != "body":
            continue
        plain = comparable(block.text.string)
        for start, stop in _between(cut, plain.string):
            for piece in _PIECE.finditer(plain.string, start, stop):
                text.append("0" if piece[0][0].isdigit() else piece[0])
                origin.append((index, *plain.back(*piece.span())))
            text.append(end)
            origin.append((index, 0, 0))
    return _Stream("".join(text), tuple(origin))


def _between(cut: re.Pattern[str] | None, string: str) -> Iterable[tuple[int, int]]:
    """The ranges of the string that no fixed wording takes."""
    done = 0
    for match in cut.finditer(string) if cut else ():
        if match.start() > done:
            yield done, match.start()
        done = match.end()
    if done < len(string):
        yield done, len(string)


@lru_cache(maxsize=8)
def _pattern(fixed: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all fixed wording, the longest first; * stands for up to 60 characters of one sentence."""
    plain = sorted(
        {comparable(wording).string for wording in fixed} - {""}, key=lambda wording: (-len(wording), wording)
    )
    joined = "|".join("[^。;]{0,60}?".join(map(re.escape, wording.split("*"))) for wording in plain)
    return re.compile(joined) if joined else None
