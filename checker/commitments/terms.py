"""Chinese text as terms: the pack's words first, the rest as a dictionary cuts it; synonyms share one concept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.commitments.segments import HAN, segments
from checker.commitments.vocabulary import Vocabulary
from checker.record import dataclass

_WORD = re.compile(r"[a-z][a-z0-9.-]*|[0-9]+(?:\.[0-9]+)?|[" + HAN + "]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A term with its range in the comparable string; `concept` is shared by all words that mean the same."""

    text: str
    concept: str
    start: int
    end: int


def words(text: str, vocabulary: Vocabulary) -> list[Word]:
    """The terms of a comparable text in order, without stop words and marks."""
    found: list[Word] = []
    done = 0
    for match in vocabulary.terms_pattern.finditer(text):
        found.extend(_cut(text, done, match.start(), vocabulary))
        found.append(Word(match[0], vocabulary.concept_of(match), match.start(), match.end()))
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
        for piece in segments().cut(run[0]):
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
