"""What a document is called, of whom and of which year it is, by the witnesses that the pack names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checker.document import Document
from checker.pack.model import DocumentSpec, IssuerSpec
from checker.pack.pack import Pack
from checker.reading.fields import read_field
from checker.reading.headings import lines
from checker.reading.issuer import find_issuer, former_names, spaced
from checker.reading.named import bounds, level_of, nobody
from checker.reading.reading import Identity, Passage, Reading
from checker.record import dataclass
from checker.text.digits import DIGITS
from checker.text.normalize import comparable
from checker.text.patterns import compiled, possible, span

TITLE_LINES = 16
"""How many texts from the top may be, or be part of, the title; a cover page has few."""
LONGEST = 80
"""Characters of a line that may be a title."""
_BELOW = 2
"""Lines below a title without its organ among which the whole one may stand."""
_BAR = "|"
_TWICE = 8
"""Characters, at least, of a title that stands twice in a line: 年报年报 is a slip."""
_REST = re.compile(r"[-/.][0-9]|[〕】\])]")
_DASHED = re.compile(r"^[-—_\s]*|[-—_\s]*$")


def year_of(word: str) -> int | None:
    """A year in Arabic or Chinese digits; None for anything else."""
    digits = "".join(
        str(DIGITS[character]) if character in DIGITS else character for character in word.replace("o", "0")
    )
    return int(digits) if digits.isdigit() and len(digits) == 4 else None


def top_passages(passages: tuple[Passage, ...]) -> tuple[Sequence[Passage], ...]:
    """The texts near the top of a document among which its title stands: first without what stands in the index table
    of a page behind a label (组配分类：), which is its title only where nothing else is."""
    near = passages[: TITLE_LINES * 3]
    lone = [one for one in near if one.plain.string and one.cell is None][:TITLE_LINES]
    framed = [one for one in near if one.plain.string and one.cell is not None and one.spot.block == 0][:TITLE_LINES]
    values = {one.spot for before, one in pairwise(framed) if _labels(before, one)}
    ranked = sorted((*lone, *framed), key=lambda one: one.spot)
    return ([one for one in ranked if one.spot not in values], ranked) if values else (ranked,)


def find_title(document: Document, pack: Pack, role: str, tops: Sequence[Sequence[Passage]]) -> Identity | None:
    """The title by the patterns of the pack: a line near the top, or up to three lines together."""
    spec = pack.spec.documents[role]
    # The banner of a web page says whose the site is.
    site = comparable(document.properties.get("site", "")).string
    for top in tops:
        texts = [line for passage in top for line in _lines(passage, spec.labels) if line.plain != site]
        best = _best(texts[: TITLE_LINES * 3], spec, pack)
        if best is not None:
            return _shown(document, *best)
    stated = document.properties.get("title", "")
    found = _title(comparable(re.split(r"[|_]| - ", stated)[0]).string, spec, pack.spec.issuers) if stated else None
    return replace(found, title=stated) if found else None


def _labels(before: Passage, one: Passage) -> bool:
    """Whether a cell of a table labels the one after it."""
    return _in_one_row(before, one) and before.plain.string.endswith(":")


def _in_one_row(one: Passage, other: Passage) -> bool:
    """Whether two passages are cells of one row of a table."""
    return one.cell is not None and other.cell is not None and one.block == other.block and one.cell[0] == other.cell[0]


def _best(texts: Sequence[_Line], spec: DocumentSpec, pack: Pack) -> tuple[Sequence[_Line], Identity] | None:
    """The first title among some lines, or one below it that tells more."""
    best: tuple[Sequence[_Line], Identity] | None = None
    first = 0
    for index in range(len(texts)):
        chosen = _chosen(_together(texts, index), spec, pack)
        if chosen is not None and best is None:
            best, first = chosen, index
        elif chosen is not None and best is not None and _fuller(chosen[1], best[1]):
            best = chosen
        told = (bool(best[1].organ), bool(best[1].year)) if best is not None else None
        # A title without its organ may stand once more, with it, in the lines below.
        if told in ((True, True), (False, False)) or (told == (False, True) and index >= first + _BELOW):
            break
        # A name without a year may be the column of a web page (乡镇信息公开年度报告); a line with both is the title.
    return best


def _shown(document: Document, some: Sequence[_Line], title: Identity) -> Identity:
    """A title as it stands in the document, and where."""
    strings = [line.string.strip() for line in some]
    shown = (" " if all(map(str.isascii, strings)) else "").join(strings)
    last = some[-1]
    at = document.locate(last.passage.block, last.start, last.end, last.passage.cell, section="preamble")
    organ = spaced(title.organ, [line.string for line in some]) if title.organ else None
    return replace(title, organ=organ, title=shown, title_at=at)


def titles(passages: Sequence[Passage], spec: DocumentSpec, pack: Pack) -> Iterator[tuple[Passage, Identity]]:
    """The titles among some passages that tell whose they are or of which year, each with the passage it begins in."""
    texts = [line for passage in passages if passage.cell is None for line in _lines(passage, spec.labels)]
    for index in range(len(texts)):
        chosen = _chosen(_together(texts, index), spec, pack)
        if chosen is not None and (chosen[1].organ or chosen[1].year):
            yield chosen[0][0].passage, replace(chosen[1], title="".join(line.string.strip() for line in chosen[0]))


def _fuller(one: Identity, before: Identity) -> bool:
    """Whether a title tells organ and year, and no other year than the one before it."""
    return bool(one.organ and one.year) and before.year in (None, one.year)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a passage: its comparable text, and its range of the text as it stands."""

    passage: Passage
    plain: str
    start: int
    end: int
    labelled: bool = False
    """Whether the label of an information card stands before it, with which no title goes on."""

    @property
    def string(self) -> str:
        return self.passage.text.string[self.start : self.end]


