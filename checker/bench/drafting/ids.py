"""Ids for what a draft names: words of the label where it is in Latin letters, its place where it is not."""

from __future__ import annotations

import re
from keyword import iskeyword

_WORDS = re.compile(r"[a-z][a-z0-9]*")
_MOST = 4
"""Words of a label that go into its id."""


class Ids:
    """The ids of one list; none is given twice."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._given: set[str] = set()
        self._count = 0

    def of(self, label: str) -> str:
        """An id for the next label of the list."""
        self._count += 1
        words = _WORDS.findall(label.lower()) if label.isascii() else []
        name = "_".join(words[:_MOST]) or f"{self._kind}{self._count}"
        if name in self._given or iskeyword(name):
            name = f"{name}_{self._count}"
        self._given.add(name)
        return name
