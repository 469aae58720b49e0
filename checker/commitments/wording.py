"""The vocabulary of a pack as it is read from its parsed YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.commitments.reader import Reader, times
from checker.commitments.vocabulary import SIGNS, Vocabulary

LISTS = (
    "thoughts",
    "slogans",
    "purposes",
    "duties",
    "opened",
    "prohibitions",
    "refrains",
    "adverbs",
    "modality",
    "acts",
    "deliverables",
    "continuations",
    "additions",
    "contexts",
    "terms",
    "seasons",
    "per_occasion",
    "totals",
    "classes",
    "named_by",
    "whole",
    "each",
    "future",
    "carried",
    "going_on",
    "done",
    "fixed_wording",
    "form_figures",
    "no_signs",
    "makes",
    "appears",
    "places_shown",
    "shown_there",
)
"""Keys that hold a plain list of words and are called in Python as they are in the file."""

DOERS = ("by", "not_by", "that", "selves", "all", "where", "does", "fields", "nobody", "people", "come", "part")
"""Keys under `offices.doers`."""


def load_vocabulary(mapping: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary of a pack's parsed YAML; raises ValueError that names every fault by its key path."""
    reader = Reader(mapping)
    words, at = reader.words, reader.at
    groups = reader.groups("units")
    vocabulary = Vocabulary(
        answered=reader.share("thresholds.answered"),
        related=reader.share("thresholds.related"),
        related_named=reader.share("thresholds.related_named"),
        related_alone=reader.share("thresholds.related_alone"),
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
        periods=reader.mapping("periods", times),
        years=reader.mapping("years", times),
        units=tuple(frozenset(group) for group in groups),
        unit_names=tuple(group[0] for group in groups),
        counting_units=frozenset(words("counting_units")),
        durations=reader.mapping("durations", times),
        limits=(words("limits.before"), words("limits.after")),
        office_labels=words("offices.labels"),
        office_endings=words("offices.endings"),
        office_verbs=words("offices.verbs"),
        office_each=words("offices.each"),
        office_places=words("offices.places"),
        office_bodies=words("offices.bodies"),
        office_anyone=words("offices.anyone"),
        office_above=words("offices.above"),
        office_apart=words("offices.apart"),
        office_alone=words("offices.alone"),
        doers={key: words(f"offices.doers.{key}") for key in DOERS},
        columns={key: words(f"columns.{key}") for key in ("task", "office", "deadline", "number", "topic", "remark")},
        wanting_topics=words("shortcomings.topics"),
        wanting=words("shortcomings.words"),
        faults=words("shortcomings.faults"),
        parts=words("shortcomings.parts"),
        instead=words("shortcomings.instead"),
        denied=words("shortcomings.denied"),
        not_wanting=words("shortcomings.except"),
        planned=words("shortcomings.planned"),
        few=words("shortcomings.few"),
        weak=words("shortcomings.weak"),
        lacking=words("shortcomings.lacking"),
        signs={kind: (words(f"signs.{kind}.of"), words(f"signs.{kind}.by")) for kind in reader.keys("signs", SIGNS)},
        opposed=tuple(map(tuple, reader.groups("opposed"))),
        members=tuple(map(tuple, reader.groups("members"))),
    )
    reader.unknown_keys(at("") or {}, "")
    if reader.faults:
        raise ValueError("; ".join(reader.faults))
    return vocabulary
