"""Text that two documents share: passages side by side, and which of many documents are worth comparing."""

from __future__ import annotations

import re
from array import array
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import eq
from typing import TypeVar
from zlib import crc32

from checker.document import Document, Paragraph
from checker.record import dataclass
from checker.text.normalize import comparable, comparable_paragraph

LEAST = 20
"""Characters of a passage that two texts have in common by no accident."""
SEED = 12
"""Characters that must agree before two passages are followed further."""
STRETCH = 64
"""Characters that are compared at once."""
CHOICES = 16
"""Places of the same seed that are tried."""
SHINGLE = 8
"""Characters of the pieces a signature is made of."""
BINS = 128
"""Numbers of a signature."""
NEIGHBOURS = 12
"""Documents of a bucket that each one is paired with, so that a thousand copies of one text stay a thousand steps."""
ENOUGH = 2 * NEIGHBOURS
"""Partners of a document that say whose text it has; of ten thousand that are all alike nobody wants every pair."""
PIECE = 8
"""Characters of an official text that are no accident."""
HELD = 128
"""Documents whose own text is held while each is compared with several: some 60 KB each."""
LISTED = 3
"""Figures that make a sentence a list of them."""
_GOLDEN = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_NUMBER = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*")
_MARK = re.compile(r"[\W_]+")
_PIECES = re.compile(rf"(?P<number>{_NUMBER.pattern})|[^\W_0-9]+")
"""A number, or letters up to the next number, mark or space."""
_END = "\x00"
"""What stands in no text that is compared, and ends what a passage may not run over."""

_SENTENCE = re.compile(r"[^。\n]+")
_CLAUSE = re.compile(r"[,;:、()]+")

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
    blocks: array[int]
    starts: array[int]
    ends: array[int]


