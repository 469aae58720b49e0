"""Particulars of a form found in the text: after a label, or near a word; and whether they are well formed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from checker.document import Location
from checker.pack.model import FieldSpec
from checker.reading.reading import END, Passage, Reading, Spot
from checker.record import dataclass
from checker.text.dates import broken_dates, spanned
from checker.text.normalize import comparable
from checker.text.numerals import Number, Period, WrittenDate, dates, numbers, periods
from checker.text.patterns import compiled
from checker.text.sentences import sentences

_Written = TypeVar("_Written", WrittenDate, Number)
_BETWEEN = r"(?:\([^()]{1,12}\))?(?:号码|为|是|如下|[上中里])?[:;,]?(?:为|是)?[<\"']?"
_UP_TO = re.compile(r"截[至止]到?\s{0,2}$")
_NAMED = re.compile(r"[^,。;:()]{0,8}:?")
"""What stands before a value in a line that has nothing else."""
SIGNED_LINE = 30
"""Characters of a line that is a date of signature: the date, perhaps the organ, brackets."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A particular as found. `start` and `end` are dates of a period; `valid` is whether it is well formed."""

    text: str
    passage: Passage
    at: tuple[int, int]
    """Range of the original text of the passage."""
    valid: bool = True
    start: date | None = None
    end: date | None = None
    ranged: bool = False
    """A period with both of its ends written."""
    number: int | Decimal | None = None
    unit: str = ""


def read_field(reading: Reading, name: str) -> FieldValue | None:
    """The particular of that name, looked for in the text; None where it is not there."""
    assert reading.form is not None
    spec = reading.form.spec.fields[name]
    by_read = {"period": _period, "date": _labelled_date if spec.label else _signed, "number": _labelled_number}
    finder = by_read.get(spec.read, _labelled)
    return finder(reading, name, spec)


def read_fields(reading: Reading) -> dict[str, FieldValue]:
    """Every particular of the form that is there."""
    names = reading.form.spec.fields if reading.form is not None else ()
    return {name: value for name in names if (value := read_field(reading, name)) is not None}


def _texts(reading: Reading, spec: FieldSpec) -> Iterator[Passage]:
    """Where a particular may stand: the named sections, else the preamble first and then the rest."""
    if spec.sections:
        for section in spec.sections:
            yield from reading.within(section)
        return
    yield from reading.passages


def _labelled(reading: Reading, name: str, spec: FieldSpec) -> FieldValue | None:
    """The value after one of the labels; the first well-formed one, else the first."""
    first: FieldValue | None = None
    own = _own_labels(reading, name)
    for passage in _holding(reading, spec, own):
        string = passage.plain.string.lower()
        for holder, begin in _after_labels(reading, name, passage, string):
            string = holder.plain.string.lower()
            match = _match(spec, string, begin)
            if match is None:
                continue
            found = value_at(holder, match.start(), match.end(), spec)
            if found.valid:
                return found
            first = first or found
    return (_anywhere(reading, spec) if spec.anywhere and spec.valid else None) or first


def _anywhere(reading: Reading, spec: FieldSpec) -> FieldValue | None:
    """What is well formed, wherever; what the text says goes before the line of a page that is a name and the value
    (原文链接：https://…)."""
    alone: FieldValue | None = None
    for passage in _texts(reading, spec):
        string = passage.plain.string
        at = (_in_cell if passage.cell is not None else _search)(spec.valid, string)
        if at is not None:
            found = value_at(passage, *at, spec)
            if at[1] < len(string) or not _NAMED.fullmatch(string, 0, at[0]):
                return found
            alone = alone or found
    return alone


def _search(pattern: str, text: str) -> tuple[int, int] | None:
    """Where a text first says what a pattern asks for."""
    match = compiled(pattern).search(text.lower())
    return match.span() if match else None


_in_cell = lru_cache(maxsize=4096)(_search)
"""The same in a cell: cells say the same few things many times."""


def _holding(reading: Reading, spec: FieldSpec, words: Sequence[str]) -> Iterator[Passage]:
    """Those of the texts in which one of the words stands."""
    if spec.sections:
        for passage in _texts(reading, spec):
            string = passage.plain.string.lower()
            if any(word in string for word in words):
                yield passage
        return
    whole, starts = reading.lowered
    places: set[int] = set()
    for word in words:
        at = whole.find(word)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            places.add(place)
            at = whole.find(word, starts[place + 1] if place + 1 < len(starts) else len(whole))
    yield from (reading.passages[place] for place in sorted(places))


def _own_labels(reading: Reading, name: str) -> tuple[str, ...]:
    """The labels of a field: a text without any of them is not looked at."""
    labels = reading.form.field_labels if reading.form is not None else ()
    return tuple(word for word, owner in labels if owner == name)


