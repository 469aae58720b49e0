"""Facts about figures of the running text: what each counts and how it ties, sums, shares, growth and balances told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.facts.lastyear import said_of_last_year
from checker.figures.account import Paragraph, Standing, account, standing
from checker.figures.beside.scopes import ANOTHER
from checker.figures.changes import DOWN
from checker.figures.figure import Figure
from checker.figures.tie import AGREE, DIFFER, UNCLEAR, Ties
from checker.pack.pack import Pack
from checker.reading.cellvalues import CONFIDENCE
from checker.reading.reading import Reading

ABSENT = Unknown("absent")
FOLD, FOLD_PLACE = "倍", 1
"""The unit of growth by as much again, and the place of a percentage to which it is exact at best (tens)."""


def extract(reading: Reading) -> Iterator[Fact]:
    """A `figure` fact for each figure and statement; `parts`, `rate`, `growth`, `balance` facts."""
    for paragraph in account(reading, Ties(reading)):
        for figure, stands in zip(paragraph.figures, standing(paragraph, reading), strict=True):
            yield _figure(reading, figure, stands)
        yield from _parts(reading, paragraph)
        yield from _rates(reading, paragraph)
        yield from _shares(reading, paragraph)
        yield from _growth(reading, paragraph)
        yield from _of_last_year(reading, paragraph)
        yield from _balances(reading, paragraph)


def _fact(
    reading: Reading,
    kind: str,
    values: Mapping[str, Value],
    places: Mapping[str, Location],
    labels: Mapping[str, str] | None = None,
) -> Fact:
    place = next(iter(places.values()))
    return Fact(kind, reading.role, reading.document.path, {**reading.common(), **values}, place, places, labels or {})


def _figure(reading: Reading, figure: Figure, stands: Standing) -> Fact:
    frame, tie = figure.frame, figure.tie
    number = frame.number
    place = figure.place(reading)
    faint = figure.passage.text.confidence(place.start or 0, place.end or 0) < CONFIDENCE
    # Nobody is asked what a figure counts where the text itself adds up with it.
    borne_out = tie.status == UNCLEAR and stands.status == AGREE
    holds: Value = Unknown("unreadable", figure.text) if faint and tie.holds is not True else borne_out or tie.holds
    titles = reading.pack.figures.concepts
    narrowed = [name for names in frame.marks.values() for name in names if name in titles and titles[name].columns]
    whose = narrowed[0] if tie.measure and figure.meaning.columns and len(narrowed) == 1 else ""
    values: dict[str, Value] = {
        "form": reading.tables_form.id if reading.tables_form else ABSENT,
        "section": place.section or "",
        "measure": tie.measure or ABSENT,
        "title": reading.pack.figures.measure(tie.measure).title if tie.measure else "",
        "whose": whose,
        "says": frame.says,
        "said": _whole(number.value if number is not None else tie.stated),
        "unit": number.unit if number is not None else "",
        "figure": tie.value,
        "there": bool(tie.places),
        "approximate": number is not None and number.approximate,
        "quantity": figure.quantity or stands.status == AGREE,
        "holds": holds,
        "status": "unclear" if faint and stands.status == "differ" else stands.status,
        "by": stands.by,
        "elsewhere": tie.why == ANOTHER,
        "scope": frame.scope.rpartition(":")[2],
        "text": figure.text,
        "counts": "、".join(titles[name].title if name in titles else name for name in frame.heads),
        "done": "、".join(titles[name].title if name in titles else name for name in frame.acts),
        "marks": "、".join(
            titles[name].title if name in titles else name for names in frame.marks.values() for name in names
        ),
        "time": frame.time,
        "can_be": "、".join((*figure.meaning.measures, *(one for one in figure.meaning.maybe if one == tie.measure))),
        "sure": not frame.weak and not figure.meaning.weak,
        "unknown": "、".join(frame.unknown),
        "why": tie.why or figure.meaning.why or frame.why,
    }
    places: dict[str, Location] = {"said": place, "text": place, "holds": place}
    for index, operand in enumerate(stands.places or tie.places):
        places["figure" if not index else f"figure_{index + 1}"] = operand
    labels = {"measure": str(values["title"]), **({"whose": titles[whose].title} if whose else {})}
    return _fact(reading, "figure", values, places, labels)


def _whole(value: Value) -> Value:
    return int(value) if isinstance(value, Decimal) and value == int(value) else value


def _parts(reading: Reading, paragraph: Paragraph) -> Iterator[Fact]:
    figures = paragraph.figures
    for one in paragraph.sums:
        if not one.holds(figures) and any(figures[index].tie.status == DIFFER for index in (one.total, *one.parts)):
            # That one of them is not the table's says why they do not add up.
            continue
        total = figures[one.total].frame.number
        assert total is not None
        places = {"total": figures[one.total].place(reading)}
        for count, part in enumerate(one.parts):
            places["parts" if not count else f"parts_{count + 1}"] = figures[part].place(reading)
        numbers = [number for part in one.parts if (number := figures[part].frame.number) is not None]
        values: dict[str, Value] = {
            "total": total.value,
            "parts": one.value,
            "count": len(one.parts),
            "unit": total.unit,
            "complete": one.whole,
            "near": one.near,
            "list": "+".join(str(number.value) for number in numbers),
        }
        yield _fact(reading, "parts", values, places)


def _rates(reading: Reading, paragraph: Paragraph) -> Iterator[Fact]:
    figures = paragraph.figures
    for one in paragraph.rates:
        rate = figures[one.rate].frame.number
        assert rate is not None
        place = figures[one.rate].place(reading)
        values: dict[str, Value] = {
            "rate_of": one.by,
            "stated": abs(Decimal(rate.value)),
            "worked": one.worked.quantize(Decimal("0.01")),
            "holds": one.holds,
            "text": rate.text,
        }
        places = {
            "stated": place,
            "holds": place,
            "worked": figures[one.part].place(reading),
            "of": figures[one.base].place(reading),
        }
        yield _fact(reading, "rate", values, places)


def _shares(reading: Reading, paragraph: Paragraph) -> Iterator[Fact]:
    """Shares that the tables do not bear out, told as rates of theirs."""
    for one in paragraph.shares:
        rate = paragraph.figures[one.rate].frame.number
        if one.holds or rate is None:
            continue
        place = paragraph.figures[one.rate].place(reading)
        values: dict[str, Value] = {
            "rate_of": "table",
            "stated": abs(Decimal(rate.value)),
            "worked": one.worked.quantize(Decimal("0.01")),
            "holds": False,
            "text": rate.text,
        }
        places = {"stated": place, "holds": place, "worked": one.places[0], "of": one.places[-1]}
        yield _fact(reading, "rate", values, places)


def _growth(reading: Reading, paragraph: Paragraph) -> Iterator[Fact]:
    """What the text says of last year beside a figure that the table states: 同比增加302件, 较上年下降3.1%."""
    figures = paragraph.figures
    for figure in figures:
        frame = figure.frame
        if frame.kind != "growth" or not frame.acts or frame.parent is None or frame.number is None:
            continue
        if frame.time != "own":
            continue  # 较2019年增长: of no year that is here
        of = figures[frame.parent]
        said = of.frame.number
        if said is None or not of.tie.measure or of.frame.weak or said.approximate or frame.number.approximate:
            continue
        # 增长1倍, and not 增长到2倍, 增长为上年的2倍.
        grown = paragraph.passage.plain.string[: frame.start].endswith((frame.acts[0], frame.acts[0] + "了"))
        fold = frame.number.unit == FOLD and grown and frame.acts[0][0] not in DOWN
        if frame.acts[0] == "持平" or not (fold or frame.number.unit in ("%", said.unit)):
            continue
        size = abs(Decimal(frame.number.value))
        by = -size if frame.acts[0][0] in DOWN else size
        exponent = size.as_tuple().exponent
        if fold and isinstance(exponent, int):
            by, exponent = 100 * by, min(exponent + 2, FOLD_PLACE)
        place = figure.place(reading)
        string = figure.passage.text.string
        begin = of.place(reading).start or 0
        values: dict[str, Value] = {
            "measure": of.tie.measure,
            "title": reading.pack.figures.measure(of.tie.measure).title,
            "said": said.value,
            "change": ABSENT if frame.number.percent or fold else by,
            "rate": by if frame.number.percent or fold else ABSENT,
            "tolerance": Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1),
            "text": string[begin : place.end],
        }
        places = {"said": place, "text": place, "change": place, "rate": place}
        yield _fact(reading, "growth", values, places, {"measure": str(values["title"])})


def _of_last_year(reading: Reading, paragraph: Paragraph) -> Iterator[Fact]:
    """A figure that the text gives for last year: as growth of nothing, for it must be last year's itself."""
    for one in said_of_last_year(reading.pack, paragraph):
        place = one.figure.place(reading)
        title = reading.pack.figures.measure(one.measure).title
        values: dict[str, Value] = {
            "measure": one.measure,
            "title": title,
            "said": one.said,
            "change": 0,
            "rate": ABSENT,
            "tolerance": 1,
            "text": one.figure.passage.text.string[one.begin : one.end].strip(),
        }
        yield _fact(reading, "growth", values, {"said": place, "text": place, "change": place}, {"measure": title})


