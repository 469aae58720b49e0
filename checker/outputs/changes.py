"""Two drafts of a report compared, as a person reads it in a terminal: what remains, what is new, what is fixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checker.audit import wording
from checker.audit.audit import Audit, Run, stands
from checker.audit.wording import plain, tr
from checker.document import Document
from checker.finding import Finding, Severity
from checker.messages import say, text
from checker.outputs.text import Page, put_finding, put_unchecked, summary

GROUPS = (("remaining", "error"), ("new", "warning"), ("fixed", "good"))
"""State and colour, in the order of what is still to be done."""


def render(run: Run, old: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8. `run` has states against `old`; options as those of the text output."""
    page = Page(run)
    for index, audit in enumerate(run.audits):
        page.gap()
        page.put(plain(wording.dossier(audit, page.lang)), colour="title")
        before = old.audits[index] if len(old.audits) == len(run.audits) == 1 else None
        page.put(_names(audit, before, page.lang), colour="dim")
        _groups(page, audit.findings, audit, documents)
        if not audit.findings and not audit.unchecked:
            page.gap()
            page.put(text(say("waivers.nothing"), page.lang), 2, "good")
        put_unchecked(page, audit)
    if run.batch:
        page.gap()
        page.put(tr("heading_batch", page.lang), colour="title")
        _groups(page, run.batch, None, documents)
    page.gap()
    page.put(_counts(run), colour="title")
    page.put(summary(run), colour="error" if run.count(Severity.ERROR) else "title")
    return ("\n".join(page.lines) + "\n").encode("utf-8", "replace")


def _names(audit: Audit, before: Audit | None, lang: str) -> str:
    own = plain(next((one.path for one in (audit.documents or audit.unchecked)), ""))
    if before is None or not before.documents:
        return own
    return text(say("waivers.from_to", old=plain(before.documents[0].path), new=own), lang)


def _groups(page: Page, findings: tuple[Finding, ...], audit: Audit | None, documents: Mapping[str, Document]) -> None:
    for state, colour in GROUPS:
        group = _of(findings, state)
        if group:
            page.gap()
            page.put(text(say(f"waivers.group_{state}", count=len(group)), page.lang), colour=colour)
        for finding in group:
            # The heading tells the state already; a fixed one has no place left and no sum.
            put_finding(page, replace(finding, state=None), documents, audit, brief=state == "fixed")
    waived = [finding for finding in findings if finding.waiver is not None]
    if waived:
        page.gap()
        page.put(tr("heading_waived", page.lang), colour="dim")
        for finding in waived:
            put_finding(page, finding, documents, audit)


def _of(findings: tuple[Finding, ...], state: str) -> list[Finding]:
    return [one for one in findings if one.state == state and (stands(one) or state == "fixed")]


def _counts(run: Run) -> str:
    findings = tuple(run.findings())
    counts = [
        text(say(f"waivers.group_{state}", count=len(_of(findings, state))), run.lang)
        for state in ("fixed", "remaining", "new")
    ]
    return ("，" if run.lang == "zh-CN" else ", ").join(counts)
