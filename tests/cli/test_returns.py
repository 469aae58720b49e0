"""A report that comes back, end to end: old beside new in every output, drafts that belong together, our copies."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.cli.calls import BUREAU, PACK, Called, call
from tests.generator import docx, html, pdf
from tests.generator import text as as_text
from tests.generator.prose import CULTURE, WATER, Organ
from tests.generator.returns import base, with_sentence
from tests.generator.spec import Report, with_figure, without_section

CHARACTERS = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"
    "剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐"
)
"""Of these texts are made that two reports have in common."""


def report(organ: Organ = WATER, total: str = "17", seed: int = 3, *, left: bool = True) -> Report:
    """A report with a wrong total and, unless told otherwise, a placeholder."""
    made = with_figure(base(seed, organ), "reviews", "cases", "review_total", total)
    return with_sentence(made, "overview", "发布政策解读稿件XX篇。") if left else made


def put(path: str, made: Report) -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".docx":
        target.write_bytes(docx.write(made))
    elif target.suffix == ".pdf":
        target.write_bytes(pdf.drawn(made))
    elif target.suffix == ".html":
        target.write_text(html.write(made), encoding="utf-8")
    else:
        target.write_text(as_text.write(made), encoding="utf-8")
    return target


def outcome(called: Called) -> dict[str, list[tuple[str, str]]]:
    """By the later file of each dossier, rule and state of its findings; of none the batch's."""
    data = json.loads(called.out)
    return {
        one["documents"][0]["path"]: [(item["rule"].partition("/")[2], item["state"]) for item in one["findings"]]
        for one in data["dossiers"]
    }


@pytest.fixture
def changed() -> tuple[Path, Path]:
    """Two drafts: a total that is wrong in another way, a placeholder that is mended, a section that is lost."""
    return put("old.docx", report()), put("new.docx", without_section(report(total="22", left=False), "other"))


def test_the_text_shows_old_beside_new(capfd, changed):
    lines = [line.strip() for line in call(capfd, "diff", *changed, *PACK).out.splitlines()]
    assert lines[0] == "已改 1，未改 1，新增 1"
    assert lines[4] == "old.docx → new.docx"
    assert "“17” → “22”" in lines
    whole = [line.strip() for line in call(capfd, "diff", *changed, *PACK, "-v").out.splitlines()]
    assert "变化  “17” → “22”" in whole


def test_the_json_and_sarif_show_old_beside_new(capfd, changed):
    data = json.loads(call(capfd, "diff", *changed, *PACK, "-f", "json").out)["dossiers"][0]
    (total,) = [one for one in data["findings"] if one["state"] == "remaining"]
    assert total["changes"] == [{"old": "17", "new": "22"}]
    assert data["before"] == {"path": "old.docx", "issuer": WATER.name, "year": 2021}
    results = json.loads(call(capfd, "diff", *changed, *PACK, "-f", "sarif").out)["runs"][0]["results"]
    states = {one["ruleId"].partition("/")[2]: one["baselineState"] for one in results}
    assert states == {"reviews-total": "updated", "placeholder": "absent", "section-missing": "new"}
    (updated,) = [one for one in results if one["baselineState"] == "updated"]
    assert updated["properties"]["changes"] == [{"old": "17", "new": "22"}]
    same = call(capfd, "diff", changed[0], changed[0], *PACK, "-f", "sarif")
    assert {one["baselineState"] for one in json.loads(same.out)["runs"][0]["results"]} == {"unchanged"}


def test_the_page_names_both_files_counts_and_shows_what_was_mended(capfd, changed):
    page = call(capfd, "diff", *changed, *PACK, "-f", "html").out
    assert "old.docx → new.docx" in page
    for value, count in (("remaining", 1), ("new", 1), ("fixed", 1)):
        chip = page.partition(f'data-value="{value}"')[2].partition("</button>")[0]
        assert 'aria-pressed="true"' in chip
        assert f"<b>{count}</b>" in chip
    assert "“17” → “22”" in page
    assert 'class="card fixed"' in page
    assert 'data-state="new"' in page


