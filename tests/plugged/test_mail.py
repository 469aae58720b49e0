"""Reports by mail: who may ask is answered once, no program ever; with a real mail server."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from checker.mailserver import Server
from checker.messages import text
from checker.plugged.mail.journal import Journal
from checker.plugged.mail.letter import allowed, fit, read
from tests.cli.calls import PACK, ROOT, Called, call, unmeasured
from tests.plugged.mail_servers import PASSWORD, Servers, are_here

DEFECTS = ROOT / "samples" / "defects-2021.docx"
FROM = ("--from", "desk@anlan.gov.cn")


def letter(sender: str = "clerk@anlan.gov.cn", *files: tuple[str, bytes], **headers: str) -> EmailMessage:
    """A message of a person with attachments."""
    made = EmailMessage()
    made["From"] = f"办事员 <{sender}>"
    made["To"] = "desk@anlan.gov.cn"
    made["Subject"] = headers.pop("Subject", "年报送审")
    made["Message-ID"] = headers.pop("id", "<1@anlan.gov.cn>")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content("请审。")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made


def piped(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, message: bytes, *words: str
) -> tuple[int, EmailMessage | None, str]:
    """`gouji mail` on standard input: exit code, the answer, what was told."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(message)))
    done = call(capfd, "mail", *FROM, *PACK, *words)
    made = message_from_bytes(done.out.encode("utf-8", "surrogateescape"), policy=policy.default) if done.out else None
    assert made is None or isinstance(made, EmailMessage)
    return done.code, made, done.err


def test_a_message_on_standard_input_is_answered_on_standard_output(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = letter("clerk@anlan.gov.cn", ("年报.docx", DEFECTS.read_bytes()), References="<0@anlan.gov.cn>")
    code, made, _ = piped(capfd, monkeypatch, bytes(asked))
    assert code == 0
    assert made is not None
    assert (made["To"], made["From"], made["Subject"]) == ("clerk@anlan.gov.cn", "desk@anlan.gov.cn", "Re: 年报送审")
    assert made["In-Reply-To"] == "<1@anlan.gov.cn>"
    assert made["References"] == "<0@anlan.gov.cn> <1@anlan.gov.cn>"
    assert made["Auto-Submitted"] == "auto-replied"
    body = made.get_body()
    assert body is not None
    said = body.get_content()
    assert "文件：年报.docx" in said
    assert "错误6" in said
    assert "/tmp" not in said
    names = [one.get_filename() for one in made.iter_attachments()]
    assert names == ["年报（批注）.docx", "年报.html"]
    assert next(made.iter_attachments()).get_content()[:2] == b"PK"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-generated"}, {"Auto_Submitted": "auto-replied (vacation)"}, {"Precedence": "bulk"},
        {"List_Id": "<all.anlan.gov.cn>"}, {"X_Auto_Response_Suppress": "All"}, {"Return_Path": "<>"}, {"X_Gouji": "1"},
    ],
)  # fmt: skip
def test_no_program_is_answered(headers: dict[str, str]) -> None:
    assert read(bytes(letter(**headers))).automatic  # type: ignore[arg-type]


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@anlan.gov.cn", "no-reply@a.cn", "noreply+1@a.cn", "postmaster@a.cn"])
def test_no_address_of_a_program_is_answered(sender: str) -> None:
    assert read(bytes(letter(sender))).automatic == "From"


def test_a_report_on_delivery_is_not_answered() -> None:
    data = b"From: a@b.cn\r\nContent-Type: multipart/report; boundary=x\r\n\r\n--x\r\n\r\nfailed\r\n--x--\r\n"
    assert read(data).automatic == "multipart/report"


