"""A figure of the running text: its frame, what it can be, and how it stands to the tables."""

from __future__ import annotations

from checker.document import Location
from checker.figures.frames import Frame
from checker.figures.measures import Meaning
from checker.figures.tie import AGREE, Tie
from checker.reading.reading import Passage, Reading
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A frame of a paragraph, what it can be, and how it stands to the tables."""

    passage: Passage
    section: str
    frame: Frame
    meaning: Meaning
    tie: Tie

    @property
    def text(self) -> str:
        """The figure as the document writes it."""
        begin, end = self.passage.plain.back(self.frame.start, self.frame.end)
        return self.passage.text.string[begin:end]

    def place(self, reading: Reading) -> Location:
        """Where it stands."""
        return reading.locate(self.passage, self.frame.start, self.frame.end, section=self.section or None)

    @property
    def quantity(self) -> bool:
        """Whether it is a quantity at all: a bare number is one only if it can be read, and so is 一个."""
        number = self.frame.number
        if number is None:
            return False
        bare = not number.unit and not number.percent
        small = not number.percent and len(number.text) - len(number.unit) < 2 and not number.text[0].isdigit()
        return bool(self.meaning.measures) or self.tie.status == AGREE or not (bare or small)
