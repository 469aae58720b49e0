"""The API is what its description says: schemathesis asks it what the description allows, and what it forbids.

`python -m tests.service.test_description EXAMPLES` asks more, for as long as one likes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.service.client import Client
from tests.service.serving import TOKEN, Server, served

COMMAND = "from schemathesis.cli import schemathesis; schemathesis()"
QUICK = ("--phases", "fuzzing", "--max-examples", "2")


def asked(server: Server, *options: str) -> subprocess.CompletedProcess[str]:
    """What schemathesis says of a server.

    The key against doing a thing twice is kept empty: the same key with another content is refused, which no schema
    can say.
    """
    run = [
        sys.executable,
        "-c",
        COMMAND,
        "--config-file",
        str(Path(__file__).with_name("schemathesis.toml")),
        "run",
        f"{server.base}/api/openapi.json",
        "-H",
        f"Authorization: Bearer {TOKEN}",
    ]
    run += ["-H", "Idempotency-Key: ", "--workers", "1", "--request-timeout", "60", "--no-color", *options]
    return subprocess.run(run, capture_output=True, encoding="utf-8", check=False)


def test_the_api_is_what_its_description_says(tmp_path: Path) -> None:
    pytest.importorskip("schemathesis")
    with served(tmp_path) as server:
        done = asked(server, *QUICK)
        assert done.returncode == 0, done.stdout[-4000:]


def test_every_operation_is_described_with_what_can_go_wrong(server: Server) -> None:
    description = Client(server.base).get("/api/openapi.json").json
    operations = [one for path in description["paths"].values() for one in path.values()]
    assert len(operations) > 40
    for operation in operations:
        assert operation["description"]
        for status in ("401", "403", "404", "422", "429"):
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]


if __name__ == "__main__":
    import tempfile

    with served(Path(tempfile.mkdtemp())) as _server:
        _done = asked(_server, "--phases", "coverage,fuzzing", "--max-examples", *(sys.argv[1:] or ["20"]))
        sys.stdout.write(_done.stdout)
        raise SystemExit(_done.returncode)
