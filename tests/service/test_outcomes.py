"""What an inspection comes to: ranking, notice, two versions compared, and what is deleted on request."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from checker.service.store import sweeping
from checker.service.store.schema.people import audit
from tests.service.client import Client
from tests.service.inspected import Inspected
from tests.service.serving import Server, served


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    url = None if request.param == "sqlite" else request.getfixturevalue("postgresql")()
    with served(tmp_path_factory.mktemp("outcomes"), url) as made:
        yield made


@pytest.fixture(scope="module")
def inspector(office: Server) -> Client:
    return office.account("检查人", "inspect")


def together(office: Server, count: int) -> list[Inspected]:
    """So many units of one inspection."""
    first = Inspected.begun(office.client())
    others = [Inspected.begun(office.client()) for _ in range(count - 1)]
    lines = [{"name": f"单位{one.code}", "code": one.code} for one in others]
    path = f"/api/v1/inspections/{first.inspection}/units"
    if lines:
        assert first.program.post(path, {"units": lines}).json["added"] == len(lines)
    for one in others:
        one.inspection = first.inspection
    return [first, *others]


def words_of(word: bytes) -> str:
    with ZipFile(io.BytesIO(word)) as archive:
        return re.sub(r"<[^>]*>", "", archive.read("word/document.xml").decode())


def test_ranking_and_notice_are_of_what_was_confirmed_alone(
    office: Server, inspector: Client, defects: bytes, clean: bytes
) -> None:
    worst, better, undecided, missing = together(office, 4)
    page = f"/inspections/{worst.inspection}"
    assert inspector.get(f"{page}/notice").status == 409
    for unit, content in ((worst, defects), (better, defects + b" "), (undecided, defects + b"  ")):
        unit.hand_in(content)
    matters = worst.matters(worst.state_of()["latest"])
    # Of the first all stands but one, of the second one thing alone.
    refused = next(one for one in matters if one["title"] == "联系电话格式有误")
    worst.judge([refused], "refused", "号码系原文")
    worst.judge([one for one in matters if one is not refused], "stands")
    own = better.matters(better.state_of()["latest"])
    stands = next(one for one in own if one["severity"] == "error" and one["verdict"] == "fail")
    better.judge([one for one in own if one is not stands], "refused", "无碍")
    better.judge([stands], "stands")
    shown = inspector.get(page).text
    ranked = shown.partition('id="ranking"')[2].partition("</section>")[0]
    names = re.findall(r'<a href="/submissions/[0-9a-f]+">(单位\w+)</a>', ranked)
    assert names == [f"单位{worst.code}", f"单位{better.code}"]
    told = words_of(inspector.get(f"{page}/notice").body)
    for unit, there in ((worst, True), (better, True), (undecided, False), (missing, False)):
        assert (f"单位{unit.code}" in told) == there
    assert "联系电话格式有误" not in told
    assert stands["title"] in told
    assert "不含" not in told
    assert inspector.get(f"{page}/ledger").status == inspector.get(f"{page}/waivers").status == 200
    program = worst.program
    assert words_of(program.get(f"/api/v1{page}/notice").body) == told
    assert program.get(f"/api/v1{page}/ledger").body.count(b"\n") == 1 + 3 * 15
    with office.office.database.read() as connection:
        taken = connection.execute(select(audit.c.action).where(audit.c.object == worst.inspection)).scalars().all()
    assert [taken.count(action) for action in ("notice.made", "ledger.exported", "waivers.exported")] == [2, 2, 1]


def test_two_versions_are_set_side_by_side_on_a_page(
    office: Server, inspector: Client, defects: bytes, clean: bytes
) -> None:
    (unit,) = together(office, 1)
    first, second = unit.hand_in(defects), unit.hand_in(clean)
    page = inspector.get(f"/submissions/{second['id']}").text
    link = re.search(rf'href="(/submissions/{second["id"]}/compare/{first["id"]})"', page)
    assert link
    shown = inspector.get(link[1]).text
    counts = dict(re.findall(r'href="#(\w+)"><b>(\d+)</b>', shown))
    assert counts == {"remaining": "0", "new": "0", "fixed": "13", "uncompared": "2"}
    other = Inspected.begun(office.client()).hand_in(clean + b" ")
    assert inspector.get(f"/submissions/{second['id']}/compare/{other['id']}").status == 409


def test_what_was_handed_in_is_deleted_on_request_and_what_was_decided_stays(
    office: Server, inspector: Client, defects: bytes, clean: bytes
) -> None:
    (unit,) = together(office, 1)
    first = unit.hand_in(defects + b"   ")
    unit.judge(unit.matters(first["id"]), "stands")
    path = f"/api/v1/submissions/{first['id']}"
    assert inspector.send(f"/submissions/{first['id']}/delete", {"reason": "误报"}).status == 403
    assert unit.program.ask("DELETE", path).status == 422
    kept = office.office.files.has(first["sha256"])
    assert unit.program.ask("DELETE", f"{path}?reason=%E8%AF%AF%E6%8A%A5").status == 204
    assert unit.program.get(path).status == 404
    assert unit.program.get(f"/api/v1/checks/{first['check']['id']}").status == 404
    assert unit.state()["state"] == "missing"
    sweeping.sweep(office.office.database, office.office.files, 30, 0, young=0)
    assert (kept, office.office.files.has(first["sha256"])) == (True, False)
    with office.office.database.read() as connection:
        done = connection.execute(select(audit.c.who).where(audit.c.action == "submission.deleted")).scalars().all()
    assert done == ["GOUJI_TOKEN"]
    # A number that stands on a receipt is given once.
    again = unit.hand_in(clean + b"   ")
    assert again["version"] == 2
    admin = office.account(f"admin-{unit.code}", "administer")
    assert admin.send(f"/submissions/{again['id']}/delete", {"reason": " "}).status == 422
    assert admin.send(f"/submissions/{again['id']}/delete", {"reason": "误报"}).status == 303
    assert unit.state()["state"] == "missing"
