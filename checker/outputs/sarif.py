"""The run as SARIF 2.1.0 (OASIS): a region only where the file is text; pages, boxes and cells in properties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from checker import __version__
from checker.audit import wording
from checker.audit.audit import Audit, Run
from checker.audit.fingerprint import VERSION, lasting
from checker.document import Document, Location
from checker.finding import Finding, Verdict
from checker.outputs import json
from checker.outputs.material.extracted import Extract, extract, has_lines
from checker.outputs.sarif_fixes import fixes, wanted

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASELINE = {"new": "new", "remaining": "unchanged", "uncompared": "unchanged", "fixed": "absent"}
"""A remaining finding whose values are others than before is `updated`."""


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8."""
    return json.dumps(log(run, documents, {}), indent=1)


def render_with_text(run: Run, documents: Mapping[str, Document]) -> bytes:
    """As `render`; the text of each file that has no lines stands in it, and regions count in that text.

    Code hosts show a result only at a line.
    """
    texts = {path: extract(document) for path, document in documents.items() if not has_lines(document)}
    return json.dumps(log(run, documents, texts, hosted=True), indent=1)


def log(
    run: Run, documents: Mapping[str, Document], texts: Mapping[str, Extract], hosted: bool = False
) -> dict[str, Any]:
    """The whole log as plain values; `hosted`: every place has a line, if need be the first."""
    rules = _rules(run)
    places = [location.path for finding in run.findings() for location in finding.locations]
    checked = {known.path: known for audit in run.audits for known in audit.documents}
    paths = list(dict.fromkeys([*checked, *places]))
    writer = _Writer(run, documents, texts, {path: index for index, path in enumerate(paths)}, hosted)
    artifacts: list[dict[str, Any]] = []
    for path in paths:
        artifact: dict[str, Any] = {"location": {"uri": _uri(path)}, "roles": ["analysisTarget"]}
        if path in checked:
            artifact["hashes"] = {"sha-256": checked[path].sha256}
            artifact["properties"] = {"format": checked[path].format, "role": checked[path].role}
        if path in texts:
            artifact["contents"] = {"text": texts[path].text}
        artifacts.append(artifact)
    numbers = {rule: index for index, rule in enumerate(rules)}
    results = [writer.result(finding, audit, numbers) for audit in run.audits for finding in audit.findings]
    results += [writer.result(finding, None, numbers) for finding in run.batch]
    unchecked = [
        {
            "level": "warning",
            "message": _message(f"{item.what}: {item.why}"),
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(item.path)}}}],
        }
        for audit in run.audits
        for item in audit.unchecked
    ]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gouji",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": list(rules.values()),
                    }
                },
                "language": run.lang,
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": unchecked}],
                "artifacts": artifacts,
                "results": results,
            }
        ],
    }


def _rules(run: Run) -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    for finding in run.findings():
        made.setdefault(
            finding.rule,
            {
                "id": finding.rule,
                "shortDescription": _message(finding.title),
                "fullDescription": _message(wording.clause(finding.source, run.lang)),
                "defaultConfiguration": {"level": finding.severity.value},
                "help": _help(finding, run.lang),
                "properties": {"basis": finding.source.basis},
                **_page(finding.rule, run),
            },
        )
    for audit in run.audits:
        for tally in audit.tallies:
            made.setdefault(
                tally.rule, {"id": tally.rule, "shortDescription": _message(tally.title), **_page(tally.rule, run)}
            )
    return made


def _page(rule: str, run: Run) -> dict[str, str]:
    """The page of a rule where the option `rule_pages` says that they are published.

    Without it there is none: the format wants a whole address, and where the pages of a pack are nobody can know.
    """
    base = run.options.get("rule_pages", "").rstrip("/")
    return {"helpUri": f"{base}/{quote(rule)}.md"} if base else {}


def _help(finding: Finding, lang: str) -> dict[str, str]:
    """What a rule rests on, and what to do where it is broken."""
    told = [wording.plain(finding.title), wording.clause(finding.source, lang)]
    advice = [wording.plain(finding.advice)] if finding.advice else []
    return {"text": "\n".join(told + advice)}