class Streams:
    """The own text of documents that are compared with several others: finding it is most of what a pair costs."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[int, _Cuts], tuple[Document, _Stream]] = OrderedDict()

    def of(self, document: Document, cuts: _Cuts) -> _Stream:
        """The own text of a document; it is the same as long as the document is the same object, which is held."""
        key = id(document), cuts
        if key not in self._held:
            self._held[key] = document, _stream(document, cuts)
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(key)
        return self._held[key][1]


def overlap(
    text_a: Document,
    text_b: Document,
    fixed: Sequence[str],
    official: Sequence[str] = (),
    *,
    least: int = LEAST,
    streams: Streams | None = None,
) -> Overlap:
    """How much of b's own text stands in a, in passages of at least `least` characters that stay in one paragraph.

    Own text is the running text without tables, headers and what reports have in common by their nature: the `fixed`
    wording, in which * stands for up to 60 characters of one sentence, words of the `official` texts, of which any
    piece counts, and sentences that list figures. Marks and spaces do not count, and any number equals any other: a
    text with new figures in it is the old text. Paragraphs shorter than `least`, such as headings, are nobody's own.
    """
    cuts = _Cuts.of(fixed, official)
    streams = streams or Streams()
    a, b = streams.of(text_a, cuts), streams.of(text_b, cuts)
    # Ends of the two are told apart, so that no passage runs over one.
    text = b.text.replace(_END, "\x01")
    own = sum(len(run) for run in b.text.split(_END) if len(run) >= least)
    found: list[Passage] = []
    size = min(SEED, least)
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(len(a.text) - size + 1):
        places[a.text[at : at + size]].append(at)
    at = 0
    while at + size <= len(text):
        best, length = -1, 0
        for place in places.get(text[at : at + size], ())[:CHOICES]:
            if length and a.text[place + length : place + length + 1] != text[at + length : at + length + 1]:
                continue  # it reaches no further than the one that is known
            reach = _reach(a.text, place, text, at, size)
            if reach > length:
                best, length = place, reach
        if length >= least:
            found.append(Passage(_range(a, best, length), _range(b, at, length), length))
            at += length
        else:
            at += 1
    taken = sum(passage.length for passage in found)
    return Overlap(taken / own if own else 0.0, tuple(found), own)


def signature(document: Document, fixed: Sequence[str], official: Sequence[str] = ()) -> tuple[int, ...]:
    """A sketch of the own text, by which shares of common text are estimated; empty when there is too little text.

    One-permutation MinHash: each piece falls into one bin, the least of a bin stays; an empty one takes the next.
    """
    return signed(document, fixed, official)[0]


def signed(document: Document, fixed: Sequence[str], official: Sequence[str] = ()) -> tuple[tuple[int, ...], int]:
    """The signature, and how many characters of own text it is of, as `Overlap` counts them."""
    cuts = _Cuts.of(fixed, official)
    pieces: set[str] = set()
    own = 0
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.part == "body":
            string = comparable_paragraph(block.text.string).string
            for start, stop in cuts.between(string):
                text = _MARK.sub("", _NUMBER.sub("0", string[start:stop]))
                own += len(text) if len(text) >= LEAST else 0
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
        return (), own
    filled = [0] * BINS
    value = step = 0
    for index in reversed(range(2 * BINS)):  # twice round, so that the last bins know the first
        held = bins[index % BINS]
        value, step = (value, step + 1) if held is None else (held, 0)
        filled[index % BINS] = value + step * _GOLDEN
    return tuple(filled), own


def alike(signatures: Mapping[Key, Sequence[int]], threshold: float) -> list[tuple[Key, Key]]:
    """Pairs that may share at least the part `threshold` of their text, for `overlap` to decide, in linear time.

    Locality-sensitive hashing: pairs that agree in a band of their signatures are estimated. Where very many are the
    same, each is paired with its nearest in order only, and two that have ENOUGH partners each are not paired further:
    they stand in one group over these.
    """
    jaccard = threshold / (2 - threshold)
    rows = max(row for row in (1, 2, 3, 4, 6, 8) if row == 1 or (row / BINS) ** (1 / row) <= jaccard * 0.8)
    order = {key: index for index, key in enumerate(signatures)}
    short = {key: _short(sketch) for key, sketch in signatures.items()}
    least = BINS * jaccard * 0.8
    partners: Counter[Key] = Counter()
    kept: set[tuple[Key, Key]] = set()
    for start in range(0, BINS - rows + 1, rows):
        buckets: dict[tuple[int, ...], list[Key]] = defaultdict(list)
        for key, sketch in signatures.items():
            if sketch:
                buckets[tuple(sketch[start : start + rows])].append(key)
        for keys in buckets.values():
            for index, one in enumerate(keys):
                for other in keys[index + 1 : index + 1 + NEIGHBOURS]:
                    if (one, other) in kept or min(partners[one], partners[other]) >= ENOUGH:
                        continue
                    if _agreeing(short[one], short[other]) < least:
                        continue
                    if near_enough(signatures[one], signatures[other], threshold):
                        kept.add((one, other))
                        partners.update((one, other))
    return sorted(kept, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _short(sketch: Sequence[int]) -> int:
    """A signature with a byte for each of its numbers."""
    return int.from_bytes(bytes(value & 0xFF for value in sketch), "big")


def _agreeing(one: int, other: int) -> int:
    """In how many places two short signatures agree: the whole ones agree in no more, and take ten times as long."""
    return (one ^ other).to_bytes(BINS, "big").count(0)


def near_enough(one: Sequence[int], other: Sequence[int], threshold: float) -> bool:
    """Whether two texts may share at least the part `threshold`, by their signatures."""
    return estimate(one, other) >= threshold / (2 - threshold) * 0.8


def estimate(one: Sequence[int], other: Sequence[int]) -> float:
    """The part of all pieces of two texts that both have, by their signatures."""
    agreeing: int = sum(map(eq, one, other))
    return agreeing / BINS


def _reach(a: str, at_a: int, b: str, at_b: int, least: int) -> int:
    """How many characters agree from the two places on; at least `least` are known to."""
    length = least
    stop = min(len(a) - at_a, len(b) - at_b)
    while length < stop:
        step = min(STRETCH, stop - length)
        one, other = a[at_a + length : at_a + length + step], b[at_b + length : at_b + length + step]
        if one != other:
            return length + next(index for index, (x, y) in enumerate(zip(one, other, strict=True)) if x != y)
        length += step
    return length


def _range(stream: _Stream, at: int, length: int) -> Range:
    return stream.blocks[at], stream.starts[at], stream.ends[at + length - 1]


def _stream(document: Document, cuts: _Cuts) -> _Stream:
    """The own text, an end after each paragraph and each cut of fixed wording."""
    text: list[str] = []
    blocks, starts, ends = array("I"), array("I"), array("I")
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) or block.part != "body":
            continue
        plain = comparable_paragraph(block.text.string)
        for start, stop in cuts.between(plain.string):
            for piece in _PIECES.finditer(plain.string, start, stop):
                low, high = piece.span()
                if piece["number"]:
                    text.append("0")
                    blocks.append(index)
                    starts.append(plain.origin[low])
                    ends.append(plain.origin[high - 1] + 1)
                    continue
                text.append(_letters(piece[0]))
                blocks.extend([index] * (high - low))
                starts.extend(plain.origin[low:high])
                ends.extend([at + 1 for at in plain.origin[low:high]])
            text.append(_END)
            blocks.append(index)
            starts.append(0)
            ends.append(0)
    return _Stream("".join(text), blocks, starts, ends)


class _Cuts:
    """What is nobody's own of a text: fixed wording, pieces of official texts, sentences that list figures."""

    def __init__(self, fixed: tuple[str, ...], official: tuple[str, ...]) -> None:
        self._pattern = _pattern(fixed)
        texts = [_bare(comparable(text).string)[0] for text in official]
        self._pieces = frozenset(text[at : at + PIECE] for text in texts for at in range(len(text) - PIECE + 1))

    @staticmethod
    def of(fixed: Sequence[str], official: Sequence[str]) -> _Cuts:
        """Those of a pack, made once."""
        return _cuts(tuple(fixed), tuple(official))

    def between(self, string: str) -> Iterable[tuple[int, int]]:
        """The ranges of the string that are somebody's own."""
        done = 0
        for start, stop in sorted((*self._fixed(string), *self._official(string), *_figures(string))):
            if start > done:
                yield done, start
            done = max(done, stop)
        if done < len(string):
            yield done, len(string)

    def _fixed(self, string: str) -> Iterable[tuple[int, int]]:
        return (match.span() for match in self._pattern.finditer(string)) if self._pattern else ()

    def _official(self, string: str) -> Iterable[tuple[int, int]]:
        if not self._pieces:
            return
        text, places = _bare(string)
        begin = end = 0
        for at in range(len(text) - PIECE + 1):
            if text[at : at + PIECE] not in self._pieces:
                continue
            if at > end:
                if end:
                    yield places[begin], places[end - 1] + 1
                begin = at
            end = at + PIECE
        if end:
            yield places[begin], places[end - 1] + 1


