"""Patterns of packs: RE2, which matches in linear time whatever the pattern and the text."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

MAX_PROGRAM = 8_000_000
"""Memory that a compiled pattern may take, in bytes; a pattern that needs more is refused."""


class PatternError(ValueError):
    """A pattern that RE2 cannot take; the text is RE2's own."""


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> Any:
    """The compiled pattern; raises PatternError."""
    import re2

    options = re2.Options()
    options.max_mem = MAX_PROGRAM
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        raw = error.args[0] if error.args else ""
        raise PatternError(raw.decode() if isinstance(raw, bytes) else str(raw)) from None


def span(match: Any, group: str) -> tuple[int, int]:
    """The range of a named group, of the whole match where there is no such group; (-1, -1) where it took no part."""
    number: int = match.re.groupindex.get(group, 0)
    found: tuple[int, int] = match.span(number)
    return found
