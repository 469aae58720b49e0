"""Who else did what a sentence tells: a body of the level above, another of the organ's own level, those below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checker.pack.issuers import parted, same_issuer, spoken_for
from checker.pack.model import IssuerSpec

if TYPE_CHECKING:
    from checker.commitments import Others, Vocabulary

_CLAUSES = re.compile("[,;]")
_NAME = "1,14"
"""Characters of the name of a body between its place and its ending."""


def other_body(organ: str, places: Sequence[str], vocabulary: Vocabulary, spec: IssuerSpec) -> Others:
    """What tells of a sentence in comparable form the bodies other than the organ that did what it says.

    That is whom it begins with, behind the number of a list, which is told at 0 and goes for all of it, and whom a
    clause names behind 由, or behind a clause that only says when, told where that stands. A body of a narrower place
    (某县司法局) is told by the kind of that place, of which a plan may speak; who did it on its own account
    (某社区自行…, 某县司法局将本县…) with that, of which none does.

    `places` are those that the organ is of, the smallest last. The bodies of a government's own level are its own
    (县司法局 in the report of a county); those of a wider place are not, and to a bureau neither are others beside it,
    nor all the places below (由各县公示).
    """
    from checker.commitments.sentences import label_of

    bodies = _Bodies(organ, places, vocabulary, spec)

    def told(sentence: str) -> Iterator[tuple[int, str]]:
        label = label_of(sentence)
        begins = label.length if label else 0
        opens = _behind_time(sentence)
        known = ""
        if first := bodies.at(sentence, begins) or bodies.above(sentence, begins) or bodies.alone(sentence, begins):
            known = first
            yield 0, first
        elif body := bodies.at(sentence, opens) or bodies.alone(sentence, opens):
            known = body
            yield opens, body  # the clauses behind may tell what the organ itself did then
        elif field := bodies.known_by_field(sentence, opens):
            yield opens, field
        # 妇联公布名单，县水务局按季公布水质: each its own deed; but what only says when opens no other's clause.
        deed = vocabulary.patterns["acts"].search(sentence, opens)
        for mark in _CLAUSES.finditer(sentence, deed.end()) if deed else ():
            if body := bodies.at(sentence, mark.end()):
                yield mark.end(), body
        for by in bodies.by.finditer(sentence):
            that = known if sentence.startswith(vocabulary.doers["that"], by.end()) else ""
            if body := that or bodies.named_by(sentence, by.end()):
                known = body
                yield by.start(), body

    return told


class _Bodies:
    """The names of bodies that are none of an organ's own, as they stand in sentences."""

    def __init__(self, organ: str, places: Sequence[str], vocabulary: Vocabulary, spec: IssuerSpec) -> None:
        signs = [*(sign for level in spec.places for sign in level), *vocabulary.office_places]
        ends, links, apart = _any(spec.endings), _any(spec.linking), _any(vocabulary.office_apart)
        place = rf"(?:{_any([*places, *signs])})(?!{_any(_behind(spec.words, signs))}|{ends})"
        name = rf"(?:(?!(?:{links})(?:{ends}))[\u4e00-\u9fff]){{{_NAME}}}?"
        doers = vocabulary.doers
        acts = _any(doers["does"])
        filler = rf"(?:{_any(spec.fillers)})(?={acts})"
        ours = rf"(?!{_any([*doers['selves'], *doers['all'], *doers['where'], *vocabulary.office_each, *places])})"
        does = vocabulary.patterns["acts"].pattern  # 石桥镇|举办 is no body
        ending = _any([one for one in signs if one not in spec.alone])
        sign = rf"(?P<place>{ending})(?!{_any(_behind(spec.words, signs))}|{does})"
        narrow = rf"{ours}[\u4e00-\u9fff]{{2,4}}?{sign}{name}(?:{ends})"
        selves = [one for one in (*signs, *vocabulary.office_apart) if not organ.endswith(one)]
        self._active = re.compile(rf"(?P<place>{place})(?P<body>{filler}|{name}(?:{ends}))")
        units = [one for one in vocabulary.office_endings if len(one) > 1 and one not in vocabulary.office_bodies]
        self._passive = re.compile(rf"(?P<place>{place})(?P<body>{filler}|{name}(?:{ends}|{apart}|{_any(units)}))")
        self._narrow = re.compile(narrow)
        self._alone = re.compile(
            rf"{ours}(?:[^,;。\d]{{1,20}}?(?:{apart})|{narrow})[已均都也]?"
            rf"(?:{_any(vocabulary.office_alone)}|[将把对为在向]本(?:{_any(selves)}))"
        )
        self._above = re.compile(
            rf"(?:{_any(vocabulary.office_above)})[\u4e00-\u9fff]{{0,4}}?(?={acts}|[编制][印写制作发]的)"
        )
        self._below = re.compile(rf"(?:{_any(vocabulary.office_each)})(?:{_any(vocabulary.office_places)})(?!{ends})")
        self.by = re.compile("|".join(_except_in(word, doers["not_by"]) for word in doers["by"]))
        self._comes = re.compile(rf"[^,;。]{{0,4}}(?:{_any(doers['people'])})[^,;。]{{0,4}}(?:{_any(doers['come'])})")
        self._takes_part = re.compile(
            rf",(?:{_any(doers['selves'])})[\u4e00-\u9fff][^,;。]{{0,12}}(?:{_any(doers['part'])})"
        )
        self._field = re.compile(
            rf"(?!{_any(doers['nobody'])})[\u4e00-\u9fff]{{2,6}}?(?:{_any(doers['fields'])})(?![的、和])"
        )
        own = parted(organ, spec)
        self._governs = not own.body or bool(spoken_for(organ, spec)) or places[-1:] != own.places[-1:]
        self._level = _level(places[-1], vocabulary, spec) if places else -1
        self._organ, self._placed, self._vocabulary, self._spec = organ, bool(places), vocabulary, spec

    def at(self, sentence: str, start: int) -> str:
        """The body that a sentence or clause begins with, "" where it begins with none, or with the organ's own."""
        begins = self._active.match(sentence, start)
        if begins is not None:
            return "" if self._comes.match(sentence, begins.end()) else self._another(begins)
        narrow = self._narrow.match(sentence, start)
        below = narrow is not None and self._level < _level(narrow["place"], self._vocabulary, self._spec)
        return narrow["place"] if narrow and below and self._placed else ""

    def above(self, sentence: str, start: int) -> str:
        """One above an organ whose name tells no place."""
        higher = self._above.match(sentence, start)
        return higher[0] if higher else ""

    def alone(self, sentence: str, start: int) -> str:
        """Who did something on its own account (某社区自行…), with the words that say so."""
        own = self._active.match(sentence, start)
        by_itself = None if own else self._alone.match(sentence, start)
        return by_itself[0] if by_itself else ""

    def known_by_field(self, sentence: str, start: int) -> str:
        """A body that is told by its field alone (网信部门), where the organ had only a part in what it did."""
        field = self._field.match(sentence, start) if self._takes_part.search(sentence, start) else None
        return field[0] if field else ""

    def named_by(self, sentence: str, start: int) -> str:
        """The body behind 由, or all of a kind of place below a bureau (由各县公示)."""
        begins = self._passive.match(sentence, start)
        every = None if self._governs else self._below.match(sentence, start)
        return (self._another(begins) if begins else "") or (every[0] if every else "")

    def _another(self, begins: re.Match[str]) -> str:
        """The body of a name that was found, "" where it is the organ's own."""
        if self._vocabulary.holds("office_each", begins["body"]):
            return ""
        beside = self._level - _level(begins["place"], self._vocabulary, self._spec)
        wider = beside > 0 or not self._placed
        another = not self._governs and beside == 0 and not same_issuer(begins[0], self._organ, self._spec)
        return begins["body"] if wider or another else ""


