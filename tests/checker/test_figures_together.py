"""Sound sentences stay sound beside each other: what one tells is not taken for what another counts."""

from __future__ import annotations

from random import Random

import pytest

from checker.facts import figures
from tests.checker.reports import document_of, known_report, read, with_lines
from tests.checker.test_figures import cases, tables, told

PAIRS = 60
_DOUBTFUL = "≠~?"


def _sound() -> list[str]:
    """The sentences of the report of a bureau that agree with its tables in every figure."""
    return [
        told(one["text"])[0]
        for one in cases("figures.yaml") + cases("figures_apart.yaml")
        if not set(one) & {"in", "organ", "year"} and not set(_DOUBTFUL) & set(one["text"])
    ]


def _differences(line: str) -> list[str]:
    reading = read(document_of(with_lines(known_report(set_=tables()), "overview", [line])))
    found = []
    for fact in figures.extract(reading):
        values = fact.values
        if fact.kind == "figure" and values["status"] == "differ":
            found.append(f"{values['text']} of {values['can_be']}")
        elif fact.kind == "parts" and values["complete"] and values["parts"] != values["total"]:
            found.append(f"{values['total']} is not {values['list']}")
        elif fact.kind in ("rate", "balance") and values["holds"] is False:
            found.append(str(values["text"]))
    return found


@pytest.mark.parametrize("mark", ["。", "；"])
def test_two_sound_sentences_together_tell_no_difference(mark: str) -> None:
    random, sound = Random(mark), _sound()
    for _ in range(PAIRS):
        one, other = random.sample(sound, 2)
        line = f"{one.rstrip('。')}{mark}{other}"
        assert _differences(line) == [], line
