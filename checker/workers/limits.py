"""Limits that a process sets itself: processor time and memory."""

from __future__ import annotations

import math
import os
from contextlib import suppress
from pathlib import Path

RESERVED = 512 << 20
"""Bytes of addresses beyond twice the memory of an item."""

CLOCK = 5.0
"""How many times its seconds an item may take by the clock: on a loaded machine it waits for its turn most of them."""
LOOK = 0.25
"""Seconds between two looks at how much memory workers hold."""

_given: tuple[float | None, int | None] = (None, None)


def given() -> tuple[float | None, int | None]:
    """Seconds and megabytes that the current item of this process may take; None for what is not limited."""
    return _given


def limit(seconds: float | None, memory_mb: int | None) -> None:
    """Set the soft limits of this process for the next item; None lifts them. Systems without limits go without."""
    global _given
    _given = (seconds, memory_mb)
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    most = None if seconds is None else math.ceil(usage.ru_utime + usage.ru_stime + seconds) + 1
    _soft(resource.RLIMIT_CPU, most)
    size = _size()
    if size is not None:
        # What counts is what is held in memory, which the driver watches from time to time. Addresses are only a bound
        # on what can be taken between two looks: libraries map files and set room aside that they never touch.
        _soft(resource.RLIMIT_AS, None if memory_mb is None else size + (memory_mb << 21) + RESERVED)


def _soft(which: int, value: int | None) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    if value is None or (hard != resource.RLIM_INFINITY and value > hard):
        value = hard
    resource.setrlimit(which, (value, hard))


def renew() -> None:
    """The time of the current item begins anew: a step of it is done."""
    seconds, _ = _given
    if seconds is not None:
        with suppress(ImportError):
            import resource

            usage = resource.getrusage(resource.RUSAGE_SELF)
            _soft(resource.RLIMIT_CPU, math.ceil(usage.ru_utime + usage.ru_stime + seconds) + 1)


def resident(process: int) -> int | None:
    """The megabytes that a process holds in memory; None where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_bytes().split()[1])
    except (OSError, IndexError, ValueError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def _size() -> int | None:
    """The address space of this process in bytes, where the system tells."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None
