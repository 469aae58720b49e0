"""Figures of tables that could not be told apart: said once for each table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from checker.expression import Unknown, Value
from checker.messages import Message, say
from checker.pack.pack import Form, FormTable
from checker.reading.brokenoff import broken_off
from checker.reading.captions import Captions, line_of
from checker.reading.crammed import crammed
from checker.reading.matched import TableMatch
from checker.reading.reading import Passage, Reading

_WHY, _MIXED = "reading.apart_why", "reading.mixed_why"


def untold(table: FormTable, found: TableMatch, row: str) -> Message | None:
    """Why the figures of a row are not known, where it is said for its table: in most rows their number tells no
    column, or they stand in one cell with those of other rows."""
    if row in found.mixed:
        return say(_MIXED, table=table.spec.title, rows=len(found.mixed))
    return say(_WHY, table=table.spec.title, rows=found.apart) if found.apart else None


def not_told(reading: Reading) -> Iterator[tuple[Message, Message]]:
    """What of the tables could not be told, and what stood behind the end of a text that breaks off; and why."""
    for found in reading.tables.values():
        for rows in ({row for row, _ in found.unsure} - found.mixed, found.mixed):
            why = untold(found.table, found, min(rows)) if rows else None
            if why is not None:
                yield say("reading.apart", **why.params), why
    for what in in_lines(reading).values():
        yield what, say("reading.in_lines_why")
    behind = broken_off(reading)
    if behind is not None:
        yield behind.what, behind.why


def in_lines(reading: Reading) -> Mapping[str, Message]:
    """What was not read, by table: those that were not found though their caption stands in the text, and labels of
    theirs in the lines below it, or though their labels and figures stand there run together."""
    form = reading.tables_form
    if form is None or all(found.found for found in reading.tables.values()):
        return {}
    missing = [form.tables[name] for name, table in reading.tables.items() if not table.found]
    together = {table.id: _told(table) for table in missing if crammed(reading, table)}
    return {**_below_captions(reading, form), **together}


def _told(table: FormTable) -> Message:
    return say("reading.in_lines", table=table.spec.title)


def _below_captions(reading: Reading, form: Form) -> Mapping[str, Message]:
    """Those whose caption stands in the text, with labels of theirs below it."""
    captions = Captions(form)
    there = {name for name, table in reading.tables.items() if table.found}
    wanted = [name for name in captions.tables if not there & {name, form.tables[name].spec.serves_as}]
    if not wanted:
        return {}
    said = [_of(passage.plain.string, captions) for passage in reading.passages]
    found: dict[str, Message] = {}
    for at, name in enumerate(said):
        if name in wanted and _labels_below(reading.passages, said, at, form.tables[name].words):
            found[name] = _told(form.tables[name])
    return found


_BELOW = 40
"""Lines and cells below a caption in which labels of its table are looked for."""
_LABELS = 3
"""Labels, at least, that tell a table."""
_BEFORE = 30
"""Characters before a caption in its line, at most: the name of an organ, the year."""
_LONGEST = 80
"""Characters of a line that is a caption, at most."""


def _of(text: str, captions: Captions) -> str:
    """The table whose caption a line is, with a number or the name of an organ before it; empty where it is none."""
    if len(text) > _LONGEST:
        return ""
    line = line_of(text)
    hit = captions.find(line)
    return hit.table if hit is not None and hit.end == len(line) and hit.begin <= _BEFORE else ""


def _labels_below(passages: Sequence[Passage], said: Sequence[str], at: int, words: Collection[str]) -> bool:
    """Whether the lines below a caption hold labels of its table, each between spaces, before another caption."""
    labels: set[str] = set()
    for passage, caption in zip(passages[at + 1 : at + 1 + _BELOW], said[at + 1 : at + 1 + _BELOW], strict=True):
        if caption:
            break
        labels.update(word for part in passage.text.string.split() if (word := line_of(part)) in words)
    return len(labels) >= _LABELS


def said_of_table(values: Mapping[str, Value], missing: tuple[str, ...]) -> bool:
    """Whether all that a verdict lacks are figures of which it is said for their table that they could not be told."""
    unknown = [value for name in missing if isinstance(value := values.get(name), Unknown)]
    return bool(unknown) and all(value.why is not None and value.why.key in (_WHY, _MIXED) for value in unknown)
