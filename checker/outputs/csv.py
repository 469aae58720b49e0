"""The findings as a table in CSV, which a spreadsheet opens without a formula in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from checker.audit.audit import Run
from checker.audit.wording import tr
from checker.document import Document
from checker.outputs.material.ledger import COLUMNS, Row, rows


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs; one row a finding, the columns of the ledger."""
    return table(run.lang, rows(run, documents))


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