_OPENING = ("(", "<", '"')
_REST = "[^;。]+"
"""What is taken where a form does not say it: the rest of the line, or of the sentence."""


def _match(spec: FieldSpec, string: str, begin: int) -> Any:
    """The value there, or within the bracket that opens there; None where none begins."""
    for at in (begin, begin + 1) if string[begin : begin + 1] in _OPENING else (begin,):
        match = compiled(spec.value or _REST).match(string, at)
        if match is not None and match.end() > at:
            return match
    return None


def _after_labels(reading: Reading, name: str, passage: Passage, string: str) -> Iterator[tuple[Passage, int]]:
    """Where values of the field may begin: after its label, in the next cell where the label fills its own."""
    for label_end in _label_ends(reading, name, string):
        opens = string[label_end : label_end + 1] in _OPENING
        if (
            opens
            and string[label_end + 1 : label_end + 2].isascii()
            and string[label_end + 1 : label_end + 2].isalnum()
        ):
            yield passage, label_end  # 门户网站(abc.gov.cn): the value itself stands in the bracket
        skip = compiled(_BETWEEN).match(string, label_end)
        begin = skip.end() if skip else label_end
        following = _next_cell(reading, passage) if begin == len(string) and passage.cell is not None else None
        yield (following, 0) if following is not None else (passage, begin)


def _next_cell(reading: Reading, passage: Passage) -> Passage | None:
    """The cell after this one in its row."""
    at = reading.order[passage.block, passage.cell] + 1
    following = reading.passages[at] if at < len(reading.passages) else None
    if following is None or following.cell is None or passage.cell is None:
        return None
    same_row = following.block == passage.block and following.cell[0] == passage.cell[0]
    return following if same_row else None


def _labelled_date(reading: Reading, name: str, spec: FieldSpec) -> FieldValue | None:
    """The day that stands right after one of the labels."""
    for holder, offset, day in _behind_labels(reading, name, spec, lambda text: broken_dates(text) or dates(text)):
        at = (offset + day.start, offset + day.end)
        return FieldValue(holder.text.string[slice(*at)], holder, at, day.value is not None, day.value, day.value)
    return None


def _labelled_number(reading: Reading, name: str, spec: FieldSpec) -> FieldValue | None:
    """The number that stands right after one of the labels, with its unit."""
    for holder, offset, one in _behind_labels(reading, name, spec, numbers):
        at = (offset + one.start, offset + one.end)
        return FieldValue(holder.text.string[slice(*at)], holder, at, True, number=one.value, unit=one.unit)
    return None


def _behind_labels(
    reading: Reading, name: str, spec: FieldSpec, read: Callable[[str], Sequence[_Written]]
) -> Iterator[tuple[Passage, int, _Written]]:
    """What stands right after a label of the field: where, the offset that it counts from in the text there, and it."""
    for passage in _holding(reading, spec, _own_labels(reading, name)):
        for holder, begin in _after_labels(reading, name, passage, passage.plain.string.lower()):
            offset = holder.plain.back(begin, begin)[0]
            first = next((one for one in read(holder.text.string[offset:]) if one.start <= 2), None)
            if first is not None:
                yield holder, offset, first


def value_at(passage: Passage, begin: int, end: int, spec: FieldSpec) -> FieldValue:
    """The particular that stands at a range of a passage's comparable text."""
    word = passage.plain.string[begin:end]
    valid = not spec.valid or compiled(spec.valid).fullmatch(word.lower()) is not None
    at = passage.plain.back(begin, end)
    return FieldValue(passage.text.string[at[0] : at[1]].strip(), passage, at, valid)


def _label_ends(reading: Reading, name: str, string: str) -> list[int]:
    """Where labels of the field end. A label inside a longer one of another field is none of its own."""
    labels = reading.form.field_labels if reading.form is not None else ()
    taken: list[tuple[int, int, str]] = []
    for word, owner in labels:
        at = string.find(word)
        while at >= 0:
            taken.append((at, at + len(word), owner))
            at = string.find(word, at + 1)
    ends = []
    for begin, end, owner in sorted(taken):
        inside = any(other <= begin and end <= stop and (other, stop) != (begin, end) for other, stop, _ in taken)
        if owner == name and not inside:
            ends.append(end)
    return ends


