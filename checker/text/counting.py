"""Patterns whose long counts are counted in what was found: an automaton that counts is a copy for each count.

`[^。;]{2,40}?` is 40 copies of a class that is itself some sixty steps in UTF-8, and costs a hundred times what the
endless `[^。;]{2,}?` does. So a pattern is compiled with its long counts made endless, each in a group of its own, and
what it finds stands where no group is longer than it may be. RE2 goes through the ways that a pattern can match in the
order of the pattern, and those of the one that counts are some of those of the endless one, in the same order: the
first way of all that keeps the counts is the first one that keeps them. Where one does not, the pattern is compiled as
it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any

FEW = 8
"""Counts up to which copies cost less than groups."""
_ATOM = re.compile(
    r"\\[pP](?:\{[^}]*\}|.)|\\x(?:\{[^}]*\}|..)|\\[0-7]{1,3}|\\."
    r"|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]"
    r"|\((?:\?(?:P?<\w+>|[a-zA-Z-]*[:)]))?|.",
    re.DOTALL,
)
"""What a repetition can be of, but for groups: an escape, a class, a character; and the beginning of a group."""
_TIMES = re.compile(r"(?:[*+?]|\{(?P<least>\d+)(?P<open>,(?P<most>\d*))?\})\??")


def eased(pattern: str) -> tuple[str, dict[int, int]] | None:
    """The pattern with long counts of one character made endless, and the most characters of the groups that hold
    them, by number. None where there are none. A group that is gone through again forgets what it held, so that counts
    within one stay as they are."""
    if r"\Q" in pattern or r"\C" in pattern:  # what is quoted looks like a pattern; half a character cannot be counted
        return None
    if not any(int(match["most"] or 0) >= FEW for match in _TIMES.finditer(pattern)):
        return None
    made: list[str] = []
    most: dict[int, int] = {}
    repeated = _repeated(pattern)
    number = at = 0
    while at < len(pattern):
        found = _ATOM.match(pattern, at)
        assert found is not None  # a dot takes anything
        atom, at = found.group(), found.end()
        if atom[0] == "(" and not atom.endswith(")"):
            number += atom == "(" or "<" in atom
        times = _TIMES.match(pattern, at) if atom[0] not in "(^|$" else None
        if times is None:
            made.append(atom)
            continue
        at = times.end()
        long = int(times["most"] or 0) >= FEW and atom != ")"
        if long and not any(begin < found.start() < end for begin, end in repeated):
            number += 1
            most[number] = int(times["most"])
            lazy = "?" if times.group().endswith("?") else ""
            made.append(f"({atom}{{{times['least']},}}{lazy})")
        else:
            made.append(atom + times.group())
    return ("".join(made), most) if most else None


def _repeated(pattern: str) -> list[tuple[int, int]]:
    """Where the groups begin and end that may be gone through more than once."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _ATOM.finditer(pattern):
        atom = match.group()
        if atom[0] == "(" and not atom.endswith(")"):
            opened.append(match.start())
        elif atom == ")" and opened:
            begin = opened.pop()
            times = _TIMES.match(pattern, match.end())
            if times is not None and not times.group().startswith("?"):
                found.append((begin, match.end()))
    return found


class Counted:
    """A compiled pattern that counts afterwards; finds what the pattern finds, and calls its groups as it does."""

    def __init__(self, pattern: str, endless: str, most: dict[int, int], exactly: Callable[[str], Any]) -> None:
        self.pattern = pattern
        self._most = most
        self._exactly = exactly
        self._endless = exactly(endless)

    @cached_property
    def _exact(self) -> Any:
        return self._exactly(self.pattern)

    @cached_property
    def own(self) -> list[int]:
        """The groups of the pattern as the endless one numbers them; the whole match is the first."""
        return [number for number in range(self._endless.groups + 1) if number not in self._most]

    @cached_property
    def groupindex(self) -> dict[str, int]:
        """The numbers of the named groups."""
        return {name: self.own.index(number) for name, number in self._endless.groupindex.items()}

    def _within(self, match: Any) -> bool:
        return all(end - begin <= most for group, most in self._most.items() for begin, end in [match.span(group)])

    def search(self, text: str, *where: int) -> Any:
        """As the compiled pattern does."""
        return self._first("search", text, where)

    def match(self, text: str, *where: int) -> Any:
        """As the compiled pattern does."""
        return self._first("match", text, where)

    def fullmatch(self, text: str, *where: int) -> Any:
        """As the compiled pattern does."""
        return self._first("fullmatch", text, where)

    def _first(self, how: str, text: str, where: tuple[int, ...]) -> Any:
        match = getattr(self._endless, how)(text, *where)
        if match is None:
            return None
        return Found(self, match) if self._within(match) else getattr(self._exact, how)(text, *where)

    def finditer(self, text: str) -> Iterator[Any]:
        """As the compiled pattern does."""
        for done, match in enumerate(self._endless.finditer(text)):
            if not self._within(match):
                yield from islice(self._exact.finditer(text), done, None)
                return
            yield Found(self, match)

    def sub(self, new: str, text: str) -> Any:
        """As the compiled pattern does."""
        return self._exact.sub(new, text) if self._endless.search(text) is not None else text


class Found:
    """What a Counted found; like the library's matches, without the groups that only count."""

    __slots__ = ("_match", "re")

    def __init__(self, pattern: Counted, match: Any) -> None:
        self.re = pattern
        self._match = match

    def _number(self, group: int | str) -> Any:
        return group if isinstance(group, str) else self.re.own[group]

    def __getitem__(self, group: int | str) -> Any:
        return self._match[self._number(group)]

    def group(self, group: int | str = 0) -> Any:
        """What a group took, the whole of it without one; None where it took no part."""
        return self[group]

    def groups(self) -> tuple[Any, ...]:
        """What every group took."""
        return tuple(self._match[number] for number in self.re.own[1:])

    def groupdict(self) -> dict[str, Any]:
        """What every named group took."""
        found: dict[str, Any] = self._match.groupdict()
        return found

    def span(self, group: int = 0) -> tuple[int, int]:
        """From where to where a group is; (-1, -1) where it took no part."""
        found: tuple[int, int] = self._match.span(self.re.own[group])
        return found

    def start(self, group: int = 0) -> int:
        """Where a group begins."""
        return self.span(group)[0]

    def end(self, group: int = 0) -> int:
        """Where a group ends."""
        return self.span(group)[1]
