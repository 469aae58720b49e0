"""Ticks: a small mark behind every figure of the running text that says how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.audit.audit import Tick
from checker.audit.wording import plain, tr
from checker.document import Location
from checker.outputs.page.marked import Mark

SYMBOLS = {"agree": "✓", "differ": "✗", "unclear": "?", "no_counterpart": "·"}


def marks(ticks: Sequence[Tick], path: str, lang: str) -> list[Mark]:
    """The ticks of a document, each behind its figure."""
    return [_mark(number, tick, lang) for number, tick in enumerate(ticks) if tick.at.path == path]


def _mark(number: int, tick: Tick, lang: str) -> Mark:
    label = tr(f"tick_{tick.status}", lang)
    told = plain(tick.title)
    return Mark(
        _behind(tick.at), f"t{number}", 0, f"tick {tick.status}", f"{label} {told}".strip(), SYMBOLS[tick.status]
    )


def _behind(place: Location) -> Location:
    return replace(place, start=place.end, text=None)
