"""What the columns of all tables are made of. Times are milliseconds since 1970 in UTC: both databases compare them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Number = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite counts up a primary key only where it is an INTEGER."""


def number() -> Column[int]:
    """The key within the database, which no URL shows."""
    return Column("id", Number, primary_key=True, autoincrement=True)


def key() -> Column[str]:
    """128 random bits: what URLs and programs know a row by."""
    return Column("key", String(32), nullable=False, unique=True)


def time(name: str, *, needed: bool = False) -> Column[int]:
    """A moment."""
    return Column(name, BigInteger, nullable=not needed)


def of(table: str, *, name: str = "", needed: bool = True, index: bool = False) -> Column[Any]:
    """A reference to the row of a table, by its number."""
    column: Column[Any] = Column(
        name or f"{table}_id", Number, ForeignKey(f"{table}.id"), nullable=not needed, index=index
    )
    return column
