"""Waiting for what must come, however busy the machine is: never for a fixed time."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
LONG = 180.0
"""Seconds after which nobody believes any more that it will come."""


def until(look: Callable[[], Found], what: str = "", seconds: float = LONG) -> Found:
    """What is found, once it is anything: a condition that holds, a list that has something in it."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < end, f"it never came: {what} {found!r}"
        time.sleep(0.05)


def free_port() -> int:
    """A port that nobody listens at, for a process of its own."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
