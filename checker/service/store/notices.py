"""Mail to units: rows that wait, are under way or have come to an end, as webhooks are."""

from __future__ import annotations

import re

from sqlalchemy import Connection, RowMapping, insert, select, update

from checker.record import dataclass
from checker.service.store.database import Database, new_key
from checker.service.store.outgoing import due, outcome, taken
from checker.service.store.schema.running import notice

NOTE, REMIND = "note", "remind"
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that is ours to send."""

    id: int
    key: str
    address: str
    subject: str
    text: str
    attempt: int


def address_of(*said: str) -> str:
    """The first mail address in what is known of a unit's contact; empty for none."""
    found = next((match for one in said if (match := _ADDRESS.search(one or ""))), None)
    return found[0] if found is not None else ""


def put(
    database: Database,
    connection: Connection,
    kind: str,
    unit_id: int,
    inspection_id: int | None,
    address: str,
    subject: str,
    text: str,
) -> None:
    """A mail to a unit, sent as soon as this transaction is through."""
    now = database.now(connection)
    connection.execute(
        insert(notice).values(
            key=new_key(),
            unit_id=unit_id,
            inspection_id=inspection_id,
            kind=kind,
            address=address,
            subject=" ".join(subject.split())[:300],
            text=text,
            status="waiting",
            attempt=0,
            due=now,
            created=now,
        )
    )


def take(database: Database, owner: str) -> Mail | None:
    """The next mail that is due."""
    with database.write() as connection:
        now = database.now(connection)
        asked = select(notice).where(due(notice, now)).order_by(notice.c.id).limit(1)
        row = connection.execute(asked.with_for_update(skip_locked=True)).mappings().first()
        if row is None:
            return None
        values = taken(owner, row["attempt"] + 1, now)
        connection.execute(update(notice).where(notice.c.id == row["id"]).values(**values))
    return Mail(row["id"], row["key"], row["address"], row["subject"], row["text"], row["attempt"] + 1)


def ended(database: Database, mail: Mail, told: str, *, well: bool) -> None:
    """What came of a mail."""
    with database.write() as connection:
        values = outcome(mail.attempt, told, database.now(connection), well=well)
        own = (notice.c.id == mail.id) & (notice.c.attempt == mail.attempt)
        connection.execute(update(notice).where(own).values(**values))


def latest(connection: Connection, limit: int = 20) -> list[RowMapping]:
    """The last mails."""
    return list(connection.execute(select(notice).order_by(notice.c.id.desc()).limit(limit)).mappings())