def _balances(reading: Reading, paragraph: Paragraph) -> Iterator[Fact]:
    figures = paragraph.figures
    for one in paragraph.balances:
        sides = [_side(figures, indexes) for indexes in (one.left, one.right)]
        places = {"left": figures[one.left[0]].place(reading)}
        for count, index in enumerate((*one.left[1:], *one.right)):
            places[f"operand_{count + 2}" if index != one.right[0] else "right"] = figures[index].place(reading)
        values: dict[str, Value] = {
            "left": one.left_value,
            "right": one.right_value,
            "holds": one.holds,
            "text": "，".join(sides),
            "sum_left": sides[0],
            "sum_right": sides[1],
        }
        yield _fact(reading, "balance", values, places)


def _side(figures: Sequence[Figure], indexes: Sequence[int]) -> str:
    return "＋".join(figures[index].frame.number.text for index in indexes if figures[index].frame.number is not None)  # type: ignore[union-attr]


def measures(reading: Reading) -> Iterator[Fact]:
    """Every measure with its value in the tables, so that another year's can be set beside it."""
    if not reading.pack.figures or reading.form is None:
        return
    ties = Ties(reading)
    for name, spec in reading.pack.figures.measures.items():
        cells = ties.cells(name)
        place = cells.places[0] if cells.places else reading.point(None)
        values: dict[str, Value] = {"measure": name, "title": spec.title, "value": cells.value}
        yield _fact(reading, "measure", values, {"value": place}, {"measure": spec.title})


