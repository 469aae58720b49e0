"""Reports in the queue of `gouji serve`, and kill -9 in the middle: `benchmarks/kills.py [REPORTS] [KILLS] [URL]`.

Each time the server, or one of the processes beside it, is killed at a moment that nobody chose; then the server is
started anew. In the end every report has one outcome, none is lost and none was done twice. 1,000 and 20 without
arguments; URL is that of an empty PostgreSQL database, else it is SQLite.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from service import COMMAND, ROOT, free_port, processes, wait
from sqlalchemy import func, select, update

from checker.service.settings import Settings
from checker.service.store import jobs
from checker.service.store.database import Database
from checker.service.store.opening import store
from checker.service.store.schema.checking import check, request
from checker.service.store.schema.running import job
from tests.service.queued import put


def main(count: int = 1000, kills: int = 20, url: str | None = None) -> None:
    """Print what came of it; the exit code says whether it is as it must be."""
    with tempfile.TemporaryDirectory() as folder:
        database, files = store(Settings(data=Path(folder), database=url))
        put(database, files, count, ROOT)
        server, begun, killed, last = start(folder, url), time.monotonic(), Counter[str](), 0
        while (done := made(database)) < count:
            # What was begun three times and never ended is given up: between two kills some work must get through.
            if sum(killed.values()) < kills and last + 4 <= done < count * 0.95:
                last = done
                time.sleep(random.uniform(0.2, 3.0))
                _, pid = random.choice(processes(server.pid)[:4])
                os.kill(pid, signal.SIGKILL)
                killed["server" if pid == server.pid else "process"] += 1
                if pid == server.pid:
                    server.wait()
                    lapse(database)
                    server = start(folder, url)
            else:
                time.sleep(0.5)
            if server.poll() is not None:
                server = start(folder, url)
        taken = time.monotonic() - begun
        server.terminate()
        server.wait(120)
        with database.read() as connection:
            digests = Counter(connection.execute(select(check.c.digest)).scalars())
            asked = set(connection.execute(select(request.c.digest)).scalars())
            counts = jobs.counts(connection)
            why = set(connection.execute(select(job.c.error).where(job.c.status == "failed")).scalars())
            attempts = connection.execute(select(func.sum(job.c.attempt))).scalar_one()
        lost, twice = len(asked - set(digests)), sum(number - 1 for number in digests.values())
        print(f"{count} reports, killed {dict(killed)}: {taken:.0f} s, jobs {counts}, {attempts - count} begun again")
        print(f"lost {lost}, twice {twice}{''.join(f'; {one}' for one in why)}")
        database.close()
        raise SystemExit(bool(lost or twice or counts != {"done": count}))


def start(folder: str, url: str | None) -> subprocess.Popen[bytes]:
    """A server that is ready."""
    port = free_port()
    run = [sys.executable, "-c", COMMAND, "serve", "--data", folder, "--port", str(port), "--jobs", "2"]
    run += ["--database", url] if url is not None else []
    env = {**os.environ, "GOUJI_TOKEN": "bench"}
    server = subprocess.Popen(run, env=env, cwd=ROOT, stderr=subprocess.DEVNULL)
    wait(port)
    return server


def lapse(database: Database) -> None:
    """As if a minute had passed: what a killed server held is anybody's."""
    with database.write() as connection:
        connection.execute(update(job).where(job.c.status == "running").values(lease=1))


def made(database: Database) -> int:
    """How many outcomes there are; failures of which nothing will come any more among them."""
    with database.read() as connection:
        counts = jobs.counts(connection)
    return counts.get("done", 0) + counts.get("failed", 0)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *sys.argv[3:])  # type: ignore[arg-type]
