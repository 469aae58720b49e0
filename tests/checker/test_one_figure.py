"""Several sums that do not tie because of one figure: it is named, and only where nothing else explains them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checker.small_pack import reported, row, rule, small_pack

CLOSED = rule("closed", "received == closed + open")
ALL = rule("all", "total == received + open")
WRONG = {"received": 8, "closed": 4, "open": 1, "total": 6}
"""With 5 instead of 8, both sums tie."""


def advice(folder: Path, rules: str, figures: dict[str, int], lang: str = "zh-CN") -> dict[str, str]:
    found = reported(small_pack(folder, rules), row("letters", **figures), lang=lang)
    return {one.rule.partition("/")[2]: one.advice for one in found}


def test_the_figure_that_makes_both_tie_is_named_at_both(tmp_path: Path) -> None:
    said = "若“收到”是5而不是8，这2处就都相符，请先核对这一格。"
    assert advice(tmp_path, CLOSED + ALL, WRONG) == {"closed": said, "all": said}


def test_programs_are_told_the_place_and_both_numbers(tmp_path: Path) -> None:
    found = reported(small_pack(tmp_path, CLOSED + ALL), row("letters", **WRONG))
    likely = [one.likely for one in found if one.likely is not None]
    assert len(found) == len(likely) == 2
    assert {(one.at.column, one.stands, one.becomes, one.sums) for one in likely} == {("received", 8, 5, 2)}


def test_it_is_said_in_english(tmp_path: Path) -> None:
    said = advice(tmp_path, CLOSED + ALL, WRONG, "en")["all"]
    assert said.endswith("were 5 instead of 8, all 2 of these would tie: look at that cell first.")


@pytest.mark.parametrize(
    ("rules", "figures"),
    [
        pytest.param(CLOSED, WRONG, id="one sum alone, of which each figure may be wrong"),
        pytest.param(CLOSED + ALL, {"received": 5, "closed": 4, "open": 2, "total": 9}, id="two faults of their own"),
        pytest.param(
            CLOSED + rule("again", "closed + open == received"), WRONG, id="each figure of two sums would explain both"
        ),
        pytest.param(
            CLOSED + ALL + rule("third", "received == total + 2"), WRONG, id="a sum that ties would not any longer"
        ),
        pytest.param(
            CLOSED + ALL, {"received": 3, "closed": 5, "open": 4, "total": 1}, id="the figure would be below zero"
        ),
    ],
)
def test_nothing_is_named_where_it_is_not_sure(tmp_path: Path, rules: str, figures: dict[str, int]) -> None:
    assert not any("都相符" in said for said in advice(tmp_path, rules, figures).values())


def test_of_two_figures_that_which_explains_more_is_named(tmp_path: Path) -> None:
    third = rule("third", "received + open == total")  # which 9 in all would make tie with the second, too
    found = advice(tmp_path, CLOSED + ALL + third, WRONG)
    assert set(found.values()) == {"若“收到”是5而不是8，这3处就都相符，请先核对这一格。"}
