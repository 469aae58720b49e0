"""Work handed to a cluster of Dask distributed, by the address of its scheduler."""

from __future__ import annotations

import os
import stat
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import DocumentError, ProcessError, UsageError
from checker.messages import say
from checker.workers.elsewhere import Elsewhere

if TYPE_CHECKING:
    from distributed import Client

CONNECT = 20.0
"""Seconds to wait for the scheduler."""
ALONE = 120.0
"""Seconds without any worker after which nobody is waited for any more."""
PER_THREAD = 3
"""Items handed out for each thread of the cluster: one under way, and no waiting for the next."""


def cluster(address: str) -> Elsewhere:
    """The cluster of a scheduler; UsageError without the library, ProcessError where nobody answers."""
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise UsageError(say("cluster.no_extra")) from None
    connect = partial(_connected, address)
    with connect() as executor:
        threads = sum(_client(executor).nthreads().values())
    return Elsewhere(connect, max(8, PER_THREAD * threads), _Alive(address))


@contextmanager
def _connected(address: str) -> Iterator[Executor]:
    """An executor of the cluster; its threads are gone afterwards."""
    from distributed import Client

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Sending large graph")
        try:
            client = Client(address, timeout=CONNECT, set_as_default=False, name="gouji")
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            why = str(error) or type(error).__name__
            raise ProcessError(say("cluster.no_scheduler", address=address, why=why)) from None
        try:
            # Not pure: a result is never taken for that of an equal call.
            yield client.get_executor(pure=False)
        finally:
            client.close(timeout=CONNECT)


def _client(executor: Any) -> Client:
    found: Client = executor._client
    return found


class _Alive:
    """Looks whether the cluster has workers; a ProcessError when it has had none for long."""

    def __init__(self, address: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._address = address
        self._clock = clock
        self._since: float | None = None

    def __call__(self, executor: Executor) -> None:
        client = _client(executor)
        try:
            some = client.status == "running" and bool(client.nthreads())
        except Exception:  # whatever the library raises where the scheduler is gone
            some = False
        if some:
            self._since = None
            return
        now = self._clock()
        self._since = self._since if self._since is not None else now
        if now - self._since > ALONE:
            raise ProcessError(say("cluster.no_workers", address=self._address, seconds=f"{ALONE:g}"))


def content(path: Path, name: str) -> bytes:
    """A file as it is sent; DocumentError, the same that reading it here would give."""
    from adapters import LARGEST, head_of

    head_of(path, name)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise DocumentError(say("reading.special", path=name))
            return file.read(LARGEST)
    except OSError as error:
        raise DocumentError(say("reading.unreadable", path=name, why=error.strerror or error)) from None