def test_the_table_and_the_ledger_tell_what_remains_from_what_is_new(capfd, changed):
    rows = list(csv.DictReader(io.StringIO(call(capfd, "diff", *changed, *PACK, "-f", "csv").out.lstrip("\ufeff"))))
    assert {row["规则"].partition("/")[2]: row["前后对照"] for row in rows} == {
        "reviews-total": "未改",
        "section-missing": "新增",
        "placeholder": "已改",
    }
    assert any("“17” → “22”" in row["问题"] for row in rows)


def test_an_annotated_copy_tells_old_beside_new(capfd, changed):
    import zipfile

    call(capfd, "diff", *changed, *PACK, "--annotate", "out")
    with zipfile.ZipFile("out/new（批注）.docx") as package:
        comments = package.read("word/comments.xml").decode()
    assert "“17” → “22”" in comments
    assert "XX" not in comments


def test_a_batch_begins_with_what_came_of_each_unit_and_so_does_its_report(capfd):
    for organ, name in ((WATER, "水务局"), (CULTURE, "文旅局")):
        put(f"old/{name}.txt", report(organ, seed=len(name) + len(organ.name)))
    put("new/水务局.txt", report(WATER, "22", seed=3 + len(WATER.name)))
    put("new/文旅局.txt", report(CULTURE, seed=3 + len(CULTURE.name), left=False))
    lines = call(capfd, "diff", "old", "new", *PACK).out.splitlines()
    assert lines[2:4] == [
        "安澜市文化和旅游局 2021年度  已改 1，未改 1，新增 0",
        "安澜市水务局 2021年度  已改 0，未改 2，新增 0",
    ]
    call(capfd, "check", "old", *PACK, "-f", "json", "-o", "old.json")
    call(capfd, "check", "new", *PACK, "--baseline", "old.json", "--report", "out")
    index = Path("out/index.html").read_text("utf-8")
    heads = index.partition('<table class="units"><thead>')[2].partition("</thead>")[0]
    assert heads.index("未改") < heads.index("新增") < heads.index("已改") < heads.index("错误")
    row = index.partition("<tbody>")[2].partition("安澜市文化和旅游局")[2].partition("</tr>")[0]
    assert '<td class="error">1</td><td class="zero">0</td><td class="zero">0</td><td class="good">1</td>' in row
    plain = call(capfd, "check", "new", *PACK, "--report", "plain")
    assert plain.code == 1
    assert "未改" not in Path("plain/index.html").read_text("utf-8")


def test_a_finding_that_cannot_be_compared_is_told_and_is_no_clean_outcome(capfd):
    old = put("old.docx", with_sentence(report(left=False, total="9"), "overview", "经审查，予以公开43件。"))
    clean = base(3, WATER)
    new = put("new.docx", clean)
    put("old.docx", with_sentence(clean, "overview", "经审查，予以公开43件。"))
    called = call(capfd, "diff", old, new, *PACK)
    assert called.code == 3
    assert "未作比较 1" in called.out
    assert "不能认定已改" in called.out
    sarif = json.loads(call(capfd, "diff", old, new, *PACK, "-f", "sarif").out)["runs"][0]["results"][0]
    assert (sarif["kind"], sarif["level"], sarif["baselineState"]) == ("open", "none", "unchanged")


# --- which drafts belong together -------------------------------------------------------------------------------


def test_a_report_of_the_same_path_is_compared_before_one_of_the_same_name(capfd):
    put("old/文旅局/年报.txt", report(CULTURE, "21", seed=5))
    put("old/水务局/年报.txt", report(WATER))
    put("new/水务局/年报.txt", report(WATER))
    called = call(capfd, "diff", "old", "new", *PACK, "-f", "json")
    assert {state for _, state in outcome(called)["new/水务局/年报.txt"]} == {"remaining"}
    assert "未作比较：old/文旅局/年报.txt" in called.err


