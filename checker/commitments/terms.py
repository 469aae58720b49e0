"""Chinese text as terms: the pack's words first, the rest as jieba cuts it; synonyms share one concept."""

from __future__ import annotations

import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.commitments.vocabulary import Vocabulary

_WORD = re.compile(r"[a-z][a-z0-9.-]*|[0-9]+(?:\.[0-9]+)?|[㐀-鿿豈-﫿]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A term with its range in the comparable string; `concept` is shared by all words that mean the same."""

    text: str
    concept: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _cutter() -> Any:
    """jieba's cutter: silent, its dictionary cached for the user alone, or nowhere when that cannot be written."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its sources hold escapes that newer interpreters warn of
        import jieba
    jieba.setLogLevel(logging.CRITICAL)
    cutter = jieba.Tokenizer()
    directory = cache_directory()
    with suppress(OSError):
        directory.mkdir(parents=True, exist_ok=True)
    cutter.tmp_dir = str(directory)
    cutter.initialize()
    return cutter


def cache_directory() -> Path:
    """Where the cut dictionary is kept between runs: the user's cache directory, by the custom of the system."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    return Path(base or Path.home() / ".cache") / "gouji"


def words(text: str, vocabulary: Vocabulary) -> list[Word]:
    """The terms of a comparable text in order, without stop words and marks."""
    known = _known(vocabulary)
    found: list[Word] = []
    done = 0
    for match in known.finditer(text):
        found.extend(_cut(text, done, match.start(), vocabulary))
        found.append(Word(match[0], vocabulary.concept(match[0]), match.start(), match.end()))
        done = match.end()
    found.extend(_cut(text, done, len(text), vocabulary))
    return found


def _cut(text: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[Word]:
    for run in _WORD.finditer(text, start, end):
        if run[0][0] < "㐀":
            yield Word(run[0], run[0].lower(), run.start(), run.end())
            continue
        at = run.start()
        lone = at
        for piece in _cutter().cut(run[0], HMM=False):
            single = len(piece) == 1 and piece not in vocabulary.stop
            if not single:
                yield from _joined(text, lone, at, vocabulary)
                lone = at + len(piece)
                if piece not in vocabulary.stop:
                    yield Word(piece, vocabulary.concept(piece), at, at + len(piece))
            at += len(piece)
        yield from _joined(text, lone, at, vocabulary)


def _joined(text: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[Word]:
    """Characters that the dictionary leaves alone, side by side: mostly a name (百问百答)."""
    if end > start:
        word = text[start:end]
        yield Word(word, vocabulary.concept(word), start, end)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _known(vocabulary: Vocabulary) -> re.Pattern[str]:
    return _pattern(vocabulary.known_words)
