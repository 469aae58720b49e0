"""The run as a person reads it in a terminal: by document and section, each sum written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.audit import wording
from checker.audit.audit import STATUSES, Audit, Run, stands
from checker.audit.wording import plain, tr
from checker.document import Document
from checker.finding import Finding, Severity, Verdict
from checker.outputs.material.order import by_document, by_section, paths
from checker.outputs.material.width import pad, width, wrap

COLOURS = {"error": "31;1", "warning": "33;1", "note": "36", "review": "35", "title": "1", "dim": "2", "good": "32"}


class Page:
    """Lines under way, for one language, width and choice of colour."""

    def __init__(self, run: Run) -> None:
        self.lang = run.lang
        self.columns = max(int(run.options.get("width", "80")), 40)
        self.colour = run.options.get("color", "never").lower() not in ("", "never", "no", "false", "0")
        self.lines: list[str] = []

    def paint(self, string: str, colour: str) -> str:
        return f"\x1b[{COLOURS[colour]}m{string}\x1b[0m" if self.colour else string

    def put(self, string: str = "", indent: int = 0, colour: str = "") -> None:
        """A paragraph; `indent` in columns."""
        for line in wrap(string, self.columns - indent):
            shown = " " * indent + (self.paint(line, colour) if colour else line)
            self.lines.append(shown.rstrip() if not colour else shown)

    def gap(self) -> None:
        """One empty line, never two."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def entry(self, label: str, string: str, columns: int, colour: str = "dim") -> None:
        """A labelled paragraph that hangs beside its label."""
        for index, line in enumerate(wrap(string, self.columns - columns - 4)):
            head = pad(label if not index else "", columns)
            self.lines.append(f"  {self.paint(head, colour) if not index else head}  {line}")


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8. Options: `color` (always or never), `width` in columns (80)."""
    page = Page(run)
    for audit in run.audits:
        _audit(page, audit, documents)
    if run.batch:
        page.gap()
        page.put(tr("heading_batch", page.lang), colour="title")
        _findings(page, run.batch, None, documents)
    page.gap()
    page.put(summary(run), colour="error" if run.count(Severity.ERROR) else "title")
    return ("\n".join(page.lines) + "\n").encode("utf-8", "replace")


def _audit(page: Page, audit: Audit, documents: Mapping[str, Document]) -> None:
    page.gap()
    page.put(plain(wording.dossier(audit, page.lang)), colour="title")
    groups = by_document(audit.findings, audit)
    for checked in audit.documents:
        known = "/".join(part for part in (checked.pack, checked.form) if part)
        role = wording.role(checked.role, page.lang)
        page.put(" · ".join(plain(part) for part in (checked.path, role, known) if part), colour="dim")
        _findings(page, groups.pop(checked.path, []), audit, documents)
    for path, findings in groups.items():
        page.put(plain(path), colour="dim")
        _findings(page, findings, audit, documents)
    put_unchecked(page, audit)
    if audit.figures:
        page.gap()
        page.put(figures(audit, page.lang), 2, "dim")
    if not any(stands(finding) for finding in audit.findings) and not audit.unchecked:
        page.gap()
        page.put(tr("no_findings", page.lang), 2, "good")


def figures(audit: Audit, lang: str) -> str:
    """One line on the figures of the running text: how many there are, and how they stand."""
    counts = {status: sum(tick.status == status for tick in audit.figures) for status in STATUSES}
    return tr("figures", lang, count=len(audit.figures), **counts)


def put_unchecked(page: Page, audit: Audit) -> None:
    """What could not be checked, and what else should be known of a dossier."""
    if audit.unchecked:
        page.gap()
        page.put(tr("heading_unchecked", page.lang), colour="review")
        for item in audit.unchecked:
            page.put(wording.unchecked(item, page.lang), 2)
    if audit.remarks:
        page.gap()
        for remark in audit.remarks:
            page.put(plain(remark), 2, "dim")


def _findings(page: Page, findings: Sequence[Finding], audit: Audit | None, documents: Mapping[str, Document]) -> None:
    failed = [finding for finding in findings if stands(finding) and finding.verdict is Verdict.FAIL]
    for title, group in by_section(failed, audit, page.lang):
        page.gap()
        if title:
            page.put(title, colour="title")
        for finding in group:
            put_finding(page, finding, documents, audit)
    apart = (
        ("reviews", [f for f in findings if stands(f) and f.verdict is Verdict.REVIEW]),
        ("waived", [f for f in findings if f.waiver is not None]),
        ("fixed", [f for f in findings if f.waiver is None and f.state == "fixed"]),
    )
    for kind, group in apart:
        if group:
            page.gap()
            page.put(tr(f"heading_{kind}", page.lang), colour="review" if kind == "reviews" else "dim")
            for finding in group:
                put_finding(page, finding, documents, audit)


def put_finding(
    page: Page, finding: Finding, documents: Mapping[str, Document], audit: Audit | None, brief: bool = False
) -> None:
    """A finding with all that is said of it; `brief` leaves place, sum, clause and advice out."""
    lang = page.lang
    word = wording.severity(finding, lang)
    state = wording.state(finding, lang)
    rows = list(entries(finding, documents, lang, audit))
    if brief:
        rows = [rows[0], rows[-1]]
    columns = max(width(word), *(width(label) for label, _ in rows), 4)
    page.gap()
    title = plain(finding.title) + (f" [{state}]" if state else "")
    page.entry(word, title, columns, wording.rank(finding))
    for label, string in rows:
        page.entry(label, string, columns)


def entries(
    finding: Finding, documents: Mapping[str, Document], lang: str, audit: Audit | None = None
) -> Iterator[tuple[str, str]]:
    """What is said of a finding below its title: (label, one line)."""
    yield "", plain(finding.message)
    if finding.locations:
        yield tr("label_place", lang), _quote(finding, documents, lang, audit)
    total = wording.total(finding, lang)
    if total:
        yield tr("label_sum", lang), total
    yield tr("label_clause", lang), wording.clause(finding.source, lang)
    if finding.advice:
        yield tr("label_advice", lang), plain(finding.advice)
    if finding.waiver is not None:
        yield tr("label_waiver", lang), wording.waived(finding, lang)
    yield tr("label_rule", lang), finding.rule


def _quote(finding: Finding, documents: Mapping[str, Document], lang: str, audit: Audit | None) -> str:
    location = finding.locations[0]
    parts = (wording.place(location, documents.get(location.path), lang), wording.cell(location, audit))
    where = " ".join(part for part in parts if part)
    if location.text is None:
        return where + wording.absent(location, lang)
    return " ".join(part for part in (where, wording.quoted(location.text, lang)) if part)


def summary(run: Run) -> str:
    """One line of counts."""
    findings = run.findings()
    waived = sum(finding.waiver is not None for finding in findings)
    fixed = sum(finding.waiver is None and finding.state == "fixed" for finding in findings)
    line = tr(
        "summary",
        run.lang,
        documents=len(paths(run)),
        errors=run.count(Severity.ERROR),
        warnings=run.count(Severity.WARNING),
        notes=run.count(Severity.NOTE),
        reviews=run.reviews,
        unchecked=run.unchecked,
    )
    line += tr("summary_waived", run.lang, waived=waived) if waived else ""
    return line + (tr("summary_fixed", run.lang, fixed=fixed) if fixed else "")
