"""The extension for LibreOffice: comments at the exact places, one step to undo, gone at a word."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from lxml import etree

import gouji
from tests.adapters.docx_files import p, r, tbl, tr, written
from tests.cli.calls import ROOT
from tests.conftest import SHOWS_COMMENTS
from tests.plugged.tracked import PYTHON, has_uno

HOME = ROOT / "integrations" / "libreoffice"
DRIVER = Path(__file__).parent / "office_driver.py"
NOBODY = 65534


@pytest.fixture(scope="module")
def parts() -> Iterator[dict[str, ModuleType]]:
    """The modules of the extension that need no office."""
    sys.path.insert(0, str(HOME / "source" / "pythonpath"))
    import gouji_asking
    import gouji_marks

    yield {"asking": gouji_asking, "marks": gouji_marks}
    sys.path.remove(str(HOME / "source" / "pythonpath"))


@pytest.fixture
def server(served_here: tuple[str, str]) -> dict[str, str]:
    """Settings for a real server."""
    return {"server": served_here[0], "token": served_here[1]}


def command(folder: Path) -> Path:
    """A `gouji` that is this source tree."""
    path = folder / "gouji"
    call = "from checker.cli import program; program()"
    path.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {shlex.quote(sys.executable)} -c "{call}" "$@"\n')
    path.chmod(0o755)
    return path


def test_the_package_holds_what_its_manifest_names(tmp_path: Path) -> None:
    for target in ("one.oxt", "other.oxt"):
        subprocess.run([sys.executable, str(HOME / "build.py"), str(tmp_path / target)], check=True)
    assert (tmp_path / "one.oxt").read_bytes() == (tmp_path / "other.oxt").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.oxt") as archive:
        names = set(archive.namelist())
        manifest = etree.fromstring(archive.read("META-INF/manifest.xml"))
        paths = {one.get("{http://openoffice.org/2001/manifest}full-path") for one in manifest}
        assert paths <= names
        description = etree.fromstring(archive.read("description.xml"))
        hrefs = [one.get("{http://www.w3.org/1999/xlink}href") for one in description.iter("{*}src")]
        assert hrefs
        assert set(hrefs) <= names
        menu = etree.fromstring(archive.read("Addons.xcu"))
    for node in menu.iter("prop"):
        if node.get("{http://openoffice.org/2001/registry}name") == "Title":
            assert {value.get("{http://www.w3.org/XML/1998/namespace}lang") for value in node} == {"en-US", "zh-CN"}


def test_the_extension_imports_nothing_but_the_standard_library_and_the_office() -> None:
    import ast

    allowed = {*sys.stdlib_module_names, "uno", "unohelper", "com", "gouji_asking", "gouji_marks"}
    for path in (HOME / "source").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            assert {name.partition(".")[0] for name in names} <= allowed, path


def test_marks_are_read_with_their_places(parts: dict[str, ModuleType], tmp_path: Path) -> None:
    comments = (
        '<w:comment w:id="1" w:author="gouji"><w:p><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r><w:t>二</w:t></w:r></w:p>'
        '</w:comment><w:comment w:id="2" w:author="somebody"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:comment>'
    )
    inside = f'{r("甲")}<w:commentRangeStart w:id="1"/>{r("乙丙")}<w:commentRangeEnd w:id="1"/>{r("丁")}'
    gone = f'<w:del w:id="9" w:author="a">{r("没有了").replace("w:t", "w:delText")}</w:del>'
    body = p("第一段") + tbl(tr("格", f"<w:tc>{p(gone + inside)}</w:tc>")) + p("末段")
    path = written(tmp_path, body, comments=comments)
    paragraphs, marks = parts["marks"].read(path.read_bytes())
    assert paragraphs == ["第一段", "格", "甲乙丙丁", "末段"]
    assert [tuple(mark) for mark in marks] == [("一", "一\n二", (2, 1), (2, 3))]


def test_paragraphs_are_found_again_though_some_are_missing(parts: dict[str, ModuleType]) -> None:
    found = parts["marks"].paired(["甲", "", "乙 ", "多的", "丙"], ["甲", "乙", "丙", "另外"])
    assert found == {0: 0, 2: 1, 4: 2}


def test_the_command_and_the_server_give_the_same_comments(
    parts: dict[str, ModuleType], server: dict[str, str], tmp_path: Path
) -> None:
    source = ROOT / "samples" / "defects-2021.docx"
    by = {
        "command": {"command": str(command(tmp_path)), "lang": "zh-CN"},
        "server": {**server, "server": server["server"] + "/", "lang": "zh-CN"},
    }
    read = {name: parts["marks"].read(parts["asking"].annotated(str(source), one)) for name, one in by.items()}
    assert read["command"] == read["server"]
    assert len(read["command"][1]) > 10


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"server": "{url}", "token": "wrong"}, "401"),
        ({"server": "http://127.0.0.1:1"}, "refused"),
        ({"command": "/nowhere/gouji"}, "No such file"),
        ({"command": "/bin/false"}, "1"),
    ],
)
def test_why_there_is_no_answer_is_told(
    parts: dict[str, ModuleType], server: dict[str, str], settings: dict[str, str], told: str
) -> None:
    given = {name: value.replace("{url}", server["server"]) for name, value in settings.items()}
    with pytest.raises(parts["asking"].NoAnswer, match=told):
        parts["asking"].annotated(str(ROOT / "samples" / "clean-2021.docx"), {"lang": "zh-CN", **given})


def driven(folder: Path, source: Path, settings: dict[str, str]) -> dict[str, Any]:
    """What happens in an office of a plain user with the extension, in a profile of its own."""
    if os.getuid() == 0:
        folder.chmod(0o755)
        for path in (folder, source):
            shutil.chown(path, NOBODY, NOBODY)
    as_user: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "env": environment, "cwd": folder, **as_user}
    package, profile = folder / "gouji.oxt", folder / "profile"
    subprocess.run([sys.executable, str(HOME / "build.py"), str(package)], check=True, timeout=30)
    package.chmod(0o644)
    subprocess.run(
        ["unopkg", "add", "--suppress-license", f"-env:UserInstallation=file://{profile}", str(package)],
        check=True,
        capture_output=True,
        timeout=240,
        **quiet,
    )
    kept = profile / "user" / "gouji.json"
    kept.write_text(json.dumps(settings), "utf-8")
    if as_user:
        shutil.chown(kept, NOBODY, NOBODY)
    pipe = f"gouji{uuid4().hex[:12]}"
    options = ("--headless", "--norestore", f"-env:UserInstallation=file://{profile}")
    with (folder / "office.log").open("w") as log:
        office = subprocess.Popen(
            ["soffice", *options, f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
            **quiet,
        )
    try:
        done = subprocess.run(
            [PYTHON, str(DRIVER), pipe, str(source)], capture_output=True, text=True, timeout=400, **quiet
        )
        assert done.returncode == 0, done.stderr + (folder / "office.log").read_text("utf-8", "replace")
        made: dict[str, Any] = json.loads(done.stdout)
        return made
    finally:
        os.killpg(office.pid, 9)
        office.wait(20)


@pytest.mark.soffice
@pytest.mark.skipif(not has_uno(), reason="needs LibreOffice and python3-uno")
@pytest.mark.skipif(not SHOWS_COMMENTS.exists(), reason="needs libreoffice-writer, which shows comments")
def test_a_report_is_checked_in_the_office_itself(server: dict[str, str]) -> None:
    with TemporaryDirectory(prefix="gouji-office-test-") as name:
        folder = Path(name)
        source = folder / "报告.docx"
        shutil.copy(ROOT / "samples" / "defects-2021.docx", source)
        audit = gouji.check(source, packs=["cn-disclosure-report"], lang="en")  # as an office without a locale
        told = driven(folder, source, server)
    ours = [one for one in told["checked"] if one["author"] == "gouji"]
    assert [one["text"] for one in told["checked"] if one["author"] == "somebody"] == ["keep me"]
    # What a comment is about is what the finding quotes, word for word.
    found = {one.title: {place.text for place in one.locations[:1]} for one in audit.findings}
    exact = 0
    for one in ours:
        texts = next((texts for name, texts in found.items() if name in one["title"]), None)
        assert texts is not None, one["title"]
        if len([other for other in ours if other["title"] == one["title"]]) == 1 and None not in texts:
            exact += 1
            assert one["on"].replace("\n", "") in {(text or "").replace("\n", "") for text in texts}
    assert exact > 5
    assert len(ours) > 10
    assert told["same"], "the text is the same"
    assert len(told["steps"]) == 1, "one step to undo"
    assert told["undone"] == ["somebody"]
    assert told["redone"] == told["again"] == len(told["checked"])
    assert told["selected"] == told["last"]
    assert told["removed"] == ["somebody"]
    assert told["still"]
