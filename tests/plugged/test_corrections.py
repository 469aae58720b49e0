"""Suggested corrections: what has one right form, as tracked changes that a person accepts or refuses."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters import docx
from checker.document import Document
from checker.finding import Correction
from checker.judging.correcting import figures
from checker.text.changes import applied, edits
from tests.adapters.docx_files import p, packed, part, r, tbl, tr, written
from tests.cli.calls import ROOT, call
from tests.plugged.tracked import body, by_libreoffice, has_uno, signs, string

PACK = ("--pack", "cn-disclosure-report", "--no-settings", "--quiet")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WRONG = {
    "安澜市水务局2021年政府信息公开工作年度报告": "安澜市水务局2021年政府信息公开年度工作报告",
    "国办公开办函〔2021〕30号": "国办公开办函［2021］30号",
    "2021年12月31日止": "2021年12月31止",
    "收到和处理政府信息公开申请情况</w:t>": "收到和处理信息公开申请的情况</w:t>",
    ">1704<": ">１７０４<",
    ">306.90<": ">３０６．９０<",
}
"""What the report of the samples says, and what it says here."""
RULES = {"title-form", "number-brackets", "period-day", "section-title", "cell-width"}


def faulty(folder: Path, name: str = "report.docx") -> Path:
    """A report in due form, but for the wording of what WRONG names; the reference of its form is split into runs."""
    source = ROOT / "samples" / "clean-2021.docx"
    with zipfile.ZipFile(source) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    text = parts["word/document.xml"].decode()
    for right, wrong in WRONG.items():
        assert right in text
        text = text.replace(right, wrong, 1)
    split = '函</w:t></w:r><w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>［20</w:t></w:r><w:r><w:t>21］'
    text = text.replace("函［2021］", split)
    parts["word/document.xml"] = text.encode()
    path = folder / name
    path.write_bytes(packed(parts))
    return path


def plain_text(path: Path, what: str) -> str:
    return string(path, what).replace("<commentReference>", "")


def findings_of(outcome: str) -> list[dict[str, str]]:
    return [finding for dossier in json.loads(outcome)["dossiers"] for finding in dossier["findings"]]


def document_of(path: Path) -> Document:
    return docx.read(path, path.name)


def corrected(path: Path, target: Path, *wanted: tuple[int, tuple[int, int] | None, str, str]) -> list[str]:
    """Write corrections, each as (block, cell, old, new); the remarks."""
    document = document_of(path)
    made = []
    for block, cell, old, new in wanted:
        at = document.text_at(block, cell).string.index(old)
        made.append(Correction(document.locate(block, at, at + len(old), cell), new))
    return [str(remark.key) for remark in docx.suggest(path, document, made, target)]


def test_the_list_says_where_and_what(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told = call(capfd, "fix", faulty(tmp_path), *PACK)
    assert told.code == 1
    assert "“［2021］30号”改为“〔2021〕30号”" in told.out
    assert "“１７０４”改为“1704”" in told.out
    assert "6处可以改正，1份文件" in told.out


def test_a_report_in_due_form_has_nothing_to_correct(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told = call(capfd, "fix", ROOT / "samples" / "clean-2021.docx", "--output", "out", *PACK)
    assert (told.code, told.out) == (0, "没有可以直接改正的地方。\n")
    assert not Path("out").exists()


def test_the_copy_refused_is_the_original_and_accepted_has_none_of_the_findings(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = faulty(tmp_path)
    assert call(capfd, "fix", path, "--output", "out", *PACK).code == 1
    (copy,) = Path("out").iterdir()
    assert signs(copy, "reject") == signs(path)
    accepted = string(copy, "accept")
    for right in WRONG:
        assert right.removesuffix("</w:t>").strip("<>") in accepted
    again = call(capfd, "check", copy, "--format", "json", *PACK)
    found = {one["rule"].partition("/")[2] for one in findings_of(again.out)}
    assert not found & RULES
    assert call(capfd, "fix", copy, *PACK).code == 0
    before = call(capfd, "check", path, "--format", "json", *PACK)
    was = {one["rule"].partition("/")[2] for one in findings_of(before.out)}
    assert was >= RULES - {"cell-width"}
    assert "cell-width" not in was, "a figure is the same in either width: that is no finding"
    with zipfile.ZipFile(path) as one, zipfile.ZipFile(copy) as other:
        assert {name for name in one.namelist() if one.read(name) != other.read(name)} == {"word/document.xml"}


@pytest.mark.soffice
@pytest.mark.skipif(not has_uno(), reason="needs LibreOffice and python3-uno")
def test_libreoffice_accepts_and_refuses_all(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = faulty(tmp_path)
    call(capfd, "fix", path, "--output", "out", *PACK)
    (copy,) = Path("out").iterdir()
    made = {name: tmp_path / f"{name}.docx" for name in ("plain", "refused", "accepted")}
    by_libreoffice(
        tmp_path,
        ("reject", path, made["plain"]),
        ("reject", copy.resolve(), made["refused"]),
        ("accept", copy.resolve(), made["accepted"]),
    )
    # All have gone through LibreOffice, which writes properties its own way: what is left to differ is ours.
    assert signs(made["refused"]) == signs(made["plain"])
    assert signs(made["accepted"]) != signs(made["plain"])
    told = call(capfd, "fix", made["accepted"], *PACK)
    assert (told.code, told.out) == (0, "没有可以直接改正的地方。\n")


def _texts(path: Path) -> list[str]:
    return [text.string for _, _, text in document_of(path).texts()]


def test_the_annotated_copy_carries_comments_and_changes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = faulty(tmp_path)
    call(capfd, "check", path, "--annotate", "plain", *PACK)
    call(capfd, "check", path, "--annotate", "both", "--suggest", *PACK)
    (plain,), (both,) = Path("plain").iterdir(), Path("both").iterdir()
    ranges = [len(list(body(one).iter(f"{W}commentRangeStart"))) for one in (plain, both)]
    assert ranges[0] == ranges[1] > 0
    assert {one.get(f"{W}author") for one in body(both).iter(f"{W}ins", f"{W}del")} == {"gouji"}
    assert not list(body(plain).iter(f"{W}ins", f"{W}del"))
    assert plain_text(both, "reject") == string(path)
    assert plain_text(both, "accept") == string(path).replace("［2021］", "〔2021〕").replace("31止", "31日止").replace(
        "年度工作报告", "工作年度报告", 1
    ).replace("收到和处理信息公开申请的情况", "收到和处理政府信息公开申请情况").replace("１７０４", "1704").replace(
        "３０６．９０", "306.90"
    )


def test_suggestions_alone_go_with_annotated_copies(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "check", faulty(tmp_path), "--suggest", *PACK).code == 2


def test_what_has_no_tracked_changes_is_listed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "report.txt"
    text.write_text("\n".join(_texts(faulty(tmp_path))), "utf-8")
    told = call(capfd, "fix", text, "--output", "out", *PACK)
    assert told.code == 1
    assert "改为“〔2021〕30号”" in told.out
    assert "没有修订" in told.err
    assert not Path("out").exists()


def test_an_accepted_finding_is_not_corrected(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = faulty(tmp_path)
    listed = json.loads(call(capfd, "fix", path, "--format", "json", *PACK).out)
    assert {one["rule"].partition("/")[2] for one in listed} == RULES
    ignored = call(capfd, "fix", path, "--format", "json", "--ignore", "cell-width", *PACK)
    assert {one["rule"].partition("/")[2] for one in json.loads(ignored.out)} == RULES - {"cell-width"}


def test_a_change_keeps_the_look_of_the_run_it_stands_in(tmp_path: Path) -> None:
    path = written(tmp_path, p(r("依据国办函", "<w:i/>") + r("【2019】", '<w:b/><w:sz w:val="32"/>') + r("60号")))
    assert corrected(path, tmp_path / "copy.docx", (0, None, "【2019】60号", "〔2019〕60号")) == []
    copy = tmp_path / "copy.docx"
    assert signs(copy, "reject") == signs(path)
    looks = dict(signs(copy, "accept")[0])
    assert b"w:b" in looks["〔"]
    assert b"w:b" in looks["〕"]
    assert b"2019" not in b"".join((one.text or "").encode() for one in body(copy).iter(f"{W}delText")), (
        "a figure that stays is not taken out and put in again"
    )


def test_the_line_breaks_of_a_label_stay(tmp_path: Path) -> None:
    cell = f"<w:tc>{p('6.属于四类')}{p('内部事务信息')}</w:tc>"
    path = written(tmp_path, tbl(tr(cell, "0"), tr("a", "1")))
    done = corrected(path, tmp_path / "c.docx", (0, (0, 0), "6.属于四类\n内部事务信息", "6.属于四类过程性信息"))
    assert done == []
    assert string(tmp_path / "c.docx", "accept").split("\n")[:2] == ["6.属于四类", "过程性信息"]
    assert signs(tmp_path / "c.docx", "reject") == signs(path)


@pytest.mark.parametrize(
    "content",
    [
        f'<w:ins w:id="1" w:author="somebody" w:date="2024-01-01T00:00:00Z">{r("【2019】60号")}</w:ins>',
        f'<w:fldSimple w:instr=" DOCPROPERTY number ">{r("【2019】60号")}</w:fldSimple>',
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("【2019】60号")}'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
    ids=["a change of somebody else", "a simple field", "a field"],
)
def test_nothing_is_suggested_where_it_would_be_lost(tmp_path: Path, content: str) -> None:
    path = written(tmp_path, p(content) + p("其他文字"))
    remarks = corrected(path, tmp_path / "copy.docx", (0, None, "【2019】60号", "〔2019〕60号"))
    assert remarks == ["reading.docx_not_suggested"]
    assert part(tmp_path / "copy.docx") == part(path)


def test_a_file_that_has_changed_since_is_refused(tmp_path: Path) -> None:
    from checker.errors import DocumentError

    path = written(tmp_path, p("【2019】60号"))
    document = document_of(path)
    wanted = [Correction(document.locate(0, 0, 6), "〔2019〕")]
    written(tmp_path, p("前言【2019】60号"))
    with pytest.raises(DocumentError):
        docx.suggest(path, document, wanted, tmp_path / "copy.docx")


def test_of_two_corrections_of_the_same_words_one_is_made(tmp_path: Path) -> None:
    path = written(tmp_path, p("【2019】60号"))
    document = document_of(path)
    first = Correction(document.locate(0, 0, 6), "〔2019〕")
    second = replace(first, becomes="[2019]")
    remarks = docx.suggest(path, document, [first, second, first], tmp_path / "copy.docx")
    assert [remark.key for remark in remarks] == ["reading.docx_not_suggested"]
    assert string(tmp_path / "copy.docx", "accept") == "〔2019〕60号"


TEXT = st.text("统一格式年度报告12３４【】〔〕(). \n", min_size=1, max_size=24)


@given(TEXT, TEXT)
@settings(max_examples=300)
def test_edits_make_the_new_text_and_keep_the_breaks(old: str, new: str) -> None:
    made = edits(old, new)
    assert [one.start for one in made] == sorted(one.start for one in made)
    done = applied(old, made)
    assert "".join(done.split()) == "".join(new.split())
    assert [sign for sign in done if sign.isspace()] == [sign for sign in old if sign.isspace()]


WORDS = st.text("统一格式年度报告<&>12３４【】〔〕(). ", min_size=1, max_size=16).filter(str.strip)
LOOKS = st.sampled_from(["", "<w:b/>", '<w:sz w:val="32"/>', '<w:color w:val="FF0000"/><w:u w:val="single"/>'])


@given(WORDS, WORDS, st.lists(st.tuples(st.integers(0, 16), LOOKS), max_size=4), LOOKS, st.booleans())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_in_any_runs_can_be_refused_and_accepted(
    tmp_path: Path, old: str, new: str, cuts: list[tuple[int, str]], look: str, in_cell: bool
) -> None:
    from xml.sax.saxutils import escape

    whole = f"前{old}后"
    stops = sorted({at for at, _ in cuts if 0 < at < len(whole)})
    looks = [look, *(one for _, one in cuts)]
    edges = [0, *stops, len(whole)]
    pieces = pairwise(edges)
    runs = "".join(r(escape(whole[a:b]), looks[i % len(looks)]) for i, (a, b) in enumerate(pieces))
    content = tbl(tr(f"<w:tc>{p(runs)}</w:tc>", "0"), tr("a", "1")) if in_cell else p(runs)
    path = written(tmp_path, content)
    document = document_of(path)
    text = document.text_at(0, (0, 0) if in_cell else None).string
    wanted = Correction(document.locate(0, 1, len(text) - 1, (0, 0) if in_cell else None), new)
    copy = tmp_path / "copy.docx"
    assert docx.suggest(path, document, [wanted], copy) == ()
    assert signs(copy, "reject") == signs(path)
    first = string(copy, "accept").split("\n")[0]
    assert "".join(first.split()) == "前" + "".join(new.split()) + "后"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("１７０４", "1704", True), ("12", "13", False), ("6.属于", "5.属于", True), ("2021年", "2022年", False)],
)
def test_a_figure_is_the_same_in_any_width(one: str, other: str, same: bool) -> None:
    assert (figures(one) == figures(other)) is same
