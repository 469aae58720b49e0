"""As an office runs it: the unit of systemd and nginx with TLS, by the configuration that docs/serve.md gives."""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.service.store.people import ENVIRONMENT
from tests.service.client import Answer
from tests.service.inspected import Inspected
from tests.service.nginx import AT_PROXY, SECRET, Front, block, fronted
from tests.service.postgres import as_other
from tests.service.serving import PASSWORD, TOKEN


@pytest.fixture(scope="session")
def front() -> Iterator[Front]:
    if shutil.which("nginx") is None or shutil.which("openssl") is None:
        pytest.skip("nginx and openssl are not installed")
    with fronted() as made:
        yield made


def logged_in(front: Front, source: str = "127.0.0.1", **headers: str) -> Answer:
    return front.client(source=source).send("/login", {"name": "李四", "password": PASSWORD}, **headers)


def shown(name: str) -> str:
    """What somebody shows at the proxy."""
    return "Basic " + base64.b64encode(f"{name}:{AT_PROXY}".encode()).decode()


def test_somebody_logs_in_and_works_by_https_alone(front: Front) -> None:
    clerk = front.client()
    came = clerk.send("/login", {"name": "李四", "password": PASSWORD}, Origin=clerk.base)
    assert (came.status, came.headers["location"]) == (303, "/")
    assert "; secure" in came.headers["set-cookie"].lower()
    page = clerk.get("/check")
    assert page.status == 200
    assert "script-src 'self'" in page.headers["content-security-policy"]
    # Another site, another port of this one, and this one without TLS are none of our pages.
    for other in ("https://evil.example", "https://localhost", f"{clerk.base}1"):
        assert clerk.send("/logout", {}, Origin=other).status == 403, other
    assert clerk.send("/logout", {}, Origin=clerk.base).status == 303
    assert front.client().get("/check").headers["location"] == "/login?to=/check"


def test_a_link_for_a_unit_leads_to_where_browsers_come_in(front: Front) -> None:
    inspector, program = front.client(), front.client(token=TOKEN)
    inspector.send("/login", {"name": "李四", "password": PASSWORD})
    inspector.get("/inspections")
    unit = Inspected.begun(program)
    page = inspector.send(f"/inspections/{unit.inspection}/link", {"unit": unit.unit})
    link = page.text.partition("<pre>")[2].partition("</pre>")[0]
    address, _, code = link.partition("#")
    assert address == f"{front.client().base}/enter"
    contact = front.client()
    assert contact.send("/enter", {"code": code}).status == 303
    assert contact.get(f"/inspections/{unit.inspection}").status == 200


def test_a_report_is_checked_while_the_caller_waits(front: Front, defects: bytes) -> None:
    program = front.client(token=TOKEN)
    answer = program.check(defects)
    assert (answer.status, answer.json["status"], answer.json["summary"]["errors"] > 0) == (200, "done", True)
    assert program.get(f"/api/v1/checks/{answer.json['id']}/annotated").body.startswith(b"PK")


def test_what_is_too_large_is_refused_by_whom_it_concerns(front: Front) -> None:
    program = front.client(token=TOKEN)
    file = program.check(b"x" * (51 << 20))
    assert (file.status, file.json["limit"]) == (413, 50 << 20)
    line = program.connection()
    line.putrequest("POST", "/api/v1/checks")
    line.putheader("Content-Length", str(211 << 20))
    line.endheaders()
    answer = line.getresponse()
    assert (answer.status, b"nginx" in answer.read()) == (413, True)  # before anything of it was sent
    line.close()


def test_a_name_by_a_header_cannot_be_brought_in_through_the_proxy(front: Front) -> None:
    for name in ("X-Remote-User", "X-Remote_User", "X_Remote_User", "x-remote-user"):
        forged = {name: "boss", "X-Gouji-Proxy": SECRET, "X_Gouji_Proxy": SECRET}
        assert front.client().get("/admin", **forged).status == 303, name
        assert front.client().get("/api/v1/me", **forged).status == 401, name


def test_the_proxy_says_who_somebody_is_where_it_logs_people_in(front: Front) -> None:
    assert front.client(sso=True).get("/check").status == 401
    person = front.client(sso=True, Authorization=shown("李四"))
    page = person.get("/check", **{"X-Remote-User": "boss"})
    assert (page.status, "李四" in page.text) == (200, True)
    assert person.get("/admin", **{"X-Remote-User": "boss"}).status == 403
    # Whatever another site has the browser ask for comes with the same name: the API wants what only our script knows.
    assert person.get("/api/v1/checks").status == 401
    assert person.get("/api/v1/checks", **{"X-Gouji-Form": person.form}).status == 200
    assert person.get("/api/v1/checks", **{"X-Gouji-Form": "0" * len(person.form)}).status == 401
    # The account of the environment's token administers, and has no person.
    assert front.client(sso=True, Authorization=shown(ENVIRONMENT)).get("/check").status == 303


def test_who_guesses_passwords_slows_down_his_own_address_alone(front: Front) -> None:
    guesser = front.client(source="127.0.0.66")
    for number in range(60):
        # Each with a name of its own, and saying of himself that he comes from elsewhere.
        answer = guesser.send("/login", {"name": f"nobody {number}", "password": "x"}, **{"X-Real-IP": "127.0.0.1"})
        if answer.status == 429:
            break
    assert answer.status == 429
    assert logged_in(front, "127.0.0.66").status == 429
    assert logged_in(front, "127.0.0.67").status == 303


def test_the_measures_are_not_for_the_outside(front: Front) -> None:
    answer = front.client(token=TOKEN).get("/metrics")
    assert (answer.status, b"gouji_requests_total" in answer.body) == (403, False)


def test_the_socket_is_for_the_group_of_the_proxy(front: Front) -> None:
    if os.geteuid() != 0:
        pytest.skip("one user cannot be another")
    ask = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
    run = [sys.executable, "-c", ask, str(front.socket)]
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(front.socket))
    refused = subprocess.run([*as_other(), *run], capture_output=True, encoding="utf-8", check=False, cwd="/")
    assert "PermissionError" in refused.stderr


@pytest.mark.parametrize("unit", ["gouji.service", "gouji-watch.service"])
def test_systemd_understands_the_units(unit: str, root: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    kept = root / "integrations" / "systemd" / unit
    text = kept.read_text("utf-8") if kept.exists() else block("ini")
    program = "/opt/gouji/bin/gouji"
    assert text.count(f"ExecStart={program} ") == 1
    tried = tmp_path / unit

    def verified(text: str) -> str:
        tried.write_text(text.replace(program, "/bin/true"))
        run = ["systemd-analyze", "verify", str(tried)]
        done = subprocess.run(run, capture_output=True, encoding="utf-8", check=False)
        return done.stderr if done.stderr or done.returncode else ""

    assert verified(text) == ""
    assert "RestrictSUID'" in verified(text.replace("RestrictSUIDSGID", "RestrictSUID"))
