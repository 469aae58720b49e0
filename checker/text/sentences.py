"""Where sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile("[。！？；;!?\\n]")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text as ranges: up to 。！？； or a line's end."""
    begin = 0
    for mark in _END.finditer(text):
        if mark.start() > begin:
            yield begin, mark.end()
        begin = mark.end()
    if begin < len(text):
        yield begin, len(text)
