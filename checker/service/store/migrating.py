"""The schema brought up to date, and told where it is older or newer than this program."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, text

from checker.service.store.database import Database, new_key
from checker.service.store.schema.running import meta

HERE = Path(__file__).parent / "migrations"
LOCK = 0x676F756A69
"""PostgreSQL's advisory lock of migrations: "gouji"."""


def _config(connection: Connection | None = None) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The revision that this program knows."""
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory.from_config(_config()).get_current_head())


def revision(database: Database) -> str | None:
    """The revision of a database; None for an empty one."""
    from alembic.migration import MigrationContext

    with database.read() as connection:
        found: str | None = MigrationContext.configure(connection).get_current_revision()
    return found


def upgrade(database: Database, to: str = "head") -> None:
    """Bring a database to a revision; of a SQLite file that holds something a copy is made first.

    Several servers may begin at once: one migrates, the others wait.
    """
    from alembic import command

    at = revision(database)
    if at is not None and at != newest() and database.sqlite:
        path = Path(str(database.engine.url.database))
        copy = path.with_name(f"{path.name}.{at}.bak")
        with database.read() as connection:
            if not copy.exists():
                shutil.copyfile(path, copy)
            del connection
    with database.write() as connection:
        if not database.sqlite:
            connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        command.upgrade(_config(connection), to)
        if to == "head" and store_id(connection) is None:
            connection.execute(insert(meta).values(name="store", value=new_key()))


def store_id(connection: Connection) -> str | None:
    """What a database and its folder of files know each other by."""
    found: str | None = connection.execute(select(meta.c.value).where(meta.c.name == "store")).scalar_one_or_none()
    return found
