"""Names of issuers: whether two of them are one organ, in full, in short form or renamed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from checker.once import made_once
from checker.pack.model import IssuerSpec
from checker.record import dataclass
from checker.text.normalize import comparable, in_order
from checker.text.patterns import compiled

LONGEST_PLACE = 14
"""Characters of the name of a place: autonomous prefectures and counties have many."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """A name in its two parts: the region it is of, and the body there; either may be empty.

    `places` are the region's parts, the widest first: 宁州省安澜市 is 宁州省, 安澜市.
    """

    region: str
    body: str
    places: tuple[str, ...] = ()
    open: bool = False
    """Whether the narrowest place is its sign alone, which any such place may be: 市教育局, 自治区水利厅."""


class _Names:
    """A pack's way with names, made ready: its short forms by the word that is short."""

    def __init__(self, spec: IssuerSpec) -> None:
        self.spec = spec
        self.signs = sorted(
            ((sign, level) for level, signs in enumerate(spec.places) for sign in signs), key=lambda it: -len(it[0])
        )
        self.bare = frozenset(sign for sign, _ in self.signs)
        self.stops = frozenset(word for word in spec.endings if len(word) == 1)
        """Characters that end a body: what comes after them is no place that the body is of."""
        self.endings = sorted(spec.endings, key=len, reverse=True)
        self.weak = sorted(spec.weak, key=len, reverse=True)
        self.short = {word: tuple(self.unlinked(full) for full in fulls) for word, fulls in spec.short.items()}
        self.zones = {word: fulls for word, fulls in self.short.items() if word in spec.zones}
        self.zone_names = tuple(dict.fromkeys(full for fulls in self.zones.values() for full in fulls))

    def unlinked(self, body: str) -> str:
        """A body without the words that only join its parts: 文化和旅游局 is 文化旅游局."""
        for word in self.spec.linking:
            body = body.replace(word, "")
        return body

    @lru_cache(maxsize=65536)  # noqa: B019 - one of these lives as long as its pack
    def parted(self, name: str) -> Issuer:
        plain = comparable(name).string
        front = next((one for one in self.spec.fronts if plain.startswith(one) and len(plain) > len(one)), "")
        plain = plain[len(front) :]
        ends = self._places(plain) if plain not in self.short else []
        cut = ends[-1] if ends else 0
        body = plain[cut:]
        for filler in self.spec.fillers:
            if body.startswith(filler):
                body = body[len(filler) :]
            elif body.endswith(filler):
                body = body[: -len(filler)]
        if cut and body not in self.short and plain[cut - 1] + body in self.short:
            # 市监局 is short for 市场监督管理局, and so is 监局 after a 市 that stands once for both.
            body = plain[cut - 1] + body
        starts = [0, *ends]
        places = tuple(plain[start:end] for start, end in zip(starts, ends, strict=False))
        return Issuer(plain[:cut], body, places, places[-1:] != () and places[-1] in self.bare)

    def sign_of(self, place: str) -> str:
        """What kind of place it is, by the longest sign that it ends with: 宁州自治区 is no 区."""
        return next((sign for sign, _ in self.signs if place.endswith(sign)), "")

    def _places(self, name: str) -> list[int]:
        """Where the places that a name begins with end."""
        ends: list[int] = []
        at = level = 0
        while True:
            found = self._place(name, at, level)
            if found is None:
                return ends
            at, level = found[0], found[1] + 1
            ends.append(at)

    def _place(self, name: str, at: int, level: int) -> tuple[int, int] | None:
        """(end, level) of the place of that level, or of a narrower one, that begins there."""
        if any(name.startswith(filler, at) for filler in self.spec.fillers):
            return None
        special = next((one for one in self.spec.named if name.startswith(one, at)), None)
        if special is not None:
            return at + len(special), len(self.spec.places) - 1
        for here in range(at, min(at + LONGEST_PLACE, len(name))):
            if name[here] in self.stops:
                return None
            sign = next((one for one in self.signs if name.startswith(one[0], here) and one[1] >= level), None)
            if sign is None or self._within_word(name, at, here):
                continue
            if here == at == 0 or (here > at and sign[0] not in self.spec.alone):
                return here + len(sign[0]), sign[1]
        return None

    def _within_word(self, name: str, at: int, here: int) -> bool:
        """Whether a sign is part of a word: of one that goes on after it, or of which the name so far is the whole."""
        for word in self.spec.words:
            for offset in range(len(word)):
                start = here - offset
                whole = offset < len(word) - 1 or start == at or len(word) > 2
                if whole and start >= at and name.startswith(word, start):
                    return True
        return False

    @lru_cache(maxsize=65536)  # noqa: B019
    def bodies(self, body: str) -> tuple[str, ...]:
        """A body as what it may be short for; itself where the pack knows it for no short form."""
        body = self.unlinked(body)
        for word, fulls in self.zones.items():
            if word in body and not any(full in body for full in fulls):
                head, tail = body.split(word, 1)
                return tuple(head + full + tail for full in fulls)
        return self.short.get(body, (body,))

    @lru_cache(maxsize=65536)  # noqa: B019
    def same_body(self, one: str, other: str) -> bool:
        known = one in self.short or other in self.short
        ours, theirs = self.bodies(one), self.bodies(other)
        if not set(ours).isdisjoint(theirs) or any(self._of_zone(a, b) for a in ours for b in theirs):
            return True
        if known and not any(zone in one or zone in other for zone in self.zones):
            return False
        return any(self._shortened(*sorted((a, b), key=len)) for a in ours for b in theirs)

    def _of_zone(self, one: str, other: str) -> bool:
        """Whether two are one body of one zone, of which one may leave out the name: 经济技术开发区经发局."""
        for zone in self.zone_names:
            (ours, of, body), (theirs, of_other, other_body) = one.partition(zone), other.partition(zone)
            if of and of_other and body and other_body and (ours == theirs or not (ours and theirs)):
                return self.same_body(body, other_body)
        return False

    def _shortened(self, short: str, long: str) -> bool:
        """Whether a body is what is left of another one when letters of its words, and words that say nothing, go."""
        if short == long:
            return True
        if len(short) < 2 or short[0] != long[0]:
            return False
        for ending in [*(word for word in self.endings if long.endswith(word)), ""]:
            whole = long[: len(long) - len(ending)]
            for cut in range(len(ending) + 1):
                left = short[-cut:] if cut else ""
                if not in_order(left, ending) or (ending and not left and len(ending) < 2):
                    continue
                stem = short[: len(short) - cut]
                full = left == ending and len(ending) > 1
                if stem == whole or (stem and ending and self._stem(stem, whole, full)):
                    return True
        return False

    def _stem(self, stem: str, whole: str, full: bool) -> bool:
        """Whether a stem is short for a whole one. `full`: the ending is written out, so that the stem would be too."""
        if not in_order(stem, whole) or len(stem) < 2:
            return False
        if whole.startswith(stem):
            # 水利 is no short form of 水利工程建设管理: a word that stands there whole is followed by what is left out.
            return self._empty(whole[len(stem) :])
        return not full or len(stem) * 2 <= len(whole)

    def _empty(self, rest: str) -> bool:
        while rest:
            word = next((one for one in self.weak if rest.startswith(one)), None)
            if word is None:
                return False
            rest = rest[len(word) :]
        return True


