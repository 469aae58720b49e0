"""The findings as a GitLab code quality report."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from checker.audit import wording
from checker.audit.audit import Run, stands
from checker.audit.fingerprint import lasting
from checker.audit.wording import path_of
from checker.document import Document
from checker.finding import Finding, Verdict
from checker.outputs import json
from checker.outputs.material.extracted import Extract, extract
from checker.outputs.material.order import owned

SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8, one entry a finding that stands. The format demands a line: of a file without lines, such as a Word file,
    it is that of its text as `gouji check --format sarif-github` has it."""
    entries: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    texts: dict[str, Extract] = {}
    for owner, finding in owned(run):
        if not stands(finding):
            continue
        path = path_of(finding, owner)
        key = f"{path}\0{finding.rule}\0{lasting(finding.fingerprint)}"
        seen[key] = seen.get(key, 0) + 1
        entries.append(
            {
                "description": wording.machine(finding, owner, documents, run.lang).partition("\n")[0],
                "check_name": finding.rule,
                "fingerprint": sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogateescape")).hexdigest(),
                "severity": SEVERITIES[finding.severity.value] if finding.verdict is Verdict.FAIL else "info",
                "location": {"path": path, "lines": {"begin": _line(finding, documents, texts)}},
            }
        )
    return json.dumps(entries, indent=1)


def _line(finding: Finding, documents: Mapping[str, Document], texts: dict[str, Extract]) -> int:
    place = finding.locations[0] if finding.locations else None
    if place is None or place.line is not None or place.block is None or place.path not in documents:
        return (place.line if place else None) or 1
    if place.path not in texts:
        texts[place.path] = extract(documents[place.path])
    return texts[place.path].position(place.block, place.cell, place.start or 0)[0]
