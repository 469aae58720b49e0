"""The things that verdicts are about, and those of them that passed: what a later draft is compared by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from checker.audit.audit import EVERYWHERE, Decided
from checker.audit.fingerprint import key, mark_of, same
from checker.document import Document, Location
from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.facts.things import named
from checker.finding import Finding, Thing, Verdict
from checker.judging.judge import Judged
from checker.pack.pack import Rule

NEAR = 60
"""Characters on each side of a quote that are looked at."""
AROUND = 24
"""Characters on each side by which things alike are ranked."""
_MARKS, _MOST_MARKS = ':("<《[', 3
"""What may stand between a word and the quote after it."""
_CHINESE, _LATIN = 8, 12
"""Characters of a word that are looked at, by its script."""
_NO_WORD = re.compile(r"[\W\d_]+")


class Things:
    """Makes the thing of a verdict; `documents` by path are those that its facts are of."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._documents = {document.path: document for document in documents}
        self._made: dict[int, tuple[Thing, str]] = {}

    def of(self, fact: Fact) -> Thing:
        """The thing that a fact is about."""
        return self.told(fact)[0]

    def key(self, fact: Fact) -> str:
        """That thing in short."""
        return self.told(fact)[1]

    def told(self, fact: Fact) -> tuple[Thing, str]:
        """Both of them."""
        made = self._made.get(id(fact))
        if made is None:
            made = self._made[id(fact)] = self._made_of(fact)
        return made

    def _made_of(self, fact: Fact) -> tuple[Thing, str]:
        by = named(fact.kind)
        values = map(fact.values.get, by.ids)
        words = tuple([one if type(one) is str and one.isascii() else _word(one) for one in values])
        if by.by == "ids" and not fact.parts:
            return _by_ids(fact.kind, fact.role, words)
        ids = _ids(fact.kind, fact.role, words)
        thing = Thing(fact.kind, ids, parts=fact.parts) if by.by == "ids" else self._by_words(fact, ids)
        return thing, key(thing)

    def _by_words(self, fact: Fact, ids: tuple[tuple[str, str], ...]) -> Thing:
        before, after = self._beside(fact.place)
        words = (_last_word(before), after[: _word_length(after)])
        around = (_NO_WORD.sub("", before)[-AROUND:], _NO_WORD.sub("", after)[:AROUND])
        quote = same(fact.place.text or "") if named(fact.kind).by == "quote" else ""
        return Thing(fact.kind, ids, words, quote, around)

    def _beside(self, place: Location) -> tuple[str, str]:
        """The text before and after a place in its paragraph or cell, as it is compared."""
        document = self._documents.get(place.path)
        if document is None or place.block is None or place.start is None or place.end is None:
            return "", ""
        string = document.text_at(place.block, place.cell).string
        before, after = string[max(place.start - NEAR, 0) : place.start], string[place.end : place.end + NEAR]
        return same(before), same(after)


def _ids(kind: str, role: str, words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    ids = [(name, word) for name, word in zip(named(kind).ids, words, strict=True) if word]
    return tuple(ids if role == "report" else [*ids, ("role", role)])


@lru_cache(maxsize=8192)  # the cells of a form have the same ids in every report
def _by_ids(kind: str, role: str, words: tuple[str, ...]) -> tuple[Thing, str]:
    thing = Thing(kind, _ids(kind, role, words))
    return thing, key(thing)


def _last_word(string: str) -> str:
    """The word that a text ends with, marks after it apart."""
    bare = string.rstrip(_MARKS)
    length = _word_length(bare[::-1]) if len(string) - len(bare) <= _MOST_MARKS else 0
    return bare[len(bare) - length :]


def _word_length(string: str) -> int:
    """How long the word is that a text begins with, of one script; 0 where it begins with none.

    No regular expression: a class of all Chinese characters takes 0.7 ms to compile, as long as a hundred such words.
    """
    chinese = "㐀" <= string[:1] <= "鿿"
    for length, character in enumerate(string[: _CHINESE if chinese else _LATIN]):
        if not ("㐀" <= character <= "鿿" if chinese else character.isascii() and character.isalpha()):
            return length
    return min(len(string), _CHINESE if chinese else _LATIN)


def _word(value: Value | None) -> str:
    if value is None or isinstance(value, Unknown):
        return ""
    word = str(value)
    return word if word.isascii() else same(word)


def decided(judged: Iterable[Judged], quiet: Sequence[Judged], things: Things, whole: bool) -> Decided:
    """What a later comparison needs to know of the verdicts that give no finding; `whole`: all text was read."""
    passed: dict[str, list[str]] = defaultdict(list)
    around: dict[str, tuple[str, str]] = {}
    absent: dict[str, bool] = {}
    last: Fact | None = None
    known: str | None = None
    quoted = unread = False
    passes, fails = Verdict.PASS, Verdict.FAIL  # an enumeration looks each up in its metaclass too
    for one in judged:
        rule, fact, verdict = one.rule, one.fact, one.verdict
        if fact is not last:  # of the rules on a fact most stand together
            last, known = fact, None
            quoted = whole and named(fact.kind).by == "quote"
            unread = fact.values.get("unread") is True
        if quoted and rule.full_id not in absent:
            absent[rule.full_id] = _wants_none(rule, fact)
        # What passes only because a part was not read that may hold it has not passed.
        if unread or not (verdict is passes or (verdict is fails and one.settled is passes)):
            continue
        if known is None:
            thing, known = things.told(fact)
            if thing.words is not None and any(thing.around):
                around[known] = thing.around
        passed[rule.full_id].append(known)
    for name, wanted in absent.items():
        if wanted:
            passed[name].append(EVERYWHERE)
    silent: dict[str, list[str]] = defaultdict(list)
    for one in quiet:
        silent[one.rule.full_id].append(things.key(one.fact))
    return Decided(
        {name: tuple(some) for name, some in passed.items()},
        {name: tuple(some) for name, some in silent.items()},
        around,
    )


def _wants_none(rule: Rule, fact: Fact) -> bool:
    """Whether a rule passes on a document where nothing of its kind is found."""
    values: dict[str, Value] = dict.fromkeys(fact.values, Unknown("absent"))
    values |= {name: fact.values[name] for name in ("role", "form", "level", "year") if name in fact.values}
    values |= {"found": False, "unread": False, "count": 0}
    return rule.where.evaluate(values) is True and rule.expect.evaluate(values) is True


def told_apart(found: Sequence[Finding]) -> list[Finding]:
    """The findings with things that differ: those of one rule that are alike by the words further around them.

    What even these do not tell apart is told by its order.
    """
    result = list(found)
    for wide in (False, True):
        alike: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, finding in enumerate(result):
            if finding.thing is not None:
                alike[finding.rule, key(finding.thing)].append(index)
        for some in alike.values():
            for nth, index in enumerate(some if len(some) > 1 else ()):
                thing = result[index].thing
                if thing is not None:
                    more = replace(thing, nth=nth) if wide else replace(thing, wide=thing.words is not None)
                    result[index] = replace(result[index], thing=more)
    return result


def fingerprinted(found: Sequence[Finding], issuer: str | None, year: int | None) -> list[Finding]:
    """Each finding with its thing told apart and its fingerprint: of the report of an organ on a year."""
    return [replace(one, fingerprint=str(mark_of(one, issuer, year) or "")) for one in told_apart(found)]
