"""Values through a pipe, each as its length in eight bytes and its pickle; nothing here is buffered."""

from __future__ import annotations

import os
import pickle
from typing import Any

LENGTH = 8
MOST = 1 << 20
"""Bytes of one call to the system."""


def send(pipe: int, value: Any) -> None:
    """Write a value. A value that cannot be pickled raises before anything is written."""
    write(pipe, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def write(pipe: int, pickled: bytes) -> None:
    """Write a value that is pickled already."""
    rest = memoryview(len(pickled).to_bytes(LENGTH, "big") + pickled)
    while rest:
        rest = rest[os.write(pipe, rest[:MOST]) :]


def receive(pipe: int) -> Any:
    """Wait for a value; EOFError when the other side is gone, also in the middle of one."""
    return pickle.loads(_read(pipe, int.from_bytes(_read(pipe, LENGTH), "big")))


def _read(pipe: int, size: int) -> bytes:
    read = bytearray()
    while len(read) < size:
        part = os.read(pipe, min(size - len(read), MOST))
        if not part:
            raise EOFError
        read += part
    return bytes(read)
