"""What a person reads in the terminal."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcwidth

from checker.audit.audit import Audit, Run
from checker.audit.wording import section
from checker.finding import Comparison, Term
from checker.outputs import render
from checker.outputs.material.width import _ONE, _TWO, width, wrap
from tests.outputs.given_runs import HOSTILE, attacked, bureau, city, missing, run_of

WHOLE = {"detail": "full"}


def lines(run, documents):
    return render("text", run, documents).decode().splitlines()


def test_the_sum_is_written_out_with_its_difference():
    text = render("text", *run_of(city(), options=WHOLE)).decode()
    assert "算式  本年新收 10 + 上年结转 2 = 12 ≠ 总计 11 + 结转下年度 2 = 13，相差 1" in text
    assert "自然人 2 =？ 总计 未知" in text


def test_findings_stand_under_their_sections_in_the_order_of_the_form():
    found = lines(*run_of(city()))
    titles = ["前言", "收到和处理政府信息公开申请情况", "其他需要报告的事项"]
    titles += ["需人工判定", "已豁免", "已改正", "未能检查"]
    assert [line for line in found if line in titles] == titles


def test_a_finding_says_place_quote_clause_and_rule():
    text = render("text", *run_of(city(), options=WHOLE)).decode()
    assert "第2行第14字 “2020年1月1日至2020年12月31日”" in text
    assert "：“第一\n        项加第二项之和，等于第三项加第四项之和”" in text
    assert "（大意）：统计期限应为报告年度〔惯例" in text
    assert "上级统一模板如此（李四，至2026年6月30日）" in text
    assert "第25行第1字（未填）" in text
    assert "第27行第1字（应在此处）" in text


def test_a_finding_takes_two_or_three_lines_and_its_clause_stands_once_below():
    document, audit = city()
    twice = replace(audit, findings=(*audit.findings, *(replace(one, fingerprint="2") for one in audit.findings)))
    found = lines(*run_of((document, twice), options={"width": "200"}))
    below = found.index("依据")
    heads = [place for place, line in enumerate(found[:below]) if re.search(r"\[\d+\]$", line)]
    assert len(heads) == len(twice.findings)
    ends = [next(at for at in range(head, below) if not found[at].startswith(" ")) for head in heads]
    following = [min(end, after) for end, after in zip(ends, [*heads[1:], below], strict=True)]
    assert {end - head for head, end in zip(heads, following, strict=True)} <= {2, 3}
    clauses = [line for line in found[below:] if re.match(r"  \[\d+\]", line)]
    assert len(clauses) == len({one.source for one in audit.findings})


def test_a_long_sum_is_shown_without_its_noughts_and_says_how_many_they_were():
    document, audit = city()
    terms = tuple(Term(name, value) for name, value in (("甲", 3), ("乙", 0), ("丙", 0), ("丁", 2)))
    sides = Comparison((Term("总计", 6),), "==", terms, 6, 5, 1)
    one = replace(audit.findings[0], comparison=sides, message="总计不对。")
    text = render("text", *run_of((document, replace(audit, findings=(one,))))).decode()
    assert "总计 6 ≠ 甲 3 + 丁 2 = 5，相差 1（另2项为0）" in text
    whole = render("text", *run_of((document, replace(audit, findings=(one,))), options=WHOLE)).decode()
    assert "总计 6 ≠ 甲 3 + 乙 0 + 丙 0 + 丁 2 = 5，相差 1" in whole


def test_beside_a_report_folder_ten_lines_are_enough():
    many = [city() for _ in range(30)]
    found = lines(*run_of(*many, options={"detail": "units"}))
    assert len(found) <= 10
    assert found[0].startswith("合计：")
    assert "  另有25个有问题" in found


def test_the_first_line_counts_what_stands():
    expected = "合计：文档2份，错误2，警告2，提示0，待判定1，未能检查1，已豁免1，已改正1"
    assert lines(*run_of(city(), bureau()))[0] == expected
    assert lines(*run_of(city(), lang="en"))[:2] == [
        "Total: documents 1, errors 2, warnings 1, notes 0, to review 1, not checked 1,",
        "waived 1, fixed 1",
    ]


def test_a_clean_dossier_says_so():
    document, audit = bureau()
    clean = Audit(audit.issuer, audit.year, audit.documents)
    assert "  未发现问题。" in lines(*run_of((document, clean)))
    assert lines(Run(), {})[0].startswith("合计：文档0份")


@pytest.mark.parametrize("dossier", [city, bureau, attacked])
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_no_line_is_wider_than_the_terminal(dossier, lang):
    assert max(width(line) for line in lines(*run_of(dossier(), lang=lang))) <= 80


def test_colours_only_when_asked():
    assert b"\x1b" not in render("text", *run_of(city(), attacked()))
    coloured = render("text", *run_of(city(), options={"color": "always"})).decode()
    bare = render("text", *run_of(city())).decode()
    assert "\x1b[31;1m错误" in coloured
    assert [line.rstrip() for line in re.sub("\x1b\\[[0-9;]*m", "", coloured).splitlines()] == bare.splitlines()


def test_a_document_cannot_steer_the_terminal():
    text = render("text", *run_of(attacked(), options={"color": "always", "width": "400"})).decode()
    assert "\u202e" not in text
    assert "\x07" not in text
    assert HOSTILE.replace("\u202e", "<U+202E>").replace("\x07", "<U+0007>") in text


@given(st.text(alphabet="一二三，。（）“”abc 12", max_size=80), st.integers(6, 40))
def test_wrapping_keeps_every_character_and_the_width(string, columns):
    wrapped = wrap(string, columns)
    assert "".join(wrapped).replace(" ", "") == string.replace(" ", "")
    assert all(width(line) <= columns for line in wrapped)


def test_no_line_begins_with_a_closing_mark():
    assert wrap("政务公开工作，情况", 12) == ["政务公开工", "作，情况"]


def test_a_section_is_called_as_the_pack_does_in_english_and_as_the_form_does_in_chinese():
    document, audit = city()
    named = replace(audit, names={"section/other": "Other matters"})
    location = missing(document).locations[0]
    assert section(location, named, "en") == "Other matters"
    assert section(location, named, "zh-CN") == "其他需要报告的事项"


def test_columns_are_those_of_the_library_for_every_character_that_is_told_without_it():
    told = [chr(code) for low, high in (*_ONE, *_TWO) for code in range(ord(low), ord(high) + 1)]
    assert [char for char in told if wcwidth(char) != width(char)] == []


@pytest.mark.parametrize(
    ("string", "columns"),
    [
        ("年度报告", 8),
        ("“公开”", 6),
        ("①②", 2),
        ("e\u0301", 1),
        ("\u200b", 0),
        ("한글", 4),
        ("😀", 2),
        ("\U00020000", 2),
        ("≠−", 2),
    ],
)
def test_columns_of_other_scripts_and_signs(string, columns):
    assert width(string) == columns
