"""A plan as items under their headings, tables of tasks row by row; what goes before the work is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from datetime import date
from itertools import pairwise, takewhile

from checker.commitments.columns import tells
from checker.commitments.counts import count
from checker.commitments.deadlines import deadline
from checker.commitments.kinds import kind_of, names_work, opens_a_field
from checker.commitments.offices import is_office, parted_names
from checker.commitments.sentences import (
    LISTED,
    Label,
    Line,
    Span,
    label_of,
    lines,
    numbered,
    sentences,
    spaced_cells,
)
from checker.commitments.tasks import (
    HEAD,
    OFFICE,
    TOPIC,
    Columns,
    beside,
    columns_by_content,
    columns_of,
    is_of_a_body,
    particular,
)
from checker.commitments.vocabulary import Vocabulary
from checker.document import Document
from checker.record import dataclass

OPENING = 30
"""Lines of a plan without numbers in which its opening must have ended."""
PARAGRAPHS = 2
"""Paragraphs below the opening of a plan, before any number, from which on its work has none."""
NOTICE = 600
"""Characters up to which the text before a table of tasks only sends it (现将…印发给你们)."""
_FOLLOWS = re.compile(
    r"(?:如下[^,;。]{0,10}|(?:以下|下列)[^,;。]{0,10}|制[定订].{0,16}(?:方案|要点|计划|安排))[:。.]?\Z"
)
_NOTE = re.compile(r"(?:说明|备注|注):")
"""Opens a note below tasks."""
_SIGNED = re.compile(  # the day and the organ under a plan
    r"\(?20\d\d年\d{1,2}月(?:\d{1,2}日)?\)?|[^,。;:]{2,30}(?:局|办|厅|委|院|处|室|府|会|所|校|学|中心)"
)
HEADING = 45
"""Characters up to which a line without a full stop is a heading."""
_BRACKETS = "([【"
"""What opens a remark, which `checker.commitments.offices` reads."""
_CALLS = re.compile(r"[把让使]")
"""Opens a sentence that says in what state things are to be brought, before those that say how."""
SHORT = 14
"""Characters of such a sentence."""
HEADS = 4
"""Rows of a table among which its headings stand, below a title in the table."""
CELLS = 3
"""Cells of a row that is parted by spaces at least."""
LEAD = 26
"""Characters up to which the first sentence of a numbered item is its heading."""


@dataclass(frozen=True, slots=True)
class Item:
    """Sentences of one line under one number; or, `heading`, what stands above others, or (`closing`) below them all.

    `source` is the text of the block or cell, `end` where the item ends in the comparable line. `office`, `deadline`,
    `often` (how many times a year) and `when`, all that is said of its time, are given where a table states them beside
    the task.
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
    often: int = 1
    when: str = ""
    topic_only_counts: bool = False
    heading: bool = False
    closing: bool = False


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
    read = _whole_tables(_spaced(document, lines(document), vocabulary))
    state = _State()
    state.numbered = _is_numbered(read)
    begins = 0 if state.numbered else _opening(read, vocabulary)
    for index, entry in enumerate(read):
        if isinstance(entry, Line):
            if state.begun and particular(entry.plain.string, vocabulary):
                continue
            rest = read[index + 1 :]
            if not _parts_a_table(entry, rest, state.columns, vocabulary):
                state.columns = None
            state.begun = state.begun or (not state.numbered and index >= begins)
            below = list(takewhile(lambda line: _is_particular(line, vocabulary), rest))
            entry, own = _without_particulars(entry, vocabulary)
            leads = not own and _leads(entry, rest)
            task = bool(own) or _is_task(entry, rest[len(below) :], vocabulary)
            for item in _of_line(document, entry, state, vocabulary, leads=leads, task=task):
                yield _with(document, item, own, below, vocabulary, year)
        else:
            head = next((at for at, row in enumerate(entry[:HEADS]) if columns_of(row, vocabulary)), 0)
            whole = [*entry[head:], *_below(read[index + 1 :], vocabulary)] if state.columns is None else []
            guessed = columns_by_content(whole, vocabulary) if whole else None
            if guessed and not any(columns_of(row, vocabulary) for row in entry[head + 1 :]):
                state.columns, state.begun = guessed, True
                entry = entry[head if is_of_a_body(entry[head], guessed, vocabulary) else head + 1 :]
            for row in entry:
                yield from _of_row(document, row, state, vocabulary, year)


