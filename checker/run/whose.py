"""Whether two documents of a run are of one organ: by names, by what the folders add to them, by renamings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from pathlib import PurePath

from checker.pack.issuers import Issuer, NameIndex, parted, same_issuer, spoken_for
from checker.pack.model import IssuerSpec, VersionSpec
from checker.record import dataclass
from checker.run.sketch import Sketch
from checker.run.versions import later, peculiar, plain, rank, same_content
from checker.text.normalize import comparable
from checker.text.patterns import possible

HELD = 1 << 14
"""Pairs of documents of which it is held how sure it is that they are of one organ, some 200 bytes each."""
_PIECES = re.compile(r"[\W_0-9]+|年度?")


class Likeness(IntEnum):
    """How sure it is that two documents are of one organ.

    NO: they are of two. DOUBTFUL: a name says no place, and the folders tell two things apart. LIKELY: a name says no
    place, and nothing speaks against it. SURE: both say the place, or lie in the same folders. EXACT: the same name.
    """

    NO = 0
    DOUBTFUL = 1
    LIKELY = 2
    SURE = 3
    EXACT = 4


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a document is: its organ's name with the place that the folders add, and former and later names.

    `placed`: a place is known, so that the name stands for one organ. `around` are the folders' peculiar words.
    """

    name: str
    placed: bool
    others: tuple[str, ...] = ()
    around: frozenset[str] = frozenset()


