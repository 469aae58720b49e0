"""The line that tells how far a run is: nothing on a pipe, the pages of a scan from the first on."""

from __future__ import annotations

import io
import sys

import pytest

from checker.cli.progress import Bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_how_long_scanned_pages_take_is_told_before_the_first_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    bar = Bar("zh-CN", quiet=False)
    bar("scan", 0, 6)
    assert "0/6" in shown.getvalue()
    assert "24" in shown.getvalue()
    bar("scan", 6, 6)
    assert "6/6" in shown.getvalue().rpartition("\r")[2]


@pytest.mark.parametrize("quiet", [True, False])
def test_nothing_is_shown_on_a_pipe_or_when_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch, quiet: bool) -> None:
    shown = Terminal() if quiet else io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    bar = Bar("zh-CN", quiet=quiet)
    bar("scan", 0, 6)
    bar.close()
    assert shown.getvalue() == ""


def test_other_stages_are_shown_after_a_second_only(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    Bar("zh-CN", quiet=False)("reading", 1, 6)
    assert shown.getvalue() == ""
