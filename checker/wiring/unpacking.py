"""What is not a file among files: a zip of submissions, a document on standard input; put into a folder for the run."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from checker.errors import CheckerError, UsageError
from checker.files.writing import cannot_write
from checker.messages import say

if TYPE_CHECKING:
    from zipfile import ZipInfo

MOST = 20_000
"""Files of one archive."""
LARGEST = 256 << 20
"""Bytes of one of them, as of any document."""
TOTAL = 4 << 30
"""Bytes of all, unpacked."""
_PART = 1 << 20
_UTF8 = 0x800
"""The bit by which an entry says that its name is UTF-8."""


def is_archive(path: Path) -> bool:
    """Whether a file is a zip of files, and not a document that is a zip by its format."""
    from adapters import head_of, sniff

    try:
        with path.open("rb") as file:
            if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
                return False
        sniff(path, head_of(path, str(path)))
    except CheckerError:
        from zipfile import is_zipfile

        try:
            return is_zipfile(path)
        except OSError:
            return False
    except OSError:
        return False
    return False


def unpack(archive: Path, folder: Path) -> None:
    """The files of an archive in a folder; UsageError where it holds more than is reasonable or cannot be unpacked.

    Names lead nowhere else, and links are left out.
    """
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(archive) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir() and not _is_link(entry)]
            if len(entries) > MOST:
                raise UsageError(say("cli.zip_many", path=str(archive), most=MOST))
            left = TOTAL
            for entry in entries:
                target = folder.joinpath(*_parts(entry))
                if target == folder or target.exists():
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                with package.open(entry) as file:
                    left -= _copied(file, target, min(LARGEST, left))
                if left <= 0:
                    raise UsageError(say("cli.zip_large", path=str(archive), most=TOTAL >> 30))
    except RuntimeError as error:  # what zipfile says of a password
        raise UsageError(say("cli.zip_locked", path=str(archive))) from error
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error) as error:
        raise UsageError(say("cli.zip_broken", path=str(archive), why=str(error))) from None
    except OSError as error:
        raise cannot_write(folder, error) from None


def standard_input(folder: Path) -> Path:
    """What comes on standard input, as a file in a folder."""
    target = folder / "stdin"
    if sys.stdin is None:
        raise UsageError(say("cli.stdin_closed"))
    try:
        if _copied(sys.stdin.buffer, target, LARGEST) > LARGEST:
            raise UsageError(say("reading.large", path="stdin", megabytes=(LARGEST >> 20) + 1, most=LARGEST >> 20))
    except OSError as error:
        raise cannot_write(target, error) from None
    return target


def _copied(source: IO[bytes], target: Path, most: int) -> int:
    """Copy, and stop soon after `most` bytes; how many were copied. What is larger is left for a reader to refuse."""
    done = 0
    with target.open("wb") as file:
        while done <= most and (part := source.read(_PART)):
            file.write(part)
            done += len(part)
    return done


def _is_link(entry: ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _parts(entry: ZipInfo) -> Iterator[str]:
    """The way to an entry, without what would lead out of a folder or cannot be in a name."""
    for part in _name(entry).replace("\\", "/").split("/"):
        kept = "".join(character for character in part if character.isprintable() and character not in ':*?"<>|')
        if kept.strip(" ."):
            yield kept.encode("utf-8", "replace")[:200].decode("utf-8", "ignore")


def _name(entry: ZipInfo) -> str:
    """Archives made under Chinese Windows have names in GBK, which zipfile takes for those of the first PC."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
