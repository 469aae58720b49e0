"""Names of organs: which are one organ in full and in short, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.pack.issuers import NameIndex, parted, same_issuer
from checker.pack.model import IssuerSpec
from tests.checker.reports import pack

FULL_AND_SHORT = """
宿迁市人民政府外事办公室 市外办
宿迁市人民政府外事办公室 宿迁市外办
宿迁市人民政府外事办公室 宿迁市外事办
宿迁市人民政府外事办公室 宿迁市外事办公室
滨洲海关关区 滨洲海关
国家税务总局安澜市税务局 安澜市税务系统
国家税务总局青屿县税务局 青屿县税务局系统
安澜市公安局 安澜市公安机关
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
渠阳县发展和改革局 渠阳县发改局
渠阳县发展和改革局 县发改局
云泽市住房和城乡建设局 市住建局
云泽市住房城乡建设局 云泽市住房和城乡建设局
云泽市文化广电和旅游局 市文广旅局
云泽市机关事务管理局 市机关事务局
云泽市医疗保障局 云泽市医保局
云泽市渠阳县农业农村局 渠阳县农业农村局
云泽市渠阳县农业农村局 县农业农村局
云泽市市场监督管理局 市市场监管局
市场监督管理局 云泽市市场监督管理局
云泽市市政公用事业管理局 市政公用事业管理局
云泽市人民政府国有资产监督管理委员会 云泽市国资委
云泽市妇女联合会 市妇联
云泽市供销合作社联合社 市供销社
云泽市人民政府办公室 市政府办公室
渠阳县人民政府办公室 县府办
渠阳县人民政府办公室 渠阳县政府办
云泽市行政审批服务局 市行政审批局
云泽市地方金融监督管理局 市金融监管局
云泽市城市管理综合执法局 市城管局
国家税务总局渠阳县税务局 渠阳县税务局
渠阳县白沙镇人民政府 白沙镇
云泽市东岭区南桥街道办事处 南桥街道办
云泽市东岭区南桥街道办事处 东岭区南桥街道
云泽经济技术开发区管理委员会 云泽经开区
宁州省云泽市统计局 云泽市统计局
云泽财政局 云泽市财政局
盐泽城市教育局 盐泽城市教育局
云泽市市北区教育局 市北区教育局
湘林土家族苗族自治州民政局 州民政局
云泽市退役军人事务局 市退役军人局
云泽市司法局 司法局
云泽市住房公积金管理中心 云泽市公积金中心
渠阳县人力资源和社会保障局 县人社局
云泽市应急管理局 应急局
松浦县城市管理局 县城管局
松浦县城市管理局 松浦县城管局
城市管理局 松浦县城市管理局
锦河市自然资源和规划局 锦河市资规局
锦河市自然资源和规划局 锦河市自然资源局
锦河市残疾人联合会 锦河残联
锦河高新技术产业开发区管理委员会 锦河市高新区管委会
锦河市民族宗教事务局 市民宗局
锦河市工业和信息化局 市工信局
锦河市政务服务和数据管理局 市政务服务和数据局
锦河市柳林区人民政府 柳林区人民政府
锦河市柳林区人民政府 锦河市柳林区
锦河市乡村振兴局 乡村振兴局
县市场监管局 松浦县市场监督管理局
锦河市科学技术局 市科技局
锦河市交通运输局 市交通局
松浦县教育和体育局 松浦县教体局
锦河市政府办 锦河市人民政府办公室
长岭经济技术开发区经济发展局 经开区经发局
锦河市公安局交通警察支队 锦河市公安局交警支队
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
渠阳县水务局 渠阳县水文局
渠阳县林业局 渠阳县林业调查规划局
云泽市交通运输局 云泽市交通运输综合行政执法局
云泽市公安局 云泽市公安局东岭分局
云泽市审计局 云泽市东岭区审计局
阳县水利局 渠阳县水利局
城区教育局 岭城区教育局
岭区民政局 东岭区民政局
云泽市教育局 云泽市教育考试局
云泽市统计局 云泽市统计调查局
云泽市人民政府 云泽市人民政府办公室
渠阳县财政局 渠阳县财政国库支付局
云泽市民政局 云泽市民族宗教事务局
云泽市粮食局 云泽市粮食和物资储备局
云泽市卫生健康委员会 云泽市卫生健康综合监督执法局
云泽市科学技术局 云泽市科学技术协会
云泽市人民政府外事办公室 云泽市人民政府侨务办公室
云泽市经济技术开发区管理委员会 云泽市高新技术产业开发区管理委员会
白沙镇人民政府 白石镇人民政府
云泽市 云泽县
锦河市城市管理局 锦河市城市更新局
松浦县水利局 松浦县水利移民管理局
锦河市生态环境局 锦河市生态环境局柳林分局
林区财政局 柳林区财政局
锦河市国土资源局 锦河市国土资源执法监察局
锦河市供电局 锦河市供水局
锦河市体育局 锦河市体育总会
锦河市档案局 锦河市档案馆
锦河市商务局 锦河市商务稽查局
锦河市信访局 松浦县信访局
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


@pytest.mark.parametrize(("one", "other"), [*pairs(FULL_AND_SHORT), *pairs(TWO_ORGANS)])
def test_the_index_finds_what_comparing_finds(one: str, other: str) -> None:
    spec = pack().spec.issuers
    found = (NameIndex([one], spec).same(other), NameIndex([other], spec).same(one))
    same = same_issuer(one, other, spec)
    assert found == (([one], [other]) if same else ([], []))


def test_a_name_with_a_place_is_held_against_few(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = pack().spec.issuers
    places = [f"安{second}市" for second in "平河江泽川陵宁湖丰山门东南流阳州"]
    bodies = ("水务局", "教育局", "财政局", "民政局", "司法局", "审计局", "统计局", "商务局", "气象局", "档案局")
    index = NameIndex([*(place + body for place in places for body in bodies), "安河财政局"], spec)
    held: list[str] = []

    def counted(one: str, other: str, spec: IssuerSpec) -> bool:
        held.append(other)
        return same_issuer(one, other, spec)

    monkeypatch.setattr("checker.pack.issuers.same_issuer", counted)
    assert index.same("安河市财政局") == ["安河市财政局", "安河财政局"]
    assert len(held) == 2
    assert index.same("安平市水务局") == ["安平市水务局"]


@pytest.mark.parametrize(
    ("name", "region", "body"),
    [
        ("城市管理局", "", "城市管理局"),
        ("市场监督管理局", "", "市场监督管理局"),
        ("县市场监督管理局", "县", "市场监督管理局"),
        ("渠阳县城市管理局", "渠阳县", "城市管理局"),
        ("盐泽城市教育局", "盐泽城市", "教育局"),
        ("云泽市市政公用事业管理局", "云泽市", "市政公用事业管理局"),
        ("云泽市政府办", "云泽市", "办"),
        ("国家税务总局渠阳县税务局", "渠阳县", "税务局"),
        ("云泽市社区建设局", "云泽市", "社区建设局"),
        ("湘林土家族苗族自治州民政局", "湘林土家族苗族自治州", "民政局"),
    ],
)
def test_a_place_ends_at_a_sign_that_is_no_part_of_a_word(name: str, region: str, body: str) -> None:
    issuer = parted(name, pack().spec.issuers)
    assert (issuer.region, issuer.body) == (region, body)
