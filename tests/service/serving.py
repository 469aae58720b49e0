"""Servers and stores for the tests of the service: on SQLite, and on a PostgreSQL that is started for them."""

from __future__ import annotations

import asyncio
import atexit
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from checker.service.settings import Settings
from checker.service.store import migrating, people
from checker.service.store.database import Database, connect
from checker.service.store.files import Files
from checker.service.store.secrets import password_hash
from checker.wiring.ready import make_ready
from checker.workers.beside import Processes
from tests.service import postgres
from tests.service.client import Client
from tests.service.waiting import until

if TYPE_CHECKING:
    from checker.service.web.office import Office

TOKEN = "the-administrator's-own"
PASSWORD = "a long enough one"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Addresses of new databases of one server."""
    if postgres.PROGRAMS is None:
        pytest.skip("PostgreSQL is not installed")
    pytest.importorskip("psycopg")
    count = 0
    with postgres.running(Path(tempfile.mkdtemp(prefix="gouji-pg-"))) as address:

        def new() -> str:
            import psycopg

            nonlocal count
            count += 1
            with psycopg.connect(address % "postgres", autocommit=True) as connection:
                connection.execute(f"create database t{count}")
            return address % f"t{count}"

        yield new


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str | None:
    """Where the store of a test is: the whole of these tests runs on both."""
    return None if request.param == "sqlite" else request.getfixturevalue("postgresql")()


@pytest.fixture
def database(url: str | None, tmp_path: Path) -> Iterator[Database]:
    """An empty store of the present schema."""
    made = connect(url, tmp_path)
    migrating.upgrade(made)
    yield made
    made.close()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    made = Files(tmp_path / "files")
    made.prepare()
    return made


class Shared(Processes):
    """The processes of all servers of a run: they know nothing of a server, and take seconds to be ready for work."""

    def close(self) -> None:
        """The next server goes on with them."""


class Server:
    """A server that answers over a socket of this machine, in a thread; `apart` with processes of its own."""

    def __init__(self, settings: Settings, *, apart: bool = False) -> None:
        import uvicorn

        from checker.service import running
        from checker.service.queue import crew
        from checker.service.web.app import application

        crew.IDLE = 0.2  # hooks and mail go out when they are looked for, which a test need not wait for

        if not _in_force:  # the packs are the same for all servers of a run, and take a second to load
            real = running.in_force

            def known(*given: Any) -> Any:
                if not _in_force:
                    _in_force.append(real(*given))
                return _in_force[0]

            running.in_force = known
        self.office: Office = running.open_office(settings)
        if not apart:
            self.office.crew.processes.close()
            self.office.crew.processes = _processes()
        self.settings = settings
        self._sock = running._bound(settings)
        self.base = f"http://127.0.0.1:{self._sock.getsockname()[1]}"
        config = uvicorn.Config(
            application(self.office, running._life(self.office)),
            http=running._protocol(),
            log_config=None,
            ws="none",
            loop="asyncio",
            lifespan="on",
            timeout_graceful_shutdown=2,
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=lambda: asyncio.run(self.server.serve([self._sock])), daemon=True)
        self.thread.start()
        until(lambda: self.server.started, "a server that answers")

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(60)
        self.office.crew.stop()
        self.office.database.close()
        self._sock.close()

    def client(self, token: str = TOKEN, **headers: str) -> Client:
        return Client(self.base, token, dict(headers))

    def account(self, name: str, *roles: str, unit: int | None = None) -> Client:
        """A browser that is logged in to a new account."""
        with self.office.database.write() as connection:
            made = people.create(
                self.office.database,
                connection,
                name,
                roles,
                password=_hash(),
                unit_id=unit,
            )
            assert made is not None
        browser = Client(self.base)
        browser.get("/login")
        answer = browser.send("/login", {"name": name, "password": PASSWORD})
        assert answer.status == 303, answer.text
        browser.get("/rules")
        assert browser.form
        return browser


_in_force: list[Any] = []
_shared: list[Shared] = []
_known: list[str] = []


def _processes() -> Shared:
    if not _shared:
        _shared.append(Shared(2, make_ready))
        atexit.register(Processes.close, _shared[0])
    return _shared[0]


def _hash() -> str:
    if not _known:
        _known.append(password_hash(PASSWORD))
    return _known[0]


@contextmanager
def served(folder: Path, url: str | None = None, *, apart: bool = False, **changes: Any) -> Iterator[Server]:
    settings = Settings(data=folder, database=url, port=0, token=TOKEN, processes=2, grace=5.0, rate=0)
    server = Server(replace(settings, **changes), apart=apart)
    try:
        yield server
    finally:
        server.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all tests that do not change what it is."""
    with served(tmp_path_factory.mktemp("served")) as made:
        yield made


@pytest.fixture
def program(server: Server) -> Client:
    """A program with the administrator's token."""
    return server.client()


@pytest.fixture(scope="session")
def defects(root: Path) -> bytes:
    return (root / "samples" / "defects-2021.docx").read_bytes()


@pytest.fixture(scope="session")
def clean(root: Path) -> bytes:
    return (root / "samples" / "clean-2021.docx").read_bytes()
