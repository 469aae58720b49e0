"""Small signs set higher or lower than those beside them, on the line of these; figures as the raised ones they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from adapters.pdf.reading.glyphs import BLANK, Glyph
from checker.text.normalize import lifted

_SMALL = 0.86
"""Of the size of the sign beside it, at most: browsers raise signs of five sixths."""
_STEP, _HIGH, _LOW = 0.12, 0.8, 0.4
"""Of that size, by which the baseline is higher or lower: at least; higher at most; lower at most."""
_BESIDE = 0.3
"""Of that size, to the side of the sign beside it, at most."""
_HARDLY, _TOUCHING = 0.93, 0.1
"""Of that size, for the signs of notes that are hardly smaller and stand right beside it."""
_NOTES = frozenset("0123456789*†‡[(（〔①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮注")
_LONGEST = 8
"""Signs of one note."""


def levelled(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs of a page in stream order; small ones beside a larger one on its baseline.

    The number of a note after a figure would else be digits of it, or a line of its own.
    """
    if len(set(map(round, {glyph[6] for glyph in glyphs}))) < 2:
        return glyphs
    result = glyphs
    end = 0
    for at in [at for at, (one, other) in enumerate(pairwise(glyphs), 1) if other[6] <= _HARDLY * one[6]]:
        if at < end:
            continue
        beside, glyph = result[at - 1], glyphs[at]
        if not (glyph[6] <= _SMALL * beside[6] or _close(beside, glyph)) or not _follows(beside, glyph, beside[6]):
            continue
        end = _end(glyphs, at)
        if end - at <= _LONGEST and not _goes_on(glyphs, at, end):
            if result is glyphs:
                result = list(glyphs)
            result[at:end] = _moved(glyphs[at:end], beside)
    return result


def _follows(beside: Glyph, glyph: Glyph, size: float) -> bool:
    """Whether a glyph stands right of another, higher or lower by less than a line."""
    step = beside[5] - glyph[5]
    if not (_STEP * size < step < _HIGH * size or _STEP * size < -step < _LOW * size):
        return False
    return glyph[7] and beside[7] and beside[0] not in BLANK and -_BESIDE * size < glyph[1] - beside[3] < _BESIDE * size


def _close(beside: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph, at least hardly smaller, stands higher and right at another, as some programs raise signs."""
    return beside[5] > glyph[5] and abs(glyph[1] - beside[3]) < _TOUCHING * beside[6] and glyph[0] in _NOTES


def _end(glyphs: Sequence[Glyph], start: int) -> int:
    """Where a run of signs of one size on one line ends."""
    end = start + 1
    while end < len(glyphs) and end - start <= _LONGEST:
        before, after = glyphs[end - 1], glyphs[end]
        if abs(after[5] - before[5]) > 0.5 or abs(after[6] - before[6]) > 0.1 * before[6]:
            break
        if not -0.5 * before[6] < after[1] - before[3] < before[6]:
            break
        end += 1
    return end


def _goes_on(glyphs: Sequence[Glyph], start: int, end: int) -> bool:
    """Whether a run is the beginning of a line of its own: what is before it stands there by chance."""
    if end == len(glyphs) or abs(glyphs[end][5] - glyphs[start][5]) >= 0.5:
        return False
    # Further to the right is another cell, whose line is as high by chance.
    return 0 <= glyphs[end][1] - glyphs[end - 1][3] < glyphs[end - 1][6]


def _moved(run: Sequence[Glyph], beside: Glyph) -> list[Glyph]:
    chars = [glyph.char for glyph in run]
    if run[0].base < beside.base and all(len(char) == 1 for char in chars):
        chars = list(lifted("".join(chars)))
    return [glyph._replace(char=char, base=beside.base) for glyph, char in zip(run, chars, strict=True)]
