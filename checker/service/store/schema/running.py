"""The queue: jobs with lease and attempt, lanes that take turns, webhooks and their deliveries; facts on the store."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table, Text, text

from checker.service.store.schema.columns import key, metadata, number, of, time

meta = Table(
    "meta",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

lane = Table(
    "lane",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("served", BigInteger, nullable=False, default=0),
)
"""Who has work in the queue, and when he was last served."""

_UNDER_WAY = text("status in ('queued', 'running')")

job = Table(
    "job",
    metadata,
    number(),
    key(),
    Column("digest", String(64), nullable=False, index=True),
    Column("lane", String(80), nullable=False),
    Column("priority", Integer, nullable=False, default=0),
    Column("chain", String(120), index=True),
    Column("order", JSON, nullable=False),
    Column("status", String(12), nullable=False, index=True),  # queued, running, done, failed, cancelled
    Column("attempt", Integer, nullable=False, default=0),
    Column("owner", String(64)),
    time("lease"),
    time("created", needed=True),
    time("started"),
    time("ended"),
    Column("error", Text),
    Index("uq_job_under_way", "digest", unique=True, sqlite_where=_UNDER_WAY, postgresql_where=_UNDER_WAY),
)
"""Of the jobs of a `chain` each waits for those before it: a version is compared with the one before."""

hook = Table(
    "hook",
    metadata,
    number(),
    key(),
    Column("url", String(500), nullable=False),
    Column("events", String(200), nullable=False),
    Column("secrets", JSON, nullable=False),
    of("account"),
    time("created", needed=True),
    time("disabled"),
)


def _going_out() -> list[Column[Any]]:
    """How something stands that is sent, and tried again (`outgoing.py`)."""
    return [
        Column("status", String(12), nullable=False, index=True),  # waiting, sending, done, failed
        Column("attempt", Integer, nullable=False, default=0),
        Column("owner", String(64)),
        time("lease"),
        time("due", needed=True),
        Column("told", Text),
        time("created", needed=True),
        time("ended"),
    ]


delivery = Table(
    "delivery",
    metadata,
    number(),
    key(),
    of("hook", index=True),
    Column("event", String(40), nullable=False),
    Column("body", JSON, nullable=False),
    *_going_out(),
)
"""`told` is what the other side said last, or why it could not be reached."""

notice = Table(
    "notice",
    metadata,
    number(),
    key(),
    of("unit", index=True),
    of("inspection", needed=False),
    Column("kind", String(12), nullable=False),  # note, remind
    Column("address", String(200), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("text", Text, nullable=False),
    *_going_out(),
)
"""A mail to a unit. `told` is why the mail server did not take it."""
