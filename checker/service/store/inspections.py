"""Inspections: a year's check of many units; decisions on them, notes, letters that are frozen when they are issued."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from checker.service.store.database import Database, new_key
from checker.service.store.schema.inspecting import decision, inspection, inspection_unit, letter
from checker.service.store.schema.judging import answer, note
from checker.service.store.schema.people import account, role
from checker.service.store.units import Listed
from checker.service.store.viewer import OF_ROLE, Viewer, inspections

PASS, CONFIRM, RECALL, RETURN, REOPEN = "pass", "confirm", "recall", "return", "reopen"
KINDS = (PASS, CONFIRM, RECALL, RETURN, REOPEN)
"""通过, 复核通过, 复核退回, 退回, 重开"""


def create(
    database: Database,
    connection: Connection,
    viewer: Viewer,
    title: str,
    year: int,
    deadline: str = "",
    issued_by: str = "",
    second: bool = False,
    head: int | None = None,
) -> RowMapping:
    """A new inspection. With `second` what one person passes another looks at, `head` where that is one account."""
    number = connection.execute(
        insert(inspection)
        .values(
            key=new_key(),
            title=title,
            year=year,
            kind="report",
            deadline=deadline or None,
            issued_by=issued_by,
            settings={},
            second=second or head is not None,
            head_id=head,
            who=viewer.who,
            created=database.now(connection),
        )
        .returning(inspection.c.id)
    ).scalar_one()
    return connection.execute(select(inspection).where(inspection.c.id == number)).mappings().one()


def by_key(connection: Connection, viewer: Viewer, key: str) -> RowMapping | None:
    """The inspection of a key, where this viewer may see it."""
    asked = select(inspection).where(inspection.c.key == key, inspections(viewer))
    return connection.execute(asked).mappings().first()


def every(connection: Connection, viewer: Viewer) -> list[RowMapping]:
    """The inspections that a viewer may see, the newest first."""
    asked = select(inspection).where(inspections(viewer)).order_by(inspection.c.year.desc(), inspection.c.id.desc())
    return list(connection.execute(asked).mappings())


def expect(
    database: Database, connection: Connection, inspection_id: int, unit_ids: Sequence[int], lines: Sequence[Listed]
) -> int:
    """Units that must report; of those on the list already what the new list says holds. How many are new."""
    about = {line.name: line for line in lines} | {line.code: line for line in lines if line.code}
    new = 0
    from checker.service.store.schema.units import unit

    names = {
        row.id: (row.code or "", row.name) for row in connection.execute(select(unit.c.id, unit.c.code, unit.c.name))
    }
    for number in unit_ids:
        code, name = names[number]
        line = about.get(code) or about.get(name)
        values: dict[str, Any] = {}
        if line is not None:
            said = {"contact": line.contact, "deadline": line.deadline, "inspector": line.inspector, "mail": line.mail}
            values = {key: value for key, value in said.items() if value}
        made = database.insert_new(
            connection,
            inspection_unit,
            inspection_id=inspection_id,
            unit_id=number,
            **{"contact": "", "inspector": "", "reminded": 0, **values},
        )
        if made is not None:
            new += 1
        elif values:
            own = (inspection_unit.c.inspection_id == inspection_id) & (inspection_unit.c.unit_id == number)
            connection.execute(update(inspection_unit).where(own).values(**values))
    return new


def open_for(connection: Connection, unit_id: int, year: int) -> RowMapping | None:
    """The inspection that a unit's report of a year belongs to: the latest open one that expects it."""
    asked = (
        select(inspection)
        .join(inspection_unit, inspection_unit.c.inspection_id == inspection.c.id)
        .where(inspection_unit.c.unit_id == unit_id, inspection.c.year == year, inspection.c.closed.is_(None))
        .order_by(inspection.c.id.desc())
        .limit(1)
    )
    return connection.execute(asked).mappings().first()


def decide(
    database: Database,
    connection: Connection,
    viewer: Viewer,
    inspection_id: int,
    unit_id: int,
    submission_id: int,
    kind: str,
    reason: str = "",
) -> None:
    """One of KINDS; only ever added."""
    connection.execute(
        insert(decision).values(
            key=new_key(),
            inspection_id=inspection_id,
            unit_id=unit_id,
            submission_id=submission_id,
            kind=kind,
            reason=reason,
            who=viewer.who,
            account_id=viewer.account,
            created=database.now(connection),
        )
    )


