"""Any number of reports of as many organs in the formats that inspectors get, some with a figure that is off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

from tests.generator import docx, forms, text
from tests.generator.docx import DocxOptions
from tests.generator.prose import WATER
from tests.generator.spec import Report, report_2021, with_figure

_FIRST, _SECOND = "安宁临云青海长武平永泰和石桥灵江北双", "平河江泽川陵宁安湖丰山门东南流阳州城"
_BUREAUS = (
    "水利局", "教育局", "财政局", "民政局", "司法局", "审计局", "统计局", "商务局", "气象局", "档案局", "交通运输局",
    "农业农村局", "自然资源局", "生态环境局", "应急管理局", "市场监督管理局", "城市管理局", "医疗保障局", "信访局",
    "林业局", "体育局", "卫生健康委员会", "发展和改革委员会", "住房和城乡建设局", "人力资源和社会保障局",
    "文化和旅游局", "退役军人事务局", "工业和信息化局", "科学技术局", "行政审批局", "国防动员办公室", "乡村振兴局",
)  # fmt: skip
FORMATS = ("docx", "txt", "docx", "txt", "docx", "txt", "docx", "txt", "docx", "pdf")
"""In turn: nine of ten are Word files and texts."""


def many(count: int, seed: int = 0, formats: tuple[str, ...] = FORMATS) -> Iterator[tuple[str, bytes]]:
    """(name of the file, content), one for each organ, in the same order for the same seed."""
    random = Random(seed)
    names = [f"{one}{other}市{bureau}" for bureau, one, other in product(_BUREAUS, _FIRST, _SECOND) if one != other]
    if count > len(names):
        raise ValueError(f"there are names for {len(names)} organs")
    random.shuffle(names)
    for number, name in enumerate(names[:count]):
        suffix = formats[number % len(formats)]
        yield f"{number:05d}-{name}.{suffix}", _written(_report(name, number, random), suffix, number)


def _report(name: str, number: int, random: Random) -> Report:
    report = report_2021(number, replace(WATER, name=name), size=random.choice((5, 60, 400)))
    if number % 3 == 0:
        row, column = random.choice([key for key, value in report.figures("applications").items() if value.isdigit()])
        report = with_figure(report, "applications", row, column, str(random.randint(1000, 2000)))
    return report


def _written(report: Report, suffix: str, number: int) -> bytes:
    if suffix == "docx":
        return docx.write(report, DocxOptions(numbering=("typed", "automatic", "style")[number % 3]))
    if suffix == "pdf":
        return forms.FORMS["pdf"][1](report)
    way = ("tabs", "bars", "pipes", "cells")[number % 4]
    return text.encode(text.write(report, way), ("utf-8", "gb18030")[number // 4 % 2])
