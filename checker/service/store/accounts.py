"""Accounts as an administrator keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import RowMapping, select, update

from checker.service.store import people, trail
from checker.service.store.database import Database
from checker.service.store.schema.people import account
from checker.service.store.secrets import password_hash
from checker.service.store.viewer import Viewer


def put(
    database: Database,
    name: str,
    roles: Sequence[str],
    title: str,
    password: str,
    by: Viewer | None = None,
    unit_id: int | None = None,
) -> bool:
    """Whether the account is new. One that is there gets these roles, if any, and this password; its sessions end."""
    kept = password_hash(password)
    with database.write() as connection:
        made = people.create(
            database, connection, name, roles or ("submit",), title=title, password=kept, unit_id=unit_id
        )
        if made is None:
            row = people.by_name(connection, name)
            assert row is not None
            values = {"password": kept, "disabled": None, "failures": 0, "locked_until": None}
            values |= {"title": title} if title else {}
            connection.execute(update(account).where(account.c.id == row["id"]).values(**values))
            if roles:
                people.give_roles(connection, row["id"], roles)
            people.end_sessions_of(connection, row["id"])
        action = "account.created" if made is not None else "account.changed"
        trail.note(database, connection, by, action, name, after=sorted(roles))
    return made is not None


def disable(database: Database, name: str, by: Viewer | None = None) -> bool:
    """Close an account; whether there was one."""
    with database.write() as connection:
        row = people.by_name(connection, name)
        if row is None:
            return False
        connection.execute(update(account).where(account.c.id == row["id"]).values(disabled=database.now(connection)))
        people.end_sessions_of(connection, row["id"])
        trail.note(database, connection, by, "account.disabled", name)
    return True


def every(database: Database) -> list[tuple[RowMapping, frozenset[str]]]:
    """The accounts, each with its roles."""
    with database.read() as connection:
        rows = connection.execute(select(account).order_by(account.c.name)).mappings().all()
        return [(row, people.roles_of(connection, row["id"])) for row in rows]
