"""Notes at the foot of a page on which a table goes on overleaf: they stand between its pieces and part nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adapters.pdf.reading.grid import Piece
from adapters.pdf.reading.lines import Line
from checker.text.normalize import RAISED, lifted

_MOST = 12
"""Lines of notes at the foot of a page."""
_MARK = re.compile(r"[\[〔(（]?([0-9⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[a-z]|[ivx]{1,4}|[①-⑳*※†‡])[\]〕)）]?\s*(?=[^\s0-9.,、．])")


def notes_at_foot(items: Sequence[object], at: int, before: Piece) -> int:
    """The index after the notes that begin at `at`, below the piece `before`; `at` where there are none.

    Each note has the mark that stands raised somewhere above it on the page, and the next page goes on with a piece.
    """
    end = at
    while end < len(items) and end - at <= _MOST:
        item = items[end]
        if not isinstance(item, Line) or item.page != before.page:
            break
        end += 1
    following = items[end] if end < len(items) else None
    first = items[at]
    if end == at or not isinstance(following, Piece) or following.page != before.page + 1:
        return at
    assert isinstance(first, Line)
    found = _MARK.match(first.string)
    if found is None or lifted(found[1]) not in _raised(items[:at], before.page):
        return at
    return end


def _raised(items: Sequence[object], page: int) -> set[str]:
    """The marks of notes in the tables and lines of a page, before the last of them."""
    texts: list[str] = []
    for item in reversed(items):
        if isinstance(item, Line | Piece):
            if item.page != page:
                break
            held = [item.glyphs] if isinstance(item, Line) else [slot.glyphs for slot in item.slots]
            texts += ["".join(glyph.char for glyph in glyphs) for glyphs in held]
    return set(re.findall(rf"(?:(?![⁽⁾])[{RAISED}]){{1,4}}|[①-⑳*※†‡]", "\n".join(texts)))
