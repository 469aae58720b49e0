"""What an OLE2 compound file is ([MS-CFB]): an old Word file or workbook, slides, or a new file that is locked."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

from checker.errors import DocumentError
from checker.messages import say

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "encryptedpackage"
_WORD = (b"\xec\xa5", b"\xdc\xa5")
"""How the text of a Word file begins, from Word 6 on."""
_FILE_PASS = 0x2F
_MOST = 1024
"""Bytes of a stream that are looked at."""
_FLAGS = 11
"""The byte of the header of a Word file whose lowest bit is fEncrypted ([MS-DOC] 2.5.2)."""
_SHEETS = (".xls", ".xlsx", ".xlsm", ".xlsb", ".xltx", ".et", ".ett")


def kind(path: Path, name: str) -> str:
    """The format of the file; DocumentError says what else it is, or that it is locked."""
    streams, header = _look(path, name)
    if "worddocument" in streams:
        if header[:2] in _WORD and len(header) > _FLAGS and header[_FLAGS] & 1:
            raise DocumentError(say("reading.password", path=name))
        return "wps" if path.suffix.lower() in (".wps", ".wpt") else "doc"
    if _LOCKED in streams:
        if any("drm" in stream for stream in streams):
            raise DocumentError(say("reading.rights", path=name))
        # A workbook may be locked by a password that Excel and LibreOffice know (read-only, [MS-OFFCRYPTO] 2.4.2.3).
        if path.suffix.lower() in _SHEETS:
            return "xls"
        raise DocumentError(say("reading.password", path=name))
    if streams & {"workbook", "book"}:
        return "xls"
    raise DocumentError(say("reading.slides" if "powerpoint document" in streams else "reading.unknown", path=name))


def is_locked(path: Path, name: str) -> bool:
    """Whether the file holds another, encrypted one, or is a workbook whose records are."""
    with path.open("rb") as file:
        magic = file.read(8)
    if magic != MAGIC:
        return False
    streams, begin = _look(path, name)
    return _LOCKED in streams or _is_sealed(begin)


def _is_sealed(workbook: bytes) -> bool:
    """Whether a record near the begin of a workbook says that those after it are encrypted (FilePass, [MS-XLS])."""
    at = 0
    while at + 4 <= len(workbook):
        kind, size = struct.unpack_from("<HH", workbook, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + size
    return False


def _look(path: Path, name: str) -> tuple[set[str], bytes]:
    """The names of its streams, in small letters as [MS-CFB] 2.6.4 compares them, and how its main one begins."""
    import olefile

    try:
        with path.open("rb") as file:
            _sound_header(file)
            with olefile.OleFileIO(file) as container:
                streams = {"/".join(parts).lower() for parts in container.listdir()}
                main = next((one for one in ("worddocument", "workbook", "book") if one in streams), None)
                return streams, container.openstream(main).read(_MOST) if main is not None else b""
    except (OSError, ValueError, IndexError, RecursionError, AttributeError, TypeError, OverflowError, struct.error):
        raise DocumentError(say("reading.truncated", path=name)) from None


def _sound_header(file: BinaryIO) -> None:
    """ValueError for a container whose header states larger tables than its file has room for: they would be read."""
    header = file.read(76)
    shift = struct.unpack_from("<H", header, 0x1E)[0] if len(header) == 76 else 0
    if shift not in (9, 12):
        raise ValueError("no sector size")
    sectors = file.seek(0, os.SEEK_END) >> shift
    # The sectors of the table of chains, of its small counterpart, and of the table of the first table.
    if any(struct.unpack_from("<I", header, at)[0] > sectors for at in (0x2C, 0x40, 0x48)):
        raise ValueError("tables larger than the file")
    file.seek(0)
