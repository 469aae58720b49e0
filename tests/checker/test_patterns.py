"""Patterns of packs searched for together: none that occurs is missed, whatever becomes of the automaton."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text import patterns
from checker.text.patterns import compiled, occurring, possible

PATTERNS = ("公开", "^依申请", "信箱|电话", "第[一二三]条", "[0-9]{1,3}件", "(?i)email", r"\d+(?:\.\d+)?%$", "无")


def found(names: tuple[str, ...], text: str) -> set[int]:
    return {place for place, name in enumerate(names) if compiled(name).search(text)}


@given(st.text("公开依申请信箱电话第一二三条0123456789件emailEMAIL.%无某", max_size=30))
def test_one_pass_tells_which_patterns_occur(text: str) -> None:
    told = set(occurring(PATTERNS, text))
    assert found(PATTERNS, text) == told & set(range(len(PATTERNS)))


@pytest.mark.parametrize("text", ["公开" * patterns.LONGEST, ""])
def test_a_long_text_and_an_empty_one_hide_nothing(text: str) -> None:
    assert found(PATTERNS, text) <= set(occurring(PATTERNS, text))


@pytest.mark.parametrize("room", [1, 300_000, 5_000_000], ids=lambda room: f"{room} bytes")
def test_without_room_for_the_automaton_every_pattern_may_occur(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.setattr(patterns, "MAX_PROGRAM", room)
    patterns._together.cache_clear()
    names = tuple(f"第{number}条.{{0,80}}公开[^。]{{1,60}}" for number in range(40))
    try:
        assert {7} <= set(occurring(names, "第7条规定的公开事项")) & set(range(40))
    finally:
        patterns._together.cache_clear()


def test_a_pattern_that_is_none_does_not_take_the_others_along() -> None:
    assert set(occurring(("公开", "(", "无"), "无")) >= {2}


@pytest.mark.parametrize("found", [None, [], [1]])
def test_an_automaton_that_ran_out_of_memory_in_the_midst_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, found: list[int] | None
) -> None:
    """RE2 then gives less than there is, and says no word of it; no text is known that brings it about."""
    exhausted = SimpleNamespace(Match=lambda text: found)
    monkeypatch.setattr(patterns, "_together", lambda names: exhausted)
    assert set(occurring(PATTERNS, "依申请公开")) == set(range(len(PATTERNS)))


PIECE = st.sampled_from(
    ["公开", "[^。;]", "(?:申请|信箱)", "[0-9]", r"\d", "件", "[{1,2}]", r"\{", "(?P<n>[一二三])", "[^]{2,3}]"]
)
TIMES = st.sampled_from(["", "{0,3}", "{1,2}?", "{2}", "{2,}", "?", "*", "+?", "{0,40}?"])


@given(
    st.lists(st.tuples(PIECE, TIMES), min_size=1, max_size=4),
    st.text("公开申请信箱0123456789件{}一二三。;", max_size=20),
)
def test_a_pattern_made_loose_is_found_wherever_the_pattern_is(pieces: list[tuple[str, str]], text: str) -> None:
    named = iter(range(9))
    pattern = "".join(piece.replace("<n>", f"<n{next(named)}>") + times for piece, times in pieces)
    if compiled(pattern).search(text):
        assert compiled(patterns._loose(pattern)).search(text)


@pytest.mark.parametrize(
    ("pattern", "loose"),
    [
        ("由[^。;]{0,160}?(?P<hit>x)", "由[^。;]*?(?P<hit>x)"),
        ("[0-9]{1,3}件{2}", "[0-9]+件{2}"),
        (r"\{1,2\}[{1,2}]{3,}", r"\{1,2\}[{1,2}]+"),
        (r"\p{Han}{2,4}[]{1,2}]", r"\p{Han}+[]{1,2}]"),
    ],
)
def test_counting_alone_is_made_loose(pattern: str, loose: str) -> None:
    assert patterns._loose(pattern) == loose


@given(st.text("公开依申请信箱电话0123456789件无", max_size=20))
def test_the_patterns_that_are_possible_come_compiled_and_in_order(text: str) -> None:
    found = [pattern.pattern for pattern in possible(PATTERNS, text)]
    assert [one for one in PATTERNS if one in found] == found
    assert {one for one in PATTERNS if compiled(one).search(text)} <= set(found)


@pytest.mark.parametrize(
    "pattern",
    [
        "公开",
        "(?P<hit>公开)(?P<number>[0-9]{1,3})件",
        "(?<year>20[0-9]{2})年",
        r"\(?P<no>",
        "[(?P<no>]{2}",
        "[^](?P<no>](?P<yes>一)",
        r"\Q(?P<no>一)\E(?P<yes>二)",
        r"\p{Han}(?P<yes>一)\\(?P<too>二)",
        "((?:(?P<inner>一))|二)",
    ],
)
def test_the_names_of_groups_are_those_of_the_compiled_pattern(pattern: str) -> None:
    assert sorted(patterns.group_names(pattern)) == sorted(compiled(pattern).groupindex)
