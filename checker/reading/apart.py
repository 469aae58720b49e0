"""Tables of a text that shows no grid: what of them could not be told, said once for each table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from checker.expression import Unknown, Value
from checker.messages import Message, say
from checker.pack.pack import FormTable
from checker.reading.headings import unmarked
from checker.reading.matched import TableMatch
from checker.reading.reading import Passage, Reading
from checker.text.normalize import bare

_WHY = "reading.apart_why"


def apart(table: FormTable, found: TableMatch) -> Message:
    """Why the figures of most rows are not known: their number tells no column."""
    return say(_WHY, table=table.spec.title, rows=found.apart)


def not_told(reading: Reading) -> Iterator[tuple[Message, Message]]:
    """What of the tables could not be told, and why."""
    for found in reading.tables.values():
        if found.apart:
            what = say("reading.apart", table=found.table.spec.title, rows=found.apart)
            yield what, apart(found.table, found)
    for what in in_lines(reading).values():
        yield what, say("reading.in_lines_why")


def in_lines(reading: Reading) -> Mapping[str, Message]:
    """What was not read, by table: those that were not found though their caption stands in the text, and labels of
    theirs in the lines below it."""
    form = reading.tables_form
    tables = form.tables if form is not None else {}
    wanted = [name for name, table in tables.items() if table.spec.captions and not reading.tables[name].found]
    if not wanted:
        return {}
    captions = {bare(text): name for name, table in tables.items() for text in table.spec.captions}
    said = [bare(unmarked(passage.plain.string)) for passage in reading.passages]
    found: dict[str, Message] = {}
    for at, text in enumerate(said):
        name = _of(text, captions)
        if name in wanted and _labels_below(reading.passages, said, at, tables[name].words, captions):
            found[name] = say("reading.in_lines", table=tables[name].spec.title)
    return found


_BELOW = 40
"""Lines and cells below a caption in which labels of its table are looked for."""
_LABELS = 3
"""Labels, at least, that tell a table."""
_BEFORE = 30
"""Characters before a caption in its line, at most: its number, the name of an organ, the year."""


def _of(text: str, captions: Mapping[str, str]) -> str:
    """The table whose caption a line is, with a number or the name of an organ before it; empty where it is none."""
    if len(text) > max(map(len, captions)) + _BEFORE:
        return ""
    hits = [caption for caption in captions if text.endswith(caption)]
    longest = max(hits, key=len, default="")
    return captions[longest] if longest and len(text) <= len(longest) + _BEFORE else ""


def _labels_below(
    passages: Sequence[Passage], said: Sequence[str], at: int, words: Collection[str], captions: Mapping[str, str]
) -> bool:
    """Whether the lines below a caption hold labels of its table, each between spaces, before another caption."""
    labels: set[str] = set()
    for passage, text in zip(passages[at + 1 : at + 1 + _BELOW], said[at + 1 : at + 1 + _BELOW], strict=True):
        if _of(text, captions):
            break
        labels.update(word for part in passage.text.string.split() if (word := bare(part)) in words)
    return len(labels) >= _LABELS


def said_of_table(values: Mapping[str, Value], missing: tuple[str, ...]) -> bool:
    """Whether all that a verdict lacks are figures of which it is said for their table that they could not be told."""
    unknown = [value for name in missing if isinstance(value := values.get(name), Unknown)]
    return bool(unknown) and all(value.why is not None and value.why.key == _WHY for value in unknown)
