"""What came of a job, written: files first, then one transaction that counts only while the job is still ours."""

from __future__ import annotations

from dataclasses import asdict
from time import monotonic

from checker.service.queue.inside import Made
from checker.service.store import changes, checks, companions, hooks, jobs, submissions
from checker.service.store.database import Database
from checker.service.store.files import Files
from checker.service.store.jobs import Claimed
from checker.service.store.states import Digests


def finish(database: Database, files: Files, claimed: Claimed, made: Made, begun: float, digest_of: Digests) -> bool:
    """False where the job was somebody else's by now: then nothing is kept but files that the next sweep removes."""
    result, page, record = files.put(made.result), files.put(made.page), files.put(made.record)
    taken = int((monotonic() - begun) * 1000)
    with database.write() as connection:
        now = database.now(connection)
        if not jobs.end(connection, claimed, now):
            return False
        checks.keep(
            database,
            connection,
            {
                "digest": claimed.digest,
                "gouji": claimed.order["ground"]["gouji"],
                "issuer": made.issuer,
                "year": made.year,
                "summary": made.summary,
                "packs": [list(pack) for pack in made.packs],
                "result": result,
                "page": page,
                "record": record,
                "seconds": taken,
            },
            [asdict(row) for row in made.rows],
        )
        settled = submissions.settle(database, connection, claimed.digest, claimed.order["ground"])
        kept = checks.made(connection, claimed.digest)
        if kept is not None:
            companions.find(database, connection, kept, claimed.order["ground"])
        hooks.tell(database, connection, "check.done", checks.keys_of(connection, claimed.digest))
        for row in settled:
            hooks.tell(database, connection, "submission.checked", [row["key"]])
        changes.tell(database, connection, digest_of, {row["unit_id"] for row in settled})
    return True
