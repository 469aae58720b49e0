"""A watched folder: each report that is dropped there is answered once, whatever happens to the process."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Thread

import pytest

from checker.plugged.watching import inbox as looking
from checker.plugged.watching.inbox import Inbox, has_end, is_document, is_open
from checker.plugged.watching.journal import ANSWER, LOCK, NAME, Journal
from checker.plugged.watching.watch import file_system
from tests.cli.calls import BUREAU, PACK, ROOT, Called, call, unmeasured

TEXT = BUREAU.read_text("utf-8")


def unit_report(number: int) -> str:
    """A short report of a unit of its own."""
    return f"石溪县第{number}中心2022年政府信息公开工作年度报告\n\n一、总体情况\n\n本单位公开信息{number}条。\n"


def once(capfd: pytest.CaptureFixture[str], *words: str | Path) -> Called:
    return call(capfd, "watch", "in", "--out", "out", "--once", "--rest", "0", "--every", "0.1", *PACK, *words)


def answers(out: Path) -> list[dict[str, object]]:
    """What stands in the answers, in the order of their folders."""
    units = sorted(unit for unit in out.iterdir() if not unit.name.startswith(".")) if out.exists() else []
    return [json.loads(path.read_bytes()) for unit in units for path in sorted(unit.glob(f"*/{ANSWER}"))]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_an_answer_holds_copy_page_outcome_and_words(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ROOT / "samples" / "defects-2021.docx", place / "报告.docx")
    assert once(capfd).code == 0
    folder = Path("out/青屿县人民政府 2021/1")
    names = {path.name for path in folder.iterdir()}
    assert names == {"报告（批注）.docx", "review.html", "outcome.json", "answer.txt", ANSWER}
    words = (folder / "answer.txt").read_text("utf-8")
    assert "文件：报告.docx" in words
    assert "第1稿" in words
    assert "错误" in words.splitlines()[2]
    assert json.loads((folder / "outcome.json").read_bytes())["dossiers"]
    assert (place / "报告.docx").exists()
    assert not list(Path("out").glob(".gouji-watch-*"))


def test_what_was_answered_is_not_answered_again(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (place / "a.txt").write_text(TEXT, "utf-8")
    once(capfd)
    assert once(capfd).err == ""
    os.utime(place / "a.txt", (1, 1))  # saved again without a change
    once(capfd)
    assert len(answers(Path("out"))) == 1


def test_answers_speak_for_a_journal_that_was_lost(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (place / "a.txt").write_text(TEXT, "utf-8")
    once(capfd)
    Path("out", NAME).unlink()
    once(capfd)
    assert len(answers(Path("out"))) == 1


def test_a_line_that_was_cut_off_spoils_no_other(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (place / "a.txt").write_text(TEXT, "utf-8")
    once(capfd)
    with Path("out", NAME).open("ab") as journal:
        journal.write(b'{"file": "b.t')
    (place / "b.txt").write_text(unit_report(1), "utf-8")
    once(capfd)
    assert once(capfd).err == ""
    assert [one["file"] for one in answers(Path("out"))] == ["a.txt", "b.txt"]


def test_several_reports_of_a_unit_are_versions(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (place / "初稿.txt").write_text(TEXT, "utf-8")
    once(capfd)
    (place / "第二稿.txt").write_text(TEXT.replace("saaoao.cn", "changzhou.gov.cn"), "utf-8")
    once(capfd)
    (place / "初稿.txt").write_text(TEXT + "\n另附说明。\n", "utf-8")
    once(capfd)
    found = answers(Path("out"))
    assert [(one["file"], one["version"]) for one in found] == [("初稿.txt", 1), ("第二稿.txt", 2), ("初稿.txt", 3)]
    assert found[1]["states"] == {"new": 0, "remaining": 3, "fixed": 1}
    second = next(Path("out").glob("*/2/answer.txt")).read_text("utf-8")
    assert "与第1稿相比：已改1，未改3，新增0" in second


def test_what_cannot_be_read_is_answered_too(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (place / "坏.docx").write_bytes(b"no document at all" * 9)
    assert once(capfd).code == 0
    (found,) = answers(Path("out"))
    assert found["unit"] == "坏"
    assert found["counts"]["unchecked"] == 1  # type: ignore[index]


def test_nothing_is_moved_unless_it_is_asked_for(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (place / "区").mkdir()
    (place / "区" / "a.txt").write_text(TEXT, "utf-8")
    once(capfd)
    assert (place / "区" / "a.txt").exists()
    once(capfd, "--done", "done")
    assert not (place / "区" / "a.txt").exists()
    assert Path("done/区/a.txt").exists()
    (place / "区" / "a.txt").write_text(TEXT + "。", "utf-8")
    once(capfd, "--done", "done")
    assert {path.name for path in Path("done/区").iterdir()} == {"a.txt", "a-2.txt"}


def test_a_copy_of_gouji_that_is_put_back_is_left_alone(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ROOT / "samples" / "defects-2021.docx", place / "报告.docx")
    once(capfd)
    (copy,) = Path("out").glob("*/1/*.docx")
    shutil.copy(copy, place)
    assert "不再检查" in once(capfd).err
    assert len(answers(Path("out"))) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("watch", "none", "--out", "out", "--once"), "none"),
        (("watch", "in", "--out", "in", "--once"), "重叠"),
        (("watch", "in/below", "--out", "in", "--once"), "重叠"),
        (("watch", "in", "--out", "out", "--done", "in/done", "--once"), "重叠"),
    ],
)
def test_folders_that_would_answer_themselves_are_refused(
    place: Path, capfd: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    (place / "below").mkdir()
    done = call(capfd, *words)
    assert done.code == 2
    assert told in done.err


def test_the_answers_may_lie_in_the_inbox(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (place / "a.txt").write_text(TEXT, "utf-8")
    for _ in range(2):
        call(capfd, "watch", "in", "--out", "in/answers", "--once", "--rest", "0", "--every", "0.1", *PACK)
    assert len(answers(place / "answers")) == 1


def test_one_process_has_the_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.errors import UsageError

    monkeypatch.setattr("checker.plugged.watching.journal.ORPHANS", 0.2)
    first = Journal(tmp_path)
    with pytest.raises(UsageError):
        Journal(tmp_path)
    first.close()
    Journal(tmp_path).close()
    assert (tmp_path / LOCK).exists()


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("报告.docx", True), ("报告.PDF", True), ("~$报告.docx", False), (".~lock.报告.docx#", False),
        (".隐.docx", False), ("报告.docx.part", False), ("报告.crdownload", False), ("照片.JPG", False),
        ("全部.zip", False), ("waivers.yaml", False), ("无后缀", False),
    ],
)  # fmt: skip
def test_what_is_a_document_is_told_by_its_name(name: str, is_one: bool) -> None:
    assert is_document(name) is is_one


@pytest.mark.parametrize("lock", ["~$报告2022.docx", "~$2022.docx", ".~lock.报告2022.docx#"])
def test_a_document_that_is_open_in_a_program_waits(tmp_path: Path, lock: str) -> None:
    path = tmp_path / "报告2022.docx"
    path.write_bytes(b"x")
    assert not is_open(path)
    (tmp_path / lock).write_bytes(b"")
    assert is_open(path)
    os.utime(tmp_path / lock, (1, 1))  # left behind by a program that broke down
    assert not is_open(path)


def test_a_file_is_whole_when_it_has_been_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(looking, "monotonic", lambda: clock[0])
    box = Inbox(tmp_path, tmp_path / "out", 2.0)
    path = tmp_path / "a.txt"

    def whole(after: float) -> list[str]:
        clock[0] += after
        return list(box.whole(box.files()))

    path.write_text("一", "utf-8")
    assert whole(0) == []
    assert whole(1.5) == []
    with path.open("a") as file:
        file.write("more")
    assert whole(1.5) == [], "it has grown"
    assert whole(1.5) == []
    assert whole(0.5) == ["a.txt"]


def test_an_archive_without_its_end_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(looking, "monotonic", lambda: clock[0])
    data = (ROOT / "samples" / "clean-2021.docx").read_bytes()
    path = tmp_path / "a.docx"
    path.write_bytes(data[: len(data) // 2])
    box = Inbox(tmp_path, tmp_path / "out", 1.0)
    assert list(box.whole(box.files())) == []
    clock[0] += 30
    assert list(box.whole(box.files())) == [], "the network is slow"
    path.write_bytes(data)
    assert has_end(path)
    assert list(box.whole(box.files())) == []
    clock[0] += 1
    assert list(box.whole(box.files())) == ["a.docx"]
    path.write_bytes(data[:-40])
    list(box.whole(box.files()))
    clock[0] += 61
    assert list(box.whole(box.files())) == ["a.docx"], "it will never have one"


@pytest.mark.skipif(not Path("/proc/mounts").exists(), reason="needs /proc/mounts")
def test_the_kind_of_file_system_is_known(tmp_path: Path) -> None:
    assert file_system(Path("/proc")) == "proc"
    assert file_system(tmp_path)


def test_reports_are_handed_in_to_a_store_once(
    served_here: tuple[str, str], place: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    base, token = served_here
    monkeypatch.setenv("GOUJI_TOKEN", token)
    shutil.copy(ROOT / "samples" / "clean-2021.docx", place / "水务局.docx")
    assert once(capfd, "--server", base).code == 0
    (first,) = answers(Path("out"))
    words = next(Path("out").glob("*/1/answer.txt")).read_text("utf-8")
    assert str(first["submission"]["receipt"]) in words  # type: ignore[index]
    # As if the process had been killed before the answer was there.
    shutil.rmtree("out")
    assert once(capfd, "--server", base).code == 0
    (again,) = answers(Path("out"))
    assert again["submission"] == first["submission"]


def test_what_a_store_does_not_take_is_not_answered(tmp_path: Path) -> None:
    from checker.errors import DocumentError
    from checker.plugged.watching.store import Store

    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    with pytest.raises(DocumentError, match="refused"):
        Store.at("http://127.0.0.1:1", "x", "en").hand_in(path, "a.txt", "0")


def _begun(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from checker.cli import program\nprogram()", "watch", "in", "--out", "out", *words],
        env={**unmeasured(), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("polling", [False, True], ids=["events", "a network folder"])
def test_each_report_is_answered_once_though_the_process_is_killed(place: Path, polling: bool) -> None:
    pytest.importorskip("watchfiles")
    count = int(os.environ.get("GOUJI_DROPPED", "12"))  # 200 are dropped within a minute
    words = ["--rest", "0.2", "--every", "0.3", *PACK, *(["--polling"] if polling else [])]

    def drop() -> None:
        for number in range(count):
            with (place / f"{number}.txt").open("w", encoding="utf-8") as file:  # in two parts, as a network does
                text = unit_report(number)
                file.write(text[:20])
                file.flush()
                time.sleep(0.05)
                file.write(text[20:])
            time.sleep(0.1)

    def answered() -> int:
        return len(answers(Path("out")))

    dropping = Thread(target=drop)
    dropping.start()
    at_kills: list[int] = []
    try:
        # Killed again and again while it answers: each time some answers are there, and others are on their way.
        while dropping.is_alive() or len(at_kills) < 3:
            before, until = answered(), time.monotonic() + 60
            process = _begun(*words)
            while answered() == before < count and time.monotonic() < until:
                time.sleep(0.02)
            time.sleep(0.07 * (len(at_kills) % 5))
            process.send_signal(signal.SIGKILL)
            process.wait()
            at_kills.append(answered())
        assert 0 < at_kills[0] < at_kills[1] <= count
        dropping.join()
        process = _begun(*words)
        until = time.monotonic() + 60 + count
        while len(answers(Path("out"))) < count and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(1)  # what would be answered a second time would be so now
        process.terminate()
        assert process.wait(20) in (128 + signal.SIGINT, 128 + signal.SIGTERM)
    finally:
        dropping.join()
        process.kill()
        process.wait()
    assert Counter(str(one["file"]) for one in answers(Path("out"))) == Counter(f"{n}.txt" for n in range(count))
    assert {one["version"] for one in answers(Path("out"))} == {1}
    assert not list(Path("out").glob(".gouji-watch-*"))
