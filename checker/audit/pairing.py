"""Which earlier audit is of the same report as a later one: by organ and year, by path, by what the reports say.

A name alone never brings the reports of two known organs together, nor those of two years: that would call the faults
of one mended because the other has not got them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from pathlib import PurePath

from checker.audit.audit import Audit
from checker.audit.fingerprint import parsed
from checker.record import dataclass
from checker.text.normalize import in_order

FEWEST = 3
"""Figures of the running text from which those of two reports can be compared."""
SHARE = 0.5
"""The share of these, or of the earlier findings, that must be the same."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two audits of one report; `likely` where no name and no path says so, but what is left over and what it says."""

    new: Audit
    old: Audit
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """The audits that belong together, and those that may and were left apart."""

    found: tuple[Pair, ...]
    perhaps: tuple[Pair, ...] = ()

    def of(self, audit: Audit) -> Audit | None:
        """The earlier audit of an audit."""
        return next((pair.old for pair in self.found if pair.new is audit), None)


def paired(new: Sequence[Audit], old: Sequence[Audit], roots: tuple[str, str] = ("", "")) -> Pairs:
    """The earlier audit of each audit. `roots` are the folders that were compared: paths are the same below them."""
    rest, before = [audit for audit in new if audit.documents], [audit for audit in old if is_judged(audit)]
    found: list[Pair] = []

    def pair(by: Callable[[Audit, str], Hashable | None], fits: Callable[[Audit, Audit], bool] = _fits) -> None:
        """Pairs what has the same key and nobody else to go with; of several the one whose path is most alike."""
        waiting: dict[Hashable, list[Audit]] = defaultdict(list)
        for audit in before:
            waiting[by(audit, roots[1])].append(audit)
        for audit in list(rest):
            key = by(audit, roots[0])
            some = [other for other in waiting[key] if fits(audit, other)] if key is not None else []
            if some:
                other = max(some, key=lambda one: _common(audit, one))
                waiting[key].remove(other)
                before.remove(other)
                rest.remove(audit)
                found.append(Pair(audit, other))

    pair(lambda audit, root: (below(_path(audit), root), audit.issuer, audit.year))
    pair(lambda audit, _: (audit.issuer, audit.year, _role(audit)) if audit.issuer and audit.year else None)
    pair(
        lambda audit, root: below(_path(audit), root),
        lambda one, other: _fits(one, other) or _related(one, other) or _says_the_same(one, other),
    )
    pair(lambda audit, _: (PurePath(_path(audit)).name, _role(audit)))
    pair(lambda audit, _: (audit.issuer, _role(audit)) if audit.issuer else None, _same_figures)
    for one, other in _alike(rest, before):
        rest.remove(one)
        before.remove(other)
        found.append(Pair(one, other, likely=True))
    perhaps: tuple[Pair, ...] = ()
    if len(rest) == len(before) == 1 and _role(rest[0]) == _role(before[0]):
        if _related(rest[0], before[0]):
            found.append(Pair(rest[0], before[0], likely=True))
        else:
            perhaps = (Pair(rest[0], before[0]),)
    return Pairs(tuple(found), perhaps)


def is_judged(audit: Audit) -> bool:
    """Whether any of its documents could be read and is known to a pack."""
    return any(checked.pack is not None for checked in audit.documents)


def _path(audit: Audit) -> str:
    return audit.documents[0].path


def _role(audit: Audit) -> str:
    return audit.documents[0].role


def below(path: str, root: str) -> str:
    """A path from a folder that it is in; the path itself for any other."""
    whole = PurePath(path)
    return (whole.relative_to(root) if root and whole.is_relative_to(root) else whole).as_posix()


def _common(one: Audit, other: Audit) -> int:
    """How many parts at the end of two paths are the same."""
    parts = zip(reversed(PurePath(_path(one)).parts), reversed(PurePath(_path(other)).parts), strict=False)
    count = 0
    for a, b in parts:
        if a != b:
            break
        count += 1
    return count


def _fits(one: Audit, other: Audit) -> bool:
    """Whether nothing is known that speaks against one report: another organ, another year."""
    years = one.year and other.year and one.year != other.year
    if years or not one.issuer or not other.issuer:
        return not years
    # 水务局 is 安澜市水务局 with its place left out.
    return one.issuer.endswith(other.issuer) or other.issuer.endswith(one.issuer)


def _related(one: Audit, other: Audit) -> bool:
    """Whether the organs may be one under two names (交通局, 交通运输局), and the year is not another."""
    if one.year and other.year and one.year != other.year:
        return False
    if not one.issuer or not other.issuer:
        return True
    short, long = sorted((one.issuer, other.issuer), key=len)
    return in_order(short, long)


def _says_the_same(one: Audit, other: Audit) -> bool:
    """Whether most figures of the text are the same; where these are few, most of the earlier findings."""
    if min(len(_figures(one)), len(_figures(other))) >= FEWEST:
        return _same_figures(one, other)
    marks = [{(mark.thing, mark.values) for mark in map(parsed, _prints(audit)) if mark} for audit in (one, other)]
    same_year = not one.year or not other.year or one.year == other.year
    return same_year and bool(marks[1]) and len(marks[0] & marks[1]) >= SHARE * len(marks[1])


def _prints(audit: Audit) -> list[str]:
    return [finding.fingerprint for finding in audit.findings if finding.state != "fixed"]


def _figures(audit: Audit) -> frozenset[tuple[str, str]]:
    """What the text says in figures, by measure; none and one are said by many a report."""
    return frozenset((tick.measure, str(tick.value)) for tick in audit.figures if str(tick.value) not in ("0", "1"))


def _same_figures(one: Audit, other: Audit) -> bool:
    return _enough(_figures(one), _figures(other))


def _enough(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    fewer = min(len(one), len(other))
    return fewer >= FEWEST and len(one & other) >= SHARE * fewer


def _alike(new: Sequence[Audit], old: Sequence[Audit]) -> list[tuple[Audit, Audit]]:
    """Those of several left over that say the same, where there is one such on each side."""
    said = [_figures(audit) for audit in old]
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, some in enumerate(said):
        for figure in some:
            holding[figure].append(number)
    made: list[tuple[int, int]] = []
    for at, audit in enumerate(new):
        own = _figures(audit)
        shared = Counter(number for figure in own for number in holding.get(figure, ()))
        likely = [
            number for number, _ in shared.items() if _enough(own, said[number]) and _role(old[number]) == _role(audit)
        ]
        if len(likely) == 1:
            made.append((at, likely[0]))
    taken = Counter(number for _, number in made)
    return [(new[at], old[number]) for at, number in made if taken[number] == 1]
