"""Submissions: the versions of a report that a unit has handed in, each with its receipt, in their order."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from checker.record import dataclass
from checker.service.store import checks, jobs, matters, units
from checker.service.store.checks import Paper
from checker.service.store.database import Database, new_key
from checker.service.store.schema.checking import check, request, request_file, submission
from checker.service.store.schema.units import unit
from checker.service.store.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed in: `unit` and `year` are None where the document has to say them."""

    papers: tuple[Paper, ...]
    lang: str
    via: str
    unit: int | None = None
    year: int | None = None
    inspection: int | None = None
    kind: str = "report"


def hand_in(
    database: Database, connection: Connection, viewer: Viewer, handed: Handed, ground: Mapping[str, Any]
) -> tuple[RowMapping, bool]:
    """(the submission, whether it is new). The same file as the latest version is that version."""
    report = next(paper for paper in handed.papers if paper.role == "report")
    before = None
    if handed.unit is not None and handed.year is not None:
        before = latest(connection, handed.unit, handed.year, handed.kind, lock=True)
        if before is not None and before["sha256"] == report.sha256:
            return before, False
    request_id = _asked(database, connection, viewer, handed, ground, before)
    number = connection.execute(
        insert(submission)
        .values(
            key=new_key(),
            unit_id=handed.unit,
            year=handed.year,
            kind=handed.kind,
            version=_version(connection, handed.unit, handed.year, handed.kind),
            receipt=_receipt(database.now(connection)),
            sha256=report.sha256,
            name=report.name,
            request_id=request_id,
            inspection_id=handed.inspection,
            who=viewer.who,
            via=handed.via,
            before_id=before["id"] if before is not None else None,
            tied=False,
            created=database.now(connection),
        )
        .returning(submission.c.id)
    ).scalar_one()
    settle(database, connection, request_digest(connection, request_id), ground)
    return by_number(connection, number), True


def _version(connection: Connection, unit_id: int | None, year: int | None, kind: str) -> int | None:
    """The next one, after those that were deleted too: a number that stands on a receipt is given once."""
    if unit_id is None or year is None:
        return None
    own = (submission.c.unit_id == unit_id) & (submission.c.year == year) & (submission.c.kind == kind)
    last = connection.execute(select(func.max(submission.c.version)).where(own)).scalar_one()
    return int(last or 0) + 1


def _receipt(now: int) -> str:
    """A number that can be read out: the day, and eight characters that nobody can guess."""
    day = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y%m%d")
    return f"{day}-{''.join(secrets.choice('23456789ABCDEFGHJKLMNPQRSTUVWXYZ') for _ in range(8))}"


def _asked(
    database: Database,
    connection: Connection,
    viewer: Viewer,
    handed: Handed,
    ground: Mapping[str, Any],
    before: RowMapping | None,
) -> int:
    """The request for its check: with last year's report of the unit, compared with the version before."""
    papers = list(handed.papers)
    chain, digest = None, ""
    if handed.unit is not None and handed.year is not None:
        chain = f"{handed.unit}/{handed.year}/{handed.kind}"
        if not any(paper.role == "prior" for paper in papers):
            papers += prior_of(connection, handed.unit, handed.year, handed.kind)
        if before is not None:
            digest = request_digest(connection, before["request_id"])
    order = checks.order_of(papers, handed.lang, ground, digest)
    number, _ = checks.ask(
        database, connection, viewer.asker, papers, order, draft=False, priority=checks.BATCH + 5, chain=chain
    )
    return number


def prior_of(connection: Connection, unit_id: int, year: int, kind: str = "report") -> list[Paper]:
    """Last year's report of a unit, where it was submitted."""
    found = latest(connection, unit_id, year - 1, kind)
    if found is None:
        return []
    papers = checks.papers_of(connection, found["request_id"])
    return [Paper("prior", paper.sha256, paper.size, paper.name) for paper in papers if paper.role == "report"]


def latest(
    connection: Connection, unit_id: int, year: int, kind: str = "report", *, lock: bool = False
) -> RowMapping | None:
    """The latest version; with `lock` nobody else adds one until this transaction ends."""
    if lock:
        connection.execute(select(unit.c.id).where(unit.c.id == unit_id).with_for_update())
    asked = select(submission).where(
        submission.c.unit_id == unit_id,
        submission.c.year == year,
        submission.c.kind == kind,
        submission.c.deleted.is_(None),
    )
    return connection.execute(asked.order_by(submission.c.version.desc()).limit(1)).mappings().first()


def by_number(connection: Connection, number: int) -> RowMapping:
    """The submission of a number."""
    return connection.execute(select(submission).where(submission.c.id == number)).mappings().one()


