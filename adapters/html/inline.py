"""Running text of a web page: white space collapsed as a browser does, each character with its offset in the source."""

from __future__ import annotations

from adapters.html.source import Source
from adapters.text import SPACE
from checker.document import Text
from checker.text.normalize import is_unseen, lifted

_BREAKING = " \t\n\r\f"


class Inline:
    """Characters as they come, until they make a paragraph or a cell."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._characters: list[str] = []
        self._offsets: list[int] = []
        self.raised = 0
        """Within how many raised elements the text stands that comes."""

    def add(self, text: str | None, offsets: list[int], preformatted: bool = False) -> None:
        """Take in text; a line break between two Chinese characters is no space, characters of no width are none."""
        if text and self.raised:
            text = lifted(text)
        if text and not text.strip("\t") and self._characters and not preformatted:
            # Between two elements and in no new line: so an office program writes the tab of a row.
            for offset in offsets[: len(text)]:
                self._put("\t", offset)
            return
        for index, character in enumerate(text or ""):
            if character > "~" and is_unseen(character):
                continue
            if preformatted:
                self._put("\n" if character == "\r" else character, offsets[index])
            elif character not in _BREAKING:
                self._close_gap(character)
                self._put(character, offsets[index])
            elif self._characters and self._characters[-1] not in " \n\t":
                self._put(" ", -1)

    def line_break(self) -> None:
        if self._characters and self._characters[-1] != "\n":
            self._put("\n", -1)

    def take(self) -> Text:
        """What has come, without space at its ends or at those of its lines; the inline is empty again."""
        string, offsets = "".join(self._characters), self._offsets
        self._characters, self._offsets = [], []
        kept_string: list[str] = []
        kept_offsets: list[int] = []
        start = 0
        for line in string.split("\n"):
            low = start + len(line) - len(line.lstrip(SPACE))
            high = start + len(line.rstrip(SPACE))
            if low < high:
                if kept_string:
                    kept_string.append("\n")
                    kept_offsets.append(-1)
                kept_string.append(string[low:high])
                kept_offsets.extend(offsets[low:high])
            start += len(line) + 1
        return self._source.place("".join(kept_string), kept_offsets)

    def _close_gap(self, character: str) -> None:
        """Take back a space that stands for a line break between two Chinese characters."""
        before = self._characters[-2:]
        if len(before) == 2 and before[1] == " " and _wide(before[0]) and _wide(character):
            del self._characters[-1], self._offsets[-1]

    def _put(self, character: str, offset: int) -> None:
        self._characters.append(character)
        self._offsets.append(offset)


def _wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef" or character >= "\U00020000"
