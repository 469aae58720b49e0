"""The report of a batch: overview, ledger, letters, notice; nothing that a document says does harm in them."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import time
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib import import_module
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from docx import Document as read_word
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import DocumentError, UsageError
from checker.files.folder import MANIFEST
from checker.finding import Severity
from checker.messages import say
from checker.outputs.batch import plan_report, write_report
from checker.outputs.batch.fields import fill
from checker.outputs.material.names import safe
from checker.outputs.material.units import rules, units
from tests.outputs.chromium import Browser, needs_chromium
from tests.outputs.given_runs import HOSTILE, attacked, bureau, city, missing, run_of

SEEN = HOSTILE.replace("\u202e", "<U+202E>").replace("\x07", "<U+0007>")
OFFICE = "某市政务公开领导小组办公室"
DEADLINE = date(2026, 12, 31)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A report over three units, one of them hostile."""
    folder = tmp_path_factory.mktemp("report")
    run, documents = run_of(city(), bureau(), attacked())
    run = replace(run, batch=(replace(missing(city()[0]), rule="pack/same-text", title="两份报告雷同"),))
    write_report(plan_report(run, documents, issued_by=OFFICE, deadline=DEADLINE), folder)
    return folder


def words(path):
    """All text of a Word file, a line for each paragraph, tables last."""
    word = read_word(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in word.paragraphs] + cells


def test_everything_is_there_and_linked(report):
    index = (report / "index.html").read_text("utf-8")
    linked = {unquote(address.split("#")[0]) for address in re.findall(r'href="([^"]+)"', index)}
    written = {str(path.relative_to(report)) for path in report.rglob("*") if path.is_file()}
    assert linked == written - {"index.html", MANIFEST}
    assert len(list((report / "reviews").iterdir())) == len(list((report / "letters").iterdir())) == 3


def test_the_same_run_gives_the_same_bytes(report, tmp_path):
    run, documents = run_of(city(), bureau())
    for folder in ("a", "b"):
        write_report(plan_report(run, documents, issued_by=OFFICE, deadline=DEADLINE), tmp_path / folder)
    for path in (tmp_path / "a").rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes(), path.name


def test_the_ledger_holds_every_finding_and_no_formula(report):
    book = openpyxl.load_workbook(report / "ledger.xlsx")
    assert book.sheetnames == ["整改台账", "按单位汇总", "按规则汇总"]
    ledger = book["整改台账"]
    assert ledger.freeze_panes == "C2"
    assert ledger.auto_filter.ref == "A1:R13"
    heads = [cell.value for cell in ledger[1]]
    third = dict(zip(heads, [cell.value for cell in ledger[4]], strict=True))
    assert third["单位"] == "甲市人民政府"
    assert third["算式"] == "本年新收 10 + 上年结转 2 = 12 ≠ 总计 11 + 结转下年度 2 = 13，相差 1"
    assert (third["程度"], third["整改状态"], third["整改期限"]) == ("错误", "待整改", "2026年12月31日")
    states = [row[heads.index("整改状态")].value for row in ledger.iter_rows(min_row=2)]
    assert states == ["待整改"] * 3 + ["待判定", "已豁免", "已整改"] + ["待整改"] * 2 + ["已豁免"] + ["待整改"] * 3
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert SEEN in [cell.value for cell in ledger["J"]]


def test_the_totals_are_those_of_the_findings(report):
    book = openpyxl.load_workbook(report / "ledger.xlsx")
    by_unit = [[cell.value for cell in row] for row in book["按单位汇总"].iter_rows(min_row=2)]
    assert by_unit[0] == [1, "甲市人民政府", 1, 3, 1, 0, 1, 1]
    assert by_unit[1] == [2, "乙局", 1, 0, 1, 0, 0, 0]
    by_rule = {row[0].value: (row[2].value, row[3].value) for row in book["按规则汇总"].iter_rows(min_row=2)}
    assert by_rule["cn-disclosure-report/section-missing"] == (1, 1)
    assert by_rule["pack/same-text"] == (1, 1)