_names = made_once(_Names)


def parted(name: str, spec: IssuerSpec) -> Issuer:
    """Region and body of a name, the pack's fillers taken out.

    宿迁市人民政府外事办公室 is 宿迁市 and 外事办公室, 石溪镇人民政府 is 石溪镇 of no region.
    """
    return _names(spec).parted(name)


def same_issuer(one: str, other: str, spec: IssuerSpec) -> bool:
    """Whether two names may be of one organ: bodies equal or one short for the other, regions not at odds."""
    names = _names(spec)
    a, b = _unglued(names.parted(one), names.parted(other)), _unglued(names.parted(other), names.parted(one))
    return _same_region(a, b) and names.same_body(a.body, b.body)


def placed(name: str, of: str, spec: IssuerSpec) -> str | None:
    """A name that leaves its place open with the place that another name is of, where that is one of such a place and
    the government's or the same body's (区民政局 on the site of 东岭区人民政府 is 东岭区民政局); else None."""
    names = _names(spec)
    one, place = names.parted(name), names.parted(of)
    if not one.open or len(one.places) > 1 or not place.places or place.open:
        return None
    if names.sign_of(place.places[-1]) != one.places[0] or (place.body and not names.same_body(one.body, place.body)):
        return None
    return place.region + comparable(name).string.removeprefix(one.region)


