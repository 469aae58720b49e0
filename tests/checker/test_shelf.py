"""The bulk of a run on disk: whoever looks at a record finds what was made, and the driver holds little of it."""

from __future__ import annotations

import errno
import json
import os
import pickle
import re
import sys
import zipfile
from array import array
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from checker.audit.audit import Audit
from checker.document import Table
from checker.finding import Comparison, Term
from checker.run import shelf as shelves
from checker.run import stages
from checker.run.results import results
from checker.run.shelf import Later, Shelf, signed, stowed, whole
from checker.run.sketch import Bundle, Sketch
from checker.run.work import Work
from tests.checker.reports import check, checker, document_of, pack
from tests.cli.calls import PACK, spawn
from tests.generator.many import many
from tests.generator.spec import report_2021, with_figure

pytestmark = pytest.mark.skipif(not hasattr(os, "pread"), reason="reads at a place of a file")


def audits(count: int) -> list[Audit]:
    return [check(document_of(report_2021(seed), f"{seed}.docx")) for seed in range(count)]


def shelved(shelf: Shelf, made: Audit) -> Audit:
    found = shelf.put(pickle.loads(pickle.dumps(stowed(made))))
    assert isinstance(found, Audit)
    return found


def test_a_shelved_audit_is_the_audit_whole_and_pickled_too():
    shelf = Shelf()
    made = audits(3)
    found = [shelved(shelf, one) for one in made]
    assert found == made
    assert isinstance(found[0].tallies, Later)
    again = pickle.loads(pickle.dumps(found))
    assert again == made
    assert type(again[0].tallies) is tuple
    assert (found[0].verdicts, len(found[0].figures), dict(found[0].names)) == (
        made[0].verdicts,
        len(made[0].figures),
        made[0].names,
    )


def test_what_a_form_calls_its_parts_is_held_once_and_known_without_the_disk(monkeypatch: pytest.MonkeyPatch):
    shelf = Shelf()
    made = audits(2)
    one, other = [shelved(shelf, audit) for audit in made]
    monkeypatch.setattr(Shelf, "read", lambda *_: pytest.fail("read"))
    assert one.names == made[0].names != {}
    assert one.names is other.names


def test_a_shelved_document_is_the_document():
    document = document_of(report_2021())
    sketch = Sketch(document, "pack", "report", signature=(1, 2))
    found = Shelf().put(stowed(sketch))
    assert isinstance(found, Sketch)
    assert isinstance(found.document.blocks, Later)
    assert tuple(found.signature) == sketch.signature
    assert found == replace(sketch, signature=found.signature)
    assert found.document.text_at(0) == document.text_at(0)
    assert whole(found).document.blocks is not found.document.blocks
    assert type(whole(found).document.blocks) is tuple


def test_the_shape_of_a_shelved_document_is_known_without_its_blocks(monkeypatch: pytest.MonkeyPatch):
    document = document_of(report_2021())
    found = Shelf().put(stowed(Sketch(document, "pack", "report")))
    assert isinstance(found, Sketch)
    monkeypatch.setattr(Shelf, "read", lambda *_: pytest.fail("read"))
    tables = tuple(at for at, block in enumerate(document.blocks) if isinstance(block, Table))
    assert found.document.shape == document.shape == (len(document.blocks), tables)


def test_numbers_that_are_equal_and_written_in_two_ways_are_not_one():
    (finding, *_) = check(document_of(with_figure(report_2021(), "applications", "new", "natural", "1999"))).findings
    made = []
    for value in (1, Decimal(1), Decimal("1.0"), True):
        comparison = Comparison((Term("数", value),), "==", (Term("数", 1),))
        made.append(replace(audits(1)[0], findings=(replace(finding, comparison=comparison),)))
    shelf = Shelf()
    found = [shelved(shelf, one) for one in made]
    assert [repr(one.findings) for one in found] == [repr(one.findings) for one in made]


@pytest.mark.parametrize("shelf", [None, Shelf()], ids=["in memory", "on the shelf"])
def test_a_document_that_was_recognised_here_is_not_recognised_again(shelf: Shelf | None, tmp_path: Path):
    document = document_of(report_2021())
    work = Work([pack()], "zh-CN", lambda path, name: document, batch=True)
    sketch = work.sketch((tmp_path / "report.docx", "report.docx"), here=True)
    if shelf is not None:
        sketch = shelf.put(pickle.loads(pickle.dumps(stowed(sketch))))
        assert not sketch.reading
    (reading,) = work.dossier(Bundle(((whole(sketch), "prior"),))).readings
    assert reading == checker().reading(reading.document, pack().id, "report", "prior")
    assert all(match.table is reading.form.tables[name] for name, match in reading.tables.items())
    # What it was recognised as is believed: with nothing said of its tables, there are none.
    nothing = work.checker.keeper(pack().id).packed(replace(reading, tables={}))
    (reading,) = work.dossier(Bundle(((replace(whole(sketch), reading=nothing), "report"),))).readings
    assert reading.tables == {}


