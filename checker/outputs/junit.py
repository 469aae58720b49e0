"""The run as JUnit XML: a suite for each dossier, a case for each rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from xml.etree import ElementTree as ET

from checker.audit import wording
from checker.audit.audit import Audit, Run, stands
from checker.document import Document
from checker.finding import Finding, Severity, Verdict
from checker.outputs.text import entries

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8. A case fails by its findings at or above the option `fail_on` (error); others are told in its output."""
    root = ET.Element("testsuites", name="gouji")
    for audit in run.audits:
        _suite(root, clean(wording.dossier(audit, run.lang)), audit, audit.findings, run, documents)
    if run.batch:
        _suite(root, wording.tr("heading_batch", run.lang), None, run.batch, run, documents)
    for name in ("tests", "failures", "skipped", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def clean(string: str) -> str:
    """The string without what XML cannot hold; control and direction characters spelled out."""
    return _NOT_XML.sub("\ufffd", wording.visible(string))


def _suite(
    root: ET.Element,
    name: str,
    audit: Audit | None,
    findings: tuple[Finding, ...],
    run: Run,
    documents: Mapping[str, Document],
) -> None:
    suite = ET.SubElement(root, "testsuite", name=name)
    rules = {tally.rule: wording.generic(tally.title) for tally in audit.tallies} if audit else {}
    rules |= {finding.rule: rules.get(finding.rule, finding.title) for finding in findings}
    for rule, title in rules.items():
        case = ET.SubElement(suite, "testcase", classname=clean(rule.split("/", 1)[0]), name=clean(f"{rule} {title}"))
        own = [finding for finding in findings if finding.rule == rule]
        _case(case, own, lambda finding: _told(finding, documents, run.lang, audit), run.options)
    for item in audit.unchecked if audit else ():
        case = ET.SubElement(suite, "testcase", classname="unchecked", name=clean(f"{item.path} {item.what}"))
        ET.SubElement(case, "skipped", message=clean(item.why))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in suite)))
    suite.set("skipped", str(sum(case.find("skipped") is not None for case in suite)))
    suite.set("errors", "0")


def _case(
    case: ET.Element, findings: Sequence[Finding], told: Callable[[Finding], str], options: Mapping[str, str]
) -> None:
    """The findings of a rule: failures, and the others as output; skipped where nothing could be decided."""
    failing = [finding for finding in findings if _fails(finding, options.get("fail_on", "error"))]
    for finding in failing:
        failure = ET.SubElement(case, "failure", message=clean(finding.message), type=finding.severity.value)
        failure.text = told(finding)
    rest = [finding for finding in findings if finding not in failing]
    if rest and not failing and all(finding.verdict is Verdict.REVIEW or finding.waiver for finding in rest):
        ET.SubElement(case, "skipped", message=clean(rest[0].message))
    if rest:
        ET.SubElement(case, "system-out").text = "\n\n".join(told(finding) for finding in rest)


def _fails(finding: Finding, threshold: str) -> bool:
    if not stands(finding) or threshold == "never":
        return False
    if finding.verdict is Verdict.REVIEW:
        return threshold == "review"
    return threshold == "review" or finding.severity.weight <= Severity(threshold).weight


def _told(finding: Finding, documents: Mapping[str, Document], lang: str, audit: Audit | None) -> str:
    head = f"{wording.severity(finding, lang)} {finding.title}"
    path = wording.path_of(finding)
    lines = [f"{label} {line}".strip() for label, line in entries(finding, documents, lang, audit)]
    return clean("\n".join([head, path, *lines]))