def _together(texts: Sequence[_Line], index: int) -> Sequence[_Line]:
    """Up to three lines from one on, as far as they may be of one title."""
    last = min(index + 3, len(texts))
    return texts[index : next((at for at in range(index + 1, last) if _parts(texts[at - 1], texts[at])), last)]


def _parts(before: _Line, line: _Line) -> bool:
    """Whether a title ends between two lines: before a label, and between the cells of a row (是 | 标题 | 2023年…)."""
    one, other = before.passage, line.passage
    return line.labelled or (one is not other and _in_one_row(one, other))


def _lines(passage: Passage, label: str) -> list[_Line]:
    """The lines of a passage that are short enough to be a title, each behind the label that it may begin with."""
    string = passage.plain.string
    if "\n" not in passage.text.string and _BAR not in string:
        ranges = [(0, _once(string, 0, len(string)))]
    else:
        ranges = [part for low, high in lines(passage) for part in _between_bars(string, low, high)]
    return [_line(passage, low, high, label) for low, high in ranges if 0 < high - low <= LONGEST]


def _line(passage: Passage, low: int, high: int, label: str) -> _Line:
    """A range of a passage as a line, behind its label. A line that is a whole passage keeps what stands round it."""
    plain, whole = passage.plain, passage.text.string
    match = compiled(label).match(plain.string[low:high]) if label else None
    begin = low + match.end() if match else low
    start, end = plain.back(begin, high)
    if "\n" not in whole:
        start, end = start if begin else 0, end if high < len(plain.string) else len(whole)
    return _Line(passage, plain.string[begin:high], start, end, match is not None)


