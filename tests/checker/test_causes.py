"""What a rule named in `unless` keeps quiet, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checker.document import Location
from checker.fact import Fact
from checker.finding import Finding, Verdict
from checker.judging.causes import causes_of
from checker.judging.findings import findings
from checker.pack.model import Cause
from tests.checker.small_pack import judged, reported, row, rule, small_pack

FLAT = {"received": 5, "closed": 4, "open": 2, "total": 9}
SUM = rule("the-sum", "total == received + open", "  message: 合计不对。\n")


def quiet(unless: str) -> str:
    return rule(more=f"  unless: [{unless}]\n") + SUM


def fired(folder: Path, rules: str, *facts: Fact) -> list[tuple[str, str]]:
    return [
        (one.rule.partition("/")[2], one.locations[0].row or "") for one in reported(small_pack(folder, rules), *facts)
    ]


def test_a_cause_keeps_its_consequence_quiet_wherever_in_the_document_it_stands(tmp_path: Path) -> None:
    facts = row("letters", **FLAT), row("visits", **{**FLAT, "total": 7})
    assert fired(tmp_path / "loud", rule() + SUM, *facts) == [
        ("the-rule", "letters"),
        ("the-sum", "letters"),
        ("the-rule", "visits"),
    ]
    assert fired(tmp_path / "quiet", quiet("the-sum"), *facts) == [("the-sum", "letters")]


def test_at_the_same_place_only_where_the_rule_says_so(tmp_path: Path) -> None:
    facts = row("letters", **FLAT), row("visits", **{**FLAT, "total": 7})
    assert fired(tmp_path, quiet("{rule: the-sum, same: [table, row]}"), *facts) == [
        ("the-sum", "letters"),
        ("the-rule", "visits"),
    ]


def test_a_cause_that_could_not_be_decided_keeps_nothing_quiet(tmp_path: Path) -> None:
    undecided = row("letters", unknown={"total": "blank"}, received=5, closed=4, open=2)
    made = reported(small_pack(tmp_path, quiet("the-sum")), undecided)
    assert [(one.rule, one.verdict) for one in made] == [
        ("small/the-rule", Verdict.FAIL),
        ("small/the-sum", Verdict.REVIEW),
    ]


def test_a_cause_may_keep_quiet_only_what_could_not_be_decided(tmp_path: Path) -> None:
    rules = quiet("{rule: the-sum, same: [table], undecided: true}")
    undecided = row("visits", unknown={"closed": "blank"}, received=5, open=2, total=7)
    facts = row("letters", **FLAT), undecided
    assert fired(tmp_path / "some", rules, *facts) == [("the-rule", "letters"), ("the-sum", "letters")]
    assert fired(tmp_path / "all", rules.replace(", undecided: true", ""), *facts) == [("the-sum", "letters")]


def test_a_cause_in_another_document_keeps_nothing_quiet(tmp_path: Path) -> None:
    rules = rule(more="  unless: [the-sum]\n") + rule(
        "the-sum", "total == received + open", "  message: 合计不对。\n  applies: {role: prior}\n"
    )
    facts = row("letters", **FLAT), row("letters", "prior", **FLAT)
    assert fired(tmp_path, rules, *facts) == [("the-sum", "letters"), ("the-rule", "letters")]


def test_a_cause_that_is_kept_quiet_itself_still_keeps_its_consequences_quiet(tmp_path: Path) -> None:
    rules = quiet("the-sum").replace("  message: 合计不对。\n", "  message: 合计不对。\n  unless: [the-root]\n")
    root = rule("the-root", "open <= 1", "  message: 未办结太多。\n")
    assert fired(tmp_path, rules + root, row("letters", **FLAT)) == [("the-root", "letters")]


def test_what_is_kept_quiet_is_told_apart(tmp_path: Path) -> None:
    pack = small_pack(tmp_path, quiet("the-sum"))
    made = judged(pack, row("letters", **FLAT))
    told, hushed = findings(made, {pack.id: pack}, "zh-CN")
    assert [one.rule for one in told] == ["small/the-sum"]
    assert [(one.rule.id, one.verdict) for one in hushed] == [("the-rule", Verdict.FAIL)]


@pytest.mark.parametrize(
    ("cause", "same", "keeps"),
    [
        ({"table": "a", "row": "new"}, ["row"], True),
        ({"table": "a", "row": "new"}, ["table", "row"], True),
        ({"table": "a", "row": "old"}, ["row"], False),
        ({"table": "b", "row": "new"}, ["table", "row"], False),
        # What stands in no row stands in the row of nothing.
        ({"table": "a", "row": None}, ["row"], False),
        ({"table": "a", "row": None}, ["table"], True),
        ({"table": "a", "row": "sum"}, ["row"], True),
        ({"table": "b", "row": None}, [], True),
    ],
)
def test_the_first_place_of_a_cause_is_one_of_the_places_of_its_consequence(
    cause: dict[str, str | None], same: list[str], keeps: bool, tmp_path: Path
) -> None:
    (made,) = reported(small_pack(tmp_path, rule()), row("letters", **FLAT))
    places = (
        Location("a.txt", table="a", row="new"),
        Location("a.txt", table="a", row="sum"),
        Location("a.txt", table="a"),
    )
    consequence: Finding = replace(made, locations=places)
    other = replace(made, rule="small/the-sum", locations=(Location("a.txt", **cause), places[0]))
    because = Cause("the-sum", same)  # type: ignore[arg-type]
    assert causes_of(consequence, [because], {"the-sum": [other]}) == ([because] if keeps else [])
    assert causes_of(consequence, [because], {"the-sum": [consequence]}) == []