def same_branch(full: str, short: str, spec: IssuerSpec) -> bool:
    """Whether a name that tells whose branch it is and where (云泽市公安局东岭区分局) is of the branch that another one
    calls by where it is and, in short or not at all, whose: 东岭公安分局, 东岭分局."""
    names = _names(spec)
    long, other = comparable(full).string, comparable(short).string
    for whole, ends in spec.branches.items():
        end, last = (next((end for end in ends if name.endswith(end)), "") for name in (long, other))
        of, _, place = long.removesuffix(end).rpartition(whole)
        sign = names.sign_of(place)
        stem = place.removesuffix(sign) if len(place) - len(sign) > 1 else place
        before, where, rest = other.removesuffix(last).rpartition(stem) if stem else ("", "", "")
        rest = rest.removeprefix(next((sign for sign, _ in names.signs if rest.startswith(sign)), ""))
        if end and last and of and where and long.startswith(before) and in_order(rest, of):
            return True
    return False


def written_out(short: str, long: str, spec: IssuerSpec) -> bool:
    """Whether a body is another one of which letters or words within have been left out: 交通局 beside 交通运输局."""
    names = _names(spec)
    one, other = names.unlinked(short), names.unlinked(long)
    within = len(one) < len(other) and one[-1:] == other[-1:] and not other.startswith(one)
    return within and names.same_body(short, long)


def spoken_for(name: str, spec: IssuerSpec) -> list[str]:
    """The organs that one of that name may sign for: 江州市人民政府办公室 for 江州市."""
    plain = comparable(name).string
    return [str(match["organ"]) for pattern in spec.speaks_for if (match := compiled(pattern).search(plain))]


def _unglued(one: Issuer, other: Issuer) -> Issuer:
    """安澜财政局 beside 安澜市财政局: the name of the place without its 市 is the place."""
    if one.region or not other.places:
        return one
    stem = other.places[-1][:-1]
    if len(stem) > 1 and one.body.startswith(stem) and len(one.body) > len(stem):
        return Issuer(other.region, one.body[len(stem) :], other.places)
    return one


class NameIndex:
    """Many names by the parts that two names of one organ must share, so that few need be compared with each other."""

    def __init__(self, names: Iterable[str], spec: IssuerSpec) -> None:
        self._spec = spec
        self._by_parts: dict[tuple[str, str], list[str]] = {}
        """By the first character of the body, or of all that it may be short for, and the place, which may be none."""
        self._by_begin: dict[str, list[str]] = {}
        """By that character alone, and by the first one of the place."""
        self._order: dict[str, int] = {}
        for name in names:
            self._order.setdefault(name, len(self._order))
            firsts, place = self._parts(name)
            for first in firsts:
                self._by_parts.setdefault((first, place), []).append(name)
            for first in firsts | {place[0]} if place else firsts:
                self._by_begin.setdefault(first, []).append(name)

    def same(self, name: str) -> list[str]:
        """The names that may be of the same organ, in the order in which they were given."""
        if not name:
            return []
        firsts, place = self._parts(name)
        chosen: set[str] = set()
        for first in firsts:
            if place:
                chosen.update(self._by_parts.get((first, place), ()), self._by_parts.get((first, ""), ()))
            else:
                chosen.update(self._by_begin.get(first, ()))
        if place:  # 安澜财政局 names no place and begins with one
            chosen.update(self._by_parts.get((place[0], ""), ()))
        return sorted(
            (other for other in chosen if other and same_issuer(name, other, self._spec)), key=self._order.__getitem__
        )

    def _parts(self, name: str) -> tuple[set[str], str]:
        """The first characters of the body, of all that it may be short for and of its zone, and the place."""
        issuer, names = parted(name, self._spec), _names(self._spec)
        bodies = (issuer.body, *names.bodies(issuer.body))
        zones = (zone for zone in names.zone_names if any(zone in body for body in bodies))
        return {one[:1] for one in (*bodies, *zones)}, _place(issuer)


def _place(issuer: Issuer) -> str:
    """The narrowest place, which regions that are not at odds have in common; empty for 市 alone, which may be any."""
    return issuer.places[-1] if issuer.places and not issuer.open else ""


def _same_region(one: Issuer, other: Issuer) -> bool:
    """市 is any city: a short form leaves the name of the place out, or the wider places before it."""
    if not one.places or not other.places:
        return True
    short, long = sorted((one.places, other.places), key=len)
    if short == long[len(long) - len(short) :]:
        return True
    return any(a.open and b.places[-1].endswith(a.places[-1]) for a, b in ((one, other), (other, one)))
