"""The findings as a table in CSV, which a spreadsheet opens without a formula in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

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
    found = table(run.lang, rows(run, documents))
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


def table(lang: str, entries: list[Row]) -> bytes:
    """The rows of a ledger as CSV, with their heading."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([tr(f"column_{column}", lang) for column in COLUMNS])
    writer.writerows([inert(row.cell(column)) for column in COLUMNS] for row in entries)
    return target.getvalue().encode("utf-8-sig", "replace")


def inert(string: str) -> str:
    """The string, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return (
        f"'{string}"
        if string.lstrip()[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠") and string.strip()
        else string
    )
