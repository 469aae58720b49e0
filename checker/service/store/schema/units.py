"""The organs that owe reports, under the names they have had."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, UniqueConstraint

from checker.service.store.schema.columns import key, metadata, number, of, time

unit = Table(
    "unit",
    metadata,
    number(),
    key(),
    Column("code", String(60), unique=True),
    Column("name", String(200), nullable=False),
    of("unit", name="parent_id", needed=False),
    time("created", needed=True),
    time("closed"),
)

unit_name = Table(
    "unit_name",
    metadata,
    number(),
    of("unit", index=True),
    Column("name", String(200), nullable=False, index=True),
    Column("short", Boolean, nullable=False, default=False),
    Column("from_year", Integer),
    Column("to_year", Integer),
    UniqueConstraint("unit_id", "name"),
)
"""Every name that reports of a unit may bear, the present one among them."""

unit_link = Table(
    "unit_link",
    metadata,
    number(),
    of("unit", name="old_id", index=True),
    of("unit", name="new_id", index=True),
    Column("kind", String(12), nullable=False),  # merged, split
    Column("year", Integer, nullable=False),
)
"""What became of a unit by a reform, so that years join up."""
