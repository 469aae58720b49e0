"""The pictures of the overview as inline SVG: the ranking of the units, and the heat map of unit and rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.audit import wording
from checker.audit.wording import tr
from checker.outputs.batch.units import RANKS, Unit
from checker.outputs.material.width import width
from checker.outputs.page import attr, esc

Address = Callable[[Unit, str], str]
"""The address of a unit's review page, filtered by a rule if one is given."""

BAR, CELL, SIDE, TOP = 26, 34, 250, 150
"""Height of a bar, side of a cell, width of the unit names and height of the rule names, in pixels."""


def ranking(units: Sequence[Unit], address: Address, lang: str) -> str:
    """Units by weight of what was found: a bar of errors, warnings, notes and reviews, each unit a link."""
    ranked = sorted(units, key=lambda unit: (*(-unit.count(rank) for rank in RANKS), unit.number))
    most = max((len(unit.open()) for unit in ranked), default=0) or 1
    lines: list[str] = []
    for line, unit in enumerate(ranked):
        y, x = line * BAR, 240.0
        bars = ""
        for rank in RANKS:
            count = unit.count(rank)
            size = 420 * count / most
            if count:
                bars += (
                    f'<g class="bar {rank}"><rect x="{x:.1f}" y="{y + 5}" width="{max(size, 2):.1f}" '
                    f'height="{BAR - 10}"><title>{esc(tr(rank, lang))} {count}</title></rect></g>'
                )
            x += size
        lines.append(
            f'<a href="{attr(address(unit, ""))}"><title>{esc(unit.name)}</title>'
            f'<rect class="track" x="240" y="{y + 5}" width="420" height="{BAR - 10}"/>'
            f'<text x="230" y="{y + 18}" text-anchor="end">{esc(cut(unit.name, 30))}</text>{bars}'
            f'<text class="soft" x="{x + 8:.1f}" y="{y + 18}">{len(unit.open())}</text></a>'
        )
    height = max(len(ranked), 1) * BAR
    return f'<svg viewBox="0 0 700 {height}" width="100%" role="img">{"".join(lines)}</svg>'


def heat(units: Sequence[Unit], rules: Sequence[tuple[str, str]], address: Address, lang: str) -> str:
    """Unit by rule: each cell the number of findings in the colour of the heaviest, a link to just these."""
    wide, high = len(rules) * CELL + TOP // 2, len(units) * CELL
    heads = "".join(
        f'<text transform="translate({index * CELL + 22},{TOP - 8}) rotate(-52)">{esc(cut(title, 22))}'
        f"<title>{esc(f'{title} ({rule})')}</title></text>"
        for index, (rule, title) in enumerate(rules)
    )
    names = "".join(
        f'<a href="{attr(address(unit, ""))}"><text x="{SIDE - 10}" y="{line * CELL + 22}" text-anchor="end">'
        f"{esc(cut(unit.name, 32))}<title>{esc(unit.name)}</title></text></a>"
        for line, unit in enumerate(units)
    )
    cells = "".join(
        _cell(unit, rule, title, column * CELL, line * CELL, address, lang)
        for line, unit in enumerate(units)
        for column, (rule, title) in enumerate(rules)
    )
    return (
        f'<div class="heat"><svg class="corner" width="{SIDE}" height="{TOP}"></svg>'
        f'<svg class="top" width="{wide}" height="{TOP}">{heads}</svg>'
        f'<svg class="side" width="{SIDE}" height="{high}">{names}</svg>'
        f'<svg class="cells" width="{wide}" height="{high}" role="img">{cells}</svg></div>'
    )


def _cell(unit: Unit, rule: str, title: str, x: int, y: int, address: Address, lang: str) -> str:
    found = unit.of_rule(rule)
    if not found:
        return f'<rect class="none" x="{x}" y="{y}" width="{CELL}" height="{CELL}" rx="5"/>'
    rank = wording.rank(found[0])
    label = f"{unit.name} · {title}: {tr(rank, lang)} {len(found)}"
    return (
        f'<a class="c {rank}" href="{attr(address(unit, rule))}"><title>{esc(label)}</title>'
        f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" rx="5"/>'
        f'<text x="{x + CELL // 2}" y="{y + 22}">{len(found)}</text></a>'
    )


def cut(string: str, columns: int) -> str:
    """The string in so many columns, a CJK character two; with … where it was longer."""
    if width(string) <= columns:
        return string
    while width(string) > columns - 1:
        string = string[:-1]
    return f"{string}…"
