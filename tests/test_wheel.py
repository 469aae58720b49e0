"""The built wheel, in an empty environment, far from the source tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from tests.shared import bundled

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel and what it asks for; gives its folder of programs."""
    wheels = bundled(tmp_path_factory) / "wheels"
    top = tmp_path_factory.mktemp("wheel")
    venv.create(top / "env")
    programs = top / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", programs / "python", "--disable-pip-version-check", "--quiet"]
    install = [*pip, "install", "--no-index", "--find-links", wheels, next(wheels.glob("gouji-*.whl"))]
    subprocess.run(install, check=True, capture_output=True, cwd=top)
    return programs


def test_the_installed_command_checks_a_report_with_the_packs_of_the_wheel(
    installed: Path, root: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_bytes((root / "samples" / "plans" / "suqian-2020-report.txt").read_bytes())
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "GOUJI_LANG": "zh-CN"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [installed / "gouji", "check", "report.txt", "--format", "json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    dossier = json.loads(done.stdout)["dossiers"][0]
    assert dossier["year"] == 2020
    assert [(f["rule"], f["locations"][0]["text"]) for f in dossier["findings"] if f["severity"] == "warning"] == [
        ("cn-disclosure-report/table-label", "6.属于四类内部事务信息")
    ]


def test_the_wheel_brings_every_pack_and_every_output_data_file(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run([installed / "gouji", "rules"], cwd=tmp_path, capture_output=True, check=True)
    listed = done.stdout.decode()
    assert all(pack in listed for pack in ("cn-department-accounts", "cn-disclosure-report", "us-foia-report"))


PROGRAM = """
import gouji

audit = gouji.check("report.txt", packs=["cn-disclosure-report"], lang="zh-CN")
print(audit.to_json())
"""


def test_a_program_imports_the_installed_checker(installed: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes((root / "samples" / "plans" / "suqian-2020-report.txt").read_bytes())
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONIOENCODING": "utf-8"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [installed / "python", "program.py"], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["dossiers"][0]["issuer"] == "宿迁市人民政府外事办公室"


TYPED = """
import gouji

def titles(path: str) -> list[str]:
    audit = gouji.check(path, plan=None, parts=[path])
    reveal_type(audit.findings[0].locations[0].boxes)
    reveal_type(gouji.packs()[0].rules[0].severities)
    gouji.check(path, plans=path)
    return [finding.title for finding in audit.findings]
"""


def test_a_program_is_checked_against_the_types_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(TYPED, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--python-executable", installed / "python", "program.py"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    told = [line.partition(": ")[2] for line in done.stdout.splitlines()]
    assert told[:2] == [
        'note: Revealed type is "tuple[tuple[float, float, float, float], ...]"',
        'note: Revealed type is "tuple[checker.finding.Severity, ...]"',
    ]
    assert told[2].startswith('error: Unexpected keyword argument "plans" for "check"')
    assert done.stdout.count(" error: ") == 1


def test_what_pip_installs_is_compiled(installed: Path) -> None:
    """Without it every start compiles some 150 modules anew, where the program may not write beside them."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    done = subprocess.run([installed / "python", "-c", code], capture_output=True, check=True, text=True)
    site = Path(done.stdout.strip())
    sources = [source for folder in ("checker", "adapters") for source in (site / folder).rglob("*.py")]
    assert len(sources) > 100
    assert [source for source in sources if not Path(cache_from_source(str(source))).exists()] == []
