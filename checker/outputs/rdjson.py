"""The findings as Reviewdog's diagnostics (rdjson)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.audit import wording
from checker.audit.audit import Run, stands
from checker.document import Document, Location
from checker.finding import Verdict
from checker.outputs import json
from checker.outputs.material.order import owned

SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8. Lines alone: the format counts columns in bytes of the line, which a document as read has not kept."""
    diagnostics: list[dict[str, Any]] = []
    for audit, finding in owned(run):
        if not stands(finding):
            continue
        made: dict[str, Any] = {
            "message": wording.machine(finding, audit, documents, run.lang),
            "severity": SEVERITIES[finding.severity.value] if finding.verdict is Verdict.FAIL else "INFO",
            "code": {"value": finding.rule},
            "location": _location(finding.locations[0]) if finding.locations else {"path": ""},
        }
        if finding.locations[1:]:
            made["related_locations"] = [
                {"message": place.text or "", "location": _location(place)} for place in finding.locations[1:]
            ]
        diagnostics.append(made)
    return json.dumps({"source": {"name": "gouji"}, "diagnostics": diagnostics}, indent=1)


def _location(place: Location) -> dict[str, Any]:
    return {"path": place.path} | ({"range": {"start": {"line": place.line}}} if place.line is not None else {})
