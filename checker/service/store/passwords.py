"""Logging in by a password: as slow for a name that nobody has, and slower with every wrong try."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from checker.service.store import people, trail
from checker.service.store.database import Database
from checker.service.store.schema.people import account, strike
from checker.service.store.secrets import password_fits

FREE = 5
"""Wrong tries that cost nothing."""
LONGEST = 900
"""Seconds that one has to wait at most."""


def log_in(database: Database, name: str, password: str, address: str) -> str | int:
    """The secret of a new session; else the seconds to wait, 0 for a name or password that is wrong."""
    with database.read() as connection:
        now = database.now(connection)
        row = people.by_name(connection, name)
        waits = [row["locked_until"] or 0] if row is not None else []
        waits += connection.execute(select(strike.c.until).where(strike.c.address == address)).scalars()
    wait = max([0, *waits]) - now
    if wait > 0:
        return wait // 1000 + 1
    able = row is not None and row["disabled"] is None and row["kind"] == "person"
    fits = password_fits(row["password"] if able and row is not None else None, password)
    with database.write() as connection:
        if not fits or row is None:
            # From now on, not from when he asked: to compare a password takes its time.
            _count(database, connection, name, address, database.now(connection))
            trail.note(database, connection, None, "session.refused", name[:120])
            return 0
        connection.execute(update(account).where(account.c.id == row["id"]).values(failures=0, locked_until=None))
        connection.execute(update(strike).where(strike.c.address == address).values(failures=0, until=0))
        viewer = people.viewer_of(connection, row["id"])
        trail.note(database, connection, viewer, "session.password", name)
        return people.begin_session(database, connection, row["id"], "password", address)


def _count(database: Database, connection: Connection, name: str, address: str, now: int) -> None:
    """One more wrong try of a name and from an address."""
    found = connection.execute(select(account.c.failures).where(account.c.name == name)).scalar_one_or_none()
    if found is not None:
        connection.execute(
            update(account).where(account.c.name == name).values(failures=found + 1, locked_until=now + _pause(found))
        )
    database.insert_new(connection, strike, address=address[:64], failures=0, until=0)
    tried = connection.execute(select(strike.c.failures).where(strike.c.address == address[:64])).scalar_one()
    connection.execute(
        update(strike)
        .where(strike.c.address == address[:64])
        .values(failures=tried + 1, until=now + _pause(tried // 4))
    )


def _pause(failures: int) -> int:
    """Milliseconds after so many wrong tries before this one: nothing at first, then twice as long each time."""
    return 0 if failures < FREE else min(LONGEST, 2 ** (failures - FREE + 1)) * 1000
