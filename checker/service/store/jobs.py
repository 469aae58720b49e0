"""Jobs: rows with a lease and an attempt. What comes of one counts only for the attempt that still holds the lease."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, update

from checker.record import dataclass
from checker.service.store.database import Database, new_key
from checker.service.store.schema.running import job, lane

LEASE = 60.0
"""Seconds after which a job is somebody else's, unless its owner says that he is still at it."""
ATTEMPTS = 3
"""After so many a job has failed: what has ended three servers is not tried by a fourth."""
UNDER_WAY = ("queued", "running")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that is ours as long as owner and attempt stand in its row."""

    id: int
    digest: str
    owner: str
    attempt: int
    order: dict[str, Any]


def enqueue(
    database: Database,
    connection: Connection,
    digest: str,
    order: dict[str, Any],
    lane_name: str,
    *,
    priority: int = 0,
    chain: str | None = None,
) -> None:
    """A job for a check, unless one is under way."""
    database.insert_new(connection, lane, name=lane_name, served=0)
    database.insert_new(
        connection,
        job,
        key=new_key(),
        digest=digest,
        order=order,
        lane=lane_name,
        priority=priority,
        chain=chain,
        status="queued",
        attempt=0,
        created=database.now(connection),
    )


def claim(database: Database, owner: str, lease: float = LEASE) -> Claimed | None:
    """The next job: of the highest priority, in the lane that has waited longest, oldest first."""
    with database.write() as connection:
        now = database.now(connection)
        _give_up(connection, now, lease)
        before = job.alias("before")
        waits = (
            select(before.c.id)
            .where(before.c.chain == job.c.chain, before.c.id < job.c.id, before.c.status.in_(UNDER_WAY))
            .exists()
        )
        row = connection.execute(
            select(job.c.id, job.c.digest, job.c.attempt, job.c.order, job.c.lane)
            .join(lane, lane.c.name == job.c.lane)
            .where(or_(job.c.status == "queued", _lost(now, lease)), ~waits)
            .order_by(job.c.priority.desc(), lane.c.served, job.c.id)
            .limit(1)
            .with_for_update(of=job, skip_locked=True)
        ).first()
        if row is None:
            return None
        connection.execute(
            update(job)
            .where(job.c.id == row.id)
            .values(
                status="running",
                owner=owner,
                lease=now + int(lease * 1000),
                attempt=row.attempt + 1,
                started=now,
            )
        )
        connection.execute(update(lane).where(lane.c.name == row.lane).values(served=now))
    return Claimed(row.id, row.digest, owner, row.attempt + 1, row.order)


def _lost(now: int, lease: float) -> Any:
    """Running, and nobody has it: the lease has ended, or lies where only a clock that was set back can have put it."""
    return and_(job.c.status == "running", or_(job.c.lease < now, job.c.lease > now + int(2 * lease * 1000)))


def _give_up(connection: Connection, now: int, lease: float) -> None:
    connection.execute(
        update(job)
        .where(_lost(now, lease), job.c.attempt >= ATTEMPTS)
        .values(status="failed", ended=now, error="attempts")
    )


def extend(database: Database, held: list[Claimed], lease: float = LEASE) -> None:
    """Say of jobs that we are still at them."""
    if not held:
        return
    with database.write() as connection:
        until = database.now(connection) + int(lease * 1000)
        for one in held:
            connection.execute(update(job).where(_ours(one)).values(lease=until))


def _ours(claimed: Claimed) -> Any:
    return and_(
        job.c.id == claimed.id,
        job.c.owner == claimed.owner,
        job.c.attempt == claimed.attempt,
        job.c.status == "running",
    )


def end(connection: Connection, claimed: Claimed, now: int, error: str | None = None) -> bool:
    """A job is done, or has failed; False where it is somebody else's by now, and nothing of ours may count."""
    changed = connection.execute(
        update(job)
        .where(_ours(claimed))
        .values(status="done" if error is None else "failed", ended=now, error=error, lease=None)
    )
    return bool(changed.rowcount)


def give_back(database: Database, claimed: Claimed, *, counted: bool = False) -> None:
    """Put back what a server that ends has not finished: the attempt does not count. It is `counted` where the process
    that was at it has died, and after so many the job has failed."""
    with database.write() as connection:
        values: dict[str, Any] = {"status": "queued", "lease": None, "attempt": claimed.attempt - 1}
        if counted:
            values["attempt"] = claimed.attempt
            if claimed.attempt >= ATTEMPTS:
                values |= {"status": "failed", "ended": database.now(connection), "error": "attempts"}
        connection.execute(update(job).where(_ours(claimed)).values(**values))


def state(connection: Connection, digest: str) -> tuple[str, str | None]:
    """(status, error) of the last job of a check."""
    row = connection.execute(
        select(job.c.status, job.c.error).where(job.c.digest == digest).order_by(job.c.id.desc()).limit(1)
    ).first()
    return (row.status, row.error) if row is not None else ("failed", "lost")


def waiting(connection: Connection) -> int:
    """How many jobs wait for their turn."""
    return connection.execute(select(func.count()).where(job.c.status == "queued")).scalar_one()


def ahead(connection: Connection, digest: str) -> int:
    """How many jobs are before that of a check, as far as it can be told."""
    own = connection.execute(
        select(job.c.id, job.c.priority).where(job.c.digest == digest, job.c.status == "queued")
    ).first()
    if own is None:
        return 0
    before = or_(job.c.priority > own.priority, and_(job.c.priority == own.priority, job.c.id < own.id))
    return connection.execute(select(func.count()).where(job.c.status == "queued", before)).scalar_one()


def counts(connection: Connection) -> dict[str, int]:
    """How many jobs there are of each status."""
    return {row[0]: row[1] for row in connection.execute(select(job.c.status, func.count()).group_by(job.c.status))}


def cancel(connection: Connection, digest: str, now: int) -> bool:
    """Take a job out of the queue; one that has begun goes on."""
    changed = connection.execute(
        update(job).where(job.c.digest == digest, job.c.status == "queued").values(status="cancelled", ended=now)
    )
    return bool(changed.rowcount)


def oldest(connection: Connection, now: int) -> float:
    """For how many seconds the oldest job has waited."""
    found = connection.execute(select(func.min(job.c.created)).where(job.c.status == "queued")).scalar_one()
    return (now - found) / 1000 if found is not None else 0.0