def ask_second(connection: Connection, inspection_id: int, second: bool, head: int | None) -> None:
    """Whether passes of an inspection are looked at once more, and by whom; those made before are no exception."""
    values = {"second": second or head is not None, "head_id": head}
    connection.execute(update(inspection).where(inspection.c.id == inspection_id).values(**values))


def heads(connection: Connection) -> list[RowMapping]:
    """The people who can be the head of an inspection."""
    able = [name for name, scopes in OF_ROLE.items() if "judge" in scopes]
    asked = (
        select(account)
        .where(
            account.c.kind.in_(("person", "local")),
            account.c.disabled.is_(None),
            account.c.unit_id.is_(None),
            account.c.id.in_(select(role.c.account_id).where(role.c.name.in_(able))),
        )
        .order_by(account.c.name)
    )
    return list(connection.execute(asked).mappings())


def close(connection: Connection, inspection_id: int, now: int | None) -> None:
    """An inspection is over, or with None it is open again."""
    connection.execute(update(inspection).where(inspection.c.id == inspection_id).values(closed=now))


def issue(
    database: Database,
    connection: Connection,
    viewer: Viewer,
    inspection_id: int,
    unit_id: int,
    submission_id: int,
    sha256: str,
    content: Any,
) -> RowMapping:
    """A letter, under the next number of its inspection: frozen from here on."""
    connection.execute(select(inspection.c.id).where(inspection.c.id == inspection_id).with_for_update())
    last = connection.execute(
        select(func.max(letter.c.number)).where(letter.c.inspection_id == inspection_id)
    ).scalar_one()
    number = connection.execute(
        insert(letter)
        .values(
            key=new_key(),
            inspection_id=inspection_id,
            unit_id=unit_id,
            submission_id=submission_id,
            number=(last or 0) + 1,
            kind="letter",
            sha256=sha256,
            content=content,
            who=viewer.who,
            created=database.now(connection),
        )
        .returning(letter.c.id)
    ).scalar_one()
    return connection.execute(select(letter).where(letter.c.id == number)).mappings().one()


def letters(connection: Connection, inspection_id: int) -> list[RowMapping]:
    """The letters of an inspection in their order, withdrawn ones among them."""
    asked = select(letter).where(letter.c.inspection_id == inspection_id).order_by(letter.c.number)
    return list(connection.execute(asked).mappings())


def withdraw(connection: Connection, viewer: Viewer, letter_id: int, now: int) -> bool:
    """A letter does not hold any more; it stays to be seen."""
    changed = connection.execute(
        update(letter)
        .where(letter.c.id == letter_id, letter.c.withdrawn.is_(None))
        .values(withdrawn=now, withdrawn_by=viewer.who)
    )
    return bool(changed.rowcount)


def remind(connection: Connection, inspection_id: int, unit_ids: Sequence[int]) -> None:
    """Units were reminded once more."""
    own = (inspection_unit.c.inspection_id == inspection_id) & inspection_unit.c.unit_id.in_(list(unit_ids))
    connection.execute(update(inspection_unit).where(own).values(reminded=inspection_unit.c.reminded + 1))


def say_to(
    database: Database, connection: Connection, viewer: Viewer, unit_id: int, inspection_id: int | None, said: str
) -> None:
    """A note to a unit."""
    connection.execute(
        insert(note).values(
            key=new_key(),
            unit_id=unit_id,
            inspection_id=inspection_id,
            text=said,
            who=viewer.who,
            created=database.now(connection),
        )
    )


def notes(connection: Connection, unit_id: int) -> list[RowMapping]:
    """The notes to a unit, the newest first."""
    asked = select(note).where(note.c.unit_id == unit_id).order_by(note.c.id.desc())
    return list(connection.execute(asked).mappings())


def answer_on(database: Database, connection: Connection, viewer: Viewer, matter_id: int, said: str) -> None:
    """What a unit says of a matter; no judgement."""
    connection.execute(
        insert(answer).values(
            key=new_key(), matter_id=matter_id, text=said, who=viewer.who, created=database.now(connection)
        )
    )


def answers(connection: Connection, matter_ids: Sequence[int]) -> list[RowMapping]:
    """What units have said of these matters."""
    asked = select(answer).where(answer.c.matter_id.in_(list(matter_ids)[:5000])).order_by(answer.c.id)
    return list(connection.execute(asked).mappings())
