"""Labels against texts: asking many at once tells what asking each tells, and a quick look never hides a likeness."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.pack.pack import Label
from checker.reading.align import SAME, Labels, label_likeness, likeness, parted, same
from checker.reading.headings import _BEGIN, _STYLES, numbering

WORD = st.text("一二三、.（）() 1234IVX予以公开不部分申请人:　", max_size=8)
LABEL = st.builds(lambda label, also: Label("", label, tuple(also)), WORD, st.lists(WORD, max_size=2))


@given(st.lists(LABEL, max_size=5), WORD)
def test_a_text_is_among_labels_where_it_is_one_of_them(labels: list[Label], text: str) -> None:
    assert (text in Labels(labels)) == any(same(label, text) for label in labels)


@pytest.mark.parametrize(
    ("label", "text", "held"),
    [
        ("6.属于行政执法案卷", "（六）属于行政执法案卷", True),
        ("6.属于行政执法案卷", "属于行政执法案卷", True),
        ("6.属于行政执法案卷", "7.属于行政执法案卷", False),
        ("（一）予以公开", "予以公开", True),
        ("予以公开", "部分公开", False),
        ("（一）", "（二）", False),
    ],
)
def test_numbers_count_where_both_have_one(label: str, text: str, held: bool) -> None:
    assert (text in Labels([Label("", label)])) == same(Label("", label), text) == held


@given(WORD, WORD)
def test_likeness_is_that_of_the_words_from_the_least_on_that_counts(name: str, text: str) -> None:
    (ours, rest), (theirs, other) = parted(name), parted(text)
    found = likeness(name, text)
    if not rest or not other:
        assert found in (0.0, 1.0)
        return
    ratio = SequenceMatcher(None, rest, other, autojunk=False).ratio()
    if ours and theirs and ours == theirs:
        expected = 0.34 + 0.62 * ratio
    elif ours and theirs:
        expected = 0.62 * ratio if ratio > 0.8 else 0.5 * ratio
    else:
        expected = 0.97 * ratio
    assert found == pytest.approx(expected if expected >= SAME else 0.0) or found == 1.0
    assert label_likeness(Label("", name), text) in (found, 1.0)


@given(st.one_of([st.from_regex(pattern) for _, pattern in _STYLES]))
def test_no_numbering_begins_with_another_character_than_those_looked_for(line: str) -> None:
    for _, pattern in _STYLES:
        if pattern.match(line):
            assert line[0] in _BEGIN


@given(st.text("零ａA年、", min_size=1))
def test_other_lines_have_no_number(line: str) -> None:
    assert numbering(line) == ("", 0, 0)


@pytest.mark.parametrize(
    "mark",
    [
        "①",
        "②③",
        "[1]",
        "[注1]",
        "〔2〕",
        "注",
        "注1",
        "（注2）",
        "（备注）",
        "*",
        "※",
        "【1】",
        "（设区的市应提供）",
        "（没有的填0）",
        "（仅县级以上填报）",
    ],
)
def test_the_sign_of_a_note_is_no_part_of_a_label(mark: str) -> None:
    label = Label("permits", "6.属于四类过程性信息", ())
    assert same(label, f"6.属于四类过程性信息{mark}")
    assert f"6.属于四类过程性信息{mark}" in Labels([label])
    assert label_likeness(label, f"6.属于四类过程性信息{mark}") == 1.0


@pytest.mark.parametrize("text", ["6.属于四类过程性信息2", "7.属于四类过程性信息①", "6.属于四类内部信息①", "①", "注1"])
def test_other_labels_with_the_sign_of_a_note_stay_others(text: str) -> None:
    assert not same(Label("permits", "6.属于四类过程性信息", ()), text)


@pytest.mark.parametrize(("name", "text"), [("备注", "备注"), ("(b)(1)", "(b)(1)"), ("合计", "合计（备注）")])
def test_a_label_that_is_such_a_sign_stays_one(name: str, text: str) -> None:
    assert same(Label("one", name, ()), text)
    assert not same(Label("one", "(b)(1)", ()), "(b)(2)")
