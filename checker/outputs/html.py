"""The review page: documents as read with their findings marked in place, list and document side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checker.audit import wording
from checker.audit.audit import EARLIER, Promised, Run, in_state
from checker.audit.wording import plain, tr
from checker.document import Document, Location
from checker.finding import Verdict
from checker.outputs import matrix, ticks
from checker.outputs.material.order import by_document, by_section
from checker.outputs.page import attr, esc, skeleton
from checker.outputs.page.cards import RANKS, Item, group_markup
from checker.outputs.page.chrome import Choice, frame
from checker.outputs.page.marked import Mark, markup
from checker.outputs.text import figures


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """One self-contained page in UTF-8. `#f3` in its address opens the third card, `#rule=pack/id` filters by a rule.

    The option `home` is the address of the page that lists several reviews, shown as a link.
    """
    title, body = parts(run, documents)
    return skeleton(f"{title} · {tr('title_review', run.lang)}", run.lang, body, STYLES, SCRIPTS)


VERDICTS = tuple(Verdict)
"""Of an enumeration each walk costs something, and a page walks it for every rule."""
STYLES, SCRIPTS = ("base.css", "review.css"), ("review.js",)
"""What the body of the page needs, as files of checker/outputs/page."""


def parts(run: Run, documents: Mapping[str, Document]) -> tuple[str, str]:
    """The title of the page as text and its body as markup, for a page that has a head of its own."""
    lang = run.lang
    items = _items(run)
    listed = "".join(
        group_markup(title, path, group, documents, lang, len(documents) > 1) for title, path, group in items
    )
    flat = [item for _, _, group in items for item in group]
    paths = [path for path in _paths(run) if path in documents]
    promises = [promise for audit in run.audits for promise in audit.matrix]
    papers = "\n".join(_paper(index, path, documents[path], flat, promises, run) for index, path in enumerate(paths))
    if promises:
        sheet = matrix.table(promises, lang, set(paths))
        papers = f'<article class="paper wide" data-doc="matrix">{sheet}</article>\n{papers}'
    title = plain(wording.dossier(run.audits[0], lang)) if len(run.audits) == 1 else tr("title_run", lang)
    body = frame(
        lang=lang,
        title=title,
        subtitle=_subtitle(run, paths),
        choices=[
            Choice("rank", rank, tr(rank, lang), sum(item.rank == rank for item in flat), rank != "waived")
            for rank in RANKS
            if any(item.rank == rank for item in flat)
            or rank in ("error", "warning", "note")
            or (rank == "fixed" and run.compared)
        ]
        + [
            Choice("state", state, tr(f"state_{state}", lang), len(in_state(run.findings(), state)), look="state")
            for state in ("remaining", "new")
            if run.compared
        ],
        selects=_selects(items, lang),
        cards=listed or f'<p class="none">{esc(tr("no_findings", lang))}</p>',
        below=_unchecked(run) + _remarks(run) + _tallies(run),
        papers=papers,
        views=([("matrix", tr("matrix", lang))] if promises else [])
        + [(str(index), path) for index, path in enumerate(paths)],
        home=run.options.get("home"),
    )
    return title, body


def cards(run: Run) -> list[Item]:
    """The findings in the order and with the numbers of the page: #f1 is that of number 0."""
    return [item for _, _, group in _items(run) for item in group]


def _items(run: Run) -> list[tuple[str, str, list[Item]]]:
    """(section title, path, findings), numbered in the order of the page."""
    groups: list[tuple[str, str, list[Item]]] = []
    number = 0
    for audit, findings in [*((audit, audit.findings) for audit in run.audits), (None, run.batch)]:
        for path, found in by_document(findings, audit).items():
            for title, group in by_section(found, audit, run.lang):
                numbered = [Item(number + index, finding, audit) for index, finding in enumerate(group)]
                number += len(numbered)
                shown = title or tr("whole_document" if audit else "heading_batch", run.lang)
                groups.append((shown, path, numbered))
    return groups


def _paths(run: Run) -> list[str]:
    """The documents of the run, each once, then those that only a location names."""
    named = [checked.path for audit in run.audits for checked in audit.documents]
    named += [location.path for finding in run.findings() for location in finding.locations]
    return list(dict.fromkeys(named))


def _subtitle(run: Run, paths: list[str]) -> str:
    if len(run.audits) == 1 and run.audits[0].before is not None:
        return wording.files(run.audits[0], run.lang)
    if len(paths) == 1:
        return plain(paths[0])
    return tr("documents", run.lang, count=len(paths))


