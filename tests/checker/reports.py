"""Reports in memory, checked in this process: what the tests of the facts and the rules have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from adapters.text.blocks import blocks
from adapters.text.lines import part_furniture, split
from checker.audit.audit import Audit
from checker.check import Checker, Dossier
from checker.document import Block, Cell, Document, Paragraph, Table, Text
from checker.finding import Finding, Verdict
from checker.loading.load import find, load
from checker.pack.pack import Pack
from checker.reading.reading import Reading
from tests.generator import layout
from tests.generator.layout import APPLICANTS, Grid
from tests.generator.prose import Organ
from tests.generator.spec import TITLES, WATER, Line, Report, Section

PACK = "cn-disclosure-report"
SUM_RULES = frozenset(
    {
        "applications-balance",
        "applications-handled-total",
        "applications-row-total",
        "reviews-total",
        "litigation-direct-total",
        "litigation-after-review-total",
    }
)
TABLES = {"disclosure": 0, "applications": 1, "reviews": 2}


@cache
def pack() -> Pack:
    """The pack of these reports."""
    return load(find(PACK, ()), ())


@cache
def checker(lang: str = "zh-CN") -> Checker:
    """A checker with that pack alone."""
    return Checker([pack()], lang)


def read(document: Document) -> Reading:
    """The reading of a document that the pack knows."""
    reading = checker().recognise(document)
    assert reading is not None
    return reading


def check(document: Document, **others: Document) -> Audit:
    """The audit of a report, with the other documents of its dossier by their role."""
    readings = [read(document)]
    for role, other in others.items():
        reading = checker().recognise(other, role)
        assert reading is not None
        readings.append(reading)
    return checker().check(Dossier(tuple(readings)))


def fired(audit: Audit) -> list[str]:
    """The rules of the findings, sorted, each as often as it fired; those to review with a question mark."""
    return sorted(name_of(one) for one in audit.findings)


def name_of(finding: Finding) -> str:
    """A finding's rule without the pack."""
    return finding.rule.partition("/")[2] + ("?" if finding.verdict is Verdict.REVIEW else "")


def upset(finding: Finding) -> set[str]:
    """The rules that would have told something if it were not for the finding."""
    return {one.rule.rpartition("/")[2] for one in finding.consequences}


def found(audit: Audit, rule: str) -> list[Finding]:
    """The findings of one rule."""
    return [one for one in audit.findings if one.rule == f"{PACK}/{rule}"]


def document_of(report: Report, path: str = "report.docx") -> Document:
    """The document that a perfect reader makes of a report: tables with true spans."""
    made: list[Block] = [paragraph(report.title)] if report.title else []
    made.extend(paragraph(line) for line in report.preamble_lines())
    for section in report.sections:
        made.append(paragraph(section.heading.shown))
        made.extend(paragraph(line.shown) for line in section.lines)
        if section.table:
            made.append(table_of(report.grid(section.table)))
    made.extend(paragraph(line) for line in report.closing)
    return Document(path, "docx", "0" * 64, tuple(made))


def paragraph(text: str) -> Paragraph:
    """A paragraph of the body."""
    return Paragraph(Text(text))


def table_of(grid: Grid) -> Table:
    """A table with the spans of the form."""
    cells = (Cell(c.row, c.column, Text(c.text), c.row_span, c.column_span) for c in grid.cells)
    return Table(tuple(cells), grid.rows, grid.columns)


def document_of_text(text: str, path: str = "report.txt") -> Document:
    """The document that the text reader makes of a text."""
    lines, furniture = part_furniture(split(text))
    return Document(path, "txt", "0" * 64, tuple(blocks(lines)), furniture=tuple(furniture))


def without(document: Document, *blocks: int) -> Document:
    """A document with some blocks left out."""
    return replace(document, blocks=tuple(one for at, one in enumerate(document.blocks) if at not in blocks))


def with_block(document: Document, at: int, *blocks: Block) -> Document:
    """A document with other blocks in the place of one."""
    return replace(document, blocks=(*document.blocks[:at], *blocks, *document.blocks[at + 1 :]))


def table_at(document: Document, table: str) -> int:
    """Which block one of the three tables is."""
    return [at for at, block in enumerate(document.blocks) if isinstance(block, Table)][TABLES[table]]


