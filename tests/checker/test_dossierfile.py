"""dossier.yaml: what is off in it is told with its line before anything is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import RulePackError, UsageError
from checker.messages import text
from checker.run.dossierfile import load
from checker.wiring.dossiers import given_by
from checker.wiring.files import listing


def faults(folder: Path, written: str, *names: str) -> list[str]:
    """The faults of a dossier file beside some documents, as line and column with what is wrong."""
    for name in names:
        (folder / name).write_text("x")
    path = folder / "dossier.yaml"
    path.write_text(written)
    try:
        load(path)
    except RulePackError as error:
        return [text(fault, "en").removeprefix(f"{path}:") for fault in error.faults]
    return []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("dossiers:\n  - report: a\n    prior: 2O21", ["3:12: there is no file 2O21"]),
        ("dossiers:\n  - report: x\n    plan: b", ["2:13: there is no file x"]),
        ("dossiers:\n  - report: a\n    parts: [b, x]", ["3:16: there is no file x"]),
        ("dossiers:\n  - report: a\n    prior: a", ["3:12: a is the report itself"]),
        ("dossiers:\n  - report: a\n    parts: [b, a]", ["3:16: a is the report itself"]),
        ("dossiers:\n  - report: a\n    parts: [b, b]", ["3:16: b is one of its parts already"]),
        (
            "dossiers:\n  - {report: a, prior: b}\n  - {report: b, prior: a}",
            ["3:24: a leads back to the report itself: the entries make a circle"],
        ),
        (
            "dossiers:\n  - {report: a, prior: b}\n  - {report: b, prior: c}\n  - {report: c, prior: a}",
            ["4:24: a leads back to the report itself: the entries make a circle"],
        ),
        (
            "dossiers:\n  - {report: a, parts: [b]}\n  - {report: b, parts: [a]}",
            ["3:25: a leads back to the report itself: the entries make a circle"],
        ),
        (
            "renamed: {甲局: 乙局, 乙局: 甲局}",
            [
                "1:11: the renamings of 甲局 lead back to it: they make a circle",
                "1:19: the renamings of 乙局 lead back to it: they make a circle",
            ],
        ),
    ],
)
def test_what_is_off_is_told_at_its_line(written: str, told: list[str], tmp_path: Path) -> None:
    assert faults(tmp_path, written, "a", "b", "c") == told


def test_a_second_prior_of_a_report_is_told_with_the_place_of_the_first(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, "dossiers:\n  - {report: a, prior: b}\n  - {report: a, prior: c}", "a", "b", "c")
    assert told == f"3:24: a has a prior already ({tmp_path / 'dossier.yaml'}:2:24); it can have one"


def test_a_file_without_faults_gives_its_entries_with_their_lines(tmp_path: Path) -> None:
    written = "year: 2022\nunits: [某局]\ndossiers:\n  - {report: a, prior: b, plan: c}\n  - {report: b}\n"
    assert faults(tmp_path, written, "a", "b", "c") == []
    made, lines = load(tmp_path / "dossier.yaml")
    assert (made.year, made.units, [entry.report for entry in made.dossiers]) == (2022, ["某局"], ["a", "b"])
    assert lines == [f"{tmp_path / 'dossier.yaml'}:{line}" for line in (4, 5)]


def test_documents_that_a_file_names_outside_of_the_call_are_read_too_and_not_asked_for(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    (there / "last.txt").write_text("x")
    assert faults(here, "dossiers:\n  - {report: a, prior: ../there/last.txt}", "a") == []
    given = given_by([here], listing([here]), [], [], [], [])
    assert [path.resolve() for path in given.extra] == [there / "last.txt"]
    assert given_by([tmp_path], listing([tmp_path]), [], [], [], []).extra == ()


@pytest.mark.parametrize("option", ["--plan", "--prior", "--part"])
def test_a_document_to_check_is_no_partner_of_itself(option: str, tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("x")
    given = {"--plan": [[report], [], []], "--prior": [[], [report], []], "--part": [[], [], [report]]}[option]
    with pytest.raises(UsageError, match=f"{option} .*a.txt is one of the files to be checked"):
        given_by([report], listing([report]), *given, [])
    assert given_by([tmp_path], listing([tmp_path]), *given, []).roots == (tmp_path,)
