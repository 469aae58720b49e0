"""Files, checks of them, and who asked for one: a check is shared by all who ask for the same, a request is not."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint

from checker.service.store.schema.columns import key, metadata, number, of, time

file = Table(
    "file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    time("created", needed=True),
    time("deleted"),
    Column("why", String(40)),
)
"""No path and no name: the file lies under its hash."""

check = Table(
    "check",
    metadata,
    number(),
    Column("digest", String(64), nullable=False, unique=True),
    Column("gouji", String(40), nullable=False),
    Column("issuer", String(200)),
    Column("year", Integer),
    Column("summary", JSON, nullable=False),
    Column("packs", JSON, nullable=False),
    Column("measures", JSON(none_as_null=True)),
    Column("result", String(64), nullable=False),
    Column("page", String(64), nullable=False),
    Column("record", String(64), nullable=False),
    Column("seconds", Integer, nullable=False),
    time("created", needed=True),
)
"""`digest` is over all that it depends on: contents, names, roles, packs, settings, program, the draft before.

`result` is the JSON of the command, `page` the parts of the review page, `record` what other outputs are made of: all
by the hash of their file. Nothing of it ever changes. `seconds` are milliseconds; `measures` is what years are compared
by, and is missing of old checks.
"""

finding = Table(
    "finding",
    metadata,
    number(),
    of("check", index=True),
    Column("number", Integer, nullable=False),
    Column("card", Integer),
    Column("rule", String(200), nullable=False, index=True),
    Column("severity", String(12), nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("fingerprint", String(120), nullable=False),
    Column("thing", String(120), nullable=False),
    Column("values_digest", String(64), nullable=False),
    Column("state", String(12)),
    Column("earlier", String(120)),
    UniqueConstraint("check_id", "number"),
)
"""`card` is its number in the review page, `thing` its identity, `earlier` the one that it had in the draft before."""

request = Table(
    "request",
    metadata,
    number(),
    key(),
    of("account"),
    of("token", needed=False),
    of("unit", needed=False, index=True),
    Column("digest", String(64), nullable=False, index=True),
    Column("name", String(255), nullable=False),
    Column("order", JSON, nullable=False),
    Column("draft", Boolean, nullable=False),
    Column("hidden", Boolean, nullable=False, default=False),
    time("created", needed=True),
    time("deleted"),
    Index("ix_request_owner", "account_id", "draft", "created"),
)
"""What somebody asked to be checked; `order` are the files with their roles and names, and the settings."""

request_file = Table(
    "request_file",
    metadata,
    number(),
    of("request", index=True),
    Column("role", String(8), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("name", String(255), nullable=False),
)

rendition = Table(
    "rendition",
    metadata,
    number(),
    Column("digest", String(64), nullable=False),
    Column("form", String(40), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("name", String(255), nullable=False),
    UniqueConstraint("digest", "form"),
)
"""An output or annotated copy that was made of a check when it was first asked for."""

submission = Table(
    "submission",
    metadata,
    number(),
    key(),
    of("unit", needed=False, index=True),
    Column("year", Integer),
    Column("kind", String(12), nullable=False, default="report"),
    Column("version", Integer),
    Column("receipt", String(40), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("name", String(255), nullable=False),
    of("request"),
    of("inspection", needed=False, index=True),
    Column("who", String(200), nullable=False),
    Column("via", String(12), nullable=False),  # page, api, command, folder, mail
    Column("issuer", String(200)),
    Column("tied", Boolean, nullable=False, default=False),
    of("submission", name="before_id", needed=False),
    time("created", needed=True),
    time("deleted"),
    UniqueConstraint("unit_id", "year", "kind", "version"),
)
"""One version of a report that a unit has handed in; without unit or year it waits to be claimed.

`tied`: its findings have their matters.
"""
