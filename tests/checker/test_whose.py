"""Whose a report is, where its sections begin, and its particulars: beginnings and ends as reports have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters.text import read as read_text
from checker.reading.reading import Reading
from checker.reading.recognise import read, sight
from checker.text.normalize import comparable
from tests.checker.reports import pack

CASES = yaml.safe_load((Path(__file__).parent / "issuers.yaml").read_text("utf-8"))
SIX = (
    "一、总体情况\n有序推进。\n二、主动公开政府信息情况\n见表。\n三、收到和处理政府信息公开申请情况\n见表。\n"
    "四、政府信息公开行政复议、行政诉讼情况\n见表。\n五、存在的主要问题及改进情况\n有不足，已改进。\n六、其他需要报告的事项\n无其他事项。"
)


def reading_of(case: dict[str, Any], folder: Path) -> Reading:
    """The reading of a case's text, put together as the head of issuers.yaml says."""
    parts = [case.get("title"), case.get("before"), case.get("sections", SIX), case.get("after")]
    path = folder / case.get("name", "report.txt")
    path.write_text("\n\n".join(part for part in parts if part), "utf-8")
    document = read_text(path, path.name)
    return read(document, sight(document, pack(), "report"))


def plain(text: str | None) -> str | None:
    """Text as it is compared; None stays None."""
    return None if text is None else comparable(text).string


@pytest.mark.parametrize("case", [one for one in CASES if "organ" in one], ids=str)
def test_the_report_is_of_that_organ(case: dict[str, Any], tmp_path: Path) -> None:
    identity = reading_of(case, tmp_path).identity
    assert plain(identity.organ) == plain(case["organ"])
    assert plain(identity.other_organ) == plain(case.get("other"))


@pytest.mark.parametrize("case", [one for one in CASES if "level" in one], ids=str)
def test_the_level_follows(case: dict[str, Any], tmp_path: Path) -> None:
    assert reading_of(case, tmp_path).identity.level == case["level"]


@pytest.mark.parametrize("case", [one for one in CASES if "field" in one], ids=str)
def test_the_particular_is_read(case: dict[str, Any], tmp_path: Path) -> None:
    found = reading_of(case, tmp_path).fields.get(case["field"])
    assert plain(found.text if found else None) == plain(case["is"])
    assert "valid" not in case or (found is not None and found.valid == case["valid"])


@pytest.mark.parametrize("case", [one for one in CASES if "sections" in one], ids=str)
def test_the_sections_are_those(case: dict[str, Any], tmp_path: Path) -> None:
    reading = reading_of(case, tmp_path)
    assert [span.id for span in reading.sections if span.titled] == case["is"]
    content = "".join(passage.plain.string for passage in reading.within("overview"))
    assert "content" not in case or content.lstrip(":") == plain(case["content"])
