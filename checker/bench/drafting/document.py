"""A document as the draft of a form: its title, its sections, its tables, its particulars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checker.bench.drafting.ids import Ids
from checker.bench.drafting.tables import TableDraft, draft
from checker.document import Document, Paragraph, Picture, Table
from checker.reading.headings import Heading, headings, numbering
from checker.reading.reading import Passage, read_passages
from checker.record import dataclass
from checker.text.dates import dates, periods
from checker.text.normalize import bare, comparable

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_PARTICULAR = re.compile(r"^(?P<label>[^:：,，。;；()（）0-9]{2,14})[:：]\s*(?P<value>\S.{0,60})$")
_MONEY = re.compile(r"(?:人民币)?(?:元|千元|万元|百万元|亿元)")
_CAPTION = re.compile(r"表|table", re.IGNORECASE)
_LONGEST_TITLE = 60
_SHORTEST_NAME = 2
_SENTENCE = frozenset(",;:、。,;")


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section by its heading."""

    id: str
    title: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """A particular after its label; `read` is what its value looks like."""

    id: str
    label: str
    read: str


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What a document shows of how such documents are built. `doubts` are keys of messages, with a table or without."""

    title: str
    year: int | None
    outline: tuple[SectionDraft, ...]
    tables: tuple[TableDraft, ...]
    fields: tuple[FieldDraft, ...]
    doubts: tuple[tuple[str, str], ...]
    unit: str = ""
    """What stands by its tables before the unit of their figures: 单位."""


def drafted(document: Document) -> FormDraft:
    """The draft of the form that a document is on."""
    passages = tuple(read_passages(document))
    heading = _title(document)
    tops = _once(_tops(headings(passages), heading))
    sections = Ids("section")
    outline = [SectionDraft(sections.of(one.title), _shown(one)) for one in tops]
    doubts: list[tuple[str, str]] = [("no_outline", "")] if not outline else []
    tables = Ids("table")
    made: list[TableDraft] = []
    for block, one in enumerate(document.blocks):
        if not isinstance(one, Table):
            continue
        at = max((index for index, top in enumerate(tops) if top.spot.block < block), default=None)
        name = outline[at].id if at is not None else tables.of("")
        table = draft(block, one, name if name not in {done.id for done in made} else tables.of(""), "", "")
        if table is None:
            doubts.append(("no_table", str(block + 1)))
            continue
        table = _open(table, heading)
        caption = _caption(document, block)
        where = outline[at] if at is not None else None
        title = caption or (where.title if where is not None else "")
        made.append(replace(table, section=where.id if where is not None else "", title=title, caption=caption))
        doubts += [(doubt, table.id) for doubt in table.doubts]
    by_section = {table.section: table.id for table in reversed(made) if table.section}
    years = _YEAR.findall(heading)
    fields = list(_fields(passages))
    unit = next((one.label for one in fields if one.read == "unit"), "")
    return FormDraft(
        heading,
        int(years[0]) if years else None,
        tuple(SectionDraft(one.id, one.title, by_section.get(one.id, "")) for one in outline),
        tuple(made),
        tuple(one for one in fields if one.read != "unit"),
        tuple(doubts),
        unit,
    )


def _open(table: TableDraft, title: str) -> TableDraft:
    """A table whose only row is called as the document's title calls its issuer is open: others write other names."""
    rows = [row for part in table.blocks for row in part.rows]
    name = bare(rows[0].label) if len(rows) == 1 else ""
    if table.codes or len(name) < _SHORTEST_NAME or name not in bare(title):
        return table
    return replace(table, blocks=(replace(table.blocks[0], rows=()),), example=rows[0].label)


def _title(document: Document) -> str:
    """The first line that is short enough to be one."""
    for block in document.blocks:
        if isinstance(block, Picture):
            continue
        texts = [block.text.string] if isinstance(block, Paragraph) else [cell.text.string for cell in block.cells[:1]]
        for text in texts:
            line = text.strip().partition("\n")[0]
            if 0 < len(line) <= _LONGEST_TITLE:
                return line
    return ""


def _tops(lines: Sequence[Heading], title: str) -> list[Heading]:
    """The headings of the outermost level: of the first style of numbers that stands alone on its lines, else those
    that the file calls headings."""
    plain = comparable(title).string
    alone = [
        one
        for one in lines
        if one.whole and one.title and one.title != plain and one.title[-1] not in _SENTENCE and not one.passage.cell
    ]
    numbered = [one for one in alone if one.style]
    if numbered:
        counts = Counter(one.style for one in numbered)
        first = next(one.style for one in numbered if counts[one.style] > 1 or len(numbered) == 1 or one.ordinal == 1)
        return [one for one in numbered if one.style == first]
    levels = [one.passage.level for one in alone if one.passage.level is not None]
    top = Counter(levels).most_common(1)[0][0] if levels else None
    return [one for one in alone if one.passage.level == top] if top is not None else []


def _once(tops: list[Heading]) -> list[Heading]:
    """Of headings of the same words the last: those before it stand in a table of contents."""
    last = {bare(_shown(one)): at for at, one in enumerate(tops)}
    return [one for at, one in enumerate(tops) if last[bare(_shown(one))] == at]


def _shown(heading: Heading) -> str:
    begin, end = heading.passage.plain.back(heading.start, heading.end)
    return heading.passage.text.string[begin:end].strip()


_LONGEST = 20
"""Characters of a value that ends as a sentence does and may yet be one."""
_LINES = 4
"""Lines before a table among which its caption is looked for."""


def _caption(document: Document, block: int) -> str:
    """The short text before a table that calls it one: the nearest without digits (公开01表) and without a colon."""
    found: list[str] = []
    for before in reversed(document.blocks[max(block - _LINES, 0) : block]):
        if not isinstance(before, Paragraph):
            break
        text = " ".join(before.text.string.split())
        if 0 < len(text) <= _LONGEST_TITLE and _CAPTION.search(text) and not re.search("[:：]", text):
            found.append(text)
    chosen = next((one for one in found if not re.search("[0-9]", one)), found[0] if found else "")
    return chosen[numbering(chosen)[2] :].strip()


def _fields(passages: Sequence[Passage]) -> list[FieldDraft]:
    """Labels with their values in lines of their own; one of a label."""
    ids = Ids("field")
    found: dict[str, FieldDraft] = {}
    for passage in passages:
        if passage.cell is not None:
            continue
        for line in passage.text.string.splitlines():
            match = _PARTICULAR.match(line.strip())
            sentence = match is not None and match["value"].strip()[-1:] in _SENTENCE and len(match["value"]) > _LONGEST
            if match and not sentence and match["label"] not in found and not numbering(match["label"])[2]:
                label = match["label"].strip()
                found[match["label"]] = FieldDraft(ids.of(label), label, _kind(match["value"]))
    return list(found.values())


def _kind(value: str) -> str:
    """How a value is read; `unit` of one that says in which money figures are."""
    plain = comparable(value).string
    if _MONEY.fullmatch(plain):
        return "unit"
    if periods(plain):
        return "period"
    if dates(plain):
        return "date"
    return "number" if re.fullmatch(r"[0-9][0-9,]*(?:\.[0-9]+)?", plain) else "text"
