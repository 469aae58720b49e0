"""A store as one file that any version and either database can be filled from: a zip of JSON lines and of the files."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from checker import __version__
from checker.errors import UsageError
from checker.messages import say
from checker.service.store import migrating
from checker.service.store.database import Database
from checker.service.store.files import Files
from checker.service.store.parting import Part, part
from checker.service.store.schema import metadata
from checker.service.store.schema.people import link, session, strike

FORMAT = 1
LEFT = frozenset({session.name, link.name, strike.name, "meta"})
"""Tables of the moment: nobody stays logged in on another machine."""


def tables() -> list[Table]:
    """The tables that are moved, each after those that it refers to."""
    return [table for table in metadata.sorted_tables if table.name not in LEFT]


def export(database: Database, files: Files, target: Path, *, inspection: str = "", unit: str = "") -> tuple[int, int]:
    """(rows, files) written: of all, or of one inspection, one unit. UsageError where the target is there already.

    A part has the accounts of those who did something in it, without their passwords; the audit log, tokens and hooks
    are of the whole and stay.
    """
    if target.exists():
        raise UsageError(say("service.export_there", path=str(target)))
    rows = count = 0
    beside = target.with_name(f".{target.name}.part")
    try:
        with database.read() as connection:
            some = part(connection, inspection, unit) if inspection or unit else None
            wanted = some.files(connection) if some is not None else None
            with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
                about = {"format": FORMAT, "gouji": __version__, "schema": migrating.newest()}
                archive.writestr("about.json", json.dumps(about))
                for table in tables():
                    with archive.open(f"tables/{table.name}.jsonl", "w") as lines:
                        for row in _rows(connection, table, some):
                            lines.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
                            rows += 1
                for sha256, _ in files.every():
                    if wanted is None or sha256 in wanted:
                        archive.write(files.path(sha256), f"files/{sha256}", zipfile.ZIP_STORED)
                        count += 1
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return rows, count


def _rows(connection: Connection, table: Table, some: Part | None) -> Iterator[dict[str, Any]]:
    asked = select(table).order_by(*table.primary_key)
    if some is None:
        for row in connection.execute(asked).mappings():
            yield dict(row)
    elif table in some.rows:
        for row in connection.execute(asked.where(some.rows[table])).mappings():
            yield some.kept(connection, table, dict(row))


def bring(database: Database, files: Files, source: Path) -> tuple[int, int]:
    """(rows, files) read into an empty store. UsageError for what is no export, or where the store holds something."""
    try:
        archive = zipfile.ZipFile(source)
        about = json.loads(archive.read("about.json"))
        if about["format"] != FORMAT:
            raise UsageError(say("service.export_format", found=about["format"], known=FORMAT))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UsageError(say("service.no_export", path=str(source), why=str(error))) from None
    count = 0
    with archive:
        for name in archive.namelist():
            if name.startswith("files/"):
                _keep(files, archive, name)
                count += 1
        with database.write() as connection:
            if any(_holds(connection, table) for table in tables()):
                raise UsageError(say("service.store_full"))
            rows = sum(_filled(database, connection, archive, table) for table in tables())
    return rows, count


def _keep(files: Files, archive: zipfile.ZipFile, name: str) -> None:
    content = archive.read(name)
    if hashlib.sha256(content).hexdigest() != name.removeprefix("files/"):
        raise UsageError(say("service.no_export", path=name, why="sha256"))
    files.put(content)


def _holds(connection: Connection, table: Table) -> bool:
    return bool(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _filled(database: Database, connection: Connection, archive: zipfile.ZipFile, table: Table) -> int:
    name = f"tables/{table.name}.jsonl"
    if name not in archive.namelist():  # of a version that had no such table yet
        return 0
    known = {column.name for column in table.columns}
    rows = [
        {key: value for key, value in json.loads(line).items() if key in known}
        for line in archive.read(name).decode("utf-8", "surrogatepass").splitlines()
    ]
    later = [column.name for column in table.columns for own in column.foreign_keys if own.column.table is table]
    for begin in range(0, len(rows), 500):
        some = rows[begin : begin + 500]
        connection.execute(insert(table), [{**row, **dict.fromkeys(later)} if later else row for row in some])
    for column in later:
        for row in rows:
            if row.get(column) is not None:
                own = table.c.id == row["id"]
                connection.execute(table.update().where(own).values({column: row[column]}))
    if not database.sqlite and "id" in known and rows:
        sequence = f"pg_get_serial_sequence('\"{table.name}\"', 'id')"
        connection.execute(text(f'select setval({sequence}, (select max(id) from "{table.name}"))'))
    return len(rows)
