"""A report as data: what it says, and functions that change one thing of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from tests.generator import figures, layout, prose
from tests.generator.layout import Grid
from tests.generator.prose import COUNTY, CULTURE, ORGANS, TOWNSHIP, WATER, Organ

__all__ = ["COUNTY", "CULTURE", "ORGANS", "TABLES", "TOWNSHIP", "WATER", "Line", "Organ", "Report", "Section"]

TITLES = {
    "overview": "总体情况",
    "disclosure": "主动公开政府信息情况",
    "applications": "收到和处理政府信息公开申请情况",
    "reviews": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}
TABLES = ("disclosure", "applications", "reviews")
CHINESE = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `number` is typed before the text, or left by a writer to automatic numbering (`level` 1 to 3)."""

    text: str
    number: str = ""
    level: int | None = None

    @property
    def shown(self) -> str:
        """What a person reads."""
        return self.number + self.text


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its heading, its paragraphs, the table after them. `id` is the form's id of the section."""

    id: str
    heading: Line
    lines: tuple[Line, ...] = ()
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `texts`: by table, what stands in a cell by key, where it is not what the form prints.

    `preamble` may hold {period}, {site} and {contacts}.
    """

    organ: Organ
    year: int
    form: str
    title: str
    preamble: tuple[str, ...]
    period: str
    contacts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    texts: dict[str, dict[str, str]]
    dropped: tuple[tuple[str, str], ...] = ()
    closing: tuple[str, ...] = ()

    def grid(self, table: str) -> Grid:
        """The table as it is printed."""
        texts = self.texts.get(table, {})
        dropped = [key for name, key in self.dropped if name == table]
        rows = [key for key in dropped if not key.startswith("head:")]
        if table == "disclosure":
            grid = layout.disclosure(self.form, texts, rows)
        elif table == "applications":
            grid = layout.applications(self.form, texts, rows)
        else:
            grid = layout.reviews(texts)
        for key in dropped:
            if key.startswith("head:"):
                grid = grid.without_column(key)
        return grid

    def figures(self, table: str) -> dict[tuple[str, str], str]:
        """(row, column) -> the figure as printed, line breaks left out."""
        cells = (cell for cell in self.grid(table).cells if cell.figure)
        return {
            (row, column): text for cell in cells for row, column, text in [(*cell.key.split("."), _joined(cell.text))]
        }

    def labels(self, table: str) -> list[str]:
        """The labels of the table in reading order, line breaks left out."""
        return [_joined(cell.text) for cell in self.grid(table).cells if not cell.figure]

    def preamble_lines(self) -> tuple[str, ...]:
        """The preamble with period, web site and contacts filled in."""
        contacts = "，".join(f"{label}：{value}" for label, value in self.contacts)
        filled = {"{period}": self.period, "{site}": self.organ.site, "{contacts}": contacts}
        lines = []
        for line in self.preamble:
            for field, value in filled.items():
                line = line.replace(field, value)
            lines.append(line)
        return tuple(lines)

    def paragraphs(self) -> list[str]:
        """Every paragraph outside tables in reading order, with its number, the title first."""
        shown = [self.title] if self.title else []
        shown.extend(self.preamble_lines())
        for section in self.sections:
            shown.append(section.heading.shown)
            shown.extend(line.shown for line in section.lines)
        return [*shown, *self.closing]


def _joined(text: str) -> str:
    return text.replace("\n", "")


def report_2021(seed: int = 0, organ: Organ = WATER, year: int = 2021, size: int = 60, cases: int = 3) -> Report:
    """A report of the form of 2021 on `year`, about `size` applications, up to `cases` of each outcome of a review."""
    return _report(seed, organ, year, "2021", size, cases)


def report_2019(seed: int = 0, organ: Organ = WATER, year: int = 2020, size: int = 60, cases: int = 3) -> Report:
    """A report of the form of 2019 on `year` (2019 or 2020)."""
    return _report(seed, organ, year, "2019", size, cases)


def _report(seed: int, organ: Organ, year: int, form: str, size: int, cases: int) -> Report:
    random = Random(f"{seed} {organ.name} {year} {form}")
    texts = {
        "disclosure": figures.disclosure(random, form, size, rules=False),
        "applications": figures.applications(random, form, size),
        "reviews": figures.reviews(random, cases),
    }
    written = prose.write(organ, year, form, texts, random)
    opening, topics = written.overview
    overview = [Line(opening)]
    for n, (title, text) in enumerate(topics):
        overview.append(Line(f"{title}。{text}", f"（{CHINESE[n]}）", 2))
    lines = {
        "overview": tuple(overview),
        "disclosure": (),
        "applications": (Line(written.applications),),
        "reviews": (Line(written.reviews),),
        "problems": tuple(Line(text) for text in written.problems),
        "other": tuple(Line(text) for text in written.other),
    }
    sections = tuple(
        Section(id_, Line(title, f"{CHINESE[n]}、", 1), lines[id_], id_ if id_ in TABLES else None)
        for n, (id_, title) in enumerate(TITLES.items())
    )
    month, day = (1, random.randint(12, 28)) if organ.level == "department" else (1, random.randint(10, 25))
    return Report(
        organ,
        year,
        form,
        f"{organ.name}{year}年政府信息公开工作年度报告",
        (written.preamble,),
        f"自{year}年1月1日起至{year}年12月31日止",
        (("地址", organ.address), ("邮编", organ.postcode), ("电话", organ.phone), ("电子邮箱", organ.email)),
        sections,
        texts,
        closing=(organ.name, f"{year + 1}年{month}月{day}日"),
    )


def with_figure(report: Report, table: str, row: str, column: str, text: str) -> Report:
    """One cell changed; "" blanks it."""
    return with_label(report, table, f"{row}.{column}", text)


def with_label(report: Report, table: str, key: str, text: str) -> Report:
    """What stands in any cell, by its key: "label:refused_6", "head:natural", "group:item_1", "new.natural"."""
    if key not in {cell.key for cell in report.grid(table).cells}:
        raise KeyError(f"no cell {key} in {table}")
    return replace(report, texts={**report.texts, table: {**report.texts.get(table, {}), key: text}})


def with_broken_cells(report: Report) -> Report:
    """Labels broken over lines as the official form and many reports do."""
    breaks = {
        ("applications", "head:business"): "商业\n企业",
        ("applications", "head:research"): "科研\n机构",
        ("applications", "head:nonprofit"): "社会公\n益组织",
        ("applications", "head:legal"): "法律服\n务机构",
        ("applications", "head:natural"): "自\n然\n人",
        ("applications", "group:results"): "三、\n本年度办\n理结果",
        ("applications", "group:refused"): "（三）不予\n公开",
        ("reviews", "head:review_total"): "总\n计",
        ("reviews", "head:direct_upheld"): "结果\n维持",
    }
    for (table, key), text in breaks.items():
        report = with_label(report, table, key, text)
    return report


def without_row(report: Report, table: str, row: str) -> Report:
    """A row (or, in the disclosure table, a block "item_8") left out, merged cells closed up."""
    return replace(report, dropped=(*report.dropped, (table, row)))


def without_column(report: Report, table: str, column: str) -> Report:
    """A column of the applications or reviews table left out, the head closed up."""
    return replace(report, dropped=(*report.dropped, (table, f"head:{column}")))


def with_section(report: Report, section: str, **changes: object) -> Report:
    """A section with `heading`, `lines` or `table` replaced."""
    changed = tuple(replace(one, **changes) if one.id == section else one for one in report.sections)  # type: ignore[arg-type]
    return replace(report, sections=changed)


def with_title(report: Report, section: str, title: str) -> Report:
    """A section under another heading, its number kept."""
    heading = next(one.heading for one in report.sections if one.id == section)
    return with_section(report, section, heading=replace(heading, text=title))


def with_lines(report: Report, section: str, texts: Iterable[str]) -> Report:
    """A section with other plain paragraphs."""
    return with_section(report, section, lines=tuple(Line(text) for text in texts))


def with_text(report: Report, section: str, old: str, new: str) -> Report:
    """Some words of a section's paragraphs changed; they must stand there exactly once."""
    lines = next(one.lines for one in report.sections if one.id == section)
    if sum(line.text.count(old) for line in lines) != 1:
        raise ValueError(f"not once in {section}: {old}")
    return with_section(report, section, lines=tuple(replace(line, text=line.text.replace(old, new)) for line in lines))


def without_section(report: Report, section: str, renumber: bool = False) -> Report:
    """A section left out; the others keep their numbers unless `renumber`."""
    kept = tuple(one for one in report.sections if one.id != section)
    if renumber:
        kept = tuple(replace(one, heading=replace(one.heading, number=f"{CHINESE[n]}、")) for n, one in enumerate(kept))
    return replace(report, sections=kept)


def with_contact(report: Report, label: str, value: str | None) -> Report:
    """A contact changed ("地址", "邮编", "电话", "电子邮箱"), or left out."""
    changed = tuple((name, value if name == label else old) for name, old in report.contacts)
    return replace(report, contacts=tuple((name, kept) for name, kept in changed if kept is not None))
