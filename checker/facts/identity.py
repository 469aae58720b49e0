"""What a document is called, of whom and of which year it is, by the witnesses that the pack names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from checker.digits import DIGITS
from checker.document import Document
from checker.facts.context import Identity, Passage, Reading
from checker.facts.fields import read_field
from checker.normalize import comparable
from checker.packmodel import DocumentSpec
from checker.patterns import compiled
from checker.rulepack import Pack

TITLE_LINES = 12
"""How many texts from the top may be, or be part of, the title; a cover page has few."""
_DASHED = re.compile(r"^[-—_\s]*|[-—_\s]*$")


def year_of(word: str) -> int | None:
    """A year in Arabic or Chinese digits; None for anything else."""
    digits = "".join(
        str(DIGITS[character]) if character in DIGITS else character for character in word.replace("o", "0")
    )
    return int(digits) if digits.isdigit() and len(digits) == 4 else None


def find_title(document: Document, spec: DocumentSpec, passages: tuple[Passage, ...]) -> Identity | None:
    """The title by the patterns of the pack: a line near the top, or up to three lines together."""
    top = [passage for passage in passages[: TITLE_LINES * 3] if passage.cell is None or passage.spot.block == 0][
        :TITLE_LINES
    ]
    top = [passage for passage in top if len(passage.plain.string) <= 80 and passage.plain.string]
    for index, passage in enumerate(top):
        for count in (3, 2, 1):
            lines = top[index : index + count]
            found = _title("".join(line.plain.string for line in lines), spec) if len(lines) == count else None
            if found is not None and (count == 1 or _title(passage.plain.string, spec) is None):
                strings = [line.text.string.strip() for line in lines]
                shown = (" " if all(map(str.isascii, strings)) else "").join(strings)
                last = lines[-1]
                at = document.locate(last.block, 0, len(last.text.string), last.cell, section="preamble")
                organ = _spaced(found.organ, [line.text.string for line in lines]) if found.organ else None
                return replace(found, organ=organ, title=shown, title_at=at)
    stated = document.properties.get("title", "")
    found = _title(comparable(re.split(r"[|_]| - ", stated)[0]).string, spec) if stated else None
    return replace(found, title=stated) if found else None


def _spaced(organ: str, texts: list[str]) -> str:
    """A name in letters with the spaces that it has in the document; comparable text has none."""
    if not organ.isascii():
        return organ
    loose = re.compile(r"\s*".join(map(re.escape, organ)))
    found = next((match for text in texts for match in [loose.search(text)] if match), None)
    return " ".join(found.group().split()) if found else organ


def _title(line: str, spec: DocumentSpec) -> Identity | None:
    for pattern in spec.titles:
        match = compiled(pattern).search(line)
        if match:
            groups = match.groupdict()
            organ = groups.get("organ") or groups.get("organ2") or None
            return Identity(
                organ=_DASHED.sub("", organ) if organ else None,
                year=year_of(groups.get("year") or ""),
                year_from="title",
            )
    return None


def identify(reading: Reading, pack: Pack) -> Identity:
    """Title, organ, level and year; a later witness is heard only where the ones before say nothing."""
    spec = pack.spec.documents[reading.role]
    found = find_title(reading.document, spec, reading.passages) or Identity()
    year, year_from = (found.year, "title") if found.year else (None, None)
    for witness in spec.years if year is None else ():
        if witness.field and reading.form is not None:
            value = read_field(reading, witness.field)
            start = value.start if value else None
            year, year_from = (start.year, "period") if start else (None, None)
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
    organ = found.organ or _organ(reading, spec)
    return replace(found, organ=organ, level=level_of(organ, pack), year=year, year_from=year_from)


def _organ(reading: Reading, spec: DocumentSpec) -> str | None:
    """The issuer where the title names none."""
    for pattern in spec.organs:
        for section in ("preamble", *(span.id for span in reading.sections[-1:])):
            for passage in reading.within(section):
                match = compiled(pattern).search(passage.plain.string)
                if match:
                    return _spaced(str(match.group("organ")), [passage.text.string])
    return None


def level_of(organ: str | None, pack: Pack) -> str | None:
    """The level of an issuer by its name; None where no pattern of the pack knows it."""
    if organ is None:
        return None
    for level in pack.spec.levels:
        if any(compiled(pattern).search(comparable(organ).string) for pattern in level.names):
            return level.id
    return None
