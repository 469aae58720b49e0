"""Files written whole or not at all: beside the target, then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from checker.errors import UsageError
from checker.messages import say


def write_beside(target: Path, content: bytes) -> None:
    """Write a file; UsageError says what is in the way. The target is never half written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            beside.chmod(0o666 & ~_umask())
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(say("cli.cannot_write", path=str(target), why=error.strerror or str(error))) from None


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; UsageError says what is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(say("cli.cannot_write", path=str(folder), why=error.strerror or str(error))) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
