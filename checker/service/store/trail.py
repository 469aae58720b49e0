"""The audit log: who judged, exported, deleted what. Each entry holds the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, text

from checker.service.store.database import Database
from checker.service.store.schema.people import audit
from checker.service.store.viewer import Viewer

BEGIN = "0" * 64
_LOCK = 0x61756469
"""PostgreSQL's advisory lock of the chain: "audi"."""


def note(
    database: Database,
    connection: Connection,
    viewer: Viewer | None,
    action: str,
    about: str,
    *,
    before: Any = None,
    after: Any = None,
    request: str = "",
) -> None:
    """Add an entry, in the transaction of what it tells of. `before` and `after` are kept as digests."""
    if not database.sqlite:
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    last = connection.execute(select(audit.c.hash).order_by(audit.c.id.desc()).limit(1)).scalar_one_or_none()
    entry = {
        "at": database.now(connection),
        "who": viewer.who if viewer is not None else "-",
        "action": action,
        "object": about,
        "before": _digest(before),
        "after": _digest(after),
        "request": request,
        "previous": last or BEGIN,
    }
    connection.execute(insert(audit).values(**entry, hash=hash_of(entry)))


def hash_of(entry: Any) -> str:
    """The hash of an entry, over all that it says and the hash of the one before."""
    names = ("at", "who", "action", "object", "before", "after", "request", "previous")
    return hashlib.sha256(json.dumps([entry[name] for name in names], ensure_ascii=False).encode()).hexdigest()


def verified(connection: Connection) -> tuple[int, int | None]:
    """(how many entries there are, the number of the first that does not fit the one before; None where all do)."""
    previous, count = BEGIN, 0
    for entry in _every(connection):
        count += 1
        if entry["previous"] != previous or hash_of(entry) != entry["hash"]:
            return count, int(entry["id"])
        previous = entry["hash"]
    return count, None


def _every(connection: Connection) -> Iterator[RowMapping]:
    """In pieces: there may be very many."""
    after = 0
    while True:
        asked = select(audit).where(audit.c.id > after).order_by(audit.c.id).limit(1000)
        some = connection.execute(asked).mappings().all()
        if not some:
            return
        yield from some
        after = some[-1]["id"]


def _digest(value: Any) -> str | None:
    if value is None:
        return None
    whole = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
