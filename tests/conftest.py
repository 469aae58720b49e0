"""What every test may count on: in continuous integration nothing that a test needs is missing."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """A missing program is a failure of the set-up there, not a reason to skip."""
    if not os.environ.get("CI"):
        return
    missing = [name for name in ("soffice", "chromium", "pdftoppm", "qpdf") if shutil.which(name) is None]
    missing += [name for name in ("rapidocr", "onnxruntime") if find_spec(name) is None]
    if missing:
        pytest.exit(f"not installed, and no test may be skipped here: {', '.join(missing)}", returncode=3)


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Checked packs are kept in a folder of the test run, so that no run leans on the one before."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the source tree."""
    return Path(__file__).parent.parent
