"""The page *Check* in a real browser: come in by the link, drop a report, see it, drop the mended one."""

from __future__ import annotations

from pathlib import Path

from checker.service import running
from tests.outputs.chromium import needs_chromium
from tests.service.browsing import Visitor
from tests.service.client import Client
from tests.service.serving import Server, served

pytestmark = needs_chromium


def test_a_clerk_comes_in_by_the_link_checks_and_mends(tmp_path: Path, root: Path) -> None:
    report, mended = tmp_path / "教育局2021年报.docx", tmp_path / "教育局2021年报（改）.docx"
    report.write_bytes((root / "samples" / "defects-2021.docx").read_bytes())
    mended.write_bytes((root / "samples" / "clean-2021.docx").read_bytes())
    with served(tmp_path / "data") as server:
        link = running.first_link(server.office).replace(":0/", f"{server.base[server.base.rindex(':') :]}/")
        with Visitor(server.base) as visitor:
            visitor.speaks("zh")
            visitor.visit(link)
            assert visitor.run("location.hash") == ""
            visitor.click("button.button")
            visitor.until("location.pathname === '/check'")
            assert visitor.serious() == []
            visitor.choose("#report", report)
            visitor.until("document.querySelector('#checks tr[data-status=done]')")
            assert "错误 6" in visitor.text()
            visitor.click("#checks tbody a")
            visitor.until("location.pathname.startsWith('/checks/') && document.readyState === 'complete'")
            assert visitor.run("document.querySelectorAll('.card[data-item]').length") == 15
            visitor.press("j")
            assert visitor.run("document.querySelector('.card.active').dataset.item") == "0"
            assert visitor.serious() == []
            visitor.choose(".again input[type=file]", mended)
            visitor.until("document.querySelector('.chip[data-value=fixed]')")
            assert visitor.run("document.querySelectorAll('.card.fixed').length") == 13
            assert visitor.troubles == []


def test_the_link_is_not_spent_by_whoever_only_looks_at_it(tmp_path: Path) -> None:
    with served(tmp_path) as server:
        link = running.first_link(server.office)
        code = link.rpartition("#")[2]
        for _ in range(3):
            assert Client(server.base).get("/enter").status == 200
        person = Client(server.base)
        assert person.send("/enter", {"code": code}).status == 303
        assert person.get("/check").status == 200
        assert Client(server.base).send("/enter", {"code": code}).status == 403


def test_text_is_pasted_in_english_on_a_telephone_in_the_dark(server: Server) -> None:
    clerk = server.account("telephone", "submit")
    with Visitor(server.base) as visitor:
        visitor.is_in(clerk)
        visitor.speaks("en")
        visitor.visit("/check", 390, 800, dark=True)
        assert "Drop reports here" in visitor.text()
        assert visitor.run("document.documentElement.scrollWidth") <= 390
        visitor.run("document.querySelectorAll('details')[1].open = true")
        visitor.write("#text", "安澜市教育局2021年政府信息公开工作年度报告\n一、总体情况\n……")
        visitor.click("#start")
        visitor.until("document.querySelector('#checks tr[data-status=done]')")
        assert "pasted text" in visitor.text()
        assert visitor.serious() == []
        assert visitor.troubles == []


def test_it_works_without_script(server: Server, defects: bytes) -> None:
    clerk = server.account("no-script", "submit")
    clerk.get("/check")
    answer = clerk.upload("/check", ("form", None, clerk.form.encode()), ("report", "市局.docx", defects))
    assert answer.status == 303
    page = clerk.standing(answer.headers["location"])
    assert "联系电话格式有误" in page.text
    assert "市局.docx" in clerk.get("/check").text
    assert clerk.send(f"{answer.headers['location']}/delete", {}).status == 303
    assert "市局.docx" not in clerk.get("/check").text
