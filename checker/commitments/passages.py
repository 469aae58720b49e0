"""The sentences of a report that may answer a promise: what it says of its own year, with tables left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.commitments.counts import amounts
from checker.commitments.sentences import Line, Span, clauses, label_of, lines, sentences
from checker.commitments.terms import Word, words
from checker.commitments.vocabulary import Vocabulary
from checker.document import Document

LEAD = 40
"""Characters up to which the first sentence of a numbered paragraph may be its heading."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence: its range in the line and its terms, by concept and by pairs of characters as well.

    `wanting`: it says that something was not done.
    """

    span: Span
    words: tuple[Word, ...]
    wanting: bool
    concepts: Mapping[str, Word]
    pairs: Mapping[str, Sequence[Word]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a report. `ahead`: it speaks of the year to come, or of what is wanting, and answers nothing."""

    line: Line
    span: Span
    clauses: tuple[Clause, ...]
    ahead: bool

    @property
    def text(self) -> str:
        """The sentence in comparable form."""
        return self.span.of(self.line.plain.string)

    def between(self, first: int, last: int) -> str:
        """The clauses from `first` to `last` in comparable form."""
        return self.line.plain.string[self.clauses[first].span.start : self.clauses[last].span.end]


def passages(document: Document, vocabulary: Vocabulary, year: int | None = None) -> list[Passage]:
    """The sentences of the running text in order. `year` is the report's, so that the next is known as the next."""
    found: list[Passage] = []
    wanting_section = False
    ahead = False
    for line in lines(document):
        if not isinstance(line, Line):
            continue
        text = line.plain.string
        label = label_of(text)
        title = len(text) <= 45 and not text.endswith(("。", ";"))
        if title and (label is None or label.rank <= 1):
            wanting_section = vocabulary.holds("wanting_topics", text) or (wanting_section and label is None)
            ahead = False
        if not wanting_section:
            ahead = False
        said = sentences(text)
        for index, span in enumerate(said):
            sentence = span.of(text)
            if index == 0 and label and len(said) > 1 and _is_heading(sentence, vocabulary):
                continue
            soon = vocabulary.holds("future", sentence) or (
                year is not None and f"{year + 1}年" in _before_comma(sentence)
            )
            ahead = ahead or (wanting_section and soon)
            past = wanting_section and not vocabulary.holds("done", sentence)
            parts = tuple(_clauses(text, span, vocabulary))
            if parts:
                found.append(Passage(line, span, parts, soon or ahead or past))
    return found


def _is_heading(sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether the first sentence of a numbered paragraph only says what follows: short, no amount, nothing done."""
    return len(sentence) <= LEAD and not vocabulary.holds("done", sentence) and not amounts(sentence, vocabulary)


def _before_comma(sentence: str) -> str:
    """Where a sentence says of when it speaks."""
    return sentence.split(",", 1)[0]


def _clauses(text: str, span: Span, vocabulary: Vocabulary) -> Iterator[Clause]:
    for part in clauses(text, span):
        string = part.of(text)
        shifted = tuple(
            Word(word.text, word.concept, word.start + part.start, word.end + part.start)
            for word in words(string, vocabulary)
        )
        if shifted:
            pairs: dict[str, list[Word]] = {}
            for word in shifted:
                for pair in pairs_of(word.text):
                    pairs.setdefault(pair, []).append(word)
            concepts = {word.concept: word for word in reversed(shifted)}
            yield Clause(part, shifted, vocabulary.holds("wanting", string), concepts, pairs)


def pairs_of(text: str) -> set[str]:
    """The characters of a word two by two."""
    return {text[at : at + 2] for at in range(len(text) - 1)}
