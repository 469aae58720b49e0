"""Tables that a page break, a converter or a hand has cut in two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from adapters.docx.entries import Content, TableEntry, Words
from adapters.docx.grid import Row, Slot
from adapters.goingon import says_it_goes_on
from adapters.text.continued import going_on
from adapters.text.shapes import is_figure


def continues(table: TableEntry, before: TableEntry, gap: str) -> bool:
    """Whether `table` goes on with the table `before`; `gap` is what stands between: "", "empty" or "page"."""
    if restore(table, before):
        return True
    if not table.rows or not before.rows or _width(table) != _width(before) or _titled_anew(table, before):
        return False
    orphan = any(slot.merge == "continue" for slot in table.rows[0].slots)
    alike = len(table.widths) >= 3 and table.widths == before.widths
    return orphan or gap != "empty" or alike or repeated_rows(table, before) > 0


def _titled_anew(table: TableEntry, before: TableEntry) -> bool:
    """Whether two tables with one head each say what they are in a row of their own above it, and not the same."""
    if min(len(table.rows), len(before.rows)) < 3:
        return False
    (title, head), (other, its_head) = (
        [[slot.content.words.string.strip() for slot in row.slots] for row in one.rows[:2]] for one in (table, before)
    )
    if len(title) != 1 or len(other) != 1 or len(head) == 1 or head != its_head:
        return False
    return bool(other[0]) and not title[0].startswith(other[0]) and not says_it_goes_on(title[0])


def restore(table: TableEntry, before: TableEntry) -> bool:
    """Give the first rows of `table` the merged cells back that they stand beside in `before` and lack themselves, so
    that their columns are those of `before` again; whether it was so."""
    wide = _width(before)
    lacking = [wide - row.before - sum(slot.span for slot in row.slots) for row in table.rows]
    beside = list(takewhile(lambda slot: slot.merge is not None, before.rows[-1].slots))
    counts = going_on([slot.span for slot in beside], lacking)
    for slot, count in reversed(list(zip(beside, counts, strict=False))):
        for row in table.rows[:count]:
            nothing = Content(Words("", slot.content.words.home, []))
            row.slots.insert(0, Slot(slot.span, "continue", nothing))
    return bool(counts)


def reopen(first: Row[Content], before: TableEntry) -> None:
    """Let the merged cells of a row go on from what stands above them at the end of the table `before`, where they
    begin anew without a text of their own: so a merged cell is cut in two."""
    above = {(column, slot.span): slot for column, slot in _columns(before.rows[-1])}
    for column, slot in _columns(first):
        upper = above.get((column, slot.span))
        if slot.merge != "restart" or upper is None:
            continue
        said = slot.content.words.string
        if not said or (upper.merge is not None and said == _begun(before, column, slot.span)):
            upper.merge = upper.merge or "restart"
            slot.merge = "continue"


def _begun(table: TableEntry, column: int, span: int) -> str:
    """What the merged cell says that reaches the end of a table in this column."""
    for row in reversed(table.rows):
        slot = next((slot for at, slot in _columns(row) if (at, slot.span) == (column, span)), None)
        if slot is None or slot.merge is None:
            break
        if slot.merge == "restart":
            return slot.content.words.string
    return ""


def _columns(row: Row[Content]) -> Iterator[tuple[int, Slot[Content]]]:
    """The cells of a row, each with the grid column it begins in."""
    column = row.before
    for slot in row.slots:
        yield column, slot
        column += slot.span


def repeated_rows(table: TableEntry, before: TableEntry) -> int:
    """How many rows at the head of `table` say again what the head of `before` says; rows of figures may do so by
    chance."""
    count = 0
    named = False
    for again, first in zip(table.rows, before.rows, strict=False):
        said = [slot.content.words.string for slot in first.slots]
        if not any(said) or said != [slot.content.words.string for slot in again.slots]:
            break
        count += 1
        named = named or any(text and not is_figure(text.strip()) for text in said)
    return count if named and count < len(table.rows) else 0


def _width(table: TableEntry) -> int:
    return max(row.before + sum(slot.span for slot in row.slots) for row in table.rows)