class Owners:
    """The owners of the documents of a run; what a folder's name may be is known from all of their names."""

    def __init__(
        self,
        sketches: Iterable[Sketch],
        issuers: Mapping[str, IssuerSpec],
        versions: Mapping[str, VersionSpec],
        renamed: Sequence[tuple[str, str]] = (),
    ) -> None:
        self._issuers, self._versions, self._renamed = issuers, versions, tuple(renamed)
        some = list(sketches)
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._bodies: set[str] = set()
        for one in some:
            named = parted(one.identity.organ or "", self.spec(one))
            if named.places and not _shares_sign(named, one.identity.organ or ""):
                self._bodies.add(named.body)
            for place in self._places_said(one):
                if len(place) > 2:
                    self._stems[place[:-1]].add(place)
        self._levels: dict[tuple[str, str], Likeness] = {}
        self._owners = {one.document.path: self._owner(one) for one in some}
        self._cities: dict[str, frozenset[str]] = {}
        placed = [(one, own.name) for one in some for own in [self._owners[one.document.path]] if own.placed]
        specs = {one.pack: self.spec(one) for one, _ in placed}
        self._placed_names = {
            id(spec): NameIndex([name for one, name in placed if one.pack == pack], spec)
            for pack, spec in specs.items()
        }
        self._mixed = self._mixed_folders(some)

    def spec(self, sketch: Sketch) -> IssuerSpec:
        """The way of the document's pack with names."""
        return self._issuers.get(sketch.pack or "", _NO_ISSUERS)

    def versions(self, sketch: Sketch) -> VersionSpec:
        """The way of the document's pack with versions."""
        return self._versions.get(sketch.pack or "", _NO_VERSIONS)

    def owner(self, sketch: Sketch) -> Owner:
        """Whose it is; an empty name where nothing says."""
        return self._owners[sketch.document.path]

    def is_place(self, sketch: Sketch) -> bool:
        """Whether it is of a place as a whole: of a government, which other organs are below."""
        issuer = parted(self.owner(sketch).name, self.spec(sketch))
        return bool(issuer.places) and not issuer.body

    def within(self, sketch: Sketch, whole: Sketch) -> bool:
        """Whether the place of a document's organ lies in that of another, as its name says."""
        own, around = (parted(self.owner(one).name, self.spec(one)).places for one in (sketch, whole))
        return bool(around) and around[-1] in own

    def above(self, plan: Sketch, report: Sketch) -> bool:
        """Whether a plan is surely of the level above a report: of the government of whose place the report's organ is.

        Names that do not say it (青山县 may lie in 江州市) leave it to who gives the plan. The office of a government,
        which reports for it (青山县人民政府办公室), is not below it.
        """
        spec = self.spec(plan)
        if report.pack != plan.pack or self.same(plan, report):
            return False
        name = self.owner(report).name
        own = parted(next(iter(spoken_for(name, spec)), name), spec)
        wider = own.places if own.body else own.places[:-1]
        governments = (parted(name, spec) for name in self.names(plan))
        return any(one.places and not one.body and one.places[-1] in wider for one in governments)

    def same(self, one: Sketch, other: Sketch) -> bool:
        """Whether both are of one organ, for all that is known."""
        return self.likeness(one, other) >= Likeness.LIKELY

    def names(self, sketch: Sketch) -> tuple[str, ...]:
        """Every name that the organ has or had; none where it is not known."""
        own = self.owner(sketch)
        return (own.name, *own.others) if own.name else ()

    def likeness(self, one: Sketch, other: Sketch) -> Likeness:
        """How sure it is that both are of one organ."""
        path, there = one.document.path, other.document.path
        key = (path, there) if path <= there else (there, path)
        found = self._levels.get(key)
        if found is None:
            if len(self._levels) >= HELD:  # of thousands that are all alike each is held against hundreds
                self._levels.clear()
            found = self._levels[key] = self._likeness(one, other)
        return found

    def _likeness(self, one: Sketch, other: Sketch) -> Likeness:
        if one.pack != other.pack:
            return Likeness.NO
        a, b, spec = self.owner(one), self.owner(other), self.spec(one)
        if not a.name or not b.name:
            return Likeness.NO
        if same_issuer(a.name, b.name, spec):
            return self._level(a, b, spec)
        former = any(same_issuer(x, y, spec) for x in self.names(one) for y in self.names(other))
        return min(self._level(a, b, spec), Likeness.SURE) if former else Likeness.NO

    def _level(self, a: Owner, b: Owner, spec: IssuerSpec) -> Likeness:
        if a.placed and b.placed:
            one, other = parted(a.name, spec), parted(b.name, spec)
            return Likeness.EXACT if (one.places[-1:], one.body) == (other.places[-1:], other.body) else Likeness.SURE
        if a.around - b.around and b.around - a.around:
            return Likeness.DOUBTFUL
        alone = a.around == b.around and (a.around or not (a.placed or b.placed)) and self._alone(a, spec)
        return Likeness.SURE if alone else Likeness.LIKELY

    def _alone(self, owner: Owner, spec: IssuerSpec) -> bool:
        """Whether a name without a place can be of one organ only: its folder is one place's, or the run knows no two.

        A folder in which one name stands for two places, or which holds organs of several, is no place's own.
        """
        if owner.around:
            return owner.around not in self._mixed
        if owner.name not in self._cities:
            index = self._placed_names.get(id(spec))
            names = index.same(owner.name) if index is not None else []
            self._cities[owner.name] = frozenset(parted(name, spec).places[-1] for name in names)
        return len(self._cities[owner.name]) < 2

    def _mixed_folders(self, sketches: Sequence[Sketch]) -> frozenset[frozenset[str]]:
        """The folders, by their words, that hold organs of several places, or, where nothing there says a place, two
        reports of one name that are no versions of each other."""
        places: dict[frozenset[str], set[str]] = defaultdict(set)
        open_: dict[tuple[frozenset[str], str, str | None, int | None], list[Sketch]] = defaultdict(list)
        for one in sketches:
            owner, spec = self.owner(one), self.spec(one)
            if owner.around and owner.placed and spec.places:
                places[owner.around].update(parted(owner.name, spec).places[-1:])
            elif owner.around and owner.name:
                open_[owner.around, owner.name, one.kind, one.identity.year].append(one)
        mixed = {around for around, some in places.items() if len(some) > 1}
        for (around, *_), some in open_.items():
            if not places.get(around) and not all(self._versions_of(some[0], other) for other in some[1:]):
                mixed.add(around)
        return frozenset(mixed)

    def _versions_of(self, one: Sketch, other: Sketch) -> bool:
        ranks = [rank(each, self.versions(each)) for each in (one, other)]
        return later(*ranks) or later(*ranks[::-1]) or same_content(one, other)

    def _owner(self, sketch: Sketch) -> Owner:
        organ, spec = sketch.identity.organ, self.spec(sketch)
        if not organ:
            return Owner("", False)
        if not spec.places:
            return Owner(organ, True)
        around = self._around(PurePath(sketch.document.path), organ, spec, self.versions(sketch))
        name, placed = self._placed(organ, around, spec)
        told = [
            (self._placed(old, around, spec)[0], self._placed(new, around, spec)[0])
            for old, new in (*sketch.identity.former, *self._renamed)
        ]
        others = [old for old, new in told if same_issuer(new, name, spec)]
        others += [new for old, new in told if same_issuer(old, name, spec)]
        if sketch.kind == "plan":  # a government's plan is mostly issued by its office
            others += spoken_for(name, spec)
        words = frozenset(
            word
            for folder in PurePath(sketch.document.path).parent.parts
            for word in (peculiar(folder, self.versions(sketch)),)
            if word and not same_issuer(word, organ, spec)
        )
        return Owner(name, placed, tuple(dict.fromkeys(others)), words)

    def _places_said(self, sketch: Sketch) -> Iterable[str]:
        """The places that the organ's name and the names of file and folders say."""
        spec = self.spec(sketch)
        if not spec.places:
            return
        named = parted(sketch.identity.organ or "", spec)
        if not _shares_sign(named, sketch.identity.organ or ""):
            yield from named.places
        path = PurePath(sketch.document.path)
        for part in (*path.parent.parts, path.stem):
            for piece in _PIECES.split(plain(part)):
                yield from _place_names(piece, spec)

    def placed(self, name: str, folder: PurePath, spec: IssuerSpec) -> str:
        """A name with the place that a folder is named after, where it says none."""
        around = self._around(folder / "-", name, spec, _NO_VERSIONS) if spec.places else []
        return self._placed(name, around, spec)[0] if spec.places else name

    def _around(self, path: PurePath, organ: str, spec: IssuerSpec, versions: VersionSpec) -> list[str]:
        """The places that the folders and the file are named after, the outermost first."""
        found: list[str] = []
        parts = [(part, False) for part in path.parent.parts] + [(path.stem, True)]
        for part, file in parts:
            for piece in _PIECES.split(plain(part)):
                said = (piece, organ) if file else (peculiar(piece, versions), "")
                places = list(_place_names(piece, spec)) or self._by_stem(*said)
                found += [place for place in places if place not in found]
        return found

    def _by_stem(self, piece: str, organ: str) -> list[str]:
        """宁河 is 宁河市 where a name of the run says so, by itself or before what the organ is called."""
        for length in range(len(piece), 1, -1):
            places = self._stems.get(piece[:length], set())
            if len(places) == 1 and (length == len(piece) or (organ and organ.endswith(piece[-2:]))):
                return list(places)
        return []

    def _placed(self, organ: str, around: Sequence[str], spec: IssuerSpec) -> tuple[str, bool]:
        """The name with its place, and whether one is known."""
        issuer = parted(organ, spec)
        if _shares_sign(issuer, organ) and len(self._stems.get(issuer.places[-1][:-1], ())) == 1:
            return "".join((*issuer.places[:-1], *self._stems[issuer.places[-1][:-1]], issuer.body)), True
        if issuer.places and len(issuer.places[-1]) > 1:
            narrowest = [sign for sign in spec.places[-1] if not any(sign in wider for wider in spec.places[:-1])]
            if issuer.places[0].endswith(tuple(narrowest)):
                wider = [place for place in around if not place.endswith(tuple(narrowest))]
                wider = [place for place in wider if place not in issuer.places]
                return "".join(wider[-1:]) + organ, True
            return organ, True
        bare = issuer.places[-1] if issuer.places else ""
        fitting = [index for index, place in enumerate(around) if place.endswith(bare)]
        whole = comparable(organ).string
        rest = whole[whole.find(issuer.region) + len(issuer.region) :] if issuer.region else whole
        glued = self._glued(rest, around[fitting[-1]] if fitting else "", spec)
        if not fitting:
            return ("".join(glued), True) if glued else (organ, False)
        return "".join(around[: fitting[-1]]) + "".join(glued or (around[fitting[-1]], rest)), True

    def _glued(self, name: str, place: str, spec: IssuerSpec) -> tuple[str, str] | None:
        """安平财政局 is of 安平市, where the run knows of the place and of bodies that are called so."""
        for length in range(len(name) - 1, 1, -1):
            places = self._stems.get(name[:length], set())
            known = [place] if place else list(places) if len(places) == 1 else []
            if parted(name[length:], spec).body in self._bodies and known and known[0] in places:
                return known[0], name[length:]
        return None


def _shares_sign(issuer: Issuer, name: str) -> bool:
    """Whether the sign of a place is that of the body as well: 灵山市监局 may be 灵山县市监局."""
    return (
        bool(issuer.region)
        and comparable(name).string.endswith(issuer.region + issuer.body[1:])
        and (issuer.body[:1] == issuer.region[-1:])
        and not comparable(name).string.endswith(issuer.region + issuer.body)
    )


def _place_names(piece: str, spec: IssuerSpec) -> list[str]:
    """The places that a word begins with; 各县 and 市直 name none."""
    places = parted(piece, spec).places if piece else ()
    if not places or any(len(place) < 2 for place in places):
        return []
    return (
        []
        if any(pattern.search(place) for place in places for pattern in possible(spec.nobody, place))
        else list(places)
    )


_NO_ISSUERS = IssuerSpec()
_NO_VERSIONS = VersionSpec()
