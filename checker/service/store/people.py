"""Accounts, and the ways by which somebody is known: a session, a token, a link, a password, a proxy."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from checker.service.store.database import Database, new_key
from checker.service.store.schema.people import account, link, role, session, token
from checker.service.store.secrets import form_of, hashed, new_secret
from checker.service.store.viewer import OF_ROLE, Viewer

HOUR = 3_600_000
LASTS, IDLE, IDLE_ADMINISTRATOR = 12 * HOUR, 2 * HOUR, HOUR // 2
"""Milliseconds of a session: in all, without a request, without one of an administrator."""
ENVIRONMENT, LOCAL = "environment", "local"
"""The accounts of GOUJI_TOKEN, and of the one who sits at this machine."""


def create(
    database: Database,
    connection: Connection,
    name: str,
    roles: Iterable[str],
    *,
    title: str = "",
    kind: str = "person",
    password: str | None = None,
    unit_id: int | None = None,
) -> int | None:
    """A new account; None where the name is taken. `password` is its hash."""
    number = database.insert_new(
        connection,
        account,
        key=new_key(),
        name=name,
        title=title,
        kind=kind,
        password=password,
        unit_id=unit_id,
        failures=0,
        created=database.now(connection),
    )
    if number is not None:
        give_roles(connection, number, roles)
    return number


def give_roles(connection: Connection, account_id: int, roles: Iterable[str]) -> None:
    """These roles and no others."""
    connection.execute(delete(role).where(role.c.account_id == account_id))
    wanted = [{"account_id": account_id, "name": name} for name in dict.fromkeys(roles)]
    if wanted:
        connection.execute(insert(role), wanted)


def built_in(database: Database, connection: Connection, name: str) -> int:
    """The account of the environment's token or of this machine, made when it is first needed; it may do everything."""
    found = create(database, connection, name, OF_ROLE, kind="local" if name == LOCAL else "program")
    if found is not None:
        return found
    number: int = connection.execute(select(account.c.id).where(account.c.name == name)).scalar_one()
    return number


def persons(connection: Connection) -> int:
    """How many people have accounts with a password."""
    asked = select(func.count()).where(account.c.kind == "person", account.c.disabled.is_(None))
    return connection.execute(asked).scalar_one()


def by_name(connection: Connection, name: str) -> RowMapping | None:
    """The account of a name."""
    return connection.execute(select(account).where(account.c.name == name)).mappings().first()


def by_number(connection: Connection, number: int) -> RowMapping | None:
    """The account of a number."""
    return connection.execute(select(account).where(account.c.id == number)).mappings().first()


def roles_of(connection: Connection, account_id: int) -> frozenset[str]:
    """The roles of an account."""
    return frozenset(connection.execute(select(role.c.name).where(role.c.account_id == account_id)).scalars())


def _viewer(connection: Connection, row: RowMapping) -> Viewer:
    scopes: frozenset[str] = frozenset().union(*(OF_ROLE[name] for name in roles_of(connection, row["id"])))
    return Viewer(row["id"], row["name"], row["title"], scopes, row["unit_id"])


def viewer_of(connection: Connection, account_id: int) -> Viewer | None:
    """The account as one who looks; None for one that is closed."""
    asked = select(account).where(account.c.id == account_id, account.c.disabled.is_(None))
    row = connection.execute(asked).mappings().first()
    return _viewer(connection, row) if row is not None else None


def begin_session(database: Database, connection: Connection, account_id: int, how: str, address: str = "") -> str:
    """A new session; the secret for its cookie."""
    secret, now = new_secret(), database.now(connection)
    connection.execute(delete(session).where(session.c.ends < now))
    connection.execute(
        insert(session).values(
            key=new_key(),
            secret=hashed(secret),
            account_id=account_id,
            how=how,
            address=address[:64],
            created=now,
            seen=now,
            ends=now + LASTS,
        )
    )
    return secret


