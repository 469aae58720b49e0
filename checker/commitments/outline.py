"""A plan as numbered items under their headings, tables of tasks row by row; what goes before the work is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from checker.commitments.counts import count
from checker.commitments.deadlines import deadline
from checker.commitments.sentences import Label, Line, Span, label_of, lines, sentences
from checker.commitments.vocabulary import Vocabulary
from checker.document import Document

HEADING = 45
"""Characters up to which a line without a full stop is a heading."""
LEAD = 26
"""Characters up to which the first sentence of a numbered item is its heading."""


@dataclass(frozen=True, slots=True)
class Item:
    """Sentences of one line under one number.

    `source` is the text of the block or cell, `end` where the item ends in the comparable line. `office` and `deadline`
    are given where a table states them beside the task.
    """

    number: str
    topic: str
    topic_plain: str
    line: Line
    sentences: tuple[Span, ...]
    end: int
    source: str
    office: str = ""
    deadline: date | None = None
    topic_only_counts: bool = False


@dataclass(slots=True)
class _State:
    """Where the reading is: the numbers that are open with their headings, the columns of the table, if any."""

    open: list[tuple[Label, str, str]] = field(default_factory=list)
    begun: bool = False
    columns: dict[int, str] | None = None

    def enter(self, label: Label, topic: str, plain: str) -> None:
        while self.open and self.open[-1][0].rank >= label.rank:
            self.open.pop()
        self.open.append((label, topic, plain))

    @property
    def number(self) -> str:
        shown = [label.shown for label, _, _ in self.open]
        dotted = next((index for index in reversed(range(len(shown))) if "." in shown[index]), 0)
        return "".join(shown[dotted:])

    @property
    def topic(self) -> tuple[str, str]:
        return next(((topic, plain) for _, topic, plain in reversed(self.open) if topic), ("", ""))

    def thoughts(self, vocabulary: Vocabulary) -> bool:
        return any(vocabulary.holds("thoughts", plain) for _, _, plain in self.open)


def items(document: Document, vocabulary: Vocabulary, year: int | None = None) -> Iterator[Item]:
    """The items of a plan. Nothing before the first number is one, where there are numbers at all."""
    read = list(lines(document))
    state = _State()
    state.begun = not any(isinstance(line, Line) and _label(line) for line in read)
    for entry in read:
        if isinstance(entry, Line):
            state.columns = None
            yield from _of_line(document, entry, state, vocabulary)
        else:
            for row in entry:
                yield from _of_row(document, row, state, vocabulary, year)


def _label(line: Line) -> Label | None:
    if line.number:
        from checker.text.normalize import comparable

        shown = label_of(comparable(line.number).string)
        if shown:
            return Label(shown.rank, shown.shown, 0)
    return label_of(line.plain.string)


def _source(document: Document, line: Line) -> str:
    return document.text_at(line.block, line.cell).string


def _of_line(document: Document, line: Line, state: _State, vocabulary: Vocabulary) -> Iterator[Item]:
    text = line.plain.string
    label = _label(line)
    at = label.length if label else 0
    spans = sentences(text[at:])
    spans = [Span(span.start + at, span.end + at) for span in spans]
    if not spans:
        return
    if label:
        state.begun = True
    if not state.begun:
        return
    heading = (
        len(text) <= HEADING
        and not any(mark in text for mark in "。;")
        and text[-1] not in ",:"
        and (label is not None or line.level is not None)
    )
    current = label
    group: list[Span] = []
    for index, span in enumerate(spans):
        inner = label_of(span.of(text)) if index else None
        if inner and inner.rank >= 6:
            yield from _group(document, line, group, state, vocabulary, span.start)
            group, current = [], inner
            span = Span(span.start + inner.length, span.end)
        if current:
            more = index + 1 < len(spans)
            lead = span.of(text).rstrip("。:")
            is_topic = heading or (len(lead) <= LEAD and (more or text[span.end - 1] == ":") and "," not in lead)
            is_topic = is_topic and not _office_only(spans[index + 1 :], text)
            is_topic = is_topic and (heading or (text[span.end - 1] != ";" and count(lead, vocabulary) is None))
            shown = _original(document, line, span) if is_topic else ""
            state.enter(current, shown, lead if is_topic else "")
            current = None
            if is_topic:
                continue
        group.append(span)
    if not heading or not label:
        yield from _group(document, line, group, state, vocabulary, len(text))


def _office_only(rest: list[Span], text: str) -> bool:
    """Whether only a remark in brackets, or who is responsible, follows, so that the sentence is the task itself."""
    return bool(rest) and all(re.match(r"[(\[【由]", span.of(text)) for span in rest)


def _original(document: Document, line: Line, span: Span) -> str:
    start, end = line.back(span.start, span.end)
    return _source(document, line)[start:end].strip().rstrip("。：:；;")


def _group(
    document: Document, line: Line, group: list[Span], state: _State, vocabulary: Vocabulary, end: int
) -> Iterator[Item]:
    if group:
        topic, plain = state.topic
        yield Item(
            state.number,
            topic,
            plain,
            line,
            tuple(group),
            end,
            _source(document, line),
            topic_only_counts=state.thoughts(vocabulary),
        )


def _of_row(
    document: Document, row: list[Line], state: _State, vocabulary: Vocabulary, year: int | None
) -> Iterator[Item]:
    named = {
        index: kind
        for index, cell in enumerate(row)
        for kind in vocabulary.columns
        if len(cell.plain.string) <= 12 and any(word in cell.plain.string for word in vocabulary.columns[kind])
    }
    if "task" in named.values():
        state.columns = named
        state.begun = True
        return
    if not state.columns:
        return
    cells = {kind: row[index] for index, kind in state.columns.items() if index < len(row)}
    task = cells.get("task")
    if task is None or not task.plain.string:
        return
    topic, plain = state.topic
    own = cells["number"].plain.string if "number" in cells else ""
    label = label_of(task.plain.string)
    begin = label.length if label else 0
    text = task.plain.string
    yield Item(
        state.number + (own or (label.shown if label else "")),
        topic,
        plain,
        task,
        tuple(Span(span.start + begin, span.end + begin) for span in sentences(text[begin:])),
        len(text),
        _source(document, task),
        office=_source_of(document, cells.get("office")),
        deadline=deadline(cells["deadline"].plain.string, year, alone=True) if "deadline" in cells else None,
    )


def _source_of(document: Document, line: Line | None) -> str:
    if line is None or not line.plain.origin:
        return ""
    start, end = line.back(0, len(line.plain.string))
    return _source(document, line)[start:end].replace("\n", "")
