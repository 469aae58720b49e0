"""Whatever lies in a folder, and whatever happens to the process: no file is harmed, and none is passed over."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.cli.calls import BUREAU, CITY, FORM, PACK, ROOT, call, spawn, unmeasured


def names_in(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def content(top: str) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path(top).rglob("*") if path.is_file()}


def folder_of(*names: str) -> Path:
    """A folder `in` of reports under these names, with a folder for each that has one."""
    for name in names:
        path = Path("in", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy({".docx": FORM, ".txt": BUREAU}[path.suffix], path)
    return Path("in")


@pytest.mark.parametrize(
    "words",
    [
        ("in/a", "in/b", "--annotate", "in/a"),
        ("in", "--annotate", "in/a", "--force"),
        ("in/a", "-o", "in/b/report.docx"),
        ("in/a", "-o", "in/a/report.docx", "--force"),
        ("in/a", "-f", "json", "-o", "in/a/soft.docx", "--force"),
        ("in/a", "in/b", "--report", "in/a"),
        ("in/a", "in/b", "--report", "in/a", "--annotate", "in/b"),
        ("in", "--report", "in", "--annotate", "in", "-o", "in/out.txt"),
        ("in/a/report.docx", "--log", "in/a/report.docx"),
        ("in", "--write-waivers", "in/a/report.docx"),
    ],
)
def test_no_call_changes_a_file_that_was_there(capfd, words):
    folder_of("a/report.docx", "b/report.docx", "b/index.html.txt")
    Path("in/a/index.html").write_text("<html>mine</html>", "utf-8")
    Path("in/b/report（批注）.docx").write_bytes(Path("in/b/report.docx").read_bytes())
    Path("in/a/soft.docx").symlink_to(Path("in/b/report.docx").resolve())
    before = content("in")
    call(capfd, "check", *words, *PACK)
    assert before.items() <= content("in").items()
    assert not list(Path().rglob(".gouji*"))


def test_every_collision_of_all_inputs_is_told_before_anything_is_written(capfd):
    folder_of("a.docx", "b.docx")
    Path("out").mkdir()
    for name in ("a", "b"):
        Path("out", f"{name}（批注）.docx").write_bytes(b"somebody's")
    called = call(capfd, "check", "in", *PACK, "--annotate", "out", "--report", "rep", "-o", "all.txt")
    assert called.code == 2
    assert called.err.count("不是 gouji 写出的") == 2
    assert not Path("rep").exists()
    assert not Path("all.txt").exists()


def test_copies_are_written_again_and_again_and_somebodys_never(capfd):
    folder_of("a.docx")
    for _ in range(2):
        assert call(capfd, "check", "in", *PACK, "--annotate", "out").code == 1
    copy = Path("out/a（批注）.docx")
    with zipfile.ZipFile(copy) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(copy, "w") as saved:  # as an office program saves it, with something new
        for name, part in parts.items():
            saved.writestr(name, part)
    edited = copy.read_bytes()
    assert call(capfd, "check", "in", *PACK, "--annotate", "out").code == 2
    assert copy.read_bytes() == edited
    assert call(capfd, "check", "in", *PACK, "--annotate", "out", "--force").code == 1
    assert copy.read_bytes() != edited


def test_names_that_differ_in_case_alone_make_two_copies(capfd):
    folder_of("a/report.docx", "b/REPORT.docx", "c/report.docx")
    call(capfd, "check", "in", *PACK, "--annotate", "out")
    assert len({name.casefold() for name in names_in("out")}) == 3


def everything_there_is() -> set[str]:
    """A folder with a file of every sort; the paths of all of them."""
    folder_of("a.docx", "deep/b.txt", "年度报告2022.12.txt")
    top = Path("in")
    shutil.copy(FORM, top / "b.docx.bak")
    shutil.copy(BUREAU, top / "报告2022.12")
    for name in ("x.zip", "x.rar", "p.png", "v.mp4", "data.json", "style.css", "README.docx", "~$a.docx", ".hidden"):
        (top / name).write_bytes(b"anything")
    (top / ".git").mkdir()
    (top / "waivers.yaml").write_text("[]", "utf-8")
    (top / "broken.pdf").write_bytes(b"%PDF-1.4 no")
    (top / "empty.docx").touch()
    os.mkfifo(top / "report")
    os.mkfifo(top / "pipe.docx")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("in/socket.docx")
    (top / "l.docx").symlink_to("l.docx")
    (top / "nowhere.docx").symlink_to("gone.docx")
    (top / "twin.docx").symlink_to("a.docx")
    (top / "outside.docx").symlink_to(FORM)
    (top / "up").symlink_to("..")
    (top / os.fsdecode(b"\xff\xfe.docx")).write_bytes(FORM.read_bytes())
    (top / "\x1b[31m\x9b31m.txt").write_bytes(BUREAU.read_bytes())
    return {str(path) for path in top.rglob("*") if path.is_symlink() or not path.is_dir()} | {"in/.git"}


def test_every_file_of_a_folder_is_accounted_for():
    there = everything_there_is()
    made = spawn("check", "in", *PACK, "--format", "json", "-o", "out.json")
    assert made.code == 3
    run = json.loads(Path("out.json").read_bytes())
    checked = {one["path"] for dossier in run["dossiers"] for one in dossier["documents"]}
    unchecked = {one["path"] for dossier in run["dossiers"] for one in dossier["unchecked"]} - checked
    skipped = {one["path"]: one["kind"] for one in run["skipped"]}
    known = {path.encode("utf-8", "backslashreplace").decode() for path in there}
    told = {path.encode("utf-8", "backslashreplace").decode() for path in checked | unchecked | set(skipped)}
    assert told == known
    assert not checked & set(skipped)
    assert unchecked == {"in/broken.pdf", "in/empty.docx"}
    assert {"in/b.docx.bak", "in/报告2022.12"} <= checked
    kinds = {"in/x.zip": "archive", "in/p.png": "picture", "in/report": "special", "in/pipe.docx": "special"}
    kinds |= {"in/socket.docx": "special", "in/l.docx": "link", "in/outside.docx": "link", "in/up": "link"}
    kinds |= {"in/~$a.docx": "lock", "in/waivers.yaml": "settings", "in/data.json": "foreign", "in/.git": "hidden"}
    assert kinds.items() <= skipped.items()
    assert "压缩包2项（in/x.rar、in/x.zip）" in made.err


@pytest.mark.parametrize("kind", ["text", "json", "csv", "jsonl", "markdown", "github", "gitlab", "html", "junit"])
def test_no_name_reaches_the_terminal_as_a_command(kind):
    folder_of("a.txt")
    for name in ("\x1b[31m\x1b]0;PWN\x07a.docx", "\x9b31m.txt", "\u202etxt.docx"):
        Path("in", name).write_bytes(FORM.read_bytes() if name.endswith("docx") else BUREAU.read_bytes())
        Path("in", f"{name}.html").write_bytes(b"")
    words = ("check", "in", *PACK, "--annotate", "out", "--report", "rep", "-f", kind)
    made = spawn(*words)
    for stream in (made.out, made.err):
        assert not any(char in stream for char in "\x1b\x07\x9b")
    assert "\u202e" not in made.err


WITHOUT_POWERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
"""The administrator may open every folder, unless told not to."""


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("setpriv"), reason="needs setpriv")
def test_a_folder_that_cannot_be_opened_is_unchecked():
    folder_of("a.txt", "closed/b.txt")
    Path("in/closed").chmod(0)
    words = ["check", "in", *PACK, "--format", "json"]
    made = subprocess.run(
        [*WITHOUT_POWERS, sys.executable, "-c", "from checker.cli import program; program()", *words],
        env={**unmeasured(), "PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    Path("in/closed").chmod(0o700)
    run = json.loads(made.stdout)
    assert made.returncode == 3
    assert [one["path"] for dossier in run["dossiers"] for one in dossier["unchecked"]] == ["in/closed"]
    assert b"in/closed" in made.stderr


def test_what_gouji_has_written_is_not_read_again(capfd):
    folder_of("a.docx", "b.txt")
    words = ("check", "in", *PACK, "--annotate", "in", "--report", "in/rep", "-f", "csv", "-o", "in/out.csv")
    first = call(capfd, *words)
    second = call(capfd, *words)
    assert (first.code, second.code) == (1, 1)
    run = json.loads(call(capfd, "check", "in", *PACK, "-f", "json").out)
    assert run["summary"]["documents"] == 2
    assert {one["kind"] for one in run["skipped"]} == {"own"}


@pytest.mark.parametrize("name", ["dossier.yaml", "waivers.yaml"])
def test_faulty_settings_leave_their_own_folder_unchecked_and_no_other(capfd, name):
    folder_of("bad/a.txt", "good/b.docx")
    Path("in/bad", name).write_text("{", "utf-8")
    called = call(capfd, "check", "in", *PACK, "-f", "json", "--trust-waivers")
    run = json.loads(called.out)
    assert called.code == 3
    assert [one["path"] for dossier in run["dossiers"] for one in dossier["documents"]] == ["in/good/b.docx"]
    assert [one["path"] for dossier in run["dossiers"] for one in dossier["unchecked"]] == ["in/bad/a.txt"]
    assert f"in/bad/{name}" in called.err


def test_settings_that_are_no_files_hang_nothing(capfd):
    folder_of("a.txt")
    os.mkfifo("in/dossier.yaml")
    os.mkfifo("in/waivers.yaml")
    assert call(capfd, "check", "in", *PACK).code == 1


def test_a_second_report_holds_nothing_of_the_first(capfd):
    folder_of("a.docx", "b.txt")
    call(capfd, "check", "in", *PACK, "--report", "rep")
    Path("in/a.docx").unlink()
    call(capfd, "check", "in", *PACK, "--report", "rep")
    assert len(names_in("rep/letters")) == len(names_in("rep/reviews")) == 1


def test_a_letter_tells_its_unit_and_year_by_its_name(capfd):
    folder_of("b.txt")
    call(capfd, "check", "in", *PACK, "--report", "rep")
    (name,) = names_in("rep/letters")
    assert "外事办公室" in name
    assert "-2020-" in name


def test_a_document_that_goes_away_costs_its_own_copy_alone():
    folder_of("a.docx", "b.docx")
    gone = "import checker.wiring.copies as c; t = c.targets\n"
    gone += "c.targets = lambda *a: (__import__('pathlib').Path('in/a.docx').unlink(), t(*a))[1]"
    made = spawn("check", "in", *PACK, "--annotate", "out", "--report", "rep", before=gone)
    assert made.code == 3
    assert names_in("out") == ["b（批注）.docx"]
    assert "in/a.docx：没有写出带批注的副本：No such file or directory" in made.err
    assert Path("rep/index.html").exists()


SLOW = """
import adapters, subprocess, time, pathlib, os
def read(path, *rest):
    subprocess.Popen(["sleep", "97.5"], process_group=0)
    import tempfile; tempfile.mkdtemp()
    pathlib.Path("begun-" + str(os.getpid())).touch()
    time.sleep(60)
