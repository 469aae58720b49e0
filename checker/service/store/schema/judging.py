"""What people decide: matters, the thing over all versions of a report, and judgements, which are only ever added."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

from checker.service.store.schema.columns import key, metadata, number, of, time

matter = Table(
    "matter",
    metadata,
    number(),
    key(),
    of("unit"),
    Column("year", Integer, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("identity", String(160), nullable=False),
    Column("rule", String(200), nullable=False),
    Column("title", Text, nullable=False),
    time("created", needed=True),
    UniqueConstraint("unit_id", "year", "kind", "identity"),
    Index("ix_matter_rule", "rule", "year"),
)
"""`identity` is the version of fingerprints and the thing's key, by which it is met again in later versions."""

occurrence = Table(
    "occurrence",
    metadata,
    number(),
    of("submission"),
    of("matter", index=True),
    of("finding", needed=False),
    Column("state", String(12), nullable=False),  # open, mended, uncompared
    UniqueConstraint("submission_id", "matter_id"),
)
"""How a matter stands in a version: a function of the versions in their order, written once with the check."""

judgement = Table(
    "judgement",
    metadata,
    number(),
    key(),
    of("matter", index=True),
    of("finding", needed=False),
    of("submission"),
    Column("decision", String(12), nullable=False),  # stands, refused, unsure, withdrawn
    Column("reason", Text, nullable=False),
    of("account"),
    Column("who", String(200), nullable=False),
    Column("values_digest", String(64), nullable=False),
    Column("rule_digest", String(64), nullable=False),
    of("judgement", name="seen_id", needed=False),
    time("created", needed=True),
    UniqueConstraint("matter_id", "seen_id"),
)
"""`seen_id` is the judgement that stood when this was made: two that saw the same cannot both be."""

answer = Table(
    "answer",
    metadata,
    number(),
    key(),
    of("matter", index=True),
    Column("text", Text, nullable=False),
    Column("who", String(200), nullable=False),
    time("created", needed=True),
)

note = Table(
    "note",
    metadata,
    number(),
    key(),
    of("unit", index=True),
    of("inspection", needed=False),
    Column("text", Text, nullable=False),
    Column("who", String(200), nullable=False),
    time("created", needed=True),
)
