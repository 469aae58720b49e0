"""Reports whose lines and cells a crawler ran together: headings in the line, tables for review, no telephones."""

from __future__ import annotations

import pytest

from tests.checker.reports import check, document_of_text, fired, found, pack, read

_FORM = pack().forms["format-2021"]
_TABLES = {
    "disclosure": "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件5545"
    "第二十条第（五）项信息内容本年处理决定数量行政许可2418第二十条第（六）项行政处罚644行政强制64"
    "第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费416.25",
    "applications": "申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
    + "".join(f"{row.label}15130000154" for row in _FORM.tables["applications"].rows()),
    "reviews": "行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉结果维持结果纠正"
    "其他结果尚未审结总计25380363300630003",
}


def _told(**text: str) -> str:
    """The whole text of a report in one line, with other text under some of its sections."""
    under = {
        "overview": "2023年，公开政府信息120条，答复申请3件，建成平台，加强管理和监督，开展考核、评议，未追究责任。",
        **_TABLES,
        "problems": "更新不及时的问题有待解决，下一步将逐月检查。",
        "other": "本年度没有收取信息处理费。",
        **text,
    }
    numerals = "一二三四五六"
    entries = enumerate(_FORM.spec.outline)
    return "".join(f"{numerals[at]}、{entry.title}{under[entry.id]}" for at, entry in entries)


_HEAD = "云泽市水务局2023年政府信息公开工作年度报告\n电话：0592-2850000，统计期限自2023年1月1日起至2023年12月31日止。"


def test_the_headings_of_the_form_are_found_within_the_line_and_its_tables_are_for_review() -> None:
    document = document_of_text(_HEAD + _told())
    assert [span.id for span in read(document).sections] == [entry.id for entry in _FORM.spec.outline]
    audit = check(document)
    assert [one for one in fired(audit) if one.partition("-")[0] in ("section", "table", "parts")] == [
        "table-missing?"
    ] * 3


@pytest.mark.parametrize(
    ("under", "section"),
    [
        ({"overview": "2023年，公开政府信息120条，没有完"}, "disclosure"),
        ({"reviews": "无"}, "problems"),
        ({"disclosure": _TABLES["disclosure"] + " /"}, "applications"),
    ],
)
def test_whatever_a_heading_stands_behind(under: dict[str, str], section: str) -> None:
    assert section in read(document_of_text(_HEAD + _told(**under))).by_id


@pytest.mark.parametrize(
    "text",
    [
        _HEAD
        + "报告包括一、总体情况二、主动公开政府信息情况三、收到和处理政府信息公开申请情况六个部分\n"
        + "一、总体情况\n",
        _HEAD
        + "\n一、总体情况\n公开政府信息120条，第二、主动公开政府信息情况良好，比上年有所增加，群众满意，没有收到投诉。",
        _HEAD
        + "\n一、总体情况\n公开政府信息120条，具体见“二、主动公开政府信息情况”，没有收到投诉，也没有别的需要写在这里。",
    ],
)
def test_a_list_of_the_sections_or_a_mention_of_one_heads_none(text: str) -> None:
    assert [span.id for span in read(document_of_text(text)).sections] == ["overview"]


def test_a_sentence_with_the_words_of_a_table_is_no_table() -> None:
    said = "行政复议结果维持2件，结果纠正1件，其他结果0件，尚未审结0件，总计3件；行政诉讼结果维持、结果纠正均为0件。"
    audit = check(document_of_text(_HEAD + _told(reviews=said)))
    assert [one.verdict for one in found(audit, "table-missing")].count("fail") == 1


@pytest.mark.parametrize(
    ("under", "phones"),
    [
        ({}, 0),
        ({"other": "群众来电号码13812345678，已办结。"}, 1),
        ({"other": "申请人王某13812345678二、三次来电。"}, 1),
    ],
)
def test_the_figures_of_a_row_are_no_telephone_number(under: dict[str, str], phones: int) -> None:
    assert len(found(check(document_of_text(_HEAD + _told(**under))), "privacy-phone")) == phones
