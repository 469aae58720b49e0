"""Page headers and footers: what stands in the margins of pages and is a page number or repeats at one height."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from adapters.pdf.reading.glyphs import Sheet
from adapters.pdf.reading.lines import Line

_MARGIN, _LOW_MARGIN = 118.0, 0.2
"""Points above and below, where headers and footers may stand: margins do not shrink with the page, but no more of its
height than that."""
_EDGE = 0.08
"""Of the page's height, where nothing but headers and footers stands."""
_TITLE = 1.15
"""Times the size of the text, from which a line is set as a title."""
_SMALL = 0.9
"""Times the size of the text, below which a line is set as headers and footers are."""
_NUMBER = re.compile(
    r"[\s\-–—―－_·•|~～<>《》()（）]*(?:第\s*)?(?:[0-9０-９]{1,4}|[IVXivx]{1,6}|[一二三四五六七八九十百]{1,4}(?=\s*页))"
    r"(?:\s*页)?(?:\s*[/／,，、of共]*\s*(?:共\s*)?[0-9０-９一二三四五六七八九十百]{1,4}\s*页?)?[\s\-–—―－_·•|~～<>()（）]*"
)
_DIGITS = re.compile(r"[0-9０-９]+")


def furniture(sheets: Sequence[Sheet], lines: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For each page, the indices of its lines that are header or footer. `lines` are those outside of tables.

    At the very edge of the page what stands on two pages is one; further in, where text may stand too, what stands on
    three, unless it is set as titles are, or text stands in that place on another page.
    """
    marginal: list[list[tuple[int, tuple[str, int]]]] = []
    for sheet, found in zip(sheets, lines, strict=True):
        marginal.append(
            [
                (index, (_masked(line.string), round(line.base)))
                for index, line in enumerate(found)
                if _depth(line, sheet) < min(_MARGIN / sheet.height, _LOW_MARGIN)
            ]
        )
    seen = Counter(key for page in marginal for key in {key for _, key in page})
    body = _body_size(lines)
    least = -(-len(sheets) // 3)
    kept: dict[tuple[str, int], bool] = {}
    result: list[set[int]] = []
    for sheet, page, found in zip(sheets, marginal, lines, strict=True):
        chosen: set[int] = set()
        for index, (text, base) in page:
            line = found[index]
            times = sum(seen[(text, base + near)] for near in (-1, 0, 1))
            if (
                (_NUMBER.fullmatch(line.string) is not None and _outermost(index, found))
                or (_depth(line, sheet) < _EDGE and times >= max(2, min(least, 3)))
                or (
                    # The first page may be without what is set smaller than the text at the head of the others.
                    times >= max(2, min(3, len(sheets) - (line.size < _SMALL * body)), min(least, 3))
                    and line.size < _TITLE * body
                    and not _text_there((text, base), line.size, marginal, lines, kept)
                )
            ):
                chosen.add(index)
        result.append(_edges_only(chosen, [line.bottom + line.top < sheet.height for line in found]))
    return result


def _depth(line: Line, sheet: Sheet) -> float:
    """How far from the top or bottom of its page a line reaches, as a part of the page's height."""
    return min(line.bottom, sheet.height - line.top) / sheet.height


def _body_size(lines: Sequence[Sequence[Line]]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for found in lines:
        for line in found:
            sizes[round(line.size, 1)] += len(line.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _text_there(
    key: tuple[str, int],
    size: float,
    marginal: Sequence[Sequence[tuple[int, tuple[str, int]]]],
    lines: Sequence[Sequence[Line]],
    known: dict[tuple[str, int], bool],
) -> bool:
    """Whether a line of running text stands at a height on some page, with the next one right below or above it."""
    if key not in known:
        known[key] = _found_there(*key, size, marginal, lines)
    return known[key]


def _found_there(
    text: str,
    base: int,
    size: float,
    marginal: Sequence[Sequence[tuple[int, tuple[str, int]]]],
    lines: Sequence[Sequence[Line]],
) -> bool:
    for page, found in zip(marginal, lines, strict=True):
        for index, (other, at) in page:
            if other == text or abs(at - base) > size:
                continue
            line = found[index]
            near = [found[beside].base - line.base for beside in (index - 1, index + 1) if 0 <= beside < len(found)]
            if any(0 < abs(step) < 1.8 * line.size for step in near):
                return True
    return False


def _masked(text: str) -> str:
    return _DIGITS.sub("#", "".join(text.split()))


def _outermost(index: int, found: Sequence[Line]) -> bool:
    """Whether nothing stands beyond the line: page numbers are the first or last thing on a page, or the next to it."""
    return index <= 1 or index >= len(found) - 2


def _edges_only(chosen: set[int], upper: Sequence[bool]) -> set[int]:
    """Those that follow each other from the page's first line in its upper half, or from its last in the lower: a
    repeated line within the text is text, and so is one between a caption and the table below it."""
    first = 0
    while first in chosen and upper[first]:
        first += 1
    last = len(upper) - 1
    while last in chosen and not upper[last]:
        last -= 1
    return {index for index in chosen if index < first or index > last}
