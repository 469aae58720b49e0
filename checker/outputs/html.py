"""The review page: documents as read with their findings marked in place, list and document side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker import wording
from checker.audit import Audit, Run, stands
from checker.document import Document, Location
from checker.finding import Finding, Verdict
from checker.outputs.order import by_document, by_section
from checker.outputs.page import attr, esc, skeleton
from checker.outputs.page.chrome import Choice, frame
from checker.outputs.page.marked import Mark, markup
from checker.wording import plain, tr

RANKS = ("error", "warning", "note", "review", "waived", "fixed")


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with its number in the page and the audit it belongs to, None for a batch's."""

    number: int
    finding: Finding
    audit: Audit | None

    @property
    def rank(self) -> str:
        """What it is filtered and coloured by."""
        if stands(self.finding):
            return wording.rank(self.finding)
        return "waived" if self.finding.waiver is not None else "fixed"


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """One self-contained page in UTF-8. `#f3` in its address opens the third card, `#rule=pack/id` filters by a rule.

    The option `home` is the address of the page that lists several reviews, shown as a link.
    """
    lang = run.lang
    items = _items(run)
    cards = "".join(_group(title, path, group, documents, lang, len(documents) > 1) for title, path, group in items)
    flat = [item for _, _, group in items for item in group]
    paths = [path for path in _paths(run) if path in documents]
    papers = "\n".join(_paper(index, path, documents[path], flat, run) for index, path in enumerate(paths))
    title = plain(wording.dossier(run.audits[0], lang)) if len(run.audits) == 1 else tr("title_run", lang)
    body = frame(
        lang=lang,
        title=title,
        subtitle=_subtitle(run, paths),
        choices=[
            Choice(
                "rank", rank, tr(rank, lang), sum(item.rank == rank for item in flat), rank not in ("waived", "fixed")
            )
            for rank in RANKS
            if any(item.rank == rank for item in flat) or rank in ("error", "warning", "note")
        ],
        selects=_selects(items, lang),
        cards=cards or f'<p class="none">{esc(tr("no_findings", lang))}</p>',
        below=_unchecked(run) + _tallies(run),
        papers=papers,
        paths=paths,
        home=run.options.get("home"),
    )
    return skeleton(f"{title} · {tr('title_review', lang)}", lang, body, ["base.css", "review.css"], ["review.js"])


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
    if len(paths) == 1:
        return plain(paths[0])
    return tr("documents", run.lang, count=len(paths))


