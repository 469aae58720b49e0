"""A queue that is full of different reports, for what kills servers while they work through it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert

from checker.service.store import checks
from checker.service.store.checks import Asker, Paper
from checker.service.store.database import Database
from checker.service.store.files import Files
from checker.service.store.schema.people import account


def put(database: Database, files: Files, count: int, root: Path) -> None:
    """Checks of so many different reports in the queue."""
    text = (root / "samples" / "plans" / "suqian-2020-report.txt").read_bytes()[:3000]
    with database.write() as connection:
        values = {"key": "k" * 32, "name": "batch", "title": "", "kind": "program", "created": 0}
        number = connection.execute(insert(account).values(**values).returning(account.c.id)).scalar_one()
        for index in range(count):
            content = text + f"\n{index}".encode()
            paper = Paper("report", files.put(content), len(content), f"{index}.txt")
            order = checks.order_of([paper], "zh-CN", {"gouji": "0"})
            checks.ask(database, connection, Asker(number), [paper], order, draft=True, priority=checks.BATCH)
