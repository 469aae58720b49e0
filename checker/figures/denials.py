"""What a denial denies: which nouns, which acts of each, and which of several of a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.figures.frames import concept_names
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.window import STRANGE, Window, directs, needs
from checker.pack.figurewords import ACT, FOREIGN, HEAD

_JOINING = ("and", "pause")
_DENIED_TOO = (ACT, "filler", *_JOINING)


def denied(tokens: Sequence[Token], said: Window) -> list[Token]:
    """Every noun that is denied: the last of each run of nouns; one within a cause is not, nor is one before 的."""
    found: list[Token] = []
    for index, token in enumerate(tokens):
        if token.slot not in (HEAD, FOREIGN) or index in said.inside:
            continue
        gap: list[str] = []
        for after in range(index + 1, len(tokens)):
            if tokens[after].slot in (HEAD, FOREIGN) and after not in said.inside:
                break
            gap.append(tokens[after].slot)
        else:
            gap = ["and"]
            after = index
        if not gap and needs(token) and (needs(tokens[after]) or tokens[after].slot == FOREIGN):
            gap = ["and"]
        if {"and", "pause", "none"} & set(gap):
            found.append(token)
    return found


def acts_of(head: Token, said: Window) -> list[Token]:
    """What did not happen to a head: a carry-over right behind it (申请结转), else the last act before it, else the next."""
    at = next((index for index, token in enumerate(said.tokens) if token is head), None)
    if at is None:
        return list(said.acts)
    for token in said.tokens[at + 1 :]:
        if token.slot == ACT and directs(token):
            return [token]
        if token.slot not in ("of", "own", "last", "next"):
            break
    before = [token for token in said.tokens[:at] if token.slot in (ACT, HEAD, *_JOINING)]
    while len(before) > 1 and before[-1].slot in _JOINING and before[-2].slot == HEAD:
        # 未制发规章、规范性文件: the verb is not said again.
        del before[-2:]
    before = [token for token in before if token.slot in (ACT, HEAD)]
    if before and before[-1].slot == ACT:
        return _with_those_beside(before[-1], said)
    return [] if before else [token for token in said.tokens[at + 1 :] if token.slot == ACT][:1]


def _with_those_beside(act: Token, said: Window) -> list[Token]:
    """An act with those that are denied together with it: 未制定、修改、废止规章."""
    tokens = said.tokens
    begin = next(index for index, token in enumerate(tokens) if token is act)
    first = begin
    while begin and (tokens[begin - 1].slot in _DENIED_TOO) and not directs(tokens[begin - 1]):
        begin -= 1
        first = begin if tokens[begin].slot == ACT else first
    return [token for token in tokens[first:] if token.slot == ACT and token.start <= act.start]


def each_mark(said: Window) -> list[Window]:
    """What is denied, each of several of a kind for itself: 没有科研机构和社会公益组织."""
    slot = next((slot for slot, some in said.marks.items() if len({token.concept for token in some}) > 1), "")
    if not slot:
        return [said]
    return [replace(said, marks={**said.marks, slot: (token,)}) for token in said.marks[slot]]


def known(walk: Walk, head: Token, groups: Sequence[Sequence[Token]]) -> Sequence[Sequence[Token]]:
    """Of several acts those that are known of a head: 未制定、修改、废止规章 tells of what was made and repealed."""
    if len(groups) < 2:
        return groups or [()]
    by_meaning = {walk.lexicon.means((head.concept,), concept_names(group)): group for group in reversed(groups)}
    by_meaning.pop("", None)
    return list(by_meaning.values())[::-1] or groups[-1:]


def restricted(head: Token, said: Window) -> bool:
    """Whether only some of a kind are denied (不符合要求的申请), or something of it that nobody knows (申请的费用)."""
    at = next((index for index, token in enumerate(said.tokens) if token is head), -1)
    before = range(max(at, 0))
    if any(said.tokens[index].slot in STRANGE for index in before if index not in said.inside):
        return True
    for token in said.tokens[at + 1 :] if at >= 0 else ():
        if token.slot in STRANGE:
            return True
        if token.slot in ("and", "pause", "none"):
            return False
    return False
