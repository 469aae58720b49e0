"""Limits that a process sets itself: processor time and memory."""

from __future__ import annotations

import math
import os
from pathlib import Path


def limit(seconds: float | None, memory_mb: int | None) -> None:
    """Set the soft limits of this process for the next item; None lifts them. Systems without limits go without."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    most = None if seconds is None else math.ceil(usage.ru_utime + usage.ru_stime + seconds) + 1
    _soft(resource.RLIMIT_CPU, most)
    size = _size()
    if size is not None:
        _soft(resource.RLIMIT_AS, None if memory_mb is None else size + (memory_mb << 20))


def _soft(which: int, value: int | None) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    if value is None or (hard != resource.RLIM_INFINITY and value > hard):
        value = hard
    resource.setrlimit(which, (value, hard))


def _size() -> int | None:
    """The address space of this process in bytes, where the system tells."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None