def by_session(connection: Connection, secret: str, now: int) -> tuple[Viewer, int] | None:
    """(viewer, when last seen) of a session that has not ended."""
    row = (
        connection.execute(
            select(account, session.c.id.label("session"), session.c.seen, session.c.ends)
            .join(account, account.c.id == session.c.account_id)
            .where(session.c.secret == hashed(secret), account.c.disabled.is_(None))
        )
        .mappings()
        .first()
    )
    if row is None or row["ends"] < now:
        return None
    viewer = _viewer(connection, row)
    strict = viewer.may("administer") and row["kind"] == "person"
    if row["seen"] + (IDLE_ADMINISTRATOR if strict else IDLE if row["kind"] != "local" else LASTS) < now:
        return None
    made = Viewer(
        viewer.account,
        viewer.name,
        viewer.title,
        viewer.scopes,
        viewer.unit,
        None,
        row["session"],
        form_of(secret),
    )
    return made, row["seen"]


def touch(connection: Connection, session_id: int, now: int) -> None:
    """A session was used."""
    connection.execute(update(session).where(session.c.id == session_id).values(seen=now))


def end_session(connection: Connection, session_id: int) -> None:
    """End a session."""
    connection.execute(delete(session).where(session.c.id == session_id))


def end_sessions_of(connection: Connection, account_id: int) -> None:
    """End all sessions of an account, as when its password is changed."""
    connection.execute(delete(session).where(session.c.account_id == account_id))


def new_token(
    database: Database,
    connection: Connection,
    account_id: int,
    name: str,
    scopes: Iterable[str],
    unit_id: int | None = None,
    ends: int | None = None,
) -> tuple[str, str]:
    """(key, secret) of a new token; the secret is not kept and is shown this once."""
    secret, key = f"gouji_{new_secret()}", new_key()
    connection.execute(
        insert(token).values(
            key=key,
            name=name,
            secret=hashed(secret),
            scopes=" ".join(scopes),
            account_id=account_id,
            unit_id=unit_id,
            created=database.now(connection),
            ends=ends,
        )
    )
    return key, secret


def by_token(connection: Connection, secret: str, now: int) -> tuple[Viewer, int] | None:
    """(viewer, when last used) of a token that holds; it may do no more than its account."""
    row = (
        connection.execute(
            select(
                account,
                token.c.id.label("token"),
                token.c.scopes,
                token.c.unit_id.label("bound"),
                token.c.used,
                token.c.ends,
                token.c.name.label("called"),
            )
            .join(account, account.c.id == token.c.account_id)
            .where(token.c.secret == hashed(secret), token.c.revoked.is_(None), account.c.disabled.is_(None))
        )
        .mappings()
        .first()
    )
    if row is None or (row["ends"] is not None and row["ends"] < now):
        return None
    own = _viewer(connection, row)
    scopes = own.scopes & frozenset(row["scopes"].split())
    bound = own.unit if own.unit is not None else row["bound"]
    return Viewer(own.account, own.name, f"{own.who} ({row['called']})", scopes, bound, row["token"]), row["used"] or 0


def use_token(connection: Connection, token_id: int, now: int) -> None:
    """A token was used."""
    connection.execute(update(token).where(token.c.id == token_id).values(used=now))


def new_link(
    database: Database,
    connection: Connection,
    account_id: int,
    purpose: str,
    lasts: int,
    inspection_id: int | None = None,
) -> str:
    """The secret of a new link that opens a session of an account, for so many milliseconds."""
    secret, now = new_secret(), database.now(connection)
    if purpose == "first":
        connection.execute(delete(link).where(link.c.purpose == "first"))
    connection.execute(
        insert(link).values(
            key=new_key(),
            secret=hashed(secret),
            purpose=purpose,
            account_id=account_id,
            inspection_id=inspection_id,
            created=now,
            ends=now + lasts,
        )
    )
    return secret


def spend_link(connection: Connection, secret: str, now: int) -> int | None:
    """The account that a link is of; that of the first start opens once. None for one that holds no more."""
    row = (
        connection.execute(
            select(link)
            .where(link.c.secret == hashed(secret), link.c.revoked.is_(None), link.c.ends >= now)
            .with_for_update()
        )
        .mappings()
        .first()
    )
    if row is None or (row["purpose"] == "first" and row["used"] is not None):
        return None
    connection.execute(update(link).where(link.c.id == row["id"]).values(used=now))
    number: int = row["account_id"]
    return number


def revoke_links(connection: Connection, inspection_id: int, now: int) -> None:
    """The links to an inspection open nothing any more."""
    own = (link.c.inspection_id == inspection_id) & link.c.revoked.is_(None)
    connection.execute(update(link).where(own).values(revoked=now))
