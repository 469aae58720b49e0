"""What years are compared by, kept beside a check of what was handed in; of older checks it is made up for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from checker.service.store.schema.checking import check, request, submission


def missing(connection: Connection) -> RowMapping | None:
    """A check of a submission of which it is not known yet; the newest first."""
    asked = (
        select(check.c.id, check.c.record)
        .join(request, request.c.digest == check.c.digest)
        .join(submission, submission.c.request_id == request.c.id)
        .where(check.c.measures.is_(None), check.c.record != "", submission.c.deleted.is_(None))
        .order_by(check.c.id.desc())
        .limit(1)
    )
    return connection.execute(asked).mappings().first()


def keep(connection: Connection, check_id: int, measures: dict[str, Any]) -> None:
    """Write it; with nothing in it where it could not be made, and it is not tried again."""
    connection.execute(update(check).where(check.c.id == check_id).values(measures=measures))