def _period(reading: Reading, name: str, spec: FieldSpec) -> FieldValue | None:
    """A period in a sentence that has one of the words; else the first period before the first section, or the whole of
    the document's year where any sentence names it by its days: what a document counts over it has then said."""
    words = [comparable(word, fold_case=True).string for word in spec.near]
    told: FieldValue | None = None
    for passage in _texts(reading, spec):
        folded = passage.plain.string.lower()
        if not any(word in folded for word in words):
            continue
        string = passage.text.string
        for begin, end in sentences(string):
            plain = comparable(string[begin:end], fold_case=True).string
            if not any(word in plain for word in words):
                continue
            for period in _periods(string[begin:end]):
                return _ranged(period, passage, (begin + period.start_offset, begin + period.end_offset))
            told = told or _point(passage, begin, string[begin:end], words)
    if told is not None:
        return told
    for passage in reading.within("preamble") if reading.sections else ():
        for begin, end in sentences(passage.text.string):
            for period in _periods(passage.text.string[begin:end]):
                return _ranged(period, passage, (begin + period.start_offset, begin + period.end_offset))
    return _own_year(reading) if reading.sections else None


def _periods(sentence: str) -> list[Period]:
    """The periods that a sentence tells, else the one between its two days, else from or up to one day only."""
    found, whole = periods(sentence), spanned(sentence)
    if whole is not None and not any(one.first is not None and one.last is not None for one in found):
        return [whole]
    return found


def _own_year(reading: Reading) -> FieldValue | None:
    year = reading.identity.year
    if year is None:
        return None
    for passage in reading.passages:
        if passage.cell is None and str(year) in passage.plain.string:
            string = passage.text.string
            for begin, end in sentences(string):
                for period in _periods(string[begin:end]):
                    days = period.first is not None and period.first.day is not None
                    if days and (period.start, period.end) == (date(year, 1, 1), date(year, 12, 31)):
                        return _ranged(period, passage, (begin + period.start_offset, begin + period.end_offset))
    return None


def _point(passage: Passage, offset: int, sentence: str, words: list[str]) -> FieldValue | None:
    """The date after the word, else the first, where a period belongs; a year alone is meant whole."""
    written = dates(sentence)
    if not written:
        return None
    plain = comparable(sentence, fold_case=True)
    after = max(plain.origin[plain.string.find(word)] for word in words if word in plain.string)
    day = next((one for one in written if one.start > after), written[0])
    at = (offset + day.start, offset + day.end)
    text = passage.text.string[at[0] : at[1]]
    whole = day.year is not None and day.month is None and day.day is None and day.start > after
    if whole and day.year is not None and not _UP_TO.search(sentence[: day.start]):
        return FieldValue(text, passage, at, True, date(day.year, 1, 1), date(day.year, 12, 31), True)
    return FieldValue(text, passage, at, False)


def _ranged(period: Period, passage: Passage, at: tuple[int, int]) -> FieldValue:
    both = period.first is not None and period.last is not None
    return FieldValue(period.text, passage, at, True, period.start, period.end, both)


def _signed(reading: Reading, name: str, spec: FieldSpec) -> FieldValue | None:
    """The date under the text, or under the title: a line that is little more than a date; the last one counts. A note
    at the foot, which may stand below it, has none, nor has what says up to when something was counted."""
    found: FieldValue | None = None
    top = reading.preamble_end if reading.sections else END
    passages = [passage for passage in reading.passages if passage.part != "footnote"]
    last = passages[-1].spot.block if passages else 0
    for passage in passages:
        string = passage.text.string
        near_end = passage.spot.block >= last - 8
        if passage.cell is not None or len(passage.plain.string) > SIGNED_LINE or not (passage.spot < top or near_end):
            continue
        written = dates(string)
        if (
            len(written) == 1
            and written[0].value is not None
            and len(passage.plain.string) - (written[0].end - written[0].start) <= 18
            and not _UP_TO.search(string[: written[0].start])
        ):
            day = written[0]
            value = FieldValue(string[day.start : day.end], passage, (day.start, day.end), True, day.value, day.value)
            if found is None or near_end:
                found = value
    return found


def signature_spots(reading: Reading) -> set[Spot]:
    """Where the date of signature stands and the issuer's name above it: lines under the text, in no section."""
    spots: set[Spot] = set()
    organ = comparable(reading.identity.organ or "").string
    for name, spec in reading.form.spec.fields.items() if reading.form else ():
        signed = reading.fields.get(name) if spec.read == "date" else None
        if signed is None:
            continue
        spots.add(signed.passage.spot)
        at = reading.order[signed.passage.block, signed.passage.cell]
        for before in reading.passages[max(at - 2, 0) : at]:
            line = before.plain.string
            if line and organ and len(line) <= SIGNED_LINE and (line in organ or organ in line):
                spots.add(before.spot)
    return spots


def place_of(reading: Reading, value: FieldValue) -> Location:
    """Where a particular stands."""
    return reading.document.locate(
        value.passage.block, *value.at, value.passage.cell, section=reading.section_at(value.passage.spot)
    )
