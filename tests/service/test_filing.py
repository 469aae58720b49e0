"""`gouji check --store`: what was checked at the command line stands in the registry of the service."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.service.serving import TOKEN, Server


def command(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-c", "from checker.cli import program; program()", "check", *words, "--lang", "en"]
    return subprocess.run(run, env={**os.environ, **env}, capture_output=True, encoding="utf-8", check=False)


def test_a_run_is_filed_with_a_receipt(server: Server, tmp_path: Path, clean: bytes) -> None:
    report = tmp_path / "青屿“2021”.docx"
    report.write_bytes(clean)
    done = command(str(report), "--store", server.base, GOUJI_TOKEN=TOKEN)
    assert done.returncode == 0, done.stderr
    receipt = done.stderr.rpartition("receipt ")[2].strip()
    (found,) = [
        one
        for one in server.client().get("/api/v1/submissions?limit=500").json["submissions"]
        if one["receipt"] == receipt
    ]
    assert (found["via"], found["year"]) == ("command", 2021)
    assert found["name"] == "青屿“2021”.docx"


def test_a_store_that_does_not_take_it_is_told_with_why(server: Server, tmp_path: Path, clean: bytes) -> None:
    report = tmp_path / "a.docx"
    report.write_bytes(clean)
    for url, token, told in (
        (server.base, "wrong", "The token is unknown"),
        (server.base, "", "GOUJI_TOKEN"),
        ("ftp://somewhere", TOKEN, "must be an http or https address"),
        ("http://127.0.0.1:9", TOKEN, "did not take it"),
    ):
        done = command(str(report), "--store", url, GOUJI_TOKEN=token)
        assert done.returncode == 2
        assert told in done.stderr
