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


def lost_members(pattern: str) -> Iterator[Message]:
    """What classes of a pattern over comparable text name that it never has, without what it has instead.

    [，、] finds no comma, and [^，。] goes on behind one.
    """
    for part in _PARTS.finditer(pattern):
        members = part["class"]
        if not members:
            continue
        negated = members.startswith("^")
        if not negated and _all_lost(members):
            if not pattern.startswith(_MAY_BE_LEFT_OUT, part.end()):
                yield say("dead.class", got=part[0], twin="".join(dict.fromkeys(comparable(members).string)))
            continue
        try:
            known = compiled(f"[{members.removeprefix('^')}]")
        except PatternError:
            continue  # told elsewhere
        for one in _MEMBERS.findall(members.removeprefix("^")):
            twin = comparable(one).string if len(one) == 1 else one
            if twin != one and len(twin) == 1 and not known.fullmatch(twin):
                yield say("dead.class_member", got=one, twin=twin, whole=part[0])
                break


_MEMBERS = re.compile(r"\\x\{[^}]*\}-\\x\{[^}]*\}|\\[pP]\{[^}]*\}|\\x\{[^}]*\}|\\.|\[:\^?\w+:\]|.-[^\]]|.", re.DOTALL)
"""A class in escapes, ranges and single characters."""


def _all_lost(members: str) -> bool:
    """Whether comparable text has none of the characters of a class; one of ranges or escapes is left alone."""
    if members.startswith("^") or any(mark in members for mark in "-\\["):
        return False
    return all(comparable(one).string != one for one in members)
