"""The bundle for an office without a network: made here, installed and tried where no network is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.service.waiting import LONG
from tests.shared import bundled

TRY = """
import http.client, os, socket, subprocess, sys, time
gouji, report, data = sys.argv[1:]
print("ways out:", [name for _, name in socket.if_nameindex() if name != "lo"])
done = subprocess.run([gouji, "check", report, "--format", "json"], capture_output=True)
print("check:", done.returncode, b'"findings"' in done.stdout)
word = b"a long enough one"
subprocess.run([gouji, "account", "admin", "--role", "administer", "--data", data], input=word, check=True)
path = data + "/s"
server = subprocess.Popen([gouji, "serve", "--data", data, "--socket", path])
end = time.monotonic() + 180
while time.monotonic() < end:
    connection = http.client.HTTPConnection("gouji.example")
    connection.sock = socket.socket(socket.AF_UNIX)
    try:
        connection.sock.connect(path)
        connection.request("GET", "/readyz")
        print("ready:", connection.getresponse().status)
        break
    except OSError:
        time.sleep(0.1)
server.terminate()
print("ended:", server.wait(60))
"""


def without_network() -> list[str]:
    """What to put before a command that must have no network."""
    for run in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        if shutil.which("unshare") and subprocess.run([*run, "true"], capture_output=True, check=False).returncode == 0:
            return run
    pytest.skip("no way to cut off the network here")


def test_what_a_bundle_holds_is_enough_where_there_is_no_network(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, root: Path
) -> None:
    cut = without_network()
    bundle, target = bundled(tmp_path_factory), tmp_path / "gouji"
    wheels = [path.name for path in (bundle / "wheels").iterdir()]
    assert {"gouji", "durable_rules", "fastapi", "sqlalchemy"} <= {name.partition("-")[0].lower() for name in wheels}
    assert all(name.endswith(".whl") for name in wheels)
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHON": sys.executable, "LANG": "C.UTF-8"}
    install = [*cut, "sh", str(bundle / "install.sh"), str(target)]
    done = subprocess.run(install, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    report = shutil.copy(root / "samples" / "clean-2021.docx", tmp_path)
    data = tmp_path / "data"
    tried = subprocess.run(
        [*cut, target / "bin" / "python", "-c", TRY, target / "bin" / "gouji", report, data],
        env=env, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=4 * LONG,
    )  # fmt: skip
    lines = tried.stdout.splitlines()
    assert lines[0] == "ways out: []", tried
    assert lines[1:] == ["check: 0 True", "ready: 200", "ended: 0"], tried.stderr


def test_a_bundle_that_was_changed_on_the_way_is_not_installed(tmp_path: Path) -> None:
    from checker.cli.bundle import INSTALL

    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "x.whl").write_bytes(b"changed")
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  wheels/x.whl\n")
    (tmp_path / "install.sh").write_text(INSTALL.format(python="3.11", wanted="gouji"))
    target = tmp_path / "target"
    done = subprocess.run(["sh", tmp_path / "install.sh", target], capture_output=True, check=False)
    assert done.returncode != 0
    assert not target.exists()
