"""The findings of two drafts of one report, thing by thing: which remain, which are new, and where the rule passes now.

By identity first. What is left over is paired by the words on both sides of it, never by the likeness of what is
quoted: 予以公开43 and 不予公开43 are two things, 予以公开43 and 予以公开57 are one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from difflib import SequenceMatcher

from checker.audit.audit import EVERYWHERE, Decided
from checker.audit.fingerprint import again, beginnings, counted, ids_of, key, value, words_of
from checker.document import Location
from checker.finding import Change, Finding, Thing
from checker.record import dataclass

ALIKE = 0.6
"""The share of the words beside two things from which these are the same words, edited."""
NEXT = 10
"""Characters on each side by which it is told."""
LONG = 12
"""Characters from which a quote is a passage, known again when it is reworded."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The findings of the later draft, each with the earlier one of the same thing, and the earlier ones without any.

    A finding that lists several things may be in several of these, each with some of its parts.
    """

    now: tuple[tuple[Finding, Finding | None], ...]
    mended: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    """Those of which it cannot be said whether they are mended."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A finding, or one part of it where it lists several: with its number among those of its draft."""

    number: int
    rule: str
    thing: Thing
    part: str


@dataclass(frozen=True)
class _Open:
    """What is not matched yet of both drafts, and what came of the rest."""

    new: list[_Piece]
    old: list[_Piece]
    pairs: list[tuple[_Piece, _Piece]] = field(default_factory=list)
    mended: list[_Piece] = field(default_factory=list)

    def pair(self, new: _Piece, old: _Piece) -> None:
        self.new.remove(new)
        self.old.remove(old)
        self.pairs.append((new, old))

    def mend(self, old: _Piece) -> None:
        self.old.remove(old)
        self.mended.append(old)


def matched(new: Sequence[Finding], old: Sequence[Finding], now: Decided, before: Decided) -> Matched:
    """The findings of two drafts, all with things."""
    left = _Open(_pieces(new), _pieces(old))
    judged = {(piece.rule, key(piece.thing)) for piece in left.new}
    passes = _Passes(now, before)
    _equal(left)
    for piece in list(left.old):
        if (piece.part and (piece.rule, key(piece.thing)) in judged) or passes.at(piece, words_of(piece.thing)):
            left.mend(piece)
    # Where the rule passed before stands another thing than any that was wrong.
    broken = [piece for piece in left.new if passes.lost(piece)]
    left.new[:] = [piece for piece in left.new if piece not in broken]
    _beside(left, passes)
    _alone(left)
    left.new.extend(broken)
    for piece in list(left.old):
        if piece.thing.words is not None and EVERYWHERE in (now.passed or {}).get(piece.rule, ()):
            left.mend(piece)
    return Matched(tuple(_now(new, old, left)), tuple(_some(old, left.mended)), tuple(_some(old, left.old)))


