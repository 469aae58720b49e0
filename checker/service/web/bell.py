"""Who waits for a check hears that it has ended; another server's work is noticed by looking."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from threading import Lock

LOOK, ALONE = 0.5, 5.0
"""Seconds between two looks: where another server may do the work, and where it is only this one that rings itself."""


class Bell:
    """Rung from any thread, heard in the event loop."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: dict[str, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = defaultdict(set)

    def ring(self, digest: str) -> None:
        """A job has ended."""
        with self._lock:
            waiting = list(self._waiting.get(digest, ()))
        for loop, event in waiting:
            loop.call_soon_threadsafe(event.set)

    async def wait(self, digest: str, seconds: float) -> None:
        """Until it rings, or so long."""
        entry = asyncio.get_running_loop(), asyncio.Event()
        with self._lock:
            self._waiting[digest].add(entry)
        try:
            await asyncio.wait_for(entry[1].wait(), seconds)
        except TimeoutError:
            pass
        finally:
            with self._lock:
                self._waiting[digest].discard(entry)
                if not self._waiting[digest]:
                    del self._waiting[digest]
