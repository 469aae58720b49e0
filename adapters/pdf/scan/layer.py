"""The hidden text of a scan: somebody's recognition, read as far as the picture bears it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, radians, sin
from typing import Any, NamedTuple

from adapters.pdf.reading.glyphs import Glyph, Sheet
from adapters.pdf.reading.showing import DOUBTFUL
from adapters.pdf.scan.engine import Engine, Reading
from adapters.pdf.scan.ocr import around
from adapters.pdf.scan.ruling import binary, rulings, skew, straightened
from checker.document import Box

_LEAST = 25
"""Glyphs: less is no text of a page but a stamp."""
_TRIED = 12
_BORNE_OUT = 0.8
"""Of what is compared: of a real layer nine numbers in ten are right, of a wrong one none."""
_DIFFERENT = 0.5
"""The confidence of a number that the picture does not bear out: its value counts as unknown."""
_UNSTATED = 0.15
"""Of the ink of a page: a layer that leaves out more does not state what the page shows."""
_LONGEST = 16
_GUESS = 0.4
"""The confidence below which a character is a guess."""
_SAME, _LOW = 0.6, 2.0
"""Points between two rows of ink of one line at most, and of the height of a line at least."""
_MIDDLE = 0.2
"""Ems above the baseline where there is ink of a digit, whether the stated size is its own or the pitch of lines."""


class Compared(NamedTuple):
    """What came of a comparison: `sheet` None where the layer is not borne out."""

    sheet: Sheet | None
    compared: int
    agreed: int


def has_layer(sheet: Sheet) -> bool:
    """Whether a page that looks scanned states text that it does not show."""
    return len(sheet.hidden) >= _LEAST


def unchecked(sheet: Sheet) -> Sheet:
    """The sheet as the layer states it, nothing of it certain."""
    return replace(sheet, glyphs=_doubtful(sheet.hidden), pictures=(), unmapped=0, hidden=())


def trusted(engine: Engine, image: Any, scale: float, sheet: Sheet) -> Compared:
    """The sheet as the layer states it, with the rules of the picture and its numbers compared one by one."""
    numbers = list(_numbers(sheet.hidden))
    tried = _spread(numbers, _TRIED)
    if len(tried) < _TRIED:
        tried += _spread(list(_words(sheet.hidden)), _TRIED - len(tried))
    black = binary(image)
    agreed = _agreeing(engine, image, black, scale, tried)
    if not tried or sum(agreed) < _BORNE_OUT * len(tried) or _left_out(black, sheet, scale) > _UNSTATED:
        return Compared(None, len(tried), sum(agreed))
    same = _agreeing(engine, image, black, scale, numbers)
    differing = {id(glyph) for run, right in zip(numbers, same, strict=True) if not right for glyph in run}
    right = {id(glyph) for run, right in zip(numbers, same, strict=True) if right for glyph in run}
    glyphs = tuple(
        glyph._replace(confidence=_DIFFERENT if id(glyph) in differing else _SEEN if id(glyph) in right else DOUBTFUL)
        for glyph in sheet.hidden
    )
    angle = skew(image)
    straight = straightened(image, angle)
    seen = replace(
        sheet,
        glyphs=tuple(_straight(glyph, angle, sheet) for glyph in glyphs) if angle else glyphs,
        rules=tuple(rulings(binary(straight) if angle else black, scale)),
        pictures=(),
        unmapped=0,
        skew=angle,
        hidden=(),
    )
    return Compared(seen, len(numbers), sum(same))


_SEEN = 0.95
"""The confidence of a number that two have read alike."""


def _doubtful(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    return tuple(glyph._replace(confidence=DOUBTFUL) for glyph in glyphs)


def _numbers(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The runs of digits, in stream order."""
    return _runs(glyphs, lambda char: char.isascii() and (char.isdigit() or char in ".,"), str.isdigit)