def _selects(items: list[tuple[str, str, list[Item]]], lang: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    sections = list(dict.fromkeys(title for title, _, _ in items))
    rules: dict[str, str] = {}
    for item in (item for _, _, group in items for item in group):
        rules.setdefault(item.finding.rule, plain(item.finding.title))
    return [
        ("section", tr("all_sections", lang), [(title, title) for title in sections]),
        ("rule", tr("all_rules", lang), sorted(rules.items(), key=lambda one: one[1])),
    ]


def _marks(path: str, items: Iterable[Item], lang: str) -> list[Mark]:
    made: list[Mark] = []
    for item in items:
        if item.finding.state in EARLIER:
            continue
        seen: set[Location] = set()
        for part, location in enumerate(item.finding.locations):
            if location.path == path and location not in seen:
                made.append(
                    Mark(location, str(item.number), part, item.rank, plain(item.finding.title), str(item.number + 1))
                )
                seen.add(location)
    return made


def _paper(index: int, path: str, document: Document, items: list[Item], promises: Sequence[Promised], run: Run) -> str:
    checked = next((known for audit in run.audits for known in audit.documents if known.path == path), None)
    headings = [part.block for part in checked.outline if part.block is not None] if checked else []
    audit = next((one for one in run.audits if any(known.path == path for known in one.documents)), None)
    role = wording.role(checked.role, run.lang, audit.names) if checked and audit is not None else ""
    ticked = ticks.marks(audit.ticks, path, run.lang) if audit is not None else []
    marks = [*_marks(path, items, run.lang), *matrix.marks(promises, path), *ticked]
    text = markup(document, marks, headings, run.lang)
    told = audit.figures if audit is not None and ticked else []
    counts = f'<p class="ticks">{esc(figures(audit, run.lang))}</p>' if audit is not None and told else ""
    own = audit is not None and bool(audit.documents) and audit.documents[0].path == path
    name = wording.files(audit, run.lang) if audit is not None and own else plain(path)
    return (
        f'<article class="paper" data-doc="{index}" aria-label="{attr(path)}"><header class="file">'
        f"<span>{esc(name)}</span><span>{esc(role)}</span></header>{counts}{text}</article>"
    )


def _unchecked(run: Run) -> str:
    rows = [item for audit in run.audits for item in audit.unchecked]
    if not rows:
        return ""
    lang = run.lang
    lines = "".join(
        f"<li><b>{esc(plain(item.what))}</b> {esc(plain(item.why))}"
        f'<span class="path">{esc(plain(item.path))}</span></li>'
        for item in rows
    )
    return (
        f'<details class="more" open><summary>{esc(tr("heading_unchecked", lang))}'
        f'<span class="count">{len(rows)}</span></summary><ul class="unchecked">{lines}</ul></details>'
    )


def _remarks(run: Run) -> str:
    """What should be known of the dossiers, and of the waivers and the baseline."""
    rows = [*(remark for audit in run.audits for remark in audit.remarks), *run.notices]
    if not rows:
        return ""
    lines = "".join(f"<li>{esc(plain(row))}</li>" for row in dict.fromkeys(rows))
    return (
        f'<details class="more"><summary>{esc(tr("heading_remarks", run.lang))}'
        f'<span class="count">{len(dict.fromkeys(rows))}</span></summary><ul class="unchecked">{lines}</ul></details>'
    )


def _tallies(run: Run) -> str:
    lang = run.lang
    totals: dict[str, tuple[str, dict[Verdict, int]]] = {}
    for audit in run.audits:
        for tally in audit.tallies:
            counts = totals.setdefault(tally.rule, (tally.title, dict.fromkeys(VERDICTS, 0)))[1]
            for verdict, count in tally.counts.items():
                counts[verdict] += count
    if not totals:
        return ""
    passed = sum(bool(counts[Verdict.PASS]) and not counts[Verdict.FAIL] for _, counts in totals.values())
    head = "".join(f"<th>{esc(tr(f'verdict_{verdict.value}', lang))}</th>" for verdict in Verdict)
    rows = "".join(
        f'<tr class="{"bad" if counts[Verdict.FAIL] else "good" if counts[Verdict.PASS] else "idle"}">'
        f'<td title="{attr(rule)}">{esc(plain(title))}</td>'
        + "".join(f"<td>{counts[verdict] or '·'}</td>" for verdict in VERDICTS)
        + "</tr>"
        for rule, (title, counts) in totals.items()
    )
    return (
        f'<details class="more"><summary>{esc(tr("heading_passed", lang))}'
        f'<span class="count">{passed} / {len(totals)}</span></summary>'
        f'<table class="tally"><thead><tr><th>{esc(tr("label_rule", lang))}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )
