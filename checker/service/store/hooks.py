"""Webhooks: who wants to be told of what, and the deliveries that wait, are under way or have come to an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from checker.record import dataclass
from checker.service.store.checks import Asker
from checker.service.store.database import Database, new_key
from checker.service.store.outgoing import due, outcome, taken
from checker.service.store.schema.running import delivery, hook
from checker.service.store.secrets import new_secret

EVENTS = ("check.done", "submission.received", "submission.checked", "letter.issued", "unit.state")


@dataclass(frozen=True, slots=True)
class Errand:
    """A delivery that is ours to make."""

    id: int
    key: str
    url: str
    secrets: tuple[str, ...]
    event: str
    body: dict[str, Any]
    attempt: int
    created: int


def create(
    database: Database, connection: Connection, asker: Asker, url: str, events: Sequence[str]
) -> tuple[str, str]:
    """(key, secret) of a new hook; the secret signs what is sent and is shown this once."""
    key, secret = new_key(), f"whsec_{new_secret()}"
    connection.execute(
        insert(hook).values(
            key=key,
            url=url,
            events=" ".join(events),
            secrets=[secret],
            account_id=asker.account,
            created=database.now(connection),
        )
    )
    return key, secret


def wanting(connection: Connection, event: str) -> list[int]:
    """The hooks that want to be told of an event, by their numbers."""
    asked = select(hook.c.id, hook.c.events).where(hook.c.disabled.is_(None))
    return [row.id for row in connection.execute(asked) if event in row.events.split()]


def tell(database: Database, connection: Connection, event: str, keys: Sequence[str]) -> None:
    """A delivery for each hook that wants to know: ids and links, nothing of what was found."""
    tell_of(database, connection, event, [{"id": key, "link": _link(event, key)} for key in keys])


def tell_of(database: Database, connection: Connection, event: str, bodies: Sequence[Mapping[str, str]]) -> None:
    """As `tell`, with all that is said."""
    if not bodies:
        return
    now = database.now(connection)
    rows = [
        {
            "key": new_key(),
            "hook_id": number,
            "event": event,
            "body": {"type": event, **body},
            "status": "waiting",
            "attempt": 0,
            "due": now,
            "created": now,
        }
        for number in wanting(connection, event)
        for body in bodies
    ]
    if rows:
        connection.execute(insert(delivery), rows)


def _link(event: str, key: str) -> str:
    return f"/api/v1/{event.partition('.')[0]}s/{key}"


def take(database: Database, owner: str) -> Errand | None:
    """The next delivery that is due."""
    with database.write() as connection:
        now = database.now(connection)
        row = (
            connection.execute(
                select(delivery, hook.c.url, hook.c.secrets)
                .join(hook, hook.c.id == delivery.c.hook_id)
                .where(
                    due(delivery, now),
                    hook.c.disabled.is_(None),
                )
                .order_by(delivery.c.id)
                .limit(1)
                .with_for_update(of=delivery, skip_locked=True)
            )
            .mappings()
            .first()
        )
        if row is None:
            return None
        connection.execute(
            update(delivery).where(delivery.c.id == row["id"]).values(**taken(owner, row["attempt"] + 1, now))
        )
    return Errand(
        row["id"],
        row["key"],
        row["url"],
        tuple(row["secrets"]),
        row["event"],
        row["body"],
        row["attempt"] + 1,
        row["created"],
    )


def ended(database: Database, errand: Errand, told: str, *, well: bool) -> None:
    """What came of a delivery: done, or tried again later, or given up."""
    with database.write() as connection:
        now = database.now(connection)
        connection.execute(
            update(delivery)
            .where(delivery.c.id == errand.id, delivery.c.attempt == errand.attempt)
            .values(**outcome(errand.attempt, told, now, well=well))
        )


def again(connection: Connection, key: str, now: int) -> bool:
    """Send a delivery once more, now."""
    changed = connection.execute(
        update(delivery)
        .where(delivery.c.key == key, delivery.c.status.in_(("failed", "done", "waiting")))
        .values(status="waiting", due=now, attempt=0)
    )
    return bool(changed.rowcount)


def every(connection: Connection) -> list[RowMapping]:
    """The hooks that are in force."""
    return list(connection.execute(select(hook).where(hook.c.disabled.is_(None)).order_by(hook.c.id)).mappings())


def deliveries(connection: Connection, limit: int = 50) -> list[RowMapping]:
    """The last deliveries, with where they went."""
    asked = select(delivery, hook.c.url).join(hook, hook.c.id == delivery.c.hook_id)
    return list(connection.execute(asked.order_by(delivery.c.id.desc()).limit(limit)).mappings())
