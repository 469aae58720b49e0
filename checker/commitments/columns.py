"""The columns of a table of tasks where their headings are called as no list knows: by what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from checker.commitments.deadlines import says_when
from checker.commitments.offices import is_office, parted_names
from checker.commitments.vocabulary import Vocabulary
from checker.text.digits import chinese_number

MOST = 0.6
"""The share of cells that must be of a kind for their column to be of it."""
ROWS = 3
"""Rows, that of the headings among them, below which nothing can be told."""
SHORT = 14
"""Characters of the longest cell that says only when."""
TASK = 6
"""Characters that tasks have on average at least."""
FULLER = 2
"""How many times as much another column tells as that of the tasks to be the one that says what is done."""


def kinds_by_content(
    rows: Sequence[Mapping[int, str]], named: Mapping[int, str], vocabulary: Vocabulary
) -> dict[int, str]:
    """The kinds of the columns, those that are named as they are; empty where the table holds no tasks.

    It holds tasks when one column is of sentences, and another of offices or of times.
    """
    body = rows[1:]
    if len(rows) < ROWS:
        return {}
    cells = {at: [row[at] for row in body if row.get(at)] for at in sorted({at for row in rows for at in row})}
    kinds = dict(named)
    told = {at: sum(map(_told, values)) / len(values) for at, values in cells.items() if values}
    for at, values in cells.items():
        if at in kinds or not values:
            continue
        kind = next((name for name, test in _TESTS.items() if _mostly(values, test, vocabulary)), None)
        if kind and kind not in kinds.values():
            kinds[at] = kind
    if "task" not in kinds.values():
        left = {at: much for at, much in told.items() if at not in kinds}
        longest = max(left, key=lambda at: left[at], default=None)
        if longest is None or left[longest] < TASK or not {"office", "deadline"} & set(kinds.values()):
            return {}
        kinds[longest] = "task"
        kinds |= {at: "topic" for at in left if at < longest}
    return _fuller(kinds, told)


def _fuller(kinds: Mapping[int, str], told: Mapping[int, float]) -> dict[int, str]:
    """The kinds of the columns, where what is called tasks only names fields and a column of no kind says what is done.

    Of two that are called so the first may say it, and the second how well (有方案、有总结).
    `told`: how many characters each column tells on average.
    """
    task = max(at for at, kind in kinds.items() if kind == "task")
    others = (at for at in told if kinds.get(at, "topic") == "topic")
    fuller = max(others, key=lambda at: told[at], default=None)
    if fuller is None or told[fuller] < max(FULLER * told.get(task, 0.0), TASK):
        return dict(kinds)
    return {**kinds, task: "remark" if fuller in kinds else "topic", fuller: "task"}


def _told(value: str) -> int:
    """Characters that are no digits or Latin letters, as a telephone number has them."""
    return sum(not character.isascii() for character in value)


def _mostly(values: Sequence[str], test: Callable[[str, Vocabulary], bool], vocabulary: Vocabulary) -> bool:
    return sum(test(value, vocabulary) for value in values) >= MOST * len(values)


def tells(value: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell is a number of a list or a time, as the heading of a column is not."""
    return _is_number(value, vocabulary) or _is_time(value, vocabulary)


def _is_number(value: str, _: Vocabulary) -> bool:
    return len(value) <= 3 and (value.isdigit() or chinese_number(value) is not None)


def _is_time(value: str, vocabulary: Vocabulary) -> bool:
    when = says_when(value) or vocabulary.often(value) is not None or value in vocabulary.totals
    return len(value) <= SHORT and when


def _are_offices(value: str, vocabulary: Vocabulary) -> bool:
    return all(is_office(name, vocabulary) for name in parted_names(value))


_TESTS = {"number": _is_number, "deadline": _is_time, "office": _are_offices}
