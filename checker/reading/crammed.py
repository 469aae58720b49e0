"""Tables whose labels and figures were run together in the text: 规章000行政规范性文件584 is there, unreadable."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.pack.pack import FormTable, Label
from checker.reading.reading import Passage, Reading
from checker.text.normalize import comparable

_NUMBERS = r"(?:[一二三四五六七八九十]、|[一二三四五六七八九十0-9()./—-])+"
"""Figures, and the numbers of rows: which of both a digit is cannot be told (…30000033.补正后申请内容仍不明确…)."""
_NUMBER = re.compile(rf"^{_NUMBERS}")
_RUN = 3
"""Labels of a table, at least, that stand one behind the other with nothing but figures between them: in a sentence
words stand between, too."""


def crammed(reading: Reading, table: FormTable) -> bool:
    """Whether most labels of a table that was not found stand run together in the text of its section, of any where
    that was not found."""
    own = table.spec.section if table.spec.section in reading.by_id else None
    passages = reading.within(own) if own else iter(reading.passages)
    return _holds([passage for passage in passages if passage.cell is None], table)


def _holds(passages: Sequence[Passage], table: FormTable) -> bool:
    """Whether some texts hold most labels of a table so."""
    labels = [*table.rows(), *table.columns()]
    wanted = {_unnumbered(label.label) for label in labels} - {""}
    words = sorted(_words(labels, table), key=len, reverse=True)
    token = re.compile("|".join((*map(re.escape, words), _NUMBERS)))
    said = set().union(*(_run_together(passage.plain.string, token, wanted) for passage in passages))
    return len(said) >= _RUN and 2 * len(said) >= len(wanted)


def _words(labels: Sequence[Label], table: FormTable) -> set[str]:
    """All that stands in a table beside its figures, without numbers."""
    names = [name for label in labels for name in (label.label, *label.also, *label.under)]
    return {_unnumbered(name) for name in (*names, *(block.title for block in table.blocks))} - {""}


def _unnumbered(label: str) -> str:
    return _NUMBER.sub("", comparable(label).string)


def _run_together(string: str, token: re.Pattern[str], wanted: set[str]) -> set[str]:
    """The labels in those stretches of a text that are of nothing but words of the table and figures."""
    said: set[str] = set()
    run: set[str] = set()
    end = -1
    for match in token.finditer(string):
        if match.start() != end:
            said, run = said | run if len(run) >= _RUN else said, set()
        run |= {match.group()} & wanted
        end = match.end()
    return said | run if len(run) >= _RUN else said
