"""waivers.yaml: what it accepts, what it refuses and where, which findings it waives, what it tells."""

from datetime import date, datetime
from pathlib import Path

import pytest

from checker.audit.audit import stands
from checker.audit.skeleton import skeleton
from checker.audit.waiverfile import files_for, load
from checker.audit.waivers import apply, today
from checker.errors import WaiverError
from checker.messages import text
from tests.checker.audits import audit, cell, finding, run, words

DAY = date(2024, 3, 1)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def waivers(content: str, path: str = "waivers.yaml", everywhere: bool = False):
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return load(file, everywhere)


def report(path: str = "a.txt", issuer: str = "甲局", year: int = 2023):
    """A balance that is out, a leftover year and a section that is not there."""
    return audit(
        path,
        finding("balance", cell(path, "new", "total", "12")),
        finding("leftover", words(path, "overview", "2022年")),
        finding("section-missing", words(path, "other", None)),
        issuer=issuer,
        year=year,
    )


def waived(made) -> list[str]:
    return [one.rule.partition("/")[2] for one in made.findings() if not stands(one)]


ENTRY = "- rule: {rule}\n  {where}\n  reason: 上级统一模板如此\n  by: 李四\n"


@pytest.mark.parametrize(
    ("rule", "where"),
    [
        ("balance", "fingerprint: {mark}"),
        ("cn-disclosure-report/balance", "fingerprint: {mark}"),
        ("balance", "place: {{row: new, column: total}}"),
        ("balance", "place: {{table: applications, row: 本年新收}}"),
        ("balance", 'place: {{text: "１２"}}'),
        ("leftover", "place: {{section: overview, text: 2022 年}}"),
        ("section-missing", "place: {{section: 其他需要报告的事项}}"),
        ("section-missing", "place: {{section: other}}\n  document: '*.txt'"),
    ],
)
def test_a_finding_is_waived_by_fingerprint_or_place(rule, where):
    made = run(report())
    mark = next(one.fingerprint for one in made.findings() if one.rule.endswith(rule.rpartition("/")[2]))
    after = apply(made, waivers(ENTRY.format(rule=rule, where=where.format(mark=mark))), DAY)
    assert waived(after) == [rule.rpartition("/")[2]]
    assert after.notices == ()
    (given,) = [one.waiver for one in after.findings() if one.waiver]
    assert (given.reason, given.by, given.until) == ("上级统一模板如此", "李四", None)


def test_waived_findings_are_still_there_and_do_not_count():
    entries = waivers(ENTRY.format(rule="balance", where="place: {row: new}"))
    made = run(audit("a.txt", finding("balance", cell("a.txt", "new", "total", "12"))))
    after = apply(made, entries, DAY)
    assert made.fails("error")
    assert not after.fails("note")
    assert len(after.findings()) == 1


@pytest.mark.parametrize(
    "where",
    [
        "place: {row: handled}",
        "place: {row: new, text: '13'}",
        "place: {row: new}\n  document: b.txt",
        "fingerprint: 'v2:00000000-000000000000-000000'",
    ],
)
def test_what_matches_nothing_is_told_with_its_line(where):
    after = apply(run(report(), audit("b.txt")), waivers(ENTRY.format(rule="balance", where=where)), DAY)
    assert waived(after) == []
    assert after.notices == (
        "waivers.yaml:1: the waiver of balance matches no finding: it was fixed, or its place or text has changed; "
        "delete or correct the entry",
    )


def test_entries_about_documents_of_other_runs_are_not_told():
    entries = waivers(ENTRY.format(rule="balance", where="place: {row: new}\n  document: elsewhere.txt"))
    assert apply(run(report()), entries, DAY).notices == ()


def test_entries_of_packs_that_were_not_used_are_not_told():
    entries = waivers(ENTRY.format(rule="other-pack/balance", where="place: {row: new}"))
    assert apply(run(report()), entries, DAY).notices == ()


