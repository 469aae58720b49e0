"""The directory of an OLE2 compound file ([MS-CFB]): the names of its streams and how they begin."""

from __future__ import annotations

import struct
from typing import BinaryIO

LONGEST = 4096
"""Sectors of a directory that are followed; a real one has a handful."""
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""


class Broken(Exception):
    """The file ends where its own tables say that it goes on, or the tables make no sense."""


def directory(file: BinaryIO) -> dict[str, int]:
    """Name to first sector, of every stream of the file."""
    header = _at(file, 0, 512)
    sector = _sector_size(header)
    number = struct.unpack_from("<I", header, 0x30)[0]
    found: dict[str, int] = {}
    seen: set[int] = set()
    while number < _END:
        if number in seen or len(seen) >= LONGEST:
            raise Broken
        seen.add(number)
        data = _at(file, (number + 1) * sector, sector)
        for offset in range(0, sector, 128):
            length, kind = struct.unpack_from("<HB", data, offset + 64)
            if kind == 2 and 2 <= length <= 64:
                entry = data[offset : offset + length - 2].decode("utf-16-le", "replace")
                found[entry] = struct.unpack_from("<I", data, offset + 116)[0]
        number = _next(file, header, sector, number)
    return found


def stream_start(file: BinaryIO, number: int) -> bytes:
    """The first 32 bytes of a stream of at least 4,096 bytes that begins in this sector."""
    sector = _sector_size(_at(file, 0, 512))
    return _at(file, (number + 1) * sector, 32)


def _sector_size(header: bytes) -> int:
    shift: int = struct.unpack_from("<H", header, 0x1E)[0]
    if shift not in (9, 12):
        raise Broken
    return 1 << shift


def _next(file: BinaryIO, header: bytes, sector: int, number: int) -> int:
    """The sector after `number` in its chain. The table of chains of files over 7 MB goes on outside the header;
    a directory that lies so far behind is looked up there as well."""
    per_sector = sector // 4
    which, slot = divmod(number, per_sector)
    if which < 109:
        table: int = struct.unpack_from("<I", header, 0x4C + 4 * which)[0]
    else:
        which -= 109
        block: int = struct.unpack_from("<I", header, 0x44)[0]
        for _ in range(which // (per_sector - 1)):
            block = _number(file, (block + 1) * sector + sector - 4)
        table = _number(file, (block + 1) * sector + 4 * (which % (per_sector - 1)))
    return _number(file, (table + 1) * sector + 4 * slot)


def _number(file: BinaryIO, offset: int) -> int:
    value: int = struct.unpack("<I", _at(file, offset, 4))[0]
    return value


def _at(file: BinaryIO, offset: int, size: int) -> bytes:
    file.seek(offset)
    data = file.read(size)
    if len(data) < size:
        raise Broken
    return data
