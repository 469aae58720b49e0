"""One process beside a program, as the program sees it: started, asked, ended."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checker import log
from checker.errors import ProcessError
from checker.messages import say
from checker.workers.frames import receive, send

Progress = Callable[[str, int, int], None]

PATIENCE = 5.0
"""Seconds that a process may take to end and to take its workers with it."""
CODE = "import sys; sys.path[:] = {path!r}; from checker.workers.serving import serve; serve()"


class Lost(Exception):
    """A process is gone; the text is what it died of."""


class Process:
    """It calls functions by their names, one at a time; `calls` is how many it has answered."""

    def __init__(self) -> None:
        # `multiprocessing.set_executable` is where a program that is no interpreter itself says which one to use.
        from multiprocessing.spawn import get_executable

        executable = get_executable()
        if not executable:
            raise ProcessError(say("api.no_interpreter"))
        # "" is wherever we are; over there that changes from call to call.
        code = CODE.format(path=[entry or str(Path.cwd()) for entry in sys.path if isinstance(entry, str)])
        try:
            self._popen = subprocess.Popen(
                [os.fsdecode(executable), "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                start_new_session=True,  # an interrupt at the terminal is for the program to answer
            )
        except OSError as error:
            raise ProcessError(
                say("api.no_process", path=os.fsdecode(executable), why=error.strerror or error)
            ) from None
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self._to, self._from = self._popen.stdin, self._popen.stdout
        self.calls = 0

    def call(
        self, function: Callable[..., object], arguments: tuple[Any, ...], progress: Progress | None
    ) -> tuple[str, Any]:
        """("done", value), ("refused", CheckerError) or ("bug", traceback); Lost where it dies.

        After any other exception, such as one that `progress` raises, there is no knowing what it will say next.
        """
        self._ask(function, arguments, "value" if progress is None else "progress")
        while True:
            try:
                kind, value = receive(self._from.fileno())
            except (EOFError, OSError):
                raise self._lost() from None
            if kind != "progress":
                self.calls += 1
                return kind, value
            assert progress is not None
            progress(*value)

    def tell(self, function: Callable[[], None]) -> None:
        """Have a function called, whatever comes of it; nobody waits for it but the next call."""
        self._ask(function, (), "none")

    def _ask(self, function: Callable[..., object], arguments: tuple[Any, ...], answer: str) -> None:
        """In the folder where we are, so that a relative path means the same there, and with our log."""
        try:
            folder = str(Path.cwd())
        except OSError:  # removed under our feet
            folder = ""
        call = pickle.dumps((function, arguments, answer), pickle.HIGHEST_PROTOCOL)
        try:
            send(self._to.fileno(), (folder, log.carried(), call))
        except OSError:
            raise self._lost() from None

    def alive(self) -> bool:
        """Whether it runs, as far as anybody can know."""
        return self._popen.poll() is None

    def _lost(self) -> Lost:
        from checker.workers.crew import signal_name

        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(PATIENCE)
        return Lost(signal_name(self._popen.poll()))

    def end(self) -> None:
        """End it with its workers."""
        self._popen.terminate()
        try:
            self._popen.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        self._to.close()
        self._from.close()

    def forget(self) -> None:
        """In a forked program: nothing here may hold open or wait for what is another program's."""
        self._to.close()
        self._from.close()
        self._popen.returncode = 0
