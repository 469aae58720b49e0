"""The pictures of the overview as inline SVG: the ranking of the units, and the heat map of unit and rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.audit import wording
from checker.audit.wording import tr
from checker.outputs.material.units import RANKS, Unit
from checker.outputs.material.width import width
from checker.outputs.page import attr, esc

Address = Callable[[Unit, str], str]
"""The address of a unit's review page, filtered by a rule if one is given."""

CELL, SIDE, TOP = 34, 176, 150
"""Side of a cell, width of the unit names and height of the rule names, in pixels."""
FIRST = 12
"""Units of the ranking that are seen without unfolding it."""
NAMED = 24
"""Columns of a unit's name beside the heat map."""


def ranking(units: Sequence[Unit], address: Address, lang: str) -> str:
    """Units by the errors in their own documents: a bar of errors, warnings, notes and reviews, each unit a link.

    The first of many are shown, the others stand folded up below.
    """
    weights = {unit.number: [unit.weight(rank) for rank in RANKS] for unit in units}
    ranked = sorted(units, key=lambda unit: ([-weight for weight in weights[unit.number]], unit.number))
    most = max((sum(weight) for weight in weights.values()), default=0) or 1
    lines = [_bar(unit, weights[unit.number], most, address, lang) for unit in ranked]
    rest = "".join(lines[FIRST:])
    more = f"<summary>{esc(tr('more_units', lang, count=len(lines) - FIRST))}</summary>"
    return "".join(lines[:FIRST]) + (f"<details>{more}{rest}</details>" if rest else "")


def _bar(unit: Unit, weight: Sequence[int], most: int, address: Address, lang: str) -> str:
    x, rects = 0.0, ""
    for rank, count in zip(RANKS, weight, strict=True):
        size = 1000 * count / most
        if count:
            title = f"<title>{esc(tr(rank, lang))} {count}</title>"
            rects += f'<g class="bar {rank}"><rect x="{x:.0f}" width="{size:.0f}" height="10">{title}</rect></g>'
        x += size
    return (
        f'<a class="one" href="{attr(address(unit, ""))}"><span class="who">{esc(unit.name)}</span>'
        f'<svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="track" width="1000" height="10"/>{rects}</svg><b>{weight[0]}</b></a>'
    )


def heat(units: Sequence[Unit], rules: Sequence[tuple[str, str]], address: Address, lang: str) -> str:
    """Unit by rule: each cell the number of findings in the colour of the heaviest, a link to just these."""
    wide, high = len(rules) * CELL + TOP // 2, len(units) * CELL
    heads = "".join(
        f'<text transform="translate({index * CELL + 22},{TOP - 8}) rotate(-52)">{esc(cut(title, 22))}'
        f"<title>{esc(f'{title} ({rule})')}</title></text>"
        for index, (rule, title) in enumerate(rules)
    )
    names = "".join(_name(unit, line * CELL, address) for line, unit in enumerate(units))
    cells = "".join(
        _cell(unit, rule, title, column * CELL, line * CELL, address, lang)
        for line, unit in enumerate(units)
        for column, (rule, title) in enumerate(rules)
    )
    return (
        f'<div class="heat"><svg class="corner" width="{SIDE}" height="{TOP}"></svg>'
        f'<svg class="top" width="{wide}" height="{TOP}">{heads}</svg>'
        f'<svg class="side" width="{SIDE}" height="{high}">{names}</svg>'
        f'<svg class="cells" width="{wide}" height="{high}">{cells}</svg></div>'
    )


def _name(unit: Unit, y: int, address: Address) -> str:
    """What a unit is called, its year below: of two years of one unit each must be known."""
    who, _, when = unit.name.rpartition(" ") if unit.name != unit.audit.issuer else (unit.name, "", "")
    who, when = (who, when) if who else (when, "")
    below = f'<tspan class="soft" x="{SIDE - 10}" dy="14">{esc(when)}</tspan>' if when else ""
    return (
        f'<a href="{attr(address(unit, ""))}"><text x="{SIDE - 10}" y="{y + (15 if when else 22)}" text-anchor="end">'
        f"{esc(middle(who, NAMED))}{below}<title>{esc(unit.name)}</title></text></a>"
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


def middle(string: str, columns: int) -> str:
    """The string in so many columns, … in its middle where it was longer: names differ at their beginning and end."""
    if width(string) <= columns:
        return string
    begin = cut(string, columns // 2)
    end = string[len(begin) - 1 :]
    while width(begin) + width(end) > columns:
        end = end[1:]
    return begin + end
