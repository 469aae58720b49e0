"""The findings as workflow commands, which GitHub shows beside the changed files."""

from __future__ import annotations

from collections.abc import Mapping

from checker.audit import wording
from checker.audit.audit import Run, stands
from checker.document import Document
from checker.finding import Verdict
from checker.outputs.material.order import owned

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8, one command a finding that stands; a review is a notice."""
    lines: list[str] = []
    for audit, finding in owned(run):
        if not stands(finding):
            continue
        command = COMMANDS[finding.severity.value] if finding.verdict is Verdict.FAIL else "notice"
        place = finding.locations[0] if finding.locations else None
        known = {"file": place.path, "line": place.line, "col": place.char} if place else {}
        known["title"] = f"{finding.title} ({finding.rule})"
        fields = ",".join(f"{name}={_property(str(value))}" for name, value in known.items() if value is not None)
        lines.append(f"::{command} {fields}::{_data(wording.machine(finding, audit, documents, run.lang))}")
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _data(string: str) -> str:
    return wording.visible(string).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(string: str) -> str:
    return _data(string).replace(":", "%3A").replace(",", "%2C")
