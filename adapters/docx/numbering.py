"""The labels of automatic numbering, counted as the document goes on."""

from __future__ import annotations

import re

from lxml import etree

from adapters.docx.counting import counted
from adapters.docx.names import P_STYLE, VAL, w
from adapters.docx.styles import OFF, Styles, value
from checker.record import dataclass

LEVELS = 9
SLOT = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `restart` is the level (from 1) after which it begins anew, None for any above it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str | None = None
    restart: int | None = None
    legal: bool = False
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """A label and whether a tab or space stands between it and the text."""

    text: str
    spaced: bool


class Numbering:
    """Definitions and running counters. Counters belong to the abstract definition, shared by its numbers."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._levels: dict[str, tuple[str, dict[int, Level]]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._used: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root, styles)

    def _load(self, root: etree._Element, styles: Styles) -> None:
        abstracts = {element.get(w("abstractNumId"), ""): element for element in root.iterchildren(w("abstractNum"))}
        numbers = {element.get(w("numId"), ""): element for element in root.iterchildren(w("num"))}
        for number, element in numbers.items():
            abstract = value(element, w("abstractNumId")) or ""
            linked = value(abstracts[abstract], w("numStyleLink")) if abstract in abstracts else None
            if linked is not None:
                other = numbers.get(styles.number_of(linked) or "")
                abstract = (value(other, w("abstractNumId")) or "") if other is not None else abstract
            if abstract not in abstracts:
                continue
            levels = _levels(abstracts[abstract])
            starts: dict[int, int] = {}
            for override in element.iterchildren(w("lvlOverride")):
                at = _number(override.get(w("ilvl")), 0)
                if (own := override.find(w("lvl"))) is not None:
                    levels[at] = _level(own)
                if (start := value(override, w("startOverride"))) is not None:
                    starts[at] = _number(start, 1)
            self._levels[number] = (abstract, levels)
            self._starts[number] = starts

    def label(self, number: str, at: int | None, style: str | None) -> Label | None:
        """Count a paragraph and give its label; `at` None means the level that is linked to the paragraph's style."""
        if number not in self._levels:
            return None
        abstract, levels = self._levels[number]
        if at is None:
            at = next((index for index, level in levels.items() if style is not None and level.style == style), 0)
        level = levels.get(at)
        if level is None or at >= LEVELS:
            return None
        counters = self._counters.setdefault(abstract, [None] * LEVELS)
        for upper in range(at):
            if counters[upper] is None:
                counters[upper] = self._start(number, upper, levels)
        start = self._starts[number].get(at)
        if start is not None and (number, at) not in self._used:
            counters[at] = start
        else:
            current = counters[at]
            counters[at] = self._start(number, at, levels) if current is None else current + 1
        self._used.add((number, at))
        for deeper in range(at + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and at < restart):
                counters[deeper] = None
        return Label(_fill(level, levels, counters), level.spaced)

    def _start(self, number: str, at: int, levels: dict[int, Level]) -> int:
        return self._starts[number].get(at, levels[at].start if at in levels else 1)


def _fill(level: Level, levels: dict[int, Level], counters: list[int | None]) -> str:
    if level.form == "bullet":
        return "".join("•" if "\ue000" <= sign <= "\uf8ff" else sign for sign in level.text)

    def one(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        form = levels[at].form if at in levels else "decimal"
        if level.legal and form not in ("none", "bullet"):
            form = "decimal"
        return counted(counters[at] or 0, form) if counters[at] is not None else ""

    return SLOT.sub(one, level.text)


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {_number(element.get(w("ilvl")), 0): _level(element) for element in abstract.iterchildren(w("lvl"))}


def _level(element: etree._Element) -> Level:
    form = element.find(w("numFmt"))
    legal = element.find(w("isLgl"))
    restart = value(element, w("lvlRestart"))
    text = value(element, w("lvlText")) or ""
    if element.find(w("lvlPicBulletId")) is not None:
        text = text or "•"
    return Level(
        start=_number(value(element, w("start")), 0),
        form=form.get(VAL, "decimal") if form is not None else "decimal",
        text=text,
        style=value(element, P_STYLE),
        restart=_number(restart, 0) if restart is not None else None,
        legal=legal is not None and legal.get(VAL, "1") not in OFF,
        spaced=(value(element, w("suff")) or "tab") != "nothing",
    )


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 7 else default
