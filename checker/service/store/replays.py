"""Idempotency keys: a request that is sent again does nothing again, for 24 hours."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, update

from checker.service.store.database import Database
from checker.service.store.schema.people import idempotency

KEPT = 24 * 3_600_000


class Other(Exception):
    """The key belongs to a request with another content."""


class UnderWay(Exception):
    """The first request of this key has no answer yet."""


def begin(database: Database, connection: Connection, caller: str, word: str, digest: str) -> str | None:
    """What the first request of a key made; None where this is the first. Other and UnderWay where it cannot go on."""
    now = database.now(connection)
    connection.execute(delete(idempotency).where(idempotency.c.created < now - KEPT))
    if database.insert_new(connection, idempotency, caller=caller, word=word, digest=digest, created=now) is not None:
        return None
    own = (idempotency.c.caller == caller) & (idempotency.c.word == word)
    row = connection.execute(select(idempotency).where(own)).mappings().one()
    if row["digest"] != digest:
        raise Other
    if row["status"] is None or row["answer"] is None:
        raise UnderWay
    made: str = row["answer"]
    return made


def end(connection: Connection, caller: str, word: str, made: str | None) -> None:
    """What the first request made; None where it made nothing, and may be sent again."""
    own = (idempotency.c.caller == caller) & (idempotency.c.word == word)
    if made is None:
        connection.execute(delete(idempotency).where(own))
    else:
        connection.execute(update(idempotency).where(own).values(status=200, answer=made))
