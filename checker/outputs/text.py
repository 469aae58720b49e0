"""The run as a person reads it in a terminal: a summary, then by document and section what is wrong, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.audit import wording
from checker.audit.audit import STATUSES, Audit, Run, in_state, stands
from checker.audit.corrections import corrected
from checker.audit.wording import plain, tr
from checker.document import Document
from checker.finding import Finding, Severity, Source, Verdict
from checker.outputs.material.order import by_document, by_section, paths
from checker.outputs.material.width import pad, width, wrap

COLOURS = {"error": "31;1", "warning": "33;1", "note": "36", "review": "35", "title": "1", "dim": "2", "good": "32"}


_MOST, _FEW = 5, 2
"""Dossiers, and things that could not be checked, that a summary names."""


class Page:
    """Lines under way, for one language, width and choice of colour."""

    def __init__(self, run: Run) -> None:
        self.lang = run.lang
        self.detailed = run.options.get("detail", "") == "full"
        said = {wording.severity(finding, run.lang) for finding in run.findings()}
        self.label = max((width(word) for word in said), default=4)
        """Columns of the widest severity of the run, behind which everything stands in one line."""
        self.clauses: dict[Source, int] = {}
        """What the findings shown so far rest on, numbered as they came."""
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
    """UTF-8. Options: `color` (always or never), `width` in columns (80), `detail` (full: all that is said of each
    finding; without it clauses stand once at the end), `next` (lines: what a reader may do now)."""
    page = Page(run)
    put_summary(page, run)
    if run.options.get("detail") == "units":
        _units(page, run)
        return written(page)
    for audit in run.audits:
        _audit(page, audit, documents)
    if run.batch:
        page.gap()
        page.put(tr("heading_batch", page.lang), colour="title")
        _findings(page, run.batch, None, documents)
    put_clauses(page)
    put_next(page, run)
    return written(page)


def written(page: Page) -> bytes:
    """The lines as UTF-8."""
    return ("\n".join(page.lines) + "\n").encode("utf-8", "replace")


def _units(page: Page, run: Run) -> None:
    """Where a person should look first: the dossiers with most errors, and what could not be checked."""
    from checker.outputs.material.units import units  # the clerk who checks one report needs none

    weights = [(tuple(unit.count(severity.value) for severity in Severity), unit) for unit in units(run)]
    worst = sorted((one for one in weights if any(one[0])), key=lambda one: one[0], reverse=True)
    for (errors, warnings, *_), unit in worst[:_MOST]:
        page.put(tr("unit_line", page.lang, name=unit.name, errors=errors, warnings=warnings), 2)
    if len(worst) > _MOST:
        page.put(tr("units_more", page.lang, count=len(worst) - _MOST), 2, "dim")
    lost = [item for audit in run.audits for item in audit.unchecked]
    for item in lost[:_FEW]:
        page.put(_cut(wording.unchecked(item, page.lang), page.columns - 2), 2, "review")
    if len(lost) > _FEW:
        page.put(tr("unchecked_more", page.lang, count=len(lost) - _FEW), 2, "review")


def _cut(string: str, columns: int) -> str:
    first, *rest = wrap(string, columns - 1)
    return first + ("…" if rest else "")


def put_summary(page: Page, run: Run) -> None:
    """The counts, in red where there are errors."""
    page.put(summary(run), colour="error" if run.count(Severity.ERROR) else "title")


def put_clauses(page: Page) -> None:
    """What the findings rest on, under the numbers that stand with them."""
    if not page.clauses:
        return
    page.gap()
    page.put(tr("heading_clauses", page.lang), colour="title")
    columns = width(f"[{len(page.clauses)}]")
    for document in dict.fromkeys(source.document for source in page.clauses):
        page.put(plain(document), 2, "dim")
        for source, number in page.clauses.items():
            if source.document == document:
                page.entry(f"[{number}]", wording.clause(replace(source, document=""), page.lang), columns)


def put_next(page: Page, run: Run) -> None:
    """What a reader may do now."""
    lines = run.options.get("next", "").splitlines()
    if lines:
        page.gap()
    for line in lines:
        page.put(line, colour="dim")


def _audit(page: Page, audit: Audit, documents: Mapping[str, Document]) -> None:
    page.gap()
    page.put(plain(wording.dossier(audit, page.lang)), colour="title")
    groups = by_document(audit.findings, audit)
    for checked in audit.documents:
        known = "/".join(part for part in (checked.pack, checked.form) if part)
        role = wording.role(checked.role, page.lang, audit.names)
        page.put(" · ".join(plain(part) for part in (checked.path, role, known) if part), colour="dim")
        _findings(page, groups.pop(checked.path, []), audit, documents)
    for path, findings in groups.items():
        page.put(plain(path), colour="dim")
        _findings(page, findings, audit, documents)
    put_unchecked(page, audit)
    if audit.figures:
        page.gap()
        page.put(figures(audit, page.lang), 2, "dim")
    if not any(stands(one) or one.because for one in audit.findings) and not audit.unchecked:
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
        ("uncompared", in_state(findings, "uncompared")),
        ("fixed", in_state(findings, "fixed")),
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
    """A finding in two or three lines, or with all that is said of it; `brief` leaves all but problem and rule out."""
    if not page.detailed and not brief:
        _short(page, finding, documents, audit)
        return
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


def _short(page: Page, finding: Finding, documents: Mapping[str, Document], audit: Audit | None) -> None:
    """The problem with the number of its clause, the place with the rule, and the sum unless the problem tells it."""
    lang = page.lang
    word, state = wording.severity(finding, lang), wording.state(finding, lang)
    columns = page.label
    number = page.clauses.setdefault(finding.source, len(page.clauses) + 1)
    message = plain(finding.message) or plain(finding.title)
    if finding.consequences:
        message += tr("follows_count", lang, count=len(finding.consequences))
    page.entry(word, f"{message}{f' [{state}]' if state else ''} [{number}]", columns, wording.rank(finding))
    where = _quote(finding, documents, lang, audit, told=message) if finding.locations else ""
    page.entry("", where + tr("aside", lang, text=finding.rule.rpartition("/")[2]), columns)
    more = (
        plain(finding.because),
        wording.changed(finding, lang) if finding.changes else "",
        "" if wording.sum_told(finding) else wording.total(finding, lang, brief=True),
        wording.likely(finding, lang),
        wording.waived(finding, lang) if finding.waiver is not None else "",
    )
    for line in filter(None, more):
        page.entry("", line, columns)


def entries(
    finding: Finding, documents: Mapping[str, Document], lang: str, audit: Audit | None = None
) -> Iterator[tuple[str, str]]:
    """What is said of a finding below its title: (label, one line)."""
    yield "", plain(finding.message)
    if finding.because:
        yield tr("label_because", lang), plain(finding.because)
    if finding.locations:
        yield tr("label_place", lang), _quote(finding, documents, lang, audit)
    if finding.changes:
        yield tr("label_change", lang), wording.changed(finding, lang)
    total = wording.total(finding, lang)
    if total:
        yield tr("label_sum", lang), total
    yield tr("label_clause", lang), wording.clause(finding.source, lang)
    if finding.advice:
        yield tr("label_advice", lang), plain(finding.advice)
    if finding.consequences:
        yield tr("label_follows", lang), wording.follows(finding, lang)
    if finding.waiver is not None:
        yield tr("label_waiver", lang), wording.waived(finding, lang)
    yield tr("label_rule", lang), finding.rule


def _quote(finding: Finding, documents: Mapping[str, Document], lang: str, audit: Audit | None, told: str = "") -> str:
    """The place and what stands there, unless that is `told` already."""
    location = finding.locations[0]
    parts = (wording.place(location, documents.get(location.path), lang), wording.cell(location, audit))
    where = " ".join(part for part in parts if part)
    if location.text is None:
        return where + wording.absent(location, lang)
    if where and plain(location.text) in told:
        return where
    return " ".join(part for part in (where, wording.quoted(location.text, lang)) if part)


def summary(run: Run) -> str:
    """One line of counts."""
    findings = run.findings()
    waived = sum(finding.waiver is not None for finding in findings)
    fixed, uncompared = (len(in_state(findings, state)) for state in ("fixed", "uncompared"))
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
    line += tr("summary_uncompared", run.lang, count=uncompared) if uncompared else ""
    line += tr("summary_corrections", run.lang, count=right) if (right := len(corrected(run))) else ""
    return line + (tr("summary_fixed", run.lang, fixed=fixed) if fixed else "")