@pytest.mark.parametrize(("day", "holds"), [(date(2024, 2, 29), True), (date(2024, 3, 1), False)])
def test_a_waiver_holds_through_its_last_day_and_is_then_told(day, holds):
    entries = waivers(ENTRY.format(rule="balance", where="place: {row: new}\n  until: 2024-02-29"))
    after = apply(run(report()), entries, day)
    assert waived(after) == (["balance"] if holds else [])
    assert after.notices == (
        ()
        if holds
        else ("waivers.yaml:1: the waiver of balance expired on 2024-02-29 and its findings count again; "
              "renew or delete it",)
    )  # fmt: skip


def test_the_day_is_that_of_source_date_epoch_where_it_is_set(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1709164800")
    assert today() == date(2024, 2, 29)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert today() == datetime.now().astimezone().date()


def faults(content: str) -> list[str]:
    with pytest.raises(WaiverError) as caught:
        waivers(content)
    return [text(fault, "en") for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "rule: x\n",
            "waivers.yaml:1:1: must be a list, each entry beginning with “- rule: ...”, not a mapping (key: value)",
        ),
        ("- rule: x\n  place: {row: a}\n  by: y\n", "waivers.yaml:1:3: reason is missing"),
        ("- rule: x\n  place: {row: a}\n  reason: ''\n  by: y\n", "waivers.yaml:3:12: fill in reason"),
        ("- rule: x\n  place: {row: a}\n  reason: z\n  by: ' '\n", "waivers.yaml:4:8: fill in by"),
        ("- rule: x\n  reason: z\n  by: y\n", "waivers.yaml:1:3: exactly one of fingerprint and place is required"),
        (
            "- rule: x\n  fingerprint: v2:00-00\n  place: {row: a}\n  reason: z\n  by: y\n",
            "waivers.yaml:1:3: exactly one of fingerprint and place is required",
        ),
        (
            "- rule: x\n  place: {}\n  reason: z\n  by: y\n",
            "waivers.yaml:2:10: place requires at least one of section, table, row, column, text",
        ),
        (
            "- rule: x\n  place: {row: a}\n  reason: z\n  by: y\n  until: 31.12.2026\n",
            "waivers.yaml:5:10: 31.12.2026 is not a date; write it like 2026-12-31",
        ),
        (
            "- rule: x\n  place: {text: 12}\n  reason: z\n  by: y\n",
            "waivers.yaml:2:17: must be a text, not a whole number",
        ),
    ],
)
def test_faults_stand_at_their_line(content, expected):
    assert faults(content) == [expected]


def test_unknown_keys_are_told_with_the_valid_ones():
    assert faults("- rule: x\n  place: {row: a}\n  reason: z\n  by: y\n  untill: 2026-01-01\n") == [
        "waivers.yaml:5:3: unknown key untill; did you mean until? Valid here: "
        "rule, reason, by, fingerprint, place, document, issuer, year, until"
    ]
    assert faults("- rule: x\n  place: {line: 3}\n  reason: z\n  by: y\n") == [
        "waivers.yaml:2:11: unknown key line; valid here: section, table, row, column, text",
    ]


def test_every_fault_is_told_at_once():
    assert len(faults("- rule: x\n  reason: ''\n  by: ''\n- rule: ''\n  place: {row: a}\n  reason: z\n  by: y\n")) == 4


def test_an_empty_file_waives_nothing():
    assert waivers("") == []
    assert waivers("# nothing yet\n[]\n") == []


def test_a_file_is_about_its_folder_and_those_below_unless_it_is_named_in_the_call():
    entry = ENTRY.format(rule="balance", where="place: {row: new}")
    made = run(report("north/a.txt"), report("north/sub/b.txt"), report("south/c.txt"))

    def waived_in(entries) -> list[str]:
        return [one.locations[0].path for one in apply(made, entries, DAY).findings() if one.waiver]

    assert waived_in(waivers(entry, "north/waivers.yaml")) == ["north/a.txt", "north/sub/b.txt"]
    assert waived_in(waivers(entry, "office/waivers.yaml", everywhere=True)) == [
        "north/a.txt",
        "north/sub/b.txt",
        "south/c.txt",
    ]


