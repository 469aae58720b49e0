"""From a frame to what it can be: the measures of the pack that its concepts mean."""

from __future__ import annotations

from collections.abc import Sequence

from checker.figures.frames import Frame
from checker.figures.lexicon import Lexicon
from checker.pack.figurewords import ACT, FigureWords, Reading
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a frame can be. `columns` are (table, columns) that stand for the total; `why` tells why it is nothing."""

    measures: tuple[str, ...] = ()
    every: bool = False
    weak: bool = False
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
        return Meaning(why=f"the time: {frame.time}", unclear=frame.time == "partial")
    names = {name for some in frame.marks.values() for name in some}
    apart = any(concepts[name].apart for name in names if name in concepts)
    if apart and not any(concepts[name].maybe for name in names if name in concepts):
        return Meaning(why="a part that no table states")
    # Of several acts the last one says most where no reading knows them together; what leads to another year always.
    leading = tuple(act for act in frame.acts if act in lexicon.directed)
    for acts in dict.fromkeys((frame.acts, leading or frame.acts[-1:], *((),) * frame.borrowed)):
        reading = next((one for one in words.readings if _fits(frame, acts, one, words)), None)
        if reading is not None:
            spec = reading.spec
            columns = _columns(frame, words)
            bare = _bare(frame, words) if columns and frame.borrowed and acts else ()
            return Meaning(
                tuple(dict.fromkeys((*spec.means, *bare))),
                spec.every,
                spec.weak or acts != frame.acts,
                columns,
                spec.value,
                spec.of,
                spec.unsure_with,
                loose=spec.loose or apart,
                unclear=not spec.means,
            )
    if apart:
        return Meaning(why="a part that no table states")
    return Meaning(why="no reading", unclear=frame.says != "all")


def _bare(frame: Frame, words: FigureWords) -> tuple[str, ...]:
    """What the frame can be without the acts that are only those of the figure before: who asked is told of new ones."""
    reading = next((one for one in words.readings if _fits(frame, (), one, words)), None)
    return tuple(reading.spec.means) if reading is not None else ()


def _counted(frame: Frame, words: FigureWords) -> bool:
    """Whether the number has a unit that its heads are counted in, or none."""
    unit = frame.number.unit if frame.number is not None else ""
    for head in frame.heads:
        spec = words.concepts.get(head)
        if unit and spec is not None and spec.units and not {unit, unit.removesuffix("次")} & set(spec.units):
            return False
    return True


def _fits(frame: Frame, acts: Sequence[str], reading: Reading, words: FigureWords) -> bool:
    spec = reading.spec
    if spec.all != (frame.says == "all") or frozenset(frame.heads) not in reading.heads:
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
    found: list[tuple[str, tuple[str, ...]]] = []
    for names in frame.marks.values():
        for name in names:
            for table, columns in words.concepts[name].columns.items() if name in words.concepts else ():
                found.append((table, (columns,) if isinstance(columns, str) else tuple(columns)))
    return tuple(found)
