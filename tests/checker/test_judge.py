"""Rules over the facts of a dossier: partners, aggregates, what is not known, and whom a rule is for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.finding import Verdict
from tests.checker.small_pack import judged, row, rule, small_pack

FLAT = {"received": 5, "closed": 4, "open": 1, "total": 5}


def verdicts(folder: Path, rules: str, *facts: object) -> list[str]:
    """The verdicts in the order of the facts."""
    return [one.verdict.value for one in judged(small_pack(folder, rules), *facts)]  # type: ignore[arg-type]


def test_a_rule_passes_fails_or_is_undecided(tmp_path: Path) -> None:
    wrong = row("visits", **{**FLAT, "open": 3})
    blank = row("visits", unknown={"open": "blank"}, **FLAT)
    assert verdicts(tmp_path, rule(), row("letters", **FLAT), wrong, blank) == ["pass", "fail", "review"]


def test_outside_its_where_or_its_documents_a_rule_does_not_apply(tmp_path: Path) -> None:
    where = rule(more="  where: row == 'letters'\n")
    assert verdicts(tmp_path, where, row("visits", **{**FLAT, "open": 3})) == ["not_applicable"]
    years = rule(more="  applies: {years: {from: 2024}}\n")
    assert verdicts(tmp_path, years, row("letters", **{**FLAT, "open": 3})) == ["not_applicable"]
    role = rule(more="  applies: {role: prior}\n")
    facts = [row("letters", **{**FLAT, "open": 3}), row("letters", "prior", **{**FLAT, "open": 3})]
    assert verdicts(tmp_path, role, *facts) == ["not_applicable", "fail"]


PARTNER = "  with: {prior: {each: requests.row, on: [row]}}\n"


def test_a_partner_is_found_by_equal_values_and_its_values_can_be_asked_for(tmp_path: Path) -> None:
    rules = rule(expect="received == prior.open", more=PARTNER + "  applies: {role: report}\n")
    own = [row("letters", **FLAT), row("visits", **FLAT)]
    last = [row("visits", "prior", **{**FLAT, "open": 5}), row("letters", "prior", **{**FLAT, "open": 4})]
    assert verdicts(tmp_path, rules, *own, *last) == ["not_applicable"] * 2 + ["fail", "pass"]


def test_without_the_other_document_a_rule_does_not_apply_and_without_the_fact_it_is_undecided(tmp_path: Path) -> None:
    rules = rule(expect="received == prior.open", more=PARTNER + "  applies: {role: report}\n")
    assert verdicts(tmp_path, rules, row("letters", **FLAT)) == ["not_applicable"]
    other = row("visits", "prior", **FLAT)
    assert verdicts(tmp_path, rules, row("letters", **FLAT), other) == ["not_applicable", "review"]
    blank = row("letters", "prior", {"open": "blank"}, **FLAT)
    assert verdicts(tmp_path, rules, row("letters", **FLAT), blank) == ["not_applicable", "review"]


def test_where_may_ask_whether_a_partner_is_known(tmp_path: Path) -> None:
    more = PARTNER + "  where: row == 'letters' and known(prior.open)\n  applies: {role: report}\n"
    rules = rule(expect="received == prior.open", more=more)
    assert verdicts(tmp_path, rules, row("letters", **FLAT), row("letters", "prior", **FLAT)) == [
        "not_applicable",
        "fail",
    ]
    other = row("visits", "prior", **FLAT)
    assert verdicts(tmp_path, rules, row("letters", **FLAT), other) == ["not_applicable", "not_applicable"]


@pytest.mark.parametrize(
    ("aggregate", "expect", "verdict"),
    [
        ("{sum: received, each: requests.row}", "found == 12", "pass"),
        ("{count: row, each: requests.row}", "found == 2", "pass"),
        ("{min: received, each: requests.row}", "found == 5", "pass"),
        ("{max: received, each: requests.row}", "found == 7", "pass"),
        ("{sum: received, each: requests.row, where: row == 'visits'}", "found == 7", "pass"),
        ("{sum: received, each: requests.row, where: row == own.row}", "found == received", "pass"),
        ("{sum: received, each: requests.row, on: [row]}", "found == received", "pass"),
        ("{sum: received, each: requests.row}", "found == 13", "fail"),
    ],
)
def test_numbers_over_other_facts(tmp_path: Path, aggregate: str, expect: str, verdict: str) -> None:
    rules = rule(expect=expect, more=f"  let: {{found: {aggregate}}}\n  where: row == 'letters'\n")
    facts = [row("letters", **FLAT), row("visits", **{**FLAT, "received": 7})]
    assert verdicts(tmp_path, rules, *facts)[-2:].count(verdict) == 1


def test_a_sum_with_a_hole_in_it_is_no_sum(tmp_path: Path) -> None:
    rules = rule(expect="found == 5", more="  let: {found: {sum: received, each: requests.row}}\n")
    facts = [row("letters", **FLAT), row("visits", unknown={"received": "unreadable"}, **FLAT)]
    assert verdicts(tmp_path, rules, *facts) == ["review", "review"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["letters", "visits"]), st.integers(0, 3), st.integers(0, 3)), max_size=6))
def test_partners_and_sums_agree_with_looking_at_every_fact(figures: list[tuple[str, int, int]]) -> None:
    facts = [row(name, received=a, closed=b, open=0, total=0) for name, a, b in figures]
    one, other = judged_pairs()
    for fact, verdict in one(facts):
        total = sum(each.values["closed"] for each in facts if each.values["row"] == fact.values["row"])  # type: ignore[misc]
        assert (verdict is Verdict.PASS) == (fact.values["received"] <= total)  # type: ignore[operator]
    for fact, verdict in other(facts):
        first = next(each for each in facts if each.values["row"] == fact.values["row"])
        assert (verdict is Verdict.PASS) == (fact.values["received"] == first.values["closed"])


def judged_pairs():  # type: ignore[no-untyped-def]
    """Two ways to judge facts: by a sum over the facts of the same row, and by the first fact of the same row."""
    import tempfile

    made = []
    for expect, more in (
        ("received <= found", "  let: {found: {sum: closed, each: requests.row, on: [row]}}\n"),
        ("received == same.closed", "  with: {same: {each: requests.row, on: [row], role: report}}\n"),
    ):
        with tempfile.TemporaryDirectory() as folder:
            pack = small_pack(Path(folder), rule(expect=expect, more=more))
        made.append(lambda facts, pack=pack: [(one.fact, one.verdict) for one in judged(pack, *facts)])
    return made
