"""What is kept how long: drafts some days, inspections as the office says; files that nobody names go with a sweep."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, union, update

from checker.record import dataclass
from checker.service.store import submissions, trail
from checker.service.store.database import Database
from checker.service.store.files import Files
from checker.service.store.schema.checking import check, file, finding, rendition, request, request_file, submission
from checker.service.store.schema.inspecting import inspection, letter
from checker.service.store.schema.judging import occurrence
from checker.service.store.schema.running import job, meta

DAY = 86_400_000
YOUNG = 86_400.0
"""Seconds for which a file that nobody names yet may be on its way to a row."""
HELD = "sweep held until"


@dataclass(frozen=True, slots=True)
class Swept:
    """How much went."""

    drafts: int = 0
    submissions: int = 0
    checks: int = 0
    files: int = 0


def sweep(database: Database, files: Files, keep_days: int, keep_years: int, young: float = YOUNG) -> Swept | None:
    """Delete what has been kept long enough; None while a backup holds it up."""
    with database.write() as connection:
        now = database.now(connection)
        if _held(connection, now):
            return None
        drafts = _drafts(connection, now - keep_days * DAY, now)
        old = _submissions(database, connection, now - keep_years * 365 * DAY, now) if keep_years else 0
        checks = _checks(connection)
        connection.execute(delete(job).where(job.c.ended < now - 30 * DAY, job.c.status != "queued"))
        named = _named(connection)
    gone = 0
    for sha256, age in files.every():
        if sha256 in named or age < young:
            continue
        # Somebody may have named it since: under the lock of writers it is looked at again.
        with database.write() as connection:
            if sha256 in _named(connection, sha256):
                continue
            files.remove(sha256)
            values = {"deleted": database.now(connection), "why": "unnamed"}
            connection.execute(update(file).where(file.c.sha256 == sha256).values(**values))
        gone += 1
    files.forsaken(young)
    return Swept(drafts, old, checks, gone)


def hold(database: Database, seconds: float) -> None:
    """No sweep for so long: a backup copies files that rows name."""
    with database.write() as connection:
        until = str(database.now(connection) + int(seconds * 1000))
        connection.execute(delete(meta).where(meta.c.name == HELD))
        database.insert_new(connection, meta, name=HELD, value=until)


def _held(connection: Connection, now: int) -> bool:
    until = connection.execute(select(meta.c.value).where(meta.c.name == HELD)).scalar_one_or_none()
    return until is not None and int(until) > now


def _drafts(connection: Connection, before: int, now: int) -> int:
    own = (request.c.draft) & (request.c.created < before) & request.c.deleted.is_(None)
    numbers = list(connection.execute(select(request.c.id).where(own)).scalars())
    for begin in range(0, len(numbers), 900):
        some = numbers[begin : begin + 900]
        connection.execute(delete(request_file).where(request_file.c.request_id.in_(some)))
        connection.execute(update(request).where(request.c.id.in_(some)).values(deleted=now, name="", order={}))
    return len(numbers)


def _submissions(database: Database, connection: Connection, before: int, now: int) -> int:
    """Of inspections that were closed long ago: file, outcome and quotes go; rule, decision and counts stay."""
    asked = (
        select(submission.c.id, submission.c.key, submission.c.request_id)
        .join(inspection, inspection.c.id == submission.c.inspection_id)
        .where(inspection.c.closed < before, submission.c.deleted.is_(None))
    )
    rows = connection.execute(asked).all()
    submissions.erase(connection, rows, now)
    for row in rows:
        trail.note(database, connection, None, "submission.swept", row.key)
    return len(rows)


def _checks(connection: Connection) -> int:
    """Checks that no request is left of; the findings that matters are tied to stay, without their texts."""
    wanted = select(request.c.digest).where(request.c.deleted.is_(None))
    asked = select(check.c.id, check.c.digest).where(check.c.digest.not_in(wanted), ~check.c.digest.startswith("swept"))
    gone = list(connection.execute(asked).all())
    tied = select(occurrence.c.finding_id).where(occurrence.c.finding_id.is_not(None))
    for row in gone:
        own = finding.c.check_id == row.id
        connection.execute(delete(finding).where(own, finding.c.id.not_in(tied)))
        left = connection.execute(update(finding).where(own).values(message="", title="")).rowcount
        connection.execute(delete(rendition).where(rendition.c.digest == row.digest))
        if left:
            values = {"result": "", "page": "", "record": "", "digest": f"swept {row.id}"}
            connection.execute(update(check).where(check.c.id == row.id).values(**values))
        else:
            connection.execute(delete(check).where(check.c.id == row.id))
    return len(gone)


def _named(connection: Connection, one: str | None = None) -> frozenset[str]:
    """The hashes that some row names; of one alone where that is asked for."""
    columns = [
        request_file.c.sha256,
        check.c.result,
        check.c.page,
        check.c.record,
        rendition.c.sha256,
        letter.c.sha256,
        inspection.c.template,
    ]
    parts = [select(column).where(column == one) if one is not None else select(column) for column in columns]
    return frozenset(str(found) for found in connection.execute(union(*parts)).scalars() if found)