def _words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Runs of other writing."""
    for run in _runs(glyphs, lambda char: char.isalpha(), str.isalpha):
        if len(run) >= 2:
            yield run[:_LONGEST]


def _runs(glyphs: Sequence[Glyph], within: Any, needed: Any) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        beside = bool(run) and (
            abs(glyph.base - run[-1].base) < 0.3 * glyph.size
            and -0.6 < (glyph.x0 - run[-1].x1) / max(glyph.size, 1) < 0.35
        )
        if within(glyph.char) and (beside or not run):
            run.append(glyph)
            continue
        if any(needed(each.char) for each in run):
            yield run
        run = [glyph] if within(glyph.char) else []
    if any(needed(each.char) for each in run):
        yield run


def _spread(runs: Sequence[list[Glyph]], most: int) -> list[list[Glyph]]:
    """Some of them, from all over the page."""
    return [runs[index * len(runs) // most] for index in range(most)] if len(runs) > most else list(runs)


def _agreeing(engine: Engine, image: Any, black: Any, scale: float, runs: Sequence[list[Glyph]]) -> list[bool]:
    """For each run whether the picture shows the same there."""
    boxes = [_at_ink(black, scale, run) for run in runs]
    read = engine.read(image, [around(box, scale, margin=4) for box in boxes])
    return [_alike("".join(glyph.char for glyph in run), _made_out(seen)) for run, seen in zip(runs, read, strict=True)]


def _made_out(reading: Reading) -> str:
    """What is read without the slivers of what stands beside it, which are guesses."""
    return "".join(char for char, score, _ in reading.chars if score >= _GUESS)


def _at_ink(black: Any, scale: float, run: Sequence[Glyph]) -> Box:
    """The box of a run, as high as the ink on its line: what a layer states of its letters' size is often the pitch of
    lines, and a high and narrow box would be read from top to bottom."""
    x0, x1 = min(glyph.x0 for glyph in run), max(glyph.x1 for glyph in run)
    top, bottom = min(glyph.top for glyph in run), max(glyph.bottom for glyph in run)
    first = max(int(top * scale), 0)
    inked = black[first : int(bottom * scale) + 1, max(int(x0 * scale), 0) : int(x1 * scale) + 1].any(axis=1)
    spans: list[tuple[int, int]] = []
    for row in inked.nonzero()[0]:
        if spans and row - spans[-1][1] <= _SAME * scale:
            spans[-1] = (spans[-1][0], int(row))
        else:
            spans.append((int(row), int(row)))
    middle = (run[0].base - _MIDDLE * run[0].size) * scale - first
    spans = [span for span in spans if span[1] - span[0] >= _LOW * scale]
    if not spans:
        return (x0, top, x1, bottom)
    low, high = min(spans, key=lambda span: max(span[0] - middle, middle - span[1]))
    return (x0, (low + first) / scale, x1, (high + first + 1) / scale)


def _alike(stated: str, seen: str) -> bool:
    """Figures must be equal; of words four fifths of the characters."""
    if any(char.isdigit() for char in stated):
        return [char for char in stated if char.isdigit()] == [char for char in seen if char.isdigit()]
    return sum(char in seen for char in stated) >= _BORNE_OUT * len(stated)


def _left_out(black: Any, sheet: Sheet, scale: float) -> float:
    """How much of the ink that is writing no glyph of the layer stands on."""
    import cv2
    import numpy

    _count, labels, stats, _ = cv2.connectedComponentsWithStats(black, connectivity=8)
    sides = numpy.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    # Neither dirt nor the frame of a table nor a picture.
    writing = (sides > 2 * scale) & (sides < 30 * scale)
    writing[0] = False
    ink = writing[labels]
    total = int(ink.sum())
    for glyph in sheet.hidden:
        x0, top, x1, bottom = (side * scale for side in (glyph.x0 - 2, glyph.top - 2, glyph.x1 + 2, glyph.bottom + 2))
        ink[max(int(top), 0) : int(bottom) + 1, max(int(x0), 0) : int(x1) + 1] = False
    return int(ink.sum()) / total if total else 0.0


def _straight(glyph: Glyph, angle: float, sheet: Sheet) -> Glyph:
    """A glyph where it stands when the page is turned back by an angle about its middle."""
    away_x = (glyph.x0 + glyph.x1 - sheet.width) / 2
    away_y = (glyph.top + glyph.bottom - sheet.height) / 2
    sine, cosine = sin(radians(angle)), cos(radians(angle))
    move_x = away_x * cosine - away_y * sine - away_x
    move_y = away_x * sine + away_y * cosine - away_y
    return glyph._replace(
        x0=glyph.x0 + move_x,
        x1=glyph.x1 + move_x,
        top=glyph.top + move_y,
        bottom=glyph.bottom + move_y,
        base=glyph.base + move_y,
    )
