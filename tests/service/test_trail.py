"""The audit log tells an administrator what was done in words of his language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import checker
from checker.messages.trail import MESSAGES
from checker.service.store.inspections import KINDS
from tests.service.serving import Server


def actions() -> Iterator[str]:
    """All that the program notes there: what is said where a note is made, or called an action before."""
    for path in Path(checker.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("trail.note", "_noted"):
                said: list[ast.expr] = list(node.args)
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "action":
                assert isinstance(node.value, ast.IfExp)
                said = [node.value.body, node.value.orelse]
            else:
                continue
            for one in said:
                if isinstance(one, ast.JoinedStr):
                    assert ast.unparse(one) == "f'unit.{kind}'"
                    yield from (f"unit.{kind}" for kind in KINDS)
                elif isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield one.value


def test_every_action_has_its_words_and_no_words_are_left_over() -> None:
    assert {f"trail.{action.replace('.', '_')}" for action in actions()} == set(MESSAGES)


def test_the_administrator_reads_who_did_what(server: Server) -> None:
    admin = server.account("reads-the-log", "administer")
    admin.send("/admin/tokens", {"name": "OA", "scope": "check"})
    for lang, words in (("zh", ("用密码登录", "新建令牌")), ("en", ("logged in by password", "made a token"))):
        log = admin.get(f"/admin?lang={lang}").text.rpartition("<h2>")[2]
        assert all(f"<td>reads-the-log</td><td>{one}</td>" in log for one in words), log[:2000]
        assert "session.password" not in log
