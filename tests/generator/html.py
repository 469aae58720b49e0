"""A report as a saved web page: true rowspan and colspan, and all that a government site puts round a report."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tests.generator.layout import Grid
from tests.generator.spec import Report

NAVIGATION = ("首页", "机构概况", "新闻中心", "政府信息公开", "办事服务", "互动交流")
FOOTER = ("版权所有", "网站标识码：3590000001", "扫一扫在手机打开当前页", "【打印】【关闭】")


@dataclass(frozen=True, slots=True)
class HtmlOptions:
    """`site`: navigation, breadcrumbs, a footer and scripts stand round the report; `layout`: tables lay it out;
    `blanks`: cells are padded with &nbsp;; `split`: the disclosure table is a table for each block.
    `page`: sheet size for printing, None for a page for the screen.
    """

    site: bool = False
    layout: bool = False
    blanks: bool = False
    split: bool = False
    page: str | None = None


def write(report: Report, options: HtmlOptions | None = None) -> str:
    """The page; save it in any encoding but say so to the reader: the page itself says UTF-8."""
    options = options or HtmlOptions()
    body = [f"<h1>{escape(report.title)}</h1>"] if report.title else []
    body.extend(f"<p>{escape(text)}</p>" for text in report.preamble_lines())
    for section in report.sections:
        body.append(f"<h2>{escape(section.heading.shown)}</h2>")
        body.extend(f"<p>{'&emsp;&emsp;' if options.blanks else ''}{escape(line.shown)}</p>" for line in section.lines)
        if section.table:
            grid = report.grid(section.table)
            body.extend(_table(part, options) for part in (_blocks(grid) if options.split else [grid]))
    body.extend(f'<p class="signed">{escape(text)}</p>' for text in report.closing)
    content = "\n".join(body)
    page = f"@page {{ size: {options.page}; margin: 20mm 16mm; }}" if options.page else ""
    style = (
        f"<style>{page} body {{ font-family: 'Noto Sans CJK SC'; font-size: 12pt; line-height: 1.5; }}"
        " h1 { font-size: 18pt; text-align: center; }"
        " h2 { font-size: 13pt; } p { text-indent: 2em; margin: 4pt 0; } .signed { text-align: right; }"
        " table.form { border-collapse: collapse; width: 100%; font-size: 8pt; line-height: 1.2; }"
        " table.form td { border: 1px solid #000; padding: 2pt; text-align: center; } </style>"
    )
    head = f'<head><meta charset="utf-8"><title>{escape(report.title)}</title>{style}</head>'
    return f"<!DOCTYPE html>\n<html>{head}\n<body>\n{_framed(report, content, options)}\n</body></html>\n"


def _blocks(grid: Grid) -> list[Grid]:
    """The disclosure table cut before each block heading; other tables whole."""
    starts = [cell.row for cell in grid.cells if cell.key.startswith("group:item_")]
    parts: list[Grid] = []
    rest, taken = grid, 0
    for start in starts[1:]:
        upper, rest = rest.split(start - taken, repeat_header=False)
        parts.append(upper)
        taken = start
    return [*parts, rest]


def _table(grid: Grid, options: HtmlOptions) -> str:
    rows = []
    for row in grid.by_row():
        cells = []
        for cell in row:
            spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
            spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
            text = "<br>".join(escape(line) for line in cell.text.split("\n"))
            cells.append(f"<td{spans}>{f'&nbsp;{text}&nbsp;' if options.blanks else text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return '<table class="form"><tbody>\n' + "\n".join(rows) + "\n</tbody></table>"


def _framed(report: Report, content: str, options: HtmlOptions) -> str:
    if options.layout:
        menu = "".join(f"<td><a href='#'>{item}</a></td><td>|</td>" for item in NAVIGATION)
        spacer = "<table><tr>" + "<td>&nbsp;</td>" * 12 + "</tr></table>"
        content = (
            f"<table width='1000'><tr><td><table><tr>{menu}</tr></table></td></tr><tr><td>{spacer}</td></tr>"
            f"<tr><td><div>{content}</div></td></tr><tr><td>{spacer}</td></tr></table>"
        )
    if not options.site:
        return content
    links = "".join(f"<li><a href='/'>{item}</a></li>" for item in NAVIGATION)
    return (
        f"<header><nav><ul>{links}</ul></nav></header><script>var year = 2022; document.title;</script>"
        "<div class='crumbs'>当前位置：<a href='/'>首页</a> &gt; <a href='/zfxxgk'>政府信息公开</a> &gt;"
        " 年度报告</div>"
        f"<div class='article'>{content}</div>"
        f"<footer>{''.join(f'<p>{item}</p>' for item in FOOTER)}<p>主办：{escape(report.organ.name)}</p></footer>"
    )