@pytest.mark.parametrize("name", ["年报.txt", "2021/年报.txt"])
def test_two_known_organs_are_not_brought_together_by_a_name(capfd, name):
    put(f"old/{name}", report(CULTURE, "21", seed=5))
    put(f"new/{name}", report(WATER))
    called = call(capfd, "diff", "old", "new", *PACK, "-f", "json")
    assert {state for _, state in outcome(called)[f"new/{name}"]} == {"new"}
    assert "可能是同一份报告" in called.err
    assert called.code != 0


def test_an_organ_and_a_file_that_were_renamed_leave_a_likely_pair(capfd):
    from dataclasses import replace

    renamed = replace(WATER, name="安澜市水务管理局")
    put("old/水务局.txt", report(WATER))
    put("new/终稿.txt", report(renamed))
    for folder in ("old", "new"):
        put(f"{folder}/文旅局.txt", report(CULTURE, "21", seed=5))
    called = call(capfd, "diff", "old", "new", *PACK, "-f", "json")
    assert {state for _, state in outcome(called)["new/终稿.txt"]} == {"remaining"}
    assert "new/终稿.txt 与 old/水务局.txt 名称不同，很可能是同一份报告" in called.err


def test_a_year_that_was_mended_in_the_title_makes_nothing_new(capfd):
    from dataclasses import replace

    wrong = replace(report(), title=f"{WATER.name}2020年政府信息公开工作年度报告")
    put("水务局.txt", wrong)
    call(capfd, "check", "水务局.txt", *PACK, "-f", "json", "-o", "base.json")
    put("水务局-修改.txt", report())
    called = call(capfd, "check", "水务局-修改.txt", *PACK, "--baseline", "base.json", "-f", "json")
    states = dict(outcome(called)["水务局-修改.txt"])
    assert (states["reviews-total"], states["placeholder"]) == ("remaining", "remaining")
    assert "new" not in states.values()


def test_the_report_of_the_year_before_is_no_earlier_draft(capfd):
    from tests.generator.spec import report_2021

    put("2021/水务局.txt", report())
    put("2022/水务局.txt", with_figure(report_2021(8, WATER, 2022), "reviews", "cases", "review_total", "17"))
    call(capfd, "check", "2021", *PACK, "-f", "json", "-o", "base.json")
    called = call(capfd, "check", "2022", *PACK, "--baseline", "base.json", "-f", "json")
    assert {state for _, state in outcome(called)["2022/水务局.txt"]} == {"new"}


def test_reports_that_are_alike_remain_so_under_other_file_names(capfd):
    for folder, suffix in (("old", ""), ("new", "修改")):
        for organ, name in ((WATER, "水务局"), (CULTURE, "文旅局")):
            made = base(3, organ)
            for number in range(30):
                made = with_sentence(made, "overview", "".join(Random(number).sample(CHARACTERS, 60)) + "。")
            put(f"{folder}/{name}{suffix}.txt", made)
    called = call(capfd, "diff", "old", "new", *PACK, "-f", "json")
    alike = [(one["rule"], one["state"]) for one in json.loads(called.out)["batch"]["findings"]]
    assert {state for _, state in alike} <= {"remaining"}
    assert alike


def test_a_missing_unit_is_the_same_in_both_languages(capfd):
    put("r/水务局.txt", base(3, WATER))
    Path("r/dossier.yaml").write_text("units: [安澜市水务局, 安澜市民政局]\n", encoding="utf-8")
    call(capfd, "check", "r", *PACK, "--lang", "en", "-f", "json", "-o", "base.json")
    called = call(capfd, "check", "r", *PACK, "--baseline", "base.json", "-f", "json")
    found = json.loads(called.out)["batch"]["findings"]
    assert [(one["rule"].partition("/")[2], one["state"]) for one in found] == [("unit-missing", "remaining")]


