"""Claims: what the text says of a figure that a table gives as well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.pack.model import ClaimSpec
from checker.pack.pack import Pack
from checker.reading.cellvalues import CONFIDENCE
from checker.reading.figures import Figure, look_up
from checker.reading.reading import Passage, Reading
from checker.text.normalize import Comparable, comparable
from checker.text.numerals import Number, numbers
from checker.text.patterns import compiled, span
from checker.text.sentences import sentences

NUMBER = r"(?P<n>[0-9][0-9,.]*[万亿千]?[余多]?|[零〇一二三四五六七八九十百千万亿两]+[余多]?)"
"""What {n} stands for in a pattern."""
GROWTH = (
    "^[^。;]{0,24}?(?:同比|与?(?:上年|去年|上一年度?|上年度)(?:同期)?相比|[较比](?:上年|去年|上一年度?|上年度)(?:同期)?)[^。;0-9]{0,6}?"
    "(?P<way>增长|增加|上升|提高|多|下降|减少|降低|少)了?(?P<by>[0-9][0-9,.]*(?:%|件|项|个|宗|份|次|条)?)"
)
"""What follows a number and says how it stands to last year's (RE2)."""
_WHEN = re.compile(r"(?P<own>本年度?|今年|全年)|(?P<last>上年度?|上一年度?|去年|往年)|(?P<year>(?:19|20)[0-9]{2})年")
"""Words that say of which year a clause speaks."""
_COMPARED = re.compile(r"[较比与同和]$")
_CARRIED = re.compile(r"度?的?(?:结转|遗留)|[0-9]{1,2}月|[^《》]*》")
"""After a year: it is not the year of the clause (a stock from then, a day, the name of a document)."""


def extract(reading: Reading) -> Iterator[Fact]:
    """A `claim` fact for each statement of the text about a figure, with the figure of the table beside it."""
    form = reading.tables_form
    if form is None or reading.form is None:
        return
    claims = {**reading.form.spec.claims, **form.spec.claims}
    if not claims:
        return
    titles = {entry.id: comparable(entry.title).string + "。" for entry in reading.form.spec.outline}
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
                if spec.within and not _any(spec.within, titles.get(section or "", "") + before + plain.string):
                    continue
                yield from _claims(reading, name, spec, passage, begin, plain)
            before = plain.string
    yield from _stated_figures(reading, claims)


def _stated_figures(reading: Reading, claims: Mapping[str, ClaimSpec]) -> Iterator[Fact]:
    """A `figure` fact for what each claim is about, so that another year's can be set beside it."""
    for name, spec in claims.items():
        first = [spec.is_] if isinstance(spec.is_, str) else spec.is_
        found = look_up(reading, first[0])
        place = found.places[0] if found.places else reading.point(None)
        values: dict[str, Value] = {**reading.common(), "claim": name, "title": spec.title, "value": found.value}
        yield Fact(
            "figure", reading.role, reading.document.path, values, place, {"value": place}, {"claim": spec.title}
        )


def _any(patterns: list[str], string: str) -> bool:
    return any(compiled(pattern).search(string) for pattern in patterns)


def _claims(
    reading: Reading, name: str, spec: ClaimSpec, passage: Passage, offset: int, plain: Comparable
) -> Iterator[Fact]:
    done: set[int] = set()
    for pattern in spec.says:
        for match in compiled(pattern.replace("{n}", NUMBER)).finditer(plain.string):
            at = span(match, "n")
            if at[0] in done or _of_another_year(reading, plain.string, match.start()):
                continue
            if _any(spec.not_, plain.string[: match.end()]):
                continue
            done.add(at[0])
            low, high = plain.back(*at)
            said = _number(passage.text.string, offset + low)
            if said is not None and not said.ordinal:
                yield _fact(reading, name, spec, passage, (offset + low, offset + high), "number", said)
                yield from _growth(reading, name, spec, passage, (offset + low, offset + high), said)
    for kind, patterns in (("none", spec.none), ("all", spec.all)):
        for pattern in patterns:
            for match in compiled(pattern).finditer(plain.string):
                if _of_another_year(reading, plain.string, match.start()):
                    continue
                if _any(spec.not_, plain.string[: match.end()]):
                    continue
                low, high = plain.back(*match.span())
                yield _fact(reading, name, spec, passage, (offset + low, offset + high), kind, None)


def _of_another_year(reading: Reading, string: str, at: int) -> bool:
    """Whether the last words before a statement that tell a year tell another than the report's."""
    told = None
    for match in _WHEN.finditer(string, 0, at):
        if not _COMPARED.search(string, 0, match.start()) and not _CARRIED.match(string, match.end()):
            told = match
    if told is None or told["own"]:
        return False
    year = reading.identity.year
    return bool(told["last"]) or (year is not None and int(told["year"]) != year)


def _growth(
    reading: Reading, name: str, spec: ClaimSpec, passage: Passage, at: tuple[int, int], said: Number
) -> Iterator[Fact]:
    """A `growth` fact for what the same clause says of last year: 同比增加302件, 较上年下降3.1%."""
    string = passage.text.string
    after = comparable(string[at[1] : at[1] + 60])
    match = compiled(GROWTH).search(after.string)
    if match is None:
        return
    low, high = after.back(*span(match, "by"))
    number = _number(string, at[1] + low)
    if number is None or number.approximate or said.approximate:
        return
    down = match.group("way")[0] in "下减降"
    size = Decimal(number.value).copy_abs()
    by = -size if down else size
    place = reading.document.locate(
        passage.block, at[1] + low, at[1] + high, passage.cell, section=reading.section_at(passage.spot)
    )
    percent = number.percent
    exponent = size.as_tuple().exponent
    values: dict[str, Value] = {
        **reading.common(),
        "claim": name,
        "title": spec.title,
        "said": said.value,
        "change": Unknown("absent") if percent else by,
        "rate": by if percent else Unknown("absent"),
        "tolerance": Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1),
        "text": string[at[0] : at[1] + high],
    }
    places = {"said": place, "text": place, "change": place, "rate": place}
    yield Fact("growth", reading.role, reading.document.path, values, place, places, {"claim": spec.title})


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
    if said is not None and passage.text.confidence(*at) < CONFIDENCE:
        stated = Unknown("unreadable", said.text)
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
        "there": bool(chosen.places),
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
    """The kinds `claim`, `figure` and `growth`."""
    return {
        "figure": Schema(
            "a figure that the text may speak of", {"claim": "string", "title": "string", "value": "number"}, ("claim",)
        ),
        "growth": Schema(
            "how a figure changed since last year, as the text says",
            {
                "claim": "string",
                "title": "string",
                "said": "number",
                "change": "number",
                "rate": "number",
                "tolerance": "number",
                "text": "string",
            },
        ),
        "claim": Schema(
            "what the text says of a figure",
            {
                "claim": "string",
                "title": "string",
                "says": "string",
                "said": "number",
                "figure": "number",
                "approximate": "boolean",
                "there": "boolean",
                "holds": "boolean",
                "text": "string",
            },
        ),
    }
