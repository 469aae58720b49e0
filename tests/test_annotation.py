"""The notes of an annotated copy."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from checker.audit import annotation
from checker.audit.annotation import Note, by_cause, notes
from checker.document import Location
from checker.finding import Severity, Verdict
from tests.outputs.given_runs import city


def test_a_note_says_message_sum_clause_advice_and_rule():
    document, audit = city()
    note = next(note for note in notes(audit, document.path, "zh-CN") if note.id.endswith("1"))
    assert note.title == "错误：表三勾稽：第一项加第二项等于第三项加第四项"
    assert [line[:3] for line in note.lines] == ["“自然", "算式：", "依据：", "建议：", "规则："]
    assert note.lines[1] == "算式：本年新收 10 + 上年结转 2 = 12 ≠ 总计 11 + 结转下年度 2 = 13，相差 1"
    assert [location.text for location in (note.location, *note.related)] == ["10", "2", "11", "2"]


def test_fixed_findings_have_no_note_and_waived_ones_are_told_as_such():
    document, audit = city()
    made = {note.id[-1]: note for note in notes(audit, document.path, "en")}
    assert sorted(made) == ["1", "2", "3", "4", "5"]
    assert made["5"].severity is Severity.NOTE
    assert "Waived: 上级统一模板如此 (李四, until 2026-06-30)" in made["5"].lines


def test_another_document_gets_none():
    assert notes(city()[1], "elsewhere.txt", "en") == []


def test_notes_are_compared_with_those_of_their_own_cell_only(monkeypatch: pytest.MonkeyPatch):
    document, audit = city()
    one = replace(notes(audit, document.path, "en")[0], verdict=Verdict.REVIEW)
    cells = [Location(document.path, 0, (row, 0)) for row in range(3)]
    made = [replace(one, location=location) for location in [*cells, cells[1], Location(document.path, 1)]]
    asked: list[Sequence[Note]] = []
    compare = annotation._kindred
    monkeypatch.setattr(annotation, "_kindred", lambda *pair: asked.append(pair) or compare(*pair))
    assert by_cause(made) == [[made[0]], [made[1], made[3]], [made[2]], [made[4]]]
    assert asked == [(made[3], made[1])]
