"""Who else did what a sentence tells: a body of the level above, another of the organ's own level, those below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checker.pack.issuers import parted, same_issuer, spoken_for
from checker.pack.model import IssuerSpec

if TYPE_CHECKING:
    from checker.commitments import Others, Vocabulary

_NAME = "1,14"
"""Characters of the name of a body between its place and its ending."""
_BY = re.compile(r"(?<![理来缘])由")
"""Before who did what stands in the passive (名单由市应急局发布)."""
_DOES = r"[对将把]|委托|组织"
"""Behind a body that does something, and is not only named before what is its own (市政府网站, 市政府文件)."""
_TAKES_PART = re.compile(r",[我本][\u4e00-\u9fff][^,;。]{0,12}(?:参[加与会]|派员|旁听|列席)")
"""The organ itself had only a part in what the clause before tells (我局作为成员单位参加)."""
_WITHOUT_PLACE = re.compile(r"(?![各有相本我])[\u4e00-\u9fff]{2,6}?部门(?![的、和])")
"""A body that is told by its field alone (网信部门)."""

_COMES = re.compile(
    r"[^,;。]{0,4}(?:老师|专家|教授|讲师|律师|法官|检察官|民警|骨干|干部|同志)[^,;。]{0,4}(?:来|到|进|应邀|受邀|走)"
)
"""Behind a body whose people came to the organ, so that it was done there (区保密局老师来街道讲课)."""


def other_body(organ: str, places: Sequence[str], vocabulary: Vocabulary, spec: IssuerSpec) -> Others:
    """What tells of a sentence in comparable form the bodies other than the organ that did what it says.

    That is whom it begins with, behind the number of a list, which is told at 0 and goes for all of it, and whom a
    clause names behind 由, or behind a clause that only says when, told where that stands.

    `places` are those that the organ is of, the smallest last. The bodies of a government's own level are its own
    (县司法局 in the report of a county); those of a wider place are not, and to a bureau neither are others beside it,
    nor all the places below (由各县公示).
    """
    from checker.commitments.sentences import label_of

    signs = [*(sign for level in spec.places for sign in level), *vocabulary.office_places]
    ends, links = _any(spec.endings), _any(spec.linking)
    found = re.compile(
        rf"(?P<place>{_any([*places, *signs])})(?!{_any(_behind(spec.words, signs))}|{ends})"
        rf"(?P<body>(?:{_any(spec.fillers)})(?={_DOES})"
        rf"|(?:(?!(?:{links})(?:{ends}))[\u4e00-\u9fff]){{{_NAME}}}?(?:{ends}))"
    )
    above = re.compile(rf"(?:{_any(vocabulary.office_above)})[\u4e00-\u9fff]{{0,4}}?(?={_DOES}|[编制][印写制作发]的)")
    own = parted(organ, spec)
    governs = not own.body or bool(spoken_for(organ, spec)) or places[-1:] != own.places[-1:]
    level = _level(places[-1], vocabulary, spec) if places else -1

    below = re.compile(rf"(?:{_any(vocabulary.office_each)})(?:{_any(vocabulary.office_places)})(?!{ends})")

    def at(sentence: str, start: int) -> str:
        begins = found.match(sentence, start)
        if begins is None or vocabulary.holds("office_each", begins["body"]) or _COMES.match(sentence, begins.end()):
            return ""
        beside = level - _level(begins["place"], vocabulary, spec)
        wider = beside > 0 or not places
        another = not governs and beside == 0 and not same_issuer(begins[0], organ, spec)
        return begins["body"] if wider or another else ""

    def all_below(sentence: str, start: int) -> str:
        every = None if governs else below.match(sentence, start)
        return every[0] if every else ""

    def told(sentence: str) -> Iterator[tuple[int, str]]:
        label = label_of(sentence)
        if first := at(sentence, label.length if label else 0):
            yield 0, first
        elif higher := above.match(sentence, label.length if label else 0):
            yield 0, higher[0]
        elif body := at(sentence, opens := _behind_time(sentence)):
            yield opens, body  # the clauses behind may tell what the organ itself did then
        elif _TAKES_PART.search(sentence, opens) and (field := _WITHOUT_PLACE.match(sentence, opens)):
            yield opens, field[0]
        for by in _BY.finditer(sentence):
            if body := at(sentence, by.end()) or all_below(sentence, by.end()):
                yield by.start(), body

    return told


def _behind_time(sentence: str) -> int:
    """Where the clause begins that follows one which only says when (10月,市国家保密局…), 0 where none does."""
    from checker.commitments.deadlines import says_when, without_days

    first, comma, _ = sentence.partition(",")
    return len(first) + 1 if comma and says_when(first) and len(without_days(first)) <= 1 else 0


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True))) or r"(?!)"


def _behind(words: Sequence[str], signs: Sequence[str]) -> list[str]:
    """What goes on a sign in words in which it is no place (市|场, 市|民中心)."""
    return [word[len(sign) :] for word in words for sign in signs if word.startswith(sign) and word != sign]


def _level(place: str, vocabulary: Vocabulary, spec: IssuerSpec) -> int:
    """How narrow a place is, by the sign at its end: 0 the widest; below all levels of the pack those of towns."""
    levels = [*spec.places, [sign for sign in vocabulary.office_places if not any(sign in one for one in spec.places)]]
    return next((at for at, level in enumerate(levels) if place.endswith(tuple(level))), len(levels))
