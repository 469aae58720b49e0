"""The findings as JSON Lines: each a line of its own, with the unit, year and path it belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from checker.audit import wording
from checker.audit.audit import Run
from checker.document import Document
from checker.outputs import json


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8, one object a line."""
    lines = [
        json.dumps(
            {"issuer": audit.issuer, "year": audit.year, "path": wording.path_of(finding, audit)}
            | json.finding(finding)
        )
        for audit in run.audits
        for finding in audit.findings
    ]
    lines += [
        json.dumps(
            {"issuer": finding.issuer or None, "year": None, "path": wording.path_of(finding)} | json.finding(finding)
        )
        for finding in run.batch
    ]
    return b"".join(lines)
