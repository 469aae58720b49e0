"""How near each promise is to each run of clauses of a report: by characters, and by the opinion of a model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log, sqrt
from typing import Protocol

from checker.commitments.passages import Passage
from checker.record import dataclass

Matrix = list[list[float]]
"""One row for each promise, one number for each window."""

CLAUSES = 3
"""Clauses of the longest window."""
READ, LEAST, LONGEST = 3200, 700, 96
"""Characters that a model reads of promises and sentences, of the sentences at least, and of one sentence at most."""
ALONE = 0.5
"""What a single character counts against a pair."""
_HELD = re.compile(r"[^㐀-鿿豈-﫿A-Za-z]")


class Scorer(Protocol):
    """An opinion on how near texts are in meaning, as a cosine: one row for each promise, a number for each window."""

    def scores(self, promised: Sequence[str], reported: Sequence[str]) -> Sequence[Sequence[float]]:
        """Cosines of the two lists of texts."""
        ...


@dataclass(frozen=True, slots=True)
class Window:
    """The clauses `first` to `last` of a passage, which is the one at `passage` of its list."""

    passage: int
    first: int
    last: int
    text: str


def windows(said: Sequence[Passage]) -> list[Window]:
    """Every run of up to three clauses that may be evidence."""
    return [
        Window(index, first, last, passage.between(first, last))
        for index, passage in enumerate(said)
        for first in range(len(passage.clauses))
        for last in range(first, min(first + CLAUSES, len(passage.clauses)))
        if passage.tells(first, last)
    ]


def by_characters(promised: Sequence[str], reported: Sequence[str]) -> Matrix:
    """Cosines of the characters and pairs of characters of the texts, each weighed by how rare it is among them.

    Words that no dictionary joins, new names and half a compound meet here (水利工程 and 水利项目).
    """
    asked, given = [_pieces(text) for text in promised], [_pieces(text) for text in reported]
    seen = Counter(piece for pieces in (*asked, *given) for piece in pieces)
    total = len(asked) + len(given) + 1
    rows, columns = [_weighed(pieces, seen, total) for pieces in asked], [_weighed(one, seen, total) for one in given]
    holding: dict[str, list[tuple[int, float]]] = {}
    for at, column in enumerate(columns):
        for piece, weight in column.items():
            holding.setdefault(piece, []).append((at, weight))
    found: Matrix = []
    for row in rows:
        cosines = [0.0] * len(columns)
        for piece, weight in row.items():
            for at, other in holding.get(piece, ()):
                cosines[at] += weight * other
        found.append(cosines)
    return found


def centred(cosines: Sequence[Sequence[float]]) -> Matrix:
    """Each number less half the mean of its row and half that of its column.

    Texts of one field are all alike; what counts is how much nearer two are than either is to the rest.
    """
    if not cosines or not cosines[0]:
        return [[] for _ in cosines]
    rows = [sum(row) / len(row) for row in cosines]
    columns = [sum(column) / len(cosines) for column in zip(*cosines, strict=True)]
    return [
        [float(value) - 0.5 * mean - 0.5 * other for value, other in zip(row, columns, strict=True)]
        for row, mean in zip(cosines, rows, strict=True)
    ]


def asked_about(
    promised: Sequence[str], sentences: Sequence[str], characters: Matrix, scorer: Scorer | None
) -> Matrix | None:
    """How near each promise is to each sentence in meaning, centred; None without a scorer, or with nothing to ask.

    A model takes as long as what it reads. Of a long report it is asked of the sentences that are nearest to any
    promise by their characters (`characters`, a number for each sentence), as many as `READ` leaves; any other sentence
    counts as neither near nor far.
    """
    if scorer is None or not sentences:
        return None
    left = max(READ - sum(map(len, promised)), LEAST)
    kept: list[int] = []
    for at in sorted(range(len(sentences)), key=lambda at: -max(row[at] for row in characters)):
        left -= min(len(sentences[at]), LONGEST)
        if left < 0:
            break
        kept.append(at)
    kept.sort()
    asked = centred(scorer.scores(promised, [sentences[at][:LONGEST] for at in kept]))
    place = {at: index for index, at in enumerate(kept)}
    return [[row[place[at]] if at in place else 0.0 for at in range(len(sentences))] for row in asked]


def _pieces(text: str) -> Counter[str]:
    plain = _HELD.sub("", text)
    return Counter([plain[at : at + 2] for at in range(len(plain) - 1)] + list(plain))


def _weighed(pieces: Counter[str], seen: Counter[str], total: int) -> dict[str, float]:
    """The pieces of a text as a vector of length 1."""
    found = {
        piece: (1 + log(times)) * log(total / (seen[piece] + 0.5)) * (1 if len(piece) == 2 else ALONE)
        for piece, times in pieces.items()
    }
    length = sqrt(sum(weight * weight for weight in found.values())) or 1.0
    return {piece: weight / length for piece, weight in found.items()}
