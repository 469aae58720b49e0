"""A PostgreSQL of its own for a test run, in a folder that goes with it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def as_other() -> list[str]:
    """What to put before a command: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", f"--reuid={_other().pw_uid}", f"--regid={_other().pw_gid}", "--clear-groups"]


def _other() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise AssertionError("no user to run PostgreSQL as")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a server that listens at a socket in `folder` alone; %s stands for the database."""
    assert PROGRAMS is not None
    data = folder / "data"
    folder.chmod(0o755)
    data.mkdir()
    if os.geteuid() == 0:
        for path in (folder, data):
            os.chown(path, _other().pw_uid, _other().pw_gid)
        for above in folder.parents:
            if above.stat().st_uid == 0 and str(above).startswith("/tmp/"):
                above.chmod(above.stat().st_mode | 0o011)
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": str(folder)}
    run = [*as_other(), str(PROGRAMS / "initdb"), "-A", "trust", "-U", "gouji", "-E", "UTF8", "-D", str(data), "-N"]
    subprocess.run(run, **quiet)  # type: ignore[call-overload]
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=120"
    pg_ctl = [*as_other(), str(PROGRAMS / "pg_ctl"), "-D", str(data)]
    subprocess.run([*pg_ctl, "-w", "-l", str(data / "log"), "-o", options, "start"], **quiet)  # type: ignore[call-overload]
    try:
        yield f"postgresql://gouji@/%s?host={folder}"
    finally:
        subprocess.run([*pg_ctl, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)