def measure_schema(pack: Pack) -> dict[str, Schema]:
    """The kind `measure`."""
    return {
        "measure": Schema(
            "something that the tables state and the text may speak of",
            {"measure": "string", "title": "string", "value": "number"},
            ("measure",),
        ),
    }


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds `figure`, `parts`, `rate`, `growth` and `balance`."""
    return {
        "figure": Schema(
            "a figure of the running text, or a statement without a number that a table can bear out",
            {
                "section": "string",
                "measure": "string",
                "title": "string",
                "whose": "string",
                "says": "string",
                "said": "number",
                "unit": "string",
                "figure": "number",
                "there": "boolean",
                "approximate": "boolean",
                "quantity": "boolean",
                "holds": "boolean",
                "status": "string",
                "by": "string",
                "elsewhere": "boolean",
                "scope": "string",
                "text": "string",
                "counts": "string",
                "done": "string",
                "marks": "string",
                "time": "string",
                "can_be": "string",
                "sure": "boolean",
                "unknown": "string",
                "why": "string",
            },
        ),
        "parts": Schema(
            "a total that the text states with its parts",
            {
                "total": "number",
                "parts": "number",
                "count": "integer",
                "unit": "string",
                "complete": "boolean",
                "near": "boolean",
                "list": "string",
            },
        ),
        "rate": Schema(
            "a percentage that the text states beside the numbers it is made of",
            {"rate_of": "string", "stated": "number", "worked": "number", "holds": "boolean", "text": "string"},
        ),
        "growth": Schema(
            "how a figure changed since last year, as the text says",
            {
                "measure": "string",
                "title": "string",
                "said": "number",
                "change": "number",
                "rate": "number",
                "tolerance": "number",
                "text": "string",
            },
        ),
        "balance": Schema(
            "a paragraph that tells what came in and was there, and what was done and is left",
            {
                "left": "number",
                "right": "number",
                "holds": "boolean",
                "text": "string",
                "sum_left": "string",
                "sum_right": "string",
            },
        ),
    }