def _behind_time(sentence: str) -> int:
    """Where the clause begins that follows one which only says when (10月,市国家保密局…), 0 where none does."""
    from checker.commitments.deadlines import says_when, without_days

    first, comma, _ = sentence.partition(",")
    return len(first) + 1 if comma and says_when(first) and len(without_days(first)) <= 1 else 0


def _except_in(word: str, others: Sequence[str]) -> str:
    """A pattern of a word that does not end one of the others (由, and not 理由)."""
    before = (other[: -len(word)] for other in others if other.endswith(word))
    return "".join(f"(?<!{re.escape(one)})" for one in before) + re.escape(word)


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True))) or r"(?!)"


def _behind(words: Sequence[str], signs: Sequence[str]) -> list[str]:
    """What goes on a sign in words in which it is no place (市|场, 市|民中心)."""
    return [word[len(sign) :] for word in words for sign in signs if word.startswith(sign) and word != sign]


def _level(place: str, vocabulary: Vocabulary, spec: IssuerSpec) -> int:
    """How narrow a place is, by the sign at its end: 0 the widest; below all levels of the pack those of towns."""
    levels = [*spec.places, [sign for sign in vocabulary.office_places if not any(sign in one for one in spec.places)]]
    return next((at for at, level in enumerate(levels) if place.endswith(tuple(level))), len(levels))
