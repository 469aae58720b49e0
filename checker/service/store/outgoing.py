"""What goes out, row by row: a lease while it is under way, and pauses after each try that was in vain."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Table, and_, or_

PAUSES = (5, 30, 120, 600, 3600, 6 * 3600, 14 * 3600)
"""Seconds after each try that was in vain: a day in all."""
LEASE = 60_000
"""Milliseconds after which what is being sent is anybody's again."""


def due(table: Table, now: int) -> ColumnElement[bool]:
    """The rows that may be taken now."""
    return or_(
        and_(table.c.status == "waiting", table.c.due <= now),
        and_(table.c.status == "sending", table.c.lease < now),
    )


def taken(owner: str, attempt: int, now: int) -> dict[str, Any]:
    """What a row says while it is ours."""
    return {"status": "sending", "owner": owner, "lease": now + LEASE, "attempt": attempt}


def outcome(attempt: int, told: str, now: int, *, well: bool) -> dict[str, Any]:
    """What a row says after a try: done, or tried again later, or given up."""
    values: dict[str, Any] = {"told": told[:500], "lease": None}
    if well:
        return {**values, "status": "done", "ended": now}
    if attempt > len(PAUSES):
        return {**values, "status": "failed", "ended": now}
    return {**values, "status": "waiting", "due": now + PAUSES[attempt - 1] * 1000}
