"""The rows of a Word table, with what its cells hold."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from adapters.docx.entries import LONG_CELL, Content, Entry, Words
from adapters.docx.grid import SPAN_LIMIT, Row, Slot
from adapters.docx.letters import is_low
from adapters.docx.names import SDT, SDT_CONTENT, TC, TCPR, TR, TRANSPARENT, TRPR, T, w
from adapters.docx.styles import integer, toggle, value
from adapters.docx.survey import SINGLE, Survey, span_of


class Rows:
    """Collects rows, through content controls and tracked changes round rows and cells."""

    def __init__(
        self, survey: Survey, hoist: etree._Element | None, walk: Callable[[etree._Element], list[Entry]]
    ) -> None:
        self._survey = survey
        self._hoist = hoist
        self._walk = walk
        self.hidden: list[str] = []
        """The texts of rows that do not show."""

    def of(self, table: etree._Element) -> list[Row[Content]]:
        """The rows of a table that have cells; tracked deletions left out. Cells that are not plain are not settled."""
        rows: list[Row[Content]] = []
        self._rows(table, rows)
        return [row for row in rows if row.slots]

    def _rows(self, parent: etree._Element, rows: list[Row[Content]]) -> None:
        for child in parent:
            tag = child.tag
            if tag == TR:
                before = 0
                properties = child.find(TRPR)
                if properties is not None and len(properties):
                    if properties.find(w("del")) is not None:
                        continue
                    if toggle(properties, w("hidden")) or is_low(properties):
                        self.hidden += [text.text for text in child.iter(T) if text.text]
                        continue
                    before = integer(value(properties, w("gridBefore"))) or 0
                row: Row[Content] = Row(min(before, SPAN_LIMIT), [])
                self._cells(child, row)
                rows.append(row)
            elif tag == SDT:
                content = child.find(SDT_CONTENT)
                if content is not None:
                    self._rows(content, rows)
            elif tag in TRANSPARENT:
                self._rows(child, rows)

    def _cells(self, parent: etree._Element, row: Row[Content]) -> None:
        plain, placed, hoist = self._survey.cells, self._survey.placed, self._hoist
        for child in parent:
            lines = plain.get(child)
            if lines is not None and len(lines) < LONG_CELL:
                content = Content(Words("\n".join(lines), child, None, hoist))
                if child in placed:
                    self._place(child, content, row)
                else:
                    row.slots.append(Slot(1, None, content))
                continue
            tag = child.tag
            if tag == TC:
                self._place(child, Content(Words("", child, [], hoist), self._walk(child)), row)
            elif tag == SDT:
                inner = child.find(SDT_CONTENT)
                if inner is not None:
                    self._cells(inner, row)
            elif tag in TRANSPARENT:
                self._cells(child, row)

    def _place(self, cell: etree._Element, content: Content, row: Row[Content]) -> None:
        properties = cell.find(TCPR)
        span = SINGLE if properties is None else span_of(properties)
        if span.deleted:
            return
        if span.across == "continue" and row.slots:
            row.slots[-1].span = min(row.slots[-1].span + span.columns, SPAN_LIMIT)
        else:
            row.slots.append(Slot(span.columns, span.down, content))
