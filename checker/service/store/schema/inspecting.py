"""A year's inspection: the units expected, decisions on them, the letters that were issued."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, Text, UniqueConstraint, false

from checker.service.store.schema.columns import key, metadata, number, of, time

inspection = Table(
    "inspection",
    metadata,
    number(),
    key(),
    Column("title", String(200), nullable=False),
    Column("year", Integer, nullable=False),
    Column("kind", String(12), nullable=False, default="report"),
    Column("deadline", String(10)),
    Column("issued_by", String(200), nullable=False, default=""),
    Column("template", String(64)),
    Column("settings", JSON, nullable=False),
    Column("second", Boolean, nullable=False, default=False, server_default=false()),
    of("account", name="head_id", needed=False),
    Column("who", String(200), nullable=False),
    time("created", needed=True),
    time("closed"),
)
"""`deadline` is a day of the office's calendar, `template` the hash of its own letter.

`second`: what one person passes another looks at once more; `head_id` is who, where it is not just anybody else.
"""

inspection_unit = Table(
    "inspection_unit",
    metadata,
    number(),
    of("inspection"),
    of("unit", index=True),
    Column("contact", String(200), nullable=False, default=""),
    Column("deadline", String(10)),
    Column("inspector", String(200), nullable=False, default=""),
    Column("mail", String(200), nullable=False, default="", server_default=""),
    Column("state", String(12)),
    Column("reminded", Integer, nullable=False, default=0),
    UniqueConstraint("inspection_id", "unit_id"),
)
"""`state` is the one that was told of last; what it is now is computed."""

decision = Table(
    "decision",
    metadata,
    number(),
    key(),
    of("inspection"),
    of("unit"),
    of("submission"),
    Column("kind", String(12), nullable=False),  # pass, confirm, recall, return, reopen
    Column("reason", Text, nullable=False, default=""),
    Column("who", String(200), nullable=False),
    of("account", needed=False),
    time("created", needed=True),
)
"""`account_id` is missing of those that were made before it was noted."""

letter = Table(
    "letter",
    metadata,
    number(),
    key(),
    of("inspection", index=True),
    of("unit"),
    of("submission"),
    Column("number", Integer, nullable=False),
    Column("kind", String(12), nullable=False, default="letter"),
    Column("sha256", String(64), nullable=False),
    Column("content", JSON, nullable=False),
    Column("who", String(200), nullable=False),
    time("created", needed=True),
    time("withdrawn"),
    Column("withdrawn_by", String(200)),
    UniqueConstraint("inspection_id", "number"),
)
"""Frozen when issued: `content` lists each matter with the judgement and values that it stands on."""
