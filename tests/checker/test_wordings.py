"""Wordings as reports have them, and what a careful inspector says of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.checker.reports import check, document_of, fired, known_report, with_lines

WORDINGS = Path(__file__).with_name("wordings.yaml")


def wordings() -> list[dict[str, Any]]:
    """The wordings, with the line of each as its name."""
    import yaml

    return list(yaml.safe_load(WORDINGS.read_text("utf-8")))


@pytest.mark.parametrize("form", [2019, 2020, 2021, 2024])
@pytest.mark.parametrize("none", [False, True])
def test_the_report_that_the_wordings_are_put_into_is_clean(form: int, none: bool) -> None:
    assert fired(check(document_of(known_report(year=form, none=none)))) == []


@pytest.mark.parametrize("case", wordings(), ids=lambda case: f"{case['in']}: {case.get('text') or case['lines'][0]}")
def test_a_wording_gives_what_an_inspector_would_say_of_it(case: dict[str, Any]) -> None:
    given = {key: case[key] for key in ("organ", "year", "signed", "none") if key in case}
    report = known_report(**given, set_=case.get("set"))
    lines = case.get("lines") or [case.get("lead", "") + case["text"]]
    audit = check(document_of(with_lines(report, case["in"], lines, case.get("only", False))))
    said = [f"{one.rule.partition('/')[2]}: {one.message}" for one in audit.findings]
    assert fired(audit) == sorted(case["finds"]), said
