"""Who speaks in a text: what its organ calls itself, 我局, or 公司 where a clause begins."""

from __future__ import annotations

import re

from checker.once import made_once
from checker.pack.model import IssuerSpec

OURS = "我"
_MARKS = ",。;"


class _Selves:
    """The words of `issuers.selves`: a pattern of 我局, and one of a clause that begins with one of several signs."""

    def __init__(self, issuers: IssuerSpec) -> None:
        self.words = tuple(issuers.selves)
        shortest_first = sorted(map(re.escape, self.words), key=len)
        long = "|".join(one for one in shortest_first if len(one) > 1)
        told = (
            f"{OURS}(?:{'|'.join(shortest_first)})" if shortest_first else "",
            f"(?:^|[{_MARKS}])(?:20[0-9]{{2}}年(?:度)?)?(?:{long})" if long else "",
        )
        self.patterns = [re.compile(pattern) for pattern in told if pattern]


_selves = made_once(_Selves)


class Voice:
    """The paragraphs of a text, one after the other: of whom a name in the last of them is."""

    def __init__(self, issuers: IssuerSpec) -> None:
        self._selves = _selves(issuers)
        self._before: list[str] = []
        self._all: list[str] = []
        self._string = ""
        self._spoken = self._looked = False
        self._since: int | None = None
        self._last: dict[str, int] = {}

    def hear(self, string: str) -> None:
        """The next paragraph."""
        self._before.append(self._string)
        self._all.append(self._string)
        self._string, self._looked = string, False

    def of_another(self, begin: int, end: int) -> bool:
        """Whether the name in a range of the paragraph is of another than who speaks: he called himself 我局 before it,
        does so in the same clause (县财政局审核我局预算), or calls himself what it is not (我镇)."""
        if not self._looked:
            self._look()
        if self._since is not None and begin >= self._since:
            return True
        behind = [word for word, at in self._last.items() if at >= end]
        if not behind:
            return False
        string = self._string
        stop = min((at for mark in _MARKS if (at := string.find(mark, end)) >= 0), default=len(string))
        beside = any(string.find(OURS + word, end, stop) >= 0 for word in behind)
        return beside or not any(word in string[begin:end] for word in behind)

    def unlike(self, begin: int, end: int) -> bool:
        """Whether who speaks has called himself by now, and never by what the name in a range of the paragraph is."""
        told = "".join((*self._all, self._string))
        said = [word for word in self._selves.words if OURS + word in told]
        return bool(said) and not any(word in self._string[begin:end] for word in said)

    def _look(self) -> None:
        """Find where he speaks of himself, in what was said since he was last looked for."""
        before = "".join(self._before)
        text = before + self._string
        if not self._spoken:
            ends = [match.end() for one in self._selves.patterns if (match := one.search(text))]
            self._since = min(ends) - len(before) if ends else None
            self._spoken = self._since is not None and self._since <= 0
        self._before = [before[max(map(before.rfind, _MARKS)) + 1 :]]
        at = {word: self._string.rfind(OURS + word) for word in self._selves.words} if OURS in self._string else {}
        self._last = {word: place for word, place in at.items() if place >= 0}
        self._looked = True
