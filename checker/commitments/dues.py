"""When parts of a task are due, where the table says it of each (编印5月底前,发放年底前; 项目公布3月底前)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from checker.commitments.counts import count
from checker.commitments.deadlines import deadline, without_days
from checker.commitments.drafting import CORE, Draft
from checker.commitments.terms import Word, words
from checker.commitments.vocabulary import Vocabulary

Due = tuple[tuple[Word, ...], date]
"""The words of what is due, and its last day."""
_PIECES = re.compile(r"[,;、。]")
_NO_ACT = "完成"
"""Says of no part that it is due (6月底前完成)."""


def dues_named(when: str, task: str, year: int | None, vocabulary: Vocabulary) -> list[Due]:
    """What of a task a cell of times says to be due, each with its day; none where it is all of it."""
    found = []
    for piece in _PIECES.split(when):
        day = deadline(piece, year, alone=True)
        what = tuple(word for word in words(without_days(piece), vocabulary) if word.text != _NO_ACT)
        if day is not None and what and _speaks_of(what, task, vocabulary):
            found.append((what, day))
    return found


def apart_by_dues(made: Sequence[Draft], dues: Sequence[Due], text: str, vocabulary: Vocabulary) -> list[Draft]:
    """The rows, one of which clauses are due on days of their own as so many rows."""
    found: list[Draft] = []
    for draft in made:
        own = [_due_of(span.of(text), dues, vocabulary) for span, _ in draft.spans]
        if draft.kind != "promise" or len({day for day in own if day}) < 2 or None in own:
            found.append(draft)
            continue
        for span, _ in draft.spans:
            found.append(replace(draft, spans=[(span, CORE)], count=count(span.of(text), vocabulary)))
    return found


def due_of_each(made: Sequence[Draft], dues: Sequence[Due], text: str, vocabulary: Vocabulary) -> list[date | None]:
    """When each row is due as the cell says of what it is; all None where it says so of none."""
    return [_due_of(draft.text(text), dues, vocabulary) if draft.kind == "promise" else None for draft in made]


def _due_of(clause: str, dues: Sequence[Due], vocabulary: Vocabulary) -> date | None:
    """The day of what a clause has all words of, of several such the one that says most."""
    meant = [(len(what), day) for what, day in dues if _speaks_of(what, clause, vocabulary)]
    return max(meant)[1] if meant else None


def _speaks_of(what: Sequence[Word], text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text has all of some words, or what means the same."""
    held = {word.concept for word in words(text, vocabulary)}
    return all(word.text in text or word.concept in held for word in what)
