"""Requests for checks and what came of them. Two who ask for the same share the check, and neither sees the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from checker.record import dataclass
from checker.service.store import jobs
from checker.service.store.database import Database, new_key
from checker.service.store.schema.checking import check, file, finding, rendition, request, request_file

INTERACTIVE, BATCH = 10, 0
"""Priorities: somebody waits for the one."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of a request: its role in the dossier, its content by hash, its size, the name that it was given."""

    role: str
    sha256: str
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the numbers of account and token, and the unit that the token is bound to."""

    account: int
    token: int | None = None
    unit: int | None = None

    @property
    def lane(self) -> str:
        """Whose turn it is in the queue."""
        return f"token/{self.token}" if self.token is not None else f"account/{self.account}"


def order_of(papers: Sequence[Paper], lang: str, ground: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """What a job needs to know. `ground` is program and packs in force, `before` the digest of the draft before."""
    return {
        "papers": [[paper.role, paper.sha256, paper.name] for paper in papers],
        "lang": lang,
        "before": before,
        "ground": dict(ground),
    }


def digest_of(order: Mapping[str, Any]) -> str:
    """What a check depends on, in one hash: who asks for the same again gets the same."""
    return hashlib.sha256(json.dumps(order, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def ask(
    database: Database,
    connection: Connection,
    asker: Asker,
    papers: Sequence[Paper],
    order: dict[str, Any],
    *,
    draft: bool,
    hidden: bool = False,
    priority: int = INTERACTIVE,
    chain: str | None = None,
) -> tuple[int, str]:
    """(number, key) of a new request; the check is put into the queue unless it has been made already."""
    now = database.now(connection)
    digest, key = digest_of(order), new_key()
    for paper in papers:
        if database.insert_new(connection, file, sha256=paper.sha256, size=paper.size, created=now) is None:
            connection.execute(update(file).where(file.c.sha256 == paper.sha256).values(deleted=None, why=None))
    number = connection.execute(
        insert(request)
        .values(
            key=key,
            account_id=asker.account,
            token_id=asker.token,
            unit_id=asker.unit,
            digest=digest,
            name=next((paper.name for paper in papers if paper.role == "report"), papers[0].name),
            order=order,
            draft=draft,
            hidden=hidden,
            created=now,
        )
        .returning(request.c.id)
    ).scalar_one()
    connection.execute(
        insert(request_file),
        [{"request_id": number, "role": one.role, "sha256": one.sha256, "name": one.name} for one in papers],
    )
    if not made(connection, digest):
        jobs.enqueue(database, connection, digest, order, asker.lane, priority=priority, chain=chain)
    return number, key


def again(database: Database, connection: Connection, row: RowMapping, asker: Asker) -> None:
    """Put a check that has failed into the queue once more."""
    if not made(connection, row["digest"]):
        jobs.enqueue(database, connection, row["digest"], row["order"], asker.lane, priority=INTERACTIVE)


def made(connection: Connection, digest: str) -> RowMapping | None:
    """The check of a digest; None where it has not been made."""
    return connection.execute(select(check).where(check.c.digest == digest)).mappings().first()


def keep(
    database: Database, connection: Connection, values: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> int | None:
    """Write a check with its findings; None where it is there already."""
    number = database.insert_new(connection, check, created=database.now(connection), **values)
    if number is not None and rows:
        connection.execute(insert(finding), [{**row, "check_id": number} for row in rows])
    return number


def findings(connection: Connection, check_id: int) -> list[RowMapping]:
    """The findings of a check in their order."""
    asked = select(finding).where(finding.c.check_id == check_id).order_by(finding.c.number)
    return list(connection.execute(asked).mappings())


def papers_of(connection: Connection, request_id: int) -> list[Paper]:
    """The files of a request."""
    asked = (
        select(request_file.c.role, request_file.c.sha256, file.c.size, request_file.c.name)
        .join(file, file.c.sha256 == request_file.c.sha256)
        .where(request_file.c.request_id == request_id)
        .order_by(request_file.c.id)
    )
    return [Paper(*row) for row in connection.execute(asked)]


def rendered(connection: Connection, digest: str, form: str) -> tuple[str, str] | None:
    """(hash, name) of an output that was made of a check before."""
    asked = select(rendition.c.sha256, rendition.c.name).where(rendition.c.digest == digest, rendition.c.form == form)
    row = connection.execute(asked).first()
    return (row.sha256, row.name) if row is not None else None


def keep_rendition(database: Database, connection: Connection, digest: str, form: str, sha256: str, name: str) -> None:
    """Remember an output that was made of a check."""
    database.insert_new(connection, rendition, digest=digest, form=form, sha256=sha256, name=name)


def forget(connection: Connection, request_id: int, now: int) -> None:
    """Delete a request: nobody finds it any more, and the next sweep takes its files unless somebody else has them."""
    connection.execute(update(request).where(request.c.id == request_id).values(deleted=now, name="", order={}))
    connection.execute(delete(request_file).where(request_file.c.request_id == request_id))


def keys_of(connection: Connection, digest: str) -> list[str]:
    """The keys of all requests for a check."""
    asked = select(request.c.key).where(request.c.digest == digest, request.c.deleted.is_(None))
    return list(connection.execute(asked).scalars())
