"""What one document may take, and how many are worked on at once."""

from __future__ import annotations

import os

from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take, or a page of a scan: processor seconds, megabytes beyond what the worker holds.

    By the clock it may take five times as long, so that a loaded machine gives the same results.
    """

    seconds: float = 120.0
    memory_mb: int = 2048
    workers: int = 0

    def over(self, documents: int) -> float:
        """The seconds of what is done over many documents at once."""
        return self.seconds * (1 + documents / 100)

    def processes(self) -> int:
        """How many workers, by default one for each processor."""
        if self.workers:
            return self.workers
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1