# --- what cannot be read ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 damaged", "与年度报告无关的一段文字。".encode()])
def test_an_earlier_draft_that_cannot_be_checked_makes_nothing_new(capfd, content):
    Path("old.docx" if content[:2] == b"PK" else "old.txt").write_bytes(content)
    new = put("new.txt", report())
    old = next(Path().glob("old.*"))
    called = call(capfd, "diff", old, new, *PACK, "-q")
    assert called.code == 3
    assert f"旧稿 {old} 未能检查" in called.err
    assert f"旧稿 {old} 未能检查" in called.out.replace("\n  ", "")
    assert "新旧不明 2" in called.out
    assert "新增 0" in called.out


def test_an_earlier_draft_of_a_folder_that_cannot_be_checked_is_told(capfd):
    put("old/文旅局.txt", report(CULTURE))
    Path("old/水务局.docx").write_bytes(b"PK\x03\x04 damaged")
    put("new/文旅局.txt", report(CULTURE))
    put("new/水务局.docx", report())
    called = call(capfd, "diff", "old", "new", *PACK, "-f", "json")
    data = json.loads(called.out)["dossiers"]
    assert {one["issuer"]: {item.get("state") for item in one["findings"]} for one in data} == {
        CULTURE.name: {"remaining"},
        WATER.name: {None},
    }
    assert "旧稿 old/水务局.docx 未能检查" in called.err


