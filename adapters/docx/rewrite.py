"""A zip with some parts replaced; what is not replaced is copied as it is packed, without being inflated."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipInfo

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
UTF8_NAMES = 0x800


def rewritten(data: bytes, entries: Mapping[str, ZipInfo], changed: Mapping[str, bytes]) -> bytes:
    """The archive `data`, whose directory is `entries`, with `changed` parts; those it does not have come last.

    Raises struct.error for a directory that leads nowhere.
    """
    local: list[bytes] = []
    central: list[bytes] = []
    at = 0
    moment = max((entry.date_time for entry in entries.values()), default=(1980, 1, 1, 0, 0, 0))
    added = {name: ZipInfo(name, moment) for name in changed if name not in entries}
    for part, entry in [*entries.items(), *added.items()]:
        content = changed.get(part)
        if content is None:
            packed, crc, size, method = _packed(data, entry), entry.CRC, entry.file_size, entry.compress_type
        else:
            squeezer = zlib.compressobj(6, zlib.DEFLATED, -15)
            packed = squeezer.compress(content) + squeezer.flush()
            crc, size, method = zlib.crc32(content), len(content), ZIP_DEFLATED
        name, flags = _name(entry)
        year, month, day, hour, minute, second = entry.date_time
        stamp = (hour << 11 | minute << 5 | second // 2, max(year - 1980, 0) << 9 | month << 5 | day)
        common = (20, flags, method, *stamp, crc, len(packed), size, len(name))
        head = LOCAL.pack(b"PK\x03\x04", *common, 0) + name
        local += [head, packed]
        attributes = (0, 0, 0, entry.internal_attr, entry.external_attr, at)
        central.append(CENTRAL.pack(b"PK\x01\x02", entry.create_system << 8 | 20, *common, *attributes) + name)
        at += len(head) + len(packed)
    directory = b"".join(central)
    end = END.pack(b"PK\x05\x06", 0, 0, len(central), len(central), len(directory), at, 0)
    return b"".join([*local, directory, end])


def _packed(data: bytes, entry: ZipInfo) -> bytes:
    fields = LOCAL.unpack_from(data, entry.header_offset)
    start = entry.header_offset + LOCAL.size + fields[-2] + fields[-1]
    return data[start : start + entry.compress_size]


def _name(entry: ZipInfo) -> tuple[bytes, int]:
    """The name as it is to be written, and the flag for its encoding."""
    if entry.flag_bits & UTF8_NAMES or not entry.orig_filename.isascii():
        return entry.orig_filename.encode(), UTF8_NAMES
    return entry.orig_filename.encode("ascii"), 0