@lru_cache(maxsize=8)
def _cuts(fixed: tuple[str, ...], official: tuple[str, ...]) -> _Cuts:
    return _Cuts(fixed, official)


def _bare(string: str) -> tuple[str, list[int]]:
    """The letters of a comparable text, 0 for each number, and where each stands."""
    text: list[str] = []
    places: list[int] = []
    for piece in _PIECES.finditer(string):
        if piece["number"]:
            text.append("0")
            places.append(piece.start())
        else:
            text.append(_letters(piece[0]))
            places.extend(range(*piece.span()))
    return "".join(text), places


def _letters(word: str) -> str:
    """Letters as they are compared: a digit of another script (²) is a number as any."""
    return word if word.isalpha() else "".join(["0" if letter.isdigit() else letter for letter in word])


def _figures(string: str) -> Iterable[tuple[int, int]]:
    """The sentences that list figures: three clauses or more with a number each, and few without."""
    for match in _SENTENCE.finditer(string):
        clauses = [clause for clause in _CLAUSE.split(match[0]) if clause]
        counted = sum(1 for clause in clauses if _NUMBER.search(clause))
        if counted >= LISTED and counted * 3 >= len(clauses) * 2:
            yield match.span()


@lru_cache(maxsize=8)
def _pattern(fixed: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all fixed wording, the longest first; * stands for up to 60 characters of one sentence."""
    plain = sorted(
        {comparable(wording).string for wording in fixed} - {""}, key=lambda wording: (-len(wording), wording)
    )
    joined = "|".join("[^。;]{0,60}?".join(map(re.escape, wording.split("*"))) for wording in plain)
    return re.compile(joined) if joined else None
