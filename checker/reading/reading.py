"""A document read against a form: its comparable texts, its sections, and the places of both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from checker.document import LOST, Document, Location, Paragraph, Table, Text, Unread
from checker.expression import Unknown, Value
from checker.messages import say
from checker.pack.pack import Form, Pack
from checker.record import dataclass
from checker.text.normalize import Comparable, comparable, comparable_paragraph

if TYPE_CHECKING:
    from checker.reading.fields import FieldValue
    from checker.reading.headings import Heading
    from checker.reading.matched import TableMatch


_HEADING = 40
"""Characters that a line has at most which may be a heading."""


class Spot(NamedTuple):
    """A point in the reading order of a document: block, cell of that block (-1 for a paragraph), offset."""

    block: int
    cell: int = -1
    offset: int = 0

    def moved(self, by: int) -> Spot:
        """The point so many characters further in the same text."""
        return Spot(self.block, self.cell, self.offset + by)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the document: its place, the text as it stands, and the same made comparable."""

    block: int
    cell: tuple[int, int] | None
    spot: Spot
    text: Text
    plain: Comparable
    number: str = ""
    level: int | None = None
    part: str = "body"

    def part_of(self, low: int, high: int) -> Passage:
        """The same passage with a range of its comparable text only."""
        plain = Comparable(self.plain.string[low:high], self.plain.origin[low:high])
        return replace(self, plain=plain, spot=self.spot.moved(low))


