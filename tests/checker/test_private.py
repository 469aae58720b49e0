"""Personal data that rules have found is masked wherever a result is shown, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.run.private import hide, mask
from tests.cli.calls import CITY, PACK, spawn

NUMBER, PHONE = "11010519491231002X", "13912345678"


@pytest.mark.parametrize(
    ("secret", "shown"),
    [
        (NUMBER, "110105********002X"),
        ("110105 19491231 002X", "110105 ******** 002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "１１０１０５********００２Ｘ"),
        (PHONE, "139****5678"),
        ("139-1234-5678", "139-****-5678"),
        ("078-05-1120", "***-**-1120"),
        ("1234", "****"),
    ],
)
def test_a_number_is_masked_in_its_middle_and_as_long_as_before(secret: str, shown: str) -> None:
    assert mask(secret) == shown


@pytest.mark.parametrize(
    "written", [NUMBER, NUMBER.lower(), "110105-19491231-002X", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_however_it_is_written_elsewhere(written: str) -> None:
    assert hide([NUMBER])(f"张三，{written}。") == f"张三，{mask(written)}。"


@given(st.text(), st.text(alphabet="0123456789", min_size=11, max_size=18))
def test_a_text_keeps_its_length_and_a_secret_never_stays(text: str, secret: str) -> None:
    shown = hide([secret])(text + secret + text)
    assert len(shown) == len(text + secret + text)
    assert secret not in shown


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "in" / "report.txt"
    path.parent.mkdir()
    told = f"\n六、其他\n联系人张三，身份证号{NUMBER}；又见110105 19491231 002X，政府电话0527-84368000。\n"
    told += f"群众王某{PHONE}来电咨询。\n"
    path.write_text(CITY.read_text("utf-8") + told, "utf-8")
    return path


@pytest.mark.parametrize(
    "kind", ["text", "json", "jsonl", "csv", "html", "markdown", "sarif", "junit", "github", "rdjson"]
)
def test_no_output_shows_it(report: Path, kind: str) -> None:
    made = spawn("check", str(report), *PACK, "-f", kind, GOUJI_LANG="zh")
    assert made.code == 1
    for secret in (NUMBER, PHONE, "19491231"):
        assert secret not in made.out + made.err
    assert kind != "json" or "110105********002X" in made.out


def test_no_file_of_a_report_shows_it_and_the_places_stay(report: Path) -> None:
    import io
    import zipfile

    call = spawn(
        "check", str(report), *PACK, "-f", "json", "--report", "rep", "--annotate", "out", "--write-waivers", "w.yaml"
    )
    for path in [*Path("rep").rglob("*"), *Path("out").iterdir(), Path("w.yaml")]:
        if path.is_file():
            content = path.read_bytes()
            if path.suffix in (".docx", ".xlsx"):
                with zipfile.ZipFile(io.BytesIO(content)) as package:
                    content = b"".join(package.read(name) for name in package.namelist())
            assert NUMBER.encode() not in content, path
            assert b"19491231" not in content, path
    (finding,) = (
        one
        for dossier in json.loads(call.out)["dossiers"]
        for one in dossier["findings"]
        if one["rule"].endswith("privacy-id") and one["locations"][0]["start"] < 20
    )
    place = finding["locations"][0]
    line = report.read_text("utf-8").splitlines()[place["line"] - 1]
    assert line[place["char"] - 1 :].startswith(NUMBER)


def test_the_annotated_copy_is_the_document_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    import docx

    monkeypatch.chdir(tmp_path)
    word = docx.Document()
    for line in CITY.read_text("utf-8").splitlines()[:30]:
        word.add_paragraph(line)
    word.add_paragraph(f"联系人身份证号{NUMBER}。")
    word.save("report.docx")
    made = spawn("check", "report.docx", *PACK, "--annotate", "out", "-f", "json")
    assert NUMBER not in made.out
    assert "110105********002X" in made.out
    with zipfile.ZipFile("out/report（批注）.docx") as package:
        assert NUMBER in package.read("word/document.xml").decode()
