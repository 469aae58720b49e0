"""How much of a report a reading has: cells, labels, paragraphs and particulars, each exact, unknown or wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import adapters
from adapters import office
from checker import facts
from checker.check import Dossier
from checker.document import Cell, Document, GlyphRun, Paragraph, Table
from checker.errors import DocumentError
from checker.expression import Unknown
from checker.fact import Fact
from checker.reading.reading import Reading
from checker.text.normalize import comparable
from tests.checker.reports import checker
from tests.generator.spec import TABLES, Report

Key = tuple[str, str]


@dataclass(frozen=True)
class Read:
    """A file as read: the document, its reading, its facts."""

    document: Document
    reading: Reading
    facts: tuple[Fact, ...]

    def of(self, kind: str) -> list[Fact]:
        """The facts of a kind."""
        return [fact for fact in self.facts if fact.kind == kind]


def read(data: bytes, suffix: str) -> Read:
    """The file read as `gouji check` does; an AssertionError where the pack does not know it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{suffix}"
        path.write_bytes(data)
        return _understood(adapters.read(path, path.name))


def read_all(made: Mapping[Key, tuple[str, bytes]], folder: Path) -> dict[Key, Read]:
    """Several files read, by their key; `made` tells suffix and content. One start of LibreOffice at most."""
    paths: dict[Key, Path] = {}
    for number, (key, (suffix, data)) in enumerate(made.items()):
        paths[key] = folder / f"{number}.{suffix}"
        paths[key].write_bytes(data)
    old = [path for path in paths.values() if path.suffix[1:] in office.FORMATS]
    converted = office.convert_all(old, folder) if old else {}
    found: dict[Key, Read] = {}
    for key, path in paths.items():
        copy = converted.get(path)
        assert not isinstance(copy, DocumentError), copy
        found[key] = _understood(adapters.read(path, path.name, copy))
    return found


def _understood(document: Document) -> Read:
    reading = checker().recognise(document)
    assert reading is not None, "the pack does not know the document"
    return Read(document, reading, tuple(facts.extract(reading)))


def shown(text: str) -> str:
    """A text as it is compared: white space apart, damage undone."""
    return "".join(comparable(text).string.split())


def number(printed: str) -> Decimal:
    """What a printed figure of the generator says, an amount in 万元 in yuan."""
    amount = printed.removesuffix("万元")
    return Decimal(amount) * (10_000 if amount != printed else 1)


Cells = dict[tuple[str, str, str], str]
"""(table, row, column) -> what stands there."""


def cells_of(report: Report) -> Cells:
    """Every figure of the report, as printed."""
    return {(table, *key): text for table in TABLES for key, text in report.figures(table).items()}


def figures(report: Report, read: Read) -> tuple[list[str], list[str], int]:
    """The cells that are unknown, those that are wrong (in a line each), and how many there are."""
    wanted = cells_of(report)
    cells = (fact.values for fact in read.of("cell"))
    found = {(str(values["table"]), str(values["row"]), str(values["column"])): values for values in cells}
    unknown, wrong = [], []
    for key, printed in wanted.items():
        value = found[key]["value"] if key in found else Unknown("absent")
        line = f"{'.'.join(key)}: {printed!r} read as {value!r}"
        filled = any(map(str.isdigit, printed))
        if isinstance(value, Unknown):
            if filled or value.reason != "blank":
                unknown.append(line)
        elif not filled or value != number(printed) or shown(str(found[key]["text"])) != shown(printed):
            wrong.append(line)
    wrong.extend(f"{'.'.join(key)}: not in the report" for key in found.keys() - wanted.keys())
    return unknown, wrong, len(wanted)


def labels(report: Report, read: Read) -> tuple[list[str], int]:
    """The labels that are not read as printed: as facts, and in the cells of the document; and how many there are."""
    wrong = []
    for fact in read.of("label"):
        values = fact.values
        if values["found"] is not True or values["exact"] is not True:
            wrong.append(f"{values['table']}.{values['label']}: {values['text']!r}")
    wanted = Counter(shown(text) for table in TABLES for text in report.labels(table))
    blocks = [block for block in read.document.blocks if isinstance(block, Table)]
    stands = Counter(shown(cell.text.string) for block in blocks for cell in block.cells)
    stands.update(text for block in blocks for text in _over_pages(block))
    wrong.extend(f"label {text!r} missing in the tables" for text in (wanted - stands).elements())
    return wrong, sum(wanted.values()) + len(read.of("label"))


