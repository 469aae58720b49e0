"""`import gouji`: what a program that embeds the checker gets, the same as the command gives, and what it is told."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import gouji
from checker import log
from tests.cli.calls import ROOT, spawn

SAMPLES = ROOT / "samples"
DEFECTS = SAMPLES / "defects-2021.docx"
CITY = SAMPLES / "texts" / "003-suqian-2020.txt"
BUREAU = SAMPLES / "texts" / "001-changzhou-foreign-affairs-2020.txt"
PLAN, ANSWER = SAMPLES / "plans" / "suqian-2020-plan.txt", SAMPLES / "plans" / "suqian-2020-report.txt"


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module", autouse=True)
def _ended() -> Iterator[None]:
    yield
    gouji.close()


def by_command(*words: str | Path) -> str:
    """What `gouji check --format json` prints."""
    return spawn("check", *words, "--format", "json", GOUJI_LANG="zh-CN").out


def rules(outcome: gouji.Audit | gouji.Batch) -> list[str]:
    return [finding.rule.partition("/")[2] for finding in outcome.findings]


def strange(name: str = "park.txt") -> Path:
    Path(name).write_text("今天天气很好，我们去公园。\n", encoding="utf-8")
    return Path(name)


@pytest.mark.parametrize("path", [DEFECTS, SAMPLES / "defects-2021.pdf", CITY])
def test_the_json_of_a_report_is_that_of_the_command(path: Path) -> None:
    audit = gouji.check(path)
    assert audit.to_json() == by_command(path)
    assert audit.to_dict() == json.loads(audit.to_json())


@pytest.mark.soffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("name", ["report.odt", "report.rtf"])
def test_what_libreoffice_must_convert_is_read(name: str) -> None:
    """A worker forks LibreOffice: what it was to close is closed already, and others have its number."""
    document = gouji.read(ROOT / "tests" / "data" / "office" / name)
    assert document.converted
    assert any("特此报告" in text.string for _, _, text in document.texts())


def test_the_json_of_a_dossier_is_that_of_the_command() -> None:
    audit = gouji.check(ANSWER, plan=PLAN, prior=BUREAU, parts=[CITY, DEFECTS])
    assert audit.to_json() == by_command(ANSWER, "--plan", PLAN, "--prior", BUREAU, "--part", CITY, "--part", DEFECTS)
    assert [document.role for document in audit.documents] == ["report", "plan", "prior", "part", "part"]
    assert len(audit.promises) > 10
    assert {promise.verdict for promise in audit.promises} > {gouji.Verdict.PASS}


def test_the_json_of_a_folder_is_that_of_the_command() -> None:
    shutil.copytree(SAMPLES / "texts", "reports")
    strange("reports/park.txt")
    batch = gouji.check_many(["reports"])
    assert batch.to_json() == by_command("reports")
    assert sum(len(audit.findings) for audit in batch.audits) + len(batch.across) == len(batch.findings)
    assert [one.path for one in batch.unchecked] == ["reports/park.txt"]


def test_each_audit_of_a_batch_stands_for_itself() -> None:
    batch = gouji.check_many([DEFECTS, CITY])
    audits = {audit.issuer: audit for audit in batch.audits}
    assert set(audits) == {"青屿县人民政府", "宿迁市"}
    assert rules(audits["宿迁市"]) == rules(gouji.check(CITY))
    assert b"defects-2021" not in audits["宿迁市"].render("html")


def test_findings_are_values_with_the_place_of_every_operand() -> None:
    audit = gouji.check(DEFECTS)
    (finding,) = [one for one in audit.findings if one.rule.endswith("/applications-row-total")][:1]
    assert finding.severity is gouji.Severity.ERROR
    assert finding.verdict is gouji.Verdict.FAIL
    assert finding.comparison is not None
    operands = [term for side in (finding.comparison.left, finding.comparison.right) for term in side]
    texts = [finding.locations[term.location].text for term in operands if term.location is not None]
    assert texts == [str(term.value) for term in operands if term.location is not None]
    assert (audit.issuer, audit.year, audit.lang) == ("青屿县人民政府", 2021, "zh-CN")
    assert sum(audit.verdicts.values()) > 100


def test_the_language_is_that_of_the_call() -> None:
    english = gouji.check(CITY, lang="en")
    assert english.to_json() == spawn("check", CITY, "--format", "json", "--lang", "en").out
    assert rules(english) == rules(gouji.check(CITY))
    assert english.findings[0].title != gouji.check(CITY).findings[0].title


@pytest.mark.parametrize(
    ("path", "passes"),
    [
        (BUREAU, {"error": False, "warning": False, "note": False, "review": False, "never": True}),
        (CITY, {"error": True, "warning": False, "note": False, "review": False, "never": True}),
    ],
)
def test_an_audit_passes_as_the_command_exits_with_0(path: Path, passes: dict[str, bool]) -> None:
    audit = gouji.check(path)
    assert {level: audit.passed(level) for level in passes} == passes
    with pytest.raises(gouji.UsageError, match="error, warning, note, review, never"):
        audit.passed("fatal")


def test_what_nobody_could_check_does_not_pass() -> None:
    audit = gouji.check(strange())
    assert audit.findings == ()
    assert [one.path for one in audit.unchecked] == ["park.txt"]
    assert not audit.passed("never")


def test_a_report_that_cannot_be_read_is_an_error_and_a_partner_is_told() -> None:
    Path("broken.docx").write_bytes(DEFECTS.read_bytes()[:5000])
    with pytest.raises(gouji.DocumentError) as told:
        gouji.check("broken.docx")
    assert told.value.told("zh-CN").startswith("broken.docx")
    audit = gouji.check(ANSWER, plan="broken.docx")
    assert [one.path for one in audit.unchecked] == ["broken.docx"]
    assert audit.unchecked[0].why in told.value.told("zh-CN")
    assert not audit.passed("never")


def test_a_document_that_takes_too_long_costs_itself_only() -> None:
    Path("long.txt").write_text(CITY.read_text("utf-8") * 200, "utf-8")
    with pytest.raises(gouji.DocumentError, match=r"^long\.txt.*0\.5 "):
        gouji.check("long.txt", timeout=0.5)
    batch = gouji.check_many(["long.txt", CITY], timeout=0.5)
    assert "long.txt" in [one.path for one in batch.unchecked]
    assert gouji.check(CITY).unchecked == ()


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: gouji.check("nowhere.docx"), gouji.DocumentError, "nowhere.docx"),
        (lambda: gouji.check(CITY, plan="nowhere.docx"), gouji.DocumentError, "nowhere.docx"),
        (lambda: gouji.check(SAMPLES), gouji.UsageError, "check_many"),
        (lambda: gouji.check(CITY, parts=CITY), gouji.UsageError, "list of paths"),
        (lambda: gouji.check_many("reports"), gouji.UsageError, "list of paths"),
        (lambda: gouji.check_many(["nowhere"]), gouji.UsageError, "nowhere"),
        (lambda: gouji.check(CITY, lang="fr"), gouji.UsageError, "zh-CN, en"),
        (lambda: gouji.check(CITY, packs=["no-such-pack"]), gouji.RulePackError, "cn-disclosure-report"),
        (lambda: gouji.read("nowhere.docx"), gouji.DocumentError, "nowhere.docx"),
        (lambda: gouji.check(CITY).render("docx"), gouji.UsageError, "sarif"),
        (lambda: gouji.configure(processes=0), gouji.UsageError, "at least 1"),
    ],
)  # fmt: skip
def test_errors_say_what_where_and_what_would_do(call: object, error: type[gouji.CheckerError], says: str) -> None:
    with pytest.raises(error) as told:
        call()  # type: ignore[operator]
    assert isinstance(told.value, gouji.CheckerError)
    assert says in str(told.value)
    assert told.value.told("zh-CN") != told.value.told("en") == str(told.value)


def test_a_document_is_read_with_the_place_of_its_characters() -> None:
    document = gouji.read(CITY)
    assert document.format == "txt"
    tables = [block for block in document.blocks if isinstance(block, gouji.Table)]
    assert len(tables) >= 3
    title = document.blocks[0]
    assert isinstance(title, gouji.Paragraph)
    assert (document.locate(0, 0, 3).line, document.locate(0, 0, 3).text) == (1, title.text.string[:3])


def test_copies_are_written_beside_originals_that_stay_as_they_are() -> None:
    before = DEFECTS.read_bytes()
    batch = gouji.check_many([DEFECTS, SAMPLES / "defects-2021.pdf", CITY])
    copies = {Path(copy.document).suffix: copy for copy in gouji.annotate(batch, "copies")}
    assert {suffix: copy.path and Path(copy.path).suffix for suffix, copy in copies.items()} == {
        ".docx": ".docx", ".pdf": ".pdf", ".txt": ".html",
    }  # fmt: skip
    with zipfile.ZipFile(str(copies[".docx"].path)) as package:
        assert "勾稽" in package.read("word/comments.xml").decode() or b"gouji" in package.read("word/comments.xml")
    assert b"/Highlight" in Path(str(copies[".pdf"].path)).read_bytes()
    assert DEFECTS.read_bytes() == before


def test_a_document_that_has_changed_since_gets_no_copy() -> None:
    shutil.copy(DEFECTS, "report.docx")
    audit = gouji.check("report.docx")
    shutil.copy(SAMPLES / "clean-2021.docx", "report.docx")
    (copy,) = gouji.annotate(audit, "copies")
    assert copy.path is None
    assert "report.docx" in copy.remarks[0]


def test_packs_are_told_with_their_rules_and_can_be_named_in_a_call() -> None:
    packs = {pack.id: pack for pack in gouji.packs()}
    assert set(packs) == {"cn-department-accounts", "cn-disclosure-report", "cn-gov-website-report", "us-foia-report"}
    pack = packs["cn-disclosure-report"]
    rule = next(rule for rule in pack.rules if rule.id == "cn-disclosure-report/applications-balance")
    assert rule.severities == (gouji.Severity.ERROR,)
    assert rule.source.clause.startswith("三、")
    audit = gouji.check(CITY, packs=[pack.folder])
    assert audit.packs == ((pack.id, pack.version, pack.digest),)
    assert gouji.packs("us-foia-report", lang="en")[0].title.isascii()


def test_every_fault_of_a_pack_is_told_at_its_line() -> None:
    shutil.copytree(ROOT / "rules" / "us-foia-report", "mine")
    pack = Path("mine/pack.yaml")
    pack.write_text(pack.read_text("utf-8").replace("title:", "titel:") + "surprise: 1\n", "utf-8")
    with pytest.raises(gouji.RulePackError) as told:
        gouji.packs("mine")
    assert len(told.value.faults) >= 2
    assert len(told.value.told("en").splitlines()) == 1 + len(told.value.faults)
    assert "mine/pack.yaml:" in told.value.told("en")


def test_a_waivers_file_beside_the_document_counts() -> None:
    shutil.copy(BUREAU, "report.txt")
    (finding, *_) = gouji.check("report.txt").findings
    Path("waivers.yaml").write_text(
        f"- rule: {finding.rule}\n  fingerprint: {finding.fingerprint}\n  reason: 已核实\n  by: 张三\n", "utf-8"
    )
    waived = gouji.check("report.txt")
    assert [one.waiver.by for one in waived.findings if one.waiver is not None] == ["张三"]
    assert waived.to_json() == by_command("report.txt")


def test_progress_tells_how_far_it_is() -> None:
    seen: list[tuple[str, int, int]] = []
    gouji.check_many([DEFECTS, CITY], workers=1, progress=lambda *told: seen.append(told))
    assert seen == [("reading", 1, 2), ("reading", 2, 2), ("checking", 1, 2), ("checking", 2, 2)]


def test_the_log_tells_what_the_processes_are_at(tmp_path: Path) -> None:
    gouji.check(CITY)  # a process that has begun without a log writes one as well
    gouji.configure(log=tmp_path / "gouji.jsonl")
    try:
        gouji.annotate(gouji.check(DEFECTS), "copies")
        gouji.read(CITY)
    finally:
        log.configure()
    gouji.check(CITY)
    lines = [json.loads(line) for line in (tmp_path / "gouji.jsonl").read_text("utf-8").splitlines()]
    stages = [(line["stage"], line.get("path")) for line in lines if line["event"] == "end"]
    told = {("read", str(DEFECTS)), ("annotate", str(DEFECTS)), ("read", str(CITY))}
    assert told <= set(stages)
    assert stages.count(("read", str(CITY))) == 1
    assert os.getpid() not in {line["pid"] for line in lines}
    with pytest.raises(gouji.UsageError, match="nowhere"):
        gouji.configure(log="nowhere/gouji.jsonl")


def test_the_import_loads_nothing_and_a_check_loads_no_library_for_documents() -> None:
    program = f"""
import sys
before = set(sys.modules)
import gouji
print(sorted(name for name in set(sys.modules) - before if name.partition(".")[0] in ("gouji", "checker", "adapters")))
gouji.check({str(SAMPLES / "defects-2021.pdf")!r}).to_json()
heavy = {{"lxml", "pypdfium2", "pikepdf", "re2", "yaml", "pydantic", "durable_rules_engine", "pdfplumber", "typer"}}
print(sorted(heavy & set(sys.modules)))
"""
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    first, second = map(ast.literal_eval, ended.stdout.splitlines())
    assert first == ["gouji"]
    assert second == []


def test_every_name_is_there() -> None:
    assert set(gouji.__all__) <= set(dir(gouji))
    assert all(getattr(gouji, name) is not None for name in (*gouji.__all__, "__version__"))
    with pytest.raises(AttributeError, match="no attribute 'surprise'"):
        _ = gouji.surprise  # type: ignore[attr-defined]
