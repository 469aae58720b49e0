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
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from docx import Document as read_word
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UsageError
from checker.outputs.batch import write_report
from checker.outputs.batch.names import safe
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
    write_report(run, documents, folder, issued_by=OFFICE, deadline=DEADLINE)
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
    assert linked == written - {"index.html"}
    assert len(list((report / "reviews").iterdir())) == len(list((report / "letters").iterdir())) == 3


def test_the_same_run_gives_the_same_bytes(report, tmp_path):
    run, documents = run_of(city(), bureau())
    for folder in ("a", "b"):
        write_report(run, documents, tmp_path / folder, issued_by=OFFICE, deadline=DEADLINE)
    for path in (tmp_path / "a").rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes(), path.name


def test_the_ledger_holds_every_finding_and_no_formula(report):
    book = openpyxl.load_workbook(report / "ledger.xlsx")
    assert book.sheetnames == ["整改台账", "按单位汇总", "按规则汇总"]
    ledger = book["整改台账"]
    assert ledger.freeze_panes == "C2"
    assert ledger.auto_filter.ref == "A1:Q13"
    heads = [cell.value for cell in ledger[1]]
    third = dict(zip(heads, [cell.value for cell in ledger[4]], strict=True))
    assert third["单位"] == "甲市人民政府"
    assert third["算式"] == "本年新收 10 + 上年结转 2 = 12 ≠ 总计 11 + 结转下年度 2 = 13，相差 −1"
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
    assert "本年新收 10 + 上年结转 2 = 12 ≠ 总计 11 + 结转下年度 2 = 13，相差 −1" in text
    assert SEEN in "".join(ET.fromstring(text).itertext())


def test_a_letter_tells_a_unit_what_to_mend(report):
    letter = words(report / "letters" / "001-甲市人民政府-整改通知书.docx")
    assert letter[0] == "整改通知书"
    assert letter[1] == "甲市人民政府："
    assert "存在问题4处，其中错误3处、警告1处、提示0处" in letter[2]
    assert "3. 表三勾稽：第一项加第二项等于第三项加第四项（错误）" in letter
    assert "位置：收到和处理政府信息公开申请情况，第12行第1字“10”" in letter
    assert "算式：本年新收 10 + 上年结转 2 = 12 ≠ 总计 11 + 结转下年度 2 = 13，相差 −1" in letter
    assert sum(line.startswith("算式：") for line in letter) == 1
    assert "4. 两份报告雷同（错误）" in letter
    assert any("请于2026年12月31日前完成整改" in line for line in letter)
    assert OFFICE in letter
    assert not any("豁免" in line or "{{" in line for line in letter)


def test_the_notice_counts_units_and_rules(report):
    notice = words(report / "通报.docx")
    assert "对3个单位报送的3份文档进行了检查，3个单位存在需要整改的问题" in notice[1]
    assert notice.index("乙局") > notice.index("甲市人民政府")


def test_hostile_text_is_text_in_letters(report):
    path = next((report / "letters").glob("003-*.docx"))
    assert f"1. {SEEN}（错误）" in words(path)


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
    sly = replace(audit, findings=tuple(replace(f, message="{{unit}}{{count}}") for f in audit.findings))
    run, documents = run_of((document, sly))
    write_report(run, documents, tmp_path / "out", template=tmp_path / "own.docx", issued_by=OFFICE, deadline=DEADLINE)
    made = read_word(str(next((tmp_path / "out" / "letters").iterdir())))
    assert made.paragraphs[0].text == "致甲市人民政府：共3处，2026年12月31日"
    assert made.paragraphs[0].runs[0].bold
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows == [["固定", ""], *[[str(n), "{{unit}}{{count}}/甲市人民政府"] for n in (1, 2, 3)]]
    assert made.sections[0].footer.paragraphs[0].text == OFFICE


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
        write_report(run, documents, tmp_path / "out", template=template, issued_by="", deadline=None)
    assert not (tmp_path / "out").exists()


def test_a_unit_with_nothing_to_mend_gets_no_letter(tmp_path):
    document, audit = bureau()
    run, documents = run_of((document, replace(audit, findings=())))
    written = write_report(run, documents, tmp_path, issued_by="", deadline=None)
    assert sorted(str(path.relative_to(tmp_path)) for path in written) == [
        "findings.jsonl",
        "index.html",
        "ledger.csv",
        "ledger.xlsx",
        "reviews/001-乙局.html",
        "通报.docx",
    ]


def test_a_report_that_is_the_partner_of_another_stays_with_its_own_unit(tmp_path):
    """The city's report is a part of the bureau's dossier; both are alike, seen from the city's."""
    (report, audit), (page, other) = city(), bureau()
    partner = replace(audit.documents[0], role="part")
    alike = replace(missing(report), rule="pack/same-text", title="两份报告雷同")
    alike = replace(alike, locations=(alike.locations[0], page.locate(0, 0, 2)))
    run, documents = run_of((report, audit), (page, replace(other, documents=(*other.documents, partner))))
    write_report(replace(run, batch=(alike,)), documents, tmp_path, issued_by="", deadline=None)
    first, second = (words(path) for path in sorted((tmp_path / "letters").iterdir()))
    assert "4. 两份报告雷同（错误）" in first
    assert not any("雷同" in line for line in second)
    assert "（乙局.pdf）存在问题1处" in second[2]
    assert any("2个单位报送的2份文档" in line for line in words(tmp_path / "通报.docx"))
    index = (tmp_path / "index.html").read_text("utf-8")
    assert "<b>2</b><span>文档数</span>" in index
    assert "<b>1</b><span>已豁免</span>" in index


def test_a_letter_shows_where_something_is_missing_and_leaves_an_unknown_unit_blank(tmp_path):
    document, audit = city()
    run, documents = run_of((document, replace(audit, issuer=None)))
    write_report(run, documents, tmp_path, issued_by="", deadline=None)
    letter = words(next((tmp_path / "letters").iterdir()))
    assert letter[1] == "（单位名称）："
    places = [line for line in letter if line.startswith("位置：其他需要报告的事项")]
    assert len(places) == 1
    assert places[0].endswith("（应在此处）")


def test_a_unit_without_a_report_stands_under_its_own_name(tmp_path):
    run, documents = run_of(city())
    silent = replace(missing(city()[0]), rule="pack/nobody-home", locations=(), issuer="丁局")
    write_report(replace(run, batch=(silent,)), documents, tmp_path, issued_by="", deadline=None)
    rows = list(csv.reader(io.StringIO((tmp_path / "ledger.csv").read_text("utf-8-sig"))))
    assert rows[-1][:3] == ["7", "丁局", ""]
    assert json.loads((tmp_path / "findings.jsonl").read_text("utf-8").splitlines()[-1])["issuer"] == "丁局"


def test_numbers_of_the_ledger_sort_as_numbers(report):
    ledger = openpyxl.load_workbook(report / "ledger.xlsx")["整改台账"]
    assert [cell.value for cell in ledger[2]][:3:2] == [1, 2021]


def test_the_csv_is_the_ledger(report):
    rows = list(csv.reader(io.StringIO((report / "ledger.csv").read_text("utf-8-sig"))))
    assert len(rows) == 13
    assert rows[3][14] == "2026年12月31日"


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
