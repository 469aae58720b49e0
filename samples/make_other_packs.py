"""Writes the samples of the FOIA and web site packs from two clean ones: foia/clean-2023.md, website/clean-2023.txt.

The agency and the county are invented. The same documents come out in another format, and with the faults below planted
in them. What must be found in a document stands in the .audit.yaml beside it, written by hand and never by this script.
"""

from __future__ import annotations

import html
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).resolve().parent
Rows = list[list[str]]
Part = tuple[int, str] | Rows
"""A heading (level 1 to 3), a paragraph (level 0), or a table."""

OIG = "| Office of Inspector General |"
LIGHT = "| Lighthouse Service |"
COAST = "| Coast Bureau |"
ALL = "| AGENCY OVERALL |"
FOIA_FAULTS = [
    ("# Annual", "September 30, 2023", "August 31, 2023"),
    ("## I.", "(202) 555-0143", "202-555"),
    ("## I.", "from the same address.", "from the same address [insert hours]."),
    ("### A. Received, Processed and Pending FOIA", f"{LIGHT} 5 | 40 | 41 | 4 |", f"{LIGHT} 5 | 40 | 41 | 5 |"),
    ("### B.(1)", "| 0 | 1 | 21 |", "| 0 | 2 | 21 |"),
    ("### B.(3)", "| 0 | 0 | 0 | 2 | 4 | 5 | 0 | 0 | 2 | 0 |", "| 0 | 0 | 0 | 0 | 1 | 1 | 0 | 0 | 0 | 0 |"),
    ("### B.(3)", f"{ALL} 0 | 0 | 0 | 6 | 17 | 20 | 3 | 0 | 11 |", f"{ALL} 0 | 0 | 0 | 4 | 14 | 16 | 3 | 0 | 9 |"),
    ("### C.(4)", f"{LIGHT} 14 |", f"{LIGHT} 24 |"),
    ("### A. Processed Requests", f"{OIG} 8 | 8.5 | 2 | 15 |", f"{OIG} N/A | N/A | N/A | N/A |"),
    ("### A. Processed Requests", f"{ALL} 10 | 11.2 |", f"{ALL} 14 | 11.2 |"),
    ("### E. Pending", "| 2023-09-26 | 2023-08-30 | 2023-07-14 |", "| 2023-09-26 | 2023-07-14 | 2023-08-30 |"),
    ("### E. Pending", "| 2 | 22 | 55 |", "| 2 | 55 | 22 |"),
    ("### A. Requests for Expedited", f"{COAST} 2 | 2 | 4 | 4.5 | 4 |", f"{COAST} 2 | 2 | 4 | 4.5 | 5 |"),
    ("### A. Requests for Expedited", f"{ALL} 3 | 3 | 5 | 5 | 6 |", f"{ALL} 3 | 3 | 5 | 5 | 7 |"),
    ("### B. Requests for Fee", f"{LIGHT} 2 | 0 |", f"{LIGHT} 2 | none |"),
    ("## IX.", "| $500,000.00 |", "| $510,000.00 |"),
    ("## X.", f"{LIGHT} $0.00 | 0.00% |", f"{LIGHT} $0.00 |  |"),
    ("## X.", "## XI. FOIA Regulations\n\n", ""),
    ("## X.", "The regulations are at 99 C.F.R. Part 7, and 41 records were posted.\n\n", ""),
    ("### A. Backlogs", f"{LIGHT} 1 | 0 |", f"{LIGHT} 9 | 0 |"),
    ("### A. Backlogs", f"{ALL} 6 | 1 |", f"{ALL} 14 | 1 |"),
    ("### D.(1)", f"{COAST} 75 | 80 |", f"{COAST} 75 | 88 |"),
    ("### D.(1)", f"{ALL} 137 | 140 |", f"{ALL} 137 | 148 |"),
    ("### D.(2)", f"{LIGHT} 1 | 1 |", f"{LIGHT} 1 | 9 |"),
    ("### D.(2)", f"{ALL} 6 | 6 |", f"{ALL} 6 | 14 |"),
]
"""Faults of the FOIA report: the line after which the text stands, the text, what is put in its place."""
WEBSITE_FAULTS = [
    ("", "政府网站工作年度报表", "网站工作年度报表"),
    ("首页", "www.shixi.gov.cn", "www.shixi-gov.com"),
    ("政府网站标识码", "3509990001", "35099900"),
    ("ICP", "闽公网安备35099902000001号", ""),
    ("独立用户", "182045", "1820450"),
    ("信息发布", "3015", "3105"),
    ("专栏专题", "新开设数量\t3", "新开设数量\t13"),
    ("办事服务", "\t903", "\t1903"),
    ("互动交流", "415", "421"),
    ("互动交流", "\t77", "\t若干"),
    ("安全防护", "安全防护\t问题整改数量（单位：个）\t8\n", ""),
    ("安全防护", "是否开展应急演练\t☑是 □否", "是否开展应急演练\t□是 □否"),
    ("移动新媒体", "☑是 □否", "□是 ☑否"),
    ("单位负责人", "0590-8236001", "0590-823"),
    ("单位负责人", "2024年1月18日", "2024年2月18日"),
]


