"""Checks asked for and told of, for the API and the pages alike."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, select
from starlette.concurrency import run_in_threadpool

from checker.messages import say, text
from checker.record import dataclass
from checker.service.store import checks, jobs
from checker.service.store.checks import Paper
from checker.service.store.schema.checking import request as asked_for
from checker.service.store.viewer import Viewer, own_or_submitted, own_requests
from checker.service.web.bell import ALONE, LOOK
from checker.service.web.office import Office
from checker.service.web.problems import Problem

LONGEST_WAIT = 30.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class State:
    """How a check is: queued, running, done, failed or cancelled; `check` when it is done, `error` when it failed."""

    row: RowMapping
    status: str
    check: RowMapping | None = None
    error: str = ""
    ahead: int = 0

    @property
    def ended(self) -> bool:
        """Whether it will not change any more by itself."""
        return self.status not in jobs.UNDER_WAY


def start(
    office: Office,
    viewer: Viewer,
    papers: Sequence[Paper],
    lang: str,
    *,
    before: str = "",
    priority: int = checks.INTERACTIVE,
) -> str:
    """The key of a new draft check. `before` is the key of the check that it is compared with."""
    with office.database.write() as connection:
        room(office, connection)
        digest = find(connection, viewer, before)["digest"] if before else ""
        order = checks.order_of(papers, lang, office.ground, digest)
        asker = viewer.asker
        chain = f"draft/{before}" if before else None
        _, key = checks.ask(
            office.database, connection, asker, papers, order, draft=True, priority=priority, chain=chain
        )
    office.crew.wake()
    return key


def room(office: Office, connection: Connection) -> None:
    """Problem where the queue is full."""
    if jobs.waiting(connection) >= office.settings.queue:
        raise Problem("full", say("service.full", most=office.settings.queue), headers={"Retry-After": "30"})


def find(connection: Connection, viewer: Viewer, key: str, *, own: bool = False) -> RowMapping:
    """The request of a key. Problem where there is none that this viewer may see, or that is his `own`."""
    visible = own_requests(viewer) if own else own_or_submitted(viewer)
    row = connection.execute(select(asked_for).where(asked_for.c.key == key, visible)).mappings().first()
    if row is None:
        raise Problem("not-found", say("service.no_check"))
    return row


def state(connection: Connection, row: RowMapping) -> State:
    """How a request stands."""
    made = checks.made(connection, row["digest"])
    if made is not None:
        return State(row, "done", made)
    status, error = jobs.state(connection, row["digest"])
    if status == "done":  # and its check was swept away
        return State(row, "failed", error="lost")
    ahead = jobs.ahead(connection, row["digest"]) if status == "queued" else 0
    return State(row, status, None, error or "", ahead)


def look(office: Office, viewer: Viewer, key: str, *, own: bool = False) -> State:
    """How the request of a key stands."""
    with office.database.read() as connection:
        return state(connection, find(connection, viewer, key, own=own))


async def wait(office: Office, viewer: Viewer, key: str, seconds: float) -> State:
    """As `look`, but as long as it is under way it waits."""
    until = time.monotonic() + min(seconds, LONGEST_WAIT)
    pause = ALONE if office.database.sqlite else LOOK
    while True:
        found = await run_in_threadpool(look, office, viewer, key)
        left = until - time.monotonic()
        if found.ended or left <= 0:
            return found
        await office.bell.wait(found.row["digest"], min(pause, left))


def error_told(error: str, lang: str) -> str:
    """Why a check failed. Of the words that are kept for it some are keys, the rest is a text of the checker's own."""
    if error in ("attempts", "gone", "bug", "lost"):
        return text(say(f"service.failed_{error}"), lang)
    return error


def result_of(office: Office, found: State) -> bytes:
    """The JSON of a check that is done. Problem for any other."""
    return office.files.get(done(found)["result"])


def done(found: State) -> RowMapping:
    """The check of a state. Problem while there is none."""
    if found.check is not None:
        return found.check
    if not found.ended:
        raise Problem("under-way", say("service.under_way"), headers={"Retry-After": "1"})
    raise Problem("conflict", say("service.check_failed"), more={"status_of_check": found.status})


def summary(found: State, lang: str) -> dict[str, Any]:
    """A request as plain values, without the outcome."""
    made: dict[str, Any] = {
        "id": found.row["key"],
        "status": found.status,
        "name": found.row["name"],
        "created": moment(found.row["created"]),
    }
    if found.status == "queued":
        made["ahead"] = found.ahead
    if found.status == "failed":
        made["error"] = error_told(found.error, lang)
    if found.check is not None:
        made |= {"issuer": found.check["issuer"], "year": found.check["year"], "summary": found.check["summary"]}
    return made


def moment(milliseconds: int) -> str:
    """A time as ISO 8601 in UTC."""
    from datetime import UTC, datetime

    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
