"""A finding as a card of the review page: what is wrong, the sum with each operand a link, clause and advice."""

from __future__ import annotations

from collections.abc import Mapping

from checker.audit import wording
from checker.audit.audit import EARLIER, Audit, stands
from checker.audit.wording import plain, tr
from checker.document import Document
from checker.finding import Finding, Verdict
from checker.outputs.page import attr, esc
from checker.record import dataclass

RANKS = ("error", "warning", "note", "review", "waived", *EARLIER)


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
        return "waived" if self.finding.waiver is not None else self.finding.state or ""


def group_markup(
    title: str, path: str, items: list[Item], documents: Mapping[str, Document], lang: str, several: bool
) -> str:
    """The cards of one section of one document under its title; with the path where there are `several` documents."""
    where = f'<span class="path">{esc(plain(path))}</span>' if several else ""
    cards = "".join(_card(item, title, documents, lang) for item in items)
    return f'<section class="group"><h2>{esc(title)}{where}</h2>{cards}</section>'


def _card(item: Item, section: str, documents: Mapping[str, Document], lang: str) -> str:
    finding = item.finding
    rank = item.rank
    word = tr(rank, lang) if rank in ("waived", *EARLIER) else wording.severity(finding, lang)
    state = wording.state(finding, lang) if rank not in EARLIER else ""
    rows = [
        f'<p class="message">{esc(plain(finding.message))}</p>',
        _row("because", plain(finding.because), lang) if finding.because else "",
        _row("change", wording.changed(finding, lang), lang) if finding.changes else "",
        _sum(item, documents, lang),
        _places(item, documents, lang),
    ]
    rows.append(_row("clause", wording.clause(finding.source, lang), lang))
    if finding.advice:
        rows.append(_row("advice", plain(finding.advice), lang))
    if finding.consequences:
        rows.append(_row("follows", wording.follows(finding, lang), lang))
    if finding.waiver is not None:
        rows.append(_row("waiver", wording.waived(finding, lang), lang))
    rows.append(_row("rule", finding.rule, lang))
    return (
        f'<article class="card {rank}" id="f{item.number + 1}" tabindex="0" data-item="{item.number}" '
        f'data-rank="{rank}" data-state="{finding.state or ""}" data-section="{attr(section)}" '
        f'data-rule="{attr(finding.rule)}">'
        f'<header><span class="n">{item.number + 1}</span><span class="pill">{esc(word)}</span>'
        f"<h3>{esc(plain(finding.title))}</h3>"
        + (f'<span class="state">{esc(state)}</span>' if state else "")
        + f"</header>{''.join(rows)}</article>"
    )


def _row(label: str, string: str, lang: str) -> str:
    return f'<dl class="{label}"><dt>{esc(tr(f"label_{label}", lang))}</dt><dd>{esc(string)}</dd></dl>'


def _linked(item: Item, part: int, documents: Mapping[str, Document]) -> bool:
    """Whether the place is marked in the page: earlier findings have their places in the earlier version."""
    location = item.finding.locations[part] if part < len(item.finding.locations) else None
    return location is not None and location.path in documents and item.finding.state not in EARLIER


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
    parts = (wording.place(location, documents.get(location.path), lang), wording.cell(location, item.audit))
    where = " ".join(part for part in parts if part)
    if location.text is not None:
        where = f"{where} {wording.quoted(location.text, lang)}".strip()
    else:
        where += wording.absent(location, lang)
    shown = esc(where)
    if _linked(item, 0, documents):
        shown = f'<a href="#at-{item.number}-0">{shown}</a>'
    return f'<dl class="place"><dt>{esc(tr("label_place", lang))}</dt><dd>{shown}</dd></dl>'
