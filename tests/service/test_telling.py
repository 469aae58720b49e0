"""Who is told of what: units by mail, programs of a unit's state by a signed hook."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.mailserver import Server as Post
from checker.service.queue.errands import signature
from checker.service.queue.posting import post
from checker.service.store.notices import Mail, address_of
from tests.plugged.mail_servers import Outgoing, free_port
from tests.plugged.tracked import PYTHON
from tests.service.inspected import Inspected
from tests.service.listening import listening
from tests.service.serving import Server, served
from tests.service.waiting import until


@pytest.fixture
def outgoing(tmp_path: Path) -> Iterator[Outgoing]:
    import subprocess

    if subprocess.run([PYTHON, "-c", "import aiosmtpd"], capture_output=True, check=False).returncode:
        pytest.skip("python3-aiosmtpd is not installed")
    made = Outgoing(tmp_path / "post")
    yield made
    made.close()


def with_address(server: Server, contact: str = "", mail: str = "") -> Inspected:
    """A unit whose address stands on the list of its inspection."""
    unit = Inspected.begun(server.client())
    line = {"name": f"单位{unit.code}", "code": unit.code, "contact": contact, "mail": mail}
    path = f"/api/v1/inspections/{unit.inspection}/units"
    assert unit.program.post(path, {"units": [line]}).json == {"added": 0, "unsure": []}
    return unit


def text_of(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


def test_a_note_and_a_reminder_go_by_mail_and_hold_no_finding(
    url: str | None, tmp_path: Path, outgoing: Outgoing, defects: bytes
) -> None:
    settings = {"smtp": f"smtp://127.0.0.1:{outgoing.port}", "mail_from": "年报检查 <office@example.org>"}
    with served(tmp_path / "data", url, **settings) as server:
        late = with_address(server, contact="张三 0590-82360018 zhangsan@unit.example")
        inspector = server.account("李四", "inspect")
        assert inspector.send(f"/inspections/{late.inspection}/remind", {}).status == 303
        until(lambda: len(outgoing.sent()) == 1)
        unit = with_address(server, mail="other@unit.example")
        submission = unit.hand_in(defects)
        page = inspector.get(f"/submissions/{submission['id']}").text
        assert "同时发邮件到 other@unit.example" in page
        told = unit.program.post(f"/api/v1/submissions/{submission['id']}/notes", {"text": "请于周五前\n补报。"})
        assert (told.status, told.json) == (201, {"mailed": True})
        until(lambda: len(outgoing.sent()) == 2)
        mails = {message["To"]: message for message in outgoing.sent()}
        reminder, note = mails["zhangsan@unit.example"], mails["other@unit.example"]
        assert reminder["Subject"] == f"单位{late.code}：请报送2021年度报告"
        assert "2022-03-31" in text_of(reminder)
        assert "GOUJI_TOKEN 就2021年度报告留言：\n\n请于周五前\n补报。\n" in text_of(note)
        assert f"/submissions/{submission['id']}" in text_of(note)
        assert note["Auto-Submitted"] == "auto-generated"
        assert note["From"] == "年报检查 <office@example.org>"
        for matter in unit.matters(submission["id"]):
            assert matter["message"] not in text_of(note)
        assert unit.program.post(f"/api/v1/submissions/{submission['id']}/notes", {"text": " "}).status == 422
        admin = server.account("管理员", "administer")
        until(lambda: admin.get("/admin").text.count("已交邮件服务器") == 2)


def test_a_note_without_a_mail_server_or_an_address_stands_beside_the_report(tmp_path: Path, clean: bytes) -> None:
    with served(tmp_path) as server:
        unit = with_address(server, mail="some@unit.example")
        submission = unit.hand_in(clean)
        told = unit.program.post(f"/api/v1/submissions/{submission['id']}/notes", {"text": "请补报附件"})
        assert told.json == {"mailed": False}
        inspector = server.account("reader", "inspect")
        page = inspector.get(f"/submissions/{submission['id']}").text
        assert "请补报附件" in page
        assert "some@unit.example" not in page


def test_a_mail_that_is_not_taken_is_tried_again_and_says_why(tmp_path: Path, clean: bytes) -> None:
    with served(tmp_path, smtp=f"smtp://127.0.0.1:{free_port()}", mail_from="office@example.org") as server:
        unit = with_address(server, mail="some@unit.example")
        submission = unit.hand_in(clean)
        unit.program.post(f"/api/v1/submissions/{submission['id']}/notes", {"text": "请补报附件"})
        admin = server.account("admin", "administer")
        until(lambda: "ConnectionRefusedError" in admin.get("/admin").text)
        assert "待发" in admin.get("/admin").text


def test_an_address_or_subject_leads_nowhere_else() -> None:
    assert address_of("", "张三 13900000000, a.b@unit.example（工作日）") == "a.b@unit.example"
    assert address_of("没有") == ""
    assert address_of("a@unit.example\nBcc: all@elsewhere.example") == "a@unit.example"
    for subject in ("a\nBcc: all@elsewhere.example", "a\r\n\r\nbody"):
        taken, said = post(
            Mail(1, "k", "a@unit.example", subject, "text", 1), Post("smtp", "127.0.0.1", 9), "", "o@x.example"
        )
        assert (taken, said.startswith("ValueError")) == (False, True)


def test_a_mail_server_needs_a_sender(tmp_path: Path) -> None:
    with pytest.raises(UsageError), served(tmp_path, smtp="smtp://127.0.0.1"):
        pass
    with pytest.raises(UsageError), served(tmp_path, smtp="ftp://127.0.0.1", mail_from="a@b.example"):
        pass


def test_a_hook_is_told_of_every_state_of_a_unit_and_of_nothing_twice(
    url: str | None, tmp_path: Path, defects: bytes, clean: bytes
) -> None:
    with listening() as heard, served(tmp_path, url, origins=(heard.origin,)) as server:
        program = server.client()
        before = Inspected.begun(program)
        before.hand_in(clean)
        made = program.post("/api/v1/hooks", {"url": f"{heard.origin}/x", "events": ["unit.state"]}).json
        unit = Inspected.begun(program)
        submission = unit.hand_in(defects)
        matters = unit.matters(submission["id"])
        unit.judge(matters[:3], "stands")
        unit.judge(matters[3:], "stands")
        letter = unit.issue().json
        assert program.post(f"/api/v1/letters/{letter['id']}/withdraw").status == 204
        second = unit.hand_in(clean)
        unit.decide("pass", seen=second["id"])
        unit.decide("reopen")
        states = ["waiting", "faulty", "mending", "faulty", "waiting", "passed", "waiting"]
        told = heard.wait(len(states))
        before.decide("pass")
        told = heard.wait(len(states) + 1)
        assert [one["state"] for one in told] == [*states, "passed"]
        assert {one["id"] for one in told[:-1]} == {unit.unit}
        assert told[-1]["id"] == before.unit
        assert {frozenset(one) for one in told} == {frozenset({"type", "id", "inspection", "state", "link", "created"})}
        assert told[0]["link"] == f"/api/v1/inspections/{unit.inspection}/units"
        assert program.get(told[0]["link"]).status == 200
        _, headers, body = heard.got[0]
        moment = int(headers["webhook-timestamp"])
        assert headers["webhook-signature"] == signature(made["secret"], headers["webhook-id"], moment, body)
