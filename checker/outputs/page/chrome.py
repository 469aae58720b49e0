"""What stands round the cards and the papers of a page: bar, filters, keys, and the sheet of a small screen."""

from __future__ import annotations

from collections.abc import Sequence

from checker.audit.wording import plain, tr
from checker.outputs.page import attr, esc
from checker.record import dataclass

KEYS = (
    ("j", "key_next"),
    ("k", "key_previous"),
    ("Enter", "key_open"),
    ("Esc", "key_back"),
    ("/", "key_search"),
    ("1–6", "key_rank"),
    ("t", "key_theme"),
    ("?", "key_help"),
)
SEAL = (
    '<svg class="seal" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">'
    '<rect x="1.5" y="1.5" width="29" height="29" rx="7"/><path d="M9 16.5l4.6 4.6L23.5 11"/>'
    '<path class="faint" d="M9 9h7M9 24.5h14"/></svg>'
)
_ICON = '<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">{}</svg>'
ICONS = {
    "print": _ICON.format('<path d="M6 7V3h8v4M6 14H4V8h12v6h-2M6 12h8v5H6z"/>'),
    "theme": _ICON.format('<circle cx="10" cy="10" r="6.5"/><path class="solid" d="M10 3.5a6.5 6.5 0 0 1 0 13z"/>'),
    "keys": _ICON.format(
        '<rect x="2.5" y="5" width="15" height="10" rx="2"/><path d="M6 8.5h.1M10 8.5h.1M14 8.5h.1M7 12h6"/>'
    ),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A button that shows or hides the cards of one kind."""

    name: str
    value: str
    label: str
    count: int
    on: bool = True
    look: str = ""
    """The class of its colour, where that is not its value."""


def frame(
    *,
    lang: str,
    title: str,
    subtitle: str,
    choices: Sequence[Choice],
    selects: Sequence[tuple[str, str, list[tuple[str, str]]]],
    cards: str,
    below: str,
    papers: str,
    views: Sequence[tuple[str, str]],
    home: str | None = None,
    heading: str = "",
) -> str:
    """The body of a page of cards and papers. `cards`, `below` and `papers` are markup that is safe already.

    `views` names the papers: (data-doc, label).
    """
    t = {"list": esc(heading or tr("list", lang))}
    t |= {key: esc(tr(key, lang)) for key in ("paper", "search", "theme", "keys", "print", "close", "home")}
    buttons = "".join(
        f'<button type="button" class="chip {attr(choice.look or choice.value)}" data-filter="{attr(choice.name)}" '
        f'data-value="{attr(choice.value)}" aria-pressed="{str(choice.on).lower()}">'
        f"{esc(choice.label)}<b>{choice.count}</b></button>"
        for choice in choices
    )
    chips = f'<div class="chips" role="group">{buttons}</div>'
    many = len(choices) > 8
    menus = "".join(_menu(name, all_, options) for name, all_, options in selects if options)
    document = _menu("doc", "", views, tr("paper", lang)) if len(views) > 1 else ""
    back = f'<a class="home" href="{attr(home)}">‹ {t["home"]}</a>' if home else ""
    tools = "".join(
        f'<button type="button" data-do="{does}" title="{t[does]}" aria-label="{t[does]}">{icon}</button>'
        for does, icon in ICONS.items()
    )
    keys = "".join(f"<dt><kbd>{esc(key)}</kbd></dt><dd>{esc(tr(what, lang))}</dd>" for key, what in KEYS)
    return f"""<body>
<header class="bar">{back}{SEAL}<div class="name"><h1>{esc(title)}</h1><p>{esc(subtitle)}</p></div>
{"" if many else chips}
<div class="tools">{tools}</div></header>
<main class="desk" data-show="list">
<section class="list" aria-label="{t["list"]}">
<div class="filters">{chips if many else ""}{menus}
<input type="search" placeholder="{t["search"]}" aria-label="{t["search"]}"><output class="shown"></output></div>
<div class="cards">{cards}<p class="none" hidden>{esc(tr("none_shown", lang))}</p></div>{below}</section>
<section class="papers" tabindex="0" aria-label="{t["paper"]}"><div class="which">{document}</div>{papers}
<nav class="ruler" aria-hidden="true"></nav></section>
</main>
<aside class="peek" hidden><button type="button" data-do="previous">‹</button><div></div>
<button type="button" data-do="next">›</button></aside>
<nav class="tabs"><button type="button" data-tab="list" aria-pressed="true">{t["list"]}</button>
<button type="button" data-tab="paper" aria-pressed="false">{t["paper"]}</button></nav>
<dialog class="keys"><h2>{t["keys"]}</h2><dl>{keys}</dl>
<button type="button" data-do="close">{t["close"]}</button></dialog>
</body>"""


def _menu(name: str, first: str, options: Sequence[tuple[str, str]], label: str = "") -> str:
    head = f'<option value="">{esc(first)}</option>' if first else ""
    made = "".join(f'<option value="{attr(value)}">{attr(plain(label))}</option>' for value, label in options)
    return f'<select data-filter="{name}" aria-label="{attr(first or label)}">{head}{made}</select>'
