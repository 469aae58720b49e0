"""The marked text of a review page: each stretch names its marks, however many a paragraph has."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.document import Location
from checker.outputs.page import marked
from checker.outputs.page.marked import CROWD, Mark

TEXT = "甲乙丙丁戊己庚辛壬癸" * 3
EDGES = st.tuples(st.integers(-2, 33), st.integers(-2, 33))


def mark(number: int, start: int | None, end: int | None) -> Mark:
    return Mark(Location("a.txt", 0, start=start, end=end), str(number), 0, "error", f"label {number}", str(number))


def stretches(made: str) -> list[tuple[str, set[str]]]:
    """Pieces of the text with the items that each names."""
    found = re.findall(r'<mark class="[^"]*" data-at="([^"]*)"[^>]*>([^<]*)</mark>|([^<>]+)(?=<|$)', made)
    return [(text or plain, {key.split("-")[0] for key in keys.split()}) for keys, text, plain in found]


@given(st.lists(EDGES, max_size=30))
def test_every_character_names_the_marks_that_lie_over_it(edges):
    marks = [mark(number, start, end) for number, (start, end) in enumerate(edges)]
    made = re.sub(r'<mark class="point.*?</mark>', "", marked._text(TEXT, marks))
    shown = [(character, names) for text, names in stretches(made) for character in text]
    assert "".join(character for character, _ in shown) == TEXT
    for at, (_, names) in enumerate(shown):
        assert names == {str(n) for n, (start, end) in enumerate(edges) if max(start, 0) <= at < max(end, start, 0)}


def test_a_crowd_names_some_of_it_and_each_mark_is_named_where_it_begins_and_ends():
    many = [mark(number, number, 1000 - number) for number in range(400)]
    made = marked._text("字" * 1000, many)
    named = [names for _, names in stretches(made)]
    assert set().union(*named) == {str(number) for number in range(400)}
    assert max(map(len, named)) <= CROWD + 2
    assert all(f'id="{one.anchor}"' in made for one in many)


@pytest.mark.parametrize(
    "edges",
    [
        lambda n, i: (2 * i, 2 * i + 1),
        lambda n, i: (i, 4 * n - i),
        lambda n, i: (i, 2 * n + i),
        lambda n, i: (None, None),
        lambda n, i: (5, 5),
    ],
    ids=["apart", "within", "staggered", "whole", "points"],
)
def test_what_marks_cost_grows_with_their_number(edges: Callable[[int, int], tuple[int, int]]):
    def cost(count: int) -> float:
        marks = [mark(i, *edges(count, i)) for i in range(count)]
        best = []
        for _ in range(3):
            start = time.process_time()
            marked._text("字" * (4 * count), marks)
            best.append(time.process_time() - start)
        return min(best)

    cost(100)
    assert cost(1600) < 10 * max(cost(400), 0.002), "four times as many"
