"""Particulars without a label, in brackets with one of their group: 请与…联系（长安路1号，741600，0938-5522671）."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from checker.pack.model import FieldSpec
from checker.reading.fields import FieldValue, value_at
from checker.reading.reading import Passage, Reading
from checker.text.patterns import compiled

_ITEM = re.compile(r"[^,;、/。]+")


def unlabelled(reading: Reading, found: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """The particulars that no label stands before, by name: the one item in such brackets that is well formed."""
    specs = reading.form.spec.fields if reading.form is not None else {}
    made: dict[str, FieldValue] = {}
    for name, spec in specs.items():
        if not spec.group or not spec.valid or name in found:
            continue
        mates = [value for mate, value in found.items() if specs[mate].group == spec.group]
        items = [item for mate in mates for item in _items(mate.passage, mate.at, spec)]
        if len({(one.spot, at) for one, at in items}) == 1:
            passage, (begin, end) = items[0]
            made[name] = value_at(passage, begin, end, spec)
    return made


def _items(passage: Passage, at: tuple[int, int], spec: FieldSpec) -> Iterator[tuple[Passage, tuple[int, int]]]:
    """The items that are a value, in the brackets around a range of a passage's text."""
    string, origin = passage.plain.string, passage.plain.origin
    place = bisect_left(origin, at[0])
    begin, end = string.rfind("(", 0, place) + 1, string.find(")", place)
    if begin and end >= 0 and ")" not in string[begin:place]:
        for item in _ITEM.finditer(string, begin, end):
            if compiled(spec.valid).fullmatch(item.group().lower()):
                yield passage, item.span()
