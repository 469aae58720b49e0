"""Over the years: applications, outcomes, findings by rule and copied text, of a unit and of all; counted by hand."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import func, select, update

from checker.service.store.schema.checking import check
from tests.outputs.chromium import needs_chromium
from tests.service.browsing import Visitor
from tests.service.client import Client
from tests.service.inspected import Inspected
from tests.service.serving import Server, served
from tests.service.waiting import until

CLEAN = {
    "本年新收政府信息公开申请数量": 54,
    "予以公开": 12,
    "部分公开": 9,
    "不予公开": 2,
    "无法提供": 12,
    "不予处理": 15,
    "其他处理": 2,
    "结转下年度继续办理": 4,
    "行政复议总计": 3,
    "行政诉讼总计": 10,
}
"""What the tables of samples/clean-2021.docx say, read by eye."""


def rows(page: str) -> dict[str, list[str]]:
    """The cells of the tables by the head of their row."""
    found = {}
    for head, rest in re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', page, re.S):
        cells = re.findall(r"<td[^>]*>(.*?)</td>", rest, re.S)
        found[_plain(head)] = [_plain(cell) for cell in cells]
    return found


def _plain(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", markup)).strip()


def of_year(content: bytes, year: int) -> bytes:
    """The report of 2021 as one of another year: every year in it moved by as much."""
    moved = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(moved, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = re.sub(r"20(2[0-3])(?=年)", lambda one: f"20{int(one[1]) + year - 2021}", part.decode()).encode()
            new.writestr(name, part)
    return moved.getvalue()


def hand_in(program: Client, unit: Inspected, year: int, content: bytes) -> None:
    parts = [("code", None, unit.code.encode()), ("year", None, str(year).encode())]
    sent = program.upload("/api/v1/submissions", ("report", f"{year}.docx", content), *parts)
    assert sent.status == 201, sent.text
    done = program.ended(program.get(f"/api/v1/checks/{sent.json['check']['id']}?wait=30"))
    assert done.json["status"] == "done"


def measured(server: Server, count: int) -> None:
    """Waits until what years are compared by is there of so many checks."""

    def there() -> bool:
        with server.office.database.read() as connection:
            asked = select(func.count()).where(check.c.measures.is_not(None))
            return connection.execute(asked).scalar_one() >= count

    until(there, "measures")


def test_years_stand_side_by_side_of_a_unit_and_of_all(
    url: str | None, tmp_path: Path, clean: bytes, defects: bytes
) -> None:
    with served(tmp_path, url) as server:
        program = server.client()
        one, other = Inspected.begun(program), Inspected.begun(program)
        hand_in(program, one, 2019, defects)
        hand_in(program, one, 2021, clean)
        hand_in(program, one, 2022, of_year(clean, 2022))
        hand_in(program, other, 2021, clean + b"  ")
        measured(server, 4)
        inspector = server.account("years", "inspect")
        own = rows(inspector.get(f"/units/{one.unit}").text)
        for title, number in CLEAN.items():
            assert own[title][1:] == ["–", str(number), str(number)], title
        # The same text again with other years in it; the year before 2021 is a gap, so nothing was compared.
        assert own["与上年报告相同的文字（%）"] == ["–", "–", "–", "100"]
        assert own["版本"] == ["1", "缺", "1", "1"]
        assert own["发现"][:3] == ["15", "缺", "0"]
        copied = next(cells for head, cells in own.items() if head.startswith("大段沿用上年报告"))
        assert copied == ["", "–", "", "1"]
        whole = rows(inspector.get("/units").text)
        assert whole["各年度报送单位数"] == ["1", "2", "1"]
        for title, number in CLEAN.items():
            assert whole[title][1:] == [str(2 * number), str(number)], title
        assert whole["发现的问题"] == ["15", "0", own["发现"][3]]
        assert whole["与上年报告相同的文字，平均（%）"] == ["–", "–", "100 （1份）"]
        assert whole["沿用最多的单位（%）"] == ["–", "–", f"单位{one.code} 100"]
        english = inspector.get(f"/units/{one.unit}?lang=en").text
        assert "new applications in the year" in english
        assert "不予公开" not in english


def test_what_was_handed_in_before_there_were_measures_is_measured(tmp_path: Path, clean: bytes) -> None:
    with served(tmp_path) as server:
        program = server.client()
        unit = Inspected.begun(program)
        hand_in(program, unit, 2021, clean)
        measured(server, 1)
        with server.office.database.write() as connection:
            connection.execute(update(check).values(measures=None))
    with served(tmp_path) as server:
        measured(server, 1)
        inspector = server.account("again", "inspect")
        assert rows(inspector.get("/units").text)["予以公开"] == ["12"]


def test_a_check_that_cannot_be_measured_is_not_tried_for_ever(tmp_path: Path, clean: bytes) -> None:
    with served(tmp_path) as server:
        program = server.client()
        unit = Inspected.begun(program)
        hand_in(program, unit, 2021, clean)
        measured(server, 1)
        with server.office.database.write() as connection:
            connection.execute(update(check).values(measures=None, record="0" * 64))
        measured(server, 1)
        with server.office.database.read() as connection:
            assert connection.execute(select(check.c.measures)).scalar_one() == {}


@needs_chromium
def test_charts_have_their_tables_and_fit_a_telephone(tmp_path: Path, clean: bytes) -> None:
    with served(tmp_path) as server:
        program = server.client()
        unit = Inspected.begun(program)
        hand_in(program, unit, 2020, clean)
        hand_in(program, unit, 2021, clean + b" ")
        measured(server, 2)
        inspector = server.account("charts", "inspect")
        with Visitor(server.base) as visitor:
            visitor.is_in(inspector)
            visitor.speaks("zh")
            for path in ("/units", f"/units/{unit.unit}"):
                for width in (390, 1440, 1920):
                    visitor.visit(path, width, 900, dark=width == 390)
                    assert visitor.run("document.documentElement.scrollWidth") <= width
                titles = visitor.run("[...document.querySelectorAll('.chart figcaption')].map(one => one.textContent)")
                assert {"予以公开", "本年新收政府信息公开申请数量"} <= set(titles)
                assert visitor.serious() == []
            assert visitor.troubles == []
