"""The mark of every output: it is found again, is gone when somebody has gone on with the file, and harms no reader."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from checker.files.marks import is_ours, marked, ours, write_marked
from checker.outputs import OUTPUTS, render
from checker.outputs.batch import plan_report
from tests.outputs.given_runs import bureau, city, run_of

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_output_in_a_file_is_known_again_and_none_on_the_screen_is_changed(name: str, tmp_path: Path) -> None:
    content = render(name, *run_of(city(), bureau()))
    path = tmp_path / "out"
    path.write_bytes(marked(content, name))
    assert is_ours(path)


@pytest.mark.parametrize("name", [*OUTPUTS, "xlsx"])
def test_what_is_written_in_parts_is_what_is_written_at_once(name: str) -> None:
    run, documents = run_of(city(), bureau())
    content = plan_report(run, documents).content("ledger.xlsx") if name == "xlsx" else render(name, run, documents)
    for whole in (content, b""):
        written = io.BytesIO()
        write_marked(iter(whole.splitlines(keepends=True)), name, written.write)
        assert written.getvalue() == marked(whole, name)


@pytest.mark.parametrize("name", ["html", "markdown", "text", "github", "junit", "gitlab", "jsonl"])
def test_what_somebody_has_gone_on_with_is_his(name: str) -> None:
    made = marked(render(name, *run_of(city())), name)
    at = made.index("甲市".encode())
    assert ours(made)
    assert not ours(made[:at] + "乙市".encode() + made[at + 6 :])


def test_every_file_of_a_report_is_known_again() -> None:
    plan = plan_report(*run_of(city()))
    for name in plan.names()[1:]:
        assert ours(marked(plan.content(name), Path(name).suffix[1:])), name
    assert ours(marked(plan.overview({}), "html"))


def test_marked_files_are_read_as_before() -> None:
    run, documents = run_of(city())
    table = render("csv", run, documents)
    assert rows(marked(table, "csv")) == rows(table)
    assert json.loads(marked(render("gitlab", run, documents), "gitlab")) == json.loads(
        render("gitlab", run, documents)
    )
    lines = marked(render("jsonl", run, documents), "jsonl").splitlines()
    assert [json.loads(line)["rule"] for line in lines]
    assert ET.fromstring(marked(render("junit", run, documents), "junit")).get("name") == "gouji"
    book = marked(plan_report(run, documents).content("ledger.xlsx"), "xlsx")
    assert zipfile.ZipFile(io.BytesIO(book)).testzip() is None


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_table_saved_by_a_spreadsheet_is_not_ours_any_more() -> None:
    table = marked(render("csv", *run_of(city())), "csv")
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC):
        saved = io.StringIO(newline="")
        csv.writer(saved, quoting=quoting).writerows(rows(table))
        assert not ours(saved.getvalue().encode("utf-8-sig"))


def test_a_word_file_saved_by_word_is_not_ours_any_more() -> None:
    made = marked((ROOT / "tests/data/official-form-2021.docx").read_bytes(), "docx")
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert ours(made)
    assert not ours(saved.getvalue())


def test_a_pdf_opens_with_its_mark(tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "a.pdf")
    made = marked((tmp_path / "a.pdf").read_bytes(), "pdf")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.get_warnings() == []
    assert ours(made)
    assert not ours(made.replace(b"/MediaBox", b"/MediaBux"))


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04", b"gouji:output 0123456789abcdef\n", b"x" * 9000])
def test_nothing_else_is_ours(content: bytes) -> None:
    assert not ours(content)
