"""Recognition of scanned pages: characters with confidence by rapidocr, the grid of tables by OpenCV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from adapters.pdf.reading.glyphs import Glyph, Sheet
from adapters.pdf.reading.grid import pieces
from adapters.pdf.reading.lines import wide
from adapters.pdf.scan.ruling import binary, ink, rulings, skew, straightened
from checker.document import Box
from checker.messages import Message, say

DOTS = 200
"""Dots an inch at which a page is looked at; less loses strokes, more takes longer and finds no more."""
WEAK = 0.85
"""Confidence below which a reading is told as uncertain."""
_PIXELS = 25_000_000
_UNSEEN = "\ufffd"

Engine = Any


@lru_cache(maxsize=1)
def _engines() -> tuple[Engine, Engine] | None:
    """One that finds and reads lines, one that reads a cut-out; None where the models are not at hand.

    Two, since the call arguments of an engine stick to it. The models are part of the package: nothing is fetched.
    """
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    if not any(models.glob("*_det_*.onnx")) or not any(models.glob("*_rec_*.onnx")):
        return None
    common = {"Global.log_level": "critical", "Global.use_cls": False, "Global.text_score": 0.1}
    whole = rapidocr.RapidOCR(
        params={
            **common,
            "Global.max_side_len": 6000,
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
        }
    )
    part = rapidocr.RapidOCR(params={**common, "Global.use_det": False})
    return whole, part


def recognise(page: Any, sheet: Sheet) -> tuple[Sheet | None, Message | None]:
    """The sheet of a pypdfium2 page as seen, and a remark on what is uncertain; None where nothing was recognised."""
    engines = _engines()
    if engines is None:
        return None, say("reading.pdf_scan", command="pip install 'gouji[ocr]'")
    whole, part = engines
    width, height = page.get_size()
    scale = min(DOTS / 72, (_PIXELS / max(width * height, 1.0)) ** 0.5)
    image = page.render(scale=scale, grayscale=True).to_numpy()
    if image.ndim == 3:
        image = image[:, :, 0]
    found, turn = _upright(whole, image, scale)
    if found is None:
        return None, say("reading.pdf_ocr_failed")
    glyphs, straight, angle = found
    black = binary(straight)
    size = (straight.shape[1] / scale, straight.shape[0] / scale)
    seen = replace(
        sheet,
        width=size[0],
        height=size[1],
        glyphs=tuple(glyphs),
        rules=tuple(rulings(black, scale)),
        pictures=(),
        unmapped=0,
        turn=turn,
        skew=angle,
    )
    seen = _completed(seen, part, straight, black, scale)
    weak = sum(
        confidence < WEAK and any(glyph.char.isalnum() or glyph.char == _UNSEEN for glyph in token)
        for (_, confidence), token in groupby(seen.glyphs, key=lambda glyph: (glyph.item, glyph.confidence))
    )
    return seen, say("reading.pdf_ocr_weak", count=weak) if weak else None


def _seen(engine: Engine, image: Any) -> Any:
    """What an engine makes of an image. Its libraries have exceptions of their own for want of memory."""
    try:
        return engine(image)
    except Exception as error:
        if "bad_alloc" in str(error) or "Insufficient memory" in str(error):
            raise MemoryError from error
        raise


def _upright(engine: Engine, image: Any, scale: float) -> tuple[tuple[list[Glyph], Any, float] | None, int]:
    """Glyphs, the straightened image and its angle, and by how many degrees the text is turned on the page."""
    import numpy

    best: tuple[float, tuple[list[Glyph], Any, float], int] | None = None
    for turn in (0, 90, 270, 180):
        turned = numpy.ascontiguousarray(numpy.rot90(image, turn // 90))
        angle = skew(turned)
        straight = straightened(turned, angle)
        result = _seen(engine, numpy.stack([straight] * 3, axis=-1))
        # A line in which no character was made out is a lone word without text.
        lines = [line for line in result.word_results or () if line and not isinstance(line[0], str)]
        if not lines:
            if turn == 0 and result.boxes is None:
                return None, 0
            continue
        glyphs = [glyph for item, line in enumerate(lines) for glyph in _glyphs(line, item, scale)]
        sure = sum(glyph.confidence for glyph in glyphs) / max(len(glyphs), 1)
        tall = sum(box[2][1] - box[0][1] > 1.5 * (box[1][0] - box[0][0]) for box in result.boxes)
        score = sure - tall / len(result.boxes)
        if best is None or score > best[0]:
            best = (score, (glyphs, straight, angle), turn)
        if score > 0.75:
            break
    return (best[1], best[2]) if best else (None, 0)


def _glyphs(line: Sequence[Any], item: int, scale: float) -> Iterator[Glyph]:
    """The characters of a recognised line; those of one number or word share their least confidence."""
    words = [(text, float(score), _bounds(box, scale)) for text, score, box in line if text]
    if not words:
        return
    heights = sorted(box[3] - box[1] for _, _, box in words)
    widths = sorted(box[2] - box[0] for text, _, box in words if wide(text[0]))
    # Boxes are a little higher than the writing; ideographs are as wide as high.
    size = min(widths[len(widths) // 2] if len(widths) > 1 else 99.0, 0.78 * heights[len(heights) // 2])
    size = max(size, 0.55 * heights[len(heights) // 2])
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


def _kind(text: str) -> str:
    if text[0].isdigit() or text in ".,%-":
        return "number"
    return "word" if text[0].isascii() and text[0].isalpha() else text


def _bounds(box: Any, scale: float) -> Box:
    xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
    return (min(xs) / scale, min(ys) / scale, max(xs) / scale, max(ys) / scale)


def _completed(sheet: Sheet, engine: Engine, image: Any, black: Any, scale: float) -> Sheet:
    """Cells with ink in which no line was found, read one by one; what stays unread is a glyph without a character."""
    import numpy

    more: list[Glyph] = []
    for piece in pieces(sheet):
        for slot in piece.slots:
            if any(glyph.char.strip() for glyph in slot.glyphs):
                continue
            spot = ink(black, slot.box, scale)
            if spot is None:
                continue
            x0, top, x1, bottom = (round(side * scale) for side in spot)
            cut = image[max(top - 6, 0) : bottom + 6, max(x0 - 6, 0) : x1 + 6]
            result = _seen(engine, numpy.stack([cut] * 3, axis=-1))
            text, score = (result.txts[0], float(result.scores[0])) if result.txts else ("", 0.0)
            text, score = (text, score) if text.strip() else (_UNSEEN, 0.0)
            size = max(min(spot[3] - spot[1], 14.0), 4.0)
            step = (spot[2] - spot[0]) / len(text)
            for index, char in enumerate(text):
                left = spot[0] + index * step
                more.append(
                    Glyph(
                        char, left, spot[1], left + step, spot[3], spot[3], size, confidence=round(min(score, 0.999), 3)
                    )
                )
    return replace(sheet, glyphs=sheet.glyphs + tuple(more)) if more else sheet