def test_an_own_answer_is_not_answered(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    _, made, _ = piped(capfd, monkeypatch, bytes(letter("clerk@anlan.gov.cn", ("a.txt", b"text"))))
    assert made is not None
    assert read(bytes(made)).automatic
    code, again, told = piped(capfd, monkeypatch, bytes(made))
    assert (code, again) == (1, None)
    assert "程序" in told


@pytest.mark.parametrize(
    ("sender", "patterns", "may"),
    [
        ("a@anlan.gov.cn", ["@anlan.gov.cn"], True), ("a@x.anlan.gov.cn", ["@anlan.gov.cn"], False),
        ("a@x.anlan.gov.cn", ["*@*.gov.cn"], True), ("a@evil.cn", ["@anlan.gov.cn", "b@evil.cn"], False),
        ("a@anlan.gov.cn.evil.cn", ["*@*.gov.cn"], False), ("a@anlan.gov.cn", [], False),
    ],
)  # fmt: skip
def test_who_is_answered(sender: str, patterns: list[str], may: bool) -> None:
    assert allowed(sender, patterns) is may


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("年报.docx", "年报.docx"), ("../../etc/年报.docx", "年报.docx"), ("C:\\temp\\年报.docx", "年报.docx"),
        ("a:b?.docx", "b_.docx"), ("年" * 99 + ".docx", "年" * 38 + ".docx"), ("..", ""),
    ],
)  # fmt: skip
def test_names_of_attachments_lead_nowhere(name: str, bare: str) -> None:
    assert fit(name) == bare


def test_names_in_encoded_words_are_read() -> None:
    data = (
        b"From: a@b.cn\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream;\r\n"
        b' name="=?gb18030?B?xOqxqC5kb2N4?="\r\nContent-Transfer-Encoding: base64\r\n\r\nUEs=\r\n'
    )
    assert [one.name for one in read(data).attachments] == ["年报.docx"]


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe nonsense", b"From: =?utf-8?Q?=\r\n\r\n", b"From: a@b.cn, c@d.cn\r\n\r\n"]
)
def test_a_broken_message_has_no_sender_and_breaks_nothing(data: bytes) -> None:
    assert read(data).attachments == ()


