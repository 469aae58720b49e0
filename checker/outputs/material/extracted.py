"""The text of a document as lines, and where in them each of its places stands."""

from __future__ import annotations

from checker.audit.wording import visible
from checker.document import Document, Table
from checker.record import dataclass

Slot = tuple[int, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Extract:
    """Paragraphs and rows of tables in lines, cells of a row between tabs; `starts` has the offset of each text."""

    text: str
    starts: dict[Slot, int]

    def position(self, block: int, cell: tuple[int, int] | None, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character of a paragraph or cell."""
        slot = (block, cell) if (block, cell) in self.starts else (block, None)
        at = min(self.starts.get(slot, 0) + (offset if slot == (block, cell) else 0), len(self.text))
        before = self.text[:at]
        return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def has_lines(document: Document) -> bool:
    """Whether the file itself is text, so that its places are lines and columns of it."""
    first = next((text for _, _, text in document.texts() if text.runs), None)
    return first is not None and first.place(0, 1).line is not None


def extract(document: Document) -> Extract:
    """The document's text. A line feed in a cell stays one, so that offsets hold."""
    parts: list[str] = []
    starts: dict[Slot, int] = {}
    length = 0

    def put(string: str) -> None:
        nonlocal length
        parts.append(string)
        length += len(string)

    for index, block in enumerate(document.blocks):
        starts[index, None] = length
        if isinstance(block, Table):
            for row in block.by_row():
                for place, cell in enumerate(row):
                    if place:
                        put("\t")
                    starts[index, (cell.row, cell.column)] = length
                    put(_same_length(cell.text.string))
                put("\n")
        else:
            number = getattr(block, "number", "")
            put(visible(number))
            starts[index, None] = length
            put(_same_length(block.text.string) + "\n")
    return Extract("".join(parts), starts)


def _same_length(string: str) -> str:
    """Control and direction characters as U+FFFD, one for one, so that offsets hold."""
    return "".join(char if visible(char) == char else "\ufffd" for char in string)
