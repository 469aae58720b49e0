"""The plan against the report: each promise beside its answer, the evidence for it, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.audit.audit import Promised
from checker.audit.wording import plain, shown, tr
from checker.document import Location
from checker.outputs.material.promised import LOOKS, ORDER, headed, promises, status
from checker.outputs.page import attr, esc, skeleton
from checker.outputs.page.marked import Mark


def render_matrix(rows: Sequence[Promised], title: str, lang: str) -> bytes:
    """A page of its own in UTF-8, without the documents."""
    body = f'<body class="alone"><main class="paper wide">{table(rows, lang, set())}</main></body>'
    return skeleton(f"{title} · {tr('matrix', lang)}", lang, body, ["base.css", "review.css"])


def marks(rows: Sequence[Promised], path: str) -> list[Mark]:
    """The promises and answers that stand in a document; their keys begin with p, part 0 is the promise."""
    return [
        Mark(place, f"p{number}", part, "promise", f"{row.number} {plain(row.text)}")
        for number, row in enumerate(rows)
        if promises(row)
        for part, place in enumerate((row.at, *row.places))
        if place.path == path
    ]


def table(rows: Sequence[Promised], lang: str, paths: set[str]) -> str:
    """The matrix as markup, to be printed and signed; links where a document, one of `paths`, is in the page.

    Clauses that promise nothing are listed below, so that every clause of the plan is seen to be dealt with.
    """
    counts = {name: sum(row.status == name for row in rows) for name in ORDER if name != "general"}
    figures = "".join(
        f'<button type="button" class="chip {LOOKS[name]}" data-status="{name}" aria-pressed="true">'
        f"{esc(tr(f'promise_{name}', lang))}<b>{count}</b></button>"
        for name, count in counts.items()
        if count
    )
    heads = "".join(f"<th>{esc(tr(f'matrix_{head}', lang))}</th>" for head in ("promise", "answer", "verdict"))
    plans = headed(rows, lang)
    shown = [(number, row) for number, row in enumerate(rows) if promises(row)]
    body = ""
    for path, title in plans.items() or [("", "")]:
        body += f'<tr class="plan"><th colspan="3" scope="rowgroup">{esc(title)}</th></tr>' if title else ""
        body += "".join(_row(number, row, lang, paths) for number, row in shown if not plans or row.at.path == path)
    sign = "".join(f"<span>{esc(tr(f'matrix_sign_{what}', lang))}</span>" for what in ("by", "date"))
    return (
        f'<h2 class="title">{esc(tr("matrix", lang))}</h2><div class="chips verdicts">{figures}</div>'
        f'<table class="matrix"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
        f'{_rest(rows, lang)}<p class="sign">{sign}</p>'
    )


def _row(number: int, row: Promised, lang: str, paths: set[str]) -> str:
    known = [
        (tr("matrix_amount", lang), plain(row.amount)),
        (tr("matrix_deadline", lang), shown(row.deadline, lang) if row.deadline else ""),
        (tr("matrix_office", lang), plain(row.office)),
    ]
    facts = "".join(f'<span class="tag">{esc(label)} {esc(value)}</span>' for label, value in known if value)
    where = " ".join(plain(part) for part in (row.number, row.topic) if part)
    return (
        f'<tr id="p{number}" data-status="{row.status}"><td><span class="where">{esc(where)}</span>'
        f"{_link(row.text, row.at, f'at-p{number}-0', paths)}<div>{facts}</div></td>"
        f"<td>{_answer(number, row, lang, paths)}</td>"
        f'<td class="{LOOKS[row.status]}"><span class="pill">{esc(status(row, lang))}</span>'
        f'<div><meter min="0" max="100" value="{row.score}" title="{attr(tr("matrix_score", lang))}"></meter>'
        f'<span class="score">{row.score}</span></div></td></tr>'
    )


def _answer(number: int, row: Promised, lang: str, paths: set[str]) -> str:
    if row.answer is None:
        return f'<span class="nothing">{esc(tr("matrix_nothing", lang))}</span>'
    said = [_link(row.answer, row.answered_at, f"at-p{number}-1", paths)]
    said += [
        f'<div class="more">{_link(place.text or "", place, f"at-p{number}-{part}", paths)}</div>'
        for part, place in enumerate(row.places[1:], 2)
    ]
    if row.given:
        said.append(f'<div><span class="tag">{esc(tr("matrix_reported", lang))} {esc(plain(row.given))}</span></div>')
    words = dict.fromkeys(_once(word) for word in plain(row.evidence).replace("、", " ").split())
    if words:
        said.append(f'<div class="evidence">{"".join(f"<i>{esc(word)}</i>" for word in words)}</div>')
    return "".join(said)


def _rest(rows: Sequence[Promised], lang: str) -> str:
    """The clauses that promise nothing, each with what it is."""
    rest = [row for row in rows if not promises(row)]
    if not rest:
        return ""
    told = "".join(
        f'<li><span class="where">{esc(tr(f"promise_kind_{row.kind}", lang))}</span> {esc(plain(row.text))}</li>'
        for row in rest
    )
    head = esc(tr("matrix_rest", lang, count=len(rest)))
    return f'<details class="rest"><summary>{head}</summary><ul>{told}</ul></details>'


def _once(word: str) -> str:
    """A word that the report took up as it stands, said once."""
    promised, _, reported = word.partition("→")
    return promised if promised == reported else word


def _link(string: str, place: Location | None, anchor: str, paths: set[str]) -> str:
    text = esc(plain(string))
    return f'<a href="#{anchor}">{text}</a>' if place is not None and place.path in paths else f"<span>{text}</span>"
