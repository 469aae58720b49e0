"""Attacks: what a stranger may send, and what comes of it."""

from __future__ import annotations

import io
import json
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.service.queue.errands import Refused, allowed, origin_of, send, signature, target
from checker.service.store.hooks import Errand
from checker.service.store.passwords import FREE
from checker.service.web.uploads import safe_name
from tests.service.client import Client
from tests.service.listening import Heard, listening
from tests.service.serving import Server, served
from tests.service.waiting import until


def test_a_body_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with served(tmp_path, most_body=1 << 20) as server:
        host, port = server.base.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), 60) as line:
            line.sendall(
                b"POST /api/v1/checks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n"
                b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 99999999\r\n\r\n"
            )
            line.settimeout(60)
            assert line.recv(4096).startswith(b"HTTP/1.1 413")


def test_a_body_without_a_length_is_cut_off_at_the_limit(tmp_path: Path) -> None:
    with served(tmp_path, most_body=1 << 20) as server:
        host, port = server.base.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), 60) as line:
            line.sendall(
                b"POST /api/v1/checks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer the-administrator's-own\r\n"
                b"Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            head = b'--b\r\nContent-Disposition: form-data; name="report"; filename="a"\r\n\r\n'
            piece = head + b"x" * 65536
            try:
                for _ in range(40):
                    line.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
                    piece = b"x" * 65536
            except OSError:
                pass
            line.settimeout(60)
            assert line.recv(4096).startswith(b"HTTP/1.1 413")
        assert list(server.office.files.incoming.iterdir()) == []


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with served(tmp_path, most_file=100_000) as server:
        answer = server.client().check(b"x" * 200_000)
        assert (answer.status, answer.json["limit"]) == (413, 100_000)
        assert list(server.office.files.incoming.iterdir()) == []


def test_a_body_that_stands_still_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.service.web.gate.Gate.__init__.__defaults__", (0.5,))
    with served(tmp_path) as server:
        host, port = server.base.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), 60) as line:
            line.sendall(
                b"POST /api/v1/checks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer the-administrator's-own\r\n"
                b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b"
            )
            line.settimeout(60)
            assert line.recv(4096).startswith(b"HTTP/1.1 408")


def test_a_head_that_does_not_end_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.service.running.HEAD", 0.5)
    with served(tmp_path) as server:
        host, port = server.base.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), 60) as line:
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            line.settimeout(60)
            # Cut off by the limit of half a second, and not by our patience of a minute.
            assert line.recv(4096) == b""


def test_a_zip_bomb_costs_its_own_check_only(server: Server, program: Client) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (300 << 20))
    answer = program.check(content.getvalue(), "bomb.docx")
    assert answer.json["status"] in ("done", "failed")
    assert server.client().get("/healthz").status == 200
    if answer.json["status"] == "done":
        assert answer.json["summary"]["unchecked"] == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\win.ini", "win.ini"),
        ("C:\\docs\\年报.docx", "年报.docx"),
        ("/abs/年报.docx", "年报.docx"),
        ("..", "document"),
        (".hidden.docx", "hidden.docx"),
        ("a\x00b\r\n.docx", "ab.docx"),
        ('<img src=x onerror="alert(1)">.docx', "img src=x onerror=alert(1).docx"),
        ("exe\u202excod.docx", "execod.docx"),
        ("", "document"),
        ("长" * 200 + ".docx", "长" * 58 + ".docx"),
    ],
)
def test_a_name_leads_nowhere(given: str, kept: str) -> None:
    assert safe_name(given) == kept.replace("execod", "exexcod")


def test_names_and_texts_are_never_markup(server: Server) -> None:
    clerk = server.account("marked-up", "submit")
    clerk.get("/check")
    name = "<script>alert(1)</script>&<b>.txt"
    text = "安澜市<script>alert(2)</script>教育局2021年政府信息公开工作年度报告\n一、总体情况\n<img src=x>"
    sent = clerk.upload("/check", ("form", None, clerk.form.encode()), ("report", name, text.encode()))
    page = clerk.standing(sent.headers["location"])
    for told in (page.text, clerk.get("/check").text):
        assert "<script>alert" not in told
        assert "<img" not in told
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_what_was_uploaded_is_never_shown_as_a_page_of_ours(program: Client) -> None:
    key = program.check(b"<html><script>alert(1)</script>", "page.html").json["id"]
    for path in ("annotated", "page", "outputs/html"):
        answer = program.get(f"/api/v1/checks/{key}/{path}")
        if answer.status == 200:
            assert answer.headers["content-disposition"].startswith("attachment")
            assert answer.headers["content-security-policy"].startswith("sandbox")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_passwords_cannot_be_guessed_quickly_and_unknown_names_are_told_alike(server: Server) -> None:
    server.account("target", "submit")
    stranger = Client(server.base)
    wrong = [stranger.send("/login", {"name": "target", "password": f"guess {n}"}) for n in range(FREE + 1)]
    assert [one.status for one in wrong] == [403] * (FREE + 1)
    # Each wrong try from here on costs twice the time: a machine that is slow to ask has to wait at the next or the one
    # after.
    for number in range(10):
        wrong.append(stranger.send("/login", {"name": "target", "password": f"more {number}"}))
        if wrong[-1].status != 403:
            break
    assert wrong[-1].status == 429
    assert int(wrong[-1].headers["retry-after"]) >= 1
    nobody = stranger.send("/login", {"name": "nobody", "password": "guess"})
    assert "用户名或密码不对" in nobody.text
    assert "用户名或密码不对" in wrong[0].text


