"""Those who work on jobs: a thread for each process, and one that says of what they are at that it is not lost."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

from checker import log
from checker.errors import CheckerError, ProcessError
from checker.service.queue.errands import send
from checker.service.queue.finishing import finish
from checker.service.queue.inside import Order, Paper, check
from checker.service.queue.measuring import measured
from checker.service.settings import Settings
from checker.service.store import checks, hooks, jobs, measures, notices
from checker.service.store.database import Database, new_key
from checker.service.store.files import Files
from checker.service.store.jobs import Claimed
from checker.service.store.states import Digests
from checker.service.store.sweeping import sweep
from checker.wiring.ready import make_ready
from checker.workers.beside import Processes

SCHEMES = ("smtps", "smtp", "submission")
"""How the address of a mail server may begin."""
SWEEP = 3600.0
"""Seconds between two sweeps."""
IDLE = 1.0
"""Seconds between two looks for work that another server has put into the queue."""


class Gone(CheckerError):
    """A file of a job that was deleted meanwhile."""


class Crew:
    """Works on the queue of a database from `start` to `stop`; `rung` is called with the digest of each ended job."""

    def __init__(self, settings: Settings, database: Database, files: Files, rung: Callable[[str], None]) -> None:
        self.settings, self.database, self.files = settings, database, files
        self.processes = Processes(settings.processes, make_ready)
        self._rung = rung
        self._owner = f"{socket.gethostname()[:30]}/{os.getpid()}/{new_key()[:8]}"
        self._held: dict[int, Claimed] = {}
        self._ending = threading.Event()
        self._work = threading.Condition()
        self._measuring = threading.Lock()
        self._threads: list[threading.Thread] = []
        self.rule_digest: Digests = _unknown
        """What rules say now, in short, by their id; known once the packs are loaded."""
        self.beats = 0
        """How often leases were extended; a server whose heart stands still is not ready."""

    def start(self) -> None:
        """Begin to work."""
        names = [self._labour] * self.settings.processes + [self._beat, self._carry, self._post, self._tidy]
        self._threads = [threading.Thread(target=name, daemon=True) for name in names]
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """There is work."""
        with self._work:
            self._work.notify()

    def stop(self) -> None:
        """End what is under way, within the grace that there is; what is not finished goes back into the queue."""
        self._ending.set()
        with self._work:
            self._work.notify_all()
        for thread in self._threads[: self.settings.processes]:
            thread.join(self.settings.grace / max(1, self.settings.processes))
        for claimed in list(self._held.values()):
            with suppress(Exception):
                jobs.give_back(self.database, claimed)
        self.processes.close()

    def _labour(self) -> None:
        while not self._ending.is_set():
            try:
                claimed = jobs.claim(self.database, self._owner, self.settings.lease)
            except Exception as error:  # a database that is away comes back; a thread that has died does not
                self._told(error)
                self._ending.wait(IDLE)
                continue
            if claimed is None:
                if not self._measured():
                    with self._work:
                        self._work.wait(IDLE)
                continue
            self._held[claimed.id] = claimed
            try:
                self._do(claimed)
            except Exception as error:
                self._told(error)
            finally:
                self._held.pop(claimed.id, None)
                self._rung(claimed.digest)

    def _measured(self) -> bool:
        """What years are compared by, of one check while nobody waits; whether there was one."""
        if self._ending.is_set() or not self._measuring.acquire(blocking=False):
            return False
        try:
            with self.database.read() as connection:
                row = measures.missing(connection)
            if row is None:
                return False
            found: dict[str, Any] = {}
            try:
                found = self.processes.call(measured, str(self.files.path(row["record"])), self.settings.packs)
            except Exception as error:
                self._told(error)
            with self.database.write() as connection:
                measures.keep(connection, row["id"], found)
        except Exception as error:
            self._told(error)
            return False
        finally:
            self._measuring.release()
        return True

    def _do(self, claimed: Claimed) -> None:
        with log.bound(job=claimed.digest[:12]):
            try:
                begun = monotonic()
                made = self.processes.call(check, self._order(claimed.order))
            except Gone:
                self._failed(claimed, "gone")
            except ProcessError as error:  # somebody or the system has killed it; that says nothing of the report
                self._told(error)
                jobs.give_back(self.database, claimed, counted=True)
            except CheckerError as error:
                self._failed(claimed, error.told(claimed.order["lang"]))
            except Exception:
                self._failed(claimed, "bug")
                raise
            else:
                finish(self.database, self.files, claimed, made, begun, self.rule_digest)

    def _order(self, order: dict[str, Any]) -> Order:
        papers = tuple(Paper(role, str(self.files.path(sha256)), name) for role, sha256, name in order["papers"])
        for role, sha256, _ in order["papers"]:
            if not self.files.has(sha256):
                raise Gone(_gone(role))
        return Order(
            papers,
            self.settings.packs,
            order["lang"],
            self.settings.seconds,
            self.settings.memory_mb,
            str(self.files.incoming),
            self._before(order["before"]),
            self.settings.cluster,
        )

    def _before(self, digest: str) -> str:
        """The JSON of the draft before; none where that could not be checked."""
        if not digest:
            return ""
        with self.database.read() as connection:
            found = checks.made(connection, digest)
        return str(self.files.path(found["result"])) if found is not None and self.files.has(found["result"]) else ""

    def order(self, order: dict[str, Any]) -> Order:
        """An order as the process beside understands it, for what is made of a check later."""
        return self._order({**order, "before": ""})

    def _failed(self, claimed: Claimed, error: str) -> None:
        with self.database.write() as connection:
            jobs.end(connection, claimed, self.database.now(connection), error)

    def _beat(self) -> None:
        while not self._ending.wait(self.settings.lease / 4):
            try:
                jobs.extend(self.database, list(self._held.values()), self.settings.lease)
                self.beats += 1
            except Exception as error:
                self._told(error)

    def _carry(self) -> None:
        """Webhooks, one after the other."""
        while not self._ending.is_set():
            errand = None
            try:
                errand = hooks.take(self.database, self._owner) if self.settings.origins else None
                if errand is not None:
                    well, said = send(errand, self.settings.origins)
                    hooks.ended(self.database, errand, said, well=well)
            except Exception as error:
                self._told(error)
            if errand is None:
                self._ending.wait(IDLE)

    def _post(self) -> None:
        """Mail, one after the other, where there is a mail server."""
        if not self.settings.smtp:
            return
        from checker.mailserver import Server
        from checker.service.queue.posting import post

        server = Server.of(self.settings.smtp, SCHEMES)
        while not self._ending.is_set():
            mail = None
            try:
                mail = notices.take(self.database, self._owner)
                if mail is not None:
                    well, said = post(mail, server, self.settings.smtp_password, self.settings.mail_from)
                    notices.ended(self.database, mail, said, well=well)
            except Exception as error:
                self._told(error)
            if mail is None:
                self._ending.wait(IDLE)

    def _tidy(self) -> None:
        """The sweep, some minutes after the start and then every hour."""
        while not self._ending.wait(SWEEP if self.beats else SWEEP / 12):
            try:
                sweep(self.database, self.files, self.settings.keep_days, self.settings.keep_years)
            except Exception as error:
                self._told(error)

    def _told(self, error: BaseException) -> None:
        with suppress(Exception), log.stage("job"):
            raise error


def _unknown(_: str) -> str:
    return ""


def _gone(role: str) -> Any:
    from checker.messages import say

    return say("service.file_gone", role=role)
