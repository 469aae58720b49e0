"""From a frame to what it can be: the measures of the pack that its concepts mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from checker.figures.frames import Frame, Instead
from checker.figures.lexicon import Lexicon
from checker.pack.figurewords import ACT, PLUS, FigureWords, Reading
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a frame can be: measures, or several as `a+b`, of which it is the sum.

    `columns` are (table, columns) that stand for the total; `why` tells why it is nothing.
    """

    measures: tuple[str, ...] = ()
    every: bool = False
    weak: bool = False
    maybe: tuple[str, ...] = ()
    """What it may tick besides."""
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    value: int | None = None
    of: str = ""
    unsure_with: str = ""
    why: str = ""
    loose: bool = False
    unclear: bool = False
    """It speaks of what the tables state, but cannot be said to be any of it."""


def meaning(frame: Frame, lexicon: Lexicon) -> Meaning:
    """What a frame can be; nothing where a table states no such thing."""
    if frame.kind != "count" or not frame.known:
        return Meaning(why="" if frame.kind == "count" else frame.kind)
    words = lexicon.words
    concepts = words.concepts
    if frame.says == "number" and not _counted(frame, words):
        return Meaning(why="the unit")
    directed = not lexicon.directed.isdisjoint(frame.acts)
    if frame.time not in ("own",) and not directed:
        return Meaning(why=f"the time: {frame.time}")
    specs = [concepts[name] for some in frame.marks.values() for name in some if name in concepts]
    apart = any(spec.apart for spec in specs)
    if apart and not any(spec.maybe or spec.within for spec in specs):
        return Meaning(why="a part that no table states")
    # Of several acts the last one says most where no reading knows them together; what leads to another year always.
    leading = tuple(act for act in frame.acts if act in lexicon.directed)
    for acts in dict.fromkeys((frame.acts, leading or frame.acts[-1:], *((),) * frame.borrowed)):
        reading = _reading(frame, acts, lexicon)
        if reading is not None:
            spec = reading.spec
            columns = _columns(frame, words)
            bare = _others(frame, ((frame.heads, (), None),), lexicon) if columns and frame.unsaid and acts else ()
            instead = _others(frame, frame.instead, lexicon) if frame.unsaid else ()
            more = _with_parts(frame, lexicon) if frame.contains and frame.marks else ()
            return Meaning(
                tuple(dict.fromkeys((*spec.means, *bare, *instead, *more))),
                spec.every,
                spec.weak or acts != frame.acts,
                tuple(spec.maybe),
                columns,
                spec.value,
                spec.of,
                spec.unsure_with,
                loose=spec.loose or apart,
                unclear=not spec.means,
            )
    if apart:
        told = _without_apart(frame, words)
        meant = meaning(told, lexicon) if told is not None else Meaning()
        return replace(meant, loose=True) if meant.measures else Meaning(why="a part that no table states")
    together = _sum(frame, lexicon) or _of_all(frame, lexicon)
    if together:
        return Meaning(together, columns=_columns(frame, words))
    return Meaning(why="no reading", unclear=frame.says != "all" and not frame.loose)


def _without_apart(frame: Frame, words: FigureWords) -> Frame | None:
    """The frame less what only says more of its other marks (逾期不补正视为放弃), and with what a table may count a part
    with instead of it (信息不存在); None where that leaves no mark."""
    marks: dict[str, tuple[str, ...]] = {}
    for slot, names in frame.marks.items():
        specs = {name: words.concepts.get(name) for name in names}
        if any(spec is not None and spec.apart and not (spec.maybe or spec.within) for spec in specs.values()):
            return None
        kept = [spec.within if spec and spec.apart else name for name, spec in specs.items()]
        some = tuple(dict.fromkeys(name for name in kept if name))
        if some:
            marks[slot] = some
    return replace(frame, marks=marks) if marks else None


def _reading(frame: Frame, acts: Sequence[str], lexicon: Lexicon) -> Reading | None:
    some = lexicon.readings.get(frozenset(frame.heads), ())
    return next((one for one in some if _fits(frame, acts, one, lexicon.words)), None)


def _others(frame: Frame, of: Sequence[Instead], lexicon: Lexicon) -> list[str]:
    """What a frame can be with other heads and acts: who asked is told of new ones, whatever the figure before was of."""
    found: list[str] = []
    for heads, acts, mark in of:
        other = replace(frame, heads=heads, marks={**frame.marks, mark[0]: mark[1]} if mark else frame.marks)
        reading = _reading(other, acts, lexicon)
        found += reading.spec.means if reading is not None else _sum(other, lexicon) if mark else ()
    return found


def _sum(frame: Frame, lexicon: Lexicon) -> tuple[str, ...]:
    """The measure that several marks of one slot make together, each with a measure of its own: 另行制作或补正后仍不明确4件.

    What states the others as well is not added to them: 因不掌握或需要加工等原因无法提供7件 are all of these, or the two.
    """
    slot = next((slot for slot, names in frame.marks.items() if len(names) > 1), "")
    if not slot or frame.says != "number":
        return ()
    each = [_reading(replace(frame, marks={**frame.marks, slot: (name,)}), (), lexicon) for name in frame.marks[slot]]
    several = [one for one in each if one is not None and len(one.spec.means) > 1]
    if several and len(each) - len(several) > 1:
        # 未公开的（含不予公开、无法提供）: what may be more than one is what the others are.
        each = [one for one in each if one not in several]
    means = [one.spec.means[0] for one in each if one is not None and one.spec.means and not one.spec.loose]
    if len(set(means)) != len(each):
        return ()
    parts = [one for one in means if not any(_includes(one, other, lexicon.words) for other in means if other != one)]
    wholes = [one for one in means if one not in parts]
    if len(wholes) > 1:
        return ()
    return (*wholes, *([PLUS.join(parts)] if parts else []))


