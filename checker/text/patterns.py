"""Patterns of packs: RE2, which matches in linear time whatever the pattern and the text."""

from __future__ import annotations

from collections.abc import Collection
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


LONGEST = 1000
"""Characters up to which a text is searched for all patterns at once; hostile text costs 4 µs a character there."""


@lru_cache(maxsize=64)
def _together(patterns: tuple[str, ...]) -> Any:
    """The patterns as one automaton, and behind them one that is found in every text; None where there is no room."""
    import re2

    options = re2.Options()
    options.max_mem = MAX_PROGRAM
    options.log_errors = False
    made = re2.Set.SearchSet(options)
    try:
        for pattern in (*patterns, ""):
            made.Add(pattern)
        made.Compile()
    except re2.error:
        return None
    return made


@lru_cache(maxsize=4096)  # cells say the same few things many times
def occurring(patterns: tuple[str, ...], text: str) -> Collection[int]:
    """The positions of the patterns that can occur in the text, told in one pass; all where one pass tells nothing.

    A pattern whose position is not among them does not occur. An automaton that runs out of memory finds nothing,
    so that nothing is believed of it unless it has found the pattern that is in every text.
    """
    made = _together(patterns) if len(patterns) > 1 and len(text) <= LONGEST else None
    found = made.Match(text) if made is not None else None
    return found if found and len(patterns) in found else range(len(patterns))


def span(match: Any, group: str) -> tuple[int, int]:
    """The range of a named group, of the whole match where there is no such group; (-1, -1) where it took no part."""
    number: int = match.re.groupindex.get(group, 0)
    found: tuple[int, int] = match.span(number)
    return found