def test_what_cannot_be_attached_is_told(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    _, made, _ = piped(capfd, monkeypatch, bytes(letter()))
    assert made is not None
    body = made.get_body()
    assert body is not None
    assert "没有可以检查的附件" in body.get_content()


@pytest.mark.parametrize("url", ["pop://a@b", "imaps:///x", "imaps://a:secret@b", "imaps://a@b:port"])
def test_addresses_of_servers_are_looked_over(url: str) -> None:
    from checker.errors import UsageError

    with pytest.raises(UsageError) as error:
        Server.of(url, ("imaps", "imap"))
    assert "secret" not in text(error.value.message, "en")


def test_an_answer_that_was_begun_is_not_begun_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j")
    journal.begins(7, 1)
    journal.begin(7, 1, "<1@a>", "a@b.cn")
    journal.begin(7, 2, "<2@a>", "a@b.cn")
    journal.done(7, 2, "<2@a>", "answered")
    journal.close()
    with (tmp_path / "j").open("ab") as file:
        file.write(b'{"what": "begun", "val')
    again = Journal(tmp_path / "j")
    assert again.unfinished(7) == [1]
    assert not again.is_new(7, 1, "")
    assert not again.is_new(8, 9, "<2@a>"), "numbered anew, and still the same message"
    assert again.is_new(7, 3, "<3@a>")
    assert again.recent("a@b.cn") == 2
    again.done(7, 3, "", "stranger")
    again.close()
    last = Journal(tmp_path / "j")
    assert not last.is_new(7, 3, "")
    last.close()


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    if not are_here():
        pytest.skip("needs dovecot-imapd and python3-aiosmtpd")
    pytest.importorskip("imapclient")
    # Not among the folders of pytest, which are closed to the user that dovecot reads mail as.
    with TemporaryDirectory(prefix="gouji-mail-test-") as folder:
        made = Servers(Path(folder))
        try:
            yield made
        finally:
            made.close()


def words_of(servers: Servers) -> list[str]:
    return [
        "mail", *FROM, "--imap", f"imap://desk@127.0.0.1:{servers.imap}", "--smtp", f"smtp://127.0.0.1:{servers.smtp}",
        "--allow", "@anlan.gov.cn", "--journal", "journal.jsonl", "--largest", "1", *PACK,
    ]  # fmt: skip


def test_a_mailbox_is_answered_once(
    servers: Servers, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOUJI_MAIL_PASSWORD", PASSWORD)

    def looked(*words: str) -> Called:
        return call(capfd, *words_of(servers), "--once", *words)

    servers.put(letter(id="<old@anlan.gov.cn>"))
    assert looked().code == 0
    assert servers.sent() == [], "what was there before the first look is nobody's question"
    servers.put(
        letter("clerk@anlan.gov.cn", ("年报.docx", DEFECTS.read_bytes()), id="<2@anlan.gov.cn>"),
        letter("stranger@evil.cn", ("年报.docx", DEFECTS.read_bytes()), id="<3@evil.cn>"),
        letter("clerk@anlan.gov.cn", id="<4@anlan.gov.cn>", Auto_Submitted="auto-replied"),
        letter("clerk@anlan.gov.cn", ("年报.docx", DEFECTS.read_bytes()), id="<2@anlan.gov.cn>"),
        letter("clerk@anlan.gov.cn", ("大.docx", b"x" * (1 << 20)), id="<5@anlan.gov.cn>"),
    )
    done = looked()
    assert done.code == 0, done.err
    assert ("不在允许之列" in done.err, "自动发出" in done.err, "已经答复过" in done.err) == (True, True, True)
    answers = {str(one["In-Reply-To"]): one for one in servers.sent()}
    assert set(answers) == {"<2@anlan.gov.cn>", "<5@anlan.gov.cn>"}
    assert next(one.get_filename() for one in answers["<2@anlan.gov.cn>"].iter_attachments()) == "年报（批注）.docx"
    body = answers["<5@anlan.gov.cn>"].get_body()
    assert body is not None
    assert "邮件太大" in body.get_content()
    client = servers.client()
    found = client.fetch(client.search(), ["ENVELOPE", "FLAGS"]).values()
    flags = {one[b"ENVELOPE"].message_id.decode(): one[b"FLAGS"] for one in found}
    client.logout()
    assert b"\\Answered" in flags["<5@anlan.gov.cn>"]
    assert flags["<3@evil.cn>"] in ((), (b"\\Recent",)), "what is not answered is left as it was"
    assert looked().err == ""
    assert len(servers.sent()) == 2


def test_a_letter_that_comes_while_it_waits_is_answered(servers: Servers, tmp_path: Path) -> None:
    before = len(servers.sent())
    process = subprocess.Popen(
        [sys.executable, "-c", "from checker.cli import program\nprogram()", *words_of(servers)],
        env={**unmeasured(), "PYTHONPATH": str(ROOT), "GOUJI_MAIL_PASSWORD": PASSWORD},
        cwd=tmp_path,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(0.5)
        for _ in range(60):  # it has looked once, and is told of what comes now
            if (tmp_path / "journal.jsonl").exists() and b"mailbox" in (tmp_path / "journal.jsonl").read_bytes():
                break
            time.sleep(0.2)
        time.sleep(0.5)
        servers.put(letter("clerk@anlan.gov.cn", ("a.txt", "某局2022年报告".encode()), id="<now@anlan.gov.cn>"))
        until = time.monotonic() + 30
        while len(servers.sent()) == before and time.monotonic() < until:
            time.sleep(0.2)
        assert [str(one["In-Reply-To"]) for one in servers.sent()].count("<now@anlan.gov.cn>") == 1
    finally:
        process.terminate()
        process.wait(20)


def test_a_wrong_password_is_told(
    servers: Servers, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOUJI_MAIL_PASSWORD", "wrong")
    done = call(capfd, *words_of(servers), "--once")
    assert done.code == 2
    assert "wrong" not in done.err
