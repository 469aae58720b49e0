"""A second oracle: one report told in many styles, every figure ticked, and a wrong one alone told as different."""

from __future__ import annotations

from random import Random

import pytest

from checker.fact import Fact
from checker.facts import figures
from tests.checker.figure_styles import STYLES, Told, report, tell
from tests.checker.reports import document_of, read, with_lines
from tests.generator.spec import Report

WRITINGS = 3


def _facts(model: Report, told: Told) -> list[Fact]:
    reading = read(document_of(with_lines(model, "overview", [told.text])))
    return [
        fact
        for fact in figures.extract(reading)
        if fact.kind == "figure"
        and reading.document.text_at(fact.place.block or 0).string == told.text
        and fact.values["says"] == "number"
    ]


def _statuses(facts: list[Fact], told: Told) -> list[tuple[str, str]]:
    """Each figure of the style that is not ticked: its measure and its status."""
    found = []
    for begin, end, measure in told.figures:
        fact = next(one for one in facts if (one.place.start or 0) < end and begin < (one.place.end or 0))
        if fact.values["status"] != "agree":
            found.append((measure, str(fact.values["status"])))
    return found


def _outside(facts: list[Fact], told: Told) -> list[str]:
    """The figures of sentences about other things that are taken for one of the tables."""
    begin, end = told.own
    outside = [fact for fact in facts if not begin <= (fact.place.start or 0) < end]
    return [str(fact.values["text"]) for fact in outside if fact.values["can_be"]]


@pytest.mark.parametrize("seed", range(WRITINGS))
@pytest.mark.parametrize("style", STYLES)
def test_every_figure_of_a_report_is_ticked_in_every_style(style: str, seed: int) -> None:
    random = Random(f"{style}{seed}")
    model, measures = report(random)
    told = tell(style, measures, random)
    facts = _facts(model, told)
    assert _statuses(facts, told) == [], told.text
    assert _outside(facts, told) == [], told.text


@pytest.mark.parametrize("seed", range(WRITINGS))
@pytest.mark.parametrize("style", STYLES)
def test_a_figure_told_wrongly_is_the_only_one_that_differs(style: str, seed: int) -> None:
    random = Random(f"wrong {style}{seed}")
    model, measures = report(random)
    wrong = random.choice([measure for _, _, measure in tell(style, measures, Random(0)).figures])
    told = tell(style, {**measures, wrong: measures[wrong] + random.choice((1, 2, 10))}, random)
    facts = _facts(model, told)
    assert _statuses(facts, told) == [(wrong, "differ")], told.text
    assert _outside(facts, told) == [], told.text
