"""Text that breaks off: what is not there may have stood behind its end, and is not certainly missing."""

from __future__ import annotations

import re

from checker.document import Unread
from checker.messages import say
from checker.pack.pack import Form
from checker.reading.headings import numbering
from checker.reading.lostlines import titles_of
from checker.reading.reading import Passage, Reading

_GOES_ON = re.compile(r"(?:[,、:;(《<]|\([^()]{0,20}|《[^《》]{0,20})$")
"""How a sentence ends that goes on."""
_HALF = re.compile(r"^第[0-9一二三四五六七八九十]{0,3}$")
"""Half of 第二十条, in a line of its own."""
_MARKS = re.compile(r"[。;!?]")
_SENTENCE = 20
"""Characters from which on a line with such an end is a sentence: 分享到： stands below many pages."""
_LONG = 60
"""Characters from which on a paragraph of sentences whose last one has no full stop is taken to be cut."""


def broken_off(reading: Reading) -> Unread | None:
    """What may have stood behind the end of a text that breaks off; None where it is whole, as far as its end tells."""
    last = next((one for one in reversed(reading.passages) if one.plain.string and one.part == "body"), None)
    if last is None or last.cell is not None or not _breaks(reading, last):
        return None
    return Unread(say("reading.broken_off"), say("reading.broken_off_why"), last.block)


def _breaks(reading: Reading, last: Passage) -> bool:
    string = last.plain.string
    if len(string) >= _SENTENCE and _GOES_ON.search(string):
        return True
    form = reading.form
    if form is None or not form.spec.outline or form.spec.outline[-1].id in reading.by_id:
        return False  # behind the last section little is to come
    cut = len(string) >= _LONG and _MARKS.search(string) is not None and string[-1].isalpha()
    return cut or _HALF.match(string) is not None or _half_a_heading(string, form)


def _half_a_heading(string: str, form: Form) -> bool:
    style, _, length = numbering(string)
    title = string[length:]
    return bool(style) and any(
        name.startswith(title) and len(name) > len(title) > 1
        for entry in form.spec.outline
        for name in titles_of(entry)
    )
