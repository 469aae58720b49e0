"""The store: one writer at a time, leases that end, nothing lost and nothing done twice; on both databases."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from checker.errors import UsageError
from checker.service.store import jobs, migrating
from checker.service.store.database import Database, connect, file_system, new_key
from checker.service.store.files import SHARED, Files
from checker.service.store.schema.running import job, meta


def put(database: Database, *digests: str, lane: str = "a", **more: object) -> None:
    with database.write() as connection:
        for digest in digests:
            jobs.enqueue(database, connection, digest, {}, lane, **more)  # type: ignore[arg-type]


def test_what_is_read_before_it_is_written_is_not_changed_in_between(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(meta).values(name="count", value="0"))

    def add(_: int) -> None:
        with database.write() as connection:
            asked = select(meta.c.value).where(meta.c.name == "count").with_for_update()
            count = int(connection.execute(asked).scalar_one())
            connection.execute(update(meta).where(meta.c.name == "count").values(value=str(count + 1)))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(160)))
    with database.read() as connection:
        assert connection.execute(select(meta.c.value).where(meta.c.name == "count")).scalar_one() == "160"


def test_who_reads_sees_one_state_whatever_is_written_meanwhile(database: Database) -> None:
    put(database, "d")
    with database.read() as connection:
        before = jobs.state(connection, "d")
        claimed = jobs.claim(database, "other")
        assert claimed is not None
        with database.write() as writing:
            assert jobs.end(writing, claimed, 0)
        assert jobs.state(connection, "d") == before == ("queued", None)
    with database.read() as connection:
        assert jobs.state(connection, "d") == ("done", None)


def test_every_job_is_claimed_once_however_many_ask(database: Database) -> None:
    put(database, *(f"d{number}" for number in range(60)))
    found: list[str] = []
    lock = threading.Lock()

    def work(owner: int) -> None:
        while (claimed := jobs.claim(database, f"worker {owner}")) is not None:
            with lock:
                found.append(claimed.digest)
            with database.write() as connection:
                assert jobs.end(connection, claimed, database.now(connection))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(6)))
    assert sorted(found) == sorted(f"d{number}" for number in range(60))


def test_the_same_check_is_put_into_the_queue_once(database: Database) -> None:
    put(database, "d", "d")
    put(database, "d")
    with database.read() as connection:
        assert jobs.waiting(connection) == 1


def test_a_lease_that_has_ended_makes_the_job_somebody_elses_and_the_late_result_is_dropped(database: Database) -> None:
    put(database, "d")
    first = jobs.claim(database, "stopped", lease=-1)
    second = jobs.claim(database, "other")
    assert first is not None
    assert second is not None
    assert (first.digest, second.attempt) == ("d", 2)
    with database.write() as connection:
        assert not jobs.end(connection, first, 0)
        assert jobs.end(connection, second, 0)


def test_a_lease_that_is_extended_stays(database: Database) -> None:
    put(database, "d")
    first = jobs.claim(database, "slow", lease=0.05)
    assert first is not None
    jobs.extend(database, [first], 60)
    assert jobs.claim(database, "other") is None


def test_a_lease_in_a_future_that_cannot_be_is_no_lease(database: Database) -> None:
    """A clock that was set back an hour must not keep a job for an hour."""
    put(database, "d")
    assert jobs.claim(database, "before", lease=3600) is not None
    assert jobs.claim(database, "after") is not None


def test_what_ended_three_servers_has_failed(database: Database) -> None:
    put(database, "d")
    for number in range(3):
        assert jobs.claim(database, f"server {number}", lease=-1) is not None
    assert jobs.claim(database, "fourth") is None
    with database.read() as connection:
        assert jobs.state(connection, "d") == ("failed", "attempts")


def test_a_large_batch_does_not_keep_others_waiting(database: Database) -> None:
    put(database, *(f"a{number}" for number in range(5)), lane="batch")
    put(database, "b0", lane="other")
    order = [claimed.digest for _ in range(6) if (claimed := jobs.claim(database, "w")) is not None]
    assert order.index("b0") <= 1
    assert [one for one in order if one != "b0"] == [f"a{number}" for number in range(5)]


def test_whoever_waits_before_his_screen_comes_first(database: Database) -> None:
    put(database, "batch")
    put(database, "person", priority=10)
    claimed = jobs.claim(database, "w")
    assert claimed is not None
    assert claimed.digest == "person"


def test_the_versions_of_a_report_are_checked_one_after_the_other(database: Database) -> None:
    put(database, "v1", "v2", chain="unit/2021")
    put(database, "else", lane="b")
    first = jobs.claim(database, "w")
    second = jobs.claim(database, "w")
    assert first is not None
    assert second is not None
    assert (first.digest, second.digest) == ("v1", "else")
    assert jobs.claim(database, "w") is None
    with database.write() as connection:
        jobs.end(connection, first, 0)
    third = jobs.claim(database, "w")
    assert third is not None
    assert third.digest == "v2"


def test_what_a_server_gives_back_is_as_new(database: Database) -> None:
    put(database, "d")
    claimed = jobs.claim(database, "ending")
    assert claimed is not None
    jobs.give_back(database, claimed)
    again = jobs.claim(database, "next")
    assert again is not None
    assert again.attempt == 1


def test_a_process_that_dies_costs_an_attempt_and_not_the_job(database: Database) -> None:
    put(database, "d")
    for number in range(jobs.ATTEMPTS):
        claimed = jobs.claim(database, "w")
        assert claimed is not None
        assert claimed.attempt == number + 1
        jobs.give_back(database, claimed, counted=True)
    assert jobs.claim(database, "w") is None
    with database.read() as connection:
        assert jobs.state(connection, "d") == ("failed", "attempts")


def test_ahead_counts_those_before(database: Database) -> None:
    put(database, "a", "b", "c")
    with database.read() as connection:
        assert [jobs.ahead(connection, one) for one in ("a", "b", "c")] == [0, 1, 2]


def test_a_migrated_store_is_what_the_program_says(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from checker.service.store.schema import metadata

    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert migrating.revision(database) == migrating.newest()


def test_a_second_start_changes_nothing(database: Database) -> None:
    with database.read() as connection:
        known = migrating.store_id(connection)
    migrating.upgrade(database)
    with database.read() as connection:
        assert migrating.store_id(connection) == known


def test_a_file_is_kept_once_and_whole(files: Files) -> None:
    sha256 = files.put(b"content")
    assert files.put(b"content") == sha256
    assert files.get(sha256) == b"content"
    assert list(files.incoming.iterdir()) == []
    assert files.path(sha256).stat().st_mode & 0o777 == 0o400
    assert files.folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_whose_server_was_killed_as_it_made_it_its_own_is_taken(files: Files) -> None:
    (files.folder / SHARED).touch()
    files.claim("one", first=True)
    files.claim("one", first=False)
    with pytest.raises(UsageError):
        files.claim("other", first=True)


def test_a_folder_of_another_database_is_refused(files: Files) -> None:
    with pytest.raises(UsageError, match="belongs to another database"):
        files.claim("one", first=False)
    files.claim("one", first=True)
    files.claim("one", first=False)
    for first in (True, False):
        with pytest.raises(UsageError, match="belongs to another database"):
            files.claim("other", first=first)


@pytest.mark.parametrize("url", ["mysql://a/b", "not a url", "postgresql"])
def test_a_database_of_another_kind_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--database must be"):
        connect(url, tmp_path)


def test_a_network_folder_is_known_by_its_file_system(tmp_path: Path) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(
        f"1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:50 / {tmp_path}/share rw shared:1 - nfs4 server:/x rw\n"
    )
    (tmp_path / "share" / "deep").mkdir(parents=True)
    assert file_system(tmp_path / "share" / "deep", str(table)) == "nfs4"
    assert file_system(tmp_path, str(table)) == "ext4"


def test_keys_are_long_and_not_alike() -> None:
    assert len({new_key() for _ in range(100)}) == 100
    assert {len(new_key()) for _ in range(10)} == {32}


def test_counts_by_status(database: Database) -> None:
    put(database, "a", "b")
    jobs.claim(database, "w")
    with database.read() as connection:
        assert jobs.counts(connection) == {"queued": 1, "running": 1}
        assert connection.execute(select(job.c.status).order_by(job.c.id)).scalars().all() == ["running", "queued"]
