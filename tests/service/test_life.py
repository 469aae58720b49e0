"""What the store must outlive: kills, two servers, a backup and a move, the sweep, its own first schema."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, func, select

from checker.errors import UsageError
from checker.service.queue import inside
from checker.service.settings import Settings
from checker.service.store import jobs, migrating, moving, sweeping, trail
from checker.service.store.database import Database, connect
from checker.service.store.opening import store
from checker.service.store.schema import metadata
from checker.service.store.schema.checking import check, request
from checker.service.store.schema.people import audit
from checker.service.store.schema.running import job
from tests.service.client import Client
from tests.service.inspected import Inspected
from tests.service.queued import put
from tests.service.serving import PASSWORD, TOKEN, served
from tests.service.waiting import LONG, free_port, until

PROGRAM = [sys.executable, "-c", "from checker.cli import program; program()"]
pg_restore = shutil.which("pg_restore")
MANY, AT_ONCE = 12, 2
"""Checks in a queue, and how many are worked on at a time."""


def command(data: Path, url: str | None, *more: str) -> subprocess.Popen[bytes]:
    """A server as a process of its own."""
    run = [*PROGRAM, "serve", "--data", str(data), *more]
    run += ["--database", url] if url is not None else []
    return subprocess.Popen(
        run, env={**os.environ, "GOUJI_TOKEN": TOKEN}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def answers(base: str) -> Client:
    client = Client(base, TOKEN)

    def ready() -> bool:
        try:
            return client.get("/readyz").status == 200
        except OSError:
            return False

    until(ready, base)
    return client


def wait_for(database: Database, count: int) -> None:
    def there() -> bool:
        with database.read() as connection:
            return connection.execute(select(func.count()).select_from(check)).scalar_one() >= count

    until(there, f"{count} checks")


def test_nothing_is_lost_and_nothing_done_twice_when_servers_are_killed(
    url: str | None, tmp_path: Path, root: Path
) -> None:
    from sqlalchemy import update

    database, files = store(Settings(data=tmp_path, database=url))
    put(database, files, MANY, root)
    first = command(tmp_path, url, "--port", str(free_port()), "--jobs", str(AT_ONCE))
    wait_for(database, 2)
    first.send_signal(signal.SIGKILL)
    first.wait()
    with database.write() as connection:  # time passes
        connection.execute(update(job).where(job.c.status == "running").values(lease=1))
    port = free_port()
    second = command(tmp_path, url, "--port", str(port), "--jobs", str(AT_ONCE))
    try:
        answers(f"http://127.0.0.1:{port}")  # the first may have done all, and a signal come before anybody hears it
        wait_for(database, MANY)
    finally:
        second.terminate()
        assert second.wait(LONG) == 0
    with database.read() as connection:
        assert jobs.counts(connection) == {"done": MANY}
        digests = connection.execute(select(check.c.digest)).scalars().all()
        asked = set(connection.execute(select(request.c.digest)).scalars())
        assert Counter(digests) == Counter(asked)
        attempts = connection.execute(select(job.c.attempt)).scalars().all()
    # What was begun and not ended at the kill was begun once more: no more than could be under way, and nothing at all
    # where the kill fell between two jobs.
    assert 0 <= sum(attempts) - MANY <= AT_ONCE
    # A server that is killed while it writes leaves what it was at: of each job a folder and a file that is not whole.
    # The sweep takes it once nobody can be writing it any more.
    left = set(files.incoming.iterdir())
    assert len(left) <= 2 * AT_ONCE
    sweeping.sweep(database, files, 30, 0)
    assert set(files.incoming.iterdir()) == left
    sweeping.sweep(database, files, 30, 0, young=0)
    assert list(files.incoming.iterdir()) == []
    database.close()


def test_a_check_whose_process_is_killed_is_made_by_another(tmp_path: Path, clean: bytes) -> None:
    with served(tmp_path, apart=True) as server:
        program = server.client()
        program.check(clean)
        crew, killed = server.office.crew, []
        real = crew.processes.call

        def call(function: Any, *given: Any) -> Any:
            """The first process that is asked to check dies as it is asked."""
            if function is inside.check and not killed:
                pid = crew.processes._free[-1]._popen.pid
                killed.append(pid)
                os.kill(pid, signal.SIGSTOP)  # so that it cannot be through before it is killed
                threading.Timer(0.2, os.kill, (pid, signal.SIGKILL)).start()
            return real(function, *given)

        crew.processes.call = call  # type: ignore[method-assign]
        answer = program.check(clean + b" ")
        assert killed
        assert (answer.json["status"], answer.json["summary"]["errors"]) == ("done", 0)
        with server.office.database.read() as connection:
            assert connection.execute(select(job.c.attempt).order_by(job.c.id)).scalars().all() == [1, 2]


def test_the_sweep_clears_what_was_left_half_written_and_nothing_that_is_being_written(
    url: str | None, tmp_path: Path
) -> None:
    database, files = store(Settings(data=tmp_path, database=url))
    long_ago = time.time() - 2 * sweeping.YOUNG
    (files.incoming / "job-1").mkdir()
    (files.incoming / "job-1" / "page.html").write_bytes(b"half")
    (files.incoming / "half").write_bytes(b"half")
    for name in ("job-1", "half"):
        os.utime(files.incoming / name, (long_ago, long_ago))
    with files.opened() as (_, path):
        sweeping.sweep(database, files, 30, 0)
        assert list(files.incoming.iterdir()) == [path]
    database.close()


def test_two_servers_of_one_postgresql_share_the_work_and_the_folder(
    postgresql: object, tmp_path: Path, clean: bytes
) -> None:
    url = postgresql()  # type: ignore[operator]
    ports = [free_port(), free_port()]
    servers = [command(tmp_path / "data", url, "--port", str(port)) for port in ports]
    try:
        one, two = (answers(f"http://127.0.0.1:{port}") for port in ports)
        key = one.check(clean).json["id"]
        assert two.get(f"/api/v1/checks/{key}?wait=20").json["status"] == "done"
        assert two.get(f"/api/v1/checks/{key}/annotated").status == 200
        other = command(tmp_path / "elsewhere", url, "--port", str(free_port()))
        assert other.wait(LONG) == 2
    finally:
        for server in servers:
            server.terminate()
        assert [server.wait(LONG) for server in servers] == [0, 0]


def test_others_can_reach_it_only_where_people_have_accounts(tmp_path: Path) -> None:
    serve = [
        *PROGRAM,
        "serve",
        "--data",
        str(tmp_path),
        "--host",
        "0.0.0.0",
        "--port",
        str(free_port()),
        "--lang",
        "en",
    ]
    refused = subprocess.run(serve, capture_output=True, check=False, timeout=LONG)
    assert refused.returncode == 2
    assert b"Accounts are needed" in refused.stderr
    add = [*PROGRAM, "account", "admin", "--role", "administer", "--data", str(tmp_path)]
    assert subprocess.run(add, input=b"too short\n", capture_output=True, check=False).returncode == 2
    assert subprocess.run(add, input=b"long enough to keep\n", capture_output=True, check=False).returncode == 0
    port = free_port()
    server = command(tmp_path, None, "--host", "0.0.0.0", "--port", str(port))
    try:
        client = answers(f"http://127.0.0.1:{port}")
        browser = Client(client.base)
        assert browser.send("/login", {"name": "admin", "password": "long enough to keep"}).status == 303
        assert browser.get("/admin").status == 200
    finally:
        server.terminate()
        server.wait(LONG)


def test_a_store_is_moved_to_another_database_with_all_that_was_decided(
    url: str | None, tmp_path: Path, defects: bytes
) -> None:
    with served(tmp_path / "old") as server:
        unit = Inspected.begun(server.client())
        submission = unit.hand_in(defects)
        unit.judge(unit.matters(submission["id"]), "stands")
        letter = unit.issue().json
        before = unit.matters(submission["id"])
    old = store(Settings(data=tmp_path / "old"))
    rows, kept = moving.export(*old, tmp_path / "moved.zip")
    assert (rows > 50, kept > 4) == (True, True)
    old[0].close()
    new = store(Settings(data=tmp_path / "new", database=url))
    assert moving.bring(*new, tmp_path / "moved.zip") == (rows, kept)
    with pytest.raises(UsageError, match="data already"):
        moving.bring(*new, tmp_path / "moved.zip")
    new[0].close()
    with served(tmp_path / "new", url) as server:
        again = Inspected(server.client(), unit.inspection, unit.unit, unit.code)
        assert again.matters(submission["id"]) == before
        assert again.state()["state"] == "mending"
        assert again.program.get(f"/api/v1/letters/{letter['id']}").status == 200
        assert again.hand_in(defects + b" ")["version"] == 2


@dataclass(frozen=True)
class Worked:
    """A store in which two inspections, of a unit each, have begun, and what was decided on the first."""

    folder: Path
    url: str | None
    mine: Inspected
    other: Inspected
    submission: dict[str, Any]
    foreign: dict[str, Any]
    letter: dict[str, Any]
    draft: str
    before: list[dict[str, Any]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def worked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, defects: bytes, clean: bytes
) -> Worked:
    """What is taken elsewhere is copied, and stays as it is."""
    url = None if request.param == "sqlite" else request.getfixturevalue("postgresql")()
    folder = tmp_path_factory.mktemp("worked")
    with served(folder, url) as server:
        program = server.client()
        mine, other = Inspected.begun(program), Inspected.begun(program)
        listed = [{"name": f"单位{one.code}", "code": one.code} for one in (mine, other)]
        program.post(f"/api/v1/inspections/{mine.inspection}/units", {"units": listed[1:]})
        submission, foreign = mine.hand_in(defects), other.hand_in(clean)
        inspector = server.account("李四", "inspect")
        inspector.headers["X-Gouji-Form"] = inspector.form
        judge = Inspected(inspector, mine.inspection, mine.unit, mine.code)
        judge.judge(mine.matters(submission["id"]), "stands")
        letter = mine.issue().json
        mine.program.post(f"/api/v1/submissions/{submission['id']}/notes", {"text": "请补报"})
        draft = program.check(clean, "secret.docx").json["id"]
        before = mine.matters(submission["id"])
    return Worked(folder, url, mine, other, submission, foreign, letter, draft, before)


@pytest.mark.parametrize("by", ["inspection", "unit", "both"])
def test_one_inspection_or_one_unit_is_taken_elsewhere_with_what_was_decided_and_nothing_of_others(
    worked: Worked, tmp_path: Path, clean: bytes, by: str
) -> None:
    mine, other, submission, before = worked.mine, worked.other, worked.submission, worked.before
    database, files = store(Settings(data=worked.folder, database=worked.url))
    words = {"inspection": mine.inspection if by != "unit" else "", "unit": mine.code if by != "inspection" else ""}
    moving.export(database, files, tmp_path / "part.zip", **words)
    with pytest.raises(UsageError):
        moving.export(database, files, tmp_path / "none.zip", unit="no such unit")
    assert [path.name for path in tmp_path.iterdir() if "none" in path.name] == []
    if by == "inspection":
        with pytest.raises(UsageError):  # both have this title
            moving.export(database, files, tmp_path / "none.zip", inspection="2021年度检查")
    database.close()
    with zipfile.ZipFile(tmp_path / "part.zip") as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"secret.docx" not in whole
    assert b"argon2" not in whole
    new = store(Settings(data=tmp_path / "new"))
    moving.bring(*new, tmp_path / "part.zip")
    new[0].close()
    with served(tmp_path / "new") as server:
        program = server.client()
        again = Inspected(program, mine.inspection, mine.unit, mine.code)
        assert again.matters(submission["id"]) == before
        assert {one["judgement"]["who"] for one in before} == {"李四"}
        units = {one["unit"]["id"]: one for one in program.get(f"/api/v1/inspections/{mine.inspection}/units").json}
        assert set(units) == ({mine.unit, other.unit} if by == "inspection" else {mine.unit})
        assert units[mine.unit]["state"] == "mending"
        assert program.get(f"/api/v1/letters/{worked.letter['id']}").status == 200
        assert program.get(f"/api/v1/checks/{submission['check']['id']}/annotated").status == 200
        assert program.get(f"/api/v1/checks/{worked.draft}").status == 404
        there = [one["id"] for one in program.get("/api/v1/inspections").json]
        assert there == [mine.inspection]
        known = program.get(f"/api/v1/submissions/{worked.foreign['id']}").status
        assert known == (200 if by == "inspection" else 404)
        browser = Client(server.base)
        assert browser.send("/login", {"name": "李四", "password": PASSWORD}).status == 403
        assert again.hand_in(clean + b" ")["version"] == 2


@pytest.mark.parametrize("content", [b"no zip", None])
def test_what_is_no_export_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.zip"
    if content is None:
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as archive:
            archive.writestr("about.json", json.dumps({"format": 99}))
        content = whole.getvalue()
    path.write_bytes(content)
    made = store(Settings(data=tmp_path / "data"))
    with pytest.raises(UsageError):
        moving.bring(*made, path)
    made[0].close()


def test_a_backup_of_a_server_at_work_is_a_store_that_can_be_served(
    url: str | None, request: pytest.FixtureRequest, tmp_path: Path, defects: bytes, clean: bytes
) -> None:
    backup = tmp_path / "backup"
    run = [*PROGRAM, "backup", str(backup), "--data", str(tmp_path / "data")]
    run += ["--database", url] if url is not None else []
    with served(tmp_path / "data", url) as server:
        unit = Inspected.begun(server.client())
        submission = unit.hand_in(defects)
        unit.judge(unit.matters(submission["id"]), "stands")
        letter = unit.issue().json
        server.account("李四", "inspect")
        matters = unit.matters(submission["id"])
        done = subprocess.run(run, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        assert subprocess.run(run, capture_output=True, check=False).returncode == 2, "nothing is written over"
        with server.office.database.read() as connection:
            noted = connection.execute(select(audit.c.action).order_by(audit.c.id.desc()).limit(1)).scalar_one()
        assert noted == "store.backed_up"
        unit.hand_in(clean)
    shutil.rmtree(tmp_path / "data")
    database = None
    if url is not None:  # as docs/serve.md says
        assert pg_restore is not None
        database = request.getfixturevalue("postgresql")()
        restore = [pg_restore, "--no-owner", "--exit-on-error", f"--dbname={database}", str(backup / "gouji.dump")]
        subprocess.run(restore, check=True, capture_output=True)
    assert (backup / "gouji.db").exists() == (url is None)
    with served(backup, database) as server:
        again = Inspected(server.client(), unit.inspection, unit.unit, unit.code)
        assert len(matters) == 15
        assert again.matters(submission["id"]) == matters
        assert (again.state()["state"], again.state()["versions"]) == ("mending", 1)
        assert again.program.get(f"/api/v1/letters/{letter['id']}").body.startswith(b"PK")
        assert again.program.get(f"/api/v1/checks/{submission['check']['id']}/annotated").status == 200
        browser = Client(server.base)
        assert browser.send("/login", {"name": "李四", "password": PASSWORD}).status == 303
        with server.office.database.read() as connection:
            entries, broken = trail.verified(connection)
        assert (entries > 5, broken) == (True, None)
        again.hand_in(clean)
        assert again.state()["versions"] == 2


def test_the_sweep_takes_old_drafts_with_their_files_and_leaves_what_was_handed_in(
    url: str | None, tmp_path: Path, defects: bytes, clean: bytes
) -> None:
    with served(tmp_path, url) as server:
        unit = Inspected.begun(server.client())
        submission = unit.hand_in(defects)
        draft = unit.program.check(clean).json["id"]
        both = server.client().check(defects, "report.docx").json["id"]
        database, files = server.office.database, server.office.files
        kept = len(list(files.every()))
        assert sweeping.sweep(database, files, 30, 0, young=0) == sweeping.Swept()
        sweeping.hold(database, 60)
        assert sweeping.sweep(database, files, -1, 0, young=0) is None
        sweeping.hold(database, 0)
        swept = sweeping.sweep(database, files, -1, 0, young=0)
        assert swept is not None
        assert (swept.drafts, swept.checks >= 1, swept.files >= 4) == (2, True, True)
        assert unit.program.get(f"/api/v1/checks/{draft}").status == 404
        assert unit.program.get(f"/api/v1/checks/{both}").status == 404
        assert unit.program.get(f"/api/v1/checks/{submission['check']['id']}/annotated").status == 200
        assert len(list(files.every())) < kept


def test_after_years_a_closed_inspection_keeps_its_counts_and_decisions_alone(tmp_path: Path, defects: bytes) -> None:
    from sqlalchemy import update

    from checker.service.store.schema.checking import finding
    from checker.service.store.schema.inspecting import inspection
    from checker.service.store.schema.judging import judgement

    with served(tmp_path) as server:
        unit = Inspected.begun(server.client())
        submission = unit.hand_in(defects)
        unit.judge(unit.matters(submission["id"]), "stands")
        database, files = server.office.database, server.office.files
        with database.write() as connection:
            connection.execute(update(inspection).values(closed=1))
        assert sweeping.sweep(database, files, 30, 0, young=0) == sweeping.Swept()
        swept = sweeping.sweep(database, files, 30, 10, young=0)
        assert swept is not None
        assert swept.submissions == 1
        assert unit.program.get(f"/api/v1/submissions/{submission['id']}").status == 404
        assert list(files.every()) == []
        with database.read() as connection:
            assert connection.execute(select(func.count()).select_from(judgement)).scalar_one() == 15
            found = connection.execute(select(finding.c.rule, finding.c.message)).all()
        assert len(found) == 15
        assert {row.message for row in found} == {""}
        assert sweeping.sweep(database, files, 30, 10, young=0) == sweeping.Swept()


def at_schema(database: Database, revision: str) -> None:
    """A store as a server of an earlier schema has left it: its tables, and rows that were written by that server."""
    from sqlalchemy import MetaData, insert

    migrating.upgrade(database, revision)
    kept = json.loads((Path(__file__).parent / "schemas" / f"{revision}.json").read_text("utf-8"))
    with database.write() as connection:
        then = MetaData()
        then.reflect(connection)
        for table in then.sorted_tables:
            # What SQLite reflects as text is JSON to the program, as it writes it.
            rows = [
                {key: _plainly(value, table, key) for key, value in row.items()} for row in kept.get(table.name, ())
            ]
            if rows:
                connection.execute(insert(table), rows)
            if rows and not database.sqlite and "id" in table.c:
                sequence = f"pg_get_serial_sequence('\"{table.name}\"', 'id')"
                connection.exec_driver_sql(f'select setval({sequence}, (select max(id) from "{table.name}"))')


def _plainly(value: object, table: Any, key: str) -> object:
    return value if isinstance(table.c[key].type, JSON) or not isinstance(value, dict | list) else json.dumps(value)


@pytest.mark.parametrize("revision", [path.stem for path in sorted((Path(__file__).parent / "schemas").iterdir())])
def test_a_store_of_an_earlier_schema_is_brought_up_to_date_with_its_data(
    url: str | None, tmp_path: Path, revision: str, clean: bytes
) -> None:
    database = connect(url, tmp_path)
    at_schema(database, revision)
    assert migrating.revision(database) == revision
    migrating.upgrade(database)
    assert migrating.revision(database) == migrating.newest()
    with database.read() as connection:
        (tmp_path / "store-id").write_text(migrating.store_id(connection) or "")
        tables = set(connection.dialect.get_table_names(connection))
        assert trail.verified(connection) == (28, None)
    assert tables == {*metadata.tables, "alembic_version"}
    assert (tmp_path / f"gouji.db.{revision}.bak").exists() == database.sqlite
    database.close()
    with served(tmp_path, url) as server:
        program = server.client()
        faulty, passed = (
            Inspected(program, one["id"], "", "") for one in reversed(program.get("/api/v1/inspections").json)
        )
        for unit in (faulty, passed):
            found = unit.state()
            unit.unit, unit.code = found["unit"]["id"], found["unit"]["code"]
        assert (faulty.state()["state"], faulty.state()["standing"], faulty.state()["undecided"]) == ("mending", 14, 0)
        assert (passed.state()["state"], passed.state()["passed_by"]) == ("passed", "GOUJI_TOKEN")
        (letter,) = program.get(f"/api/v1/inspections/{faulty.inspection}/letters").json
        assert len(letter["findings"]) == 14
        latest = faulty.state()["latest"]
        decisions = Counter(one["decision"] for one in faulty.matters(latest))
        assert decisions == {"stands": 14, "refused": 1}
        browser = Client(server.base)
        assert browser.send("/login", {"name": "李四", "password": PASSWORD}).status == 303
        assert "安澜市新局" in browser.get("/units").text
        # It goes on: what is asked for now is asked of what was there before.
        faulty.hand_in(clean)
        assert faulty.state()["versions"] == 2
        wanted = json.dumps({"second_look": True}).encode()
        path = f"/api/v1/inspections/{passed.inspection}"
        assert program.ask("PATCH", path, wanted, Content_Type="application/json").json["second_look"] is True
        assert passed.state()["state"] == "looking"
        assert program.get("/api/v1/hooks").json[0]["events"] == ["letter.issued"]
