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
        # The name beside says nothing of the target's: with something before and behind, a long one would be too long.
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".gouji-")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            beside.chmod(0o666 & ~umask())
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise cannot_write(target, error) from None


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; UsageError says what is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None


def cannot_write(path: Path, error: OSError) -> UsageError:
    """What is told of a file or folder that the system does not let be written."""
    return UsageError(say("cli.cannot_write", path=str(path), why=error.strerror or str(error)))


def umask() -> int:
    """The permissions that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
