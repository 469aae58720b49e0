"""A folder of its own and the Chinese language for every call."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOUJI_LANG", "zh-CN")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
