"""Where the tasks of a plan begin, behind what greets and tells why."""

from __future__ import annotations

import re

from checker.commitments.offices import is_office, parted_names
from checker.commitments.sentences import (
    Line,
)
from checker.commitments.tasks import (
    columns_by_content,
    columns_of,
)
from checker.commitments.vocabulary import Vocabulary

OPENING = 30
"""Lines of a plan without numbers in which its opening must have ended."""
NOTICE = 600
"""Characters up to which the text before a table of tasks only sends it (现将…印发给你们)."""
FOLLOWS = re.compile(
    r"(?:如下[^,;。]{0,10}|(?:以下|下列)[^,;。]{0,10}|制[定订].{0,16}(?:方案|要点|计划|安排))[:。.]?\Z"
)


def lines_of_opening(read: list[Line | list[list[Line]]], vocabulary: Vocabulary) -> int:
    """How many of the first lines of a plan without numbers open it."""
    texts = [entry.plain.string if isinstance(entry, Line) else "" for entry in read[:OPENING]]
    table = next((index for index, entry in enumerate(read[:OPENING]) if not isinstance(entry, Line)), None)
    if table is not None and not any(text.endswith("。") for text in texts[:table]):
        return table
    tasks = next((index for index, entry in enumerate(read[:OPENING]) if _heads_tasks(entry, vocabulary)), None)
    if tasks is not None and sum(map(len, texts[:tasks])) <= NOTICE:
        return tasks
    said = next((index for index, text in enumerate(texts) if FOLLOWS.search(text)), None)
    if said is not None:
        return said + 1
    first = next((index for index, text in enumerate(texts) if text and text[-1] in "。;:"), 0)
    return first + 1 if texts and _greets(texts[first], vocabulary) else first


def _greets(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line only says to whom a plan is sent (各村(社区),镇直各单位:)."""
    return text.endswith(":") and all(is_office(name, vocabulary) for name in parted_names(text.rstrip(":")))


def _heads_tasks(entry: Line | list[list[Line]], vocabulary: Vocabulary) -> bool:
    """Whether a table begins with the columns of a table of tasks."""
    if isinstance(entry, Line):
        return False
    return any(columns_of(row, vocabulary) for row in entry[:2]) or columns_by_content(entry, vocabulary) is not None
