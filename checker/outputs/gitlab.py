"""The findings as a GitLab code quality report."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from checker.audit.audit import Run, stands
from checker.audit.wording import path_of
from checker.document import Document
from checker.finding import Verdict
from checker.outputs import json

SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8, one entry a finding that stands; a file without lines is reported at line 1, as the format demands one."""
    entries: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    owned = [(audit, finding) for audit in run.audits for finding in audit.findings]
    for owner, finding in [*owned, *((None, finding) for finding in run.batch)]:
        if not stands(finding):
            continue
        path = path_of(finding, owner)
        key = f"{path}\0{finding.rule}\0{finding.fingerprint}"
        seen[key] = seen.get(key, 0) + 1
        line = finding.locations[0].line if finding.locations else None
        entries.append(
            {
                "description": finding.message,
                "check_name": finding.rule,
                "fingerprint": sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogateescape")).hexdigest(),
                "severity": SEVERITIES[finding.severity.value] if finding.verdict is Verdict.FAIL else "info",
                "location": {"path": path, "lines": {"begin": line or 1}},
            }
        )
    return json.dumps(entries, indent=1)
