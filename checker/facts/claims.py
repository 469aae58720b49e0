"""Claims: what the text says of a figure that a table gives as well."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.facts.context import Passage, Reading
from checker.facts.fields import sentences
from checker.facts.figures import Figure, look_up
from checker.normalize import Comparable, comparable
from checker.numerals import Number, numbers
from checker.packmodel import ClaimSpec
from checker.patterns import compiled, span
from checker.rulepack import Pack

NUMBER = r"(?P<n>[0-9][0-9,.]*[万亿千]?[余多]?|[零〇一二三四五六七八九十百千万亿两]+[余多]?)"
"""What {n} stands for in a pattern."""


def extract(reading: Reading) -> Iterator[Fact]:
    """A `claim` fact for each statement of the text about a figure, with the figure of the table beside it."""
    form = reading.tables_form
    if form is None or reading.form is None:
        return
    claims = {**reading.form.spec.claims, **form.spec.claims}
    if not claims:
        return
    for passage in reading.passages:
        if passage.cell is not None or passage.part != "body":
            continue
        section = reading.section_at(passage.spot)
        before = ""
        for begin, end in sentences(passage.text.string):
            plain = comparable(passage.text.string[begin:end])
            for name, spec in claims.items():
                if spec.sections and section not in spec.sections:
                    continue
                if spec.within and not _any(spec.within, before + plain.string):
                    continue
                if _any(spec.not_, plain.string):
                    continue
                yield from _claims(reading, name, spec, passage, begin, plain)
            before = plain.string


def _any(patterns: list[str], string: str) -> bool:
    return any(compiled(pattern).search(string) for pattern in patterns)


def _claims(reading: Reading, name: str, spec: ClaimSpec, passage: Passage, offset: int, plain: Comparable) -> Iterator[Fact]:
    for pattern in spec.says:
        for match in compiled(pattern.replace("{n}", NUMBER)).finditer(plain.string):
            low, high = plain.back(*span(match, "n"))
            said = _number(passage.text.string, offset + low)
            if said is not None and not said.ordinal:
                yield _fact(reading, name, spec, passage, (offset + low, offset + high), "number", said)
    for kind, patterns in (("none", spec.none), ("all", spec.all)):
        for pattern in patterns:
            for match in compiled(pattern).finditer(plain.string):
                low, high = plain.back(*match.span())
                yield _fact(reading, name, spec, passage, (offset + low, offset + high), kind, None)


def _number(text: str, at: int) -> Number | None:
    """The number that begins at an offset, as the whole text has it."""
    window = max(at - 12, 0)
    found = numbers(text[window : at + 40])
    return next((number for number in found if number.start + window <= at < number.end + window), None)


def _fact(
    reading: Reading, name: str, spec: ClaimSpec, passage: Passage, at: tuple[int, int], kind: str, said: Number | None
) -> Fact:
    names = [spec.is_] if isinstance(spec.is_, str) else spec.is_
    figures = [look_up(reading, one) for one in names]
    stated: Value = said.value if said is not None else 0
    whole = look_up(reading, spec.of) if kind == "all" else None
    if whole is not None:
        stated = whole.value
    chosen, holds = _best(figures, stated)
    place = reading.document.locate(passage.block, at[0], at[1], passage.cell, section=reading.section_at(passage.spot))
    values: dict[str, Value] = {
        **reading.common(),
        "form": reading.tables_form.id if reading.tables_form else Unknown("absent"),
        "claim": name,
        "title": spec.title,
        "says": kind,
        "said": stated if not isinstance(stated, Decimal) or stated != int(stated) else int(stated),
        "figure": chosen.value,
        "approximate": bool(said and said.approximate),
        "holds": holds,
        "text": passage.text.string[at[0] : at[1]],
    }
    places: dict[str, Location] = {"said": place, "text": place, "holds": place}
    operands = (*chosen.places, *(whole.places if whole else ()))
    if operands:
        places["figure"] = operands[0]
    for index, operand in enumerate(operands[1:], 2):
        places[f"figure_{index}"] = operand
    return Fact("claim", reading.role, reading.document.path, values, place, places, {"claim": spec.title})


def _best(figures: list[Figure], stated: Value) -> tuple[Figure, Value]:
    """The figure that the claim means: the one that agrees, else the first; and whether any agrees."""
    known = [figure for figure in figures if not isinstance(figure.value, Unknown)]
    for figure in known:
        if figure.value == stated:
            return figure, True
    if isinstance(stated, Unknown) or len(known) < len(figures):
        first = next((figure for figure in figures if figure.places), figures[0])
        return first, Unknown("absent") if not isinstance(stated, Unknown) else stated
    return known[0], False


def schema(pack: Pack) -> dict[str, Schema]:
    """The kind `claim`."""
    return {
        "claim": Schema("what the text says of a figure", {
            "claim": "string", "title": "string", "says": "string", "said": "number", "figure": "number",
            "approximate": "boolean", "holds": "boolean", "text": "string",
        }),
    }  # fmt: skip
