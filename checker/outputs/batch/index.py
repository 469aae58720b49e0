"""The overview of a batch: figures, ranking, heat map, and a table of the units with their pages and letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from checker.audit.audit import STATES, Run, in_state
from checker.audit.wording import plain, tr
from checker.finding import Finding, Severity
from checker.outputs.batch.charts import heat, ranking
from checker.outputs.material.units import RANKS, Unit, concerned, organs, rules, submitted
from checker.outputs.page import attr, esc, skeleton
from checker.outputs.page.chrome import ICONS, SEAL

OPEN = 40
"""Units up to which bars and heat map stand open: of more, the page begins with what fits on a screen."""
DRAWN = 500
"""Units that bars and heat map show: of more, the heaviest; the table has them all."""
STATE_LOOKS = {"remaining": "error", "new": "warning", "uncompared": "review", "fixed": "good"}
"""The colour of each state."""


def index(
    run: Run, units: Sequence[Unit], reviews: Mapping[int, str], letters: Mapping[int, str], files: Sequence[str]
) -> bytes:
    """The page; `reviews` and `letters` give the relative path of a unit's file by its number."""
    lang = run.lang

    def address(unit: Unit, rule: str) -> str:
        return quote(reviews[unit.number]) + (f"#rule={quote(rule, safe='/')}" if rule else "")

    t = {
        key: esc(tr(key, lang))
        for key in ("title_run", "ranking", "ranking_about", "heat", "heat_about", "units", "search", "print", "theme")
    }
    links = "".join(f'<a href="{attr(quote(name))}">{esc(name)}</a>' for name in files)
    tools = "".join(
        f'<button type="button" data-do="{does}" title="{t[does]}" aria-label="{t[does]}">{ICONS[does]}</button>'
        for does in ("print", "theme")
    )
    key = "".join(f'<span class="{rank}"><i></i>{esc(tr(rank, lang))}</span>' for rank in RANKS)
    whose: dict[str, list[Unit]] = {}
    for unit in units if run.batch else ():
        for path in unit.own():
            whose.setdefault(path, []).append(unit)
    batch = "".join(_across(finding, whose, address) for finding in run.batch)
    open_ = " open" if len(units) <= OPEN else ""
    drawn, more = units, ""
    if len(units) > DRAWN:
        heaviest = sorted(units, key=_weight)[:DRAWN]
        drawn = sorted(heaviest, key=lambda unit: unit.number)
        more = f"<p>{esc(tr('drawn_units', lang, drawn=DRAWN, count=len(units) - DRAWN))}</p>"
    across = (
        f'<section class="panel"><h2>{esc(tr("heading_batch", lang))}</h2><ul>{batch}</ul></section>' if batch else ""
    )
    all_ = esc(tr("all_units", lang, count=len(units)))
    body = f"""<body>
<header class="bar">{SEAL}<div class="name"><h1>{t["title_run"]}</h1><p>{esc(_subtitle(run, units))}</p></div>
<div class="tools">{tools}</div></header>
<main class="wrap">{_figures(run, units)}
<section class="panel"><div class="top"><h2>{t["units"]}</h2><input class="find" type="search"
placeholder="{t["search"]}" aria-label="{t["search"]}"></div>
<div class="table" tabindex="0">{_table(run, units, reviews, letters, lang)}</div>
<button type="button" class="all" data-do="all" hidden>{all_}</button></section>
<section class="panel"><details{open_}><summary><h2>{t["ranking"]}</h2></summary><p>{t["ranking_about"]}</p>{more}
<div class="rank">{ranking(drawn, address, lang)}</div><div class="key">{key}</div></details></section>
{across}<section class="panel"><details{open_}><summary><h2>{t["heat"]}</h2></summary>
<p>{t["heat_about"]}</p>{more}{heat(drawn, [one[:2] for one in rules(run)], address, lang)}</details></section>
<section class="panel"><h2>{esc(tr("files", lang))}</h2><div class="files">{links}</div></section></main>
</body>"""
    return skeleton(tr("title_run", lang), lang, body, ["base.css", "index.css"], ["index.js"])


def _weight(unit: Unit) -> tuple[list[int], int]:
    """What sorts units, the heaviest first."""
    return [-unit.count(rank) for rank in RANKS], unit.number


def _across(finding: Finding, whose: Mapping[str, Sequence[Unit]], address: Callable[[Unit, str], str]) -> str:
    """A finding between units, with the way to it in the page of each; `whose` are the units of a path."""
    paths = {place.path for place in finding.locations}
    found = {unit.number: unit for path in paths for unit in whose.get(path, ())}
    concerned = [found[number] for number in sorted(found)]
    links = " ↔ ".join(
        f'<a href="{attr(address(unit, finding.rule))}">{esc(plain(unit.name))}</a>' for unit in concerned
    )
    return f"<li>{esc(plain(finding.message))}{f'<p>{links}</p>' if links else ''}</li>"


def _subtitle(run: Run, units: Sequence[Unit]) -> str:
    years = sorted({unit.audit.year for unit in units if unit.audit.year is not None})
    return tr("comma", run.lang).join(
        [tr("count_units", run.lang, count=organs(units)), *(tr("year", run.lang, year=year) for year in years)]
    )


def _figures(run: Run, units: Sequence[Unit]) -> str:
    lang = run.lang
    figures = [
        ("", tr("column_unit", lang), organs(units)),
        ("", tr("column_documents", lang), submitted(units)),
        ("good", tr("clean_units", lang), organs(units) - concerned(units)),
        *((severity.value, tr(severity.value, lang), run.count(severity)) for severity in Severity),
        ("review", tr("review", lang), run.reviews),
        *(
            (STATE_LOOKS[state], tr(f"state_{state}", lang), len(in_state(run.findings(), state)))
            for state in _states(run)
        ),
        ("waived", tr("heading_waived", lang), sum(finding.waiver is not None for finding in run.findings())),
        ("waived", tr("heading_unchecked", lang), run.unchecked),
    ]
    made = "".join(
        f'<div class="{kind}"><b>{count}</b><span>{esc(label)}</span></div>' for kind, label, count in figures
    )
    return f'<div class="figures">{made}</div>'


def _states(run: Run) -> tuple[str, ...]:
    """The states that are shown: those of a comparison, which comes first where there is one."""
    return STATES if run.compared else ()


def _table(run: Run, units: Sequence[Unit], reviews: Mapping[int, str], letters: Mapping[int, str], lang: str) -> str:
    states = _states(run)
    heads = [tr(head, lang) for head in ("column_unit", "column_documents", *(f"state_{state}" for state in states))]
    heads += [tr(head, lang) for head in (*RANKS, "heading_unchecked", "file_letter")]
    rows: list[str] = []
    for unit in sorted(units, key=_weight):
        counts = [(STATE_LOOKS[state], unit.in_state(state)) for state in states]
        counts += [(rank, unit.count(rank)) for rank in RANKS] + [("waived", len(unit.audit.unchecked))]
        cells = "".join(f'<td class="{rank if count else "zero"}">{count}</td>' for rank, count in counts)
        link = f'<a href="{attr(quote(letters[unit.number]))}">docx</a>' if unit.number in letters else "–"
        rows.append(
            f'<tr><td><a href="{attr(quote(reviews[unit.number]))}">{esc(unit.name)}</a></td>'
            f"<td>{len(unit.own())}</td>{cells}<td>{link}</td></tr>"
        )
    head = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" data-do="sort">{esc(label)}</button></th>'
        for label in heads
    )
    return f'<table class="units"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