def test_a_forged_or_ended_session_is_none(server: Server) -> None:
    person = server.account("ended", "submit")
    kept = dict(person.cookies)
    assert person.send("/logout", {}).status == 303
    person.cookies = kept
    assert person.get("/check").status == 303
    person.cookies = {"gouji_session": "x" * 43}
    assert person.get("/check").status == 303


def test_a_login_leads_to_no_other_server(server: Server) -> None:
    server.account("leads", "submit")
    for to in (
        "//evil.example/x",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
    ):
        browser = Client(server.base)
        answer = browser.send("/login", {"name": "leads", "password": "a long enough one", "to": to})
        assert answer.headers["location"] == "/", to


def test_a_name_by_a_header_is_believed_of_the_trusted_proxy_alone(tmp_path: Path) -> None:
    with served(tmp_path, proxy="127.0.0.1", proxy_secret="between us") as server:
        server.account("sso", "inspect")
        head = {"X-Remote-User": "sso"}
        assert Client(server.base).get("/check", **head).status == 303
        assert Client(server.base).get("/check", **head, **{"X-Gouji-Proxy": "guess"}).status == 303
        known = {**head, "X-Gouji-Proxy": "between us"}
        assert Client(server.base).get("/check", **known).status == 200
        assert Client(server.base).get("/api/v1/me", **known).status == 401
    with served(tmp_path / "off") as server:
        server.account("sso", "inspect")
        assert Client(server.base).get("/check", **known).status == 303


@pytest.fixture
def listener() -> Iterator[Heard]:
    with listening() as heard:
        yield heard


def test_a_hook_is_told_signed_and_holds_nothing_of_what_was_found(
    tmp_path: Path, listener: Heard, defects: bytes
) -> None:
    with served(tmp_path, origins=(listener.origin,)) as server:
        program = server.client()
        made = program.post("/api/v1/hooks", {"url": f"{listener.origin}/told?x=1", "events": ["check.done"]}).json
        key = program.check(defects).json["id"]
        listener.wait(1)
        ((path, headers, body),) = listener.got
        told = json.loads(body)
        assert path == "/told?x=1"
        assert (told["type"], told["id"], told["link"]) == ("check.done", key, f"/api/v1/checks/{key}")
        assert set(told) == {"type", "id", "link", "created"}
        moment = int(headers["webhook-timestamp"])
        assert headers["webhook-signature"] == signature(made["secret"], headers["webhook-id"], moment, body)
        until(lambda: program.get("/api/v1/deliveries").json[0]["status"] == "done")
        (delivery,) = program.get("/api/v1/deliveries").json
        assert delivery["told"] == "200 OK"


def test_a_hook_goes_to_listed_origins_only(server: Server, program: Client) -> None:
    for url in ("http://169.254.169.254/latest", "http://127.0.0.1:22/", "file:///etc/passwd", "https://oa.example/x"):
        answer = program.post("/api/v1/hooks", {"url": url, "events": ["check.done"]})
        assert answer.status == 409, url


def test_origins_are_compared_whole() -> None:
    assert origin_of("https://OA.example/x") == origin_of("https://oa.example:443") == "https://oa.example:443"
    for url in (
        "https://oa.example.evil/x", "https://oa.example:8443/", "http://oa.example/", "https://oa.example@evil/",
        "https://user:pw@oa.example/", "//oa.example", "https://",
    ):  # fmt: skip
        with pytest.raises(Refused):
            allowed(url, ["https://oa.example"])


def test_a_name_that_has_come_to_lead_to_this_machine_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(Refused, match=r"leads to 127\.0\.0\.1"):
        target("http://oa.example/hook", ["http://oa.example"])


def test_a_redirect_is_not_followed(listener: Heard) -> None:
    listener.status = 302
    errand = Errand(1, "k", f"{listener.origin}/a", ("s",), "check.done", {}, 1, 0)
    assert send(errand, [listener.origin]) == (False, "302 Found")
    assert [path for path, _, _ in listener.got] == ["/a"]


def test_too_many_requests_are_asked_to_wait(tmp_path: Path) -> None:
    with served(tmp_path, rate=3) as server:
        answers = [server.client().post("/api/v1/units", {"name": f"单位{n}"}) for n in range(5)]
        assert [one.status for one in answers] == [201, 201, 201, 429, 429]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60


def test_nobody_says_himself_where_he_comes_from(tmp_path: Path) -> None:
    """Only a proxy may: at a unix socket (tests/service/test_nginx.py), or at the address that is named for it."""
    for proxy, known in (("", False), ("127.0.0.2", False), ("127.0.0.1", True)):
        with served(tmp_path / (proxy or "none"), rate=3, proxy=proxy) as server:
            answers = [
                Client(server.base).send("/login", {"name": "x", "password": "x"}, **{"X-Real-IP": f"10.0.0.{n}"})
                for n in range(5)
            ]
            assert [one.status for one in answers] == ([403] * 5 if known else [403, 403, 403, 429, 429])


def test_a_full_queue_is_told_with_when_to_come_back(tmp_path: Path, clean: bytes) -> None:
    with served(tmp_path, queue=0) as server:
        answer = server.client().check(clean)
        assert (answer.status, answer.headers["retry-after"]) == (503, "30")


def test_a_fault_of_ours_shows_nothing_of_it(server: Server, program: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("checker.service.web.asking.look", broken)
    answer = program.get(f"/api/v1/checks/{'0' * 32}/result")
    assert answer.status == 500
    assert "secret" not in answer.text
    assert answer.json["request"] == answer.headers["x-request-id"]
    assert "content-security-policy" in answer.headers
