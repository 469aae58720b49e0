"""The captions of the tables of a form: which table a line is the caption of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from checker.pack.pack import Form
from checker.reading.headings import unmarked
from checker.text.normalize import bare, comparable
from checker.text.patterns import compiled

_NUMBER = re.compile(
    r"[(\[]?(?:附?[表件](?:[0-9]{1,2}(?:[-.][0-9]{1,2})*(?![0-9年])|[一二三四五六七八九十]{1,3}(?=[)\].、:]))"
    r"|[^\W\d]{0,6}[0-9]{1,2}(?:-[0-9]{1,2})?表)[)\].、:]*"
)
"""The number of a table before its name, comparable: 表3-1, 附表二：, （公开03表）."""
_SPACED = re.compile(r"^\s*(附?[表件][一二三四五六七八九十]{1,3})\s+")
"""Such a number in Chinese numerals that only a space parts from the name (表一 一般公共预算支出表)."""
_REMARK = re.compile(r"(?<=表)\([^()]{1,30}\)$")
"""What stands in brackets behind the name of a table."""


class Hit(NamedTuple):
    """A caption in a line: its table, and where it begins and ends."""

    table: str
    begin: int
    end: int


class Captions:
    """The captions of the tables of a form, as texts and as patterns."""

    def __init__(self, form: Form) -> None:
        specs = [(name, table.spec) for name, table in form.tables.items()]
        self.tables = {name for name, spec in specs if spec.captions or spec.like}
        """The tables that have captions."""
        self._texts = [(line_of(text), name) for name, spec in specs for text in spec.captions]
        self._patterns: Sequence[tuple[str, str]] = [(text, name) for name, spec in specs for text in spec.like]

    def find(self, line: str) -> Hit | None:
        """The longest caption in a line, as `line_of` gives it; of several as long the first of the form."""
        hits = [Hit(name, at, at + len(text)) for text, name in self._texts if (at := line.find(text)) >= 0]
        for pattern, name in self._patterns:
            match = compiled(pattern).search(line)
            if match is not None and match.end() > match.start():
                hits.append(Hit(name, match.start(), match.end()))
        return max(hits, key=lambda hit: hit.end - hit.begin, default=None)


def line_of(text: str) -> str:
    """A line as captions are looked for in it: without its number, a remark in brackets behind it, brackets,
    punctuation and spaces."""
    line = unmarked(comparable(_SPACED.sub(r"\1、", text)).string)
    number = _NUMBER.match(line)
    rest = line[number.end() :] if number else line
    return bare(_REMARK.sub("", rest or line))
