"""A process beside a program: it alone forks workers, so that no thread of the program can be caught halfway."""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Condition
from typing import Any, TypeVar

from checker.errors import ProcessError
from checker.messages import say
from checker.workers.frames import receive, send

Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]

PATIENCE = 5.0
"""Seconds that a process may take to end and to take its workers with it."""
CODE = "import sys; sys.path[:] = {path!r}; from checker.workers.serving import serve; serve()"


class Processes:
    """Processes for the threads of a program, each for one call at a time, started when they are needed.

    `most` is how many there are at most; `afterwards` is called in each of them after its first call, to make ready
    what the next ones will need.
    """

    def __init__(self, most: int, afterwards: Callable[[], None]) -> None:
        self.most = most
        self._afterwards = afterwards
        self._begin()
        atexit.register(self.close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forked)

    def _begin(self) -> None:
        self._changed = Condition()
        self._free: list[_Process] = []
        self._busy: set[_Process] = set()

    def call(self, function: Callable[..., Result], *arguments: Any, progress: Progress | None = None) -> Result:
        """`function(*arguments)`, with `progress=` if given, in one of the processes; waits while all are busy.

        What is raised there is raised here: a CheckerError as it is, anything else as a RuntimeError with its
        traceback. ProcessError when there is no process or it dies.
        """
        process = self._take()
        try:
            kind, value = process.call(function, arguments, progress)
            if process.calls == 1:
                process.call(self._afterwards, (), None, wanted=False)
        except _Lost as lost:
            self._drop(process)
            raise ProcessError(say("api.process_lost", signal=str(lost))) from None
        except BaseException:  # an interrupt, what `progress` raised: there is no knowing where it stopped
            self._drop(process)
            raise
        self._give_back(process)
        if kind == "refused":
            raise value
        if kind == "bug":
            raise RuntimeError(f"this is a bug of gouji:\n{value}")
        result: Result = value
        return result

    def allow(self, most: int) -> None:
        """Have at most so many from now on; who has one keeps it."""
        with self._changed:
            self.most = most
            surplus, self._free = self._free[most:], self._free[:most]
            self._changed.notify_all()
        for process in surplus:
            process.end()

    def close(self) -> None:
        """End the processes that have nothing to do; the next call starts one anew."""
        with self._changed:
            free, self._free = self._free, []
        for process in free:
            process.end()

    def _take(self) -> _Process:
        with self._changed:
            while not self._free and len(self._busy) >= self.most:
                self._changed.wait()
            process = self._free.pop() if self._free else _Process()
            self._busy.add(process)
            return process

    def _give_back(self, process: _Process) -> None:
        with self._changed:
            self._busy.discard(process)
            self._free.append(process)
            self._changed.notify()

    def _drop(self, process: _Process) -> None:
        """End a process that nobody should ask again."""
        try:
            process.end()
        finally:
            with self._changed:
                self._busy.discard(process)
                self._changed.notify()

    def _forked(self) -> None:
        """A forked program has processes of its own: two that ask one would read each other's answers."""
        for process in (*self._free, *self._busy):
            process.forget()
        self._begin()


class _Lost(Exception):
    """A process is gone; the text is what it died of."""


class _Process:
    """One process; `calls` is how many it has answered."""

    def __init__(self) -> None:
        # `multiprocessing.set_executable` is where a program that is no interpreter itself says which one to use.
        from multiprocessing.spawn import get_executable

        executable = get_executable()
        if not executable:
            raise ProcessError(say("api.no_interpreter"))
        code = CODE.format(path=[entry for entry in sys.path if isinstance(entry, str)])
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
        self,
        function: Callable[..., object],
        arguments: tuple[Any, ...],
        progress: Progress | None,
        wanted: bool = True,
    ) -> tuple[str, Any]:
        """What `serve` answers; it is called in the folder where we are, so that a relative path means the same."""
        try:
            folder = str(Path.cwd())
        except OSError:  # removed under our feet
            folder = ""
        answer = "none" if not wanted else "value" if progress is None else "progress"
        call = pickle.dumps((function, arguments, answer), pickle.HIGHEST_PROTOCOL)
        try:
            send(self._to.fileno(), (folder, call))
        except OSError:
            raise self._lost() from None
        while wanted:
            try:
                kind, value = receive(self._from.fileno())
            except (EOFError, OSError):
                raise self._lost() from None
            if kind != "progress":
                self.calls += 1
                return kind, value
            assert progress is not None
            progress(*value)
        return "", None

    def _lost(self) -> _Lost:
        from checker.workers.pool import signal_name

        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(PATIENCE)
        return _Lost(signal_name(self._popen.poll()))

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
