"""The words of a pack by which promises and answers are found, checked and frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from checker.commitments.reader import Reader, Words, times

LISTS = (
    "thoughts",
    "slogans",
    "purposes",
    "duties",
    "prohibitions",
    "adverbs",
    "modality",
    "acts",
    "deliverables",
    "continuations",
    "additions",
    "contexts",
    "terms",
    "per_occasion",
    "totals",
    "each",
    "future",
    "done",
    "fixed_wording",
)
"""Keys that hold a plain list of words and are called in Python as they are in the file."""


@dataclass(frozen=True)
class Vocabulary:
    """Words in comparable form. A word may hold `*` for anything in between on one clause.

    `generic` words weigh little, `stop` words nothing; `synonyms` maps a word to the first word of its group.
    `frequencies` gives times a year. Thresholds are shares from 0 to 1; `specific` and `duty` count characters.
    """

    answered: float
    related: float
    specific: int
    duty: int
    thoughts: Words
    slogans: Words
    purposes: Words
    duties: Words
    prohibitions: Words
    adverbs: Words
    modality: Words
    acts: Words
    deliverables: Words
    synonyms: Mapping[str, str]
    terms: Words
    generic: frozenset[str]
    stop: frozenset[str]
    continuations: Words
    additions: Words
    contexts: Words
    standards: tuple[Words, Words]
    comparisons_before: Mapping[str, str]
    comparisons_after: Mapping[str, str]
    frequencies: Mapping[str, int]
    units: tuple[frozenset[str], ...]
    counting_units: frozenset[str]
    limits: tuple[Words, Words]
    per_occasion: Words
    totals: Words
    each: Words
    office_labels: Words
    office_endings: Words
    office_verbs: Words
    columns: Mapping[str, Words]
    future: Words
    wanting_topics: Words
    wanting: Words
    done: Words
    fixed_wording: Words

    @cached_property
    def known_words(self) -> Words:
        """Words that are one term wherever they stand, the longest first."""
        words = {*self.deliverables, *self.synonyms, *self.acts, *self.generic, *self.terms}
        return tuple(sorted((word for word in words if "*" not in word and len(word) > 1), key=lambda w: (-len(w), w)))

    @cached_property
    def heads(self) -> frozenset[str]:
        """The concepts of the deliverables that are not generic."""
        return frozenset(self.concept(word) for word in self.deliverables if word not in self.generic)

    @cached_property
    def act_concepts(self) -> frozenset[str]:
        """The concepts of the acts."""
        return frozenset(self.concept(word) for word in self.acts)

    @cached_property
    def open_acts(self) -> re.Pattern[str]:
        """The acts that are written with something in between."""
        return pattern_of(tuple(word for word in self.acts if "*" in word))

    @cached_property
    def unit_words(self) -> Words:
        """Every unit, the longest first."""
        return tuple(sorted({unit for group in self.units for unit in group}, key=lambda unit: (-len(unit), unit)))

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """One pattern for each list of words, the longest word first."""
        lists: dict[str, Words] = {
            name: value
            for name, value in vars(self).items()
            if isinstance(value, tuple) and value and all(isinstance(word, str) for word in value)
        }
        lists |= {
            "before": tuple(self.comparisons_before),
            "after": tuple(self.comparisons_after),
            "often": tuple(self.frequencies),
            "limit_before": self.limits[0],
            "limit_after": self.limits[1],
            "standard_before": self.standards[0],
            "standard_after": self.standards[1],
        }
        return {name: pattern_of(words) for name, words in lists.items()}

    def begins(self, name: str, text: str) -> bool:
        """Whether the text opens with a word of the list."""
        return self.patterns[name].match(text) is not None

    def holds(self, name: str, text: str) -> bool:
        """Whether a word of the list stands anywhere in the text."""
        return self.patterns[name].search(text) is not None

    def same_unit(self, one: str, other: str) -> bool:
        """Whether amounts in the two units may be set against each other."""
        return one == other or any(one in group and other in group for group in self.units)

    def concept(self, word: str) -> str:
        """The word that stands for all that mean the same."""
        return self.synonyms.get(word, word)


def pattern_of(words: Words) -> re.Pattern[str]:
    """A pattern that finds any of the words; never matches when there is none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(r"[^,;。]{0,40}?".join(map(re.escape, word.split("*"))) for word in ordered) or r"(?!)")


def load_vocabulary(mapping: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary of a pack's parsed YAML; raises ValueError that names every fault by its key path."""
    reader = Reader(mapping)
    words, at = reader.words, reader.at
    vocabulary = Vocabulary(
        answered=reader.share("thresholds.answered"),
        related=reader.share("thresholds.related"),
        specific=reader.count("thresholds.specific"),
        duty=reader.count("thresholds.duty"),
        **{key: words(key) for key in LISTS},
        synonyms=reader.groups_to_first("synonyms"),
        generic=frozenset(words("generic")),
        stop=frozenset(words("stop")),
        standards=(words("standards.before"), words("standards.after")),
        comparisons_before=reader.comparisons("comparisons.before"),
        comparisons_after=reader.comparisons("comparisons.after"),
        frequencies=reader.mapping("frequencies", times),
        units=tuple(frozenset(group) for group in reader.groups("units")),
        counting_units=frozenset(words("counting_units")),
        limits=(words("limits.before"), words("limits.after")),
        office_labels=words("offices.labels"),
        office_endings=words("offices.endings"),
        office_verbs=words("offices.verbs"),
        columns={key: words(f"columns.{key}") for key in ("task", "office", "deadline", "number")},
        wanting_topics=words("shortcomings.topics"),
        wanting=words("shortcomings.words"),
    )
    reader.unknown_keys(at("") or {}, "")
    if reader.faults:
        raise ValueError("; ".join(reader.faults))
    return vocabulary
