"""What the clauses of a plan are: acts, slogans, purposes, general duties, or what leads up to the next."""

from __future__ import annotations

import re

from checker.commitments.counts import Count
from checker.commitments.terms import Word, words
from checker.commitments.vocabulary import Vocabulary

_TITLE = re.compile("《[^》]*》")
_MUST = re.compile(
    r"([^,要应须]{1,15}?(?:主要[^,要应须]{0,8})?)"
    r"(?:(?<![主重需只])要|(?<![反响回对适相供])应(?![急对用变答])当?|必须|须)"
)
_DISPOSES = re.compile(r"(?:把|将).+(?:[到成为入给进上]|出来)")
_AHEAD = re.compile(r"(?:[前后时外的]|期间|之际|过程中|^[在从].*[上下中内])$")
_CLOSED = re.compile(r"(?:原则|要求|规定|精神|部署|标准|活动|的|外|下|上|实际)$")


def kind_of(string: str, vocabulary: Vocabulary, amount: Count | None, before: str = "") -> str:
    """What a clause is: act, more (an amount or act with nothing of its own), context, slogan, purpose or duty.

    `before` is what the sentence said up to here, to which a clause may owe what it is about.
    """
    inside = words(_TITLE.sub("", string), vocabulary)
    own = specific(words(string, vocabulary), vocabulary)
    if amount is not None:
        return "act" if own >= vocabulary.specific else "more"
    if vocabulary.holds("slogans", string):
        return "slogan"
    if _AHEAD.search(string) or (vocabulary.begins("contexts", string) and not _acts_after_quote(string, vocabulary)):
        return "context"
    who, verb = _subject(string)
    bare = bare_of(verb, vocabulary)
    if vocabulary.begins("prohibitions", bare):
        return "duty"
    if vocabulary.begins("purposes", bare) or vocabulary.begins("purposes", verb):
        return "context" if who else "purpose"
    heads = heads_of(inside, vocabulary)
    acts = bool(acts_of(inside, vocabulary)) or vocabulary.open_acts.search(string) is not None
    if vocabulary.begins("duties", bare) or vocabulary.begins("duties", verb):
        beside = own - sum(len(word.text) for word in heads)
        named = bool(heads) and beside >= vocabulary.specific and not _only_modifies(inside, vocabulary)
        if named or holds_to_standard(before, vocabulary) or (acts and not heads and own >= vocabulary.duty):
            return "act"
        return "context" if who else "duty"
    if _DISPOSES.match(bare) and heads and own >= vocabulary.specific:
        return "act"
    if not acts:
        return "context"
    whole = own + (specific(words(before, vocabulary), vocabulary) if before else 0)
    leads = heads and whole >= vocabulary.specific
    if any(word.text not in vocabulary.generic for word in acts_of(inside, vocabulary)) and _named(inside, vocabulary):
        return "act"
    return "act" if own >= vocabulary.specific or leads or whole >= 1.5 * vocabulary.specific else "more"


def _named(inside: list[Word], vocabulary: Vocabulary) -> bool:
    """Whether the clause ends with a thing, if only a common one (改版门户网站)."""
    return bool(inside) and inside[-1].text in vocabulary.deliverables


def _subject(string: str) -> tuple[str, str]:
    """Who must act, and the clause from the verb on (秘书处要 | 加强督查评估); "" where the clause names nobody."""
    found = _MUST.match(string)
    return (found[1], string[found.end() :]) if found else ("", string)


def _acts_after_quote(string: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause that opens like a context goes on to an act of its own (对照标准编制目录)."""
    inside = words(_TITLE.sub("", string), vocabulary)
    tail = [word for word in inside if word.start > 2]
    return bool(heads_of(tail[-2:], vocabulary)) and bool(acts_of(tail, vocabulary)) and not _CLOSED.search(string)


def bare_of(string: str, vocabulary: Vocabulary) -> str:
    """The clause without the modal verbs and adverbs it opens with."""
    while True:
        for name in ("modality", "adverbs"):
            found = vocabulary.patterns[name].match(string)
            if found and len(string) > found.end():
                string = string[found.end() :]
                break
        else:
            return string


def acts_of(inside: list[Word], vocabulary: Vocabulary) -> list[Word]:
    """The words that are verbs of doing."""
    return [word for word in inside if word.concept in vocabulary.act_concepts]


def heads_of(inside: list[Word], vocabulary: Vocabulary) -> list[Word]:
    """The words that name things which afterwards exist."""
    return [word for word in inside if word.concept in vocabulary.heads and word.text not in vocabulary.generic]


def specific(inside: list[Word], vocabulary: Vocabulary) -> int:
    """Characters of words that are neither generic nor verbs of acts or duties, nor numbers or times."""
    verbs = ("adverbs", "duties", "often")
    return sum(
        len(word.text)
        for word in inside
        if word.text not in vocabulary.generic
        and not word.text[0].isdigit()
        and (word.concept in vocabulary.heads or word.concept not in vocabulary.act_concepts)
        and not any(vocabulary.patterns[name].fullmatch(word.text) for name in verbs)
    )


def _only_modifies(inside: list[Word], vocabulary: Vocabulary) -> bool:
    """Whether the named thing is what a general noun at the end is about (加强台账日常管理), not what is to be made."""
    return bool(inside) and inside[-1].text in vocabulary.generic and not heads_of(inside[-4:], vocabulary)


def holds_to_standard(before: str, vocabulary: Vocabulary) -> bool:
    """Whether what leads up to a clause holds it to a standard in quotation marks."""
    opened = vocabulary.patterns["standard_before"].search(before)
    if not opened or before.count('"', opened.end()) < 2:
        return False
    first = before.index('"', opened.end())
    last = before.rindex('"')
    return last - first > 6 and vocabulary.patterns["standard_after"].search(before, last) is not None


def does(string: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says of a thing that something is done with it."""
    inside = words(string, vocabulary)
    return bool(acts_of(inside, vocabulary)) and bool(heads_of(inside, vocabulary))
