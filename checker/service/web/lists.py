"""Lists of units as offices have them: a sheet or separated values, with heads in Chinese or English."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from checker.document import Table
from checker.errors import CheckerError
from checker.messages import say
from checker.service.queue import inside
from checker.service.store.units import Listed
from checker.service.web.office import Office
from checker.service.web.problems import Problem

HEADS = {
    "name": ("单位名称", "单位", "名称", "机关名称", "部门", "name", "unit"),
    "code": ("单位代码", "代码", "编码", "机构代码", "统一社会信用代码", "code"),
    "contact": ("联系人", "联系方式", "contact"),
    "deadline": ("截止日期", "截止", "报送时限", "deadline"),
    "mail": ("电子邮箱", "邮箱", "电子邮件", "email", "e-mail", "mail"),
    "inspector": ("经手人", "负责人", "检查人", "inspector"),
}
MOST = 20_000


def lines_of(content: str) -> list[Listed]:
    """The lines of a pasted list: one name on each, or separated values under heads."""
    if "," in content or "\t" in content:
        first = content.partition("\n")[0]
        return listed(list(csv.reader(io.StringIO(content), delimiter="\t" if "\t" in first else ",")))
    return listed([[line] for line in content.splitlines()])


def listed(rows: list[list[str]]) -> list[Listed]:
    """The units of rows; without a head that is known, the first column is the names. Problem for an empty list."""
    some = [[cell.strip() for cell in row] for row in rows]
    some = [row for row in some if any(row)]
    heads = next((number for number, row in enumerate(some[:10]) if _places(row).get("name") is not None), None)
    places = _places(some[heads]) if heads is not None else {"name": 0}
    found = [
        Listed(**{name: row[place][:200] if place < len(row) else "" for name, place in places.items()})
        for row in some[0 if heads is None else heads + 1 :]
    ]
    named = [one for one in dict.fromkeys(found) if one.name]
    if not named or len(named) > MOST:
        raise Problem("invalid", say("service.no_list"))
    return named


def _places(row: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        name = next((name for name, heads in HEADS.items() if cell.lower() in heads), None)
        if name is not None and name not in found:
            found[name] = place
    return found


def from_file(office: Office, sha256: str, name: str) -> list[Listed]:
    """The units of a file; it is a stranger's document, and read by the process beside."""
    if Path(name).suffix.lower() in (".csv", ".txt", ".tsv"):
        content = office.files.get(sha256)
        for coding in ("utf-8-sig", "gb18030"):
            try:
                return lines_of(content.decode(coding))
            except UnicodeDecodeError:
                continue
    try:
        document = office.crew.processes.call(
            inside.read, str(office.files.path(sha256)), name, str(office.files.incoming)
        )
    except CheckerError as error:
        raise Problem("invalid", error.message) from None
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if not tables:
        raise Problem("invalid", say("service.no_list"))
    table = max(tables, key=lambda one: one.rows)
    return listed([[cell.text.string for cell in row] for row in table.by_row()])
