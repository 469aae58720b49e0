"""Waivers, baselines and `gouji diff` from end to end."""

import json
import shutil
from itertools import product
from pathlib import Path

import pytest

from tests.cli.calls import BUREAU, CITY, FORM, PACK, Called, call

WAIVER = """\
- rule: section-missing
  place: {section: other}
  document: report.txt
  reason: 本单位无其他事项，已与主管部门确认
  by: 李四
"""


@pytest.fixture
def report() -> Path:
    shutil.copy(BUREAU, "report.txt")
    return Path("report.txt")


def mended(target: str = "mended.txt") -> Path:
    """The report with its address put right and a heading that is still not that of the form."""
    content = BUREAU.read_text(encoding="utf-8")
    assert content.count("saaoao.cn") == 1
    content = content.replace("saaoao.cn", "wb.changzhou.gov.cn").replace("二、公開的主要", "二、公開之主要")
    Path(target).write_text(content, encoding="utf-8")
    return Path(target)


def findings(out: str) -> dict[str, dict]:
    return {one["rule"].partition("/")[2]: one for one in json.loads(out)["dossiers"][0]["findings"]}


def test_a_waiver_beside_the_document_takes_the_finding_out_of_the_count(capfd, report):
    assert call(capfd, "check", report, *PACK).code == 1
    Path("waivers.yaml").write_text(WAIVER, encoding="utf-8")
    called = call(capfd, "check", report, *PACK)
    assert called.code == 0
    assert called.err == ""
    assert "已豁免" in called.out
    assert "本单位无其他事项，已与主管部门确认（李四）" in called.out
    assert "错误0" in called.out
    assert "已豁免1" in called.out


def test_a_waiver_file_can_be_named(capfd, report):
    Path("office").mkdir()
    Path("office/accepted.yaml").write_text(WAIVER, encoding="utf-8")
    called = call(capfd, "check", report, *PACK, "--waivers", "office/accepted.yaml", "-f", "json")
    assert called.code == 0
    assert findings(called.out)["section-missing"]["waiver"] == {
        "reason": "本单位无其他事项，已与主管部门确认",
        "by": "李四",
        "until": None,
    }


