"""A backup while the server runs: the database by its own means, then the files that it names."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from checker.errors import UsageError
from checker.messages import say
from checker.service.store import sweeping
from checker.service.store.database import Database
from checker.service.store.files import SHARED, Files

LONGEST = 24 * 3600.0
"""Seconds for which a backup may hold up the sweep."""


def back_up(database: Database, files: Files, folder: Path) -> int:
    """Copy the store to an empty folder; how many files. What comes in meanwhile is in the next backup.

    The database comes first: every file that it names is there already, for a file is kept before its row.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(say("service.backup_there", path=str(folder)))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweeping.hold(database, LONGEST)
    try:
        _database(database, folder)
        shutil.copyfile(files.folder / SHARED, folder / SHARED)
        count = 0
        for sha256, _ in files.every():
            target = folder / "files" / sha256[:2] / sha256
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # a draft that was deleted meanwhile
                _copied(files.path(sha256), target)
                count += 1
    finally:
        sweeping.hold(database, 0)
    return count


def _database(database: Database, folder: Path) -> None:
    if database.sqlite:
        # Not within a transaction, which every connection of the engine would begin.
        raw = database.engine.raw_connection()
        try:
            raw.cursor().execute("vacuum into ?", (str(folder / "gouji.db"),))
        finally:
            raw.close()
        return
    url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        run = ["pg_dump", "--format=custom", "--no-owner", f"--file={folder / 'gouji.dump'}", f"--dbname={url}"]
        subprocess.run(run, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        told = getattr(error, "stderr", b"") or str(error).encode()
        raise UsageError(say("service.no_dump", why=told.decode("utf-8", "replace").strip()[-300:])) from None


def _copied(source: Path, target: Path) -> None:
    """By a second name where that is possible: a file is never changed, so both stay what they are."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)
