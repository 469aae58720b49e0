"""The findings as a table in CSV, which a spreadsheet opens without a formula in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.audit.audit import Promised, Run
from checker.audit.wording import tr
from checker.document import Document
from checker.outputs.material import promised
from checker.outputs.material.ledger import COLUMNS, Row, rows


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs; one row a finding, the columns of the ledger; one
    between two units is a row of each.

    Where a plan was compared, its clauses follow below an empty row, with a heading of their own.
    """
    found = b"".join(table(run.lang, rows(run, documents)))
    clauses = [row for audit in run.audits for row in audit.matrix]
    return found + b"\r\n" + promises(run.lang, clauses, marked=False) if clauses else found


def promises(lang: str, clauses: Sequence[Promised], *, marked: bool = True) -> bytes:
    """The plan against the report as CSV, with its heading; `marked` with a byte order mark."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(promised.heads(lang))
    for clause in clauses:
        held = promised.cells(clause, lang)
        writer.writerow([inert(held[column]) for column in promised.COLUMNS])
    return target.getvalue().encode("utf-8-sig" if marked else "utf-8", "replace")


def table(lang: str, entries: Iterable[Row]) -> Iterator[bytes]:
    """The rows of a ledger as CSV one by one, their heading first."""
    yield _line([tr(f"column_{column}", lang) for column in COLUMNS], "utf-8-sig")
    for row in entries:
        yield _line([inert(row.cell(column)) for column in COLUMNS])


def _line(cells: Sequence[str], encoding: str = "utf-8") -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target).writerow(cells)
    return target.getvalue().encode(encoding, "replace")


def inert(string: str) -> str:
    """The string, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return (
        f"'{string}"
        if string.lstrip()[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠") and string.strip()
        else string
    )
