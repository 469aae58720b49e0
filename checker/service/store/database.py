"""The database: one way to read and one to write, with the same statements on SQLite and PostgreSQL."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from checker.errors import UsageError
from checker.messages import say

BUSY = 10.0
"""Seconds that a writer waits for another process."""
STATEMENT = 30
"""Seconds that PostgreSQL may take for a statement."""
MANY = 20_000
"""Values that one statement may name: SQLite takes 32,766, PostgreSQL 65,535."""
_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph", "glusterfs"})
"""File systems on which SQLite's locks do not hold."""


class Database:
    """An engine, and the two ways to use it. `clock` is the time of SQLite, in milliseconds."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.sqlite = engine.dialect.name == "sqlite"
        # What a second query sees that the first did not would be a state that never was: a job that has ended, and no
        # check of it. SQLite's readers see one state by themselves.
        alone = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._reading = engine if self.sqlite else engine.execution_options(**alone)
        self._writing = RLock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that changes nothing, and sees one state of the database."""
        with self._reading.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may change something. SQLite has one writer, who says so from the first statement on: a
        read that turns into a write would lose what another wrote in between, or fail at once."""
        if not self.sqlite:
            with self.engine.begin() as connection:
                yield connection
            return
        with self._writing, self.engine.connect().execution_options(gouji_write=True) as connection, connection.begin():
            yield connection

    def now(self, connection: Connection) -> int:
        """Milliseconds since 1970: with several servers the database's clock, else this machine's."""
        if self.sqlite:
            return milliseconds()
        found = connection.execute(text("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)"))
        return int(found.scalar_one())

    def insert_new(self, connection: Connection, table: Table, **values: Any) -> int | None:
        """The number of a new row; None where it would break a uniqueness, and nothing is changed."""
        dialect = sqlite if self.sqlite else postgresql
        statement = (
            dialect.insert(table).values(**values).on_conflict_do_nothing().returning(next(iter(table.primary_key)))
        )
        found: int | None = connection.execute(statement).scalar_one_or_none()
        return found

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def milliseconds() -> int:
    """The time of this machine."""
    return time.time_ns() // 1_000_000


def new_key() -> str:
    """128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def connect(url: str | None, data: Path) -> Database:
    """The database of a URL, or the one in the data folder. UsageError for one that is of no use here."""
    if url is None:
        _refuse_remote(data)
        return Database(_sqlite(data / "gouji.db"))
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UsageError(say("service.bad_database")) from None
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        _refuse_remote(Path(parsed.database).absolute().parent)
        return Database(_sqlite(Path(parsed.database)))
    if parsed.get_backend_name() != "postgresql":
        raise UsageError(say("service.bad_database"))
    engine = create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        pool_size=5,
        max_overflow=15,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={"options": f"-c statement_timeout={STATEMENT * 1000}", "connect_timeout": 10},
    )
    return Database(engine)


def _sqlite(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        pool_size=5,
        max_overflow=35,
        connect_args={"timeout": BUSY, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def opened(connection: Any, _: object) -> None:
        # The driver by itself begins only at the first write: the read before it would not be protected.
        connection.isolation_level = None
        for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "temp_store=memory"):
            connection.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("gouji_write", False)
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine


def _refuse_remote(folder: Path) -> None:
    """UsageError where the file system's locks do not reach over the network."""
    kind = file_system(folder)
    if kind in _REMOTE:
        raise UsageError(say("service.network_folder", path=str(folder), kind=kind))


def file_system(folder: Path, table: str = "/proc/self/mountinfo") -> str:
    """The kind of file system that a folder is on; empty where the system does not tell."""
    whole = os.path.realpath(folder)
    best, kind = "", ""
    try:
        lines = Path(table).read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    for line in lines:
        left, _, right = line.partition(" - ")
        fields, about = left.split(), right.split()
        if len(fields) < 5 or not about:
            continue
        mount = fields[4].replace("\\040", " ")
        inside = whole == mount or whole.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, about[0]
    return kind
