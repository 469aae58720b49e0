"""The findings as JSON Lines: each a line of its own, with the unit, year and path it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.audit import wording
from checker.audit.audit import Run
from checker.document import Document
from checker.outputs import json
from checker.outputs.material.order import owned


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8, one object a line."""
    return b"".join(lines(run))


def lines(run: Run) -> Iterator[bytes]:
    """The lines one by one."""
    for audit, finding in owned(run):
        issuer, year = (audit.issuer, audit.year) if audit is not None else (finding.issuer or None, None)
        about = {"issuer": issuer, "year": year, "path": wording.path_of(finding, audit)}
        yield json.dumps(about | json.finding(finding))