class _Writer:
    """What a result needs to know of the log around it."""

    def __init__(
        self,
        run: Run,
        documents: Mapping[str, Document],
        texts: Mapping[str, Extract],
        index: Mapping[str, int],
        hosted: bool,
    ) -> None:
        self.lang, self.documents, self.texts, self.index, self.hosted = run.lang, documents, texts, index, hosted
        self.corrections = wanted(run, documents)

    def result(self, finding: Finding, audit: Audit | None, rules: Mapping[str, int]) -> dict[str, Any]:
        failed = finding.verdict is Verdict.FAIL
        made: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": rules[finding.rule],
            "kind": "open" if finding.state == "uncompared" else "fail" if failed else "review",
            "level": finding.severity.value if failed and finding.state != "uncompared" else "none",
            "message": _message(wording.told(finding, self.lang)),
            "locations": [self.location(place) for place in finding.locations[:1]],
            "partialFingerprints": {f"gouji/{VERSION}": lasting(finding.fingerprint)},
            "properties": {"values": {name: json.value(value) for name, value in finding.values.items()}},
        }
        if audit is not None:
            made["properties"] |= {"issuer": audit.issuer, "year": audit.year}
        labels = (
            {
                term.location: f"{term.label} {wording.shown(term.value, self.lang)}"
                for term in (*finding.comparison.left, *finding.comparison.right)
            }
            if finding.comparison
            else {}
        )
        if len(finding.locations) > 1:
            made["relatedLocations"] = [
                {"id": number} | self.location(place) | {"message": _message(labels.get(number) or place.text or "")}
                for number, place in enumerate(finding.locations[1:], 1)
            ]
        if finding.waiver is not None:
            until = {"until": finding.waiver.until.isoformat()} if finding.waiver.until else {}
            made["suppressions"] = [
                {
                    "kind": "external",
                    "status": "accepted",
                    "justification": finding.waiver.reason,
                    "properties": {"by": finding.waiver.by, **until},
                }
            ]
        if finding.state is not None:
            made["baselineState"] = "updated" if finding.changes else BASELINE[finding.state]
            made["properties"]["state"] = finding.state
        if right := fixes(finding, self.corrections, self.documents, self.artifact):
            made["fixes"] = right
        if finding.changes:
            made["properties"]["changes"] = [{"old": one.old, "new": one.new} for one in finding.changes]
        return made

    def artifact(self, place: Location) -> dict[str, Any]:
        """How the log calls the file of a place."""
        return {"uri": _uri(place.path), "index": self.index[place.path]}

    def location(self, place: Location) -> dict[str, Any]:
        physical: dict[str, Any] = {"artifactLocation": self.artifact(place)}
        region = self.region(place)
        if region:
            physical["region"] = region
        made: dict[str, Any] = {"physicalLocation": physical}
        names = [name for name in (place.section, place.table, place.row, place.column) if name]
        if names:
            kind = "cell" if place.row and place.column else "table" if place.table else "section"
            made["logicalLocations"] = [{"name": names[-1], "fullyQualifiedName": "/".join(names), "kind": kind}]
        known = json.location(place)
        extra = ("block", "cell", "start", "end", "page", "boxes", "continued")
        made["properties"] = {name: known[name] for name in extra if known[name] not in (None, [])}
        return made

    def region(self, place: Location) -> dict[str, Any]:
        """Start and end of a place of a text, or of the text that stands for the file; empty where there is no line."""
        length = (place.end or 0) - (place.start or 0)
        if place.path in self.texts and place.block is not None:
            lines = self.texts[place.path]
            first = lines.position(place.block, place.cell, place.start or 0)
            last = lines.position(place.block, place.cell, place.end or place.start or 0)
        elif place.path in self.texts or (self.hosted and place.line is None):
            first = last = (1, 1)
        elif place.line is not None:
            first = (place.line, place.char or 1)
            last = (first[0], first[1] + length)
            document = self.documents.get(place.path)
            if document is not None and place.block is not None and place.end and length:
                final = document.text_at(place.block, place.cell).place(place.end - 1, place.end)
                last = (final.line or first[0], (final.char or first[1]) + 1)
        else:
            return {}
        made: dict[str, Any] = {
            "startLine": first[0],
            "startColumn": first[1],
            "endLine": last[0],
            "endColumn": last[1],
        }
        return made | ({"snippet": {"text": place.text}} if place.text else {})


def _message(string: str) -> dict[str, str]:
    """A message object: what SARIF would read as a placeholder or a link is kept from being one."""
    string = re.sub(r"\{(\d+)\}", r"{{\1}}", string).replace("](", "] (")
    return {"text": string or "–"}


def _uri(path: str) -> str:
    """A relative path as a URI reference, an absolute one as a file URI."""
    plain = quote(path.replace("\\", "/"), safe="/", errors="surrogateescape")
    return f"file://{plain}" if plain.startswith("/") else plain
