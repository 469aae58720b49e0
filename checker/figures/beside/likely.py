"""Figures that could not be read to the end: a tick where what their own words tell fits one figure of the tables alone.

    公众诉求办结99件: with a word before it that nobody knows, 办结 and 99 are told of what was handled alone.

Nobody is ever asked about them, and they are never told to differ: a tick needs less certainty than an accusation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.figures.beside.mistaken import mistaken
from checker.figures.beside.proved import OTHERS
from checker.figures.beside.scopes import elsewhere
from checker.figures.counting import PROPERTY, UNTOLD
from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.lexicon import Lexicon, lexicon
from checker.figures.measures import Meaning, meaning
from checker.figures.tie import AGREE, NO_COUNTERPART, UNCLEAR, UNSURE, Tie, Ties
from checker.pack.figurespec import ConceptSpec
from checker.pack.figurewords import ACT, FOREIGN, HEAD, NO_MARKS

DONE, MARKED = 10, 2
"""From what number on one is ticked by what was done alone, or by the figures beside it: one case is soon the same as
another."""
DIGITS = 3
"""Digits of an amount of money from which it is hardly the same as another."""
NEAR = 6
"""Figures before one that may show what is counted."""
WHY = "the only one that it fits"
_UNREAD = (UNSURE, "no reading", "another scope")


def likely(figures: Sequence[Figure], ties: Ties) -> list[Figure]:
    """The figures, those ticked that could not be read to the end and can be one figure of the tables alone."""
    words = lexicon(ties.words)
    made = list(figures)
    counted: dict[int, tuple[str, ...]] = {}
    for index, figure in enumerate(figures):
        unread = figure.tie.status == NO_COUNTERPART or (figure.tie.status == UNCLEAR and figure.tie.why in _UNREAD)
        if not unread or figure.tie.why == OTHERS or not _quantity(figure.frame, ties):
            continue
        if figure.frame.loose and figure.meaning.measures:
            made[index] = mistaken(figure, (), ties, words)
            continue
        read = list(_read(figures, index, words, counted))
        tie, heads = _only(read, ties, words)
        if tie is None:
            made[index] = mistaken(figure, read, ties, words)
            continue
        counted[index] = heads
        meant = Meaning((tie.measure,), weak=True, loose=True)
        made[index] = replace(figure, frame=replace(figure.frame, weak=True), meaning=meant, tie=replace(tie, why=WHY))
    return made


def _quantity(frame: Frame, ties: Ties) -> bool:
    """Whether it is a count of the organ's own, exactly known, of which no part is told that no table states."""
    number = frame.number
    if frame.kind not in ("count", "part") or frame.says != "number" or number is None or number.approximate:
        return False
    if (
        (frame.timed and frame.time not in ("own", "last", "next"))
        or frame.time == "plan"
        or (frame.scope and elsewhere(frame.scope, ties.reading))
    ):
        return False
    return number.value > 0


def _read(
    figures: Sequence[Figure], index: int, words: Lexicon, counted: Mapping[int, tuple[str, ...]]
) -> Iterator[Frame]:
    """What a figure may be, going by its own words: as frames that count something.

    `counted` is what those that are ticked so far count.
    """
    frame = figures[index].frame
    specs = {name: words.words.concepts[name] for name in frame.near if name in words.words.concepts}
    number = frame.number
    assert number is not None
    if number.yuan is not None:
        yield from _money(frame, specs, words)
        return
    if any(spec.slot == FOREIGN for spec in specs.values()) or any(
        spec.apart and not (spec.maybe or spec.within) for spec in specs.values()
    ):
        return
    whole = figures[frame.parent].frame if frame.parent is not None else None
    marks = _marks(specs)
    if marks and all(words.words.concepts[name].apart for some in marks.values() for name in some):
        return
    if frame.why == PROPERTY or (
        frame.foreign and frame.heads and not (marks or frame.pointed or _cases(frame, words))
    ):
        return
    alone = any(spec.listed for spec in specs.values()) and not (whole is not None and whole.known)
    if (whole is not None and whole.foreign and whole.heads) or (alone and not _in_list(figures, index, marks)):
        return
    acts = tuple(name for name in frame.acts if name in specs) or tuple(
        name for name, spec in specs.items() if spec.slot == ACT
    )
    if not frame.pointed and _goes_on_with_others(figures, index):
        return
    if not frame.timed and frame.time != "own" and not _of_the_year_before(figures, index):
        return
    spoken = _spoken(figures, index, counted)
    pointed = frame.pointed and frame.hint
    if not marks and (pointed or (frame.hint and number.value >= DONE and not acts)):
        marks = dict(frame.hint)
    if frame.timed and frame.time != "own":
        acts = _over_the_years(frame, acts, marks, words)
        if not acts:
            return
    heads = tuple(name for name, spec in specs.items() if spec.slot == HEAD) or _cases(frame, words)
    heads = heads or (frame.heads if frame.known and not marks else ())
    if not (marks or heads or acts) or (frame.kind == "part" and not marks and frame.time == "own"):
        return
    one_is_enough = (marks and not heads) or (frame.rest and frame.time != "own")
    least = 1 if one_is_enough else MARKED if marks or (acts and spoken) else DONE
    if number.value < least:
        return
    for some in _heads(heads, acts, marks, specs, words):
        if number.value < DONE and not marks and some != spoken and frame.time == "own":
            continue
        yield replace(frame, heads=some, foreign=False, acts=acts, marks=marks, time="own", kind="count", unsaid=False)