def _between_bars(string: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The parts of a line that the frames of a page left bars between."""
    while low < high:
        bar = string.find(_BAR, low, high)
        end = high if bar < 0 else bar
        if low < end:
            yield low, _once(string, low, end)
        low = end + 1


def _once(string: str, low: int, high: int) -> int:
    """Where a title ends that a page shows twice in one line; `high` where it stands there once."""
    half = (low + high) // 2
    return half if half - low >= _TWICE and string[low:half] == string[half:high] else high


def _chosen(some: Sequence[_Line], spec: DocumentSpec, pack: Pack) -> tuple[Sequence[_Line], Identity] | None:
    """The fewest lines from the first on that tell of whom and of which year, else the most that are a title at all.

    Lines that tell both by themselves need none before them (附件2, the head of a page), unless that leads on to them.
    """
    made = [(some[:count], _joined(some[:count], spec, pack)) for count in range(1, len(some) + 1)]
    titles = [(lines_of, found) for lines_of, found in made if found is not None]
    if not titles:
        return None
    chosen = next((one for one in titles if one[1].organ and one[1].year), titles[-1])
    for count in range(len(chosen[0]) - 1, 0, -1):
        before, rest = chosen[0][count - 1], chosen[0][count:]
        alone = _joined(rest, spec, pack)
        if alone is None or not (alone.organ and alone.year) or nobody(alone.organ, pack):
            continue
        if not _leads_on(before.plain, alone.organ, pack.spec.issuers):
            return rest, alone
    return chosen


def _leads_on(line: str, organ: str, issuers: IssuerSpec) -> bool:
    """Whether a name that begins in one line goes on as `organ` in the next: 云泽市 | 水务局, 民政和 | 司法局."""
    if organ.startswith(line):
        return False
    signs = [sign for level in issuers.places for sign in level]
    bare = any(organ == ending for ending in issuers.endings)
    return line.endswith((*signs, *issuers.linking)) or (bare and line.endswith(tuple(issuers.fillers)))


def _joined(some: Sequence[_Line], spec: DocumentSpec, pack: Pack) -> Identity | None:
    return _title("".join(line.plain for line in some), spec, pack.spec.issuers)


def _title(line: str, spec: DocumentSpec, issuers: IssuerSpec) -> Identity | None:
    for pattern in possible(spec.titles, line):
        match = pattern.search(line)
        groups = match.groupdict() if match else {}
        if match and not any(_of_a_number(groups.get(name) or "") for name in ("organ", "organ2")):
            told = (span(match, name) for name in ("organ", "organ2") if groups.get(name))
            begin, end = next(told, (0, 0))
            begin, end = bounds(line, begin, end, issuers) if end > begin else (0, 0)
            organ = line[begin:end] if end > begin else None
            return Identity(
                organ=_DASHED.sub("", organ) if organ else None,
                year=year_of(groups.get("year") or ""),
                year_from="title",
            )
    return None


def _of_a_number(name: str) -> bool:
    """Whether what stands where a title has its organ is the rest of a number or a date, whose year was taken for that
    of the title: 014178686/2022-00004 above 政府信息公开年报."""
    return bool(name) and (_REST.match(name) is not None or not any(map(str.isalpha, name)))


def identify(reading: Reading, pack: Pack, title: Identity | None) -> Identity:
    """Title, organ, level and year; a later witness is heard only where the ones before say nothing."""
    spec = pack.spec.documents[reading.role]
    found = title or Identity()
    year, year_from = (found.year, "title") if found.year else (None, None)
    for witness in spec.years if year is None else ():
        if witness.field and reading.form is not None:
            value = read_field(reading, witness.field)
            day = (value.end if witness.of == "end" else value.start or value.end) if value else None
            year, year_from = (day.year, "period") if day else (None, None)
        elif witness.says:
            said: Counter[int] = Counter()
            for section in witness.in_:
                for passage in reading.within(section):
                    for match in compiled(witness.says).finditer(passage.plain.string):
                        named = year_of(match.group("year"))
                        if named:
                            said[named] += 1
            if said:
                year, year_from = said.most_common(1)[0][0], witness.in_[0]
        if year is not None:
            break
    issuer, other = find_issuer(reading, pack, found)
    return replace(
        found,
        organ=issuer.organ if issuer else None,
        organ_from=issuer.witness.from_ if issuer else None,
        organ_at=issuer.place if issuer else None,
        other_organ=other.organ if other else None,
        other_at=other.place if other else None,
        former=former_names(reading, pack),
        level=level_of(issuer.organ if issuer else None, pack),
        year=year,
        year_from=year_from,
    )