def _of_all(frame: Frame, lexicon: Lexicon) -> tuple[str, ...]:
    """The measure that several heads make together, where each has one of its own: 行政处罚与行政强制合计244件."""
    if len(frame.heads) < 2 or frame.says != "number":
        return ()
    each = [
        next(
            (one for acts in (frame.acts, ()) if (one := _reading(replace(frame, heads=(head,)), acts, lexicon))), None
        )
        for head in frame.heads
    ]
    means = [one.spec.means[0] for one in each if one is not None and len(one.spec.means) == 1]
    return (PLUS.join(means),) if len(set(means)) == len(frame.heads) else ()


def _includes(whole: str, part: str, words: FigureWords) -> bool:
    """Whether a measure is of all the cells of another: of rows named by a pattern that the row of the other meets."""
    asked, held = (words.measures[name].equals for name in (whole, part))
    patterns = [term.strip() for one in ([asked] if isinstance(asked, str) else asked) for term in one.split("+")]
    cells = [term.strip() for one in ([held] if isinstance(held, str) else held) for term in one.split("+")]
    return all(any(fnmatchcase(cell, pattern) for pattern in patterns) for cell in cells)


def none_of(whole: Frame, marks: Mapping[str, tuple[str, ...]], lexicon: Lexicon) -> bool:
    """Whether marks are of other cells than those of a whole that has marks of the same kind: 不予处理 is no part of 无法提供.

    What no table tells apart may be a part of anything.
    """
    return any(
        len(names) == len(whole.marks.get(slot, ())) == 1
        and _apart(replace(whole, marks={}), slot, names, whole, lexicon)
        for slot, names in marks.items()
    )


def made_of(whole: Sequence[str], part: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether what counts some heads takes in what counts others: 复议诉讼 are reviews and suits."""
    readings = [_reading(Frame(0, 0, heads=tuple(heads)), (), lexicon) for heads in (whole, part)]
    held, asked = (one.spec.means if one is not None else () for one in readings)
    return any(_includes(one, other, lexicon.words) for one in held for other in asked)


def _with_parts(frame: Frame, lexicon: Lexicon) -> Sequence[str]:
    """What a figure is together with a part that its mark alone does not hold: 予以公开58件，含部分公开17件."""
    concepts = lexicon.words.concepts
    for name in sorted(frame.contains):
        slot = concepts[name].slot if name in concepts else ""
        if slot in frame.marks and none_of(frame, {slot: (name,)}, lexicon):
            both = replace(frame, marks={**frame.marks, slot: (*frame.marks[slot], name)})
            reading = _reading(both, (), lexicon)
            return reading.spec.means if reading is not None else _sum(both, lexicon)
    return ()


def _apart(bare: Frame, slot: str, names: tuple[str, ...], whole: Frame, lexicon: Lexicon) -> bool:
    concepts = lexicon.words.concepts
    of, part = concepts.get(whole.marks[slot][0]), concepts.get(names[0])
    if of is None or part is None or of.apart or part.apart or names == whole.marks[slot]:
        return False
    if of.columns or part.columns:
        columns = [
            {cell for _, some in _columns(replace(bare, marks={slot: one}), lexicon.words) for cell in some}
            for one in (whole.marks[slot], names)
        ]
        return bool(columns[0] and columns[1]) and not columns[1] & columns[0]
    readings = [_reading(replace(bare, marks={slot: one}), (), lexicon) for one in (whole.marks[slot], names)]
    held, asked = (one.spec.means if one is not None else () for one in readings)
    return bool(held and asked) and not any(_includes(one, other, lexicon.words) for one in held for other in asked)


def _counted(frame: Frame, words: FigureWords) -> bool:
    """Whether the number has a unit that its heads are counted in, or none."""
    unit = frame.number.unit if frame.number is not None else ""
    for head in frame.heads:
        spec = words.concepts.get(head)
        if unit and spec is not None and spec.units and not {unit, unit.removesuffix("次")} & set(spec.units):
            return False
    return True


def _fits(frame: Frame, acts: Sequence[str], reading: Reading, words: FigureWords) -> bool:
    """Whether a reading that knows its heads is that of a frame."""
    spec = reading.spec
    if spec.all != (frame.says == "all"):
        return False
    if spec.including and spec.including not in frame.contains:
        return False
    said: dict[str, Sequence[str]] = {**frame.marks, **({ACT: acts} if acts else {})}
    marked = any(slot != ACT for slot in reading.slots)
    for slot, names in said.items():
        wanted = reading.slots.get(slot)
        if wanted is None:
            if slot == ACT and marked:
                continue
            if all(name in words.concepts and words.concepts[name].columns for name in names):
                continue
            return False
        if frozenset(names) not in wanted:
            return False
    return all(slot in said for slot in reading.slots)


def _columns(frame: Frame, words: FigureWords) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """By table the columns that are meant, of several marks (企业和律所12件) all of them."""
    found: dict[str, tuple[str, ...]] = {}
    for names in frame.marks.values():
        for name in names:
            for table, columns in words.concepts[name].columns.items() if name in words.concepts else ():
                some = (columns,) if isinstance(columns, str) else tuple(columns)
                found[table] = tuple(dict.fromkeys((*found.get(table, ()), *some)))
    return tuple(found.items())