@pytest.mark.parametrize("content", ["null", "[]", "7", '"text"', "{}"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_what_is_no_outcome_is_refused(capfd, content, coding):
    Path("old.json").write_bytes(content.encode(coding))
    called = call(capfd, "diff", "old.json", put("new.txt", report()), *PACK)
    assert (called.code, called.out) == (2, "")
    assert "不是 gouji 的检查结果" in called.err


def test_an_outcome_in_utf_16_is_read(capfd):
    made = put("old.txt", report())
    Path("old.json").write_bytes(call(capfd, "check", made, *PACK, "-f", "json").out.encode("utf-16"))
    called = call(capfd, "diff", "old.json", made, *PACK)
    assert "已改 0，未改 2，新增 0" in called.out


def test_an_outcome_of_an_earlier_version_is_read_with_a_note(capfd):
    made = put("old.txt", report())
    data = json.loads(call(capfd, "check", made, *PACK, "-f", "json").out)
    from checker.audit.earlier import load
    from checker.audit.formerly import old_marks

    Path("old.json").write_text(json.dumps(data), encoding="utf-8")
    marks = old_marks(load(Path("old.json"), "zh-CN").audits[0].findings)
    for one, mark in zip(data["dossiers"][0]["findings"], marks, strict=True):
        del one["thing"]
        one["fingerprint"] = mark
    del data["dossiers"][0]["decided"]
    Path("old.json").write_text(json.dumps(data), encoding="utf-8")
    called = call(capfd, "diff", "old.json", put("new.txt", report(total="9", left=False)), *PACK)
    assert "基线由较早的版本写出" in called.err
    assert "已改 2，未改 0，新增 0" in called.out
    again = call(capfd, "diff", "old.json", put("new.txt", report(total="22")), *PACK)
    assert "已改 0，未改 2，新增 0" in again.out


# --- waivers and copies -----------------------------------------------------------------------------------------


def accepted(capfd: pytest.CaptureFixture[str], path: Path) -> str:
    made = json.loads(call(capfd, "check", path, *PACK, "-f", "json").out)["dossiers"][0]["findings"]
    return "".join(
        f"- rule: {one['rule']}\n  fingerprint: {one['fingerprint']}\n  reason: x\n  by: y\n" for one in made
    )


def test_what_is_accepted_beside_the_earlier_draft_is_so_in_the_later(capfd):
    entries = accepted(capfd, put("old/水务局/r.docx", report()))
    Path("old/水务局/waivers.yaml").write_text(entries, encoding="utf-8")
    put("new/水务局/终稿.docx", report())
    put("old/文旅局/r.docx", report(CULTURE))
    put("new/文旅局/r.docx", report(CULTURE))
    data = json.loads(call(capfd, "diff", "old", "new", *PACK, "-f", "json", "--trust-waivers").out)["dossiers"]
    waived = {one["issuer"]: {bool(item["waiver"]) for item in one["findings"]} for one in data}
    assert waived == {WATER.name: {True}, CULTURE.name: {False}}


def test_waivers_above_a_file_that_is_named_hold_for_it(capfd):
    path = put("r/2021/a.docx", report())
    Path("waivers.yaml").write_text(accepted(capfd, path), encoding="utf-8")
    assert call(capfd, "check", path, *PACK).code == 0
    assert call(capfd, "check", "r", *PACK).code == 0


def ours(kind: str) -> Iterator[Path]:
    yield put(f"r.{kind}", report())
    if kind == "txt":
        shutil.copy(BUREAU, "bureau.txt")
        yield Path("bureau.txt")


@pytest.mark.parametrize("kind", ["txt", "html", "docx", "pdf"])
@pytest.mark.parametrize("sheet", [False, True])
def test_our_own_copies_are_read_without_our_notes(capfd, kind, sheet):
    for path in ours(kind):
        call(capfd, "check", path, *PACK, "--annotate", "copies", *(["--summary-page"] if sheet else []))
        copy = next(one for one in Path("copies").iterdir() if one.stem == f"{path.stem}（批注）")
        data = json.loads(call(capfd, "diff", path, copy, *PACK, "-f", "json").out)["dossiers"][0]
        assert data["findings"]
        assert {(one["state"], bool(one.get("changes"))) for one in data["findings"]} == {("remaining", False)}


def test_a_waiver_holds_for_the_part_of_a_finding_that_it_was_about(capfd):
    from tests.generator.spec import with_contact

    old = put("old.docx", with_contact(base(3, WATER), "电话", None))
    Path("waivers.yaml").write_text(accepted(capfd, old), encoding="utf-8")
    new = put("new.docx", with_contact(with_contact(base(3, WATER), "电话", None), "电子邮箱", None))
    found = json.loads(call(capfd, "diff", old, new, *PACK, "-f", "json").out)["dossiers"][0]["findings"]
    assert [(one["state"], one["thing"]["parts"], bool(one["waiver"])) for one in found] == [
        ("remaining", ["联系电话"], True),
        ("new", ["电子邮箱"], False),
    ]
    assert found[0]["fingerprint"] != found[1]["fingerprint"]


def test_two_organs_that_were_renamed_are_known_by_what_they_report(capfd):
    from dataclasses import replace

    for organ, seed, name in ((WATER, 3, "安澜市河湖保护中心"), (CULTURE, 5, "安澜市文体广电局")):
        put(f"old/{organ.name}.txt", report(organ, "21", seed))
        made = report(organ, "21", seed)
        renamed = replace(organ, name=name)
        put(
            f"new/{name}.txt",
            replace(
                made, organ=renamed, title=f"{name}2021年政府信息公开工作年度报告", closing=(name, "2022年1月20日")
            ),
        )
    called = call(capfd, "diff", "old", "new", *PACK, "-f", "json")
    states = [one for some in outcome(called).values() for one in some if one[0] != "issuer-unclear"]
    assert sorted(states) == [("placeholder", "remaining")] * 2 + [("reviews-total", "remaining")] * 2
    assert called.err.count("很可能是同一份报告") == 2


def test_units_with_nothing_but_noughts_are_not_taken_for_each_other(capfd):
    from tests.generator.spec import report_2021

    for folder, organ in (("old", WATER), ("new", CULTURE)):
        nought = with_sentence(report_2021(1, organ, size=1, cases=0), "overview", "发布政策解读稿件XX篇。")
        put(f"{folder}/{organ.name}.txt", nought)
    called = call(capfd, "diff", "old", "new", *PACK, "-f", "json")
    assert {state for some in outcome(called).values() for _, state in some} == {"new"}
    assert "可能是同一份报告" in called.err
