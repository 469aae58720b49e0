"""Every hostile file is read, or refused with its reason; it costs nobody else anything, and nothing of it is done."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

import adapters
from checker.errors import DocumentError
from checker.messages import Message
from checker.workers.pool import run_all
from tests.cli.calls import BUREAU, PACK, spawn
from tests.generator.many import many
from tests.hostile import corpus
from tests.hostile.corpus import FILES, SECRET, write, write_oddities

EXPECTED: dict[str, tuple[str, ...]] = {
    "reading.doctype": (
        "docx entities.docx",
        "docx entity of a file.docx",
        "xlsx entities.xlsx",
    ),
    "reading.bomb": (
        "docx inflated.docx",
        "docx one paragraph.docx",
    ),
    "read": (
        "docx sizes that lie.docx",
        "docx span of thirty million.docx",
        "docx span of minus one.docx",
        "docx span of a word.docx",
        "docx nested tables.docx",
        "docx style of itself.docx",
        "docx number of a trillion.docx",
        "docx large picture.docx",
        "docx way out.docx",
        "docx macros.docm",
        "docx field of a file.docx",
        "xlsx corner.xlsx",
        "xlsx merged all over.xlsx",
        "xlsx date of no calendar.xlsx",
        "html nested.html",
        "html nested before.html",
        "html nested with hidden.html",
        "html nested tables.html",
        "html nested inline.html",
        "html charset that is none.html",
        "html charset of seven bits.html",
        "html blanks first.html",
        "html span of thirty million.html",
        "html links outside.html",
        "html styles without end.html",
        "html selectors.html",
        "html a cell a row.html",
        "html doctype of a file.xhtml",
        "mht inflated.mht",
        "text one line.txt",
        "text lines.txt",
        "text numbers.txt",
        "text a number.txt",
        "text brackets.txt",
        "text wide without a mark.txt",
        "text blanks first.txt",
        "text directions.txt",
        "md quotes.md",
        "md stars.md",
        "md brackets.md",
        "csv columns.csv",
        "csv quote without end.csv",
        "pdf acting.pdf",
        "pdf page of a billion.pdf",
        "pdf page without a size.pdf",
        "pdf nested.pdf",
    ),
    "reading.many_parts": ("docx parts.docx",),
    "reading.part_twice": ("docx two parts of one name.docx",),
    "reading.too_deep": ("docx nested controls.docx",),
    "reading.large_part": ("docx a million cells.docx",),
    "reading.docx_other_file": (
        "docx template elsewhere.docx",
        "docx chunk elsewhere.docx",
        "docx link elsewhere.docx",
    ),
    "reading.docx_no_body": ("docx without body.docx",),
    "reading.damaged_part": (
        "docx of another encoding.docx",
        "xlsx string that is not there.xlsx",
        "xlsx place that is none.xlsx",
        "ofd page that is not there.ofd",
    ),
    "reading.truncated": ("docx cut.docx",),
    "reading.zeros": ("docx zeros.docx",),
    "reading.empty": ("docx nothing.docx",),
    "reading.missing_part": ("ofd page out of the file.ofd",),
    "reading.hostile": ("ofd entities.ofd",),
    "reading.archive": ("zip of nothing known.docx",),
    "reading.unknown": (
        "html nul.html",
        "text bytes.txt",
        "text nul.txt",
    ),
    "reading.mhtml": ("mht without end.mht",),
    "reading.blank": ("text bars.txt",),
    "reading.pdf_content": (
        "pdf expanding.pdf",
        "pdf flooding.pdf",
    ),
    "reading.pdf_loop": (
        "pdf circling.pdf",
        "pdf contents of themselves.pdf",
    ),
    "reading.pdf_picture": ("pdf large picture.pdf",),
    "reading.pdf_pages": ("pdf pages.pdf",),
    "reading.pdf_password": ("pdf locked.pdf",),
    "reading.pdf_damaged": (
        "pdf pages of themselves.pdf",
        "pdf without root.pdf",
        "pdf table of itself.pdf",
        "pdf beginning.pdf",
    ),
    "reading.pdf_bomb": ("pdf inflated twice.pdf",),
}
"""What becomes of each file: read as a whole, or the key of the reason why not, or why a part of it was not."""
SECONDS, MEMORY_MB = 30, 1024

pytestmark = [pytest.mark.once, pytest.mark.skipif(sys.platform != "linux", reason="limits of memory")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    (made / "secret.txt").write_text(SECRET, "utf-8")
    write(made / "in")
    (made / "in" / "secret.txt").symlink_to(made / "secret.txt")
    return made


def look(path: Path) -> tuple[str, str]:
    """What became of a file, and all its text."""
    document = adapters.read(path, path.name)
    said = document.unread[0].why.key if document.unread else "read"
    return said, repr((document.blocks, document.furniture, document.properties)) if SECRET else ""


def test_every_outcome_is_told(folder):
    escaped = Path("/tmp/gouji-escaped")
    assert not escaped.exists()
    paths = [folder / "in" / name for name in FILES]
    made: dict[str, str] = {}
    for outcome in run_all(look, paths, workers=2, seconds=SECONDS, memory_mb=MEMORY_MB):
        assert outcome.kind in ("done", "refused"), (outcome.item.name, outcome.kind, outcome.traceback)
        if outcome.result is not None:
            made[outcome.item.name], shown = outcome.result
            assert SECRET not in shown, outcome.item.name
            continue
        assert isinstance(outcome.error, DocumentError)
        assert outcome.item.name in str(outcome.error), "the file is named"
        why = outcome.error.message.params.get("why")
        made[outcome.item.name] = why.key if isinstance(why, Message) else outcome.error.message.key
    assert made == {name: key for key, names in EXPECTED.items() for name in names}
    assert not escaped.exists()


def test_a_run_over_all_of_them_checks_the_reports_between_them_and_names_each(folder, tmp_path):
    top = folder / "in"
    for name, content in many(3, seed=1):
        (top / name).write_bytes(content)
    (top / "good.txt").write_bytes(BUREAU.read_bytes())
    odd = write_oddities(top, folder / "outside.txt")
    called = spawn(
        "check", top, *PACK, "-f", "json", "--report", tmp_path / "report", "--timeout", str(SECONDS), folder=tmp_path
    )
    assert called.code == 3, called.err
    assert "\x1b" not in called.err
    run = json.loads(called.out)
    told = {Path(one["path"]).name for dossier in run["dossiers"] for one in dossier["unchecked"]}
    read = {Path(one["path"]).name for dossier in run["dossiers"] for one in dossier["documents"]}
    left = {Path(one["path"]).name for one in run["skipped"]}
    names = {*FILES, *odd, "good.txt", "secret.txt"}
    assert {name for name in names - told - read - left if name.isprintable()} == set()
    assert {name for key, some in EXPECTED.items() if key.startswith("reading.") for name in some} <= told
    assert len([dossier for dossier in run["dossiers"] if dossier["issuer"] and not dossier["unchecked"]]) >= 4
    for path in (tmp_path / "report").rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes()


def test_nothing_of_it_goes_on_afterwards(folder):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(_from(folder)):
        time.sleep(0.2)
    assert list(_from(folder)) == []


def _from(folder: Path) -> list[str]:
    """The command lines of processes that name a folder."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            line = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if entry.name.isdecimal() and os.fsencode(folder) in line:
            found.append(line.decode("utf-8", "replace"))
    return found


def test_the_script_writes_the_corpus(tmp_path):
    assert len(corpus.write(tmp_path / "made")) == len(list((tmp_path / "made").iterdir())) == len(FILES)
    assert len(FILES) > 70