@pytest.mark.soffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_no_formula_and_no_broken_character(report, tmp_path):
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    command += ["fods", "--outdir", str(tmp_path), str(report / "ledger.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "ledger.fods").read_text("utf-8")
    assert "table:formula" not in text
    assert "\ufffd" not in text
    assert "Err:" not in text
    assert "本年新收 10 + 上年结转 2 = 12 ≠ 总计 11 + 结转下年度 2 = 13，相差 1" in text
    assert SEEN in "".join(ET.fromstring(text).itertext())


def test_a_letter_tells_a_unit_what_to_mend(report):
    letter = words(report / "letters" / "001-甲市人民政府-2021-整改通知书.docx")
    assert letter[:3] == ["关于甲市人民政府2021年度报告的\n整改通知书", "　　　〔　　　　〕　　号", "甲市人民政府："]
    assert "存在需要整改的问题：错误3处、警告1处；另有提示0处" in letter[3]
    assert "收到和处理政府信息公开申请情况，第12行第1字" in letter
    assert any(
        line.endswith("（本年新收 10 + 上年结转 2 = 12 ≠ 总计 11 + 结转下年度 2 = 13，相差 1）") for line in letter
    )
    assert any("请于2026年12月31日前完成整改" in line for line in letter)
    assert OFFICE in letter
    assert not any("豁免" in line or "{{" in line for line in letter)


def test_equal_grounds_of_a_letter_are_one_cell_and_no_page_parts_a_row(report):
    (table,) = read_word(str(report / "letters" / "001-甲市人民政府-2021-整改通知书.docx")).tables
    rows = table._tbl.tr_lst
    assert [row.xpath("./w:trPr/w:tblHeader") != [] for row in rows] == [True, *[False] * (len(rows) - 1)]
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
    grounds = [row.tc_lst[3] for row in rows[1:]]
    starts = [cell.xpath("./w:tcPr/w:vMerge/@w:val") == ["restart"] for cell in grounds]
    said = ["".join(cell.xpath(".//w:t/text()")) for cell in grounds]
    assert [bool(string) for string in said] == starts
    assert len([string for string in said if string]) == len({string for string in said if string})


@pytest.mark.parametrize(("rows", "kept"), [(3, 2), (6, 5), (7, 0), (9, 0)])
def test_rows_of_one_ground_stay_on_a_page_while_they_are_few(tmp_path, rows, kept):
    document, audit = city()
    findings = tuple(
        replace(audit.findings[0], message=f"第{number}处。", fingerprint=str(number)) for number in range(rows)
    )
    run, documents = run_of((document, replace(audit, findings=findings)))
    write_report(plan_report(run, documents, issued_by="", deadline=None), tmp_path)
    table = read_word(str(next((tmp_path / "letters").iterdir()))).tables[0]
    held = [bool(row._tr.xpath(".//w:keepNext")) for row in table.rows[1:]]
    assert held == [True] * kept + [False] * (rows - kept)


def test_notes_of_a_letter_stand_in_an_annex(tmp_path):
    document, audit = city()
    noted = replace(audit.findings[0], severity=Severity.NOTE, message="只是提示。", fingerprint="note")
    run, documents = run_of((document, replace(audit, findings=(noted, *audit.findings[1:]))))
    write_report(plan_report(run, documents, issued_by="", deadline=None), tmp_path)
    word = read_word(str(next((tmp_path / "letters").iterdir())))
    charges, notes = ([row.cells[2].text for row in table.rows[1:]] for table in word.tables)
    assert notes == ["只是提示。"]
    assert "只是提示。" not in charges


def test_several_years_of_one_organ_are_one_unit(tmp_path):
    document, audit = city()
    older = replace(document, path="reports/older.txt")
    past = replace(audit, year=2020, documents=(replace(audit.documents[0], path=older.path),), findings=())
    run, documents = run_of((document, audit), (older, past), bureau())
    write_report(plan_report(run, documents, issued_by="", deadline=None), tmp_path)
    assert any("对2个单位报送的3份文档进行了检查" in line for line in words(tmp_path / "通报.docx"))
    assert "<b>2</b><span>单位</span>" in (tmp_path / "index.html").read_text("utf-8")


def test_the_notice_counts_units_and_rules(report):
    notice = words(report / "通报.docx")
    assert "对3个单位报送的3份文档进行了检查，3个单位存在需要整改的问题" in notice[1]
    assert notice.index("乙局") > notice.index("甲市人民政府")


def test_a_notice_over_very_many_units_names_the_gravest_and_says_that_there_are_more(report, tmp_path, monkeypatch):
    monkeypatch.setattr("checker.outputs.batch.letters.LISTED", 2)
    run, documents = run_of(city(), bureau(), attacked())
    write_report(plan_report(run, documents, issued_by=OFFICE, deadline=DEADLINE), tmp_path)
    short, whole = words(tmp_path / "通报.docx"), words(report / "通报.docx")
    assert "本通报列出问题最多的2个单位，另有1个有问题的单位见整改台账。" in short
    assert ("甲市人民政府" in short, "乙局" in short) == (True, False)
    assert ("甲市人民政府" in whole, "乙局" in whole) == (True, True)


def test_the_overview_of_very_many_units_draws_the_heaviest_and_lists_all(monkeypatch):
    plan = plan_report(*run_of(city(), bureau(), attacked()))
    all_ = plan.overview({}).decode()
    monkeypatch.setattr(import_module("checker.outputs.batch.index"), "DRAWN", 2)
    few = plan.overview({}).decode()
    assert few.count("图中为问题最多的2个单位，其余1个见上表。") == 2
    assert "图中为" not in all_
    bars = 'class="one" href="reviews/'
    assert (few.count(bars), all_.count(bars)) == (2, 3)
    table = re.compile(r'<table class="units">.*?</table>', re.S)
    assert table.findall(few) == table.findall(all_)


def test_a_ledger_of_very_many_findings_goes_on_on_the_next_sheet(monkeypatch):
    plan = plan_report(*run_of(city(), bureau(), attacked()))
    whole = openpyxl.load_workbook(io.BytesIO(plan.content("ledger.xlsx")))
    module = import_module("checker.outputs.batch.workbook")
    monkeypatch.setattr(module, "SHEET", 4)
    monkeypatch.setattr(module, "MANY", 0)
    few = openpyxl.load_workbook(io.BytesIO(plan.content("ledger.xlsx")))
    head, *rows = whole["整改台账"].iter_rows(values_only=True)
    split = [list(sheet.iter_rows(values_only=True)) for sheet in few if sheet.title.startswith("整改台账")]
    assert [len(some) for some in split] == [5] * (len(rows) // 4) + [1 + len(rows) % 4] * bool(len(rows) % 4)
    assert len(split) > 1
    assert all(some[0] == head for some in split)
    assert [row for some in split for row in some[1:]] == rows
    for name in ("按单位汇总", "按规则汇总"):
        assert list(few[name].iter_rows(values_only=True)) == list(whole[name].iter_rows(values_only=True))


def test_the_notice_calls_nothing_sound_that_could_not_be_checked(tmp_path):
    document, audit = city()
    sound = (replace(document, path="b.txt"), replace(audit, issuer="乙局", findings=(), unchecked=()))
    lost = (replace(document, path="c.txt"), replace(audit, issuer="丙局", findings=()))
    assert lost[1].unchecked
    run, documents = run_of((document, audit), sound, lost)
    write_report(plan_report(run, documents), tmp_path)
    notice = words(tmp_path / "通报.docx")
    assert "其余1份报告未发现问题。" in notice
    assert "另有1份报告未能检查或者未能全部检查，不在上述结论之内。" in notice


def test_the_overview_is_made_anew_where_a_file_is_lost(tmp_path):
    run, documents = run_of(city(), bureau())
    plan = plan_report(run, documents)
    review, letter = plan.reviews[1], plan.letters[2]
    made = []

    def each(make, names):
        for name in names:
            made.append(name)
            if name in (review, letter):
                yield name, DocumentError(say("reading.empty", path=name))
            else:
                make(name)
                yield name, None

    assert set(write_report(plan, tmp_path, each)) == {review, letter}
    assert made.count("index.html") == 2
    page = unquote((tmp_path / "index.html").read_text("utf-8"))
    assert review in page
    assert letter not in page
    assert "文件为空" in (tmp_path / review).read_text("utf-8")


def test_the_manifest_is_json_as_it_is_usually_written(report):
    written = (report / MANIFEST).read_text("ascii")
    read = json.loads(written)
    assert written == json.dumps(read, indent=1) + "\n"
    files = {str(path.relative_to(report)): path for path in report.rglob("*") if path.is_file()}
    assert list(read["files"]) == sorted(files.keys() - {MANIFEST})
    assert all(sha256(files[name].read_bytes()).hexdigest() == told for name, told in read["files"].items())


def test_hostile_text_is_text_in_letters(report):
    path = next((report / "letters").glob("003-*.docx"))
    assert any(SEEN in line for line in words(path)[4:])


def test_a_template_of_ones_own(tmp_path):
    word = read_word()
    paragraph = word.add_paragraph()
    for piece in ("致{", "{un", "it}", "}：共{{ count }}处，", "{{deadline}}"):
        paragraph.add_run(piece).bold = piece.startswith("致")
    table = word.add_table(2, 2)
    table.cell(0, 0).text = "固定"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{finding.number}}", "{{finding.problem}}/{{unit}}"
    word.sections[0].footer.paragraphs[0].text = "{{issued_by}}"
    word.save(str(tmp_path / "own.docx"))
    document, audit = city()
    sly = replace(audit, findings=tuple(replace(f, message="{{unit}}{{charge.number}}") for f in audit.findings))
    run, documents = run_of((document, sly))
    write_report(
        plan_report(run, documents, template=tmp_path / "own.docx", issued_by=OFFICE, deadline=DEADLINE),
        tmp_path / "out",
    )
    made = read_word(str(next((tmp_path / "out" / "letters").iterdir())))
    assert made.paragraphs[0].text == "致甲市人民政府：共3处，2026年12月31日"
    assert made.paragraphs[0].runs[0].bold
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows == [["固定", ""], *[[str(n), "{{unit}}{{charge.number}}/甲市人民政府"] for n in (1, 2, 3)]]
    assert made.sections[0].footer.paragraphs[0].text == OFFICE


def test_a_list_may_stand_in_paragraphs_and_in_rows_of_one_template():
    word = read_word()
    for _ in range(20):
        word.add_paragraph("{{finding.title}}")
        table = word.add_table(2, 2)
        table.cell(0, 0).text = table.cell(1, 1).text = "{{finding.title}}"
    fill([word.element], {}, {"finding": [{"title": "甲"}]}, "")
    assert [paragraph.text for paragraph in word.paragraphs] == ["甲"] * 20
    assert [[cell.text for row in table.rows for cell in row.cells] for table in word.tables] == [
        ["甲", "", "", "甲"]
    ] * 20


@pytest.mark.parametrize("fault", ["field", "file"])
def test_a_template_that_cannot_be_is_refused_before_anything_is_written(tmp_path, fault):
    template = tmp_path / "own.docx"
    word = read_word()
    word.add_paragraph("{{unti}}")
    word.save(str(template))
    if fault == "file":
        template.write_bytes(b"PK no")
    run, documents = run_of(city())
    with pytest.raises(UsageError, match="unti" if fault == "field" else "cannot be opened"):
        write_report(plan_report(run, documents, template=template, issued_by="", deadline=None), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_unit_with_nothing_to_mend_gets_no_letter(tmp_path):
    document, audit = bureau()
    run, documents = run_of((document, replace(audit, findings=())))
    assert write_report(plan_report(run, documents, issued_by="", deadline=None), tmp_path) == {}
    written = (path for path in tmp_path.rglob("*") if path.is_file())
    assert sorted(str(path.relative_to(tmp_path)) for path in written) == [
        "findings.jsonl",
        "index.html",
        "ledger.csv",
        "ledger.xlsx",
        "manifest.json",
        "reviews/001-乙局-2021.html",
        "通报.docx",
    ]


def test_a_report_that_is_the_partner_of_another_stays_with_its_own_unit(tmp_path):
    """The city's report is a part of the bureau's dossier; both are alike, seen from the city's."""
    (report, audit), (page, other) = city(), bureau()
    partner = replace(audit.documents[0], role="part")
    alike = replace(missing(report), rule="pack/same-text", title="两份报告雷同")
    alike = replace(alike, locations=(alike.locations[0], page.locate(0, 0, 2)))
    run, documents = run_of((report, audit), (page, replace(other, documents=(*other.documents, partner))))
    write_report(plan_report(replace(run, batch=(alike,)), documents, issued_by="", deadline=None), tmp_path)
    first, second = (words(path) for path in sorted((tmp_path / "letters").iterdir()))
    assert "错误3处、警告1处" in first[3]
    assert "（乙局.pdf）存在需要整改的问题：错误1处、警告1处" in second[3]
    assert any("2个单位报送的2份文档" in line for line in words(tmp_path / "通报.docx"))
    index = (tmp_path / "index.html").read_text("utf-8")
    assert "<b>2</b><span>文档数</span>" in index
    assert "<b>1</b><span>已豁免</span>" in index


def test_a_letter_shows_where_something_is_missing_and_leaves_an_unknown_unit_blank(tmp_path):
    document, audit = city()
    run, documents = run_of((document, replace(audit, issuer=None)))
    write_report(plan_report(run, documents, issued_by="", deadline=None), tmp_path)
    letter = words(next((tmp_path / "letters").iterdir()))
    assert letter[2] == "（单位名称）："
    places = [line for line in letter if line.startswith("其他需要报告的事项，")]
    assert len(places) == 1
    assert places[0].endswith("（应在此处）")


def test_a_unit_without_a_report_stands_under_its_own_name(tmp_path):
    run, documents = run_of(city())
    silent = replace(missing(city()[0]), rule="pack/nobody-home", locations=(), issuer="丁局")
    write_report(plan_report(replace(run, batch=(silent,)), documents, issued_by="", deadline=None), tmp_path)
    rows = list(csv.reader(io.StringIO((tmp_path / "ledger.csv").read_text("utf-8-sig"))))
    assert rows[-1][:3] == ["7", "丁局", ""]
    assert json.loads((tmp_path / "findings.jsonl").read_text("utf-8").splitlines()[-1])["issuer"] == "丁局"


def test_numbers_of_the_ledger_sort_as_numbers(report):
    ledger = openpyxl.load_workbook(report / "ledger.xlsx")["整改台账"]
    assert [cell.value for cell in ledger[2]][:3:2] == [1, 2021]


def test_the_csv_is_the_ledger(report):
    rows = list(csv.reader(io.StringIO((report / "ledger.csv").read_text("utf-8-sig"))))
    assert len(rows) == 13
    assert rows[3][15] == "2026年12月31日"


@given(st.text(max_size=200))
def test_every_name_is_a_safe_file_name(name):
    made = safe(name)
    assert made
    assert len(f"0001-{made}-整改通知书.docx".encode()) < 200
    assert not re.search(r'[<>:"/\\|?*\s\x00-\x1f.\u202a-\u202e]', made)
    assert made.lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}


@pytest.mark.chromium
@needs_chromium
def test_the_overview_leads_to_each_unit_and_makes_no_trouble(report):
    with Browser() as browser:
        browser.open(report / "index.html")
        assert browser.run("document.title") == "检查结果"
        assert browser.run("document.querySelectorAll('.units tbody tr').length") == 3
        cells = "[...document.querySelectorAll('.heat a.c')]"
        assert browser.run(f"{cells}.length") == 5 + 1 + 3
        browser.click(".find")
        for letter in "乙局":
            browser.press(letter)
        assert browser.run("[...document.querySelectorAll('.units tbody tr')].filter(r => !r.hidden).length") == 1
        browser.click(".heat a.c[href*='applications-balance']")
        for _ in range(100):
            if browser.run("document.querySelector('.card.active') !== null"):
                break
            time.sleep(0.05)
        assert browser.run("document.querySelector('.card.active').dataset.rule").endswith("/applications-balance")
        assert browser.run("document.querySelector('.home').textContent") == "‹ 总览"
        browser.open(report / "index.html", 390, 844)
        assert browser.run("document.documentElement.scrollWidth") == 390
        assert browser.troubles == []


@pytest.mark.chromium
@needs_chromium
def test_the_overview_of_many_units_starts_short_and_is_sorted_by_a_click(tmp_path):
    made = []
    for number in range(30):
        document, audit = city()
        path = f"reports/{number}.txt"
        findings = tuple(
            replace(one, locations=tuple(replace(place, path=path) for place in one.locations))
            for one in audit.findings
        )
        documents = (replace(audit.documents[0], path=path),)
        few = findings[: number % 3]
        made.append(
            (replace(document, path=path), replace(audit, issuer=f"{number:02}局", documents=documents, findings=few))
        )
    run, documents = run_of(*made)
    write_report(plan_report(run, documents, issued_by="", deadline=None), tmp_path)
    shown = "[...document.querySelectorAll('.units tbody tr')].filter(r => !r.hidden)"
    column = f"{shown}.map(r => Number(r.cells[2].textContent))"
    with Browser() as browser:
        browser.open(tmp_path / "index.html")
        assert browser.run(f"{shown}.length") == 25
        assert browser.run(column) == sorted(browser.run(column), reverse=True)
        assert browser.run("document.querySelectorAll('.rank > .one').length") == 12
        browser.click(".units th:nth-child(3) button")
        browser.click(".units th:nth-child(3) button")
        assert browser.run(column) == sorted(browser.run(column))
        browser.click(".all")
        assert browser.run(f"{shown}.length") == 30
        browser.open(tmp_path / "index.html", 390, 844)
        assert browser.run("document.documentElement.scrollWidth") == 390
        assert browser.troubles == []


def test_two_reports_of_one_unit_are_told_apart_by_their_documents(tmp_path):
    document, audit = city()
    copy = replace(document, path="reports/print.pdf")
    twin = replace(audit, documents=(replace(audit.documents[0], path=copy.path),), findings=(), unchecked=())
    run, _ = run_of((document, audit), (copy, twin), bureau())
    first, second, third = units(run)
    assert first.name.endswith(f"（{document.path.rsplit('/', 1)[-1]}）")
    assert second.name.endswith("（print.pdf）")
    assert "（" not in third.name


def test_findings_of_one_rule_about_several_things_are_not_called_after_the_first(tmp_path):
    document, audit = city()
    one, *_ = audit.findings
    named = tuple(replace(one, rule="pack/missing", title=f"缺少“{what}”部分") for what in ("总体情况", "表格", "问题"))
    other = replace(one, rule="pack/plain", title="标题不合规范")
    unlike = (replace(one, rule="pack/unlike", title="甲"), replace(one, rule="pack/unlike", title="乙"))
    run, _ = run_of((document, replace(audit, findings=(*named, other, *unlike))))
    told = {rule: (title, count) for rule, title, count in rules(run)}
    assert told["pack/missing"] == ("缺少“…”部分", 3)
    assert told["pack/plain"] == ("标题不合规范", 1)
    assert told["pack/unlike"] == ("甲", 2)
