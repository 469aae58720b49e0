"""The plan against the report: each promise beside its answer, the evidence for it, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence

from checker.audit.audit import Promised
from checker.audit.wording import plain, shown, tr
from checker.document import Location
from checker.finding import Verdict
from checker.outputs.page import attr, esc, skeleton
from checker.outputs.page.marked import Mark

LOOKS = {Verdict.PASS: "good", Verdict.FAIL: "error", Verdict.REVIEW: "review", Verdict.NOT_APPLICABLE: "waived"}


def render_matrix(promises: Sequence[Promised], title: str, lang: str) -> bytes:
    """A page of its own in UTF-8, without the documents."""
    body = f'<body class="alone"><main class="paper wide">{table(promises, lang, set())}</main></body>'
    return skeleton(f"{title} · {tr('matrix', lang)}", lang, body, ["base.css", "review.css"])


def marks(promises: Sequence[Promised], path: str) -> list[Mark]:
    """The promises and answers that stand in a document; their keys begin with p."""
    made: list[Mark] = []
    for number, promise in enumerate(promises):
        for part, place in enumerate((promise.at, promise.answered_at)):
            if place is not None and place.path == path:
                made.append(Mark(place, f"p{number}", part, "promise", f"{promise.number} {plain(promise.text)}"))
    return made


def table(promises: Sequence[Promised], lang: str, paths: set[str]) -> str:
    """The matrix as markup; promise and answer are links where their document, one of `paths`, is in the page."""
    counts = {verdict: sum(promise.verdict is verdict for promise in promises) for verdict in Verdict}
    figures = "".join(
        f'<button type="button" class="chip {LOOKS[verdict]}" data-verdict="{verdict.value}" aria-pressed="true">'
        f"{esc(tr(f'answer_{verdict.value}', lang))}<b>{count}</b></button>"
        for verdict, count in counts.items()
        if count
    )
    heads = "".join(f"<th>{esc(tr(f'matrix_{head}', lang))}</th>" for head in ("promise", "answer", "verdict"))
    rows = "".join(_row(number, promise, lang, paths) for number, promise in enumerate(promises))
    return (
        f'<h2 class="title">{esc(tr("matrix", lang))}</h2><div class="chips verdicts">{figures}</div>'
        f'<table class="matrix"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(number: int, promise: Promised, lang: str, paths: set[str]) -> str:
    known = [
        (tr("matrix_amount", lang), plain(promise.amount)),
        (tr("matrix_deadline", lang), shown(promise.deadline, lang) if promise.deadline else ""),
        (tr("matrix_office", lang), plain(promise.office)),
    ]
    facts = "".join(f'<span class="tag">{esc(label)} {esc(value)}</span>' for label, value in known if value)
    where = " ".join(plain(part) for part in (promise.number, promise.topic) if part)
    verdict = tr(f"answer_{promise.verdict.value}", lang)
    words = list(dict.fromkeys(_once(word) for word in plain(promise.evidence).replace("、", " ").split()))
    if promise.answer is None:
        answer = f'<span class="nothing">{esc(tr("matrix_nothing", lang))}</span>'
    else:
        answer = _link(promise.answer, promise.answered_at, f"at-p{number}-1", paths)
        if promise.reported:
            answer += (
                f'<div><span class="tag">{esc(tr("matrix_reported", lang))} {esc(plain(promise.reported))}</span></div>'
            )
    if words:
        kind = "evidence" if promise.answer is not None else "evidence weak"
        answer += f'<div class="{kind}">{"".join(f"<i>{esc(word)}</i>" for word in words)}</div>'
    return (
        f'<tr id="p{number}" data-verdict="{promise.verdict.value}"><td><span class="where">{esc(where)}</span>'
        f"{_link(promise.text, promise.at, f'at-p{number}-0', paths)}<div>{facts}</div></td><td>{answer}</td>"
        f'<td class="{LOOKS[promise.verdict]}"><span class="pill">{esc(verdict)}</span>'
        f'<div><meter min="0" max="100" value="{promise.score}" title="{attr(tr("matrix_score", lang))}"></meter>'
        f'<span class="score">{promise.score}</span></div></td></tr>'
    )


def _once(word: str) -> str:
    """A word that the report took up as it stands, said once."""
    promised, _, reported = word.partition("→")
    return promised if promised == reported else word


def _link(string: str, place: Location | None, anchor: str, paths: set[str]) -> str:
    shown_ = esc(plain(string))
    return (
        f'<a href="#{anchor}">{shown_}</a>' if place is not None and place.path in paths else f"<span>{shown_}</span>"
    )
