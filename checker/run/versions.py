"""Which version of a document counts: by words and numbers in names and titles, by the folder it lies in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from checker.document import Document, Paragraph, Table
from checker.pack.model import VersionSpec
from checker.record import dataclass
from checker.run.sketch import Sketch
from checker.text.digits import chinese_number
from checker.text.normalize import comparable
from checker.text.overlap import estimate
from checker.text.patterns import compiled

DRAFT, PLAIN, FINAL = -1, 0, 1
SAME_TEXT = 0.9
"""The estimated part of the pieces of two texts that they have in common when one is a print of the other."""
FIGURES = 20
"""Figures that two reports must have in their tables for the same ones to be no accident."""
_DAY = re.compile(r"(20[0-9]{2})[-._年]?(0[1-9]|1[0-2])[-._月]?([0-2][0-9]|3[01])(?![0-9])")
_YEAR = re.compile(r"20[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2}")
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Rank:
    """What a name says of a version: `kind` is DRAFT, PLAIN or FINAL; `number` and `day` are empty where not said."""

    kind: int
    number: tuple[int, ...] = ()
    day: str = ""


def rank(sketch: Sketch, spec: VersionSpec) -> Rank:
    """The title and the name of the file are heard first, then the folders from the inmost."""
    path = PurePath(sketch.document.path)
    file = plain(path.stem)
    names = [f"{file} {plain(sketch.identity.title)}", *map(plain, reversed(path.parent.parts))]
    kind = next((found for found in (_kind(name, spec) for name in names) if found != PLAIN), PLAIN)
    day = _DAY.search(file)
    number = next((found for name in (file, *names[1:]) for found in [_number(name, spec)] if found), ())
    return Rank(kind, number, "".join(day.groups()) if day else "")


def _kind(name: str, spec: VersionSpec) -> int:
    """Drafts first: 未定稿 is none of 定稿."""
    if any(word in name for word in spec.drafts):
        return DRAFT
    return FINAL if any(word in name for word in spec.finals) else PLAIN


def _number(name: str, spec: VersionSpec) -> tuple[int, ...]:
    for pattern in spec.numbers:
        match = compiled(pattern).search(name)
        if match:
            said = str(match.group("number"))
            if said[0].isdigit():
                return tuple(int(part) for part in said.split("."))
            value = chinese_number(said)
            return (int(value),) if value is not None else ()
    return ()


def later(one: Rank, other: Rank) -> bool:
    """Whether a version surely comes after another: a final one after a draft, v2 after v1 and after one unnumbered."""
    if one.kind != other.kind:
        return one.kind > other.kind
    if one.number != other.number:
        # The first of numbered versions and one without a number may come in either order.
        return one.number > (other.number or (1, 99))
    return one.day > other.day > ""


def choose(report: Sketch, candidates: Sequence[Sketch], spec: VersionSpec) -> Sketch | None:
    """The one version that a report is to be held against; None where names and folders do not tell.

    Versions that say the same are one.
    """
    ranks = [rank(one, spec) for one in candidates]
    last = [
        one for one, own in zip(candidates, ranks, strict=True) if not any(later(other, own) for other in ranks)
    ] or list(candidates)
    for narrower in (_named_alike(report, last, spec), _nearest(report, last)):
        if _one(last):
            break
        last = narrower(last) if callable(narrower) else narrower
    return last[0] if _one(last) else None


def _one(candidates: Sequence[Sketch]) -> bool:
    return all(same_content(candidates[0], one) for one in candidates[1:])


def same_content(one: Sketch, other: Sketch) -> bool:
    """Whether two files hold one report: the same bytes, the same words, or all but the same with the same figures."""
    if one.document.sha256 == other.document.sha256:
        return True
    words, figures = _content(one.document)
    other_words, other_figures = _content(other.document)
    if not words or words == other_words:
        return bool(words)
    # A report and its print: page numbers and breaks stand between the same words.
    alike = bool(one.signature and other.signature) and estimate(one.signature, other.signature) >= SAME_TEXT
    return alike and len(figures) >= FIGURES and figures == other_figures


def _content(document: Document) -> tuple[str, tuple[str, ...]]:
    """The words without marks and spaces, and the figures of the tables in order."""
    words: list[str] = []
    figures: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            words.append(_BETWEEN.sub("", comparable(block.text.string).string))
        elif isinstance(block, Table):
            cells = [_BETWEEN.sub("", comparable(cell.text.string).string) for cell in block.cells]
            words += cells
            figures += [cell for cell in cells if cell.isdigit()]
    return "".join(words), tuple(figures)


def _named_alike(report: Sketch, candidates: Sequence[Sketch], spec: VersionSpec) -> list[Sketch]:
    """Those whose file has the mark that the report's own has, where each of them has a mark: 教育局甲, 教育局乙.

    A mark is what is left of a name without what all of them have; where one has none, the marks may tell of versions.
    """
    names = [peculiar(PurePath(one.document.path).stem, spec) for one in candidates]
    own = peculiar(PurePath(report.document.path).stem, spec)
    front = len(_common(names))
    back = len(_common([name[front:][::-1] for name in names]))
    marks = [name[front : len(name) - back] for name in names]
    mark = own[front : len(own) - back] if own.startswith(names[0][:front]) else ""
    if not all(marks) or mark not in marks:
        return list(candidates)
    return [one for one, said in zip(candidates, marks, strict=True) if said == mark]


def _common(names: Sequence[str]) -> str:
    """What all names begin with."""
    least, most = min(names), max(names)
    return least[: next((at for at, (a, b) in enumerate(zip(least, most, strict=False)) if a != b), len(least))]


def _nearest(report: Sketch, candidates: Sequence[Sketch]) -> list[Sketch]:
    least = min(apart(report, one) for one in candidates)
    return [one for one in candidates if apart(report, one) == least]


def apart(one: Sketch, other: Sketch) -> int:
    """How far apart two documents lie: of several versions, the one in the same folder belongs to a report."""
    a, b = (_folders(sketch) for sketch in (one, other))
    common = sum(1 for x, y in zip(a, b, strict=False) if x == y)
    return len(a) + len(b) - 2 * common


def _folders(sketch: Sketch) -> list[str]:
    """The folders with their years left out: 2021 and 2022 are no further apart than the same folder."""
    return [_YEAR.sub("", part) for part in PurePath(sketch.document.path).parent.parts]


def peculiar(name: str, spec: VersionSpec) -> str:
    """A name without years, versions and the words that all names have."""
    left = _YEAR.sub("", plain(name))
    for pattern in spec.numbers:
        left = compiled(pattern).sub("", left)
    for word in sorted((*spec.usual, *spec.drafts, *spec.finals), key=len, reverse=True):
        left = left.replace(word, "")
    return _BETWEEN.sub("", left)


def plain(name: str) -> str:
    """A name in small letters and half width; what stands apart stays apart."""
    return " ".join(comparable(word).string.lower() for word in name.split())
