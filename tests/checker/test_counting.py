"""Patterns that are counted afterwards find what RE2 finds, in the same places."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.text.counting import Counted, eased
from checker.text.patterns import PatternError, compiled, exactly

PIECE = st.sampled_from(
    [
        *("公开", "[^。;]", "(?:申请|信)", "[0-9]", r"\d", "件", ".", r"\p{Han}", r"\x{4e00}", "([^件]{0,9})"),
        *("(?P<n>[一二三]{1,9}年?)", "(?:[0-9]{1,8}件){1,2}", "(?:一|[^二]{2,9}?)?", "(?:[^。]{1,9}?的)"),
    ]
)
TIMES = st.sampled_from(["", "", "{0,8}", "{1,9}?", "{2,8}", "{3,12}?", "{2}", "{2,}", "?", "*", "+?"])
TEXT = st.text("公开申请信0123件一二三年。;", max_size=30)


def told(match: Any) -> tuple[object, ...] | None:
    """All that callers ask of a match."""
    if match is None:
        return None
    named = dict(match.re.groupindex)
    spans = [match.span(number) for number in range(len(match.groups()) + 1)]
    return (match.groups(), match.groupdict(), spans, match.start(), match.end(), match.group(), named)


@given(st.lists(st.tuples(PIECE, TIMES), min_size=1, max_size=4), st.sampled_from(["", "^", "(?i)"]), TEXT)
def test_what_counts_afterwards_finds_what_counts_itself(pieces: list[tuple[str, str]], begin: str, text: str) -> None:
    numbered = iter(range(9))
    pattern = begin + "".join(piece.replace("<n>", f"<n{next(numbered)}>") + times for piece, times in pieces)
    try:
        exact = exactly(pattern)
    except PatternError:
        assume(False)  # a repetition of a repetition
    ready = compiled(pattern)
    for how in ("search", "match", "fullmatch"):
        assert told(getattr(ready, how)(text)) == told(getattr(exact, how)(text))
        assert told(getattr(ready, how)(text, 2)) == told(getattr(exact, how)(text, 2))
    assert [told(match) for match in ready.finditer(text)] == [told(match) for match in exact.finditer(text)]
    assert ready.sub("x", text) == exact.sub("x", text)


@pytest.mark.parametrize(
    ("pattern", "endless", "most"),
    [
        ("由(?P<o>[^。]{2,40}?)编", "由(?P<o>([^。]{2,}?))编", {2: 40}),
        (r"(a)(?:x|.{0,9})\(b{1,12}", r"(a)(?:x|(.{0,}))\((b{1,})", {2: 9, 3: 12}),
        (r"\p{Han}{1,20}[^]{8,9}]{1,8}", r"(\p{Han}{1,})([^]{8,9}]{1,})", {1: 20, 2: 8}),
    ],
)
def test_long_counts_are_made_endless(pattern: str, endless: str, most: dict[int, int]) -> None:
    assert eased(pattern) == (endless, most)


@pytest.mark.parametrize(
    "pattern",
    ["[0-9]{1,7}", "(?:件){1,20}", "(?:一[^。]{1,20})*", "x{9}y{9,}", r"\Qx{1,20}\E", r"\C{1,20}", r"\{1,20}a"],
)
def test_what_cannot_be_counted_afterwards_stays(pattern: str) -> None:
    assert eased(pattern) is None


def test_a_name_that_is_too_long_is_looked_for_by_the_pattern_that_counts() -> None:
    pattern, text = "由(?P<organ>[^,]{2,8}?)编制", "由甲乙编制,由一二三四五六七八九编制,由丙丁编制"
    assert isinstance(compiled(pattern), Counted)
    assert [match["organ"] for match in compiled(pattern).finditer(text)] == ["甲乙", "丙丁"]
    assert compiled(pattern).search("由一二三四五六七八九编制") is None


def test_a_pattern_that_takes_too_much_room_is_refused_where_packs_are_loaded() -> None:
    pattern = "(?:[^。]{1,40}){40}(?:[^。]{1,40}){40}(?:[^。]{1,40}){40}"
    with pytest.raises(PatternError):
        exactly(pattern)
