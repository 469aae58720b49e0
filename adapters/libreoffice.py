"""LibreOffice as a converter: a profile of its own for each run, no network, no macros, its output looked at."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from checker.errors import DocumentError
from checker.leftovers import die_with
from checker.messages import say

START_SECONDS, FILE_SECONDS = 40, 20
"""Time for a start with a new profile (2 s on an idle machine) and for each file (0.4 s)."""
CLOCK = 3
"""How many times its seconds on the processor a conversion may take by the clock."""
ADDRESS_SPACE = 8 << 30
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/usr/lib/libreoffice/program/soffice",
)

FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
PACKAGES = {"docx": "libreoffice-writer-nogui", "xlsx": "libreoffice-calc-nogui"}
"""By what is made: the filter for it, the part that a whole file has, the package (of Debian) that it takes."""

Wanted = tuple[Path, str, str]
"""A file, what messages call it, and the suffix that fits its content, without the dot."""

_SETTINGS = (
    # No links to other files, no macros, no update checks; and where the network cannot be cut off, a proxy
    # that does not exist.
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def convert(
    wanted: Sequence[Wanted], folder: Path, program: str | None, prefix: Sequence[str], kind: str = "docx"
) -> dict[Path, Path | DocumentError]:
    """A docx (or another `kind`) in `folder` for each file, or the reason. Files that fail together are tried again
    one by one.

    `program` is what `find` gives, `prefix` what `isolation` gives.
    """
    if not wanted:
        return {}
    if program is None:
        package = PACKAGES[kind]
        return {
            path: DocumentError(say("reading.no_office", path=name, package=package, kind=kind))
            for path, name, _ in wanted
        }
    made = _run(program, prefix, wanted, folder, 0, kind)
    outcome: dict[Path, Path | DocumentError] = {}
    for number, one in enumerate(wanted, 1):
        path, name, _ = one
        result = made.get(path)
        if result is None and len(wanted) > 1:
            result = _run(program, prefix, [one], folder, number, kind).get(path)
        refused = say("reading.unconverted", path=name, kind=kind)
        outcome[path] = result if result is not None else DocumentError(refused)
    return outcome


def find() -> str | None:
    """The program, on the search path or where installers put it."""
    for command in ("soffice", "libreoffice"):
        if found := shutil.which(command):
            return found
    return next((place for place in PLACES if Path(place).is_file()), None)


def _run(
    program: str, prefix: Sequence[str], wanted: Sequence[Wanted], folder: Path, number: int, kind: str
) -> dict[Path, Path]:
    """One run over all files: those that were converted. The exit code says nothing, it is 0 on failure too."""
    with TemporaryDirectory(prefix="gouji-office-") as own:
        inputs, outputs, profile = (Path(own) / part for part in ("in", "out", "profile"))
        for made in (inputs, outputs, profile / "user"):
            made.mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
        # Copies with plain names: two files may have the same stem, and a lock file beside the original is a change.
        copies = []
        for index, (path, _, form) in enumerate(wanted):
            copies.append(inputs / f"{index:05d}.{form}")
            shutil.copyfile(path, copies[-1])
        command = [
            *prefix,
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--convert-to", FILTERS[kind], "--outdir"),
            str(outputs),
            *map(str, copies),
        ]
        _wait(command, START_SECONDS + FILE_SECONDS * len(copies), apart=not prefix)
        found: dict[Path, Path] = {}
        for index, (path, _, _) in enumerate(wanted):
            output = outputs / f"{index:05d}.{kind}"
            if _whole(output, MAIN_PARTS[kind]):
                target = folder / f"{number}-{index:05d}.{kind}"
                shutil.move(output, target)
                found[path] = target
        return found


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>\n"
    )


@cache
def isolation() -> tuple[str, ...]:
    """A command before the program that cuts off the network and ties all its processes together; empty where the
    system does not permit it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    for mapped in ((), ("--map-root-user",)):
        command = (unshare, *mapped, "--net", "--pid", "--fork", "--kill-child")
        tried = subprocess.run([*command, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return command
    return ()


def _wait(command: list[str], seconds: float, apart: bool) -> None:
    """Run a program to its end, or to the end of its time, and leave none of its processes behind: `apart` makes a
    group of them, which an isolated run does not need. They stay in the session of the worker, with which they end.

    `seconds` are those of the processor; by the clock, on a loaded machine, it takes longer.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0 if apart and os.name == "posix" else None,
        preexec_fn=_limits(seconds) if os.name == "posix" else None,
    )
    try:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(CLOCK * seconds)
    finally:
        if apart and os.name == "posix":
            with contextlib.suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()


def _limits(seconds: float) -> Callable[[], None]:
    """Sets limits of its own in place of those of a worker, which are made for a reader in Python."""
    import resource

    parent = os.getpid()
    wanted = []
    for which, most in ((resource.RLIMIT_AS, ADDRESS_SPACE), (resource.RLIMIT_CPU, int(seconds))):
        hard = resource.getrlimit(which)[1]
        wanted.append((which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)))

    def set_them() -> None:
        for which, limits in wanted:
            resource.setrlimit(which, limits)
        die_with(parent)

    return set_them


def _whole(path: Path, part: str) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            return package.getinfo(part).file_size > 0
    except (OSError, zipfile.BadZipFile, KeyError):
        return False