adapters.read = read
"""


def sleepers() -> list[int]:
    found = []
    for entry in (path.name for path in Path("/proc").iterdir()):
        if entry.isdecimal():
            try:
                words = Path("/proc", entry, "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[:2] == [b"sleep", b"97.5"]:
                found.append(int(entry))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_however_the_driver_ends_nothing_goes_on_and_nothing_is_left(number):
    folder_of("a.docx", "b.docx")
    Path("tmp").mkdir()
    words = ["check", "in", *PACK, "-j", "2", "--report", "rep", "--no-cache"]
    process = subprocess.Popen(
        [sys.executable, "-c", f"{SLOW}\nfrom checker.cli import program\nprogram()", *words],
        env={**unmeasured(), "PYTHONPATH": str(ROOT), "TMPDIR": str(Path("tmp").resolve()), "GOUJI_LANG": "zh"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    until = time.monotonic() + 60
    while len(workers := [int(path.name[6:]) for path in Path().glob("begun-*")]) < 2:
        assert time.monotonic() < until
        time.sleep(0.02)
    process.send_signal(number)
    try:
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert b"Traceback" not in errors
    assert process.returncode == (-9 if number is signal.SIGKILL else 128 + number)
    until = time.monotonic() + 30
    while any(Path("/proc", str(pid)).exists() for pid in workers) or sleepers() or names_in("tmp"):
        assert time.monotonic() < until, (workers, sleepers(), names_in("tmp"))
        time.sleep(0.05)
    assert not Path("rep").exists()


def test_an_interruption_before_the_command_has_begun_is_told_by_its_code_alone():
    before = "import os, signal, sys\n"
    before += "class Interrupting:\n    def find_spec(self, name, *_):\n"
    before += "        if name == 'typer': os.kill(os.getpid(), signal.SIGINT)\n"
    before += "sys.meta_path.insert(0, Interrupting())"
    made = spawn("check", CITY, *PACK, before=before)
    assert (made.code, made.out, made.err) == (130, "", "")


def test_who_has_the_loss_of_the_terminal_ignored_keeps_that():
    before = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    before += "import adapters, os; r = adapters.read\n"
    before += "adapters.read = lambda *a: (os.kill(os.getppid(), signal.SIGHUP), r(*a))[1]"
    assert spawn("check", CITY, *PACK, before=before).code == 0


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ("import os; os.close(1)", 2),
        ("import os, sys; sys.stdout = None", 2),
        ("import os; os.close(2)", 1),
        ("import os; os.close(0); os.close(2)", 1),
        ("import os; os.dup2(os.open('/dev/full', os.O_WRONLY), 1)", 2),
        ("import os; os.dup2(os.open('/dev/full', os.O_WRONLY), 2)", 1),
        ("import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))", 1),
        ("import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (12, 12))", 1),
        ("import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (6, 6))", 2),
    ],
)
def test_a_stream_or_handle_that_is_missing_is_no_finding(before, code):
    if "sys.stdout" not in before and ("close" in before):
        before = f"import sys\n{before}\n" + "\n".join(
            f"sys.{name} = None" for number, name in ((1, "stdout"), (2, "stderr")) if f"close({number})" in before
        )
    shutil.copy(BUREAU, "a.txt")
    made = spawn("check", "a.txt", *PACK, "-j", "9", before=before)
    assert made.code == code
    assert "Traceback" not in made.err


@pytest.mark.parametrize(("most", "written"), [(4_000, 0), (40_000, 1)])
def test_a_disk_that_takes_no_more_costs_what_it_does_not_take(most, written):
    """A file may grow to so many bytes: a copy and the outcome do not fit, the one of a small document does."""
    Path("in").mkdir()
    shutil.copy(ROOT / "samples" / "clean-2021.docx", "in/a.docx")
    shutil.copy(CITY, "in/b.txt")
    before = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))"
    copies = spawn("check", "in", *PACK, "--annotate", "notes", before=before)
    assert copies.code == 3
    assert "Traceback" not in copies.err
    assert copies.err.count("File too large") == 2 - written
    assert len(names_in("notes")) == written, "nothing half, and nothing of a passing name"
    report = spawn("check", "in", *PACK, "--report", "report", "-o", "out.json", "-f", "json", before=before)
    assert (report.code, "Traceback" in report.err) == (2, False)
    assert not Path("report").exists()
    assert not Path("out.json").exists()
    assert not [name for name in names_in(".") if name.startswith(".")]
    whole = spawn("check", "in", *PACK, "--report", "report", "--resume")
    assert whole.code in (0, 1)
    assert Path("report", "index.html").exists()


def test_nobody_is_asked_over_a_network():
    """Whoever opens a connection or looks up a name, in whatever process of the run, breaks down."""
    Path("in").mkdir()
    shutil.copy(ROOT / "samples" / "defects-2021.docx", "in/a.docx")
    shutil.copy(ROOT / "samples" / "defects-2021.pdf", "in/b.pdf")
    page = '<meta charset="utf-8"><link rel=stylesheet href=http://127.0.0.1:9/a.css><img src=http://127.0.0.1:9/a.png>'
    Path("in/c.html").write_text(f"{page}<p>石溪县水利局2022年政府信息公开工作年度报告</p>", "utf-8")
    before = """
