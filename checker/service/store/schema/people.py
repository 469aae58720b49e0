"""Who may do what: accounts with roles, sessions, tokens for programs, links that open a session, the audit log."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text, UniqueConstraint

from checker.service.store.schema.columns import key, metadata, number, of, time

account = Table(
    "account",
    metadata,
    number(),
    key(),
    Column("name", String(120), nullable=False, unique=True),
    Column("title", String(200), nullable=False, default=""),
    Column("kind", String(12), nullable=False),  # person, local (nobody but this machine's), unit, program
    Column("password", String(200)),
    of("unit", needed=False),  # of a unit's own account
    Column("failures", Integer, nullable=False, default=0),
    time("locked_until"),
    time("created", needed=True),
    time("disabled"),
)
"""A password is its argon2id hash; who comes by a link or a proxy has none."""

role = Table(
    "role",
    metadata,
    number(),
    of("account", index=True),
    Column("name", String(12), nullable=False),  # submit, inspect, administer
    UniqueConstraint("account_id", "name"),
)

session = Table(
    "session",
    metadata,
    number(),
    key(),
    Column("secret", String(64), nullable=False, unique=True),
    of("account", index=True),
    Column("how", String(12), nullable=False),  # password, link, proxy
    Column("address", String(64), nullable=False, default=""),
    time("created", needed=True),
    time("seen", needed=True),
    time("ends", needed=True),
)
"""`secret` is the SHA-256 of what the cookie holds."""

token = Table(
    "token",
    metadata,
    number(),
    key(),
    Column("name", String(120), nullable=False),
    Column("secret", String(64), nullable=False, unique=True),
    Column("scopes", String(120), nullable=False),
    of("account", index=True),
    of("unit", needed=False),
    time("created", needed=True),
    time("used"),
    time("ends"),
    time("revoked"),
)

link = Table(
    "link",
    metadata,
    number(),
    key(),
    Column("secret", String(64), nullable=False, unique=True),
    Column("purpose", String(12), nullable=False),  # first, unit
    of("account"),
    of("inspection", needed=False, index=True),
    time("created", needed=True),
    time("ends", needed=True),
    time("used"),
    time("revoked"),
)
"""That of the first start opens once; a unit's until the inspection is closed."""

audit = Table(
    "audit",
    metadata,
    number(),
    time("at", needed=True),
    Column("who", String(200), nullable=False),
    Column("action", String(40), nullable=False),
    Column("object", String(200), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("request", String(32), nullable=False, default=""),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""Each entry holds the hash of the one before, so that none can be changed or taken away unseen."""

idempotency = Table(
    "idempotency",
    metadata,
    number(),
    Column("caller", String(64), nullable=False),
    Column("word", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("status", Integer),
    Column("answer", Text),
    time("created", needed=True),
    UniqueConstraint("caller", "word"),
)
"""The first answer to a key of a caller, for 24 hours; without a status it is still under way."""

strike = Table(
    "strike",
    metadata,
    Column("address", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("until", BigInteger, nullable=False),
)
"""Addresses that have tried wrong passwords, and until when they wait."""
