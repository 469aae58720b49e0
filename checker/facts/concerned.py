"""Whom a clause of a plan of the level above is for: the report's organ, everybody of its kind, others, or unsaid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.pack.issuers import parted, same_issuer, spoken_for
from checker.pack.model import IssuerSpec
from checker.text.normalize import comparable

if TYPE_CHECKING:
    from checker.commitments import Promise, Vocabulary

NAMED, EVERYONE, UNSAID, OTHERS = "named", "everyone", "unsaid", "others"
SUBJECT = 24
"""Characters that those who must act take at the head of a clause."""
TOWN = "2,4"
"""Characters of the name of a town or street before its sign."""
_LABEL = re.compile(r"\A[^:]{2,8}:")


def concerned(clause: Promise, organ: str, vocabulary: Vocabulary, spec: IssuerSpec) -> str:
    """One of the four, by the offices that the plan names beside the clause and by the subject of the clause itself."""
    subject = _subject(comparable(clause.text).string, vocabulary)
    told = [_concerned(name, organ, vocabulary, spec) for name in _names(clause.office)]
    told += [_concerned(name, organ, vocabulary, spec) for name in _names(subject) if _stands(name, vocabulary, spec)]
    return next((each for each in (NAMED, EVERYONE, OTHERS) if each in told), UNSAID)


def places_of(organ: str, vocabulary: Vocabulary, spec: IssuerSpec) -> tuple[str, ...]:
    """The places that an organ is of, as its name says: 滨江区 and 望潮街道 of a street office."""
    own = parted(organ, spec)
    smaller = [sign for sign in vocabulary.office_places if not any(sign in level for level in spec.places)]
    town = (
        re.match(rf"[\u4e00-\u9fff]{{{TOWN}}}?(?:{'|'.join(map(re.escape, smaller))})", own.body) if smaller else None
    )
    rest = own.body[town.end() :] if town else own.body
    if town and (not rest or rest.startswith((*spec.fillers, *spec.endings))):
        return (*own.places, town[0])
    return own.places or tuple(spoken_for(organ, spec))


def _names(office: str) -> list[str]:
    from checker.commitments.offices import parted_names

    return [name for part in parted_names(comparable(office).string) if (name := _LABEL.sub("", part))]


def _subject(text: str, vocabulary: Vocabulary) -> str:
    """What a clause says before its verb (各镇街要设立…, 县教育局公布…)."""
    verbs = [vocabulary.patterns[name].search(text) for name in ("modality", "acts", "duties", "adverbs")]
    end = min((found.start() for found in verbs if found), default=0)
    return text[:end] if end <= SUBJECT and "," not in text[:end] else ""


def _stands(name: str, vocabulary: Vocabulary, spec: IssuerSpec) -> bool:
    """Whether the head of a clause is somebody: all of a kind, or an office of a place."""
    if vocabulary.holds("office_each", name):
        return True
    ends = any(name.endswith(ending) for ending in (*spec.endings, *spec.fillers))
    return ends and bool(parted(name, spec).places)


def _concerned(name: str, organ: str, vocabulary: Vocabulary, spec: IssuerSpec) -> str:
    each = vocabulary.patterns["office_each"].search(name)
    if each is None:
        return NAMED if same_issuer(name, organ, spec) else OTHERS
    own = parted(organ, spec)
    before, after = name[: each.start()], name[each.end() :]
    if any(after.startswith(word) for word in vocabulary.office_anyone):
        return EVERYONE
    signs = [sign for sign in vocabulary.office_places if sign in before]
    if signs and not any(place.endswith(tuple(signs)) for place in own.places[-1:]):
        return OTHERS
    last = own.body or "".join(own.places[-1:])
    kinds = [sign for sign in vocabulary.office_places if last.endswith(sign) or (len(sign) > 1 and sign in last)]
    if kinds:
        return EVERYONE if any(sign[0] in after for sign in kinds) else OTHERS
    return EVERYONE if any(word in after for word in vocabulary.office_bodies) else OTHERS
