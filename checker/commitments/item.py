"""A task of a plan, with where it stands and what is said beside it."""

from __future__ import annotations

from datetime import date

from checker.commitments.sentences import Line, Span
from checker.record import dataclass


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