@pytest.mark.parametrize("pattern", ["sub/b.txt", "b.txt", "north/sub/b.txt", "sub/*", "b*"])
def test_a_document_is_named_by_its_path_from_the_file_or_the_call_or_its_name(pattern):
    entry = ENTRY.format(rule="balance", where=f"place: {{row: new}}\n  document: '{pattern}'")
    made = apply(run(report("north/a.txt"), report("north/sub/b.txt")), waivers(entry, "north/waivers.yaml"), DAY)
    assert [one.locations[0].path for one in made.findings() if one.waiver] == ["north/sub/b.txt"]


def test_the_files_of_a_call_are_beside_its_documents_and_above_them_up_to_its_folders():
    for path in ("waivers.yaml", "r/waivers.yaml", "r/2023/waivers.yaml", "s/waivers.yaml"):
        waivers("", path)
    for path in ("r/2023/a.txt", "s/b.txt"):
        Path(path).touch()
    documents = [Path("r/2023/a.txt"), Path("s/b.txt")]
    assert list(map(str, files_for(documents, [Path("r")]))) == [
        "r/2023/waivers.yaml",
        "r/waivers.yaml",
        "s/waivers.yaml",
        "waivers.yaml",
    ]
    assert [path.parent.name for path in files_for([Path("r/2023/a.txt").resolve()], [])][:2] == ["2023", "r"]


def test_of_documents_elsewhere_they_are_looked_for_up_to_the_folder_of_the_call(monkeypatch, tmp_path):
    for path in ("waivers.yaml", "r/waivers.yaml", "r/2023/waivers.yaml"):
        waivers("", path)
    Path("r/2023/a.txt").touch()
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert len(files_for([tmp_path / "r/2023/a.txt"], [tmp_path / "r"])) == 2
    assert len(files_for([tmp_path / "r/2023/a.txt"], [])) == 1


def test_findings_over_a_batch_can_be_waived_too():
    alike = finding("text-alike", words("a.txt", "overview", "推进政务公开"))
    entries = waivers(ENTRY.format(rule="text-alike", where="place: {section: overview}"))
    assert waived(apply(run(audit("a.txt"), batch=(alike,)), entries, DAY)) == ["text-alike"]


def test_the_draft_of_a_file_waives_every_finding_once_it_is_filled_in():
    made = run(report("docs/a [终稿]*.txt"), report("docs/b.txt", "乙[局]"), lang="zh-CN")
    draft = skeleton(made, Path("docs")).decode()
    with pytest.raises(WaiverError) as caught:
        waivers(draft, "docs/waivers.yaml")
    assert [text(fault, "zh-CN").partition("：")[2] for fault in caught.value.faults[:2]] == [
        "请填写 reason",
        "请填写 by",
    ]
    assert len(caught.value.faults) == 12
    filled = draft.replace('reason: ""', "reason: 已核实").replace('by: ""', "by: 王五")
    after = apply(made, waivers(filled, "docs/waivers.yaml"), DAY)
    assert not any(stands(one) for one in after.findings())
    assert after.notices == ()
    assert 'issuer: "乙[[]局]"\n  year: 2023\n' in draft
    assert ".txt" not in draft


def test_a_draft_holds_hostile_texts_and_names():
    path = "docs/\udcff\n- rule: y '\"#.txt"
    made = run(audit(path, finding("balance", words(path, "overview", "\x07\n- rule: z\u202e\ufffe\x85"))))
    filled = skeleton(made, Path("docs")).decode().replace('""', "ok")
    assert waived(apply(made, waivers(filled, "docs/waivers.yaml"), DAY)) == ["balance"]


def test_a_draft_without_findings_is_a_file_without_entries():
    assert waivers(skeleton(run(audit("a.txt")), Path()).decode()) == []
