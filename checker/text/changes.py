"""What differs between a text and its correction, as few characters as a reader can follow."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from checker.record import dataclass

SHORT = 2
"""Characters that stay between two changes and are fewer than this are changed along: confetti is hard to read."""


@dataclass(frozen=True, slots=True)
class Edit:
    """`old[start:end]` goes, `put` comes in its place; an empty range is a point between two characters."""

    start: int
    end: int
    put: str


def edits(old: str, new: str) -> list[Edit]:
    """The changes from the one to the other, in order.

    Spaces and line breaks of the old text that stand between what changes stay where they are: they are how a form is
    set, and no part of its wording.
    """
    places = [index for index, sign in enumerate(old) if not sign.isspace()]
    bare = "".join(old[index] for index in places)
    wanted = "".join(sign for sign in new if not sign.isspace())
    made: list[Edit] = []
    for low, high, put in _changes(bare, wanted):
        if low == high:
            at = places[low - 1] + 1 if low else places[low] if places else 0
            made.append(Edit(at, at, put))
            continue
        for begin, end in _runs(places[low:high]):
            made.append(Edit(begin, end, put))
            put = ""
    return made


def applied(old: str, changes: list[Edit]) -> str:
    """The text with the changes made."""
    parts, done = [], 0
    for change in changes:
        parts += [old[done : change.start], change.put]
        done = change.end
    return "".join([*parts, old[done:]])


def _changes(old: str, new: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, int, int]] = []
    for tag, low, high, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and low - found[-1][1] < SHORT:
            found[-1] = (found[-1][0], high, found[-1][2], end)
        else:
            found.append((low, high, begin, end))
    return [(low, high, new[begin:end]) for low, high, begin, end in found]


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Consecutive places as ranges."""
    begin = last = places[0]
    for place in places[1:]:
        if place != last + 1:
            yield begin, last + 1
            begin = place
        last = place
    yield begin, last + 1
