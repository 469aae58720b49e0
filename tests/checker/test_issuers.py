"""Names of organs: which are one organ in full and in short, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.pack.issuers import parted, same_issuer
from tests.checker.reports import pack

FULL_AND_SHORT = """
宿迁市人民政府外事办公室 市外办
宿迁市人民政府外事办公室 宿迁市外办
宿迁市人民政府外事办公室 宿迁市外事办
宿迁市人民政府外事办公室 宿迁市外事办公室
安澜市水务局 市水务局
安澜市水务局 水务局
安澜市文化和旅游局 安澜市文旅局
安澜市发展和改革委员会 安澜市发改委
安澜市卫生健康委员会 市卫健委
安澜市市场监督管理局 市市场监管局
安澜市人力资源和社会保障局 市人社局
安澜市住房和城乡建设局 安澜市住建局
安澜市应急管理局 市应急局
安澜市退役军人事务局 市退役军人局
安澜市政务服务数据管理局 市政数局
安澜市人民政府 安澜市
青屿县人民政府 青屿县
青屿县石溪镇人民政府 石溪镇人民政府
青屿县石溪镇人民政府 石溪镇
东门街道办事处 东门街道
安澜市青屿县水务局 青屿县水务局
江苏省财政厅 省财政厅
"""
TWO_ORGANS = """
宿迁市人民政府外事办公室 常州市外办
宿迁市人民政府外事办公室 宿迁市人民政府办公室
安澜市水务局 安澜市水利局
安澜市文化和旅游局 市文广旅局
安澜市人民政府 安澜市人民政府办公室
安澜市人民政府 安澜市水务局
安澜市民政局 安澜市财政局
石溪镇人民政府 石桥镇人民政府
青屿县水务局 安澜市水务局
安澜市公安局 安澜市公安局交通警察支队
安澜市第一中学 安澜市第二中学
江苏省财政厅 浙江省财政厅
安澜市生态环境局 市环境局
"""


def pairs(text: str) -> list[tuple[str, str]]:
    """The pairs of names, one a line."""
    return [(one, other) for one, other in (line.split() for line in text.strip().splitlines())]


@pytest.mark.parametrize(("full", "short"), pairs(FULL_AND_SHORT))
def test_a_short_form_is_the_same_organ(full: str, short: str) -> None:
    assert same_issuer(full, short, pack().spec.issuers)
    assert same_issuer(short, full, pack().spec.issuers)


@pytest.mark.parametrize(("one", "other"), pairs(TWO_ORGANS))
def test_two_organs_are_not_taken_for_one(one: str, other: str) -> None:
    assert not same_issuer(one, other, pack().spec.issuers)
    assert not same_issuer(other, one, pack().spec.issuers)


@given(st.text("安澜市县区水务局人民政府办公室委厅", min_size=1, max_size=14), st.text("安澜市水务局办", max_size=8))
def test_every_name_is_itself_and_the_order_does_not_count(one: str, other: str) -> None:
    spec = pack().spec.issuers
    assert same_issuer(one, one, spec)
    assert same_issuer(one, other, spec) == same_issuer(other, one, spec)


def test_a_name_has_a_region_and_a_body() -> None:
    issuer = parted("宿迁市人民政府外事办公室", pack().spec.issuers)
    assert (issuer.region, issuer.body) == ("宿迁市", "外事办公室")
    district = parted("青岛市市北区人民政府", pack().spec.issuers)
    assert (district.region, district.body) == ("青岛市市北区", "")