def _is_numbered(read: list[Line | list[list[Line]]]) -> bool:
    """Whether the work of a plan is numbered, and does not only end with a list (1、…;2、…) below paragraphs."""
    first = next((at for at, line in enumerate(read) if isinstance(line, Line) and _label(line)), None)
    if first is None:
        return False
    texts = [line.plain.string if isinstance(line, Line) else "" for line in read[:first]]
    follows = next((at for at, text in enumerate(texts[:OPENING]) if _FOLLOWS.search(text)), first)
    return sum(text.endswith(("。", ";")) for text in texts[follows + 1 :]) < PARAGRAPHS


def _is_particular(entry: Line | list[list[Line]], vocabulary: Vocabulary) -> bool:
    return isinstance(entry, Line) and particular(entry.plain.string, vocabulary) is not None


def _with(
    document: Document,
    item: Item,
    beside: list[tuple[Line, Span]],
    below: list[Line | list[list[Line]]],
    vocabulary: Vocabulary,
    year: int | None,
) -> Item:
    """The item with who does it and until when, as its line says behind it, or lines below, or its own end."""
    if item.heading or item.closing:
        return item
    text = item.line.plain.string
    own = [
        span for span in item.sentences if text[span.start] not in _BRACKETS and particular(span.of(text), vocabulary)
    ]
    said = [*beside, *((item.line, span) for span in own if len(own) < len(item.sentences))]
    said += [(line, Span(0, len(line.plain.string))) for line in below if isinstance(line, Line)]
    for line, span in said:
        found = particular(span.of(line.plain.string), vocabulary)
        assert found is not None  # that is how they were found
        kind, value = found
        value = Span(span.start + value.start, span.start + value.end)
        if kind == OFFICE:
            item = replace(item, office=item.office or _original(document, line, value))
            continue
        when = value.of(line.plain.string)
        due = item.deadline or deadline(when, year, alone=True)
        item = replace(item, deadline=due, often=max(item.often, vocabulary.often(when) or 1), when=item.when or when)
    left = tuple(span for span in item.sentences if (item.line, span) not in said)
    return replace(item, sentences=left) if len(left) < len(item.sentences) else item


def _without_particulars(line: Line, vocabulary: Vocabulary) -> tuple[Line, list[tuple[Line, Span]]]:
    """The line up to who does its task or until when, where it says so behind it, and each of these with its place."""
    said = beside(line.plain.string, vocabulary)
    if not said:
        return line, []
    return replace(line, plain=line.plain.part(0, said[0].start)), [(line, span) for span in said]


def _is_task(line: Line, rest: list[Line | list[list[Line]]], vocabulary: Vocabulary) -> bool:
    """Whether a numbered line without a full stop says what is done and heads nothing, as what follows is no deeper."""
    own, after = _label(line), rest[0] if rest else None
    below = _label(after) if isinstance(after, Line) else None
    if own is None or line.level is not None or (after is not None and (below is None or below.rank > own.rank)):
        return False
    lead = line.plain.string[own.length :]
    return not opens_a_field(lead, vocabulary) and kind_of(lead, vocabulary, count(lead, vocabulary)) == "act"


def _parts_a_table(
    line: Line, rest: list[Line | list[list[Line]]], columns: Columns | None, vocabulary: Vocabulary
) -> bool:
    """Whether a line is a heading between rows of tasks, whose columns hold on below it: cut by tabs or spaces, or of
    a table that opens with a row of the same columns."""
    after = rest[0] if rest else None
    cut = isinstance(after, list) and bool(after[0]) and after[0][0].cell is None
    same = isinstance(after, list) and columns is not None and is_of_a_body(after[0], columns, vocabulary)
    return (cut or same) and _parts(line)


def _parts(line: Line) -> bool:
    """Whether a line may be a heading between rows of one table."""
    return _label(line) is not None and len(line.plain.string) <= LEAD


