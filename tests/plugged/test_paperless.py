"""gouji beside paperless-ngx: a server that speaks its documented interface gets notes and tags, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from checker.plugged.archive.receiver import Waiting, document_of, receiver
from tests.cli.calls import PACK, ROOT, Called, call, unmeasured
from tests.plugged.mail_servers import free_port
from tests.plugged.paperless_server import TOKEN, Paperless

SCRIPT = ROOT / "integrations" / "paperless" / "post-consume.py"
DEFECTS = (ROOT / "samples" / "defects-2021.docx").read_bytes()
CLEAN = (ROOT / "samples" / "clean-2021.docx").read_bytes()


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paperless]:
    made = Paperless()
    monkeypatch.setenv("PAPERLESS_TOKEN", TOKEN)
    monkeypatch.setenv("PAPERLESS_URL", made.url)
    yield made
    made.close()


def checked(capfd: pytest.CaptureFixture[str], *words: str) -> Called:
    return call(capfd, "paperless", *words, *PACK)


def test_findings_become_a_note_and_a_tag(archive: Paperless, capfd: pytest.CaptureFixture[str]) -> None:
    archive.add(7, "青屿县 年报.docx", DEFECTS, 1)
    archive.add(8, "clean.docx", CLEAN)
    archive.add(9, "broken.docx", b"PK\x03\x04 and no more")
    archive.documents[7]["notes"].append({"id": 1, "note": "请尽快处理", "user": {"id": 3}})
    done = checked(capfd, "7", "8", "9")
    assert done.code == 0, done.err
    ours, theirs = archive.notes(7)
    assert theirs == "请尽快处理"
    assert ours.startswith("错误6，")
    assert ours.splitlines()[-1].startswith("[gouji] 青屿县 年报.docx cn-disclosure-report")
    assert "/tmp" not in ours
    assert archive.tagged(7) == ["收文", "gouji:有问题"]
    assert archive.tagged(8) == ["gouji:通过"]
    assert archive.tagged(9) == ["gouji:未能检查"]
    assert archive.documents[7]["content"] == DEFECTS
    writes = {(method, path.partition("?")[0].rpartition("/documents/")[2]) for method, path in archive.calls}
    assert not {method for method, _ in writes} & {"PATCH", "PUT"}


def test_a_further_check_replaces_its_own_note(archive: Paperless, capfd: pytest.CaptureFixture[str]) -> None:
    archive.add(7, "a.docx", DEFECTS)
    checked(capfd, "7")
    before = len(archive.calls)
    checked(capfd, "7")
    assert len(archive.notes(7)) == 1
    assert ("POST", "/api/documents/7/notes/") not in archive.calls[before:], "nothing has changed"
    archive.documents[7]["content"] = CLEAN
    checked(capfd, "7")
    assert len(archive.notes(7)) == 1
    assert archive.notes(7)[0].startswith("错误0，")
    assert archive.tagged(7) == ["gouji:通过"]


def test_what_was_never_checked_is_caught_up_with(archive: Paperless, capfd: pytest.CaptureFixture[str]) -> None:
    for number in range(1, 6):
        archive.add(number, f"年报{number}.docx" if number != 3 else "合同.docx", CLEAN)
    checked(capfd, "2")
    done = checked(capfd, "--catch-up", "--query", "年报")
    assert done.code == 0, done.err
    assert [number for number in archive.documents if archive.tagged(number)] == [1, 2, 4, 5]
    assert len(done.err.splitlines()) == 3, "what has a tag is not checked again"


def test_what_the_archive_refuses_is_told(archive: Paperless, capfd: pytest.CaptureFixture[str]) -> None:
    archive.add(7, "a.docx", CLEAN)
    archive.refuse_notes = True
    done = checked(capfd, "7", "404")
    assert done.code == 3
    assert "Error saving note" in done.err
    assert "404" in done.err
    assert archive.tagged(7) == [], "a document without its note is caught up with"


def test_the_token_goes_nowhere_else(archive: Paperless, capfd: pytest.CaptureFixture[str]) -> None:
    other = Paperless()
    other.add(7, "a.docx", CLEAN)
    archive.redirect = f"{other.url}/api/documents/7/"
    assert checked(capfd, "7").code == 3
    assert other.calls == []
    other.close()


@pytest.mark.parametrize(
    ("kind", "body", "number"),
    [
        ("application/json", b'{"document_id": 12}', 12),
        ("application/json; charset=utf-8", b'{"doc_url": "https://archive.example/documents/345/details"}', 345),
        ("application/x-www-form-urlencoded", b"doc_url=http%3A%2F%2Fa%2Fdocuments%2F6%2F&x=1", 6),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="1.pdf"\r\n\r\n%PDF\r\n'
            b'--b\r\nContent-Disposition: form-data; name="doc_url"\r\n\r\n/documents/78/\r\n--b--\r\n',
            78,
        ),
        ("application/json", b"{}", None), ("application/json", b"not json", None), ("text/plain", b"12", None),
        ("application/json", b'{"document_id": "12; rm"}', 12), ("application/json", b'{"document_id": -3}', None),
        ("application/json", b"[12]", None), ("multipart/form-data; boundary=b", b"\xff\x00", None),
    ],
)  # fmt: skip
def test_a_call_names_a_document_in_any_of_the_forms(kind: str, body: bytes, number: int | None) -> None:
    assert document_of(kind, body) == number


def test_what_waits_is_not_forgotten(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path / "w.json")
    for number in (3, 5, 3):
        waiting.add(number)
    assert waiting.next() == 3
    again = Waiting(tmp_path / "w.json")
    assert [again.next(), again.next()] == [3, 5]
    again.done(3)
    assert json.loads((tmp_path / "w.json").read_bytes()) == [5]
    (tmp_path / "w.json").write_bytes(b"[5, ")
    assert len(Waiting(tmp_path / "w.json")) == 0


def posted(url: str, body: bytes, **headers: str) -> tuple[int, float]:
    """Status and seconds of a call."""
    named = {"Content-Type": "application/json", **{name.replace("_", "-"): one for name, one in headers.items()}}
    begun = time.monotonic()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, named, method="POST"), timeout=5) as answer:
            return answer.status, time.monotonic() - begun
    except urllib.error.HTTPError as error:
        with error:
            return error.code, time.monotonic() - begun


def test_a_call_is_answered_at_once_and_only_with_the_secret() -> None:
    taken: list[int] = []
    server = receiver("127.0.0.1", 0, "sesame", taken.append)
    thread = Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        status, seconds = posted(url, b'{"document_id": 4}', X_Gouji_Secret="sesame")
        assert status == 202
        assert seconds < 1
        assert posted(url, b'{"document_id": 5}')[0] == 403
        assert posted(url, b'{"document_id": 5}', X_Gouji_Secret="other")[0] == 403
        assert posted(url, b"{}", X_Gouji_Secret="sesame")[0] == 422
        assert taken == [4]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def run_script(**environment: str) -> subprocess.CompletedProcess[str]:
    """The script as paperless-ngx runs it: no arguments, all it says in the environment, in a folder of its own."""
    said = {
        "DOCUMENT_ID": "7", "DOCUMENT_TYPE": "None", "DOCUMENT_CREATED": "2026-01-01", "DOCUMENT_FILE_NAME": "a.docx",
        "DOCUMENT_SOURCE_PATH": "/usr/src/paperless/media/documents/originals/a.docx", "DOCUMENT_OWNER": "None",
        "DOCUMENT_DOWNLOAD_URL": "/api/documents/7/download/", "DOCUMENT_TAGS": "", "TASK_ID": "b1",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT)],
        env={"PATH": os.environ["PATH"], **said, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_script_never_fails() -> None:
    closed = f"http://127.0.0.1:{free_port()}/"
    for environment in ({"GOUJI_RECEIVER": closed}, {"DOCUMENT_ID": "None"}, {"PATH": "/nowhere"}):
        done = run_script(**environment)
        assert done.returncode == 0
        assert done.stderr.startswith("gouji: ")


def test_from_the_script_to_the_note(archive: Paperless, tmp_path: Path) -> None:
    archive.add(7, "青屿县 年报.docx", DEFECTS)
    port = free_port()
    environment = {
        **unmeasured(), "PYTHONPATH": str(ROOT), "PAPERLESS_URL": archive.url, "PAPERLESS_TOKEN": TOKEN,
        "GOUJI_SECRET": "sesame",
    }  # fmt: skip
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from checker.cli import program\nprogram()",
            "paperless",
            "--listen",
            f"127.0.0.1:{port}",
            *PACK,
        ],
        env=environment,
        cwd=tmp_path,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            try:
                posted(f"http://127.0.0.1:{port}/", b"{}")
                break
            except OSError:
                time.sleep(0.1)
        done = run_script(GOUJI_RECEIVER=f"http://127.0.0.1:{port}/", GOUJI_SECRET="sesame")
        assert done.stdout == "gouji: document 7: 202\n"
        until = time.monotonic() + 30
        while not archive.tagged(7) and time.monotonic() < until:
            time.sleep(0.1)
        assert archive.tagged(7) == ["gouji:有问题"]
        assert archive.notes(7)[0].startswith("错误6，")
    finally:
        process.terminate()
        process.wait(20)
