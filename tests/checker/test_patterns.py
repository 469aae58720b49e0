"""Patterns of packs searched for together: none that occurs is missed, whatever becomes of the automaton."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text import patterns
from checker.text.patterns import compiled, occurring

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
