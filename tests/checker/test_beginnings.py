"""Beginnings and ends of reports: whose it is, which sections and particulars a careful reader finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.pack.issuers import same_issuer
from checker.reading.reading import Reading
from checker.text.normalize import comparable
from tests.checker.reports import checker, document_of_text, pack

CASES = Path(__file__).with_name("issuers.yaml")
_TITLE = "云泽市水务局2023年政府信息公开工作年度报告"
_SECTIONS = """一、总体情况
2023年，依法公开政府信息120条，答复申请3件。
二、主动公开政府信息情况
详见附表。
三、收到和处理政府信息公开申请情况
详见附表。
四、政府信息公开行政复议、行政诉讼情况
没有发生。
五、存在的主要问题及改进情况
栏目更新不够及时，将逐月检查。
六、其他需要报告的事项
本年度没有收取信息处理费。"""


def cases() -> list[dict[str, Any]]:
    """The beginnings and ends."""
    import yaml

    return list(yaml.safe_load(CASES.read_text("utf-8")))


def reading_of(case: dict[str, Any]) -> Reading:
    """The reading of the report that a case is of."""
    title = _TITLE if "sections" in case else case.get("title")
    sections = case.get("sections", _SECTIONS)
    if "within" in case:
        sections = sections.replace("2023年，", case["within"] + "\n2023年，")
    texts = (title, case.get("before"), sections, case.get("after"))
    document = document_of_text("\n".join(text for text in texts if text), case.get("name", "report.txt"))
    document = replace(document, properties={one: case[one] for one in ("source", "site") if one in case})
    reading = checker().recognise(document, "report")
    assert reading is not None
    return reading


def faults(case: dict[str, Any]) -> list[str]:
    """What of a case is not found as it says."""
    reading = reading_of(case)
    found: list[str] = []
    identity, issuers = reading.identity, pack().spec.issuers
    if "organ" in case and _plain(identity.organ) != _plain(case["organ"]):
        found.append(f"organ {identity.organ} by {identity.organ_from}")
    if "shown" in case and identity.title != case["shown"]:
        found.append(f"title {identity.title}")
    if "level" in case and identity.level != case["level"]:
        found.append(f"level {identity.level}")
    other = identity.other_organ
    if "organ" in case and (
        (other is None) != ("other" not in case) or (other and not same_issuer(other, case["other"], issuers))
    ):
        found.append(f"other organ {other}")
    if "field" in case:
        field = reading.fields.get(case["field"])
        if (field.text if field else None) != case["is"]:
            found.append(f"{case['field']} {field and field.text}")
        if "valid" in case and field is not None and field.valid != case["valid"]:
            found.append(f"valid {field.valid}")
    if "sections" in case and [span.id for span in reading.sections] != case["is"]:
        found.append(f"sections {[span.id for span in reading.sections]}")
    if "content" in case:
        content = "".join(one.plain.string for one in reading.within(reading.sections[0].id))
        found += [] if content.lstrip(":。") == _plain(case["content"]) else [f"content {content}"]
    return found


def _plain(text: str | None) -> str | None:
    return None if text is None else comparable(text).string


@pytest.mark.parametrize("case", cases(), ids=lambda case: str({k: v for k, v in case.items() if k != "is"})[:120])
def test_a_beginning_is_read_as_a_careful_reader_reads_it(case: dict[str, Any]) -> None:
    assert faults(case) == []