def test_an_expired_waiver_and_one_for_nothing_are_told(capfd, report, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")  # the first of January 2025
    more = WAIVER.replace("section-missing", "section-title").replace("{section: other}", "{section: legal}")
    Path("waivers.yaml").write_text(WAIVER + "  until: 2024-12-31\n" + more, encoding="utf-8")
    called = call(capfd, "check", report, *PACK, "-f", "json")
    assert called.code == 1
    assert called.err.splitlines() == [
        "waivers.yaml:1：规则 section-missing 的豁免已于 2024-12-31 到期，问题重新计入；请续期或删去这一条",
        "waivers.yaml:7：规则 section-title 的豁免没有对应的问题：问题已改正，或位置、原文有变；请核对后删去或修改",
    ]
    assert json.loads(called.out)["notices"] == called.err.splitlines()


def test_a_faulty_waiver_file_leaves_its_documents_unchecked_and_tells_every_fault(capfd, report):
    Path("waivers.yaml").write_text("- rule: a\n  place: {row: b}\n  reason: ''\n  wer: c\n", encoding="utf-8")
    called = call(capfd, "check", report, *PACK)
    assert called.code == 3
    assert "report.txt：没有检查，因为关于它的设置有错误：waivers.yaml 有 2 处错误" in called.out
    assert set(called.err.splitlines()) == {
        "waivers.yaml 有 2 处错误",
        "  waivers.yaml:1:3：缺少 by",
        "  waivers.yaml:4:3：不认识的键 wer；"
        "这里可用：rule, reason, by, fingerprint, place, document, issuer, year, until",
    }


def test_the_draft_of_waivers_is_filled_in_and_then_holds(capfd, report):
    called = call(capfd, "check", report, *PACK, "--write-waivers", "waivers.yaml")
    assert called.code == 1
    count = len([line for line in Path("waivers.yaml").read_text("utf-8").splitlines() if line.startswith("- rule")])
    assert called.err == f"已写入 waivers.yaml：{count} 条待填写原因的豁免\n"
    refused = call(capfd, "check", report, *PACK)
    assert refused.code == 3
    assert "请填写 reason" in refused.err
    draft = Path("waivers.yaml").read_text("utf-8").replace('reason: ""', "reason: 已核实").replace('by: ""', "by: 王")
    Path("waivers.yaml").write_text(draft, encoding="utf-8")
    again = call(capfd, "check", report, *PACK, "--fail-on", "review")
    assert (again.code, again.err) == (0, "")
    assert f"已豁免{count}" in again.out


def test_a_draft_is_never_written_over_a_file(capfd, report):
    Path("mine.yaml").write_text(WAIVER, encoding="utf-8")
    called = call(capfd, "check", report, *PACK, "--write-waivers", "mine.yaml")
    assert called.code == 2
    assert "mine.yaml：文件已存在" in called.err
    assert Path("mine.yaml").read_text("utf-8") == WAIVER


def test_findings_against_a_baseline_whose_file_has_moved(capfd, report):
    call(capfd, "check", report, *PACK, "-f", "json", "-o", "old.json")
    called = call(capfd, "check", mended(), *PACK, "--baseline", "old.json", "-f", "json")
    assert called.code == 1
    assert {rule: one["state"] for rule, one in findings(called.out).items()} == {
        "title-form": "remaining",
        "section-title": "remaining",
        "section-missing": "remaining",
        "site-suspect": "fixed",
    }
    assert called.err == ""
    shown = call(capfd, "check", mended(), *PACK, "--baseline", "old.json")
    assert "没有找到“其他需要报告的事项”部分。 [未改] [" in shown.out
    assert "已改正1" in shown.out


def test_what_is_fixed_is_not_counted(capfd, report):
    call(capfd, "check", report, *PACK, "-f", "json", "-o", "old.json")
    shutil.copy(CITY, "city.txt")
    data = json.loads(Path("old.json").read_bytes())
    data["dossiers"][0].update(issuer="宿迁市", year=2020)
    Path("old.json").write_text(json.dumps(data), encoding="utf-8")
    called = call(capfd, "check", "city.txt", *PACK, "--baseline", "old.json")
    assert called.code == 3  # the city gives no address of a site: nobody can say that a suspect one was mended
    assert "错误0" in called.out
    assert "未作比较1" in called.out


def test_a_broken_or_foreign_baseline_is_told_with_what_would_do(capfd, report):
    for content in ("{", '{"version": "2.1.0", "runs": []}'):
        Path("old.json").write_text(content, encoding="utf-8")
        called = call(capfd, "check", report, *PACK, "--baseline", "old.json")
        assert (called.code, called.out) == (2, "")
        assert "请用 gouji check … --format json --output FILE 生成" in called.err


def test_two_drafts_side_by_side(capfd, report):
    called = call(capfd, "diff", report, mended(), *PACK)
    assert called.code == 1
    lines = [line.strip() for line in called.out.splitlines()]
    assert lines[3:5] == ["常州市人民政府外事办公室 2020年度", "report.txt → mended.txt"]
    order = [line for line in lines if line.startswith(("未改", "新增", "已改"))]
    assert order == ["已改 1，未改 3，新增 0", "未改 3", "已改 1"]
    back = call(capfd, "diff", mended(), report, *PACK)
    assert "未改 3" in back.out
    assert "新增 1" in back.out


def test_outcomes_and_documents_can_be_compared_in_any_mixture(capfd, report):
    mended()
    call(capfd, "check", report, *PACK, "-f", "json", "-o", "old.json")
    call(capfd, "check", "mended.txt", *PACK, "-f", "json", "-o", "new.json")
    counts = set()
    for old, new in product(("report.txt", "old.json"), ("mended.txt", "new.json")):
        called = call(capfd, "diff", old, new, *PACK)
        counts.add((called.code, called.out.splitlines()[0]))
    assert counts == {(1, "已改 1，未改 3，新增 0")}


def test_a_draft_without_old_errors_exits_with_0(capfd, report):
    Path("waivers.yaml").write_text(WAIVER.replace("report.txt", "mended.txt"), encoding="utf-8")
    called = call(capfd, "diff", report, mended(), *PACK)
    assert called.code == 0
    assert "已豁免" in called.out


def test_drafts_of_different_organs_are_compared_and_it_is_told(capfd, report):
    called = call(capfd, "diff", report, CITY, *PACK)
    assert "两份文件的机关或年度不同：常州市人民政府外事办公室 2020年度，宿迁市 2020年度" in called.err


def test_the_later_draft_is_annotated_with_states(capfd):
    shutil.copy(FORM, "form.docx")
    called = call(capfd, "diff", "form.docx", "form.docx", *PACK, "--annotate", "out")
    assert called.code == 1
    import zipfile

    with zipfile.ZipFile("out/form（批注）.docx") as package:
        comments = package.read("word/comments.xml").decode()
    assert "[未改]" in comments


def test_other_formats_carry_the_states(capfd, report):
    called = call(capfd, "diff", report, mended(), *PACK, "--format", "json")
    assert {one["state"] for one in findings(called.out).values()} == {"remaining", "fixed"}
    assert "未改" in call(capfd, "diff", report, mended(), *PACK, "--format", "markdown").out
    assert "<html" in call(capfd, "diff", report, mended(), *PACK, "--format", "html").out


def test_folders_are_compared_report_by_report(capfd, report):
    for folder in ("old", "new"):
        Path(folder).mkdir()
        shutil.copy(CITY, f"{folder}/city.txt")
    shutil.move("report.txt", "old/report.txt")
    mended("new/report-2.txt")
    called = call(capfd, "diff", "old", "new", *PACK, "-f", "json")
    data = json.loads(called.out)
    states = {one["issuer"]: {item["state"] for item in one["findings"]} for one in data["dossiers"]}
    assert states == {"常州市人民政府外事办公室": {"remaining", "fixed"}, "宿迁市": {"remaining"}}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("report.txt", "none.txt"), "none.txt：没有这个文件或文件夹"),
        (("none.txt", "report.txt"), "none.txt：没有这个文件或文件夹"),
        (("report.txt", "old.json", "--annotate", "out"), "old.json 是检查结果而不是文件"),
        (("report.txt",), "缺少 NEW"),
    ],
)
def test_a_comparison_that_cannot_be_made_is_told(capfd, report, words, told):
    Path("old.json").write_text("{}", encoding="utf-8")
    called = call(capfd, "diff", *words, *PACK)
    assert (called.code, called.out) == (2, "")
    assert told in called.err


