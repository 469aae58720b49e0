"""gouji as tools of an assistant, asked by the official client over standard input and output."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from checker.errors import UsageError
from checker.plugged.assistant.folders import Folders
from tests.cli.calls import ROOT, call, unmeasured

pytest.importorskip("mcp")

import anyio
from mcp import Client, StdioServerParameters

Asked = Callable[[Client], Awaitable[None]]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    shutil.copy(ROOT / "samples" / "defects-2021.docx", folder / "report.docx")
    shutil.copy(ROOT / "tests" / "data" / "text" / "001-foreign-affairs-changzhou.txt", folder / "text.txt")
    (tmp_path / "secret.txt").write_text("not to be seen", "utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


def ask(folder: Path, asked: Asked, *words: str) -> None:
    """Let a client talk to a server of its own."""
    program = "from checker.cli import program\nprogram()"
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-c", program, "mcp", str(folder), "--lang", "zh-CN", *words],
        env={**unmeasured(), "PYTHONPATH": str(ROOT)},
    )

    async def talk() -> None:
        async with Client(parameters, read_timeout_seconds=60) as client:
            await asked(client)

    anyio.run(talk)


def told(result: Any) -> Any:
    """What a tool has answered; a failure with its words otherwise."""
    assert not result.is_error, result.content[0].text
    said = result.structured_content
    if said is not None:
        return said.get("result", said) if isinstance(said, dict) else said
    return json.loads(result.content[0].text)


def refused(result: Any) -> str:
    assert result.is_error
    return str(result.content[0].text)


def test_an_assistant_checks_and_asks_on(reports: Path) -> None:
    async def asked(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"documents", "check", "explain", "rules", "facts", "figures", "promises"}
        assert all(tool.annotations is not None and tool.annotations.read_only_hint for tool in tools.values())
        assert all(tool.description for tool in tools.values())
        assert [Path(one).name for one in told(await client.call_tool("documents", {}))] == ["report.docx", "text.txt"]
        outcome = told(await client.call_tool("check", {"report": "report.docx"}))
        assert outcome["issuer"] == "青屿县人民政府"
        assert outcome["found"] == len(outcome["findings"]) > 5
        found = next(one for one in outcome["findings"] if one["rule"].endswith("/applications-balance"))
        explained = told(await client.call_tool("explain", {"report": "report.docx", "finding": found["id"]}))
        assert explained["rule"] == found["rule"]
        assert "≠" in explained["sum"]
        assert explained["source"]["quote"]
        assert len(explained["places"]) >= 4
        full = told(await client.call_tool("rules", {"rule": found["rule"]}))
        assert full[0]["expect"]
        assert len(told(await client.call_tool("rules", {}))) > 100
        facts = told(await client.call_tool("facts", {"document": "report.docx", "kind": "section"}))
        assert facts["found"] == 6
        assert facts["kinds"]["cell"] > 100
        figures = told(await client.call_tool("figures", {"report": "report.docx"}))
        assert {"agree"} <= {one["status"] for one in figures["figures"]}

    ask(reports, asked)


def test_what_goes_wrong_is_told_in_our_words(reports: Path, tmp_path: Path) -> None:
    (reports / "broken.docx").write_bytes(b"PK\x03\x04 and no more")

    async def asked(client: Client) -> None:
        for path in ("../secret.txt", str(tmp_path / "secret.txt"), "link.txt", "none.docx", "/etc/passwd", "a\x00b"):
            assert "没有这份文件" in refused(await client.call_tool("check", {"report": path}))
        outcome = told(await client.call_tool("check", {"report": "broken.docx"}))
        assert outcome["unchecked"]
        assert "不完整" in refused(await client.call_tool("facts", {"document": "broken.docx"}))
        assert "nonsense" in refused(await client.call_tool("rules", {"rule": "nonsense"}))
        assert "没有编号" in refused(await client.call_tool("explain", {"report": "text.txt", "finding": "0"}))

    ask(reports, asked)


def test_what_changes_is_checked_anew_and_promises_are_told(reports: Path) -> None:
    plan, report = (ROOT / "samples" / "plans" / f"haichuan-2022-{role}.txt" for role in ("plan", "report"))
    for one in (plan, report):
        shutil.copy(one, reports / one.name)

    async def asked(client: Client) -> None:
        first = told(await client.call_tool("check", {"report": "text.txt"}))
        path = reports / "text.txt"
        path.write_text(path.read_text("utf-8").replace("saaoao.cn", "changzhou.gov.cn"), "utf-8")
        second = told(await client.call_tool("check", {"report": "text.txt"}))
        assert second["found"] == first["found"] - 1
        rows = told(await client.call_tool("promises", {"report": report.name, "plan": plan.name}))
        assert rows
        assert all({"text", "status", "evidence"} <= set(row) for row in rows)

    ask(reports, asked)


def test_folders_keep_an_assistant_inside(reports: Path, tmp_path: Path) -> None:
    folders = Folders([reports])
    assert folders.file("report.docx") == reports / "report.docx"
    assert folders.file(str(reports / "report.docx")) == reports / "report.docx"
    (reports / ".hidden.docx").write_bytes(b"")
    for path in ("", ".", "..", "link.txt", "../reports2/x.docx", ".hidden.docx", "x" * 5000):
        with pytest.raises(UsageError):
            folders.file(path)
    (tmp_path / "reports2").mkdir()
    (tmp_path / "reports2" / "x.docx").write_bytes(b"")
    with pytest.raises(UsageError):
        folders.file("../reports2/x.docx")


def test_a_folder_that_is_none_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    done = call(capfd, "mcp", tmp_path / "none")
    assert done.code == 2
    assert "none" in done.err