def planted(text: str, faults: list[tuple[str, str, str]]) -> str:
    """A text with its faults: of each the first hit at or after its line."""
    for line, old, new in faults:
        at = text.index(old, text.index("\n" + line) if line else 0)
        text = text[:at] + new + text[at + len(old) :]
    return text


def markdown(text: str) -> list[Part]:
    """The parts of a Markdown text with pipe tables."""
    parts: list[Part] = []
    for is_table, lines in groupby(text.splitlines(), lambda line: line.startswith("|")):
        if is_table:
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            parts.append([row for row in rows if set("".join(row)) != {"-"}])
        else:
            parts += [(len(line) - len(line.lstrip("#")), line.lstrip("# ")) for line in lines if line.strip()]
    return parts


def tabbed(text: str) -> list[Part]:
    """The parts of a text whose cells are parted by tabs; the first line is the title."""
    parts: list[Part] = []
    for is_table, lines in groupby(text.splitlines(), lambda line: "\t" in line):
        if is_table:
            parts.append([line.split("\t") for line in lines])
        else:
            parts += [(0, line) for line in lines]
    parts[0] = (1, str(parts[0][1]))
    return parts


def as_html(parts: list[Part]) -> str:
    """A page in which a label that goes on in the next rows is one cell, and the last cells reach to the right."""
    title = next(part[1] for part in parts if isinstance(part, tuple))
    lines = [
        '<!doctype html>\n<html lang="zh-CN">',
        f'<head><meta charset="utf-8"><title>{title}</title></head>',
        "<body>",
    ]
    for part in parts:
        if isinstance(part, tuple):
            tag = f"h{part[0]}" if part[0] else "p"
            lines.append(f"<{tag}>{html.escape(part[1])}</{tag}>")
            continue
        width = max(map(len, part))
        lines.append('<table border="1">')
        lines += ["<tr>" + "".join(_html_cells(part, number, width)) + "</tr>" for number in range(len(part))]
        lines.append("</table>")
    return "\n".join([*lines, "</body>", "</html>", ""])


def _html_cells(rows: Rows, number: int, width: int) -> list[str]:
    cells = []
    row = rows[number]
    for index, text in enumerate(row):
        label = index < len(row) - 2
        if label and number and _goes_on(rows[number - 1], row, index):
            continue
        down = 1
        while label and number + down < len(rows) and _goes_on(rows[number + down], row, index):
            down += 1
        across = width - len(row) + 1 if index == max(len(row) - 2, 1) else 1
        spans = (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
        cells.append(f"<td{spans}>{html.escape(text)}</td>")
    return cells


def _goes_on(other: list[str], row: list[str], index: int) -> bool:
    """Whether two rows begin with the same labels up to a position, before a label and a value of their own."""
    return len(other) > index + 2 and other[: index + 1] == row[: index + 1]


def as_docx(parts: list[Part], path: Path) -> None:
    """A Word file; labels that stand in several cells of a table's head are one cell."""
    import docx

    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = datetime(2024, 1, 1, tzinfo=UTC)
    for part in parts:
        if isinstance(part, tuple):
            document.add_heading(part[1], part[0]) if part[0] else document.add_paragraph(part[1])
            continue
        made = document.add_table(rows=len(part), cols=len(part[0]), style="Table Grid")
        for number, row in enumerate(part):
            cells = made.rows[number].cells
            column = 0
            for text, same in groupby(row):
                count = len(list(same))
                head = number == 0 and bool(text)
                if head and count > 1:
                    cells[column].merge(cells[column + count - 1])
                for offset in range(1 if head else count):
                    cells[column + offset].text = text
                column += count
    held = BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as written, zipfile.ZipFile(path, "w") as kept:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            kept.writestr(entry, written.read(name), zipfile.ZIP_DEFLATED)


def main() -> None:
    """Write every document but the two that the others are made from."""
    report = (HERE / "foia" / "clean-2023.md").read_text("utf-8")
    wrong_report = planted(report, FOIA_FAULTS)
    (HERE / "foia" / "flawed-2023.md").write_text(wrong_report, "utf-8")
    as_docx(markdown(report), HERE / "foia" / "clean-2023.docx")
    as_docx(markdown(wrong_report), HERE / "foia" / "flawed-2023.docx")
    table = (HERE / "website" / "clean-2023.txt").read_text("utf-8")
    wrong_table = planted(table, WEBSITE_FAULTS)
    (HERE / "website" / "flawed-2023.txt").write_text(wrong_table, "utf-8")
    (HERE / "website" / "clean-2023.html").write_text(as_html(tabbed(table)), "utf-8")
    (HERE / "website" / "flawed-2023.html").write_text(as_html(tabbed(wrong_table)), "utf-8")


if __name__ == "__main__":
    main()
