"""Units: the organs that owe reports, found again by every name that they have had, and never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, RowMapping, insert, select, update

from checker.audit.fingerprint import same
from checker.record import dataclass
from checker.service.store.database import Database, new_key
from checker.service.store.schema.units import unit, unit_name


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list of units."""

    name: str
    code: str = ""
    contact: str = ""
    deadline: str = ""
    inspector: str = ""
    mail: str = ""


def add(
    database: Database,
    connection: Connection,
    name: str,
    code: str = "",
    names: Iterable[str] = (),
    parent_id: int | None = None,
) -> int | None:
    """A new unit under its name and others that it goes by; None where the code is another unit's."""
    number = database.insert_new(
        connection,
        unit,
        key=new_key(),
        name=name,
        code=code or None,
        parent_id=parent_id,
        created=database.now(connection),
    )
    if number is not None:
        wanted = [name, *(other for other in dict.fromkeys(names) if other != name)]
        connection.execute(
            insert(unit_name),
            [{"unit_id": number, "name": one, "short": one != name} for one in wanted],
        )
    return number


def rename(connection: Connection, unit_id: int, name: str, year: int) -> None:
    """The unit is called so from a year on; it is known by its former names as before."""
    present = connection.execute(select(unit.c.name).where(unit.c.id == unit_id)).scalar_one()
    connection.execute(
        update(unit_name).where(unit_name.c.unit_id == unit_id, unit_name.c.name == present).values(to_year=year - 1)
    )
    known = select(unit_name.c.id).where(unit_name.c.unit_id == unit_id, unit_name.c.name == name)
    if connection.execute(known).first() is None:
        connection.execute(insert(unit_name).values(unit_id=unit_id, name=name, short=False, from_year=year))
    connection.execute(update(unit).where(unit.c.id == unit_id).values(name=name))


def by_key(connection: Connection, key: str) -> RowMapping | None:
    """The unit of a key."""
    return connection.execute(select(unit).where(unit.c.key == key)).mappings().first()


def by_number(connection: Connection, number: int) -> RowMapping:
    """The unit of a number."""
    return connection.execute(select(unit).where(unit.c.id == number)).mappings().one()


def by_code(connection: Connection, code: str) -> RowMapping | None:
    """The unit of a code."""
    return connection.execute(select(unit).where(unit.c.code == code)).mappings().first()


def known_as(connection: Connection, name: str) -> tuple[list[int], list[int]]:
    """(the units that have had exactly this name, those that may be meant by it).

    A short name and one with its place in front may be the same unit, and may be two.
    """
    return _among(_every_name(connection), name)


def named(connection: Connection, word: str) -> RowMapping | None:
    """The unit of a key, a code, or a name that no other has had."""
    row = by_key(connection, word) or by_code(connection, word)
    if row is not None or not word.strip():
        return row
    exact, _ = known_as(connection, word)
    return by_number(connection, exact[0]) if len(exact) == 1 else None


def resembling(connection: Connection, names: Iterable[str]) -> dict[str, list[str]]:
    """By each name what the units are called now that may be meant by it."""
    every = _every_name(connection)
    present = {row.id: row.name for row in connection.execute(select(unit.c.id, unit.c.name))}
    found = {name: _among(every, name) for name in names if name}
    return {name: [present[one] for one in (*exact, *likely)] for name, (exact, likely) in found.items()}


def _every_name(connection: Connection) -> list[tuple[int, str]]:
    asked = select(unit_name.c.unit_id, unit_name.c.name).order_by(unit_name.c.id)
    return [(row.unit_id, row.name) for row in connection.execute(asked)]


def _among(every: list[tuple[int, str]], name: str) -> tuple[list[int], list[int]]:
    wanted = same(name)
    exact: dict[int, None] = {}
    likely: dict[int, None] = {}
    for unit_id, called in every:
        own = same(called)
        if own == wanted:
            exact[unit_id] = None
        elif len(min(own, wanted, key=len)) >= 3 and (own.endswith(wanted) or wanted.endswith(own)):
            likely[unit_id] = None
    return list(exact), [one for one in likely if one not in exact]


def put_list(database: Database, connection: Connection, lines: Sequence[Listed]) -> tuple[list[int], list[Listed]]:
    """(numbers of the units of a list, lines that may mean a unit which is called otherwise and were left alone).

    A line whose code or name is known is that unit; one that resembles nothing is a new unit.
    """
    found: list[int] = []
    unsure: list[Listed] = []
    for line in lines:
        row = by_code(connection, line.code) if line.code else None
        exact, likely = ([row["id"]], []) if row is not None else known_as(connection, line.name)
        if len(exact) == 1:
            found.append(exact[0])
        elif exact or (likely and not line.code):
            unsure.append(line)
        else:
            made = add(database, connection, line.name, line.code)
            if made is not None:
                found.append(made)
    return list(dict.fromkeys(found)), unsure


def also_called(connection: Connection, unit_id: int, name: str) -> None:
    """Another name that reports and lists call a unit by."""
    known = select(unit_name.c.id).where(unit_name.c.unit_id == unit_id, unit_name.c.name == name)
    if connection.execute(known).first() is None:
        connection.execute(insert(unit_name).values(unit_id=unit_id, name=name, short=True))
