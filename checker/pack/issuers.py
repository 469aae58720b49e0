"""Names of issuers: whether two of them are one organ, in full or in short form."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from checker.pack.model import IssuerSpec
from checker.record import dataclass
from checker.text.normalize import comparable
from checker.text.patterns import compiled, span

NAMED = 3
"""Characters of a region that has a name of its own: 市 and 县 are any."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """A name in its two parts: the region it is of, and the body there; either may be empty."""

    region: str
    body: str


def parted(name: str, spec: IssuerSpec) -> Issuer:
    """Region and body of a name, the pack's fillers taken out.

    宿迁市人民政府外事办公室 is 宿迁市 and 外事办公室, 石溪镇人民政府 is 石溪镇 of no region.
    """
    plain = comparable(name).string
    match = compiled(spec.region).match(plain) if spec.region else None
    cut = span(match, "region")[1] if match else 0
    body = plain[max(cut, 0) :]
    for filler in spec.fillers:
        if body.startswith(filler):
            body = body[len(filler) :]
        elif body.endswith(filler):
            body = body[: -len(filler)]
    return Issuer(plain[: max(cut, 0)], body)


def same_issuer(one: str, other: str, spec: IssuerSpec) -> bool:
    """Whether two names may be of one organ: bodies equal or one short for the other, regions not at odds."""
    a, b = parted(one, spec), parted(other, spec)
    return _same_region(a.region, b.region) and _same_body(a.body, b.body, spec)


class NameIndex:
    """Many names by the parts that two names of one organ must share, so that few need be compared with each other."""

    def __init__(self, names: Iterable[str], spec: IssuerSpec) -> None:
        self._spec = spec
        self._by_parts: dict[tuple[str, str], list[str]] = {}
        self._by_body: dict[str, list[str]] = {}
        for name in names:
            issuer = parted(name, spec)
            self._by_parts.setdefault((issuer.body[:1], _place(issuer)), []).append(name)
            self._by_body.setdefault(issuer.body[:1], []).append(name)

    def same(self, name: str) -> list[str]:
        """The names that may be of the same organ, in the order in which they were given."""
        if not name:
            return []
        issuer = parted(name, self._spec)
        place = _place(issuer)
        near = self._by_parts.get((issuer.body[:1], place), []) + self._by_parts.get((issuer.body[:1], ""), [])
        chosen = near if place else self._by_body.get(issuer.body[:1], [])
        return [other for other in dict.fromkeys(chosen) if other and same_issuer(name, other, self._spec)]


def _place(issuer: Issuer) -> str:
    """What regions that are not at odds have in common; empty for those that any may be."""
    return issuer.region[-NAMED:] if len(issuer.region) >= NAMED else ""


def _same_region(one: str, other: str) -> bool:
    """市 is any city: a short form leaves the name of the region out."""
    short, long = sorted((one, other), key=len)
    return not short or short == long or long.endswith(short)


@lru_cache(maxsize=65536)
def _same_body_cached(one: str, other: str, endings: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    if short == long or not long:
        return True
    if len(short) < 2 or short[0] != long[0]:
        return False
    if any(short + word == long for word in endings if len(word) > 1):
        return True
    ending = next((word for word in endings if long.endswith(word)), long[-1])
    if short.endswith(ending) and len(short) > len(ending) + 1 and len(ending) > 1:
        # Both are written out: what differs before the ending is another body, unless it is left-out letters only.
        stem, whole = short[: -len(ending)], long[: -len(ending)]
        return _subsequence(stem, whole) and len(stem) * 2 <= len(whole)
    return short[-1] in ending and _subsequence(short, long)


def _same_body(one: str, other: str, spec: IssuerSpec) -> bool:
    return _same_body_cached(one, other, tuple(spec.endings))


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
