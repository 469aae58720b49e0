"""Every page, narrow and dark, wide and light: nothing hangs over, nobody is shut out, nothing goes elsewhere."""

from __future__ import annotations

import pytest

from tests.outputs.chromium import needs_chromium
from tests.service.browsing import Visitor
from tests.service.inspected import Inspected
from tests.service.serving import Server, served

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Server:
    with served(tmp_path_factory.mktemp("pages")) as made:
        yield made


def test_every_page_fits_and_shuts_nobody_out(office: Server, defects: bytes, clean: bytes) -> None:
    program = office.client()
    unit, other = Inspected.begun(program), Inspected.begun(program)
    first = unit.hand_in(defects, "青屿县教育和体育局2021年政府信息公开工作年度报告.docx")
    matters = unit.matters(first["id"])
    unit.judge(matters, "stands")
    unit.issue()
    second = unit.hand_in(clean)
    other.hand_in(defects + b" ")
    program.upload("/api/v1/submissions", ("report", "不知是谁的.docx", defects + b"  "))
    admin = office.account("管理员", "administer")
    admin.headers["X-Gouji-Form"] = admin.form
    sent = admin.upload("/api/v1/checks?wait=30", ("report", "一个很长很长的文件名（送审稿）.docx", defects))
    draft = admin.ended(sent).json["id"]
    inspection = f"/inspections/{other.inspection}"
    paths = [
        "/check", f"/checks/{draft}", f"/submissions/{first['id']}", f"/submissions/{first['id']}/matters",
        f"/submissions/{second['id']}/receipt", f"/submissions/{second['id']}/compare/{first['id']}", "/inspections",
        inspection, f"{inspection}/rules/{matters[0]['rule']}", f"/inspections/{unit.inspection}/letters", "/units",
        f"/units/{unit.unit}", "/rules", f"/rules/{matters[0]['rule']}", "/admin", "/api/docs",
    ]  # fmt: skip
    faults = []
    with Visitor(office.base) as visitor:
        visitor.speaks("zh")
        for path in ("/login", "/enter", *paths):
            if path == paths[0]:
                visitor.is_in(admin)
            for width, dark in ((390, True), (1440, False)):
                visitor.visit(path, width, 900, dark=dark)
                wide = visitor.run("document.documentElement.scrollWidth")
                if wide > width:
                    faults.append((path, width, wide))
                faults += [(path, width, one) for one in visitor.serious()]
        assert visitor.troubles == []
    assert faults == []


def test_a_cell_on_a_telephone_says_which_column_it_is_of(office: Server) -> None:
    person = office.account("telephone", "inspect")
    with Visitor(office.base) as visitor:
        visitor.speaks("zh")
        visitor.is_in(person)
        visitor.visit("/rules", 390, 844)
        heads = visitor.run("[...document.querySelector('table.list tbody tr').cells].map(one => one.dataset.head)")
        assert heads == [None, "等级", "依据"]
        rows = visitor.run("getComputedStyle(document.querySelector('table.list tbody td')).display")
        visitor.visit("/rules", 1440, 900)
        assert (rows, visitor.run("getComputedStyle(document.querySelector('table.list tbody td')).display")) == (
            "block", "table-cell",
        )  # fmt: skip