def _goes_on_with_others(figures: Sequence[Figure], index: int) -> bool:
    """Whether the figures before one count, in its sentence and unit, what no table states: 网站受理留言96条，不予公开12条."""
    frame = figures[index].frame
    for one in reversed(figures[max(index - NEAR, 0) : index]):
        before = one.frame
        if before.sentence != frame.sentence or before.since != frame.since or not before.foreign:
            return False
        if before.number is None or frame.number is None or before.number.unit != frame.number.unit:
            return False
        if before.heads:
            return before.kind == "count" and before.why != UNTOLD and not before.unknown
    return False


def _of_the_year_before(figures: Sequence[Figure], index: int) -> bool:
    """Whether figures of the report's year stand before one in its sentence, whose year was told between."""
    frame = figures[index].frame
    near = (one.frame for one in figures[max(index - NEAR, 0) : index])
    return any(one.sentence == frame.sentence and one.time == "own" and one.known for one in near)


def _in_list(figures: Sequence[Figure], index: int, marks: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a figure right beside one in its sentence has another mark of one of its slots: 个人71件，公司13件."""
    frame = figures[index].frame
    near = [one.frame for one in (*figures[max(index - 1, 0) : index], *figures[index + 1 : index + 2])]
    return any(
        one.sentence == frame.sentence and slot in one.marks and one.marks[slot] != names
        for one in near
        for slot, names in marks.items()
    )


def _cases(frame: Frame, words: Lexicon) -> tuple[str, ...]:
    """The cases that a figure is of though it is not told what they are about; nothing where it is of something else."""
    specs = [words.words.concepts.get(head) for head in frame.heads]
    return frame.heads if specs and all(spec is not None and bool(spec.needs) for spec in specs) else ()


def _money(frame: Frame, specs: Mapping[str, ConceptSpec], words: Lexicon) -> Iterator[Frame]:
    """An amount that was taken in, whatever it is called: 收取城镇垃圾处理费1286.75万元."""
    number = frame.number
    assert number is not None
    if any(spec.slot == FOREIGN for spec in specs.values()) and not frame.unknown:
        return  # 信息处理费58.5元
    if frame.time != "own" or len(str(number.value).replace(".", "").strip("0")) < DIGITS:
        return
    acts = tuple(name for name, spec in specs.items() if spec.slot == ACT)
    for head, known in words.acts.items():
        if number.unit in words.words.concepts[head].units and known.intersection(acts):
            done = tuple(known.intersection(acts))[:1]
            yield replace(frame, heads=(head,), foreign=False, acts=done, marks={}, kind="count", unsaid=False)


def _marks(specs: Mapping[str, ConceptSpec]) -> dict[str, tuple[str, ...]]:
    """The marks among the words, by slot."""
    found: dict[str, tuple[str, ...]] = {}
    for name, spec in sorted(specs.items()):
        if spec.slot not in NO_MARKS:
            found[spec.slot] = (*found.get(spec.slot, ()), name)
    return found


def _spoken(figures: Sequence[Figure], index: int, counted: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """What the figures before one in its sentence count; nothing where the last of them counts something else."""
    frame = figures[index].frame
    for at in range(index - 1, max(index - NEAR, 0) - 1, -1):
        one = figures[at]
        if at in counted and one.frame.sentence == frame.sentence:
            return counted[at]
        if one.frame.sentence != frame.sentence or one.frame.foreign:
            return ()
        if one.frame.known:
            return one.frame.heads
    return ()


def _over_the_years(
    frame: Frame, acts: tuple[str, ...], marks: Mapping[str, tuple[str, ...]], words: Lexicon
) -> tuple[str, ...]:
    """What is told of with the year before or the next, if it may be what leads from one to the other: 移至2022年办理."""
    if marks or set(acts) - {name for name in acts if name in words.acts.get(_carried(words), ())}:
        return ()
    spec = next(one for one in words.words.concepts.values() if one.into and one.out)
    return (spec.into if frame.time == "last" else spec.out,)


def _carried(words: Lexicon) -> str:
    """The head that is carried from one year to another."""
    return next((one.implies for one in words.words.concepts.values() if one.into and one.out), "")


def _heads(
    named: tuple[str, ...],
    acts: Sequence[str],
    marks: Mapping[str, tuple[str, ...]],
    specs: Mapping[str, ConceptSpec],
    words: Lexicon,
) -> Iterator[tuple[str, ...]]:
    """What may be counted: what is named, else what the marks are said of, else whatever can have had done to it."""
    if named:
        yield from ((name,) for name in named)
        return
    implied = {
        words.words.concepts[name].implies for names in marks.values() for name in names if name in words.words.concepts
    } - {""}
    if implied:
        yield from ((name,) for name in sorted(implied))
        return
    for head, known in words.acts.items():
        if not acts or known.intersection(acts):
            yield (head,)


def _only(frames: Sequence[Frame], ties: Ties, words: Lexicon) -> tuple[Tie | None, tuple[str, ...]]:
    """The tick of one of these frames, if just one figure of the tables can be it, and what that counts."""
    found: dict[tuple[object, ...], tuple[Tie, tuple[str, ...]]] = {}
    for frame in frames:
        meant = meaning(frame, words)
        if not meant.measures or meant.every:
            continue
        tie = ties.tie(frame.number, meant, True, frame.says, True)
        if tie.status == AGREE:
            found[tie.places] = tie, frame.heads
    return next(iter(found.values())) if len(found) == 1 else (None, ())