class _Passes:
    """How often rules pass in the later draft where they did not before; each of it mends one finding."""

    def __init__(self, now: Decided, before: Decided) -> None:
        self._now, self._before, self._around = now.passed or {}, before.passed or {}, now.around
        self._more: dict[str, Counter[str]] = {}

    def at(self, piece: _Piece, name: str) -> bool:
        """Whether the rule passes at a beginning of keys once more than it did; it is used up by this.

        Of what a document has one of there is nothing to use up.
        """
        if piece.thing.words is None:
            return name in self._now.get(piece.rule, ())
        more = self._more_of(piece.rule)
        if more[name] <= 0:
            return False
        more.subtract(beginnings(name))
        return True

    def _more_of(self, rule: str) -> Counter[str]:
        if rule not in self._more:
            self._more[rule] = counted(self._now.get(rule, ()))
            self._more[rule].subtract(counted(self._before.get(rule, ())))
        return self._more[rule]

    def more(self, rule: str, ids: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """The things of some ids on which a rule passes now and did not before, with the words around them."""
        counts = self._more_of(rule)
        for name in dict.fromkeys(self._now.get(rule, ())):
            if counts[name] > 0 and name in self._around and beginnings(name)[-1] == ids:
                yield name, self._around[name]

    def lost(self, piece: _Piece) -> bool:
        """Whether the rule passed before at the words next to a thing, and does no more."""
        if piece.thing.words is None or not any(piece.thing.words):
            return False
        return self._more_of(piece.rule)[words_of(piece.thing)] < 0


def _pieces(findings: Sequence[Finding]) -> list[_Piece]:
    return [
        _Piece(number, finding.rule, finding.thing, part)
        for number, finding in enumerate(findings)
        if finding.thing is not None
        for part in finding.thing.parts or ("",)
    ]


def _equal(left: _Open) -> None:
    """Pairs what has the same identity."""
    waiting = {(piece.rule, key(piece.thing), piece.part): piece for piece in left.new}
    for piece in list(left.old):
        found = waiting.pop((piece.rule, key(piece.thing), piece.part), None)
        if found is not None:
            left.pair(found, piece)


def _beside(left: _Open, passes: _Passes) -> None:
    """Pairs what has the same ids and much the same words on both sides, the most alike first.

    The rule may fail there or pass: in the latter case it is mended.
    """
    ranked: list[tuple[float, _Piece, _Piece | str]] = []
    for old in left.old:
        if old.thing.words is None:
            continue
        ids = ids_of(old.thing)
        for new in left.new:
            if new.rule == old.rule and new.thing.words is not None and ids_of(new.thing) == ids:
                ranked.append((_likeness(new.thing, old.thing), old, new))
        for name, around in passes.more(old.rule, ids):
            ranked.append((_likeness(replace(old.thing, quote="", around=around), old.thing), old, name))
    for likeness, old, match in sorted(ranked, key=lambda one: -one[0]):
        if likeness < ALIKE or old not in left.old:
            continue
        if isinstance(match, str):
            if passes.at(old, match):
                left.mend(old)
        elif match in left.new:
            left.pair(match, old)


def _likeness(one: Thing, other: Thing) -> float:
    """0 to 1 by the words next to two things, or by the quotes where these are passages; a bit more for the rest."""
    ends = [(one.around[0][-NEXT:], other.around[0][-NEXT:]), (one.around[1][:NEXT], other.around[1][:NEXT])]
    told = [(a, b) for a, b in ends if a or b]
    size = sum(len(a) + len(b) for a, b in told)
    near = sum(_ratio(a, b) * (len(a) + len(b)) for a, b in told) / size if size else 0.0
    if min(len(one.quote), len(other.quote)) >= LONG:
        near = max(near, _ratio(one.quote, other.quote))
    return near + 0.01 * _ratio("".join(one.around), "".join(other.around)) if near >= ALIKE else near


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _alone(left: _Open) -> None:
    """Pairs what is the only one of its ids on both sides: a claim that was put in other words."""
    of: dict[tuple[str, str], tuple[list[_Piece], list[_Piece]]] = defaultdict(lambda: ([], []))
    for side, pieces in enumerate((left.new, left.old)):
        for piece in pieces:
            if piece.thing.ids and piece.thing.words is not None:
                of[piece.rule, ids_of(piece.thing)][side].append(piece)
    for new, old in of.values():
        if len(new) == len(old) == 1:
            left.pair(new[0], old[0])


def _now(new: Sequence[Finding], old: Sequence[Finding], left: _Open) -> list[tuple[Finding, Finding | None]]:
    """The findings of the later draft with the earlier ones; one that is new in part is told as two."""
    kept: dict[int, list[tuple[_Piece, _Piece]]] = defaultdict(list)
    for one, other in left.pairs:
        kept[one.number].append((one, other))
    fresh: dict[int, list[_Piece]] = defaultdict(list)
    for piece in left.new:
        fresh[piece.number].append(piece)
    made: list[tuple[Finding, Finding | None]] = []
    for number, finding in enumerate(new):
        if number in kept:
            own = finding if number not in fresh else _part(finding, [one for one, _ in kept[number]])
            made.append((own, old[kept[number][0][1].number]))
        if number in fresh:
            made.append((finding if number not in kept else _part(finding, fresh[number]), None))
    return made


def _some(findings: Sequence[Finding], pieces: Sequence[_Piece]) -> list[Finding]:
    """The findings that some pieces are of, in order, each with these parts alone."""
    of: dict[int, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        of[piece.number].append(piece)
    return [_part(findings[number], of[number]) for number in sorted(of)]


def _part(finding: Finding, pieces: Sequence[_Piece]) -> Finding:
    """A finding about some of the parts that it lists; its message is made for all of them."""
    thing = finding.thing
    names = tuple(piece.part for piece in pieces)
    if thing is None or set(names) == set(thing.parts or ("",)):
        return finding
    made = replace(finding, message=f"{finding.title}：{'、'.join(names)}", thing=replace(thing, parts=names))
    return replace(made, fingerprint=again(made))


def changes(before: Finding, finding: Finding) -> tuple[Change, ...]:
    """What stands otherwise than before at the places of a finding: a total, a figure of a sum, a missing part."""
    one, other = (set(some.thing.parts) if some.thing else set() for some in (before, finding))
    if one != other:
        old, new = ("、".join(some.thing.parts) if some.thing else "" for some in (before, finding))
        return (Change(old, new),)
    made = []
    for number, place in enumerate(finding.locations):
        was = _same_place(place, number, before.locations)
        if was is not None and value(before, was) != value(finding, place):
            made.append(Change((was.text or "").strip(), (place.text or "").strip()))
    return tuple(dict.fromkeys(made))


def _same_place(place: Location, number: int, places: Sequence[Location]) -> Location | None:
    """The earlier place of the same cell; of text the one with the same number."""
    ids = (place.table, place.row, place.column)
    if place.table is not None:
        return next((one for one in places if (one.table, one.row, one.column) == ids), None)
    return places[number] if number < len(places) and places[number].table is None else None
