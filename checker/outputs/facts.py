"""A document with what was recognised in it marked in place: sections, tables, fields and figures."""

from __future__ import annotations

from collections.abc import Sequence

from checker.audit.wording import place as place_of
from checker.audit.wording import plain, quoted, tr
from checker.document import Document, Location
from checker.outputs.page import attr, esc, skeleton
from checker.outputs.page.chrome import Choice, frame
from checker.outputs.page.marked import Mark, markup

LOOKS = ("note", "review", "good", "warning", "error", "waived")
"""Colours of the kinds, in the order in which the kinds appear; a seventh begins anew."""

Marked = tuple[Location, str, str]
"""Where, what kind of fact, and what it is called."""


def render_facts(document: Document, marks: Sequence[Marked], lang: str = "zh-CN", title: str = "") -> bytes:
    """One self-contained page in UTF-8: a card for each mark, a filter for each kind. `section` marks a heading."""
    kinds = list(dict.fromkeys(kind for _, kind, _ in marks))
    looks = {kind: LOOKS[index % len(LOOKS)] for index, kind in enumerate(kinds)}
    items = [
        (number, location, kind, label)
        for number, (location, kind, label) in enumerate(sorted(marks, key=lambda mark: kinds.index(mark[1])))
    ]
    placed = sorted(items, key=lambda item: (item[1].end or 0) - (item[1].start or 0))
    shown = [
        Mark(location, str(number), 0, looks[kind], f"{kind}: {plain(label)}")
        for number, location, kind, label in placed
        if location.path == document.path
    ]
    headings = [location.block for _, location, kind, _ in items if kind == "section" and location.text is not None]
    text = markup(document, shown, [block for block in headings if block is not None], lang)
    cards = "".join(
        f'<section class="group"><h2>{esc(kind)}</h2>'
        + "".join(_card(item, document, looks[kind], lang) for item in items if item[2] == kind)
        + "</section>"
        for kind in kinds
    )
    sections = list(dict.fromkeys(location.section for _, location, _, _ in items if location.section))
    body = frame(
        lang=lang,
        title=plain(title) or tr("facts", lang),
        subtitle=plain(document.path),
        choices=[
            Choice("rank", kind, kind, sum(item[2] == kind for item in items), look=looks[kind]) for kind in kinds
        ],
        selects=[("section", tr("all_sections", lang), [(section, section) for section in sections])],
        cards=cards or f'<p class="none">{esc(tr("no_facts", lang))}</p>',
        below="",
        papers=f'<article class="paper" data-doc="0"><header class="file"><span>{esc(plain(document.path))}</span>'
        f"<span>{esc(document.format)}</span></header>{text}</article>",
        views=[("0", document.path)],
        heading=tr("facts", lang),
    )
    return skeleton(
        f"{plain(document.path)} · {tr('facts', lang)}", lang, body, ["base.css", "review.css"], ["review.js"]
    )


def _card(item: tuple[int, Location, str, str], document: Document, look: str, lang: str) -> str:
    number, location, kind, label = item
    where = place_of(location, document, lang)
    said = quoted(location.text, lang) if location.text is not None else tr("not_there", lang)
    return (
        f'<article class="card small {look}" id="f{number + 1}" tabindex="0" data-item="{number}" '
        f'data-rank="{attr(kind)}" data-section="{attr(location.section or "")}"><header><h3>{esc(plain(label))}</h3>'
        f'</header><p class="message">{esc(said)}</p><dl class="place"><dt>{esc(tr("label_place", lang))}</dt>'
        f'<dd><a href="#at-{number}-0">{esc(where)}</a></dd></dl></article>'
    )