def _over_pages(table: Table) -> Iterator[str]:
    """What stands in two cells of one column where a page break, that nothing else tells of, cuts a cell."""
    ends = {(cell.row + cell.row_span, cell.column, cell.column_span): cell for cell in table.cells}
    for cell in table.cells:
        above = ends.get((cell.row, cell.column, cell.column_span))
        if above is not None and _page(above) != _page(cell):
            yield shown(above.text.string + cell.text.string)


def _page(cell: Cell) -> int | None:
    return next((run.page for run in cell.text.runs if isinstance(run, GlyphRun)), None)


def paragraphs(report: Report, read: Read) -> tuple[list[str], int]:
    """The paragraphs that are not read as printed or that the report has not; and how many it has."""
    blocks = [block for block in read.document.blocks if isinstance(block, Paragraph) and block.part == "body"]
    stands = [text for text in (shown(block.number + block.text.string) for block in blocks) if text]
    wanted = [text for text in map(shown, report.paragraphs()) if text]
    missing, extra = Counter(wanted) - Counter(stands), Counter(stands) - Counter(wanted)
    wrong = [f"missing {text!r}" for text in missing.elements()] + [f"extra {text!r}" for text in extra.elements()]
    if not wrong and stands != wanted:
        wrong = ["paragraphs in another order"]
    return wrong, len(wanted)


def particulars(report: Report, read: Read) -> list[str]:
    """What differs of identity, sections, period and contacts."""
    wrong = []
    identity = read.reading.identity
    if (identity.organ, identity.year) != (report.organ.name, report.year):
        wrong.append(f"identity: {identity.organ!r} {identity.year!r}")
    sections = [(fact.values["section"], fact.values["found"]) for fact in read.of("section")]
    if sections != [(section.id, True) for section in report.sections]:
        wrong.append(f"sections: {sections}")
    told = {str(fact.values["field"]): fact for fact in read.of("field")}
    wanted = dict(report.contacts)
    for field, label in (("address", "地址"), ("postcode", "邮编"), ("phone", "电话"), ("email", "电子邮箱")):
        if shown(str(told[field].values["text"])).lower() != shown(wanted[label]).lower():
            wrong.append(f"{field}: {told[field].values['text']!r}")
    (period,) = read.of("period")
    if [str(period.values[end]) for end in ("start", "end")] != [f"{report.year}-01-01", f"{report.year}-12-31"]:
        wrong.append(f"period: {period.values}")
    return wrong


def differences(report: Report, read: Read, only_tables: bool = False) -> list[str]:
    """Everything that is not read as it was written."""
    unknown, wrong, _ = figures(report, read)
    found = [*unknown, *wrong, *labels(report, read)[0]]
    if only_tables:
        return found
    return [*found, *paragraphs(report, read)[0], *particulars(report, read)]


def brief(lines: Iterable[str], most: int = 6) -> str:
    """A few lines and how many more there are."""
    some = list(lines)
    return "\n".join([*some[:most], *([f"... {len(some) - most} more"] if len(some) > most else [])])


class Found(NamedTuple):
    """A finding: its rule without the pack, where it stands by the form, and the words that stand there."""

    rule: str
    section: str | None
    row: str | None
    column: str | None
    text: str
    verdict: str


def findings(read: Read) -> list[Found]:
    """What a check of the document finds, sorted by rule."""
    made = []
    for one in checker().check(Dossier((read.reading,))).findings:
        first = one.locations[0]
        rule, words = one.rule.partition("/")[2], shown(first.text or "")
        made.append(Found(rule, first.section, first.row, first.column, words, str(one.verdict)))
    return sorted(made, key=lambda one: one.rule)
