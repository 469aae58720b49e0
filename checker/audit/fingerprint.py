"""The fingerprint of a finding: whose report, which thing, which values; three hashes that can be compared one by one.

v2:3f2a1b0c-9c8d7e6f.a1b2c3-0d4e5f
   whose    thing           values
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from checker.document import Location
from checker.finding import Finding, Thing
from checker.record import dataclass
from checker.text.normalize import comparable

VERSION = "v2"
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[、.](?![0-9]))")


@dataclass(frozen=True, slots=True)
class Mark:
    """The three parts of a fingerprint; `values` is empty where a person accepts whatever stands there."""

    whose: str
    thing: str
    values: str = ""

    def __str__(self) -> str:
        return f"{VERSION}:{'-'.join(part for part in (self.whose, self.thing, self.values) if part)}"


def parsed(string: str) -> Mark | None:
    """The parts of a fingerprint as it is written; None for that of another version."""
    version, _, rest = string.strip().partition(":")
    parts = rest.split("-")
    if version != VERSION or not 2 <= len(parts) <= 3:
        return None
    return Mark(*parts)


def mark_of(finding: Finding, issuer: str | None, year: int | None) -> Mark | None:
    """The fingerprint of a finding about the report of an organ on a year; None for one of an earlier version."""
    if finding.thing is None:
        return None
    thing = f"{_hash((finding.rule,), 4)}{key(finding.thing)}"
    return Mark(_hash((issuer or "", str(year or "")), 8), thing, _hash(values(finding), 6))


def again(finding: Finding) -> str:
    """The fingerprint of a finding that has other values now, in the same report."""
    mark = parsed(finding.fingerprint)
    return str(Mark(mark.whose, mark.thing, _hash(values(finding), 6))) if mark is not None else finding.fingerprint


def lasting(fingerprint: str) -> str:
    """The part of a fingerprint that stays when a value is changed and is still wrong."""
    mark = parsed(fingerprint)
    return f"{mark.whose}-{mark.thing}" if mark is not None else fingerprint


def key(thing: Thing) -> str:
    """A thing in short: its ids, then the words next to it and what it quotes where these are part of it.

    9c8d7e6f.a1b2c3.0d4e5f: things with the same beginning are alike so far.
    """
    parts = [_of_ids(thing.kind, thing.ids)]
    if thing.words is not None:
        parts.append(_hash((*thing.words, *(thing.around if thing.wide else ())), 6))
    if thing.quote:
        parts.append(_hash((thing.quote,), 6))
    return ".".join(parts) + (f"+{thing.nth}" if thing.nth else "")


@lru_cache(maxsize=8192)  # the cells of a form have the same ids in every report
def _of_ids(kind: str, ids: tuple[tuple[str, str], ...]) -> str:
    return _hash((kind, *(part for pair in ids for part in pair)), 8)


def beginnings(key: str) -> tuple[str, ...]:
    """A key and what it begins with, down to its ids."""
    parts = key.partition("+")[0].split(".")
    return tuple(dict.fromkeys((key, *(".".join(parts[:count]) for count in range(len(parts), 0, -1)))))


def ids_of(thing: Thing) -> str:
    """The part of its key that stands for the ids of a thing."""
    return beginnings(key(thing))[-1]


def words_of(thing: Thing) -> str:
    """The part of its key that stands for its ids and the words next to it; all of it where words are no part of it."""
    return key(replace(thing, wide=False, nth=0, quote=""))


def values(finding: Finding) -> tuple[str, ...]:
    """What a finding says of its thing, as it is accepted: the parts that it lists, else what stands at its places."""
    if finding.thing is not None and finding.thing.parts:
        return tuple(sorted(finding.thing.parts))
    return tuple(value(finding, place) for place in finding.locations)


def value(finding: Finding, place: Location) -> str:
    """What stands at a place, as it is compared: one file types the number of a heading, another numbers by itself."""
    string = same(place.text or "")
    numbered = finding.thing is not None and finding.thing.kind == "numbering"
    return string if numbered else _NUMBER.sub("", string)


@lru_cache(maxsize=8192)  # the things of a report have the same few ids
def same(text: str) -> str:
    """A text as it is compared: without spaces and differences of width and script."""
    return comparable(text).string


def counted(keys: Iterable[str]) -> Counter[str]:
    """How often there is a key, or one that begins so."""
    return Counter(name for one in keys for name in beginnings(one))


def _hash(parts: Iterable[str], length: int) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]
