"""The page of the bench: the document on the left, the rule on the right, and below it what it does."""

from __future__ import annotations

import json
from pathlib import Path

from checker.audit.wording import plain, tr
from checker.bench.live.session import Session
from checker.messages import say, text
from checker.outputs.page import attr, esc, skeleton
from checker.outputs.page.chrome import ICONS, SEAL

HERE = Path(__file__).parent
KEYS = (
    ("Ctrl+S", "save"),
    ("Ctrl+↑ ↓", "step"),
    ("F8", "fault"),
    ("Esc", "leave"),
    ("e", "edit"),
    ("t", "theme"),
    ("?", "keys"),
)
WORDS = ("rule", "new", "shown", "own", "save", "editor", "facts", "wrong", "files")


def page(session: Session, rule: str = "") -> bytes:
    """The whole page in UTF-8, opened at a rule."""
    lang = session.lang
    t = {key: esc(_t(key, lang)) for key in WORDS}
    kinds = session.kinds()
    first = rule or next(iter(session.rules()), "")
    likely = max(kinds, key=lambda kind: (kinds[kind] > 0, kind.endswith(".row"), kinds[kind]))
    start = session.opened(first) if first else session.opened(kind=likely)
    known = session.standing.known
    papers = "".join(f'<option value="{attr(path)}">{esc(plain(path))}</option>' for path in known)
    rules = "".join(f'<option value="{attr(one)}">{esc(one)}</option>' for one in session.rules())
    of_kinds = "".join(f'<option value="{attr(kind)}">{esc(kind)} ({count})</option>' for kind, count in kinds.items())
    keys = "".join(f"<dt><kbd>{esc(key)}</kbd></dt><dd>{esc(_t(f'key_{what}', lang))}</dd>" for key, what in KEYS)
    words = {key: _t(key, lang) for key in ("discard", "away", "working")}
    tools = "".join(
        f'<button type="button" data-do="{does}" title="{esc(tr(does, lang))}" aria-label="{esc(tr(does, lang))}">'
        f"{ICONS[does]}</button>"
        for does in ("theme", "keys")
    )
    title = session.standing.pack.title(lang)
    body = f"""<body data-words="{attr(json.dumps(words, ensure_ascii=False))}"
data-opened="{attr(start["opened"])}" data-stamp="{attr(start["stamp"])}">
<header class="bar">{SEAL}<div class="name"><h1>{esc(plain(title))}</h1>
<p>{esc(plain(str(session.directory)))}</p></div><output class="status" aria-live="polite"></output>
<div class="tools">{tools}</div></header>
<main class="desk bench">
<section class="papers" tabindex="0" aria-label="{esc(tr("paper", lang))}">
<div class="which"><select id="document" aria-label="{esc(tr("paper", lang))}">{papers}</select></div>
<article class="paper" id="paper"></article></section>
<section class="side" aria-label="{t["rule"]}">
<div class="choose"><label>{t["rule"]} <select id="rule"><option value="">—</option>{rules}</select></label>
<label>{t["new"]} <select id="new"><option value="">—</option>{of_kinds}</select></label>
<button type="button" id="save" disabled>{t["save"]}</button></div>
<div class="editor"><div class="gutter" aria-hidden="true"></div>
<textarea id="text" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off" aria-label="{t["editor"]}"
aria-describedby="faults">{esc_text(start["text"])}</textarea></div>
<p class="disk" role="alert" hidden></p><p class="told" role="status" hidden></p>
<ul class="faults" id="faults" aria-label="{t["wrong"]}" aria-live="polite"></ul>
<details class="part" open><summary>{t["files"]}<output class="difference"></output></summary>
<div class="changes"></div></details>
<details class="part" open><summary>{t["facts"]}</summary>
<label class="shown">{t["shown"]} <select id="kind"><option value="">{t["own"]}</option>{of_kinds}</select></label>
<div class="cards"></div></details></section></main>
<dialog class="keys"><h2>{esc(tr("keys", lang))}</h2><dl>{keys}</dl>
<button type="button" data-do="close">{esc(tr("close", lang))}</button></dialog></body>"""
    styles = ["base.css", "review.css", str(HERE / "bench.css")]
    return skeleton(f"{plain(title)} · gouji", lang, body, styles, [str(HERE / "bench.js")], asks=True)


def esc_text(source: str) -> str:
    """A text as the content of a field: as it is, its first line too."""
    return "\n" + source.replace("&", "&amp;").replace("<", "&lt;")


def _t(key: str, lang: str) -> str:
    return text(say(f"bench.live_{key}"), lang)
