"""One report in every form of file that a desk has: by the name of the form, what writes it."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import ofd_maker
from tests.checker.reports import document_of
from tests.generator import docx, html, pdf, spec, text, xlsx
from tests.generator.docx import DocxOptions
from tests.generator.html import HtmlOptions
from tests.generator.pdf import DrawOptions
from tests.generator.spec import Report

Write = Callable[[Report], bytes]
Form = tuple[str, Write]
"""The suffix of the file without its dot, and what writes it."""


def _docx(broken: bool = False, **options: object) -> Form:
    chosen = DocxOptions(**options)  # type: ignore[arg-type]
    return "docx", lambda report: docx.write(spec.with_broken_cells(report) if broken else report, chosen)


def _html(charset: str = "utf-8", **options: object) -> Form:
    def write(report: Report) -> bytes:
        page = html.write(report, HtmlOptions(**options))  # type: ignore[arg-type]
        return page.replace('charset="utf-8"', f'charset="{charset}"').encode(charset)

    return "html", write


def _drawn(broken: bool = False, **options: object) -> Form:
    chosen = DrawOptions(**options)  # type: ignore[arg-type]
    return "pdf", lambda report: pdf.drawn(spec.with_broken_cells(report) if broken else report, chosen)


def _text(way: str, encoding: str, broken: bool = False, harm: Callable[[str], str] = lambda text: text) -> Form:
    def write(report: Report) -> bytes:
        return text.encode(harm(text.write(spec.with_broken_cells(report) if broken else report, way)), encoding)

    return "md" if way == "markdown" else "txt", write


def _ofd(writer: ofd_maker.Writer, ruler: ofd_maker.Ruler = ofd_maker.stroke) -> Form:
    def write(report: Report) -> bytes:
        blocks = document_of(report).blocks
        # A title is drawn in the middle where its level says so.
        titled = [replace(blocks[0], level=1), *blocks[1:]] if report.title else list(blocks)  # type: ignore[call-arg]
        return ofd_maker.file(ofd_maker.laid_out(titled, writer, ruler))

    return "ofd", write


def _csv(report: Report) -> bytes:
    """Every line of the report in a row, merged cells empty where they go on."""
    target = io.StringIO()
    rows = csv.writer(target)
    for line in [report.title, *report.preamble_lines()]:
        rows.writerows([[line], []])
    for section in report.sections:
        for line in [section.heading.shown, *(one.shown for one in section.lines)]:
            rows.writerows([[line], []])
        if section.table:
            for row, slots in enumerate(report.grid(section.table).slots()):
                begins = [
                    cell if cell and (cell.row, cell.column) == (row, at) else None for at, cell in enumerate(slots)
                ]
                rows.writerow([cell.text if cell else "" for cell in begins])
            rows.writerow([])
    for line in report.closing:
        rows.writerows([[line], []])
    return target.getvalue().encode("utf-8-sig")


FORMS: dict[str, Form] = {
    "docx typed": _docx(),
    "docx automatic": _docx(numbering="automatic", furniture=False),
    "docx style": _docx(numbering="style", repeat=True),
    "docx no styles": _docx(styles=False),
    "docx broken cells": _docx(broken=True),
    "docx broken by breaks": _docx(broken=True, breaks="break", numbering="automatic"),
    "docx split": _docx(split=10),
    "docx split, head again": _docx(split=14, repeat=True),
    "docx split, no space": _docx(split=21, spaced_split=False),
    "docx split, head again, no space": _docx(split=8, repeat=True, spaced_split=False),
    "docx tracked": _docx(tracked=True),
    "docx content controls": _docx(content_controls=True),
    "docx hidden": _docx(hidden=True),
    "docx text box": _docx(text_box=True),
    "docx all": _docx(
        broken=True,
        numbering="style",
        breaks="break",
        split=17,
        repeat=True,
        tracked=True,
        content_controls=True,
        hidden=True,
    ),
    "html": _html(),
    "html blanks": _html(blanks=True),
    "html split": _html(split=True, charset="gb18030"),
    "html site": _html(site=True),
    "html layout": _html(layout=True),
    "html all": _html(site=True, layout=True, blanks=True, split=True),
    **{f"text {way}": _text(way, encoding) for way, encoding in zip(text.TABLES, cycle(text.ENCODINGS), strict=False)},
    **{f"text {way}, broken cells": _text(way, "utf-8", broken=True) for way in ("tabs", "bars")},
    **{
        f"text {way}, pronunciations": _text(way, "gb18030" if way == "bars" else "utf-8", harm=text.damage)
        for way in text.TABLES
        if way != "markdown"
    },
    **{
        f"text {way}, toneless, page numbers": _text(
            way, "utf-8", harm=lambda source: text.with_page_numbers(text.damage(source, 1, toneless=True), 17)
        )
        for way in text.TABLES
        if way != "markdown"
    },
    "pdf": _drawn(),
    "pdf over pages": _drawn(lead=330),
    "pdf over pages, head once": _drawn(repeat=False, lead=400),
    "pdf vertical": _drawn(vertical=True, lead=250, page_numbers=False),
    "pdf vertical, head once": _drawn(vertical=True, repeat=False, lead=450),
    "pdf bold twice, broken cells": _drawn(broken=True, bold_by_overprint=True),
    "pdf horizontal": _drawn(rules="horizontal"),
    "pdf horizontal over pages": _drawn(rules="horizontal", lead=330),
    "pdf unruled": _drawn(rules="none"),
    "pdf unruled over pages": _drawn(rules="none", lead=330),
    "ofd line": _ofd(ofd_maker.line),
    "ofd grouped": _ofd(ofd_maker.grouped, ofd_maker.sliver),
    "ofd single": _ofd(ofd_maker.single),
    "ofd bare": _ofd(ofd_maker.bare),
    "csv": ("csv", _csv),
}
"""Forms that need no program beside."""

TABLES_ONLY: dict[str, Form] = {
    "xlsx": ("xlsx", xlsx.write),
    "xlsx numbers": ("xlsx", lambda report: xlsx.write(report, numbers=True)),
}
"""Forms of the tables alone."""

OFFICE: dict[str, tuple[str, str]] = {
    "doc": ("docx typed", "doc:MS Word 97"),
    "doc automatic": ("docx automatic", "doc:MS Word 97"),
    "rtf": ("docx broken cells", "rtf:Rich Text Format"),
    "odt": ("docx split, head again", "odt:writer8"),
    "odt style": ("docx style", "odt:writer8"),
    "pdf of word": ("docx typed", "pdf:writer_pdf_Export"),
    "pdf of word, style": ("docx style", "pdf:writer_pdf_Export"),
    "pdf of word, broken cells": ("docx broken by breaks", "pdf:writer_pdf_Export"),
    "html of word": ("docx typed", "html:HTML (StarWriter)"),
}
"""Forms that LibreOffice makes: of which form, and its filter."""

PRINTED: dict[str, HtmlOptions] = {
    "pdf of page": HtmlOptions(page="A4"),
    "pdf of page, split": HtmlOptions(page="A4", split=True, blanks=True),
    "pdf of page, wide": HtmlOptions(page="A4 landscape"),
}
"""Forms that Chromium makes."""


def by_office(reports: Mapping[str, Report]) -> dict[tuple[str, str], tuple[str, bytes]]:
    """(form of OFFICE, name of the report) -> suffix and file; one run of LibreOffice a filter."""
    made: dict[tuple[str, str], tuple[str, bytes]] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for how in dict.fromkeys(how for _, how in OFFICE.values()):
            suffix = how.partition(":")[0]
            sources: dict[tuple[str, str], Path] = {}
            for form, (of, _) in ((form, one) for form, one in OFFICE.items() if one[1] == how):
                for title, report in reports.items():
                    path = folder / f"{suffix}-{len(sources)}.docx"
                    path.write_bytes(FORMS[of][1](report))
                    sources[form, title] = path
            command = ["soffice", f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", "--convert-to", how]
            command += ["--outdir", str(folder), *map(str, sources.values())]
            subprocess.run(command, check=True, capture_output=True, timeout=60 + 20 * len(sources))
            made.update((key, (suffix, path.with_suffix("." + suffix).read_bytes())) for key, path in sources.items())
    return made


def by_chromium(reports: Mapping[str, Report]) -> dict[tuple[str, str], tuple[str, bytes]]:
    """(form of PRINTED, name of the report) -> suffix and file; one run of Chromium."""
    pages = {
        (form, title): html.write(report, options)
        for form, options in PRINTED.items()
        for title, report in reports.items()
    }
    return {key: ("pdf", made) for key, made in zip(pages, pdf.by_chromium(*pages.values()), strict=True)}