def _below(rest: list[Line | list[list[Line]]], vocabulary: Vocabulary) -> Iterator[list[Line]]:
    """The rows of the tables that go on a table below headings between them, none of which opens with headings."""
    for before, after in pairwise(rest):
        if isinstance(before, Line) and not _parts(before):
            return
        if isinstance(after, list) and isinstance(before, Line):
            if not any(tells(one := cell.plain.string, vocabulary) or len(one) > HEAD for cell in after[0]):
                return
            yield from after


def _spaced(
    document: Document, read: Iterable[Line | list[list[Line]]], vocabulary: Vocabulary
) -> Iterator[Line | list[list[Line]]]:
    """The lines, those below a heading of columns that are parted by wide spaces as it is cut into their cells."""
    columns = 0
    for entry in read:
        if not isinstance(entry, Line):
            yield entry
            continue
        cells = spaced_cells(_source(document, entry), entry)
        if len(cells) >= CELLS and columns_of(cells, vocabulary) is not None:
            columns = len(cells)
        yield [cells] if columns and len(cells) == columns else numbered(_source(document, entry), entry)


def _whole_tables(read: Iterable[Line | list[list[Line]]]) -> list[Line | list[list[Line]]]:
    """The lines, those cut by tabs that follow one another as one table."""
    found: list[Line | list[list[Line]]] = []
    for entry in read:
        last = found[-1] if found else None
        cut = isinstance(entry, list) and len(entry) == 1 and entry[0] and entry[0][0].cell is None
        if cut and isinstance(last, list) and isinstance(entry, list) and last[-1] and last[-1][0].cell is None:
            found[-1] = [*last, *entry]
        else:
            found.append(entry)
    return found


def _opening(read: list[Line | list[list[Line]]], vocabulary: Vocabulary) -> int:
    """How many of the first lines of a plan without numbers open it."""
    texts = [entry.plain.string if isinstance(entry, Line) else "" for entry in read[:OPENING]]
    table = next((index for index, entry in enumerate(read[:OPENING]) if not isinstance(entry, Line)), None)
    if table is not None and not any(text.endswith("。") for text in texts[:table]):
        return table
    tasks = next((index for index, entry in enumerate(read[:OPENING]) if _heads_tasks(entry, vocabulary)), None)
    if tasks is not None and sum(map(len, texts[:tasks])) <= NOTICE:
        return tasks
    said = next((index for index, text in enumerate(texts) if _FOLLOWS.search(text)), None)
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


def _label(line: Line) -> Label | None:
    if line.number:
        from checker.text.normalize import comparable

        shown = label_of(comparable(line.number).string)
        if shown:
            return Label(shown.rank, shown.shown, 0)
    return label_of(line.plain.string)


def _source(document: Document, line: Line) -> str:
    return document.text_at(line.block, line.cell).string


def _leads(line: Line, rest: list[Line | list[list[Line]]]) -> bool:
    """Whether a numbered line stands above one with a deeper number, and is short enough for a heading."""
    own, after = _label(line), rest[0] if rest else None
    below = _label(after) if isinstance(after, Line) else None
    short = len(line.plain.string) <= LEAD and "," not in line.plain.string
    return own is not None and below is not None and below.rank > own.rank and short


def _of_line(
    document: Document, line: Line, state: _State, vocabulary: Vocabulary, *, leads: bool = False, task: bool = False
) -> Iterator[Item]:
    """The items of a line. `leads`: it stands above lines that are numbered below it; `task`: it is no heading."""
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
            state.enter(current, _original(document, line, span) if is_topic else "", lead if is_topic else "")
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
        state.number, "", "", line, (span,), span.end, _source(document, line), heading=heading, closing=closing
    )


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
            _source(document, task.line),
            office=_source_of(document, task.office),
            deadline=deadline(task.deadline.plain.string, year, alone=True) if task.deadline else None,
            often=(vocabulary.often(task.deadline.plain.string) or 1) if task.deadline else 1,
            when=task.deadline.plain.string if task.deadline else "",
        )


def _source_of(document: Document, line: Line | None) -> str:
    if line is None or not line.plain.origin:
        return ""
    start, end = line.back(0, len(line.plain.string))
    return _source(document, line)[start:end].replace("\n", "")
