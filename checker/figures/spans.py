"""Parts of the year that together are all of it: what is told of each quarter or half must make up what is told of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.figures.figure import Figure

_SPAN = re.compile("第?([一二三四1-4])季度?(?!个)|([上下])半年|(1[0-2]|[1-9])月(?:份)?(?![0-9-~至到])")
_ROW = re.compile("四个?季度[^0-9,;]{0,8}(?:分别|依次)")
_ALL = (frozenset("一二三四"), frozenset("上下"), frozenset(map(str, range(1, 13))))
_DIGITS = str.maketrans("1234", "一二三四")
_IN_ALL = ("全年", "共", "合计", "总计", "年度")
NEAR = 16
"""Characters before a number in which its part of the year is told, or that it is of all of it."""


def spans(figures: Sequence[Figure], plain: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """By index the figure of a year, and those of the quarters, halves or months that a sentence tells of all of it.

    The year's stands right before them or right behind them.
    """
    if "季" not in plain and "半年" not in plain and "12月" not in plain:
        return
    for run in _runs(figures, plain):
        total = _before(figures, run) if run[0] else None
        total = _behind(figures, plain, run) if total is None else total
        if total is not None and _same(figures, run, total):
            yield total, run


def _runs(figures: Sequence[Figure], plain: str) -> Iterator[tuple[int, ...]]:
    """Figures of each part of a year, one after the other in a sentence, nothing else counted between."""
    run: list[int] = []
    told: set[str] = set()
    for index, figure in enumerate(figures):
        frame = figure.frame
        if frame.kind not in ("count", "part", "other") or frame.number is None or not frame.number.unit:
            continue
        if run and (frame.sentence != figures[run[0]].frame.sentence or not _alike(figure, figures[run[0]])):
            run, told = [], set()
        before = figures[index - 1].frame.end if index else 0
        begin = max(before, frame.start - NEAR)
        if _ROW.search(plain, begin, frame.start) and _in_row(figures, index):
            yield tuple(range(index, index + 4))
            run, told = [], set()
            continue
        names = [_name(match) for match in _SPAN.finditer(plain, begin, frame.start)]
        if len(names) != 1 or names[0] in told:
            run, told = ([index], set(names)) if len(names) == 1 else ([], set())
            continue
        run.append(index)
        told.add(names[0])
        if told in _ALL:
            yield tuple(run)
            run, told = [], set()


def _name(match: re.Match[str]) -> str:
    return match[1].translate(_DIGITS) if match[1] else match[2] or match[3]


def _in_row(figures: Sequence[Figure], first: int) -> bool:
    """Whether four figures of one unit stand side by side."""
    four = figures[first : first + 4]
    return len(four) == 4 and all(
        one.frame.sentence == four[0].frame.sentence and _alike(one, four[0]) for one in four[1:]
    )


def _before(figures: Sequence[Figure], run: Sequence[int]) -> int | None:
    """The figure right before the parts, changes and shares aside."""
    for index in range(run[0] - 1, -1, -1):
        frame = figures[index].frame
        if frame.kind in ("growth", "share", "base") or (frame.parent is not None and frame.parent < index):
            continue  # 办理104件（含上年结转8件），上半年51件: of the 104
        near = figures[run[0]].frame.sentence - frame.sentence <= 1
        return (
            index if near and frame.time == "own" and frame.known and _alike(figures[index], figures[run[0]]) else None
        )
    return None


def _behind(figures: Sequence[Figure], plain: str, run: Sequence[int]) -> int | None:
    """The figure right behind the parts, where it says that it is of all."""
    index = run[-1] + 1
    if index >= len(figures) or figures[index].frame.sentence != figures[run[0]].frame.sentence:
        return None
    frame = figures[index].frame
    said = plain[max(figures[run[-1]].frame.end, frame.start - NEAR) : frame.start]
    return index if any(word in said for word in _IN_ALL) and _alike(figures[index], figures[run[0]]) else None


def _same(figures: Sequence[Figure], run: Sequence[int], total: int) -> bool:
    """Whether nothing shows that the parts count something else than the year's figure: 收到96件，上半年办结48件."""
    whole = figures[total].frame
    for index in run:
        frame = figures[index].frame
        if frame.acts and not frame.unsaid and whole.acts and set(frame.acts) != set(whole.acts):
            return False
        if frame.marks and dict(frame.marks) != dict(whole.marks):
            return False
        if frame.heads and whole.heads and set(frame.heads) != set(whole.heads):
            return False
    return True


def _alike(one: Figure, other: Figure) -> bool:
    a, b = one.frame.number, other.frame.number
    return (
        a is not None and b is not None and a.unit == b.unit and not a.percent and not (a.approximate or b.approximate)
    )
