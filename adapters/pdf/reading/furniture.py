"""Page headers and footers: what stands in the margins of pages and is a page number or repeats at one height."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from adapters.pdf.reading.glyphs import Sheet
from adapters.pdf.reading.lines import Line

_MARGIN = 0.14
"""Of the page's height above and below, where headers and footers stand."""
_NUMBER = re.compile(
    r"[\s\-–—―－_·•|~～<>《》()（）]*(?:第\s*)?(?:[0-9０-９]{1,4}|[IVXivx]{1,6}|[一二三四五六七八九十百]{1,4}(?=\s*页))"
    r"(?:\s*页)?(?:\s*[/／,，、of共]*\s*(?:共\s*)?[0-9０-９一二三四五六七八九十百]{1,4}\s*页?)?[\s\-–—―－_·•|~～<>()（）]*"
)
_DIGITS = re.compile(r"[0-9０-９]+")


def furniture(sheets: Sequence[Sheet], lines: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For each page, the indices of its lines that are header or footer. `lines` are those outside of tables."""
    marginal: list[list[tuple[int, tuple[str, int]]]] = []
    for sheet, found in zip(sheets, lines, strict=True):
        marginal.append(
            [
                (index, (_masked(line.string), round(line.base)))
                for index, line in enumerate(found)
                if line.bottom < _MARGIN * sheet.height or line.top > (1 - _MARGIN) * sheet.height
            ]
        )
    seen = Counter(key for page in marginal for key in {key for _, key in page})
    needed = max(2, min(3, len(sheets)), -(-len(sheets) // 3) if len(sheets) < 9 else 3)
    result: list[set[int]] = []
    for page, found in zip(marginal, lines, strict=True):
        chosen: set[int] = set()
        for index, (text, base) in page:
            numbers = _NUMBER.fullmatch(found[index].string) is not None
            if (numbers and _outermost(index, found)) or sum(
                seen[(text, base + near)] for near in (-1, 0, 1)
            ) >= needed:
                chosen.add(index)
        result.append(_edges_only(chosen, len(found)))
    return result


def _masked(text: str) -> str:
    return _DIGITS.sub("#", "".join(text.split()))


def _outermost(index: int, found: Sequence[Line]) -> bool:
    """Whether nothing stands beyond the line: page numbers are the first or last thing on a page, or the next to it."""
    return index <= 1 or index >= len(found) - 2


def _edges_only(chosen: set[int], count: int) -> set[int]:
    """Those that follow each other from the page's first or last line: a repeated line within the text is text."""
    first = 0
    while first in chosen:
        first += 1
    last = count - 1
    while last in chosen:
        last -= 1
    return {index for index in chosen if index < first or index > last}
