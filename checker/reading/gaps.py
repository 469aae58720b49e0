"""What of a document was not read, and what may stand there: nothing of that is certainly missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from checker.document import Unread
from checker.messages import Message
from checker.reading.reading import Reading, Spot

_BEFORE = -2
"""A cell number before that of a paragraph (-1): the point before a block."""


def anywhere(reading: Reading) -> tuple[Message, ...]:
    """The unread parts that may hold a section, or anything else that has no place of its own."""
    return _named(gap for gap in _unread(reading) if gap.holds == "part")


def within(reading: Reading, sections: Collection[str]) -> tuple[Message, ...]:
    """The unread parts that may hold a passage or a table of one of these sections, which are there (or `preamble`)."""
    return _named(
        gap
        for gap in _unread(reading)
        if gap.holds in ("part", "passage") and (gap.block is None or _section(reading, gap.block) in (*sections, None))
    )


def of_field(reading: Reading, sections: Collection[str]) -> tuple[Message, ...]:
    """The unread parts that may hold a particular: any part, and a passage of its sections, else of the preamble."""
    wanted = sections or ("preamble",)
    return _named(
        gap
        for gap in _unread(reading)
        if gap.holds == "part"
        or (gap.holds == "passage" and (gap.block is None or _section(reading, gap.block) in (*wanted, None)))
    )


def of_table(reading: Reading, blocks: Collection[int]) -> tuple[Message, ...]:
    """The unread parts that may hold a row, a column or a label of a table that stands in these blocks."""
    first, last = min(blocks, default=0), max(blocks, default=-1) + 1
    return _named(
        gap
        for gap in _unread(reading)
        if (gap.holds == "part" if gap.block is None else gap.holds != "aside" and first <= gap.block <= last)
    )


def of_cells(reading: Reading) -> dict[tuple[int, tuple[int, int] | None], Message]:
    """Of cells that were not read, why, by block and place in the table."""
    return {
        (gap.block, gap.cell): gap.why
        for gap in reading.document.unread
        if gap.block is not None and gap.cell is not None
    }


def _unread(reading: Reading) -> tuple[Unread, ...]:
    """What the reader says it could not read, and the texts in which characters are lost."""
    return (*reading.document.unread, *reading.lost) if reading.lost else reading.document.unread


def _section(reading: Reading, block: int) -> str | None:
    return reading.section_at(Spot(block, _BEFORE))


def _named(gaps: Iterable[Unread]) -> tuple[Message, ...]:
    """What they are called, each once."""
    found: list[Message] = []
    for gap in gaps:
        if gap.what not in found:
            found.append(gap.what)
    return tuple(found)
