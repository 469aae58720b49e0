"""Every word that figures are read by, those of the language and those of a pack, in one table for one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache

from checker.figures.chinese import WORDS
from checker.pack.figurespec import ConceptSpec
from checker.pack.figurewords import ACT, FigureWords
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word is: its slot, and its concept where it is one of the pack's."""

    slot: str
    concept: str = ""
    spec: ConceptSpec | None = None
    leads: bool = False
    """Whether it is an act that leads from one year into another."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words, and by the first two characters the lengths that words with them have, the longest first.

    A word of one character stands in `entries` alone.
    """

    entries: Mapping[str, Entry]
    lengths: Mapping[str, tuple[int, ...]]
    words: FigureWords
    acts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By head the acts that some reading knows it with."""
    directed: frozenset[str] = frozenset()
    """The concepts of what leads from one year into another."""


@lru_cache(maxsize=1)
def _grammar() -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for slot, words in WORDS.items():
        entry = Entry(slot)
        for word in words.split():
            entries.setdefault(word, entry)
    return entries


_MADE: dict[int, tuple[FigureWords, Lexicon]] = {}


def lexicon(words: FigureWords) -> Lexicon:
    """The lexicon of a pack; made once for each pack that is in use."""
    known = _MADE.get(id(words))
    if known is not None and known[0] is words:
        return known[1]
    entries = dict(_grammar())
    directed = frozenset(name for spec in words.concepts.values() for name in (spec.into, spec.out) if name)
    kinds = {
        name: Entry(spec.slot, spec.same_as or name, spec, bool(spec.into or spec.out) or name in directed)
        for name, spec in words.concepts.items()
    }
    entries.update((word, kinds[concept]) for word, concept in words.words.items())
    lengths: dict[str, set[int]] = {}
    for word in entries:
        if len(word) > 1:
            lengths.setdefault(word[:2], set()).add(len(word))
    acts: dict[str, set[str]] = {}
    for reading in words.readings:
        for head in {name for heads in reading.heads for name in heads}:
            acts.setdefault(head, set()).update(name for one in reading.slots.get(ACT, ()) for name in one)
    made = Lexicon(
        entries,
        {first: tuple(sorted(some, reverse=True)) for first, some in lengths.items()},
        words,
        {head: frozenset(names) for head, names in acts.items()},
        directed,
    )
    _MADE[id(words)] = words, made
    return made
