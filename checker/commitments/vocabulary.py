"""The words of a pack by which promises and answers are found, checked and frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from checker.commitments.denials import (
    FREE,
    FREE_OF,
    NO_FAULT,
    NONE,
    PARTS_COUNTED,
    WHICH,
    WITHIN,
    any_of,
    clause_begins,
    clause_ends,
    pattern_of,
)
from checker.commitments.often import pattern_of_means, pattern_of_periods, share_of_year, times_of
from checker.commitments.reader import Words
from checker.record import dataclass
from checker.text.units import to_yuan

SIGNS = ("subject", "published")
"""Kinds of deeds under `signs` that every pack has: what the whole plan is about, and making something public."""


@dataclass(frozen=True)
class Vocabulary:
    """Words in comparable form. A word may hold `*` for anything in between on one clause.

    `generic` words weigh little, `stop` words nothing; `synonyms` maps a word to the first word of its group.
    `signs` has for each kind of deed, of which a pack may name any, the words that ask for it and those that show it.
    `no_signs` are words in which what shows a deed shows none (入网餐饮单位);
    by words of `makes` a thing comes to be, so that it was done where it `appears`. In `places_shown` things are
    `shown_there`, by the day that they are made.
    `opposed` are words that tell things of one kind apart, of which one is never another (大型, 小型). Each group of
    `members` opens with the word for all of them (政务新媒体, 公众号).
    `frequencies` gives times a year that a word says, `periods` how many of each a year has, `years` the month with
    which a year begins that is called so, `durations` how many seconds a unit of time has. Thresholds are shares from
    0 to 1; `specific` and `duty` count characters.
    """

    answered: float
    related: float
    related_named: float
    related_alone: float
    specific: int
    duty: int
    thoughts: Words
    slogans: Words
    purposes: Words
    duties: Words
    opened: Words
    prohibitions: Words
    refrains: Words
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
    periods: Mapping[str, int]
    years: Mapping[str, int]
    units: tuple[frozenset[str], ...]
    unit_names: Words
    counting_units: frozenset[str]
    durations: Mapping[str, int]
    limits: tuple[Words, Words]
    seasons: Words
    per_occasion: Words
    totals: Words
    classes: Words
    named_by: Words
    members: tuple[Words, ...]
    whole: Words
    each: Words
    office_labels: Words
    office_endings: Words
    office_verbs: Words
    office_each: Words
    office_places: Words
    office_bodies: Words
    office_anyone: Words
    office_above: Words
    office_apart: Words
    office_alone: Words
    doers: Mapping[str, Words]
    columns: Mapping[str, Words]
    future: Words
    carried: Words
    going_on: Words
    wanting_topics: Words
    wanting: Words
    faults: Words
    parts: Words
    instead: Words
    denied: Words
    planned: Words
    not_wanting: Words
    few: Words
    weak: Words
    lacking: Words
    done: Words
    fixed_wording: Words
    form_figures: Words
    no_signs: Words
    makes: Words
    appears: Words
    places_shown: Words
    shown_there: Words
    signs: Mapping[str, tuple[Words, Words]]
    opposed: tuple[Words, ...]

    @cached_property
    def known_words(self) -> Words:
        """Words that are one term wherever they stand, the longest first."""
        words = {*self.deliverables, *self.synonyms, *self.acts, *self.generic, *self.terms}
        words.update(*self.members)
        return tuple(sorted((word for word in words if "*" not in word and len(word) > 1), key=lambda w: (-len(w), w)))

    @cached_property
    def heads(self) -> frozenset[str]:
        """The concepts of the deliverables that are not generic."""
        return frozenset(self.concept(word) for word in self.deliverables if word not in self.generic)

    @cached_property
    def act_words(self) -> frozenset[str]:
        """The acts as they are written."""
        return frozenset(self.acts)

    @cached_property
    def only_acts(self) -> frozenset[str]:
        """The acts that name no thing which has taken place."""
        return frozenset(word for word in self.acts if self.concept(word) not in self.heads)

    @cached_property
    def act_concepts(self) -> frozenset[str]:
        """The concepts of the acts."""
        return frozenset(self.concept(word) for word in self.acts)

    @cached_property
    def open_acts(self) -> re.Pattern[str]:
        """The acts that are written with something in between."""
        return pattern_of(tuple(word for word in self.acts if "*" in word))

    @cached_property
    def which(self) -> re.Pattern[str]:
        """What is wanting, where that only says which things are meant."""
        plain = sorted((word for word in self.wanting if "*" not in word), key=lambda word: (-len(word), word))
        return re.compile(WHICH.format(words="|".join(map(re.escape, plain)) or r"(?!)"))

    @cached_property
    def unit_words(self) -> Words:
        """Every unit, the longest first."""
        units = {*self.durations, *(unit for group in self.units for unit in group)}
        return tuple(sorted(units, key=lambda unit: (-len(unit), unit)))

    @cached_property
    def units_pattern(self) -> re.Pattern[str]:
        """Every unit."""
        return re.compile(any_of(self.unit_words))

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
            "limit_before": self.limits[0],
            "limit_after": self.limits[1],
            "standard_before": self.standards[0],
            "standard_after": self.standards[1],
        }
        units = tuple(
            f"每{unit}" for unit in self.unit_words if unit not in self.periods and unit not in self.durations
        )
        lists["per_occasion"] = (*self.per_occasion, *units)
        for kind, (of, by) in self.signs.items():
            lists |= {f"asks_{kind}": of, f"shows_{kind}": by}
        often = pattern_of_periods(self.periods, self.frequencies)
        means = pattern_of_means(self.periods)
        return {**{name: pattern_of(words) for name, words in lists.items()}, "often": often, "means": means}

    @cached_property
    def no_fault(self) -> re.Pattern[str]:
        """What says of something bad that there was none (没有遗漏, 无一件逾期)."""
        return re.compile(NO_FAULT.format(faults=any_of(self.faults)))

    @cached_property
    def terms_pattern(self) -> re.Pattern[str]:
        """What is one term wherever it stands: that a fault did not happen (没有一件超期), or a known word."""
        return re.compile(f"{self.free_of.pattern}|{WITHIN}|{any_of(self.known_words)}")

    @cached_property
    def free_of(self) -> re.Pattern[str]:
        """What says of a fault that has a name that it did not happen (没有一件超期)."""
        return re.compile(FREE_OF.format(faults=self.named_faults.pattern))

    @cached_property
    def named_faults(self) -> re.Pattern[str]:
        """The faults that have a name (超期, and not 超)."""
        return re.compile(any_of(fault for fault in self.faults if len(fault) >= FREE))

    def faults_in(self, text: str) -> frozenset[str]:
        """The concepts of the faults that a text names."""
        return frozenset(self.concept(found[0]) for found in self.named_faults.finditer(text))

    def concept_of(self, found: re.Match[str]) -> str:
        """The concept of a match of `terms_pattern` or `free_of`; 没有一件超期 and 零超期 are 无超期."""
        named = found.groupdict()
        return self.concept(NONE + named["fault"] if named["fault"] else named.get("within") or found[0])

    @cached_property
    def naming(self) -> re.Pattern[str]:
        """A word by which a thing is called (发放明细, 风险区调整等信息)."""
        return re.compile(rf"[\u4e00-\u9fff]{{2}}(?=等?(?:{'|'.join(map(re.escape, self.named_by))}))")

    @cached_property
    def parts_counted(self) -> re.Pattern[str]:
        """What was done with so many of the parts of a thing, one after the other (增列4项、取消2项)."""
        plain = (word for word in (*self.parts, *self.wanting) if "*" not in word and len(word) > 1)
        words = "|".join(sorted(map(re.escape, plain), key=lambda word: (-len(word), word)))
        return re.compile(PARTS_COUNTED.format(words=words))

    def begins(self, name: str, text: str) -> bool:
        """Whether the text opens with a word of the list."""
        return self.patterns[name].match(text) is not None

    def holds(self, name: str, text: str) -> bool:
        """Whether a word of the list stands anywhere in the text."""
        return self.patterns[name].search(text) is not None

    def wants(self, text: str) -> bool:
        """Whether a text says that something was not done, and not only of which things it speaks (未采纳的意见)."""
        bare = self.no_fault.sub("", self.patterns["not_wanting"].sub("", text))
        return self.holds("wanting", self.which.sub("", bare))

    def without_parts(self, sentence: str) -> str:
        """A sentence of the same length without what was done with so many parts of a thing.

        What is cancelled beside what is added or changed is a part of it (对清单增列4项、取消2项), and refuses nothing.
        """

        def blank(found: re.Match[str]) -> str:
            return "x" * len(found[0]) if self.holds("parts", found[0]) else found[0]

        return self.parts_counted.sub(blank, sentence)

    def opposite(self, asked: str, said: str, *, around: str = "") -> bool:
        """Whether a text has only the opposite of what the thing of a promise is told by, nor has what is around it.

        What opens a list that stays open (供水、供气等公共企业) tells nothing apart.
        """
        for group in self.opposed:
            wanted = [word for word in group if word in asked]
            if len(wanted) > 1 and re.search(rf"{wanted[0]}、[^,;。]*?等", asked):
                continue
            if wanted and not any(word in around + said for word in wanted) and any(word in said for word in group):
                return True
        return False

    def limits_itself(self, text: str) -> bool:
        """Whether a text says that only so much was done."""
        return self.holds("few", self.patterns["not_wanting"].sub("", text))

    @property
    def occasion(self) -> str:
        """The unit in which it is counted how often something is done."""
        return self.unit_names[0]

    def counts_occasions(self, unit: str) -> bool:
        """Whether the unit is of the first group: those that count how often something is done."""
        return unit in self.units[0]

    def in_a_season(self, text: str) -> bool:
        """Whether a text says how often something is done, but only in a part of the year."""
        return self.often(text) is not None and self.holds("seasons", text)

    def often(self, text: str) -> int | None:
        """Times a year that a text says something is done (每周一更新: 52), None when it does not say."""
        found = self.patterns["often"].search(text)
        return self.times(found) if found else None

    def times(self, found: re.Match[str], *, unbroken: bool = False) -> int:
        """Times a year that a match of the pattern `often` says, in as much of the year as its clause names.

        Nobody knows how much of it a season is (汛期(4月至10月)每日). `unbroken`: in all of the year.
        """
        whole = times_of(found, self.periods, self.frequencies)
        if found["fixed"] or unbroken:
            return whole
        low, high = (cut(found.string, at) for cut, at in ((clause_begins, found.start()), (clause_ends, found.end())))
        clause = found.string[low:high]
        share = Fraction(1) if self.holds("seasons", clause) else share_of_year(clause)
        return max(int(whole * share), 1)

    def mean_of(self, text: str) -> int | None:
        """Of how many periods a year the amounts that follow in a text are the mean (月均: 12), None where of none."""
        found = self.patterns["means"].search(text)
        return self.periods[found["mean"] or found["each"]] if found else None

    def yuan(self, unit: str) -> Decimal | None:
        """What one of a unit of money is in yuan, None for other units."""
        return to_yuan(1, unit)

    def same_unit(self, one: str, other: str) -> bool:
        """Whether amounts in the two units may be set against each other."""
        return one == other or any(one in group and other in group for group in self.units)

    def same_kind(self, one: str, other: str) -> bool:
        """Whether two units count the same and nothing else (人, 名): 件 and 期 are of many things."""
        alone = all(sum(unit in group for group in self.units) == 1 for unit in (one, other))
        return one == other or (alone and self.same_unit(one, other))

    def members_of(self, word: str) -> Words:
        """What may be told in place of a word for all of a kind (公众号 for 政务新媒体)."""
        return next((group[1:] for group in self.members if self.concept(group[0]) == self.concept(word)), ())

    def concept(self, word: str) -> str:
        """The word that stands for all that mean the same."""
        return self.synonyms.get(word, word)
