"""Names of issuers: whether two of them are one organ, in full or in short form."""

from __future__ import annotations

from functools import lru_cache

from checker.normalize import comparable
from checker.packmodel import IssuerSpec
from checker.patterns import compiled, span
from checker.record import dataclass


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
