"""The value of a cell of a form's table: a figure, a text, a day, the option that is ticked."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from checker.document import LOST
from checker.expression import Unknown, Value
from checker.pack.model import TableSpec
from checker.reading.reading import Passage
from checker.text.dates import broken_dates, short_dates
from checker.text.normalize import comparable
from checker.text.numerals import CellNumber, CellState, cell_number, dates

CONFIDENCE = 0.85
"""Recognised text below it is no evidence for a figure: its value is unknown."""
_WORDED = ("text", "date", "choice")
"""What cells are read as that hold no figure."""
_TICKED, _OPEN = "☑✓✔√■●☒▣◉þ", "□☐○◯◻〇"
# Compiled where a column asks for them: few forms have boxes to tick.
_OPTION = rf"([{_TICKED}{_OPEN}])\s*([^{_TICKED}{_OPEN}]*)"
_OPTION_BEFORE = rf"([^{_TICKED}{_OPEN}]+)([{_TICKED}{_OPEN}])"


def figure(passage: Passage | None, read: str | None, spec: TableSpec) -> tuple[Value, CellNumber | None]:
    """The value of a cell and how it is written; unknown where it is blank, absent, unreadable or unsure."""
    if passage is None:
        return Unknown("absent"), None
    text = passage.text.string
    if LOST in text:
        # 1� may be 10 or 19: what is left of a figure or a name is none.
        return Unknown("unreadable", text.strip()), None if read in _WORDED else cell_number(text)
    if read in _WORDED:
        return _words(text.strip(), read, spec), None
    cell = cell_number(text)
    if cell.state is CellState.BLANK and spec.blank is not None:
        value = Decimal(str(spec.blank)) if read in ("number", "amount") else int(spec.blank)
        return value, replace(cell, state=CellState.NUMBER, value=value)
    if cell.state not in (CellState.NUMBER, CellState.BLANK) and spec.means:
        meant = next((number for word, number in spec.means.items() if _plain(word) == _plain(text)), None)
        if meant is not None:
            value = Decimal(str(meant))
            return value, replace(cell, state=CellState.NUMBER, value=value)
    if cell.state is not CellState.NUMBER or cell.value is None:
        filled = cell.state in (CellState.UNREADABLE, CellState.BOUND) and not stated(text, spec)
        return Unknown("unreadable" if filled else "blank", text.strip()), cell
    if not cell.sure or passage.text.confidence(0, len(text)) < CONFIDENCE:
        return Unknown("unreadable", text.strip()), cell
    amount = cell.yuan if read == "amount" and cell.yuan is not None else cell.value
    if read in ("count", "change"):
        return (int(amount), cell) if amount == int(amount) else (Unknown("unreadable", text.strip()), cell)
    return Decimal(amount), cell


def is_blank(text: str, spec: TableSpec) -> bool:
    """Whether nobody has filled in a cell: nothing stands there, or a stroke that is no value of its own."""
    state = cell_number(text).state
    if state is CellState.BLANK:
        return spec.blank is None and not stated(text, spec)
    meant = any(_plain(word) == _plain(text) for word in spec.means)
    return state is CellState.NOT_FILLED and not meant and not stated(text, spec)


def _words(text: str, read: str, spec: TableSpec) -> Value:
    """The value of a cell that holds no figure: its text, the day, the option that is ticked."""
    if not text or stated(text, spec):
        return Unknown("blank", text)
    if read == "date":
        written = broken_dates(text) or dates(text) or short_dates(text)
        return (written[0].value if written else None) or Unknown("unreadable", text)
    return ticked(text) if read == "choice" else text


def ticked(text: str) -> Value:
    """The option that is ticked, several joined; the text itself where it has no boxes, blank where none is ticked."""
    chosen = options(text)
    return text if chosen is None else "、".join(word for word in chosen if word) or Unknown("blank", text)


def options(text: str) -> list[str] | None:
    """The options that are ticked; None where there are no boxes."""
    before = text.lstrip()[:1] not in _TICKED + _OPEN
    found = re.findall(_OPTION_BEFORE, text) if before else [(word, mark) for mark, word in re.findall(_OPTION, text)]
    if not found:
        return None
    return [word.strip(" \u3000,;，；、/\n") for word, mark in found if mark in _TICKED]


def _plain(text: str) -> str:
    return comparable(text, fold_case=True).string


def stated(text: str, spec: TableSpec) -> bool:
    """Whether a cell holds one of the texts that are values of their own, such as N/A."""
    return bool(spec.not_applicable) and any(_plain(text) == _plain(word) for word in spec.not_applicable)
