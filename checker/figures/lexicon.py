"""Every word that figures are read by, those of the language and those of a pack, in one table for one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from checker.figures.chinese import WORDS
from checker.once import made_once
from checker.pack.figurespec import ConceptSpec
from checker.pack.figurewords import ACT, FigureWords, Reading, apart
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
    """The words of the language and of a pack; those of the pack stand in `_entries` once `lengths` was asked for them.

    A word of one character stands there from the beginning.
    """

    words: FigureWords
    acts: Mapping[str, frozenset[str]]
    """By head the acts that some reading knows it with."""
    directed: frozenset[str]
    """The concepts of what leads from one year into another."""
    readings: Mapping[frozenset[str], Sequence[Reading]]
    """By heads the readings that know them, in order."""
    _kinds: Mapping[str, Entry]
    """What the words of a concept are."""
    _entries: dict[str, Entry]
    _lengths: dict[str, tuple[int, ...]]
    """By the first two characters the lengths that words with them have; for the language's alone from the beginning."""
    _opened: set[str] = field(default_factory=set)
    short: dict[str, tuple[int, ...] | None] = field(default_factory=dict)
    """By the first two characters the lengths below `LONG`, the longest first; None for those that must be opened."""
    long: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """By the first `LONG` characters the lengths from there on, the longest first."""

    def means(self, heads: Iterable[str], acts: Iterable[str]) -> str:
        """What these acts together are likeliest to mean of these heads; empty where no reading knows them together."""
        done = frozenset(acts)
        for one in self.readings.get(frozenset(heads), ()):
            spec = one.spec
            if done in one.slots.get(ACT, ()) and not (spec.including or spec.all) and spec.means:
                return spec.means[0]
        return ""

    def lengths(self, begin: str) -> tuple[int, ...]:
        """The lengths that words with these first two characters have, the longest first."""
        if begin in self.words.words and begin not in self._opened:
            self._open(begin)
        return self._lengths.get(begin, ())

    def entry(self, word: str) -> Entry | None:
        """What a word is; None for one that nobody knows. After `lengths` of its first two characters."""
        return self._entries.get(word)

    def names(self, level: str) -> list[tuple[str, Entry]]:
        """Patterns of names that issuers of a level call others by, each with what they are."""
        specs = ((spec, self._kinds[name]) for name, spec in self.words.concepts.items() if spec.names)
        return [
            (pattern, entry)
            for spec, entry in specs
            if not spec.levels or level in spec.levels
            for pattern in spec.names
        ]

    def kind(self, concept: str) -> Entry:
        """What the words of a concept of the pack are."""
        return self._kinds[concept]

    @property
    def known(self) -> Callable[[str], Entry | None]:
        """`entry` without a call of its own, for a pass that asks at each character."""
        return self._entries.get

    def _open(self, begin: str) -> None:
        words, concepts = apart(self.words.words[begin])
        self._entries.update(zip(words, map(self._kinds.__getitem__, concepts), strict=True))
        lengths = set(map(len, words)) - {1}
        if lengths:
            self._lengths[begin] = tuple(sorted(lengths.union(self._lengths.get(begin, ())), reverse=True))
        self._take(begin, words)
        self._opened.add(begin)

    def _take(self, begin: str, words: Iterable[str]) -> None:
        """Note the lengths of words with this beginning, for a pass that asks at each character."""
        for word in words:
            known = self.long.get(word[:LONG], ())
            if len(word) >= LONG and len(word) not in known:
                self.long[word[:LONG]] = tuple(sorted((*known, len(word)), reverse=True))
        self.short[begin] = tuple(length for length in self._lengths.get(begin, ()) if length < LONG)

    def open(self, begin: str) -> tuple[int, ...]:
        """Take the words of the pack with this beginning in; the lengths of its short ones."""
        self._open(begin)
        return self.short[begin] or ()


@lru_cache(maxsize=1)
def _grammar() -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for slot, words in WORDS.items():
        entry = Entry(slot)
        for word in words.split():
            entries.setdefault(word, entry)
    return entries


LONG = 4
"""Characters of a word from which it is looked for by as many: most places have words of two and none of more."""


@made_once
def lexicon(words: FigureWords) -> Lexicon:
    """The lexicon of a pack; made once for each pack that is in use."""
    directed = frozenset(name for spec in words.concepts.values() for name in (spec.into, spec.out) if name) | {
        name for name, spec in words.concepts.items() if spec.into or spec.out
    }
    kinds = {
        name: Entry(spec.slot, spec.same_as or name, spec, bool(spec.into or spec.out) or name in directed)
        for name, spec in words.concepts.items()
    }
    lengths: dict[str, set[int]] = {}
    for word in _grammar():
        if len(word) > 1:
            lengths.setdefault(word[:2], set()).add(len(word))
    acts: dict[str, set[str]] = {}
    readings: dict[frozenset[str], list[Reading]] = {}
    for reading in words.readings:
        for together in reading.heads:
            readings.setdefault(together, []).append(reading)
        for head in {name for heads in reading.heads for name in heads}:
            acts.setdefault(head, set()).update(name for one in reading.slots.get(ACT, ()) for name in one)
    made = Lexicon(
        words,
        {head: frozenset(names) for head, names in acts.items()},
        directed,
        readings,
        kinds,
        dict(_grammar()),
        {begin: tuple(sorted(some, reverse=True)) for begin, some in lengths.items()},
    )
    by_begin: dict[str, list[str]] = {}
    for word in _grammar():
        if len(word) > 1:
            by_begin.setdefault(word[:2], []).append(word)
    for begin, some in by_begin.items():
        made._take(begin, some)
    made.short.update(dict.fromkeys(words.words))
    for begin in words.words:
        if len(begin) == 1:
            made.lengths(begin)
    return made
