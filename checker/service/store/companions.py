"""Last year's report of the unit, found by itself for a person's draft once it is known whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from checker.service.store import checks, jobs, people, submissions, units
from checker.service.store.checks import Asker
from checker.service.store.database import Database
from checker.service.store.schema.checking import file, request, request_file
from checker.service.store.schema.people import account

PERSONS = ("person", "unit", "local")
"""A program gets the outcome of what it has sent, and of nothing else."""


def find(database: Database, connection: Connection, made: RowMapping, ground: Mapping[str, Any]) -> None:
    """Check the drafts of a check once more, beside the report of the year before, where the unit has handed one in.

    The unit is the account's own, or the one of exactly the name that the document bears where the account sees all.
    """
    if made["year"] is None:
        return
    asked = (
        select(request, account.c.unit_id.label("own"), account.c.kind)
        .join(account, account.c.id == request.c.account_id)
        .where(
            request.c.digest == made["digest"],
            request.c.draft,
            request.c.token_id.is_(None),
            request.c.deleted.is_(None),
            account.c.kind.in_(PERSONS),
        )
    )
    for row in connection.execute(asked).mappings().all():
        papers = checks.papers_of(connection, row["id"])
        unit = row["own"] or _named(connection, row["account_id"], made["issuer"])
        if unit is None or any(paper.role == "prior" for paper in papers):
            continue
        prior = submissions.prior_of(connection, unit, made["year"])
        if not prior or any(paper.sha256 == prior[0].sha256 for paper in papers):
            continue
        order = checks.order_of([*papers, *prior], row["order"]["lang"], ground, row["order"]["before"])
        digest = checks.digest_of(order)
        now = database.now(connection)
        for paper in prior:
            database.insert_new(connection, file, sha256=paper.sha256, size=paper.size, created=now)
            values = {"request_id": row["id"], "role": paper.role, "sha256": paper.sha256, "name": paper.name}
            connection.execute(request_file.insert().values(**values))
        connection.execute(update(request).where(request.c.id == row["id"]).values(digest=digest, order=order))
        if checks.made(connection, digest) is None:
            asker = Asker(row["account_id"])
            jobs.enqueue(database, connection, digest, order, asker.lane, priority=checks.INTERACTIVE)


def _named(connection: Connection, account_id: int, issuer: str | None) -> int | None:
    viewer = people.viewer_of(connection, account_id)
    if viewer is None or not viewer.whole or not issuer:
        return None
    exact, _ = units.known_as(connection, issuer)
    return exact[0] if len(exact) == 1 else None