import sys
def hook(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        raise RuntimeError(f"{event} {given}")
sys.addaudithook(hook)
"""
    words = ("check", "in", "--report", "report", "--annotate", "notes", "-j", "2")
    made, watched = spawn(*words), spawn(*words, before=before)
    assert made.code == watched.code == 1
    assert watched.out == made.out
    seen = spawn("check", "in/a.docx", before=f"{before}import socket; socket.create_connection(('127.0.0.1', 9))")
    assert "socket." in seen.err, "it would have been noticed"


def test_a_breakdown_of_the_program_is_no_finding():
    made = spawn("check", CITY, *PACK, before="import checker.wiring.delivery as d; d.planned = None")
    assert made.code == 3
    assert "这是 gouji 的问题" in made.err


ABORT = "import os\ndef die(*_, **__): os.abort()\n"


def dead_links(report: str) -> list[str]:
    import re
    from urllib.parse import unquote

    index = Path(report, "index.html").read_text("utf-8")
    linked = {unquote(address) for address in re.findall(r'href="([^"#]+)', index)}
    return [address for address in linked if not Path(report, address).exists()]


def test_a_page_that_cannot_be_made_costs_nothing_else():
    folder_of("a.docx", "b.txt")
    before = f"{ABORT}import checker.outputs.html as h\nh.render = die"
    made = spawn("check", "in", *PACK, "--annotate", "out", "--report", "rep", "-f", "json", before=before)
    assert made.code == 3
    assert json.loads(made.out)["summary"]["documents"] == 2
    assert names_in("out") == ["a（批注）.docx"]
    assert "b.txt：没有写出带批注的副本" in made.err
    assert len(names_in("rep/reviews")) == len(names_in("rep/letters")) == 2
    assert dead_links("rep") == []
    assert "SIGABRT" in Path("rep/reviews", names_in("rep/reviews")[0]).read_text("utf-8")


def test_a_letter_that_cannot_be_made_is_not_linked():
    folder_of("a.docx", "b.txt")
    made = spawn(
        "check", "in", *PACK, "--report", "rep", before=f"{ABORT}import checker.outputs.batch as b\nb.letter = die"
    )
    assert made.code == 3
    assert not Path("rep/letters").exists()
    assert dead_links("rep") == []
    assert made.err.count("整改通知书.docx：没有写出") == 2


def test_an_output_that_cannot_be_made_leaves_the_others():
    folder_of("a.docx")
    large = "import checker.wiring.delivery as d\nd.SMALL_FINDINGS = -1\n"
    before = f"{ABORT}{large}import checker.outputs.text as t\nt.render = die"
    made = spawn("check", "in", *PACK, "--annotate", "out", before=before)
    assert (made.code, made.out) == (3, "")
    assert names_in("out") == ["a（批注）.docx"]


def test_an_output_of_a_small_run_that_breaks_down_is_told_as_well():
    folder_of("a.docx")
    broken = "import checker.outputs.text as t\ndef broken(*_):\n    raise ValueError('odd')\nt.render = broken"
    made = spawn("check", "in", *PACK, "--annotate", "out", before=broken)
    assert (made.code, made.out) == (3, "")
    assert "odd" in made.err
    assert names_in("out") == ["a（批注）.docx"]


def test_documents_that_cannot_be_put_together_are_checked_one_by_one():
    folder_of("a.docx", "b.txt")
    before = f"{ABORT}import checker.run.grouping as g\ng.group = die"
    made = spawn("check", "in", *PACK, "-f", "json", "--no-cache", before=before)
    run = json.loads(made.out)
    assert made.code == 3
    assert run["summary"]["documents"] == 2
    assert any("哪些文件属于同一份报告" in one["what"] for dossier in run["dossiers"] for one in dossier["unchecked"])


def test_a_folder_whose_listing_breaks_down_is_unchecked():
    folder_of("a.docx")
    Path("in/odd").write_bytes(b"PK\x03\x04")
    made = spawn("check", "in", *PACK, "-f", "json", before=f"{ABORT}import adapters\nadapters.sniff = die")
    assert made.code == 3
    assert "in" in {one["path"] for dossier in json.loads(made.out)["dossiers"] for one in dossier["unchecked"]}
