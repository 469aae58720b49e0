"""Patterns of packs: RE2, which matches in linear time whatever the pattern and the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from checker.text.counting import Counted, eased

MAX_PROGRAM = 8_000_000
"""Memory that a compiled pattern may take, in bytes; a pattern that needs more is refused."""


class PatternError(ValueError):
    """A pattern that RE2 cannot take; the text is RE2's own."""


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> Any:
    """The pattern ready to be searched for; raises PatternError where RE2 cannot take it, but see `exactly`."""
    endless = eased(pattern)
    return exactly(pattern) if endless is None else Counted(pattern, *endless, exactly)


def exactly(pattern: str) -> Any:
    """The pattern as RE2 compiles it, counts and all; raises PatternError, also where it takes too much room."""
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


_TOKEN = re.compile(
    r"\\[pP]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|\{(?P<least>\d+),\d*\}|\(\?P?<(?P<name>\w+)>",
    re.DOTALL,
)
"""Escapes and classes, so that nothing is found in them; counted repetitions; the beginnings of named groups."""


@lru_cache(maxsize=4096)
def group_names(pattern: str) -> tuple[str, ...]:
    """The names of its groups. Read from the text: most patterns of a pack are never found, and so never compiled."""
    if r"\Q" in pattern:  # what is quoted looks like a pattern and is none
        return tuple(compiled(pattern).groupindex)
    return tuple(match["name"] for match in _TOKEN.finditer(pattern) if match["name"])


def _loose(pattern: str) -> str:
    """The pattern with every counted repetition made an endless one: it is found wherever the pattern is, and more.

    Counting is what makes an automaton large: `[^。]{0,160}` is 160 copies of a class.
    """

    def endless(match: re.Match[str]) -> str:
        return match.group() if match["least"] is None else "*" if match["least"] == "0" else "+"

    return _TOKEN.sub(endless, pattern)


@lru_cache(maxsize=64)
def _together(patterns: tuple[str, ...]) -> Any:
    """The patterns made loose as one automaton, and behind them one that is found in every text; None without room."""
    import re2

    options = re2.Options()
    options.max_mem = MAX_PROGRAM
    options.log_errors = False
    made = re2.Set.SearchSet(options)
    try:
        for pattern in (*patterns, ""):
            made.Add(_loose(pattern))
        made.Compile()
    except re2.error:
        return None
    return made


@lru_cache(maxsize=4096)  # cells say the same few things many times
def occurring(patterns: tuple[str, ...], text: str) -> Collection[int]:
    """The positions of the patterns that can occur in the text, in order and told in one pass; all where that tells
    nothing.

    A pattern whose position is not among them does not occur. An automaton that runs out of memory finds nothing,
    so that nothing is believed of it unless it has found the pattern that is in every text.
    """
    made = _together(patterns) if len(patterns) > 1 and len(text) <= LONGEST else None
    found = made.Match(text) if made is not None else None
    if not found or len(patterns) not in found:
        return range(len(patterns))
    return tuple(sorted(found)[:-1])


def possible(patterns: Sequence[str], text: str) -> Iterator[Any]:
    """Those of the patterns that can occur in the text, compiled, in order: no other is found, or need be compiled."""
    for place in occurring(tuple(patterns), text):
        yield compiled(patterns[place])


def span(match: Any, group: str) -> tuple[int, int]:
    """The range of a named group, of the whole match where there is no such group; (-1, -1) where it took no part."""
    number: int = match.re.groupindex.get(group, 0)
    found: tuple[int, int] = match.span(number)
    return found
