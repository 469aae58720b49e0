"""The corrections of a run as a list: where, what stands there, what would be right, by which rule."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from checker.audit import wording
from checker.audit.audit import Run
from checker.audit.corrections import corrected
from checker.document import Document
from checker.messages import say
from checker.messages import text as told
from checker.outputs.json import location


def as_text(run: Run, documents: Mapping[str, Document]) -> str:
    """Under the name of each document a line for each correction, and how many there are."""
    lines: list[str] = []
    path = ""
    for finding in corrected(run):
        one = finding.correction
        assert one is not None
        if one.at.path != path:
            path = one.at.path
            lines.append(wording.plain(path))
        parts = {
            "place": wording.place(one.at, documents.get(path), run.lang),
            "old": wording.plain(one.at.text or ""),
            "new": wording.plain(one.becomes),
            "rule": finding.rule,
        }
        lines.append("  " + told(say("cli.fix_line", **parts), run.lang))
    if not lines:
        return told(say("cli.fix_none"), run.lang) + "\n"
    found = corrected(run)
    paths = {one.correction.at.path for one in found if one.correction is not None}
    lines.append(told(say("cli.fix_total", count=len(found), documents=len(paths)), run.lang))
    return "\n".join(lines) + "\n"


def as_json(run: Run, documents: Mapping[str, Document]) -> str:
    """A list of objects: `rule`, `location`, `text`, `becomes`."""
    made = [
        {
            "rule": finding.rule,
            "location": location(finding.correction.at),
            "text": finding.correction.at.text,
            "becomes": finding.correction.becomes,
        }
        for finding in corrected(run)
        if finding.correction is not None
    ]
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Run, Mapping[str, Document]], str]] = {"text": as_text, "json": as_json}
