"""A folder of its own and the Chinese language for every call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOUJI_LANG", "zh-CN")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(scope="session")
def served_here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Where a real server is, and its token."""
    for name in ("fastapi", "sqlalchemy", "alembic", "uvicorn", "argon2", "jinja2"):
        pytest.importorskip(name)
    from tests.service.serving import TOKEN, served

    with served(tmp_path_factory.mktemp("served") / "data") as made:
        yield made.base, TOKEN
