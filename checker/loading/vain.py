"""Patterns that can be found nowhere, or are found everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.messages import Message, say
from checker.text.normalize import comparable
from checker.text.patterns import PatternError, compiled

_PARTS = re.compile(
    r"\\[pP]\{[^}]*\}|\\.|\[(?P<class>\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*)\]|\(\?[^:)]*[:>)]|.", re.DOTALL
)
"""A pattern in escapes, classes, the beginnings of groups, and single characters."""
_MAY_BE_LEFT_OUT = ("?", "*", "{0")
_BEHIND_END = (")", "|", "$", "?", "*", "")
_BEFORE_BEGIN = ("(", "|", "^", "")


def vain(pattern: str) -> Iterator[Message]:
    """What is wrong with the whole of a pattern over comparable text, each with what would do."""
    try:
        everywhere = bool(compiled(pattern).search(""))
    except PatternError:
        return  # told elsewhere
    if everywhere:
        yield say("dead.everywhere")
    parts = list(_PARTS.finditer(pattern))
    for at, part in enumerate(parts):
        before, after = (parts[at - 1][0] if at else ""), (parts[at + 1][0] if at + 1 < len(parts) else "")
        if part[0] == "$" and after[:1] not in _BEHIND_END:
            yield say("dead.behind_end")
        elif part[0] == "^" and not (before in _BEFORE_BEGIN or before.startswith("(?")):
            yield say("dead.before_begin")
        members = part["class"]
        if members and not pattern.startswith(_MAY_BE_LEFT_OUT, part.end()) and _all_lost(members):
            yield say("dead.class", got=part[0], twin="".join(dict.fromkeys(comparable(members).string)))


def _all_lost(members: str) -> bool:
    """Whether comparable text has none of the characters of a class; one of ranges or escapes is left alone."""
    if members.startswith("^") or any(mark in members for mark in "-\\["):
        return False
    return all(comparable(one).string != one for one in members)