def request_digest(connection: Connection, request_id: int) -> str:
    """The digest of the check of a request."""
    found: str = connection.execute(select(request.c.digest).where(request.c.id == request_id)).scalar_one()
    return found


def settle(database: Database, connection: Connection, digest: str, ground: Mapping[str, Any]) -> list[RowMapping]:
    """What a check brings to the submissions that wait for it: unit and year, as the document says them, where they
    are not known yet; and the matters of its findings. The submissions that are settled now."""
    made = checks.made(connection, digest)
    if made is None:
        return []
    asked = (
        select(submission)
        .join(request, request.c.id == submission.c.request_id)
        .where(request.c.digest == digest, submission.c.tied.is_(False), submission.c.deleted.is_(None))
        .order_by(submission.c.id)
    )
    settled = []
    for row in connection.execute(asked).mappings().all():
        if row["unit_id"] is None or row["year"] is None:
            connection.execute(update(submission).where(submission.c.id == row["id"]).values(issuer=made["issuer"]))
            exact, _ = units.known_as(connection, made["issuer"]) if made["issuer"] else ([], [])
            year = row["year"] or made["year"]
            number = row["unit_id"] or (exact[0] if len(exact) == 1 else None)
            if number is not None and year is not None:
                assign(database, connection, row, number, year, ground)
            continue
        before = by_number(connection, row["before_id"]) if row["before_id"] is not None else None
        if before is not None and not before["tied"] and not _failed(connection, before):
            continue
        matters.tie(database, connection, row, made)
        settled.append(by_number(connection, row["id"]))
        settled += _after(database, connection, row["id"], ground)
    return settled


def _failed(connection: Connection, row: RowMapping) -> bool:
    """Whether a version could not be checked for good: those after it do not wait for it."""
    return jobs.state(connection, request_digest(connection, row["request_id"]))[0] in ("failed", "cancelled")


def _after(database: Database, connection: Connection, number: int, ground: Mapping[str, Any]) -> list[RowMapping]:
    """The version after one that is settled now, where its check was there before."""
    asked = select(submission.c.request_id).where(submission.c.before_id == number, submission.c.tied.is_(False))
    found = connection.execute(asked).scalars().first()
    return settle(database, connection, request_digest(connection, found), ground) if found is not None else []


def assign(
    database: Database,
    connection: Connection,
    row: RowMapping,
    unit_id: int,
    year: int,
    ground: Mapping[str, Any],
) -> None:
    """Say whose report of which year a submission is: it becomes the next version, and is checked as that."""
    before = latest(connection, unit_id, year, row["kind"], lock=True)
    own = connection.execute(select(request).where(request.c.id == row["request_id"])).mappings().one()
    papers = tuple(checks.papers_of(connection, own["id"]))
    viewer = Viewer(own["account_id"], "", "", frozenset(), own["unit_id"], own["token_id"])
    handed = Handed(papers, own["order"]["lang"], row["via"], unit_id, year, row["inspection_id"], row["kind"])
    request_id = _asked(database, connection, viewer, handed, ground, before)
    connection.execute(
        update(submission)
        .where(submission.c.id == row["id"])
        .values(
            unit_id=unit_id,
            year=year,
            version=_version(connection, unit_id, year, row["kind"]),
            before_id=before["id"] if before is not None else None,
            request_id=request_id,
        )
    )
    settle(database, connection, request_digest(connection, request_id), ground)


def erase(connection: Connection, rows: Sequence[Any], now: int) -> None:
    """File, outcome and quotes of submissions go; rule, decision and counts stay. Nobody finds them any more."""
    for row in rows:
        connection.execute(delete(request_file).where(request_file.c.request_id == row.request_id))
        connection.execute(update(request).where(request.c.id == row.request_id).values(deleted=now, name="", order={}))
        connection.execute(update(submission).where(submission.c.id == row.id).values(deleted=now, name=""))


def unclaimed(connection: Connection) -> Sequence[RowMapping]:
    """Submissions of which nobody knows whose they are, with the year that each says itself."""
    asked = (
        select(submission, check.c.year.label("said_year"))
        .join(request, request.c.id == submission.c.request_id)
        .outerjoin(check, check.c.digest == request.c.digest)
        .where((submission.c.unit_id.is_(None)) | (submission.c.year.is_(None)), submission.c.deleted.is_(None))
    )
    return connection.execute(asked.order_by(submission.c.id)).mappings().all()


def count(connection: Connection) -> int:
    """How many there are."""
    return connection.execute(select(func.count()).select_from(submission)).scalar_one()
