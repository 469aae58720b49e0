"""Versions of one document: which counts by its name, its title and its folder, and when nobody can tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.reading.reading import Identity
from checker.run.sketch import Sketch
from checker.run.versions import choose, later, rank, same_content
from tests.checker.reports import PACK, document_of, document_of_text, known_report, pack

SPEC = pack().spec.versions


def named(path: str, title: str = "", text: str = "") -> Sketch:
    """A document by its path; each has a text of its own unless told."""
    document = replace(document_of_text(text or path, path), sha256=path)
    return Sketch(document, PACK, "report", Identity(title=title, year=2021))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("教育局初稿.docx", "教育局.docx"),
        ("教育局未定稿.docx", "教育局定稿.docx"),
        ("教育局.docx", "教育局（最终版）.docx"),
        ("教育局V1.docx", "教育局V2.docx"),
        ("教育局.docx", "教育局v2.docx"),
        ("教育局v1.9.docx", "教育局v1.10.docx"),
        ("教育局第二稿.docx", "教育局第三稿.docx"),
        ("终稿1.docx", "终稿2.docx"),
        ("初稿v3.docx", "终稿v1.docx"),
        ("报告20220110.docx", "报告2022-01-25.docx"),
        ("送审/报告.docx", "定稿/报告.docx"),
        ("v1/报告.docx", "v2/报告.docx"),
        ("report draft.docx", "report final v1.docx"),
    ],
)
def test_one_version_comes_after_another(first: str, second: str) -> None:
    one, other = rank(named(first), SPEC), rank(named(second), SPEC)
    assert later(other, one)
    assert not later(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("教育局v1.docx", "教育局.docx"),
        ("甲.docx", "乙.docx"),
        ("报告20220110.docx", "报告.docx"),
        ("初稿.docx", "草稿.docx"),
    ],
)
def test_nothing_tells_which_of_two_versions_is_the_later(one: str, other: str) -> None:
    ranks = rank(named(one), SPEC), rank(named(other), SPEC)
    assert not later(*ranks)
    assert not later(*ranks[::-1])


def test_a_title_tells_of_a_draft_and_of_what_was_issued() -> None:
    draft = rank(named("p1.txt", "某市2022年政务公开工作要点（征求意见稿）"), SPEC)
    issued = rank(named("p2.txt", "关于印发《某市2022年政务公开工作要点》的通知"), SPEC)
    assert later(issued, draft)


REPORT = named("2022/甲/教育局.docx")


@pytest.mark.parametrize(
    ("paths", "chosen"),
    [
        (["a.docx", "b.docx"], None),
        (["2021/甲/教育局.docx", "2021/乙/教育局.docx"], "2021/甲/教育局.docx"),
        (["2021/甲/初稿.docx", "2021/乙/终稿.docx"], "2021/乙/终稿.docx"),
        (["教育局v1.docx", "教育局v2.docx", "教育局v3.docx"], "教育局v3.docx"),
        (["教育局v1.docx", "教育局v2.docx", "教育局（另）v2.docx"], None),
    ],
)
def test_of_several_versions_the_one_is_chosen_that_names_and_folders_tell(
    paths: list[str], chosen: str | None
) -> None:
    found = choose(REPORT, [named(path) for path in paths], SPEC)
    assert (found.document.path if found else None) == chosen


def test_a_mark_in_the_name_of_a_file_goes_from_year_to_year_but_none_may_be_without() -> None:
    report = named("教育局2022甲.docx")
    found = choose(report, [named("教育局2021甲.docx"), named("教育局2021乙.docx")], SPEC)
    assert found is not None
    assert found.document.path == "教育局2021甲.docx"
    assert choose(named("教育局2022.docx"), [named("教育局2021.docx"), named("教育局2021另存.docx")], SPEC) is None


def test_copies_and_prints_of_one_report_are_one() -> None:
    copies = [named("a.docx", text="同样的文字"), named("b.docx", text="同样 的文字。")]
    assert choose(REPORT, copies, SPEC) is copies[0]
    documents = [
        replace(document_of(report, "a.docx"), sha256=str(number))
        for number, report in enumerate(
            (known_report(), known_report(signed="2022年1月21日"), known_report(set_={"normative.issued": 1}))
        )
    ]
    one, page = (Sketch(document, PACK, "report", signature=(1,) * 128) for document in documents[:2])
    other = documents[2]
    assert same_content(one, page)
    assert not same_content(one, replace(page, document=other))
    assert not same_content(one, replace(page, signature=(2,) * 128))
