"""Chinese text cut into words: the most probable path through jieba's dictionary, of which only what is met is read.

A dictionary of half a million entries takes longer to load than a plan to compare. It is kept in the user's cache
folder as one line of words for each first character; a line is read when a text first holds its character. jieba itself
is asked for nothing but its dictionary, and would cut the same (no guessing at words that it does not hold).
"""

from __future__ import annotations

import json
import re
import zlib
from functools import lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path

from checker.cachefolder import cache_folder, read_own, write_own

HAN = "㐀-鿿豈-﫿"
_HAN = re.compile(f"[{HAN}]+")
_MAGIC = b"gouji words 1 "


class Segments:
    """Cuts runs of Chinese characters.

    `body` is the dictionary, each word with how often it is met, `lines` where in it those of a first character stand.
    Beginnings of words that are none themselves are met 0 times.
    """

    def __init__(self, total: int, lines: dict[str, tuple[int, int]], body: bytes) -> None:
        self._base = log(total)
        self._lines = lines
        self._body = body
        self._read: dict[str, dict[str, int]] = {}

    def cut(self, run: str) -> list[str]:
        """The words of a run of Chinese characters in order; a character that begins no word stands alone."""
        best: list[tuple[float, int]] = [(0.0, 0)] * (len(run) + 1)
        for at in range(len(run) - 1, -1, -1):
            best[at] = max(
                (log(often or 1) - self._base + best[end][0], end) for end, often in self._beginning(run, at)
            )
        found = []
        at = 0
        while at < len(run):
            end = best[at][1]
            found.append(run[at:end])
            at = end
        return found

    def _beginning(self, run: str, at: int) -> list[tuple[int, int]]:
        """Where the words that begin at a character end, and how often each is met."""
        known = self._of(run[at])
        found = []
        for end in range(at + 1, len(run) + 1):
            often = known.get(run[at:end])
            if often is None:
                break
            if often:
                found.append((end, often))
        return found or [(at + 1, known.get(run[at], 0))]

    def _of(self, first: str) -> dict[str, int]:
        known = self._read.get(first)
        if known is None:
            start, end = self._lines.get(first, (0, 0))
            pieces = self._body[start:end].decode().split()
            known = self._read[first] = dict(zip(pieces[::2], map(int, pieces[1::2]), strict=True))
        return known


@lru_cache(maxsize=1)
def segments() -> Segments:
    """The cutter, made once in a process; its dictionary is kept for the user alone, or nowhere if that cannot be."""
    source = _dictionary()
    folder = cache_folder()
    if folder is None:
        return _opened(_compiled(source))
    state = source.stat()
    kept = folder / f"words-{state.st_size}-{state.st_mtime_ns}.cache"
    content = read_own(kept)
    if content is not None and _whole(content):
        return _opened(content)
    content = _compiled(source)
    write_own(kept, content)
    return _opened(content)


def _dictionary() -> Path:
    """The file of the package, which is not loaded for it."""
    found = find_spec("jieba")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("jieba", name="jieba")
    return Path(found.origin).parent / "dict.txt"


def _compiled(source: Path) -> bytes:
    """The dictionary (a word, how often it is met and its class, a line each) by first character, with a sum before."""
    often: dict[str, int] = {}
    total = 0
    for line in source.read_text("utf-8").splitlines():
        word, times = line.split(" ")[:2]
        total += int(times)
        if _HAN.fullmatch(word):
            often[word] = int(times)
            for end in range(1, len(word)):
                often.setdefault(word[:end], 0)
    by_first: dict[str, list[str]] = {}
    for word, times_ in often.items():
        by_first.setdefault(word[0], []).append(f"{word} {times_}")
    body = bytearray()
    lines: dict[str, tuple[int, int]] = {}
    for first, words in by_first.items():
        start = len(body)
        body += " ".join(words).encode()
        lines[first] = (start, len(body))
    rest = json.dumps([total, lines]).encode() + b"\n" + body
    return _MAGIC + b"%08x\n" % zlib.crc32(rest) + rest


def _whole(content: bytes) -> bool:
    """Whether what was kept is as it was written."""
    head, _, rest = content.partition(b"\n")
    return bool(rest) and head == _MAGIC + b"%08x" % zlib.crc32(rest)


def _opened(content: bytes) -> Segments:
    _, head, body = content.split(b"\n", 2)
    total, lines = json.loads(head)
    return Segments(total, lines, body)
