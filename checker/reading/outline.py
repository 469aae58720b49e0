"""The sections of a document: which heading stands for which entry of the form's outline."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from checker.once import Kept, made_once
from checker.pack.model import SectionSpec
from checker.pack.pack import Form
from checker.reading.headings import Heading, is_contents_line, unmarked
from checker.reading.headings import lines as lines_of
from checker.reading.lostlines import run_on
from checker.reading.reading import BEGIN, END, Passage, SectionSpan, Spot
from checker.text.normalize import bare, comparable
from checker.text.patterns import possible

NEAR = 0.62
"""Similarity from which an unassigned heading in the right place is a miswritten title."""
SHORT = 30
"""Characters of a heading that is known by what it is about."""
_AND = re.compile("及其?|和|与|暨|、|以及")
_ROW = re.compile("[0-9]+$")
_TEXT = re.compile("[0-9,。;:]")


def find_sections(
    passages: Sequence[Passage], lines: list[Heading], form: Form, tables: dict[str, Spot]
) -> tuple[SectionSpan, ...]:
    """The sections in document order; `lines` are the lines of the document's passages that may be headings.

    `tables` is where the tables of the form stand: a heading that names something else is known by the
    table under it, or by its number and place between its neighbours.
    """
    outline = form.spec.outline
    lines = [line for line in lines if not line.listed]  # what a table of contents announces is not there by that
    said = {entry.id: found for entry, found in zip(outline, saying(outline, lines), strict=True)}
    top = _top_style([line for found in said.values() for line in found])
    below = _below(lines, top)
    chosen = _named(outline, lines, said, top, below)
    taken = {id(heading) for heading, _ in chosen.values()}
    in_tables = {spot.block for spot in tables.values()}
    left = [line for line in lines if not is_contents_line(line) and line.passage.spot.block not in in_tables]
    left = [line for line in left if not _is_row(line, form)]
    named = [heading for heading, _ in chosen.values()]
    main = _main_style(named or [line for line in left if any(_is_about(entry, line) for entry in outline)])
    styled: dict[str, list[Spot]] = {}
    for line in sorted(left, key=lambda line: line.spot):
        styled.setdefault(line.style, []).append(line.spot)
    for index, entry in enumerate(outline):
        if entry.id in chosen:
            continue
        low = _neighbour(reversed(outline[:index]), chosen, BEGIN)
        high = _neighbour(outline[index + 1 :], chosen, END)
        table = tables.get(entry.table or "")
        others = [one for one in outline if one is not entry]
        free = [
            line
            for line in left
            if low < line.spot < high
            and id(line) not in taken
            and (not _is_part(line, index, top, below) or _next_to(line, table, styled, top))
        ]
        numbers = {line.ordinal for line, _ in chosen.values() if line.style == main}
        heading = _caption(entry, form, free, tables) or _about(entry, outline, free, main, named)
        lost = run_on(entry, index, passages, low, high) if heading is None else None
        strange = [line for line in free if not any(_is_about(one, line) for one in others)]
        heading = heading or lost or _by_place(entry, index, strange, main, tables, high, numbers)
        if heading is not None:
            chosen[entry.id] = (heading, entry.by_captions or heading is lost)
            taken.add(id(heading))
    chosen |= _joint(outline, chosen)
    return _spans({entry.id: chosen[entry.id] for entry in outline if entry.id in chosen})


def _is_row(line: Heading, form: Form) -> bool:
    """Whether a line is the row of a table of the form, printed as text: 四、结转下年度继续办理 0."""
    title = _ROW.sub("", bare(line.title))
    return any(title in table.words for table in form.tables.values())


def _is_about(entry: SectionSpec, line: Heading) -> bool:
    text = line.title
    return len(text) <= SHORT and any(pattern.search(text) for pattern in possible(entry.about, text))


def _about(
    entry: SectionSpec, outline: Sequence[SectionSpec], free: list[Heading], main: str, named: Sequence[Heading]
) -> Heading | None:
    """The heading that is about what an entry is about, in the sections' own numbering; the one most like its title,
    of those that are not more like that of another (公开申请引起的复议情况). Where the sections have no numbering, a
    short line without any mark may be one."""
    bare_ones = bool(named) and not any(line.style for line in named)
    some = [line for line in free if line.style == main or (bare_ones and not line.style and line.whole)]
    some = [line for line in some if line.passage.cell is None and _is_about(entry, line) and not _sentence(line)]
    some = [
        line
        for line in some
        if max((similarity(one, line), one is entry) for one in outline if _is_about(one, line))[1]
    ]
    return max(some, key=lambda line: similarity(entry, line), default=None)


def _joint(
    outline: Sequence[SectionSpec], chosen: Mapping[str, tuple[Heading, bool]]
) -> dict[str, tuple[Heading, bool]]:
    """The entries whose heading is one with that of the entry before or after, both with the whole of its line:
    收到和处理政府信息公开申请及行政复议、行政诉讼情况."""
    found: dict[str, tuple[Heading, bool]] = {}
    for first, second in pairwise(outline):
        held, missing = (first, second) if first.id in chosen else (second, first)
        if missing.id in chosen or held.id not in chosen:
            continue
        heading = _full(chosen[held.id][0])
        for cut in _AND.finditer(heading.title):
            one = replace(heading, title=heading.title[: cut.start()])
            two = replace(heading, title=heading.title[cut.end() :])
            parts = {first.id: one, second.id: two}
            told = _is_about(first, one) and _is_about(second, two)
            if told and not _is_about(held, parts[missing.id]):
                found[missing.id] = found[held.id] = (heading, False)
    return found


def _full(line: Heading) -> Heading:
    """A heading with what its line goes on with, where that is no text: 总体情况 + 及主动公开政府信息情况."""
    string = line.passage.plain.string
    stop = next((end for low, end in lines_of(line.passage) if low <= line.start < end), len(string))
    title = string[line.start : stop]
    return line if len(title) > 2 * SHORT or _TEXT.search(title) else replace(line, title=title, end=stop, whole=True)


def _named(
    outline: Sequence[SectionSpec],
    lines: list[Heading],
    said: Mapping[str, list[Heading]],
    top: str,
    below: frozenset[int],
) -> dict[str, tuple[Heading, bool]]:
    """The headings that say what the form says, by the id of their entry; each with the word that it is so."""
    chosen: dict[str, tuple[Heading, bool]] = {}
    for index, entry in enumerate(outline):
        found = [line for line in said[entry.id] if not _is_part(line, index, top, below)]
        found = [line for line in found if not line.inside] or found
        heading = _best(found, lines) or _run_in(entry, index, top, below, lines)
        if heading is not None:
            chosen[entry.id] = (heading, True)
    return chosen


def _next_to(line: Heading, table: Spot | None, styled: Mapping[str, list[Spot]], top: str) -> bool:
    """Whether a table stands under a heading, without another of the sections' own numbering, or of its own, between
    them. `styled`: where the headings of each numbering stand."""
    if table is None or table < line.spot:
        return False
    spots = (styled.get(style, []) for style in (top, line.style))
    return all(bisect_right(others, line.spot) >= bisect_left(others, table) for others in spots)


class Sayings:
    """The titles of some entries, to ask which of these a heading says, as the form does or in a wording as good."""

    def __init__(self, entries: Sequence[SectionSpec]) -> None:
        self._titles = [{bare(name) for name in (entry.title, *entry.also)} for entry in entries]
        self._like = [tuple(entry.like) for entry in entries]
        self._known = Kept[tuple[int, ...]]()

    def of(self, title: str) -> tuple[int, ...]:
        """The positions of the entries that a title says."""
        return self._known.of(title, self._of)

    def _of(self, title: str) -> tuple[int, ...]:
        word, text = bare(title), title.rstrip("、。:;,.")
        return tuple(
            at
            for at, (titles, like) in enumerate(zip(self._titles, self._like, strict=True))
            if word in titles or (like and any(pattern.fullmatch(text) for pattern in possible(like, text)))
        )


sayings_of = made_once(Sayings)


def saying(outline: Sequence[SectionSpec], lines: Iterable[Heading]) -> list[list[Heading]]:
    """For each entry of an outline the lines that say what the form says, or a wording that is as good."""
    sayings = sayings_of(outline)
    found: list[list[Heading]] = [[] for _ in outline]
    for line in lines:
        for at in sayings.of(line.title):
            found[at].append(line)
    return found


RANKS = ("chinese", "bracket", "decimal", "decimal-bracket")
"""Numberings from the outermost to the innermost, as documents of organs have them."""


def _top_style(lines: list[Heading]) -> str:
    """The outermost numbering among headings that say what sections are called; empty where none has one of these."""
    styles = {line.style for line in lines if not is_contents_line(line)}
    return next((style for style in RANKS if style in styles), "")


def _below(lines: list[Heading], top: str) -> frozenset[int]:
    """The ids of headings that go on with a list which began under the heading of a section: （二） after （一）."""
    found: set[int] = set()
    last: dict[str, int] = {}
    under = False
    for line in lines:
        if line.style == top:
            under, last = True, {}
            continue
        if under and line.ordinal > 1 and last.get(line.style) == line.ordinal - 1:
            found.add(id(line))
        last[line.style] = line.ordinal
    return frozenset(found)


def _is_part(line: Heading, index: int, top: str, below: frozenset[int]) -> bool:
    """Whether a heading that says what the section of that index is called stands for a part of another section.

    （一）主动公开政府信息情况 under 一、总体情况 is no second section: its number is not the section's, or it goes on
    with a list that began under the heading of a section.
    """
    if not top or line.style not in RANKS or RANKS.index(line.style) <= RANKS.index(top):
        return False
    return line.ordinal != index + 1 or id(line) in below


def _run_in(entry: SectionSpec, index: int, top: str, below: frozenset[int], lines: list[Heading]) -> Heading | None:
    """A numbered heading that says what the form says and after which the text goes on without any mark."""
    names = [comparable(name).string for name in (entry.title, *entry.also)]
    for line in sorted(lines, key=lambda line: line.inside):
        name = next((name for name in names if line.style and line.title.startswith(name)), None)
        if name is not None and not is_contents_line(line) and not _is_part(line, index, top, below):
            return replace(line, end=line.start + len(name), title=name, whole=False)
    return None


def _best(candidates: list[Heading], lines: list[Heading]) -> Heading | None:
    """Of several lines with the same title the one that most stands under; a table of contents has nothing under it."""
    candidates = [line for line in candidates if not is_contents_line(line)] or candidates
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    numbered = [line for line in candidates if line.style or line.passage.level is not None]
    candidates = numbered or candidates
    meant = set(map(id, candidates))
    spots = sorted(line.spot for line in lines if line.style in ("chinese", "roman") or id(line) in meant)

    def room(line: Heading) -> tuple[int, int, Spot]:
        at = bisect_right(spots, line.spot)
        after = spots[at] if at < len(spots) else END
        same = after.block == line.spot.block and after.cell == line.spot.cell
        return (min(after.block - line.spot.block, 3), after.offset - line.end if same else 0, line.spot)

    return max(candidates, key=room)


def _main_style(chosen: list[Heading]) -> str:
    """The numbering that the recognised sections use; Chinese numerals where nothing tells."""
    styles = [heading.style for heading in chosen if heading.style]
    return max(set(styles), key=styles.count) if styles else "chinese"


def _neighbour(entries: Iterable[SectionSpec], chosen: dict[str, tuple[Heading, bool]], otherwise: Spot) -> Spot:
    """Where the first of these entries that is there begins."""
    return next((chosen[entry.id][0].spot for entry in entries if entry.id in chosen), otherwise)


def _by_place(
    entry: SectionSpec,
    index: int,
    free: list[Heading],
    main: str,
    tables: dict[str, Spot],
    high: Spot,
    numbers: Collection[int],
) -> Heading | None:
    """An unassigned heading that stands for an entry all the same: it is like its title, stands last above its table,
    or has its number, which none of the other sections has (`numbers`)."""
    top = [line for line in free if line.style == main and line.whole and line.passage.cell is None]
    ratio = {id(line): similarity(entry, line) for line in free}
    near = [line for line in free if ratio[id(line)] >= NEAR and line.whole and not _sentence(line)]
    if near:
        return max(near, key=lambda line: (line.style == main, ratio[id(line)]))
    table = tables.get(entry.table or "")
    above = [line for line in top if line.spot < table] if table is not None and table < high else []
    if above:
        return above[-1]
    return next((line for line in top if line.ordinal == index + 1 and line.ordinal not in numbers), None)


def _sentence(line: Heading) -> bool:
    """Whether a line is a sentence that says no more than a title would: 除上述情况外，无其他需要报告的事项。"""
    return not line.style and line.passage.level is None and line.title.endswith("。")


def _caption(entry: SectionSpec, form: Form, free: list[Heading], tables: dict[str, Spot]) -> Heading | None:
    """The caption with which a section begins that may go without a heading: that of its first table."""
    if not entry.by_captions:
        return None
    own = [name for name, table in form.tables.items() if table.spec.section == entry.id and name in tables]
    for name in sorted(own, key=tables.__getitem__):
        captions = {bare(text) for text in form.tables[name].spec.captions}
        above = [line for line in free if line.spot < tables[name]]
        hits = [line for line in above if any(caption in _whole_line(line) for caption in captions)]
        if hits:
            return hits[-1]
    return None


def _whole_line(line: Heading) -> str:
    """The line that a heading begins, bare; a long title is cut in `Heading.title`."""
    string, start = line.passage.plain.string, line.start
    stop = next((end for low, end in lines_of(line.passage) if low <= start < end), len(string))
    return bare(unmarked(string[start:stop]))


def similarity(entry: SectionSpec, heading: Heading) -> float:
    """How much a heading resembles an entry's titles, 0 to 1."""
    title = bare(heading.title)
    return max(SequenceMatcher(None, bare(name), title, autojunk=False).ratio() for name in (entry.title, *entry.also))


def _spans(chosen: dict[str, tuple[Heading, bool]]) -> tuple[SectionSpan, ...]:
    order = sorted(chosen.items(), key=lambda item: item[1][0].spot)
    spans = []
    for position, (name, (heading, titled)) in enumerate(order):
        spot = heading.passage.spot
        begin = Spot(spot.block, spot.cell, heading.end)
        # Two sections under one heading are of one text.
        end = next((after.spot for _, (after, _) in order[position:] if after.spot > heading.spot), END)
        spans.append(SectionSpan(name, (heading.passage, heading.number_start, heading.end), begin, end, titled))
    return tuple(spans)
