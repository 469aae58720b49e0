"""The work on figures grows with the text and no faster: counted in calls, which a busy machine does not change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache
from types import FrameType

import pytest

from checker.fact import Fact
from checker.facts import figures, mentions
from checker.reading.reading import Reading
from tests.checker.reports import document_of, known_report, read, with_lines

FEW, MANY = 100, 1000
OPENED = "网站发布信息9000条，其中"
TEXTS = [
    pytest.param("", "网站发布信息293条，其中政策文件238条、动态信息64条。", id="lists"),
    pytest.param("", "收到政府信息公开申请96件，其中自然人71件，办结99件，结转5件，占比12%。", id="requests"),
    pytest.param(OPENED, "公告12条、动态13条，", id="one list without end"),
    pytest.param("", "未收到申请，均已办结，", id="statements"),
    pytest.param("", "收到（受理）申请（含结转", id="brackets"),
    pytest.param("", "不予公开（属于国家秘密）1件，公开（含部分公开）2件，", id="brackets that include"),
    pytest.param("", "行政复议25件，其中涉及政府信息公开的8件；", id="parts about the subject"),
    pytest.param("", "行政复议5件、行政诉讼1件，均为维持。", id="cases side by side"),
    pytest.param("", "动态2条、公告4条，共6条。", id="totals behind their parts"),
    pytest.param("", "（一）主动公开政府信息情况。", id="headings"),
    pytest.param("", "依据《关于印发《年度报告格式》的通知》（国办公开办函〔2021〕30号），", id="citations"),
]


def calls(lines: list[str], extract: Callable[[Reading], Iterator[Fact]] = figures.extract) -> int:
    """The calls that reading the figures, or other facts, of a report with these lines takes."""
    reading = read(document_of(with_lines(known_report(), "overview", lines)))
    return counted(lambda: list(extract(reading)))


def counted(work: Callable[[], object]) -> int:
    """The calls that some work takes."""
    count = 0

    def seen(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@cache
def nothing() -> int:
    """The calls for a report with none of these lines."""
    return calls([])


@pytest.mark.parametrize(("begin", "text"), TEXTS)
@pytest.mark.parametrize("paragraphs", [False, True], ids=["one paragraph", "many paragraphs"])
def test_ten_times_the_text_takes_ten_times_the_work(begin: str, text: str, paragraphs: bool) -> None:
    few, many = (calls([begin + text] * count if paragraphs else [begin + text * count]) for count in (FEW, MANY))
    assert (many - nothing()) <= 1.15 * MANY / FEW * max(few - nothing(), MANY)


@pytest.mark.parametrize(
    "text",
    ["网站发布信息10条，其中动态6条。", "国办发〔2021〕12号，", "2020年，我局认真落实条例。", "1月1日至12月31止，"],
)
def test_thousands_of_hits_of_a_mention_in_a_paragraph_take_so_many_times_the_work(text: str) -> None:
    few, many = (calls([text * count], mentions.extract) for count in (FEW, MANY))
    nothing = calls([], mentions.extract)
    assert (many - nothing) <= 1.3 * MANY / FEW * max(few - nothing, MANY)


@pytest.mark.parametrize(
    "heading", ["一、总体情况", "二、主动公开政府信息情况", "（二）主动公开政府信息情况", "1.依申请公开"]
)
def test_thousands_of_headings_take_so_many_times_the_work(heading: str) -> None:
    nothing, few, many = (
        document_of(with_lines(known_report(), "overview", [heading] * count)) for count in (0, FEW, MANY)
    )
    read(nothing)
    least, less, more = (counted(lambda document=document: read(document)) for document in (nothing, few, many))
    assert (more - least) <= 1.3 * MANY / FEW * max(less - least, MANY)
