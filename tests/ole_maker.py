"""Writes OLE2 compound files ([MS-CFB]) as old and encrypted office files are."""

from __future__ import annotations

import struct

SECTOR, SMALL = 512, 64
CUTOFF = 4096
"""Bytes below which a stream lies within the one of the root entry, in sectors of its own size."""
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes], small: bool = False) -> bytes:
    """A compound file with these streams: the table of chains first, then the directory, then the streams.

    Every stream is filled up to the size from which it stands on its own, unless `small`.
    """
    bodies = [body if small and len(body) < CUTOFF else _filled(body, CUTOFF, SECTOR) for body in streams.values()]
    inner, inner_chains, inner_starts = _inner([body for body in bodies if len(body) < CUTOFF])
    directory_sectors = -(-(len(streams) + 1) // 4)
    chains = [TABLE, *_chain(1, directory_sectors)]
    content: list[bytes] = []

    def placed(body: bytes) -> int:
        if not body:
            return END
        start = len(chains)
        content.append(_filled(body, SECTOR, SECTOR))
        chains.extend(_chain(start, len(content[-1]) // SECTOR))
        return start

    inner_start = placed(inner)
    table_start = placed(struct.pack(f"<{len(inner_chains)}I", *inner_chains))
    starts = [inner_starts.pop(0) if len(body) < CUTOFF else placed(body) for body in bodies]
    chains += [FREE] * (128 - len(chains))
    assert len(chains) == 128, "one sector of chains is enough for tests"
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(SECTOR, b"\x00"))
    struct.pack_into("<HHHHH", header, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 0x2C, 1, 1, 0, CUTOFF, table_start, int(bool(inner)), END, 0, 0)
    struct.pack_into("<108I", header, 0x50, *[FREE] * 108)
    entries = [_entry("Root Entry", 5, inner_start, len(inner), below=1)]
    for number, (name, start, body) in enumerate(zip(streams, starts, bodies, strict=True), 1):
        entries.append(_entry(name, 2, start, len(body), beside=number + 1 if number < len(streams) else FREE))
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\x00")
    return bytes(header) + struct.pack("<128I", *chains) + directory + b"".join(content)


def _inner(bodies: list[bytes]) -> tuple[bytes, list[int], list[int]]:
    """The stream that holds small ones, the table of its chains, and where each begins."""
    data, chains, starts = b"", [], []
    for body in bodies:
        starts.append(len(chains) if body else END)
        body = _filled(body, 0, SMALL)
        chains += _chain(len(chains), len(body) // SMALL) if body else []
        data += body
    return data, chains + [FREE] * (-len(chains) % 128), starts


def _filled(body: bytes, least: int, size: int) -> bytes:
    return body.ljust(max(least, -(-len(body) // size) * size), b"\x00")


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), END]


def _entry(name: str, kind: int, start: int, size: int, beside: int = FREE, below: int = FREE) -> bytes:
    letters = name.encode("utf-16-le") + b"\x00\x00"
    head = letters.ljust(64, b"\x00") + struct.pack("<HBBIII", len(letters), kind, 1, FREE, beside, below)
    return head.ljust(116, b"\x00") + struct.pack("<IQ", start, size)