def _selects(items: list[tuple[str, str, list[Item]]], lang: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    sections = list(dict.fromkeys(title for title, _, _ in items))
    rules = dict.fromkeys(item.finding.rule for _, _, group in items for item in group)
    return [
        ("section", tr("all_sections", lang), [(title, title) for title in sections]),
        ("rule", tr("all_rules", lang), [(rule, rule.split("/", 1)[-1]) for rule in sorted(rules)]),
    ]


def _group(
    title: str, path: str, items: list[Item], documents: Mapping[str, Document], lang: str, several: bool
) -> str:
    where = f'<span class="path">{esc(plain(path))}</span>' if several else ""
    cards = "".join(_card(item, title, documents, lang) for item in items)
    return f'<section class="group"><h3>{esc(title)}{where}</h3>{cards}</section>'


def _card(item: Item, section: str, documents: Mapping[str, Document], lang: str) -> str:
    finding = item.finding
    rank = item.rank
    word = tr(rank, lang) if rank in ("waived", "fixed") else wording.severity(finding, lang)
    state = wording.state(finding, lang) if rank != "fixed" else ""
    rows = [
        f'<p class="message">{esc(plain(finding.message))}</p>',
        _sum(item, documents, lang),
        _places(item, documents, lang),
    ]
    rows.append(_row("clause", wording.clause(finding.source, lang), lang))
    if finding.advice:
        rows.append(_row("advice", plain(finding.advice), lang))
    if finding.waiver is not None:
        rows.append(_row("waiver", wording.waived(finding, lang), lang))
    rows.append(_row("rule", finding.rule, lang))
    return (
        f'<article class="card {rank}" id="f{item.number + 1}" tabindex="0" data-item="{item.number}" data-rank="{rank}" '
        f'data-section="{attr(section)}" data-rule="{attr(finding.rule)}">'
        f'<header><span class="n">{item.number + 1}</span><span class="pill">{esc(word)}</span>'
        f"<h4>{esc(plain(finding.title))}</h4>"
        + (f'<span class="state">{esc(state)}</span>' if state else "")
        + f"</header>{''.join(rows)}</article>"
    )


def _row(label: str, string: str, lang: str) -> str:
    return f'<dl class="{label}"><dt>{esc(tr(f"label_{label}", lang))}</dt><dd>{esc(string)}</dd></dl>'


def _linked(item: Item, part: int, documents: Mapping[str, Document]) -> bool:
    """Whether the place is marked in the page: fixed findings have their places in the earlier version."""
    location = item.finding.locations[part] if part < len(item.finding.locations) else None
    return location is not None and location.path in documents and item.finding.state != "fixed"


def _sum(item: Item, documents: Mapping[str, Document], lang: str) -> str:
    comparison = item.finding.comparison
    if comparison is None:
        return ""
    made: list[str] = []
    for piece, term in wording.sides(comparison, lang, review=item.finding.verdict is Verdict.REVIEW):
        if term is None:
            relation = " rel" if piece.strip() in wording.BROKEN.values() else ""
            made.append(f'<span class="op{relation}">{esc(piece)}</span>')
        elif term.location is not None and _linked(item, term.location, documents):
            made.append(f'<a class="term" href="#at-{item.number}-{term.location}">{esc(piece)}</a>')
        else:
            made.append(f'<span class="term">{esc(piece)}</span>')
    return f'<p class="sum">{"".join(made)}</p>'


def _places(item: Item, documents: Mapping[str, Document], lang: str) -> str:
    if not item.finding.locations:
        return ""
    location = item.finding.locations[0]
    where = wording.place(location, documents.get(location.path), lang)
    if location.text is not None:
        where = f"{where} {wording.quoted(location.text, lang)}".strip()
    else:
        where += tr("missing_here" if location.cell is None else "blank_here", lang)
    shown = esc(where)
    if _linked(item, 0, documents):
        shown = f'<a href="#at-{item.number}-0">{shown}</a>'
    return f'<dl class="place"><dt>{esc(tr("label_place", lang))}</dt><dd>{shown}</dd></dl>'


def _marks(path: str, items: Iterable[Item], lang: str) -> list[Mark]:
    made: list[Mark] = []
    for item in items:
        if item.finding.state == "fixed":
            continue
        seen: set[Location] = set()
        for part, location in enumerate(item.finding.locations):
            if location.path == path and location not in seen:
                made.append(Mark(location, item.number, part, item.rank, plain(item.finding.title)))
                seen.add(location)
    return made


def _paper(index: int, path: str, document: Document, items: list[Item], run: Run) -> str:
    checked = next((known for audit in run.audits for known in audit.documents if known.path == path), None)
    headings = [part.block for part in checked.outline if part.block is not None] if checked else []
    role = tr(f"role_{checked.role}", run.lang) if checked else ""
    text = markup(document, _marks(path, items, run.lang), headings, run.lang)
    return (
        f'<article class="paper" data-doc="{index}" aria-label="{attr(path)}"><header class="file">'
        f"<span>{esc(plain(path))}</span><span>{esc(role)}</span></header>{text}</article>"
    )


def _unchecked(run: Run) -> str:
    rows = [item for audit in run.audits for item in audit.unchecked]
    if not rows:
        return ""
    lang = run.lang
    lines = "".join(
        f'<li><b>{esc(plain(item.what))}</b> {esc(plain(item.why))}<span class="path">{esc(plain(item.path))}</span></li>'
        for item in rows
    )
    return (
        f'<details class="more" open><summary>{esc(tr("heading_unchecked", lang))}<span class="count">{len(rows)}</span>'
        f'</summary><ul class="unchecked">{lines}</ul></details>'
    )


def _tallies(run: Run) -> str:
    lang = run.lang
    totals: dict[str, tuple[str, dict[Verdict, int]]] = {}
    for audit in run.audits:
        for tally in audit.tallies:
            counts = totals.setdefault(tally.rule, (tally.title, dict.fromkeys(Verdict, 0)))[1]
            for verdict, count in tally.counts.items():
                counts[verdict] += count
    if not totals:
        return ""
    passed = sum(bool(counts[Verdict.PASS]) and not counts[Verdict.FAIL] for _, counts in totals.values())
    head = "".join(f"<th>{esc(tr(f'verdict_{verdict.value}', lang))}</th>" for verdict in Verdict)
    rows = "".join(
        f'<tr class="{"bad" if counts[Verdict.FAIL] else "good" if counts[Verdict.PASS] else "idle"}">'
        f'<td title="{attr(rule)}">{esc(plain(title))}</td>'
        + "".join(f"<td>{counts[verdict] or '·'}</td>" for verdict in Verdict)
        + "</tr>"
        for rule, (title, counts) in totals.items()
    )
    return (
        f'<details class="more"><summary>{esc(tr("heading_passed", lang))}<span class="count">{passed} / {len(totals)}</span>'
        f'</summary><table class="tally"><thead><tr><th>{esc(tr("label_rule", lang))}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )
