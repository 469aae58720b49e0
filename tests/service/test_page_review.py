"""The pages of inspectors in real browsers: decisions by keys, two at once, an inspection from list to letters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outputs.chromium import needs_chromium
from tests.service.browsing import Visitor
from tests.service.client import Client
from tests.service.inspected import Inspected
from tests.service.serving import Server, served

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("review")) as made:
        yield made


@pytest.fixture(scope="module")
def inspector(office: Server) -> Client:
    return office.account("李四", "inspect")


@pytest.fixture
def unit(office: Server) -> Inspected:
    return Inspected.begun(office.client())


def test_an_inspector_judges_by_keys_alone(office: Server, inspector: Client, unit: Inspected, defects: bytes) -> None:
    submission = unit.hand_in(defects, "教育局.docx")
    with Visitor(office.base) as visitor:
        visitor.speaks("zh")
        visitor.is_in(inspector)
        visitor.visit(f"/submissions/{submission['id']}")
        visitor.until("document.querySelector('.card.active .judged')")
        assert "待判 14 / 15" in visitor.text()
        visitor.key("KeyY", "Process")
        visitor.until("document.querySelector('#left').textContent.includes('13 / 15')")
        first = visitor.run("document.querySelector('.card.active').dataset.item")
        visitor.key("KeyN", "n")
        visitor.until("document.activeElement.matches('.why input')")
        visitor.call("Input.insertText", text="原文如此")
        visitor.press("Enter")
        visitor.until("document.querySelector('#left').textContent.includes('12 / 15')")
        assert visitor.run("document.querySelector('.card.active').dataset.item") != first
        visitor.key("KeyZ", "z")
        visitor.until("document.querySelector('#left').textContent.includes('13 / 15')")
        assert visitor.serious() == []
        assert visitor.troubles == []
    decisions = [one["decision"] for one in unit.matters(submission["id"])]
    assert sorted(decisions) == [""] * 14 + ["stands"]


def test_who_is_second_is_told_and_sees_the_first_decision(
    office: Server, inspector: Client, unit: Inspected, defects: bytes
) -> None:
    submission = unit.hand_in(defects)
    other = office.account(f"王五{unit.code}", "inspect")
    with Visitor(office.base) as one, Visitor(office.base) as two:
        for visitor, client in ((one, inspector), (two, other)):
            visitor.speaks("zh")
            visitor.is_in(client)
            visitor.visit(f"/submissions/{submission['id']}")
            visitor.until("document.querySelector('.card.active .judged')")
        one.key("KeyY", "y")
        one.until("document.querySelector('.is.stands')")
        two.key("KeyU", "u")
        two.until("document.querySelector('.judged .wrong')")
        assert "李四 已先作判断" in two.text()
        assert two.run("document.querySelector('.is').textContent").startswith("成立")
        assert [one for one in two.troubles if "409" not in one] == []


def test_an_inspection_goes_from_the_list_to_the_letters(
    office: Server, inspector: Client, defects: bytes, clean: bytes, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ("序号", "单位名称", "单位代码", "联系人"),
        (1, "青屿县人民政府", "A1", "张三"),
        (2, "安澜市教育局", "A2", ""),
    ):
        book.active.append(row)
    path = tmp_path / "名单.xlsx"
    book.save(path)
    with Visitor(office.base) as visitor:
        visitor.speaks("zh")
        visitor.is_in(inspector)
        visitor.visit("/inspections")
        visitor.write("input[name=title]", "2021年度年报检查")
        visitor.write("input[name=year]", "2021")
        visitor.run("document.querySelector('input[name=deadline]').value = '2022-03-31'")
        visitor.click("section.card .button")
        visitor.until("/^.inspections.[0-9a-f]+$/.test(location.pathname)")
        here = visitor.run("location.pathname")
        visitor.choose("input[name=list]", path)
        visitor.click("section.card .button")
        visitor.until("document.body.innerText.includes('安澜市教育局')")
        assert "张三" in visitor.text()
        assert "逾期" in visitor.text()
        program = office.client()
        handed = program.upload(
            "/api/v1/submissions", ("report", "青屿.docx", defects), ("code", None, b"A1"), ("year", None, b"2021")
        )
        program.ended(program.get(f"/api/v1/checks/{handed.json['check']['id']}?wait=30"))
        visitor.visit(f"{here}?state=waiting")
        assert "青屿县人民政府" in visitor.text()
        assert "安澜市教育局" not in visitor.run("document.querySelector('table.list').innerText")
        assert visitor.serious() == []
        visitor.visit(f"/submissions/{handed.json['id']}/matters")
        visitor.run("document.querySelectorAll('input[name=matter]').forEach(one => { one.checked = true; })")
        visitor.click("button[value=stands]")
        visitor.until("!document.body.innerText.includes('待判')")
        visitor.visit(f"{here}/letters")
        assert visitor.serious() == []
        visitor.click("form[method=post] p .button")
        visitor.until("document.body.innerText.includes('已出具')")
        visitor.visit(here)
        assert "整改中" in visitor.run("document.querySelector('table.list').innerText")
        assert visitor.serious() == []
        for year in (b"2020", b"2021"):
            sent = ("report", "青屿.docx", clean + year)
            program.upload("/api/v1/submissions", sent, ("code", None, b"A1"), ("year", None, year))
        unit = program.get("/api/v1/units?limit=500").json["units"]
        key = next(one["id"] for one in unit if one["code"] == "A1")
        visitor.visit(f"/units/{key}", 390, 844, dark=True)
        assert visitor.run("document.documentElement.scrollWidth") <= 390
        assert visitor.run("document.querySelectorAll('.chart svg').length") >= 2
        assert visitor.serious() == []
        visitor.visit("/units")
        assert visitor.serious() == []
        visitor.visit("/rules")
        visitor.click("table.list a")
        visitor.until("location.pathname.startsWith('/rules/')")
        assert visitor.serious() == []
        assert visitor.troubles == []


def test_a_report_of_nobody_known_is_claimed_by_the_name_of_its_unit(
    office: Server, inspector: Client, unit: Inspected, defects: bytes
) -> None:
    program = office.client()
    called = [f"青屿县{word}{unit.code}" for word in ("政府", "府办")]
    for name in called:
        program.post("/api/v1/units", {"name": name, "names": ["青屿县人民政府"]})
    sent = program.upload("/api/v1/submissions", ("report", f"{unit.code}.docx", defects))
    program.ended(program.get(f"/api/v1/checks/{sent.json['check']['id']}?wait=30"))
    with Visitor(office.base) as visitor:
        visitor.speaks("zh")
        visitor.is_in(inspector)
        visitor.visit("/inspections")
        assert "待认领 1 份" in visitor.text(), "two are called so, and none is guessed"
        likely = visitor.text().partition("可能是：")[2].partition("\n")[0]
        assert all(name in likely for name in called)
        visitor.write("section input[name=unit]", "没有的单位")
        visitor.click("form[action$='/claim'] .button")
        visitor.until("document.body.innerText.includes('没有叫“没有的单位”的单位')")
        visitor.visit("/inspections")
        visitor.write("section input[name=unit]", f"单位{unit.code}")
        visitor.click("form[action$='/claim'] .button")
        visitor.until("location.pathname.startsWith('/submissions/')")
        visitor.until("document.querySelector('.card, .judged, main')")
        assert f"单位{unit.code}" in visitor.text()
        assert [one for one in visitor.troubles if "404" not in one] == []
    assert (unit.state()["versions"], unit.state()["latest"]) == (1, sent.json["id"])


def test_a_units_contact_comes_by_a_link_hands_in_and_answers(
    office: Server, unit: Inspected, inspector: Client, tmp_path: Path, defects: bytes
) -> None:
    report = tmp_path / "年报.docx"
    report.write_bytes(defects)
    page = inspector.send(f"/inspections/{unit.inspection}/link", {"unit": unit.unit})
    link = page.text.partition("<pre>")[2].partition("</pre>")[0]
    with Visitor(office.base) as visitor:
        visitor.speaks("zh")
        visitor.visit(link)
        visitor.click("button.button")
        visitor.until("location.pathname === '/inspections'")
        visitor.visit("/check")
        visitor.choose("#report", report)
        visitor.until("document.querySelector('#checks tr[data-status=done]')")
        visitor.click("#checks tbody a")
        visitor.until("location.pathname.startsWith('/checks/')")
        visitor.run("[...document.querySelectorAll('.menu')].forEach(one => { one.open = true; })")
        visitor.click("form[action$='/submit'] .button")
        visitor.until("location.pathname.endsWith('/receipt')")
        assert "已收到报送" in visitor.text()
        visitor.click(".card a.button")
        visitor.until("document.querySelector('.card .judged')")
        visitor.write(".card textarea", "更正公告已发")
        visitor.click(".card .answer button")
        visitor.until("document.body.innerText.includes('说明 ') && document.body.innerText.includes('更正公告已发')")
        assert visitor.troubles == []
    assert unit.state()["state"] == "waiting"
    # Weeks later he is to hand in again: there is a new link for whoever asks for one, until the inspection is closed.
    path = f"/inspections/{unit.inspection}"
    assert f'action="{path}/link"' in inspector.get(path).text
    again = Client(office.base)
    page = inspector.send(f"{path}/link", {"unit": unit.unit})
    code = page.text.partition("<pre>")[2].partition("</pre>")[0].partition("#")[2]
    assert again.send("/enter", {"code": code}).status == 303
    again.get("/check")
    sent = again.upload("/check", ("form", None, again.form.encode()), ("report", "改.docx", defects + b" "))
    draft = again.standing(sent.headers["location"])
    assert f'action="{sent.headers["location"]}/submit"' in draft.text
    handed = again.send(f"{sent.headers['location']}/submit", {})
    assert (handed.status, unit.state()["versions"]) == (303, 2)
    assert inspector.send(f"{path}/close", {}).status == 303
    assert f'action="{path}/link"' not in inspector.get(path).text
    assert again.send("/enter", {"code": code}).status == 403


def test_the_administrator_makes_an_account_and_a_token(office: Server) -> None:
    admin = office.account("admin-page", "administer")
    with Visitor(office.base) as visitor:
        visitor.speaks("en")
        visitor.is_in(admin)
        visitor.visit("/admin")
        assert visitor.serious() == []
        visitor.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        visitor.write("form[action='/admin/tokens'] input[name=name]", "OA")
        visitor.click("form[action='/admin/tokens'] input[value=submit]")
        visitor.click("form[action='/admin/tokens'] .button")
        visitor.until("document.querySelector('pre')")
        secret = visitor.run("document.querySelector('pre').textContent")
        assert Client(office.base, secret).get("/api/v1/checks").status == 403
        assert visitor.troubles == []
    assert "OA" in admin.get("/admin").text
