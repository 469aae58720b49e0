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


LONG = 1_000
"""Characters above which a text is searched pattern by pattern: a set of patterns may be slow on a hostile one."""


class Together:
    """Several patterns looked for in one pass: which of them stand in a text."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        import re2

        self._every = frozenset(range(len(patterns)))
        self._known: dict[str, frozenset[int]] = {}
        options = re2.Options()
        options.max_mem = MAX_PROGRAM
        options.log_errors = False
        self._set: Any = re2.Set.SearchSet(options)
        try:
            for pattern in patterns:
                self._set.Add(pattern)
            self._set.Compile()
        except re2.error:
            # Too much for one program: then each is searched by itself.
            self._set = None

    def found(self, string: str) -> frozenset[int]:
        """The patterns that may stand in a text, by their index: surely no other does."""
        if self._set is None or len(string) > LONG:
            return self._every
        if string not in self._known:
            if len(self._known) > KEPT:
                self._known.clear()
            self._known[string] = frozenset(self._set.Match(string) or ())
        return self._known[string]


KEPT = 4096
"""Texts whose answers are kept: cells say the same few things many times."""


@lru_cache(maxsize=64)
def together(patterns: tuple[str, ...]) -> Together:
    """The patterns as one; none of them may be refused by `compiled`."""
    return Together(patterns)


def span(match: Any, group: str) -> tuple[int, int]:
    """The range of a named group, of the whole match where there is no such group; (-1, -1) where it took no part."""
    number: int = match.re.groupindex.get(group, 0)
    found: tuple[int, int] = match.span(number)
    return found
