"""The API of checks: a report in, what the command gives out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.service.client import Client
from tests.service.serving import Server


def test_a_report_is_checked_at_once_and_the_outcome_is_that_of_the_command(
    program: Client, defects: bytes, tmp_path: Path
) -> None:
    report = tmp_path / "教育局.docx"
    report.write_bytes(defects)
    command = [sys.executable, "-c", "from checker.cli import program; program()"]
    done = subprocess.run(
        [*command, "check", report.name, "--format", "json"], cwd=tmp_path, capture_output=True, check=False
    )
    answer = program.check(defects, "教育局.docx")
    assert answer.status == 200
    mine = answer.json
    assert mine.pop("status") == "done"
    for own in ("id", "name", "created"):
        mine.pop(own)
    assert mine == json.loads(done.stdout)


def test_without_waiting_a_check_is_taken_up_and_told_of_later(program: Client, clean: bytes) -> None:
    answer = program.upload("/api/v1/checks", ("report", "later.docx", clean))
    assert answer.status == 202
    assert answer.json["status"] in ("queued", "running")
    assert answer.headers["location"] == f"/api/v1/checks/{answer.json['id']}"
    found = program.ended(answer)
    assert found.status == 200
    assert (found.json["status"], found.json["summary"]["errors"]) == ("done", 0)


def test_the_same_again_is_there_at_once(program: Client, clean: bytes) -> None:
    first = program.check(clean, "same.docx").json
    second = program.upload("/api/v1/checks", ("report", "same.docx", clean))
    assert second.status == 200
    assert second.json["dossiers"] == first["dossiers"]
    assert second.json["id"] != first["id"]


def test_partners_have_their_roles(program: Client, root: Path) -> None:
    plans = root / "samples" / "plans"
    sent = program.upload(
        "/api/v1/checks?wait=30",
        ("report", "report.txt", (plans / "suqian-2020-report.txt").read_bytes()),
        ("plan", "plan.txt", (plans / "suqian-2020-plan.txt").read_bytes()),
    )
    answer = program.ended(sent)
    assert [one["role"] for one in answer.json["dossiers"][0]["documents"]] == ["report", "plan"]
    promises = program.get(f"/api/v1/checks/{answer.json['id']}/promises").json
    assert sum(one["kind"] == "promise" for one in promises) > 3
    figures = program.get(f"/api/v1/checks/{answer.json['id']}/figures").json
    assert figures[0]["list"]


def test_findings_come_in_pages_that_lead_on(program: Client, defects: bytes) -> None:
    key = program.check(defects).json["id"]
    first = program.get(f"/api/v1/checks/{key}/findings?limit=10")
    assert len(first.json["findings"]) == 10
    assert first.headers["link"] == f'</api/v1/checks/{key}/findings?limit=10&after=10>; rel="next"'
    rest = program.get(f"/api/v1/checks/{key}/findings?limit=10&after={first.json['next']}").json
    whole = program.get(f"/api/v1/checks/{key}/result").json["dossiers"][0]["findings"]
    assert first.json["findings"] + rest["findings"] == whole
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("form", "begin"), [("csv", b"\xef\xbb\xbf"), ("sarif", b"{"), ("html", b"<!DOCTYPE"), ("text", b"")]
)
def test_every_output_is_a_download_that_no_browser_runs(
    program: Client, defects: bytes, form: str, begin: bytes
) -> None:
    key = program.check(defects, "市局.docx").json["id"]
    answer = program.get(f"/api/v1/checks/{key}/outputs/{form}")
    assert answer.status == 200
    assert answer.body.startswith(begin)
    assert len(answer.body) > 1000
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''%E5%B8%82%E5%B1%80" in answer.headers["content-disposition"]
    again = program.get(f"/api/v1/checks/{key}/outputs/{form}", If_None_Match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_the_annotated_copy_is_a_word_file_with_comments(program: Client, defects: bytes, tmp_path: Path) -> None:
    from zipfile import ZipFile

    key = program.check(defects, "市局.docx").json["id"]
    answer = program.get(f"/api/v1/checks/{key}/annotated")
    path = tmp_path / "copy.docx"
    path.write_bytes(answer.body)
    with ZipFile(path) as archive:
        assert b"0590-823600181" in archive.read("word/comments.xml")


def test_what_cannot_be_read_is_done_and_says_so(program: Client) -> None:
    answer = program.check(b"PK\x03\x04 and nothing more", "broken.docx")
    assert answer.status == 200
    assert answer.json["status"] == "done"
    assert answer.json["summary"]["unchecked"] == 1
    assert "broken.docx" in answer.json["dossiers"][0]["unchecked"][0]["path"]


def test_a_deleted_check_is_gone(program: Client, clean: bytes) -> None:
    key = program.check(clean, "gone.docx").json["id"]
    assert program.ask("DELETE", f"/api/v1/checks/{key}").status == 204
    assert program.get(f"/api/v1/checks/{key}").status == 404
    assert key not in [one["id"] for one in program.get("/api/v1/checks?limit=500").json["checks"]]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([], "a report is needed"),
        ([("report", "a.txt", b"a"), ("report", "b.txt", b"b")], "one report at a time"),
        ([("report", None, b"no file")], "a file is needed here"),
        ([("report", "a.txt", b"a"), ("colour", None, b"red")], "there is no such field"),
    ],
)
def test_a_form_that_is_off_is_refused_with_what_would_do(
    server: Server, parts: list[tuple[str, str | None, bytes]], message: str
) -> None:
    answer = server.client(**{"Accept-Language": "en"}).upload("/api/v1/checks", *parts)
    assert answer.status == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["errors"][0]["message"] == message
    assert answer.json["type"] == "/api/problems/invalid"
    assert server.client().get(answer.json["type"]).status == 200


def test_problems_are_told_in_the_language_of_the_caller(server: Server) -> None:
    path = f"/api/v1/checks/{'0' * 32}"
    assert server.client(**{"Accept-Language": "en-GB,en"}).get(path).json["title"] == "Not found"
    assert server.client(**{"Accept-Language": "zh-CN"}).get(path).json["title"] == "没有找到"


def test_nobody_comes_in_without_a_token(server: Server, clean: bytes) -> None:
    for token in ("", "wrong"):
        answer = server.client(token).check(clean)
        assert answer.status == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_it_says_of_itself_how_it_is(server: Server, program: Client) -> None:
    assert Client(server.base).get("/healthz").json == {"status": "ok"}
    assert Client(server.base).get("/readyz").json == {"status": "ready"}
    assert 'gouji_requests_total{method="GET"' in program.get("/metrics").text
    assert Client(server.base).get("/metrics").status == 401
    assert "/api/v1/checks" in Client(server.base).get("/api/openapi.json").json["paths"]
    assert "/api/v1/checks" in Client(server.base).get("/api/docs").text


def test_a_zip_is_checked_report_by_report(program: Client, defects: bytes, clean: bytes) -> None:
    import io
    import zipfile

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("局/甲.docx", defects)
        archive.writestr("局/乙.docx", clean)
    answer = program.check(content.getvalue(), "全部.zip").json
    assert answer["status"] == "done"
    paths = sorted(one["path"] for dossier in answer["dossiers"] for one in dossier["documents"])
    assert paths == ["全部.zip/局/乙.docx", "全部.zip/局/甲.docx"]
    copy = program.get(
        f"/api/v1/checks/{answer['id']}/annotated?document=%E5%85%A8%E9%83%A8.zip/%E5%B1%80/%E7%94%B2.docx"
    )
    assert copy.status == 200
    assert copy.body.startswith(b"PK")
