"""What of a document was not read, and what may stand there: nothing of that is certainly missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from checker.document import Unread
from checker.messages import Message
from checker.reading.brokenoff import broken_off
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


def whole(reading: Reading) -> bool:
    """Whether all of a document was read that may hold more than what stands beside its text."""
    return all(gap.holds == "aside" for gap in _unread(reading))


def _unread(reading: Reading) -> tuple[Unread, ...]:
    """What the reader says it could not read, the texts in which characters are lost, and what a text breaks off
    before."""
    behind = broken_off(reading)
    return (*reading.document.unread, *reading.lost, *((behind,) if behind is not None else ()))


def _section(reading: Reading, block: int) -> str | None:
    return reading.section_at(Spot(block, _BEFORE))


def _named(gaps: Iterable[Unread]) -> tuple[Message, ...]:
    """What they are called, each once."""
    found: list[Message] = []
    for gap in gaps:
        if gap.what not in found:
            found.append(gap.what)
    return tuple(found)
