"""A plan as items under their headings, tables of tasks row by row; what goes before the work is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from itertools import takewhile

from checker.commitments.counts import count
from checker.commitments.deadlines import deadline
from checker.commitments.item import Item
from checker.commitments.kinds import kind_of, names_work, opens_a_field
from checker.commitments.opening import FOLLOWS, OPENING, lines_of_opening
from checker.commitments.particulars import is_particular, original, with_particulars, without_particulars
from checker.commitments.sentences import (
    LISTED,
    Label,
    Line,
    Span,
    label_of,
    lines,
    sentences,
)
from checker.commitments.tablelines import (
    LEAD,
    label_shown,
    parts_a_table,
    rows_below,
    source_text,
    spaced,
    whole_tables,
)
from checker.commitments.tasks import (
    TOPIC,
    Columns,
    columns_by_content,
    columns_of,
    is_of_a_body,
    particular,
)
from checker.commitments.vocabulary import Vocabulary
from checker.document import Document
from checker.record import dataclass

PARAGRAPHS = 2
"""Paragraphs below the opening of a plan, before any number, from which on its work has none."""
_NOTE = re.compile(r"(?:说明|备注|注):")
"""Opens a note below tasks."""
_SIGNED = re.compile(  # the day and the organ under a plan
    r"\(?20\d\d年\d{1,2}月(?:\d{1,2}日)?\)?|[^,。;:]{2,30}(?:局|办|厅|委|院|处|室|府|会|所|校|学|中心)"
)
HEADING = 45
"""Characters up to which a line without a full stop is a heading."""
_CALLS = re.compile(r"[把让使]")
"""Opens a sentence that says in what state things are to be brought, before those that say how."""
SHORT = 14
"""Characters of such a sentence."""
HEADS = 4
"""Rows of a table among which its headings stand, below a title in the table."""


@dataclass(slots=True)
class _State:
    """Where the reading is: the numbers that are open with their headings, the columns of the table, if any."""

    open: list[tuple[Label, str, str]] = field(default_factory=list)
    begun: bool = False
    numbered: bool = True
    columns: Columns | None = None

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
    """The items of a plan, headings among them. Nothing of its opening is one: what stands before the first number.

    Where nothing is numbered, the opening ends with the sentence that says that the work follows (制定如下计划), or
    with the last line before the first that is a sentence.
    """
    read = whole_tables(spaced(document, lines(document), vocabulary))
    state = _State()
    state.numbered = _is_numbered(read)
    begins = 0 if state.numbered else lines_of_opening(read, vocabulary)
    for index, entry in enumerate(read):
        if isinstance(entry, Line):
            if state.begun and particular(entry.plain.string, vocabulary):
                continue
            rest = read[index + 1 :]
            if not parts_a_table(entry, rest, state.columns, vocabulary):
                state.columns = None
            state.begun = state.begun or (not state.numbered and index >= begins)
            below = list(takewhile(lambda line: is_particular(line, vocabulary), rest))
            entry, own = without_particulars(entry, vocabulary)
            leads = not own and _leads(entry, rest)
            task = bool(own) or _is_task(entry, rest[len(below) :], vocabulary)
            for item in _of_line(document, entry, state, vocabulary, leads=leads, task=task):
                yield with_particulars(document, item, own, below, vocabulary, year)
        else:
            head = next((at for at, row in enumerate(entry[:HEADS]) if columns_of(row, vocabulary)), 0)
            whole = [*entry[head:], *rows_below(read[index + 1 :], vocabulary)] if state.columns is None else []
            guessed = columns_by_content(whole, vocabulary) if whole else None
            if guessed and not any(columns_of(row, vocabulary) for row in entry[head + 1 :]):
                state.columns, state.begun = guessed, True
                entry = entry[head if is_of_a_body(entry[head], guessed, vocabulary) else head + 1 :]
            for row in entry:
                yield from _of_row(document, row, state, vocabulary, year)


def _is_numbered(read: list[Line | list[list[Line]]]) -> bool:
    """Whether the work of a plan is numbered, and does not only end with a list (1、…;2、…) below paragraphs."""
    first = next((at for at, line in enumerate(read) if isinstance(line, Line) and label_shown(line)), None)
    if first is None:
        return False
    texts = [line.plain.string if isinstance(line, Line) else "" for line in read[:first]]
    follows = next((at for at, text in enumerate(texts[:OPENING]) if FOLLOWS.search(text)), first)
    return sum(text.endswith(("。", ";")) for text in texts[follows + 1 :]) < PARAGRAPHS


def _is_task(line: Line, rest: list[Line | list[list[Line]]], vocabulary: Vocabulary) -> bool:
    """Whether a numbered line without a full stop says what is done and heads nothing, as what follows is no deeper."""
    own, after = label_shown(line), rest[0] if rest else None
    below = label_shown(after) if isinstance(after, Line) else None
    if own is None or line.level is not None or (after is not None and (below is None or below.rank > own.rank)):
        return False
    lead = line.plain.string[own.length :]
    return not opens_a_field(lead, vocabulary) and kind_of(lead, vocabulary, count(lead, vocabulary)) == "act"


def _leads(line: Line, rest: list[Line | list[list[Line]]]) -> bool:
    """Whether a numbered line stands above one with a deeper number, and is short enough for a heading."""
    own, after = label_shown(line), rest[0] if rest else None
    below = label_shown(after) if isinstance(after, Line) else None
    short = len(line.plain.string) <= LEAD and "," not in line.plain.string
    return own is not None and below is not None and below.rank > own.rank and short


def _of_line(
    document: Document, line: Line, state: _State, vocabulary: Vocabulary, *, leads: bool = False, task: bool = False
) -> Iterator[Item]:
    """The items of a line. `leads`: it stands above lines that are numbered below it; `task`: it is no heading."""
    text = line.plain.string
    label = label_shown(line)
    at = label.length if label else 0
    spans = sentences(text[at:])
    spans = [Span(span.start + at, span.end + at) for span in spans]
    if not spans:
        return
    if label:
        state.begun = True
    if not state.begun:
        return
    heading = (not task and _is_heading(text, line, label, state)) or (
        leads and len(spans) == 1 and count(text, vocabulary) is None
    )
    if _NOTE.match(text) or (heading and label is None and _SIGNED.fullmatch(text)):
        yield _lone(document, line, Span(0, len(text)), state, closing=True)
        return
    current = label or (Label(0, "", 0) if heading and not state.numbered else None)
    if label is None and not state.numbered and _leads_off(text, spans, vocabulary):
        current = Label(0, "", 0)
    group: list[Span] = []
    last = label
    for index, span in enumerate(spans):
        inner = label_of(span.of(text)) if index else None
        if inner and (inner.rank >= 6 or _goes_on(last, inner)):
            yield from _group(document, line, group, state, vocabulary, span.start)
            group, current, last = [], inner, inner
            span = Span(span.start + inner.length, span.end)
        if current:
            is_topic = heading or _is_topic(text, span, spans[index + 1 :], current, vocabulary)
            lead = span.of(text).rstrip("。:")
            state.enter(current, original(document, line, span) if is_topic else "", lead if is_topic else "")
            current = None
            if is_topic:
                yield _lone(document, line, span, state, heading=True)
                continue
        if heading:
            yield _lone(document, line, span, state, heading=True)
            continue
        group.append(span)
    yield from _group(document, line, group, state, vocabulary, len(text))


def _goes_on(label: Label | None, inner: Label) -> bool:
    """Whether a number within a line is the one after that at its head (1、…;2、…)."""
    if label is None or label.rank != inner.rank or not (label.shown.isdigit() and inner.shown.isdigit()):
        return False
    return int(inner.shown) == int(label.shown) + 1


def _is_heading(text: str, line: Line, label: Label | None, state: _State) -> bool:
    """Whether a whole line stands above others: short, no sentence, and numbered, set as a heading, or alone so."""
    plain = len(text) <= HEADING and not any(mark in text for mark in "。;") and text[-1] not in ",:"
    return plain and (label is not None or line.level is not None or "," not in text)


def _is_topic(text: str, span: Span, rest: list[Span], label: Label, vocabulary: Vocabulary) -> bool:
    """Whether the first sentence under a number is the heading of those that follow, and no piece of work itself."""
    lead = span.of(text).rstrip("。:")
    below = label_of(rest[0].of(text)) if rest else None
    if below and below.rank == LISTED and label.rank < LISTED and len(lead) <= LEAD and count(lead, vocabulary) is None:
        return True  # 聚焦就业,公开"机会清单"。一是…: what is listed behind it is the work
    if below and below.rank == label.rank == LISTED:
        return False  # 一是健全流转办法。二是…: what the next of a list follows at once heads nothing
    if rest and label.rank < LISTED and text[: span.start].endswith(":") and len(lead) <= LEAD:
        return count(lead, vocabulary) is None  # 任务一:加快档案开放审核。
    if len(lead) > LEAD or "," in lead or text[span.end - 1] == ";" or count(lead, vocabulary) is not None:
        return False
    if text[span.end - 1] == ":" or (rest and _CALLS.match(lead)):
        return True
    if rest and label.rank < LISTED and opens_a_field(lead, vocabulary) and not _office_only(rest, text):
        return True
    return bool(rest) and not _office_only(rest, text) and not names_work(lead, vocabulary, label.rank >= LISTED)


def _leads_off(text: str, spans: list[Span], vocabulary: Vocabulary) -> bool:
    """Whether a paragraph without a number opens with a short sentence that only calls what follows (把账算清楚。)."""
    return len(spans) > 1 and _CALLS.match(spans[0].of(text)) is not None and spans[0].end - spans[0].start <= SHORT


def _lone(
    document: Document, line: Line, span: Span, state: _State, *, heading: bool = False, closing: bool = False
) -> Item:
    return Item(
        state.number, "", "", line, (span,), span.end, source_text(document, line), heading=heading, closing=closing
    )


def _office_only(rest: list[Span], text: str) -> bool:
    """Whether only a remark in brackets, or who is responsible, follows, so that the sentence is the task itself."""
    return bool(rest) and all(re.match(r"[(\[【由]", span.of(text)) for span in rest)


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
            source_text(document, line),
            topic_only_counts=state.thoughts(vocabulary),
        )


def _of_row(
    document: Document, row: list[Line], state: _State, vocabulary: Vocabulary, year: int | None
) -> Iterator[Item]:
    named = columns_of(row, vocabulary)
    if named is not None:
        state.columns, state.begun = named, True
        return
    if state.columns is None:
        return
    above, plain = state.topic
    last: Line | None = state.columns.held.get(TOPIC)
    for task in state.columns.tasks(row):
        if task.topic and (last is None or task.topic.plain.string != last.plain.string):
            last = task.topic
            yield _lone(document, last, Span(0, len(last.plain.string)), state, heading=True)
        told = task.topic.plain.string if task.topic else ""
        yield Item(
            state.number + task.number,
            _source_of(document, task.topic) or above,
            told or plain,
            task.line,
            task.sentences,
            task.end,
            source_text(document, task.line),
            office=_source_of(document, task.office),
            deadline=deadline(task.deadline.plain.string, year, alone=True) if task.deadline else None,
            often=(vocabulary.often(task.deadline.plain.string) or 1) if task.deadline else 1,
            when=task.deadline.plain.string if task.deadline else "",
        )


def _source_of(document: Document, line: Line | None) -> str:
    if line is None or not line.plain.origin:
        return ""
    start, end = line.back(0, len(line.plain.string))
    return source_text(document, line)[start:end].replace("\n", "")
