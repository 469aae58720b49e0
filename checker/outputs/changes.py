"""Two drafts of a report compared, as a person reads it in a terminal: what remains, what is new, what is fixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checker.audit import wording
from checker.audit.audit import STATES, Audit, Run, in_state
from checker.audit.wording import plain, tr
from checker.document import Document
from checker.finding import Finding
from checker.messages import say, text
from checker.outputs.text import Page, put_clauses, put_finding, put_next, put_summary, put_unchecked, written

GROUPS = (
    ("remaining", "error"),
    ("new", "warning"),
    (None, "review"),
    ("uncompared", "review"),
    ("fixed", "good"),
)
"""State and colour, in the order of what is still to be done; None where the earlier draft could not be read."""


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8. `run` has states against an earlier one; options as those of the text output."""
    page = Page(run)
    page.put(counts(run.findings(), run.lang), colour="title")
    put_summary(page, run)
    if len(run.audits) > 1:
        _units(page, run)
    for audit in run.audits:
        page.gap()
        page.put(plain(wording.dossier(audit, page.lang)), colour="title")
        page.put(wording.files(audit, page.lang), colour="dim")
        _groups(page, audit.findings, audit, documents)
        if not audit.findings and not audit.unchecked:
            page.gap()
            page.put(text(say("waivers.nothing"), page.lang), 2, "good")
        put_unchecked(page, audit)
    if run.batch:
        page.gap()
        page.put(tr("heading_batch", page.lang), colour="title")
        _groups(page, run.batch, None, documents)
    if run.notices:
        page.gap()
        page.put(tr("heading_remarks", page.lang), colour="dim")
        for notice in run.notices:
            page.put(plain(notice), 2)
    put_clauses(page)
    put_next(page, run)
    return written(page)


def counts(findings: Iterable[Finding], lang: str) -> str:
    """How many are fixed, remaining and new, and of how many it cannot be said."""
    some = list(findings)
    made = [
        text(say(f"waivers.group_{state or 'unknown'}", count=len(in_state(some, state))), lang)
        for state in ("fixed", "remaining", "new", "uncompared", None)
        if state in STATES[:2] or state == "fixed" or in_state(some, state)
    ]
    return ("，" if lang == "zh-CN" else ", ").join(made)


def _units(page: Page, run: Run) -> None:
    """What came of every unit, before anything is told of one."""
    for audit in run.audits:
        page.put(f"{plain(wording.dossier(audit, page.lang))}  {counts(audit.findings, page.lang)}")


def _groups(page: Page, findings: Sequence[Finding], audit: Audit | None, documents: Mapping[str, Document]) -> None:
    for state, colour in GROUPS:
        group = in_state(findings, state)
        if group:
            page.gap()
            page.put(text(say(f"waivers.group_{state or 'unknown'}", count=len(group)), page.lang), colour=colour)
        for finding in group:
            # The heading tells the state already; a fixed one has no place left and no sum.
            put_finding(page, replace(finding, state=None), documents, audit, brief=state == "fixed")
    waived = [finding for finding in findings if finding.waiver is not None]
    if waived:
        page.gap()
        page.put(tr("heading_waived", page.lang), colour="dim")
        for finding in waived:
            put_finding(page, finding, documents, audit)
