"""The run as Markdown: a summary, then each document's findings, nothing of it markup of the documents' own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from checker.audit import wording
from checker.audit.audit import Audit, Run
from checker.audit.wording import plain, tr
from checker.document import Document
from checker.finding import Finding
from checker.outputs.material.order import by_document, by_section
from checker.outputs.material.promised import COLUMNS, cells, headed, promises
from checker.outputs.material.promised import heads as heads_of
from checker.outputs.text import entries, summary

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~^$:@=])")


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8, CommonMark with no raw HTML."""
    lang = run.lang
    lines = [f"# {esc(tr('title_run', lang))}", "", esc(summary(run)), ""]
    for audit in run.audits:
        lines += [f"## {esc(plain(wording.dossier(audit, lang)))}", ""]
        lines += _promises(audit, lang)
        for path, findings in by_document(audit.findings, audit).items():
            lines += [f"### {esc(plain(path))}", ""]
            for title, group in by_section(findings, audit, lang):
                lines += [f"#### {esc(title)}", ""] if title else []
                for finding in group:
                    lines += _finding(finding, documents, lang, audit)
        if audit.unchecked:
            lines += [f"### {esc(tr('heading_unchecked', lang))}", ""]
            lines += [f"- {esc(wording.unchecked(item, lang))}" for item in audit.unchecked]
            lines.append("")
        if audit.remarks:
            lines += [*(f"- {esc(plain(remark))}" for remark in audit.remarks), ""]
        if not audit.findings:
            lines += [esc(tr("no_findings", lang)), ""]
    if run.batch:
        lines += [f"## {esc(tr('heading_batch', lang))}", ""]
        for finding in run.batch:
            lines += _finding(finding, documents, lang)
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def esc(string: str) -> str:
    """The string as text of a paragraph: no character of it is markup."""
    string = string.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", string)


def _promises(audit: Audit, lang: str) -> list[str]:
    """The plan against the report, and what is left of the plan below it."""
    if not audit.matrix:
        return []
    shown = [column for column in COLUMNS if column not in ("kind", "rule", "plan")]
    heads = dict(zip(COLUMNS, heads_of(lang), strict=True))
    kept = [row for row in audit.matrix if promises(row)]
    rest = [row for row in audit.matrix if not promises(row)]
    lines = [f"### {esc(tr('matrix', lang))}"]
    above = headed(audit.matrix, lang)
    for path in above or {"": ""}:
        lines += ["", f"**{esc(above[path])}**"] if above else []
        lines += ["", _line(heads[column] for column in shown), "|" + " --- |" * len(shown)]
        own = [cells(row, lang) for row in kept if not above or row.at.path == path]
        lines += [_line(row[column] for column in shown) for row in own]
    if rest:
        lines += ["", esc(tr("matrix_rest", lang, count=len(rest))), ""]
        lines += [f"- {esc(tr(f'promise_kind_{row.kind}', lang))} {esc(plain(row.text))}" for row in rest]
    return [*lines, ""]


def _line(values: Iterable[str]) -> str:
    return "| " + " | ".join(esc(value) for value in values) + " |"


def _finding(finding: Finding, documents: Mapping[str, Document], lang: str, audit: Audit | None = None) -> list[str]:
    word = tr("waived", lang) if finding.waiver else wording.severity(finding, lang)
    state = wording.state(finding, lang)
    head = f"- **{esc(word)}** {esc(plain(finding.title))}" + (f" \\[{esc(state)}\\]" if state else "")
    told = entries(finding, documents, lang, audit)
    rows = [f"  - {esc(label)}{' ' if label else ''}{esc(line)}" for label, line in told]
    return [head, *rows, ""]
