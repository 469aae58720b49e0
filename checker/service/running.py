"""A server from its start to its end: store opened, packs loaded, work begun, requests answered."""

from __future__ import annotations

import asyncio
import socket
import stat
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from checker import __version__
from checker.errors import UsageError
from checker.messages import LANGUAGES, say
from checker.service.queue import inforce
from checker.service.queue.crew import SCHEMES, Crew
from checker.service.settings import Settings
from checker.service.store import people
from checker.service.store.notices import address_of
from checker.service.store.opening import store
from checker.service.web.app import application
from checker.service.web.bell import Bell
from checker.service.web.metrics import Metrics
from checker.service.web.office import Office
from checker.wiring.ready import program

HEAD = 15.0
"""Seconds that a caller may take to say what he wants."""
FIRST = 24 * 3_600_000
"""Milliseconds that the link of the first start holds."""


def open_office(settings: Settings) -> Office:
    """All that handlers share. The first process beside the server loads the packs, which tells faults of theirs."""
    if settings.smtp:
        from checker.mailserver import Server

        Server.of(settings.smtp, SCHEMES)
        if not address_of(settings.mail_from):
            raise UsageError(say("cli.needs", option="--smtp", other="--mail-from"))
    database, files = store(settings)
    bell = Bell()
    crew = Crew(settings, database, files, bell.ring)
    ground, packs = in_force(crew, settings)
    environment = None
    if settings.token:
        with database.write() as connection:
            environment = people.built_in(database, connection, people.ENVIRONMENT)
    office = Office(settings, database, files, crew, bell, Metrics(), ground, packs, environment)
    crew.rule_digest = office.rule_digest
    return office


def in_force(crew: Crew, settings: Settings) -> tuple[dict[str, Any], dict[str, tuple[dict[str, Any], ...]]]:
    """(what a check depends on beside its documents, the packs with their rules by language)."""
    stamp = crew.processes.call(program)
    packs = {lang: crew.processes.call(inforce.rules, settings.packs, lang) for lang in LANGUAGES}
    digests = [[pack["id"], pack["version"], pack["digest"]] for pack in packs[LANGUAGES[0]]]
    limits = [settings.seconds, settings.memory_mb]
    return {"gouji": __version__, "program": stamp, "packs": digests, "limits": limits}, packs


def first_link(office: Office) -> str:
    """The way in for the one who sits at this machine; empty where people have accounts."""
    database = office.database
    with database.write() as connection:
        if people.persons(connection):
            return ""
        account = people.built_in(database, connection, people.LOCAL)
        secret = people.new_link(database, connection, account, "first", FIRST)
    return f"{url_of(office.settings)}/enter#{quote(secret)}"


def url_of(settings: Settings) -> str:
    """Where browsers on this machine find the server."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def insist_on_accounts(office: Office) -> None:
    """UsageError where others can reach the server and nobody has an account."""
    if office.settings.alone:
        return
    with office.database.read() as connection:
        if not people.persons(connection):
            raise UsageError(say("service.no_accounts", data=str(office.settings.data)))


def serve(settings: Settings, tell: Callable[[str], None], tongue: Callable[[Any], str]) -> None:
    """Serve until a signal comes. `tell` is given lines for the one who started it, `tongue` words a message."""
    import uvicorn

    office = open_office(settings)
    try:
        insist_on_accounts(office)
        sock = _bound(settings)
        config = uvicorn.Config(
            application(office, _life(office)),
            http=_protocol(),
            ws="none",
            loop="asyncio",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=int(settings.grace),
            limit_concurrency=1000,
            lifespan="on",
        )
        tell(tongue(say("service.listening", url=settings.uds or url_of(settings))))
        link = first_link(office) if settings.alone else ""
        if link:
            tell(tongue(say("service.first_link", url=link)))
        _server(config).run([sock])
    finally:
        office.crew.stop()
        office.database.close()


def _server(config: Any) -> Any:
    """uvicorn's own, which ends well when it is told to: after the signal was obeyed it is not raised once more."""
    import signal
    import threading

    import uvicorn

    class Server(uvicorn.Server):
        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            if threading.current_thread() is not threading.main_thread():
                yield
                return
            numbers = (signal.SIGINT, signal.SIGTERM)
            before = {number: signal.signal(number, self.handle_exit) for number in numbers}
            try:
                yield
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)

    return Server(config)


def _life(office: Office) -> Callable[[Any], Any]:
    @asynccontextmanager
    async def life(_: Any) -> AsyncIterator[None]:
        office.crew.start()
        yield
        await asyncio.to_thread(office.crew.stop)

    return life


def _bound(settings: Settings) -> socket.socket:
    """The socket, bound before anything is said of it. A unix socket is for the group of its folder, not for all."""
    where = settings.uds or f"{settings.host}:{settings.port}"
    try:
        if settings.uds is not None:
            return _unix(Path(settings.uds))
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((settings.host, settings.port))
        made.listen(512)
        return made
    except OSError as error:
        raise UsageError(say("service.port_taken", where=where, why=error.strerror or str(error))) from None


def _unix(path: Path) -> socket.socket:
    if path.exists() and stat.S_ISSOCK(path.stat().st_mode):
        path.unlink()
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.bind(str(path))
    path.chmod(0o660)
    made.listen(512)
    return made


def _protocol() -> Any:
    """uvicorn's own, with an end to patience: it knows no limit for the head of a request."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Impatient(H11Protocol):
        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._late = self.loop.call_later(HEAD, self._give_up)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.cycle is not None:
                self._late.cancel()

        def connection_lost(self, exc: Exception | None) -> None:
            self._late.cancel()
            super().connection_lost(exc)

        def _give_up(self) -> None:
            if self.cycle is None and self.transport is not None:
                self.transport.close()

    return Impatient
