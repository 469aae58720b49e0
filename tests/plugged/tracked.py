"""Tracked changes of a Word file accepted or refused: by a few lines of our own, and by LibreOffice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import zipfile
from pathlib import Path
from uuid import uuid4

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROGRAM = Path(__file__).parent / "tracked_changes.py"
PYTHON = next((one for one in ("/usr/bin/python3",) if Path(one).exists()), "python3")
"""The Python that Debian's python3-uno belongs to."""


def has_uno() -> bool:
    """Whether LibreOffice can be driven here."""
    if shutil.which("soffice") is None:
        return False
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


def body(path: Path) -> etree._Element:
    """The tree of the main part."""
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def signs(path: Path, what: str = "") -> list[list[tuple[str, bytes]]]:
    """Of each paragraph its characters, each with the properties of its run; `what` is accept, reject, or neither."""
    made = []
    for paragraph in body(path).iter(f"{W}p"):
        line = []
        for run in paragraph.iter(f"{W}r"):
            inside = {above.tag for above in run.iterancestors()}
            if (what == "accept" and f"{W}del" in inside) or (what == "reject" and f"{W}ins" in inside):
                continue
            properties = run.find(f"{W}rPr")
            look = etree.tostring(properties, method="c14n") if properties is not None else b""
            for child in run:
                if child.tag in (f"{W}t", f"{W}delText"):
                    line += [(sign, look) for sign in child.text or ""]
                elif child.tag != f"{W}rPr":
                    line.append((f"<{etree.QName(child).localname}>", look))
        made.append(line)
    return made


def string(path: Path, what: str = "") -> str:
    """The text of the paragraphs, a line each."""
    return "\n".join("".join(sign for sign, _ in line) for line in signs(path, what))


def by_libreoffice(folder: Path, *jobs: tuple[str, Path, Path]) -> None:
    """LibreOffice does (accept or reject, file, target) for each, in one start."""
    pipe = f"gouji{uuid4().hex[:12]}"
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            f"-env:UserInstallation=file://{folder}/profile",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        words = [str(word) for job in jobs for word in job]
        done = subprocess.run([PYTHON, str(PROGRAM), pipe, *words], timeout=240, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    finally:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