def test_what_a_document_was_recognised_as_is_kept_for_no_other_run(tmp_path: Path):
    path = tmp_path / "report.txt"
    path.write_text("2021年政府信息公开工作年度报告")
    kept = results(tmp_path, "program", [pack()])
    document = document_of(report_2021())
    work = Work([pack()], "zh-CN", lambda *_: document, batch=True, kept=kept)
    assert work.sketch((path, "report.txt"), here=True).reading
    again = work.sketch((path, "report.txt"), here=True)
    assert again.pack == pack().id
    assert not again.reading


def test_records_share_what_they_have_in_common():
    first, second = (
        check(document_of(with_figure(report_2021(0), "applications", *key, "1999"), name))
        for key, name in zip(list(report_2021(0).figures("applications"))[:2], ("a.docx", "b.docx"), strict=True)
    )
    shelf = Shelf()
    found = [shelved(shelf, one) for one in (first, second)]
    assert found == [first, second]
    rows = [{place.row for one in audit.findings for place in one.locations if place.row} for audit in found]
    both = rows[0] & rows[1]
    assert both
    held = {id(place.row) for audit in found for one in audit.findings for place in one.locations if place.row in both}
    assert len(held) == len(both)
    document = shelf.put(
        pickle.loads(pickle.dumps(stowed(Sketch(document_of(report_2021(), "a.docx"), "p", "report"))))
    )
    assert isinstance(document, Sketch)
    assert document.document.path is found[0].documents[0].path


def test_a_signature_is_read_where_it_is_asked_for():
    shelf = Shelf()
    made = Sketch(document_of(report_2021()), "pack", "report", signature=(3, -1, 5))
    found = shelf.put(pickle.loads(pickle.dumps(stowed(made))))
    assert isinstance(found, Sketch)
    assert type(found.signature) is not tuple
    assert (len(found.signature), found.signature[2], found.signature[:1]) == (3, 5, (3,))
    (in_memory,) = signed([found])
    assert tuple(in_memory.signature) == tuple(found.signature)
    assert type(in_memory.signature) is array, "a tuple takes four times as much"
    assert pickle.loads(pickle.dumps(found)).signature == tuple(in_memory.signature)
    assert signed([replace(found, signature=())])[0].signature == ()


def test_entries_of_one_shelf_are_never_taken_for_those_of_another():
    made = audits(2)
    first = shelved(Shelf(), made[0])
    assert first.tallies == made[0].tallies
    del first
    assert shelved(Shelf(), made[1]).decided == made[1].decided


def test_what_a_full_disk_does_not_take_stays_in_memory(monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    made = audits(2)
    shelf = Shelf()
    before = shelved(shelf, made[0])
    monkeypatch.setattr(os, "pwrite", full)
    after = shelved(shelf, made[1])
    assert [before, after] == made


def test_no_more_entries_are_held_than_are_looked_at_together():
    shelf = Shelf()
    many_audits = [shelved(shelf, one) for one in audits(1) * (2 * shelves.OPEN)]
    assert sum(len(one.tallies) for one in many_audits) > 0
    assert len(shelves._open) <= shelves.OPEN


def timeless(path: Path) -> object:
    """The content of a file, but for the times that comments carry."""
    if "批注" not in path.name or path.suffix != ".docx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return {name: re.sub(rb'w:date="[^"]*"', b"", archive.read(name)) for name in archive.namelist()}


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_a_run_on_the_shelf_comes_to_the_same_in_every_file(tmp_path: Path):
    for name, content in many(8):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(content)
    (tmp_path / "in" / "broken.docx").write_bytes(b"PK\x03\x04")
    private = next((tmp_path / "in").glob("*.txt"))
    private.write_bytes(private.read_bytes() + "\n联系人身份证号：110105199001012328\n".encode("gb18030"))
    outcomes = []
    for most in ("1000", "0"):
        words = (
            "check",
            "in",
            *PACK,
            "--report",
            f"rep{most}",
            "--annotate",
            f"notes{most}",
            "-f",
            "json",
            "--no-cache",
        )
        before = f"from checker.run import run\nassert run.IN_MEMORY == {stages.IN_MEMORY}\nrun.IN_MEMORY = {most}"
        called = spawn(*words, before=before, folder=tmp_path)
        assert called.code == 3, called.err
        files = {
            str(path.relative_to(tmp_path / folder)): timeless(path)
            for folder in (f"rep{most}", f"notes{most}")
            for path in sorted((tmp_path / folder).rglob("*"))
            if path.is_file()
        }
        outcomes.append((json.loads(called.out), files))
    (said, files), (later, shelved_files) = outcomes
    assert [name for name in files if files[name] != shelved_files.get(name)] == []
    assert (said, sorted(files)) == (later, sorted(shelved_files))
    assert len(outcomes[0][1]) > 20
