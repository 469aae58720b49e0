"""Which tables of a document are which tables of a form: by the captions before them, or by the labels in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from checker.document import Paragraph, Table
from checker.pack.pack import Form
from checker.reading.captions import Captions, line_of
from checker.reading.chained import chains_of
from checker.text.bilingual import chinese_of
from checker.text.normalize import bare
from checker.text.numerals import CellState, cell_number

CAPTION_LINES = 8
"""Paragraphs before a table among which its caption is looked for."""
_LONGEST = 400
"""Characters of a line that may be a caption, at most."""


def assign(
    document_tables: list[tuple[int, Table]], form: Form, blocks: Sequence[object], words_in: Mapping[int, Set[str]]
) -> dict[str, list[int]]:
    """The blocks that hold each table of the form: by the caption where the form tells some, else by the labels, of
    which `words_in` tells those that stand in each block.

    A table that has captions is known by its labels only where its caption stands nowhere and no other fits as well.
    """
    found: dict[str, list[int]] = {name: [] for name in form.tables}
    captions = Captions(form)
    chains = {name: chains_of(table) for name, table in form.tables.items()}
    captioned = captions.tables
    claimed = by_caption(document_tables, captions, blocks) if captioned else {}
    claimed = {index: _served(name, claimed, form) for index, name in claimed.items()}
    claimed = _best_headed(claimed, dict(document_tables), form, blocks, words_in)
    for index, _ in document_tables:
        if index in claimed:
            found[claimed[index]].append(index)
            continue
        words = words_in[index]
        hits = {
            name: len(table.words & (words | chains[name].words(words)))
            for name, table in form.tables.items()
            if not table.spec.serves_as
        }
        best = max(hits.values(), default=0)
        leaders = [name for name, count in hits.items() if count == best]
        for name, said in hits.items():
            table = form.tables[name]
            if said < min(2, len(table.words)):
                continue
            if name in captioned:
                fits = leaders == [name] and name not in claimed.values()
            else:
                fits = said == best or said >= 0.6 * len(table.words)
            if fits:
                found[name].append(index)
    return found


def _served(name: str, claimed: Mapping[int, str], form: Form) -> str:
    """The table that one is taken for which may serve as another: that other where no caption claims it."""
    other = form.tables[name].spec.serves_as
    return other if other and other not in claimed.values() else name


def words_of(block: Table) -> frozenset[str]:
    """What stands in the cells of a table, in each line of them, and in what of them is Chinese, bare."""
    texts = {cell.text.string for cell in block.cells}
    return frozenset(bare(line) for text in texts for line in _lines_of(text))


def _lines_of(text: str) -> Iterator[str]:
    yield text
    if "\n" in text:
        yield from text.split("\n")
    own = chinese_of(text)
    if len(own) < len(text):
        yield own


def by_caption(
    document_tables: list[tuple[int, Table]], captions: Captions, blocks: Sequence[object]
) -> dict[int, str]:
    """The table of the form that each block is by the text nearest before it that holds a caption; the longest counts.

    A table right after another is the rest of it.
    """
    claimed: dict[int, str] = {}
    strange: dict[int, int] = {}
    for index, block in document_tables:
        before = [line_of(text) for text in _before(index, blocks)]
        for text in (*map(line_of, _heads(block)), *before):
            hit = captions.find(text) if len(text) < _LONGEST else None
            if hit is not None and len(text) < 80 + 2 * (hit.end - hit.begin):
                claimed[index] = hit.table
                strange[index] = hit.begin
                break
        else:
            if not before and index - 1 in claimed:
                claimed[index] = claimed[index - 1]
                strange[index] = strange[index - 1]
    return _least_strange(claimed, strange)


def _least_strange(claimed: dict[int, str], strange: dict[int, int]) -> dict[int, str]:
    """The claims without those whose caption has more before it than that of another table of the same name.

    政府采购支出决算表 is no 支出决算表 where that stands under its own title; what stands before all of them, such as
    the name of the organ, tells none from another.
    """
    least: dict[str, int] = {}
    for index, name in claimed.items():
        least[name] = min(least.get(name, strange[index]), strange[index])
    return {index: name for index, name in claimed.items() if strange[index] == least[name]}


def _best_headed(
    claimed: Mapping[int, str],
    tables: Mapping[int, Table],
    form: Form,
    blocks: Sequence[object],
    words_in: Mapping[int, Set[str]],
) -> dict[int, str]:
    """The claims without those of tables whose head says fewer columns of the form than that of another of the same
    name: of 基本支出表, 基本支出表-人员经费 and 基本支出表-公用经费 the one with all its columns is the form's.

    What follows a table without a caption of its own is a part of it, and so is what has no head.
    """
    first: dict[int, int] = {}
    said: dict[int, int] = {}
    for index, name in claimed.items():
        table, block = form.tables[name], tables[index]
        head = _head_words(block)
        goes_on = claimed.get(index - 1) == name and next(_before(index, blocks), None) is None and not _heads(block)
        first[index] = first[index - 1] if goes_on else index
        if goes_on or len(table.blocks) > 1:
            continue
        words: Set[str] | None = head if table.rows() and all(row.label for row in table.rows()) else words_in[index]
        if words is not None:
            said[index] = sum(
                any(bare(one) in words for one in (label.label, *label.also)) for label in table.columns()
            )
    most = {claimed[index]: 0 for index in said}
    for index, count in said.items():
        most[claimed[index]] = max(most[claimed[index]], count)
    return {
        index: name for index, name in claimed.items() if said.get(first[index], most.get(name, 0)) == most.get(name, 0)
    }


def _head_words(block: Table) -> set[str] | None:
    """What stands in the rows of a table before its first with a figure; None where that is the first."""
    numbers = [cell.row for cell in block.cells if cell_number(cell.text.string).state is CellState.NUMBER]
    first = min(numbers, default=block.rows)
    if not first:
        return None
    return {bare(line) for cell in block.cells if cell.row < first for line in _lines_of(cell.text.string)}


def _before(index: int, blocks: Sequence[object]) -> Iterator[str]:
    """The paragraphs between a table and the one before it, the nearest first."""
    for block in reversed(blocks[max(index - CAPTION_LINES, 0) : index]):
        if isinstance(block, Table):
            return
        if isinstance(block, Paragraph) and block.text.string.strip():
            yield block.text.string


def _heads(block: Table) -> list[str]:
    """The only text of each of the first rows of a table, where there is only one."""
    heads = []
    for row in range(min(block.rows, 2)):
        filled = [cell.text.string for cell in block.cells if cell.row == row and cell.text.string.strip()]
        if len(filled) != 1:
            break
        heads.append(filled[0])
    return heads
