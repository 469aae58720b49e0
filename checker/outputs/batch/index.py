"""The overview of a batch: figures, ranking, heat map, and a table of the units with their pages and letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from checker.audit.audit import Run
from checker.audit.wording import plain, tr
from checker.finding import Severity
from checker.outputs.batch.charts import heat, ranking
from checker.outputs.batch.units import RANKS, Unit, rules
from checker.outputs.material.order import paths
from checker.outputs.page import attr, esc, skeleton
from checker.outputs.page.chrome import ICONS, SEAL


def index(
    run: Run, units: Sequence[Unit], reviews: Mapping[int, str], letters: Mapping[int, str], files: Sequence[str]
) -> bytes:
    """The page; `reviews` and `letters` give the relative path of a unit's file by its number."""
    lang = run.lang

    def address(unit: Unit, rule: str) -> str:
        return quote(reviews[unit.number]) + (f"#rule={quote(rule, safe='/')}" if rule else "")

    t = {
        key: esc(tr(key, lang))
        for key in ("title_run", "ranking", "heat", "heat_about", "units", "search", "print", "theme")
    }
    links = "".join(f'<a href="{attr(quote(name))}">{esc(name)}</a>' for name in files)
    tools = "".join(
        f'<button type="button" data-do="{does}" title="{t[does]}" aria-label="{t[does]}">{ICONS[does]}</button>'
        for does in ("print", "theme")
    )
    key = "".join(f'<span class="{rank}"><i></i>{esc(tr(rank, lang))}</span>' for rank in RANKS)
    batch = "".join(f"<li>{esc(plain(finding.message))}</li>" for finding in run.batch)
    across = (
        f'<section class="panel"><h2>{esc(tr("heading_batch", lang))}</h2><ul>{batch}</ul></section>' if batch else ""
    )
    body = f"""<body>
<header class="bar">{SEAL}<div class="name"><h1>{t["title_run"]}</h1><p>{esc(_subtitle(run, units))}</p></div>
<div class="tools">{tools}</div></header>
<main class="wrap">{_figures(run, units)}
<section class="panel"><h2>{t["ranking"]}</h2><div class="rank">{ranking(units, address, lang)}</div>
<div class="key">{key}</div></section>
<section class="panel"><h2>{t["heat"]}</h2><p>{t["heat_about"]}</p>{heat(units, rules(run), address, lang)}</section>
{across}<section class="panel"><h2>{t["units"]}</h2><input class="find" type="search" placeholder="{t["search"]}"
aria-label="{t["search"]}"><div class="table">{_table(units, reviews, letters, lang)}</div></section>
<section class="panel"><h2>{esc(tr("files", lang))}</h2><div class="files">{links}</div></section></main>
</body>"""
    return skeleton(tr("title_run", lang), lang, body, ["base.css", "index.css"], ["index.js"])


def _subtitle(run: Run, units: Sequence[Unit]) -> str:
    years = sorted({unit.audit.year for unit in units if unit.audit.year is not None})
    return tr("comma", run.lang).join(
        [tr("count_units", run.lang, count=len(units)), *(tr("year", run.lang, year=year) for year in years)]
    )


def _figures(run: Run, units: Sequence[Unit]) -> str:
    lang = run.lang
    figures = [
        ("", tr("column_unit", lang), len(units)),
        ("", tr("column_documents", lang), len(paths(run))),
        ("good", tr("clean_units", lang), sum(not unit.failed() for unit in units)),
        *((severity.value, tr(severity.value, lang), run.count(severity)) for severity in Severity),
        ("review", tr("review", lang), run.reviews),
        ("waived", tr("heading_waived", lang), sum(finding.waiver is not None for finding in run.findings())),
        ("waived", tr("heading_unchecked", lang), run.unchecked),
    ]
    made = "".join(
        f'<div class="{kind}"><b>{count}</b><span>{esc(label)}</span></div>' for kind, label, count in figures
    )
    return f'<div class="figures">{made}</div>'


def _table(units: Sequence[Unit], reviews: Mapping[int, str], letters: Mapping[int, str], lang: str) -> str:
    heads = [tr(head, lang) for head in ("column_unit", "column_documents", *RANKS, "heading_unchecked", "file_letter")]
    rows: list[str] = []
    for unit in units:
        counts = [(rank, unit.count(rank)) for rank in RANKS] + [("waived", len(unit.audit.unchecked))]
        cells = "".join(f'<td class="{rank if count else "zero"}">{count}</td>' for rank, count in counts)
        link = f'<a href="{attr(quote(letters[unit.number]))}">docx</a>' if unit.number in letters else "–"
        rows.append(
            f'<tr><td><a href="{attr(quote(reviews[unit.number]))}">{esc(unit.name)}</a></td>'
            f"<td>{len(unit.audit.documents)}</td>{cells}<td>{link}</td></tr>"
        )
    head = "".join(f"<th>{esc(label)}</th>" for label in heads)
    return f'<table class="units"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
