"""The life of a worker: items come, outcomes go, within limits that it sets itself."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from checker import log
from checker.errors import CheckerError
from checker.leftovers import die_with
from checker.workers.limits import limit, renew, resident
from checker.workers.pulse import listen

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Kind = Literal["done", "refused", "died", "timeout", "memory", "bug"]
"""What may become of an item; `died` and `timeout` are for the driver to find out."""


def serve(
    connection: Connection,
    inherited: list[Connection],
    folder: str,
    function: Callable[[Any], Any],
    memory_mb: int,
    logged: tuple[log.Target, Mapping[str, object]],
) -> None:
    """The life of a worker: an item comes with its seconds, ("begun", megabytes) and (kind, value) go back, until
    nobody asks any more."""
    import tempfile

    for number in ("SIGINT", "SIGHUP"):  # what the driver makes of them holds for its workers
        if hasattr(signal, number):
            signal.signal(getattr(signal, number), signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _with_the_driver()
    if hasattr(os, "setsid"):
        os.setsid()  # so that it can be ended together with the programs it starts
    for other in inherited:
        other.close()
    # What a worker leaves in its temporary folder when it is ended is removed with the folder of the run.
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    log.resume(logged)
    while True:
        try:
            more, item, seconds = connection.recv()
        except (EOFError, ConnectionResetError):
            return
        if not more:
            return
        connection.send(("begun", resident(os.getpid())))
        limit(seconds, memory_mb)
        listen(partial(_beat, connection))
        kind, value = attempt(function, item)
        limit(None, None)
        try:
            connection.send((kind, value))
        except BrokenPipeError:
            return
        except Exception:  # a result that cannot be pickled
            connection.send(("bug", traceback.format_exc()))


def _with_the_driver() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None and parent.pid is not None:
        die_with(parent.pid)


def _beat(connection: Connection, stage: str, done: int, total: int) -> None:
    """A step of the item is done: its time begins anew, here and with the driver."""
    renew()
    with suppress(BrokenPipeError):
        connection.send(("pulse", (stage, done, total)))


def attempt(function: Callable[[Any], Any], item: Any) -> tuple[Kind, Any]:
    """What becomes of an item: (kind, value), as `serve` tells it."""
    try:
        return "done", function(item)
    except CheckerError as error:
        # What it came of may hold what no pickle takes, and travels along where tblib is at work (Dask installs it).
        error.__context__ = error.__cause__ = None
        return "refused", error
    except MemoryError:
        return "memory", None
    except Exception:
        return "bug", traceback.format_exc()
