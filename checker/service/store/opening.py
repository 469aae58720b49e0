"""Database and folder of a server, opened together: of this program's schema, and of each other."""

from __future__ import annotations

from checker.service.settings import Settings
from checker.service.store import migrating
from checker.service.store.database import Database, connect
from checker.service.store.files import Files
from checker.service.store.schema.running import meta


def store(settings: Settings) -> tuple[Database, Files]:
    """Both, brought up to date. UsageError where they cannot be, or do not belong together."""
    files = Files(settings.data.absolute())
    files.prepare()
    database = connect(settings.database, files.folder)
    migrating.upgrade(database)
    with database.write() as connection:
        known = migrating.store_id(connection) or ""
        # The row and the file are written together, or the row is not.
        first = database.insert_new(connection, meta, name="folder", value=known) is not None
        files.claim(known, first=first)
    return database, files
