"""Numbers in running text and in figure cells, against what was written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.digits import chinese_number, chinese_numeral
from checker.text.numerals import CellState, Number, cell_number, numbers

FULL = str.maketrans("0123456789,.%+-", "０１２３４５６７８９，．％＋－")
DIGITS = "零一二三四五六七八九"


def in_chinese(value: int) -> str:
    """The numeral a person would write, for values below 10**12."""
    if value == 0:
        return "零"
    parts: list[str] = []
    gap = False
    for unit in ("亿", "万", ""):
        step = {"亿": 10**8, "万": 10**4, "": 1}[unit]
        section, value = divmod(value, step)
        if not section:
            gap = gap or bool(parts)
            continue
        if parts and (gap or section < 1000):
            parts.append("零")
        gap = False
        parts.append(_section(section) + unit)
    written = "".join(parts)
    return written[1:] if written.startswith("一十") else written


def _section(value: int) -> str:
    written = ""
    for unit, step in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, step)
        if digit:
            written += DIGITS[digit] + unit
        elif written and value and not written.endswith("零"):
            written += "零"
    return written


def only(text: str) -> Number:
    (number,) = numbers(text)
    return number


@pytest.mark.parametrize(
    ("value", "written"), [(1062, "一千零六十二"), (10, "十"), (20305, "二万零三百零五"), (100_000_000, "一亿")]
)
def test_the_oracle_writes_as_people_do(value: int, written: str) -> None:
    assert in_chinese(value) == written


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_read_back(value: int) -> None:
    assert chinese_number(in_chinese(value)) == value


@given(st.integers(1, 99))
def test_list_numbers_read_back(value: int) -> None:
    assert chinese_number(chinese_numeral(value)) == value


@given(
    st.integers(0, 10**9),
    st.sampled_from(["plain", "commas", "full", "full commas", "spaces"]),
    st.sampled_from(["件", "条", "人次", "万元", "元", ""]),
    st.sampled_from(["", "共办理", "全年，", "（"]),
)
def test_a_count_reads_back_however_it_is_written(value: int, way: str, unit: str, before: str) -> None:
    written = {
        "plain": str(value),
        "commas": f"{value:,}",
        "full": str(value).translate(FULL),
        "full commas": f"{value:,}".translate(FULL),
        "spaces": f"{value:,}".replace(",", " "),
    }[way]
    text = f"{before}{written}{unit}。"
    number = only(text)
    assert (number.value, number.unit, number.ordinal, number.percent) == (value, unit, False, False)
    assert number.text == text[number.start : number.end] == written + unit


@given(
    st.integers(0, 10**6),
    st.integers(0, 99),
    st.sampled_from(["", "+", "-", "－", "−"]),
    st.sampled_from(["", "元", "万元"]),
)
def test_a_figure_cell_reads_back(whole: int, cents: int, sign: str, unit: str) -> None:
    cell = cell_number(f" {sign}{whole}.{cents:02}{unit}\n")
    value = Decimal(f"{whole}.{cents:02}")
    assert cell.state is CellState.NUMBER
    assert cell.value == (-value if sign in ("-", "－", "−") and sign else value)
    assert cell.unit == unit
    assert cell.text == f"{sign}{whole}.{cents:02}{unit}"


@pytest.mark.parametrize(
    ("text", "value", "unit", "approximate"),
    [
        ("20万余条", 200000, "条", True),
        ("20余万条", 200000, "条", True),
        ("20.5万次", 205000, "次", False),
        ("12亿", 1200000000, "", False),
        ("一千零六十二件", 1062, "件", False),
        ("两次", 2, "次", False),
        ("十余次", 10, "次", True),
        ("约150人", 150, "人", True),
        ("100次以上", 100, "次", True),
        ("1亿2000万元", 12000, "万元", False),
        ("三百二十万元", 320, "万元", False),
        ("-653件", -653, "件", False),
        ("15.3个百分点", Decimal("15.3"), "个百分点", False),
    ],
)
def test_numbers_as_reports_write_them(text: str, value: int | Decimal, unit: str, approximate: bool) -> None:
    number = only(text)
    assert (number.value, number.unit, number.approximate) == (value, unit, approximate)


@pytest.mark.parametrize(
    ("text", "value", "unit", "percent"),
    [
        ("32.5%", Decimal("32.5"), "%", True),
        ("百分之三", 3, "%", True),
        ("１００％", 100, "%", True),
        ("千分之五", 5, "‰", False),
    ],
)
def test_shares(text: str, value: int | Decimal, unit: str, percent: bool) -> None:
    number = only(text)
    assert (number.value, number.unit, number.percent) == (value, unit, percent)


@pytest.mark.parametrize("text", ["第3条", "第二十条", "711号", "第一季度"])
def test_ordinals_are_no_counts(text: str) -> None:
    assert only(text).ordinal


@pytest.mark.parametrize(
    "text",
    [
        "一是强化领导",
        "统一名称",
        "进一步",
        "唯一",
        "百姓",
        "万一",
        "零投诉",
        "零件",
        "sqwsb163@163.com",
        "APEC2",
        "0527",
        "10.1.2.3",
    ],
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert numbers(text) == []


def test_a_sentence_gives_its_numbers_with_their_places() -> None:
    text = "共办理1062件（含2019年度结转11件），同比增加302件，办结率99.5%。"
    assert [(number.value, number.unit, text[number.start : number.end]) for number in numbers(text)] == [
        (1062, "件", "1062件"),
        (2019, "年度", "2019年度"),
        (11, "件", "11件"),
        (302, "件", "302件"),
        (Decimal("99.5"), "%", "99.5%"),
    ]


def test_a_full_width_comma_between_half_width_digits_parts_two_numbers() -> None:
    assert [number.value for number in numbers("收到5，100件办结")] == [5, 100]


def test_amounts_compare_in_yuan() -> None:
    assert only("397.51万元").yuan == only("3975100元").yuan == cell_number("397.51\n万元").yuan == Decimal(3975100)
    assert only("12件").yuan is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", CellState.BLANK),
        (" \u3000\u00a0\n", CellState.BLANK),
        ("/", CellState.NOT_FILLED),
        ("／", CellState.NOT_FILLED),
        ("—", CellState.NOT_FILLED),
        ("--", CellState.NOT_FILLED),
        ("-", CellState.NOT_FILLED),
        ("0", CellState.NUMBER),
        ("０", CellState.NUMBER),
        ("无", CellState.UNREADABLE),
        ("0。", CellState.UNREADABLE),
        ("2.重复申请", CellState.UNREADABLE),
        ("2023年（件）", CellState.UNREADABLE),
        ("3 0 0 1 0 0 4", CellState.UNREADABLE),
        ("0\n0", CellState.UNREADABLE),
        ("规章", CellState.UNREADABLE),
    ],
)
def test_blank_stroke_zero_and_words_are_four_things(text: str, state: CellState) -> None:
    assert cell_number(text).state is state


@pytest.mark.parametrize(
    ("text", "value", "sign"),
    [
        ("+1036", 1036, "+"),
        ("-653", -653, "-"),
        ("－8", -8, "-"),
        ("增10", 10, "增"),
        ("减8", -8, "减"),
        ("减少 8", -8, "减少"),
        ("12", 12, ""),
    ],
)
def test_the_form_of_a_sign_is_kept(text: str, value: int, sign: str) -> None:
    cell = cell_number(text)
    assert (cell.value, cell.sign) == (value, sign)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("17\n04", 1704),
        ("24\n68", 2468),
        ("170\n4", 1704),
        ("1\n704", 1704),
        ("1,06\n2", 1062),
        ("2 4", 24),
        ("1 7 0 4", 1704),
        ("17 04", 1704),
        ("3\u200b6", 36),
        ("\u20603\u00ad6\ufeff", 36),
        ("-1\n2 件", -12),
    ],
)
def test_digits_that_stand_apart_are_one_number(text: str, value: int) -> None:
    cell = cell_number(text)
    assert (cell.state, cell.value) == (CellState.NUMBER, value)


@pytest.mark.parametrize("text", ["1\n2", "24 68", "1\n7\n0\n4", "10\n20\n30", "1\n2\n3\n4\n5\n6"])
def test_digits_that_may_be_several_numbers_are_not_sure(text: str) -> None:
    assert (cell_number(text).state, cell_number(text).sure) == (CellState.NUMBER, False)


@pytest.mark.parametrize("whole", [12, 104, 2468, 17040, 123456])
@pytest.mark.parametrize("width", [2, 3, 4])
def test_a_number_that_any_column_breaks_is_read_or_not_sure(whole: int, width: int) -> None:
    digits = str(whole)
    cell = cell_number("\n".join(digits[at : at + width] for at in range(0, len(digits), width)))
    assert cell.value == whole


@pytest.mark.parametrize(
    ("text", "value", "unit", "remark"),
    [
        ("55（含自然失效29件）", 55, "", "(含自然失效29件)"),
        ("55\n（含自然失效29件）", 55, "", "(含自然失效29件)"),
        ("55，其中自然失效29件", 55, "", ",其中自然失效29件"),
        ("55件（见附件（二））", 55, "件", "(见附件(二))"),
        ("36*", 36, "", "*"),
        ("36①", 36, "", "①"),
        ("36注1", 36, "", "注1"),
        ("36〔1〕", 36, "", "〔1〕"),
        ("36¹", 36, "", ""),
        ("36⁽²⁾", 36, "", ""),
        ("12（万元）", 12, "万元", ""),
    ],
)
def test_what_is_remarked_on_a_figure_is_no_part_of_it(text: str, value: int, unit: str, remark: str) -> None:
    cell = cell_number(text)
    assert (cell.value, cell.unit, cell.remark) == (value, unit, remark)


def test_a_raised_figure_alone_is_a_note_on_nothing() -> None:
    assert cell_number("¹").state is CellState.BLANK


@given(st.text(st.sampled_from("0123456789,，.一二十百千万亿余约第年月日件元% +-－—/()（）")))
def test_any_text_is_read_with_true_places(text: str) -> None:
    done = 0
    for number in numbers(text):
        assert number.text == text[number.start : number.end]
        assert done <= number.start < number.end
        done = number.end
    cell_number(text)
