"""The draft of documents written into a pack, a new one where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.bench.drafting.document import FormDraft, drafted
from checker.bench.drafting.sums import Balance, Parts, balances, nested
from checker.bench.drafting.tables import TableDraft
from checker.bench.drafting.writing import form_text, pack_text, rules_text
from checker.bench.new import check_name
from checker.document import Document
from checker.errors import UsageError
from checker.files import write_beside
from checker.messages import say
from checker.text.cells import CellNumber


def write(documents: Sequence[Document], name: str, folder: Path, lang: str) -> tuple[list[Path], FormDraft, int]:
    """Write forms/NAME.yaml, and rules/NAME-sums.yaml where any sum holds in all of the documents; pack.yaml where the
    folder is no pack yet. Returns what was written, the draft, and how many rules are suggested.

    UsageError for a name that is none and for what is there already: nothing is written over.
    """
    check_name(name, "annual-report-2021")
    drafts = [drafted(document) for document in documents]
    first = drafts[0]
    same = {table.id: _same(table, drafts) for table in first.tables}
    found: list[Balance | Parts] = []
    for some in same.values():
        found += [*balances(some), *nested(some)] if some else []
    noughts = {one.table for one in found if one.blank}
    parts = {f"forms/{name}.yaml": form_text(first, name, lang, noughts)}
    if not (folder / "pack.yaml").exists():
        parts = {"pack.yaml": pack_text(first, folder.resolve().name, name, lang), **parts}
    if found:
        parts[f"rules/{name}-sums.yaml"] = rules_text(found, first.tables, lang)
    for part in parts:
        if (folder / part).exists():
            raise UsageError(say("packs.exists", name=part, path=str(folder / part)))
    for part, content in parts.items():
        write_beside(folder / part, content.encode())
    return [folder / part for part in parts], first, len(found)


def _same(table: TableDraft, drafts: Sequence[FormDraft]) -> list[TableDraft]:
    """A table as it stands, with the same rows and columns, in the documents; blank ones show no sums."""
    same = [other for draft in drafts for other in draft.tables if _shape(other) == _shape(table)]
    return [one for one in same if any(figure is not None and figure.text for figure in _figures(one))]


def _figures(table: TableDraft) -> Iterator[CellNumber | None]:
    for block in table.blocks:
        for line in block.values:
            yield from line
    for _, figures in table.coded:
        yield from figures


def _shape(table: TableDraft) -> list[list[str]]:
    return [[label.label for label in (*block.rows, *block.columns)] for block in table.blocks]
