"""The process that forks workers judges the first report of a form itself, and no other."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.service.queue import inside, warming
from checker.service.queue.inside import Order, Paper

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers inherit nothing elsewhere")


@pytest.fixture(autouse=True)
def cold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "_done", set())
    monkeypatch.setattr(warming.gc, "freeze", lambda: None)


def order(tmp_path: Path, content: bytes, name: str = "report.docx") -> Order:
    path = tmp_path / name
    path.write_bytes(content)
    return Order((Paper("report", str(path), name),), (), "zh-CN", 120, 2048, str(tmp_path))


def test_the_first_report_of_a_form_warms_and_the_outcome_is_the_same(
    tmp_path: Path, defects: bytes, clean: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[int] = []
    real = warming.warm
    monkeypatch.setattr(warming, "warm", lambda *given: counts.append(real(*given)))
    cold = inside.check(order(tmp_path, defects))
    warm = inside.check(order(tmp_path, defects))
    inside.check(order(tmp_path, clean))
    inside.check(order(tmp_path, b"no report at all", "note.txt"))
    assert counts == [1, 0, 0, 0]
    assert cold.result == warm.result
    assert len(cold.rows) == 15


def test_what_cannot_be_judged_there_is_checked_all_the_same(
    tmp_path: Path, clean: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checker.check import Checker

    here, real, tried = os.getpid(), Checker.recognise, []

    def broken(*given: Any) -> Any:
        if os.getpid() != here:  # in a worker all is well
            return real(*given)
        tried.append(given)
        raise MemoryError

    monkeypatch.setattr(Checker, "recognise", broken)
    made = inside.check(order(tmp_path, clean))
    assert (len(tried), made.summary["errors"], made.summary["unchecked"]) == (1, 0, 0)
    inside.check(order(tmp_path, clean))
    assert len(tried) == 1
