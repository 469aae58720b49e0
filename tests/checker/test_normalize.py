"""Text made comparable: what folds, what stays, and that every character still knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.normalize import bare, comparable, lifted, same_length
from checker.text.numerals import numbers


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("２０２０年，（一）：；！？", "2020年,(一):;!?"),
        ("一 般\u3000公\u00a0开\u200b\t信\n息\u00ad", "一般公开信息"),
        ("⻅面⻓度⼀览", "见面长度一览"),
        ("金额", "金额"),
        ("政府信息公開領導小組，於今後徵求", "政府信息公开领导小组,于今后征求"),
        ("根據(jù)修訂後的數(jù)(jù)據(jù)", "根据修订后的数据"),
        ("领(lǐng)导(dǎo)", "领导"),
        ("认（zhen4）真", "认真"),
        ("数(shu)据(jù)", "数据"),
        ("行政事业(ye)性收费(fei)", "行政事业性收费"),
        ("答覆與反覆，全面覆蓋", "答复与反复,全面覆盖"),
        ("政府資訊公開，行政規範性檔案與檔案館", "政府信息公开,行政规范性文件与档案馆"),
        ("㈠公开⒈内容⑵", "(一)公开1.内容(2)"),
        ("「一张网」", '"一张网"'),
        ("0527—8436", "0527-8436"),
    ],
)
def test_what_means_the_same_reads_the_same(written: str, canonical: str) -> None:
    assert comparable(written).string == canonical


@pytest.mark.parametrize(
    "written", ["人工智能(ai)", "系统(app)", "网站(wsb.changzhou.gov.cn)", "乾隆著作", "〔2020〕1号", "【2020】1号"]
)
def test_what_belongs_there_stays(written: str) -> None:
    assert comparable(written).string == written


def test_a_range_goes_back_to_the_original_with_what_was_inserted() -> None:
    text = "統 計數(jù)據(jù)為10件"
    found = comparable(text)
    start = found.string.index("数据")
    assert found.string == "统计数据为10件"
    assert found.back(start, start + 2) == (3, 9)
    assert text[slice(*found.back(start, start + 2))] == "數(jù)據"
    assert found.back(len(found.string), len(found.string)) == (len(text), len(text))


def test_latin_letters_keep_their_case_unless_asked() -> None:
    assert comparable("ＡPEC 卡").string == "APEC卡"
    assert comparable("ＡPEC 卡", fold_case=True).string == "apec卡"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（三）不予公开", "(三) 不予\n公开"),
        ("3.危及“三安全一稳定”", "3、危及三安全一稳定"),
        ("本年增/减", "本年增／减"),
        (
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "(二)部分公开(区分处理的,只计这一情形,不计其他情形",
        ),
    ],
)
def test_labels_that_differ_in_brackets_punctuation_or_spaces_are_the_same(one: str, other: str) -> None:
    assert bare(one) == bare(other)


def test_labels_that_differ_in_a_word_are_not_the_same() -> None:
    assert bare("6.属于四类内部事务信息") != bare("6.属于四类过程性信息")


mixed = st.text(st.sampled_from("政府信息開據數一二(（)）jùaàǎ1２ \u3000\n\u200b⻅見㈠⒈Aa，。") | st.characters())


@given(mixed)
def test_every_character_comes_from_the_place_it_names(text: str) -> None:
    found = comparable(text)
    assert len(found.origin) == len(found.string)
    assert list(found.origin) == sorted(found.origin)
    for character, at in zip(found.string, found.origin, strict=True):
        assert character in comparable(text[at]).string or text[at] in "(（)）"


@given(mixed)
def test_making_comparable_twice_changes_nothing_more(text: str) -> None:
    once = comparable(text).string
    assert same_length(once) == once


@given(mixed)
def test_folding_in_place_keeps_every_offset(text: str) -> None:
    assert len(same_length(text)) == len(text)


def test_the_raised_number_of_a_note_is_no_part_of_a_text() -> None:
    assert comparable("收到申请26¹件⁽²⁾，办结20件").string == "收到申请26件,办结20件"
    assert [number.value for number in numbers("收到申请26¹件，办结20²件")] == [26, 20]
    assert [number.unit for number in numbers("收到申请26¹件")] == ["件"]


@pytest.mark.parametrize("sign", ["1", "[3]", "(2)", "*", "**", "①", "a", "ii", "iv"])
def test_the_raised_sign_of_a_note_is_no_part_of_a_text(sign: str) -> None:
    said = f"收到申请1320{lifted(sign)}件"
    assert len(lifted(sign)) == len(sign)
    assert comparable(said).string == "收到申请1320件"
    assert [number.value for number in numbers(said)] == [1320]


@pytest.mark.parametrize("letters", ["th", "TM", "注"])
def test_what_is_raised_and_no_sign_of_a_note_keeps_its_letters(letters: str) -> None:
    assert lifted(letters) == letters
