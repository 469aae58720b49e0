"""Tables of tasks as items of a plan: what is to be done, by whom and until when, in the columns that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import pairwise

from checker.commitments.columns import kinds_by_content, tells
from checker.commitments.sentences import Line, Span, label_of, sentences
from checker.commitments.vocabulary import Vocabulary
from checker.record import dataclass

HEAD = 12
"""Characters that the heading of a column has at most."""
HEADED = 2
"""Cells that a row of headings has at least."""
TASK, TOPIC, OFFICE, DEADLINE, NUMBER = "task", "topic", "office", "deadline", "number"
_ROUND = 3
"""Characters of a label beside the word that says what it is."""


@dataclass(frozen=True, slots=True)
class Task:
    """A cell that says what is to be done, or a number of its list, with the cells of its row that tell of it."""

    number: str
    topic: Line | None
    line: Line
    sentences: tuple[Span, ...]
    end: int
    office: Line | None
    deadline: Line | None


@dataclass(slots=True)
class Columns:
    """The columns of a table by their number in the grid, and what still holds of the rows above."""

    kinds: Mapping[int, str]
    held: dict[str, Line] = field(default_factory=dict)

    def tasks(self, row: list[Line]) -> Iterator[Task]:
        """The tasks of a row. A cell that is not there is one that reaches down from above; so is a blank topic."""
        cells = {self.kinds[at]: line for at, line in by_column(row).items() if at in self.kinds}
        if TOPIC in cells and not cells[TOPIC].plain.string:
            del cells[TOPIC]
        cells = {**self.held, **cells}
        self.held = {kind: line for kind, line in cells.items() if kind in (TOPIC, OFFICE, DEADLINE)}
        task = cells.get(TASK)
        if task is None or not task.plain.string:
            return
        own = cells[NUMBER].plain.string if NUMBER in cells else ""
        for number, spans, end in _listed(task.plain.string):
            yield Task(own + number, cells.get(TOPIC), task, spans, end, cells.get(OFFICE), cells.get(DEADLINE))


def particular(text: str, vocabulary: Vocabulary) -> tuple[str, Span] | None:
    """Who does a task or until when, where a text says nothing else: which of both, and where that stands in the text.

    完成时限:2021年11月。
    """
    label, colon, value = text.partition(":")
    value = value.rstrip("。;)]】 ")
    if not colon or not value:
        return None
    for kind in (OFFICE, DEADLINE):
        if any(word in label and len(label) <= len(word) + _ROUND for word in vocabulary.columns.get(kind, ())):
            return kind, Span(len(label) + 1, len(label) + 1 + len(value))
    return None


def beside(text: str, vocabulary: Vocabulary) -> list[Span]:
    """Where a line says behind its task who does it and until when, each with its label (责任部门:办公室).

    None where it says so in brackets or in a sentence of its own, or goes on behind it.
    """
    labels = [word for kind in (OFFICE, DEADLINE) for word in vocabulary.columns.get(kind, ())]
    labels += vocabulary.office_labels
    found = [one.start() for one in re.finditer(rf"(?:{'|'.join(sorted(labels, key=len, reverse=True))}):", text)]
    if not found or not found[0] or text[found[0] - 1] in "。;:([【、" or "。" in text[found[0] :].rstrip("。"):
        return []
    return [Span(start, end) for start, end in pairwise([*found, len(text)])]


def columns_of(row: list[Line], vocabulary: Vocabulary) -> Columns | None:
    """The columns that a row names, None where none holds tasks. Of several such the last is read, others head it.

    A row of headings names at least two columns and tells no number or time itself (编制事项目录 | 6月底 is a task).
    """
    told = [text for text in by_column(row).values() if text.plain.string]
    if len(told) < min(len(row), HEADED) or any(tells(cell.plain.string, vocabulary) for cell in told):
        return None
    kinds = _named(row, vocabulary)
    tasks = [at for at, kind in kinds.items() if kind == TASK]
    if not tasks:
        return None
    return Columns({**kinds, **dict.fromkeys(tasks[:-1], TOPIC)})


def columns_by_content(rows: list[list[Line]], vocabulary: Vocabulary) -> Columns | None:
    """The columns of a table, those whose headings are called otherwise by what stands in them; None where it has no
    tasks."""
    named = columns_of(rows[0], vocabulary)
    texts = [{at: line.plain.string for at, line in by_column(row).items()} for row in rows]
    kinds = kinds_by_content(texts, named.kinds if named else _named(rows[0], vocabulary), vocabulary)
    return Columns(kinds) if kinds else named


def is_of_a_body(row: list[Line], columns: Columns, vocabulary: Vocabulary) -> bool:
    """Whether a row is of a task, not of headings: it has all columns, and a number, a time or too long a task."""
    cells = {at: cell.plain.string for at, cell in by_column(row).items()}
    if not columns.kinds.keys() <= cells.keys():
        return False
    told = any(tells(cells[at], vocabulary) for at, kind in columns.kinds.items() if kind in (NUMBER, DEADLINE))
    return told or any(len(cells[at]) > HEAD for at, kind in columns.kinds.items() if kind == TASK)


def _named(row: list[Line], vocabulary: Vocabulary) -> dict[int, str]:
    """The kinds of the columns that a row names by words of the pack."""
    kinds: dict[int, str] = {}
    for at, cell in by_column(row).items():
        named = cell.plain.string
        kind = next((kind for kind, words in vocabulary.columns.items() if any(word in named for word in words)), None)
        if kind and len(named) <= HEAD:
            kinds[at] = kind
    return kinds


def by_column(row: list[Line]) -> dict[int, Line]:
    """The cells of a row by their column in the grid; lines cut by tabs count their pieces."""
    return {line.cell[1] if line.cell else index: line for index, line in enumerate(row)}


def _listed(text: str) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    """The numbered pieces of a cell, each with its number and sentences; one piece where nothing is numbered."""
    number = ""
    group: list[Span] = []
    for span in sentences(text):
        label = label_of(span.of(text))
        if label and group:
            yield number, tuple(group), span.start
            group = []
        if label:
            number, span = label.shown, Span(span.start + label.length, span.end)
        if span.end > span.start:
            group.append(span)
    if group:
        yield number, tuple(group), len(text)
