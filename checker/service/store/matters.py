"""Matters: what findings of all versions of a report are about, one by one, and how each stands in a version."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, insert, select, update

from checker.service.store.database import Database, new_key
from checker.service.store.schema.checking import finding, submission
from checker.service.store.schema.judging import matter, occurrence

OPEN, MENDED, UNCOMPARED = "open", "mended", "uncompared"


def tie(database: Database, connection: Connection, row: RowMapping, made: RowMapping) -> None:
    """Write how every matter of a report stands in a version, whose check has been made.

    A finding is the matter that its thing was in the version before, else the one of its identity, else a new one. What
    the version before had and this one has not is mended where the check says so, and not comparable otherwise; what
    was mended stays so until it is found again.
    """
    before = _before(connection, row["before_id"]) if row["before_id"] is not None else []
    of_thing = {one["thing"]: one["matter_id"] for one in before if one["thing"]}
    stands: dict[int, tuple[str, int | None]] = {}
    rows = connection.execute(select(finding).where(finding.c.check_id == made["id"]).order_by(finding.c.number))
    gone = []
    for found in rows.mappings():
        if found["state"] in ("fixed", "uncompared"):
            gone.append(found)
            continue
        known = of_thing.get(found["earlier"] or "")
        number = known if known is not None else _matter(database, connection, row, found)
        stands.setdefault(number, (OPEN, found["id"]))
    for found in gone:
        number = of_thing.get(found["thing"])
        if number is not None and number not in stands:
            kept = found["state"] == "uncompared"
            stands[number] = (UNCOMPARED, found["id"]) if kept else (MENDED, None)
    for one in before:
        stays = one["state"] if one["state"] == MENDED else UNCOMPARED
        stands.setdefault(one["matter_id"], (stays, one["finding_id"] if stays == UNCOMPARED else None))
    if stands:
        connection.execute(
            insert(occurrence),
            [
                {"submission_id": row["id"], "matter_id": number, "finding_id": of, "state": state}
                for number, (state, of) in stands.items()
            ],
        )
    values = {"tied": True, "issuer": made["issuer"]}
    connection.execute(update(submission).where(submission.c.id == row["id"]).values(**values))


def _before(connection: Connection, submission_id: int) -> list[RowMapping]:
    asked = (
        select(occurrence.c.matter_id, occurrence.c.state, occurrence.c.finding_id, finding.c.thing)
        .outerjoin(finding, finding.c.id == occurrence.c.finding_id)
        .where(occurrence.c.submission_id == submission_id)
    )
    return list(connection.execute(asked).mappings())


def _matter(database: Database, connection: Connection, row: RowMapping, found: RowMapping) -> int:
    own = {"unit_id": row["unit_id"], "year": row["year"], "kind": row["kind"], "identity": found["thing"]}
    made = database.insert_new(
        connection,
        matter,
        key=new_key(),
        rule=found["rule"],
        title=found["title"],
        created=database.now(connection),
        **own,
    )
    if made is not None:
        return made
    asked = select(matter.c.id).where(*(matter.c[name] == value for name, value in own.items()))
    number: int = connection.execute(asked).scalar_one()
    return number
