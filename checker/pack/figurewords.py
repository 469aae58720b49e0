"""The figures part of a pack laid out: every word with its concept, readings by what they count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from itertools import product

from checker.pack.figurespec import BalanceSpec, ConceptSpec, FiguresFile, MeasureSpec, ReadingSpec
from checker.record import dataclass

_AND = "与"
PLUS = "+"
"""Joins the ids of measures of which a figure is the sum."""
HEAD, FOREIGN, ACT, LINK = "head", "foreign", "act", "link"
GRAMMAR = frozenset(
    {
        "all",
        "and",
        "apart",
        "average",
        "cause",
        "caused",
        "compared",
        "complete",
        "each",
        "filler",
        "growth",
        "last",
        "next",
        "none",
        "of",
        "own",
        "part",
        "partial",
        "plan",
        "point",
        "running",
        "scope",
        "share",
        "sum",
        "to",
    }
)
"""Slots of words that build a sentence; the language has such words of its own, a pack may add some."""
NO_MARKS = GRAMMAR | {HEAD, FOREIGN, ACT, LINK}
"""Slots of words that are no marks: all others narrow what is counted."""
LIMIT = 4000
"""Spellings that one entry may have."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading laid out: by slot the sets of concepts of which the frame must have one; `head` the sets of heads."""

    spec: ReadingSpec
    heads: frozenset[frozenset[str]]
    slots: Mapping[str, frozenset[frozenset[str]]]


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What a pack says of figures: words, concepts, measures, readings, balances."""

    words: Mapping[str, str] = field(default_factory=dict)
    """By two characters all words that begin with them, each before its concept: 收到 to `收到|receive|收到的|receive`.

    A pack has 14,000 words that begin in 600 ways, and a document has a fifth of these: those alone are taken `apart`.
    """
    concepts: Mapping[str, ConceptSpec] = field(default_factory=dict)
    measures: Mapping[str, MeasureSpec] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    balances: tuple[BalanceSpec, ...] = ()
    wholes: tuple[str, ...] = ()
    """Measures that a figure may be told as a share of."""

    def __bool__(self) -> bool:
        return bool(self.measures)

    def measure(self, name: str) -> MeasureSpec:
        """A measure, or the sum of several whose ids are joined by a plus."""
        if name in self.measures:
            return self.measures[name]
        several = [self.measures[one] for one in name.split(PLUS)]
        title = _AND.join(one.title for one in several)
        return MeasureSpec(title=title, equals=" + ".join(equals(one)[0] for one in several))


def apart(words: str) -> tuple[list[str], list[str]]:
    """The words of a text of `FigureWords.words`, and beside them their concepts."""
    pieces = words.split("|")
    return pieces[::2], pieces[1::2]


def _by_beginning(words: Mapping[str, str]) -> dict[str, str]:
    """As in `FigureWords.words`; no word has a `|` (`spellings`)."""
    pieces: dict[str, list[str]] = {}
    for word, concept in words.items():
        pieces.setdefault(word[:2], []).extend((word, concept))
    return {begin: "|".join(some) for begin, some in pieces.items()}


def equals(measure: MeasureSpec) -> list[str]:
    """The expressions of a measure."""
    return [measure.equals] if isinstance(measure.equals, str) else measure.equals


def merged(base: FigureWords, files: Iterable[FiguresFile]) -> FigureWords:
    """The words of a pack and of the one it extends; what a file says of a name replaces what stood there.

    Words of a concept are added to those that are there; readings of the extending pack go before.
    """
    concepts, measures = dict(base.concepts), dict(base.measures)
    readings: list[ReadingSpec] = []
    balances, wholes = list(base.balances), list(base.wholes)
    for one in files:
        for name, concept in one.concepts.items():
            known = concepts.get(name)
            concepts[name] = replace(concept, words=[*known.words, *concept.words]) if known else concept
        measures |= one.measures
        readings += one.readings
        balances += one.balances
        wholes += one.wholes
    words: dict[str, str] = {}
    for name, concept in concepts.items():
        for entry in concept.words:
            words.update(dict.fromkeys(spellings(entry), name))
    laid_out = (*(_laid_out(one, concepts) for one in readings), *base.readings)
    return FigureWords(
        _by_beginning(words), concepts, measures, laid_out, tuple(balances), tuple(dict.fromkeys(wholes))
    )


def spellings(entry: str) -> Iterator[str]:
    """Every word that an entry stands for: 信息[公开]申请 is 信息公开申请 and 信息申请; (收|接)到 is 收到 and 接到.

    Raises ValueError where brackets do not close, where it looks like a regular expression, or stands for too many.
    """
    parts: list[list[str]] = []
    size = 1
    at = 0
    while at < len(entry):
        character = entry[at]
        if character in "[(":
            close = entry.find("]" if character == "[" else ")", at)
            if close < 0:
                raise ValueError(entry)
            parts.append(entry[at + 1 : close].split("|") + ([""] if character == "[" else []))
            at = close + 1
        elif character in "])|?*+\\^$":
            raise ValueError(entry)
        else:
            parts.append([character])
            at += 1
        size *= len(parts[-1])
        if size > LIMIT:
            raise ValueError(entry)
    for choice in product(*parts):
        word = "".join(choice)
        if word:
            yield word


def alternatives(entry: str) -> list[list[str]]:
    """The concepts of an element of `says`: `a|b+c` is a, or b and c at once."""
    return [part.strip().split("+") for part in entry.split("|")]


def _laid_out(spec: ReadingSpec, concepts: Mapping[str, ConceptSpec]) -> Reading:
    slots: dict[str, frozenset[frozenset[str]]] = {}
    for entry in spec.says:
        sets = frozenset(frozenset(one) for one in alternatives(entry))
        first = next((name for one in sets for name in one if name in concepts), "")
        slots[concepts[first].slot if first else ""] = sets
    heads = slots.pop(HEAD, frozenset())
    return Reading(spec, heads, slots)
