"""Writes OLE2 compound files ([MS-CFB]) with streams of at least 4,096 bytes, as old and encrypted office files are."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams: the table of chains first, then the directory, then the streams."""
    bodies = [body.ljust(max(4096, -(-len(body) // SECTOR) * SECTOR), b"\x00") for body in streams.values()]
    directory_sectors = -(-(len(streams) + 1) // 4)
    chains = [TABLE, *_chain(1, directory_sectors)]
    starts = []
    for body in bodies:
        starts.append(len(chains))
        chains += _chain(len(chains), len(body) // SECTOR)
    chains += [FREE] * (128 - len(chains))
    assert len(chains) == 128, "one sector of chains is enough for tests"
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(SECTOR, b"\x00"))
    struct.pack_into("<HHHHH", header, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 0x2C, 1, 1, 0, 4096, END, 0, END, 0, 0)
    struct.pack_into("<108I", header, 0x50, *[FREE] * 108)
    entries = [_entry("Root Entry", 5, END, 0, child=1 if streams else FREE)]
    for at, (name, start, body) in enumerate(zip(streams, starts, bodies, strict=True), 1):
        entries.append(_entry(name, 2, start, len(body), follower=at + 1 if at < len(streams) else FREE))
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\x00")
    return bytes(header) + struct.pack("<128I", *chains) + directory + b"".join(bodies)


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), END]


def _entry(name: str, kind: int, start: int, size: int, follower: int = FREE, child: int = FREE) -> bytes:
    letters = name.encode("utf-16-le") + b"\x00\x00"
    head = letters.ljust(64, b"\x00") + struct.pack("<HBBIII", len(letters), kind, 1, FREE, follower, child)
    return head.ljust(116, b"\x00") + struct.pack("<IQ", start, size)