@dataclass(frozen=True, slots=True)
class SectionSpan:
    """A section as found: its heading and what lies under it; `begin` is the first spot after the heading."""

    id: str
    heading: tuple[Passage, int, int]
    """The passage that holds the heading and the comparable range of it."""
    begin: Spot
    end: Spot
    titled: bool
    """Whether the heading says what the form says."""

    @property
    def start(self) -> Spot:
        """Where its heading begins."""
        return self.heading[0].spot._replace(offset=self.heading[1])


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is called and of whom it is. `year_from` and `organ_from` tell which witnesses told it.

    `other_organ` is another organ that a witness names who is believed as much; `former` are the renamings that the
    text tells of, each as the old and the new name.
    """

    title: str = ""
    title_at: Location | None = None
    organ: str | None = None
    organ_from: str | None = None
    organ_at: Location | None = None
    other_organ: str | None = None
    other_at: Location | None = None
    former: tuple[tuple[str, str], ...] = ()
    level: str | None = None
    year: int | None = None
    year_from: str | None = None


BEGIN, END = Spot(-1), Spot(1 << 60)


@dataclass(frozen=True)
class Reading:
    """A document as the facts see it. `sections` is in document order."""

    document: Document
    pack: Pack
    form: Form | None
    role: str
    identity: Identity = Identity()
    sections: tuple[SectionSpan, ...] = ()
    kind: str = ""
    """What kind of document it is in the pack; `role` is what it is in its dossier."""
    written: Form | None = None
    """The form on which the tables were written, where it is not that of the year."""
    passages: tuple[Passage, ...] = ()
    """Every text in reading order."""
    headings: tuple[Heading, ...] = ()
    """Every line that may be a heading, in reading order."""
    tables: Mapping[str, TableMatch] = field(default_factory=dict)
    """Every table of `tables_form` by its id, matched with what the document has of it."""
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    """The particulars of the form that stand in the text, by name."""

    @cached_property
    def order(self) -> dict[tuple[int, tuple[int, int] | None], int]:
        """The index of each passage by its block and cell."""
        return {(passage.block, passage.cell): index for index, passage in enumerate(self.passages)}

    @cached_property
    def _texts(self) -> list[tuple[int, int]]:
        """The block and cell of each passage."""
        return [passage.spot[:2] for passage in self.passages]

    @cached_property
    def lowered(self) -> tuple[str, list[int]]:
        """The comparable texts in lower case, one a line, and where each begins."""
        texts = [passage.plain.string.lower() for passage in self.passages]
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        return "\n".join(texts), starts[:-1]

    @cached_property
    def lost(self) -> tuple[Unread, ...]:
        """The texts with lost characters: a short line may be any heading, a longer one holds what a passage does."""
        what, why = say("reading.lost"), say("reading.lost_why")
        return tuple(
            Unread(
                what,
                why,
                one.block,
                one.cell,
                "value" if one.cell is not None else "part" if len(one.plain.string) <= _HEADING else "passage",
            )
            for one in self.passages
            if LOST in one.text.string
        )

    @property
    def tables_form(self) -> Form | None:
        """The form that the tables are read by."""
        return self.written or self.form

    @cached_property
    def by_id(self) -> dict[str, SectionSpan]:
        """The sections found, by id."""
        return {section.id: section for section in self.sections}

    @cached_property
    def _starts(self) -> list[Spot]:
        """Where the heading of each section begins."""
        return [section.start for section in self.sections]

    @property
    def preamble_end(self) -> Spot:
        """Where the first section begins."""
        return self.sections[0].start if self.sections else END

    @cached_property
    def _within(self) -> dict[str, tuple[Passage, ...]]:
        return {}

    def within(self, section: str) -> Iterator[Passage]:
        """The texts of a section, `preamble` for what stands before the first; headings are not among them.

        Of a text that holds more than the section its part alone: the comparable text is cut, the text is whole.
        """
        found = self._within.get(section)
        if found is None:
            found = self._within[section] = tuple(self._passages_of(section))
        return iter(found)

    def _passages_of(self, section: str) -> Iterator[Passage]:
        span = self.by_id.get(section)
        if section == "preamble":
            begin, end = BEGIN, self.preamble_end
        elif span is not None:
            begin, end = span.begin, span.end
        else:
            return
        first, last = begin[:2], end[:2]
        for passage in self.passages[bisect_left(self._texts, first) : bisect_right(self._texts, last)]:
            at, size = passage.spot[:2], len(passage.plain.string)
            low = begin.offset if at == first else 0
            high = end.offset if at == last else size
            if low < high:
                yield passage if (low, high) == (0, size) else passage.part_of(low, high)

    def section_at(self, spot: Spot) -> str | None:
        """The section that a spot lies in, `preamble` before the first; None in a document without sections."""
        if not self.sections:
            return None
        before = bisect_right(self._starts, spot)
        return self.sections[before - 1].id if before else "preamble"

    def locate(
        self,
        passage: Passage,
        start: int,
        end: int,
        section: str | None = "",
        table: str | None = None,
        row: str | None = None,
        column: str | None = None,
    ) -> Location:
        """The place of a range of a passage's comparable text; the section is the one it lies in if none is given."""
        begin, stop = passage.plain.back(start, end)
        if section == "":
            section = self.section_at(passage.spot.moved(start) if start else passage.spot)
        return self.document.locate(passage.block, begin, stop, passage.cell, passage.text, section, table, row, column)

    def point(self, section: str | None = None, **ids: str | None) -> Location:
        """Where something missing would belong: after the heading of its section, else the top of the document."""
        span = self.by_id.get(section or "")
        if span is not None:
            passage = span.heading[0]
            at = passage.plain.back(span.heading[1], span.heading[2])[1]
            return self.document.locate(passage.block, at, at, passage.cell, section=section, **ids)
        previous = self._section_before(section)
        if previous is not None:
            last = [passage for passage in self.passages if passage.spot < previous.end]
            if last:
                size = len(last[-1].text.string)
                return self.document.locate(last[-1].block, size, size, last[-1].cell, section=section, **ids)
        if self.identity.title_at is not None and self.identity.title_at.block is not None:
            at_title = self.identity.title_at
            assert at_title.block is not None
            return self.document.locate(
                at_title.block, at_title.end or 0, at_title.end or 0, at_title.cell, section=section, **ids
            )
        if self.passages:
            first = self.passages[0]
            return self.document.locate(first.block, 0, 0, first.cell, section=section, **ids)
        return replace(
            Location(self.document.path, section=section),
            table=ids.get("table"),
            row=ids.get("row"),
            column=ids.get("column"),
        )

    def _section_before(self, section: str | None) -> SectionSpan | None:
        """The nearest section found that the form puts before this one."""
        if self.form is None or section is None:
            return None
        order = [entry.id for entry in self.form.spec.outline]
        if section not in order:
            return None
        for name in reversed(order[: order.index(section)]):
            if name in self.by_id:
                return self.by_id[name]
        return None

    def common(self) -> Mapping[str, Value]:
        """The values that every fact of the document carries."""
        return self._common

    @cached_property
    def _common(self) -> Mapping[str, Value]:
        return {
            "role": self.role,
            "form": self.form.id if self.form else Unknown("absent"),
            "level": self.identity.level or Unknown("absent"),
            "year": self.identity.year if self.identity.year is not None else Unknown("absent"),
        }

    @cached_property
    def common_of_tables(self) -> Mapping[str, Value]:
        """Those that facts about tables carry: their form is that on which the tables are written."""
        return {**self._common, "form": self.tables_form.id if self.tables_form else Unknown("absent")}


@lru_cache(maxsize=4096)
def _plain(text: str) -> Comparable:
    """Cells say the same few things many times."""
    return comparable(text)


def read_passages(document: Document) -> Iterator[Passage]:
    """Every text of a document in reading order, made comparable."""
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            for order, cell in enumerate(block.cells):
                plain = _plain(cell.text.string)
                yield Passage(index, (cell.row, cell.column), Spot(index, order), cell.text, plain)
        elif isinstance(block, Paragraph):
            plain = comparable_paragraph(block.text.string)
            yield Passage(index, None, Spot(index), block.text, plain, block.number, block.level, block.part)