def heading_at(document: Document, title: str) -> int:
    """Which block is the heading of a section."""
    return next(
        at
        for at, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and block.text.string.endswith(title)
    )


# --- a small report whose figures are known by heart -----------------------------------------------------------

_COUNTS = {
    "new": 40,
    "carried_in": 6,
    "granted": 20,
    "partial": 5,
    "refused_2": 1,
    "refused_7": 3,
    "unavailable_1": 4,
    "unavailable_3": 2,
    "unprocessed_1": 5,
    "handled": 43,
    "carried_out": 3,
}
_CASES = {"review": (3, 2, 2, 2, 9), "direct": (1, 2, 1, 1, 5), "after_review": (4, 0, 0, 0, 4)}
_PREAMBLE = (
    "本报告所列数据的统计期限{{period}}。本报告电子版可在{organ}网站（{{site}}）下载。"
    "如有疑问，请与{organ}办公室联系（{{contacts}}）。"
)
_OVERVIEW = "做好主动公开、依申请公开和政府信息管理，建好公开平台，落实监督保障，开展工作考核，举办培训2次。"
_TEXTS = {
    "overview": (_OVERVIEW,),
    "disclosure": (),
    "applications": (),
    "reviews": (),
    "problems": ("部分栏目更新不够及时。下一步将制定更新责任清单，按月通报，对长期不更新的栏目予以调整。",),
    "other": ("本年度没有收取信息处理费，没有其他需要报告的事项。",),
}


def known_report(
    organ: str = WATER.name,
    year: int = 2021,
    signed: str | None = None,
    none: bool = False,
    set_: dict[str, object] | None = None,
) -> Report:
    """A clean report of which every figure is known; see the head of wordings.yaml. `none`: all its figures are 0."""
    form = "2021" if year >= 2021 else "2019"
    applications = _applications(form, none)
    reviews = {
        f"cases.{kind}_{outcome}": "0" if none else str(count)
        for kind, counts in _CASES.items()
        for outcome, count in zip(layout.OUTCOMES, counts, strict=True)
    }
    disclosure = {f"{row}.{column}": "0" for row, column in layout.disclosure_figures(form)}
    texts = {"disclosure": disclosure, "applications": applications, "reviews": reviews}
    for key, value in (set_ or {}).items():
        holder = next(table for table in texts.values() if key in table)
        holder[key] = str(value)
    body: Organ = replace(WATER, name=organ)
    sections = tuple(
        Section(
            name,
            Line(title, f"{'一二三四五六'[at]}、", 1),
            tuple(Line(text) for text in _TEXTS[name]),
            name if name in texts else None,
        )
        for at, (name, title) in enumerate(TITLES.items())
    )
    return Report(
        body,
        year,
        form,
        f"{organ}{year}年政府信息公开工作年度报告",
        (_PREAMBLE.format(organ=organ),),
        f"自{year}年1月1日起至{year}年12月31日止",
        (("地址", body.address), ("邮编", body.postcode), ("电话", body.phone), ("电子邮箱", body.email)),
        sections,
        texts,
        closing=(organ, signed or f"{year + 1}年1月20日"),
    )


def _applications(form: str, none: bool) -> dict[str, str]:
    """Requests of natural persons, and as the last row of the outcomes 3 of other kinds."""
    counts = {} if none else {**_COUNTS, ("other_3" if form == "2021" else "other"): 3}
    figures: dict[str, str] = {}
    for row in layout.application_rows(form):
        count = counts.get(row, 0)
        for column in APPLICANTS:
            figures[f"{row}.{column}"] = str(count if column == "natural" else 0)
        figures[f"{row}.total"] = str(count)
    return figures


def with_lines(report: Report, section: str, lines: Iterable[str], only: bool = False) -> Report:
    """A report with paragraphs added to a section, or to the preamble; `only`: in the place of what stands there."""
    if section == "preamble":
        return replace(report, preamble=(*report.preamble, *lines))
    changed = tuple(
        replace(one, lines=(*(() if only else one.lines), *map(Line, lines))) if one.id == section else one
        for one in report.sections
    )
    return replace(report, sections=changed)