def test_a_draft_that_cannot_be_read_leaves_nothing_fixed(capfd, report):
    Path("new.txt").touch()
    called = call(capfd, "diff", report, "new.txt", *PACK)
    assert called.code == 3
    assert called.err == "new.txt：本次未能检查，与基线中的 4 个问题未作比较\n"
    assert "已改 0，未改 0，新增 0" in called.out


def submitted() -> Path:
    """A folder of submissions, one of which brings waivers of all that is wrong with it."""
    folder = Path("in/office")
    folder.mkdir(parents=True)
    shutil.copy(BUREAU, folder / "report.txt")
    return folder


def errors(called: Called) -> int:
    return sum(finding["waiver"] is None for finding in json.loads(called.out)["dossiers"][0]["findings"])


@pytest.mark.parametrize("place", ["in/office", "in"])
def test_a_submitters_own_waivers_are_not_believed_and_that_is_told(capfd, place):
    submitted()
    before = call(capfd, "check", "in", *PACK, "-f", "json")
    file = Path(place, "waivers.yaml")
    call(capfd, "check", "in", *PACK, "--write-waivers", "draft.yaml")
    file.write_text(Path("draft.yaml").read_text("utf-8").replace('""', "我们觉得没问题"), "utf-8")
    own = call(capfd, "check", "in", *PACK, "-f", "json")
    assert (own.code, errors(own)) == (before.code, errors(before)) == (1, errors(before))
    assert f"{file} 位于要检查的文件夹内，可能是报送单位自己写的，没有采用" in own.err
    assert any(str(file) in notice for notice in json.loads(own.out)["notices"])
    for words in (("--trust-waivers",), ("--waivers", str(file))):
        trusted = call(capfd, "check", "in", *PACK, "-f", "json", *words)
        assert (trusted.code, errors(trusted)) == (0, 0)
        assert "没有采用" not in trusted.err


def test_a_fault_in_a_submitters_waivers_does_no_harm(capfd):
    (submitted() / "waivers.yaml").write_text("- nonsense\n", "utf-8")
    called = call(capfd, "check", "in", *PACK)
    assert called.code == 1
    assert "没有采用" in called.err
    assert call(capfd, "check", "in", *PACK, "--trust-waivers").code == 3


def test_what_lies_where_the_command_is_called_or_above_the_folder_is_believed(capfd, monkeypatch):
    submitted()
    call(capfd, "check", "in", *PACK, "--write-waivers", "draft.yaml")
    Path("waivers.yaml").write_text(Path("draft.yaml").read_text("utf-8").replace('""', "已核实"), "utf-8")
    assert call(capfd, "check", "in", *PACK).code == 0
    assert call(capfd, "check", ".", *PACK).code == 0
    Path("waivers.yaml").rename("in/office/waivers.yaml")
    assert call(capfd, "check", "in/office/report.txt", *PACK).code == 0
    monkeypatch.chdir("in/office")
    assert call(capfd, "check", ".", *PACK).code == 0


def test_settings_trust_waivers_but_not_those_that_were_submitted_as_well(capfd):
    folder = submitted()
    call(capfd, "check", "in", *PACK, "--write-waivers", "draft.yaml")
    (folder / "waivers.yaml").write_text(Path("draft.yaml").read_text("utf-8").replace('""', "好"), "utf-8")
    Path("in/gouji.toml").write_text("trust-waivers = true\n", "utf-8")
    called = call(capfd, "check", "in", *PACK)
    assert called.code == 1
    assert "trust-waivers 没有采用" in called.err
    Path("in/gouji.toml").rename("gouji.toml")
    assert call(capfd, "check", "in", *PACK).code == 0


def test_waivers_in_an_archive_are_never_believed(capfd):
    folder = submitted()
    call(capfd, "check", "in", *PACK, "--write-waivers", "draft.yaml")
    (folder / "waivers.yaml").write_text(Path("draft.yaml").read_text("utf-8").replace('""', "好"), "utf-8")
    shutil.make_archive("all", "zip", "in")
    called = call(capfd, "check", "all.zip", *PACK, "--trust-waivers")
    assert called.code == 1
    assert "豁免" not in called.err
