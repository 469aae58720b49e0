"""Where sentences begin and end."""

from __future__ import annotations

from collections.abc import Iterator


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text as ranges: up to 。！？； or a line's end."""
    begin = 0
    for index, character in enumerate(text):
        if character in "。！？；;!?\n":
            if index > begin:
                yield begin, index + 1
            begin = index + 1
    if begin < len(text):
        yield begin, len(text)
