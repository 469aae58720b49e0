"""Recognition of scanned pages: characters with confidence, and the grid of tables by their rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from adapters.pdf.reading.glyphs import Glyph, Sheet
from adapters.pdf.reading.grid import filled, pieces
from adapters.pdf.reading.lines import wide
from adapters.pdf.scan.engine import Engine, Reading
from adapters.pdf.scan.leftover import completed
from adapters.pdf.scan.ruling import binary, ink, rulings, skew, straightened
from checker.document import Box

DOTS = 200
"""Dots an inch at which a page is looked at; less loses strokes, more takes longer and finds no more."""
WEAK = 0.85
"""Confidence below which a reading is told as uncertain."""
_PIXELS = 25_000_000
_UNSEEN = "\ufffd"
_TRIED = 12
"""Lines that are read to tell which way up a page is."""
_SURE = 0.75


def photograph(page: Any) -> tuple[Any, float]:
    """A grey picture of a pypdfium2 page, and its dots a point."""
    width, height = page.get_size()
    scale = min(DOTS / 72, (_PIXELS / max(width * height, 1.0)) ** 0.5)
    # Annotations are no part of the document; ours would be read in an annotated copy.
    image = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False).to_numpy()
    return (image[:, :, 0] if image.ndim == 3 else image), scale


def recognise(engine: Engine, image: Any, scale: float, sheet: Sheet) -> tuple[Sheet | None, int]:
    """The sheet of a page as seen in its picture, and how many places of it are uncertain; None for no text."""
    straight, angle, turn, corners = _upright(engine, image, scale)
    black = binary(straight)
    read = engine.read(straight, completed(corners, black, scale * 72))
    glyphs = [glyph for item, line in enumerate(read) for glyph in _glyphs(line.chars, item, scale)]
    if not glyphs:
        return None, 0
    seen = replace(
        sheet,
        width=straight.shape[1] / scale,
        height=straight.shape[0] / scale,
        glyphs=tuple(glyphs),
        rules=tuple(rulings(black, scale)),
        pictures=(),
        unmapped=0,
        turn=turn,
        skew=angle,
        hidden=(),
    )
    seen = _completed(seen, engine, straight, black, scale)
    return seen, weak(seen.glyphs)


def weak(glyphs: Sequence[Glyph]) -> int:
    """How many words and numbers are uncertain."""
    return sum(
        confidence < WEAK and any(glyph.char.isalnum() or glyph.char == _UNSEEN for glyph in token)
        for (_, confidence), token in groupby(glyphs, key=lambda glyph: (glyph.item, glyph.confidence))
    )


def _upright(engine: Engine, image: Any, scale: float) -> tuple[Any, float, int, list[Any]]:
    """The image turned upright and straightened, its angle, by how many degrees the text is turned, and its lines.

    The lines are found once where the page is upright, and some are read to tell that it is.
    """
    import numpy

    best: tuple[float, tuple[Any, float, int, list[Any]]] | None = None
    for turn in (0, 90, 270, 180):
        turned = numpy.ascontiguousarray(numpy.rot90(image, turn // 90))
        angle = skew(turned)
        straight = straightened(turned, angle)
        corners = engine.find(straight, scale * 72)
        if not corners and turn == 0:
            return straight, angle, 0, []
        longest = sorted(corners, key=_ratio, reverse=True)[:_TRIED]
        read = engine.read(straight, longest)
        sure = sum(reading.score for reading in read) / max(len(read), 1)
        tall = sum(_ratio(four) < 1 / 1.5 for four in corners) / max(len(corners), 1)
        if best is None or sure - tall > best[0]:
            best = (sure - tall, (straight, angle, turn, corners))
        if sure - tall > _SURE:
            break
    assert best is not None
    return best[1]


def _ratio(corners: Any) -> float:
    """How many times a line is as wide as it is high."""
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return (max(xs) - min(xs)) / max(max(ys) - min(ys), 1.0)


def _glyphs(line: Sequence[Any], item: int, scale: float) -> Iterator[Glyph]:
    """The characters of a recognised line; those of one number or word share their least confidence."""
    words = [(text, float(score), _bounds(box, scale)) for text, score, box in line if text]
    if not words:
        return
    size = _size([(text, box) for text, _, box in words])
    for _, token in groupby(words, key=lambda word: _kind(word[0])):
        members = list(token)
        least = round(min(score for _, score, _ in members), 3)
        for text, _, (x0, top, x1, bottom) in members:
            middle = (top + bottom) / 2
            step = (x1 - x0) / len(text)
            for index, char in enumerate(text):
                left = x0 + index * step
                yield Glyph(
                    char,
                    left,
                    middle - 0.5 * size,
                    left + step,
                    middle + 0.5 * size,
                    middle + 0.38 * size,
                    size,
                    item=item,
                    confidence=min(least, 0.999),
                )


def _size(words: Sequence[tuple[str, Box]]) -> float:
    """The em of a line: ideographs are as wide as high, and told by how far it is from the first to the last of them;
    boxes are a little higher than the writing."""
    heights = sorted(box[3] - box[1] for _, box in words)
    height = heights[len(heights) // 2]
    runs = [list(run) for is_wide, run in groupby(words, key=lambda word: wide(word[0][0])) if is_wide]
    run = max(runs, key=len, default=[])
    size = 0.78 * height
    if len(run) > 2:
        first, last = run[0][1], run[-1][1]
        size = (last[0] + last[2] - first[0] - first[2]) / 2 / (len(run) - 1)
    return min(max(size, 0.55 * height), 1.05 * height)


def _kind(text: str) -> str:
    if text[0].isdigit() or text in ".,%-":
        return "number"
    return "word" if text[0].isascii() and text[0].isalpha() else text


def _bounds(box: Any, scale: float) -> Box:
    xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
    return (min(xs) / scale, min(ys) / scale, max(xs) / scale, max(ys) / scale)


def _completed(sheet: Sheet, engine: Engine, image: Any, black: Any, scale: float) -> Sheet:
    """With the cells with ink in which no line was found; what stays unread is a glyph without a character."""
    spots = [
        spot
        for piece in filled(pieces(sheet), sheet.glyphs)[0]
        for slot in piece.slots
        if not any(glyph.char.strip() for glyph in slot.glyphs) and (spot := ink(black, slot.box, scale)) is not None
    ]
    more = [
        glyph
        for spot, reading in zip(spots, engine.read(image, [around(spot, scale) for spot in spots]), strict=True)
        for glyph in _spread(reading, spot)
    ]
    return replace(sheet, glyphs=sheet.glyphs + tuple(more)) if more else sheet


def around(box: Box, scale: float, margin: int = 6) -> list[list[float]]:
    """The corners of a box of the page in its picture, with a margin in dots."""
    x0, top, x1, bottom = (side * scale for side in box)
    x0, top, x1, bottom = x0 - margin, top - margin, x1 + margin, bottom + margin
    return [[x0, top], [x1, top], [x1, bottom], [x0, bottom]]


def _spread(reading: Reading, spot: Box) -> Iterator[Glyph]:
    """The characters of a cell, over its ink."""
    text, score = (reading.text, reading.score) if reading.text.strip() else (_UNSEEN, 0.0)
    size = max(min(spot[3] - spot[1], 14.0), 4.0)
    step = (spot[2] - spot[0]) / len(text)
    for index, char in enumerate(text):
        left = spot[0] + index * step
        yield Glyph(char, left, spot[1], left + step, spot[3], spot[3], size, confidence=round(min(score, 0.999), 3))
