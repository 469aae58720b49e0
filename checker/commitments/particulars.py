"""Who does a task and until when, where the lines of a plan say it beside or below."""

from __future__ import annotations

from dataclasses import replace

from checker.commitments.deadlines import deadline
from checker.commitments.item import Item
from checker.commitments.sentences import (
    Line,
    Span,
)
from checker.commitments.tablelines import (
    source_text,
)
from checker.commitments.tasks import (
    OFFICE,
    beside,
    particular,
)
from checker.commitments.vocabulary import Vocabulary
from checker.document import Document

_BRACKETS = "([【"
"""What opens a remark, which `checker.commitments.offices` reads."""


def is_particular(entry: Line | list[list[Line]], vocabulary: Vocabulary) -> bool:
    return isinstance(entry, Line) and particular(entry.plain.string, vocabulary) is not None


def with_particulars(
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
            item = replace(item, office=item.office or original(document, line, value))
            continue
        when = value.of(line.plain.string)
        due = item.deadline or deadline(when, year, alone=True)
        item = replace(item, deadline=due, often=max(item.often, vocabulary.often(when) or 1), when=item.when or when)
    left = tuple(span for span in item.sentences if (item.line, span) not in said)
    return replace(item, sentences=left) if len(left) < len(item.sentences) else item


def without_particulars(line: Line, vocabulary: Vocabulary) -> tuple[Line, list[tuple[Line, Span]]]:
    """The line up to who does its task or until when, where it says so behind it, and each of these with its place."""
    said = beside(line.plain.string, vocabulary)
    if not said:
        return line, []
    return replace(line, plain=line.plain.part(0, said[0].start)), [(line, span) for span in said]


def original(document: Document, line: Line, span: Span) -> str:
    start, end = line.back(span.start, span.end)
    return source_text(document, line)[start:end].strip().rstrip("。：:；;")
