"""Labels of a form against labels of a document: how alike two are, and which belongs to which in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from checker.once import Kept, made_once
from checker.pack.pack import FormTable, Label
from checker.reading.headings import numbering
from checker.text.normalize import bare, comparable

_MARK = re.compile(
    r"(?:\([^()]*(?:填|提供|适用|(?:应当?|须|需要?)[报列公说])[^()]*\)|[\u2460-\u2473\u2776-\u2793]|[\[【〔](?:备?注)?\d{1,2}[\]】〕]|[\[【](?:备?注)[\]】]|\(?(?:备?注)\d{0,2}\)?){1,2}$"
)
"""A note at the end of a label, on who has to fill in what, or its sign. A number in round brackets may be the label's
own."""
SAME = 0.5
"""Likeness from which two labels are taken for one, if their neighbours agree."""


@lru_cache(maxsize=65536)
def parted(label: str) -> tuple[int, str]:
    """(ordinal, bare rest) of a label: 6.属于… is (6, 属于…); 0 where it has no number."""
    line = comparable(label).string
    _, ordinal, length = numbering(line)
    return ordinal, bare(line[length:])


def same(form: Label, text: str) -> bool:
    """Whether a text is the form's label, or a wording as good; brackets, punctuation and spaces do not count."""
    return _same((form.label, *form.also), text)


@lru_cache(maxsize=65536)
def _same(names: tuple[str, ...], text: str) -> bool:
    if any(bare(text) == bare(name) or _same_rest(name, text) for name in names):
        return True
    label = unmarked(text)
    return label != text and _same(names, label)


@lru_cache(maxsize=4096)  # cells say the same few things many times
def unmarked(text: str) -> str:
    """A label without a note or its sign behind it: 行政许可①, 自然人[1], 其他（注2）, 规章（设区的市应提供）."""
    line = comparable(text).string
    mark = _MARK.search(line)
    return line[: mark.start()] if mark and mark.start() else text


def _same_rest(name: str, text: str) -> bool:
    """The same words, and the same number or none at all."""
    (ours, rest), (theirs, other) = parted(name), parted(text)
    return bool(rest) and rest == other and (theirs in (0, ours) or ours == 0)


class Labels:
    """Labels, to ask whether a text is `same` as any of them without going through all."""

    def __init__(self, labels: Iterable[Label]) -> None:
        names = [name for label in labels for name in (label.label, *label.also)]
        self._known = Kept[bool]()
        self._bare = {bare(name) for name in names}
        self._numbers: dict[str, set[int]] = {}
        for name in names:
            number, rest = parted(name)
            if rest:
                self._numbers.setdefault(rest, set()).add(number)

    def __contains__(self, text: str) -> bool:
        return self._known.of(text, self._is_label)

    def _is_label(self, text: str) -> bool:
        text = unmarked(text) if bare(text) not in self._bare else text
        if bare(text) in self._bare:
            return True
        number, rest = parted(text)
        numbers = self._numbers.get(rest)
        return numbers is not None and (number == 0 or number in numbers or 0 in numbers)


@made_once
def row_labels(table: FormTable) -> Labels:
    """The labels of a table's rows."""
    return Labels(label for label in table.rows() if label.label)


@lru_cache(maxsize=65536)
def likeness(name: str, text: str) -> float:
    """How alike two labels are, 0 to 1; the number weighs a third. 0 where it is less than SAME, which nobody asks."""
    text = unmarked(text)
    if bare(name) == bare(text):
        return 1.0
    (ours, rest), (theirs, other) = parted(name), parted(text)
    if not rest or not other:
        return 0.0
    if rest == other:
        return _weighed(1.0, ours, theirs)
    # What the characters in common allow at most tells most pairs apart, at a tenth of the cost of matching them.
    common = min(sum(map(_characters(other).__contains__, rest)), sum(map(_characters(rest).__contains__, other)))
    if _weighed(2 * common / (len(rest) + len(other)), ours, theirs) < SAME:
        return 0.0
    found = _weighed(SequenceMatcher(None, rest, other, autojunk=False).ratio(), ours, theirs)
    return found if found >= SAME else 0.0


@lru_cache(maxsize=65536)
def _characters(text: str) -> frozenset[str]:
    return frozenset(text)


def _weighed(ratio: float, ours: int, theirs: int) -> float:
    """The likeness of labels whose words are alike by `ratio`, by their numbers; it never falls when that rises."""
    if ours and theirs:
        return 0.34 * (ours == theirs) + 0.62 * ratio if ours == theirs or ratio > 0.8 else 0.5 * ratio
    return 0.97 * ratio


def label_likeness(form: Label, text: str) -> float:
    """The likeness to a form's label or any wording as good."""
    return _label_likeness((form.label, *form.also), text)


class Likes:
    """The labels of a table's rows, to ask which of them a text may be without going through all again."""

    def __init__(self, table: FormTable) -> None:
        self._labels = table.rows()
        self._known = Kept[tuple[int, ...]]()

    def of(self, text: str) -> tuple[int, ...]:
        """The positions of the labels that are as like the text as SAME or more."""
        return self._known.of(text, self._of)

    def _of(self, text: str) -> tuple[int, ...]:
        return tuple(at for at, label in enumerate(self._labels) if label_likeness(label, text) >= SAME)


likes_of = made_once(Likes)


@lru_cache(maxsize=65536)
def _label_likeness(names: tuple[str, ...], text: str) -> float:
    return 1.0 if _same(names, text) else max(likeness(name, text) for name in names)


def align(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (i, j), rising in both, whose scores sum to the most; a score of 0 or less never pairs.

    Needleman and Wunsch (1970) with free gaps, in O(rows × columns).
    """
    rows, columns = len(scores), len(scores[0]) if scores else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        here, below, scored = best[i], best[i + 1], scores[i]
        for j in range(columns - 1, -1, -1):
            most = below[j] if below[j] > here[j + 1] else here[j + 1]
            if scored[j] > 0 and scored[j] + below[j + 1] > most:
                most = scored[j] + below[j + 1]
            here[j] = most
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        if scores[i][j] > 0 and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
