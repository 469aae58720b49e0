"""Text that two documents share, and which of many are worth comparing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters import text
from checker.document import Block, Cell, Document, Paragraph, Table, Text
from checker.text import overlap as module
from checker.text.normalize import comparable
from checker.text.overlap import Streams, alike, overlap, signature

PLANS = Path(__file__).parents[2] / "samples" / "plans"
PERIOD = "本报告所列数据的统计期限自*年1月1日起至*年12月31日止"


def document(*blocks: str | Block) -> Document:
    return Document("x", "text", "", tuple(Paragraph(Text(b)) if isinstance(b, str) else b for b in blocks))


def real(name: str) -> Document:
    return text.read(PLANS / f"{name}-report.txt", name)


OLD = "我局聚焦群众关心的热点问题，主动公开各类信息500条，及时答复群众来信。"
NEW = "积极开展政策宣讲进社区活动，邀请专家为居民讲解养老保险的办理流程。"


def test_a_report_shares_all_of_its_text_with_itself() -> None:
    report = real("yunxi-2023")
    assert overlap(report, report, ()).share == 1.0


def test_reports_of_different_organs_share_next_to_nothing() -> None:
    assert overlap(real("yunxi-2023"), real("hanjiang-2021"), ()).share < 0.05


def test_the_share_is_of_the_own_text_of_the_second_document() -> None:
    whole, half = overlap(document(OLD), document(OLD), ()), overlap(document(OLD), document(OLD, NEW), ())
    assert (whole.share, whole.own) == (1.0, 31)
    assert half.own == 62
    assert half.share == 0.5


def test_passages_stand_side_by_side() -> None:
    a, b = document(NEW, OLD), document("今年以来，" + OLD)
    (passage,) = overlap(a, b, ()).passages
    assert passage.in_a == (1, 0, len(OLD) - 1)
    assert passage.in_b == (0, 5, len(OLD) + 4)


def test_new_figures_and_marks_do_not_make_a_new_text() -> None:
    renewed = OLD.replace("500", "1,203").replace("，", ", ").replace("500条", "1203 条")
    assert overlap(document(OLD), document(renewed), ()).share == 1.0


def test_short_passages_are_nobodys() -> None:
    assert overlap(document(OLD), document("聚焦群众关心的热点问题，" + NEW), ()).passages == ()
    assert len(overlap(document(OLD), document("聚焦群众关心的热点问题，" + NEW), (), least=10).passages) == 1


def test_a_passage_does_not_run_over_the_end_of_a_paragraph() -> None:
    joined = document("聚焦群众关心的热点问题及时答复群众来信和来电")
    parted = document("聚焦群众关心的热点问题", "及时答复群众来信和来电")
    assert overlap(joined, parted, ()).passages == ()


def test_tables_are_left_apart() -> None:
    table = Table((Cell(0, 0, Text(OLD)),), 1, 1)
    assert overlap(document(OLD), document(table, NEW), ()).share == 0.0
    assert overlap(document(table), document(OLD), ()).share == 0.0


def test_fixed_wording_is_nobodys_own() -> None:
    a = document("本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。" + NEW)
    b = document("本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。" + OLD)
    assert overlap(a, b, ()).share > 0.3
    assert overlap(a, b, (PERIOD,)) == overlap(document(NEW), document(OLD), ())


def test_a_document_without_text_shares_nothing() -> None:
    assert overlap(document(OLD), document(), ()).share == 0.0
    assert signature(document(), ()) == ()


def naive(a: str, b: str, least: int) -> set[int]:
    """The places of b that lie in any common passage."""
    return {
        place
        for start in range(len(b) - least + 1)
        if b[start : start + least] in a
        for place in range(start, start + least)
    }


LETTERS = st.text("公开信息甲乙", min_size=0, max_size=60)


@given(LETTERS, LETTERS, st.integers(2, 8))
def test_passages_are_common_text_and_none_is_missed_altogether(a: str, b: str, least: int) -> None:
    found = overlap(document(a), document(b), (), least=least)
    covered: set[int] = set()
    for passage in found.passages:
        _, start_a, end_a = passage.in_a
        _, start, end = passage.in_b
        assert a[start_a:end_a] == b[start:end]
        assert end - start == passage.length >= least
        assert covered.isdisjoint(range(start, end))
        covered |= set(range(start, end))
    assert covered <= naive(a, b, least)
    assert bool(covered) == bool(naive(a, b, least))


def test_own_text_that_is_held_for_several_comparisons_says_what_it_says_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Document] = []
    find = module._stream

    def counted(one: Document, cuts: module._Cuts) -> module._Stream:
        made.append(one)
        return find(one, cuts)

    streams = Streams()
    several = [document(OLD, NEW), document(NEW), document("今年以来，" + OLD, OLD), real("yunxi-2023")]
    anew = [overlap(one, other, (PERIOD,)) for one in several for other in several]
    monkeypatch.setattr(module, "_stream", counted)
    assert [overlap(one, other, (PERIOD,), streams=streams) for one in several for other in several] == anew
    assert made == several
    # Other cuts leave other text; and of more documents than are held the first ones are found anew.
    assert overlap(several[0], several[0], (), (OLD,), streams=streams) == overlap(several[0], several[0], (), (OLD,))
    monkeypatch.setattr(module, "HELD", 1)
    assert overlap(several[0], several[2], (PERIOD,), streams=streams) == anew[2]


def test_copies_are_candidates_and_others_are_not() -> None:
    names = ["yunxi-2023", "beilin-2022", "hanjiang-2021", "nanpu-2024", "suqian-2020"]
    documents = {name: real(name) for name in names}
    copied = documents["beilin-2022"].blocks
    documents["copy"] = document(*copied[: len(copied) * 4 // 5], NEW)
    signatures = {name: signature(found, (PERIOD,)) for name, found in documents.items()}
    assert alike(signatures, 0.5) == [("beilin-2022", "copy")]


def test_a_thousand_copies_of_one_text_are_a_thousand_steps() -> None:
    one = signature(document(OLD, NEW), ())
    pairs = alike(dict.fromkeys(range(1000), one), 0.5)
    assert len(pairs) < 13_000
    assert {index for pair in pairs for index in pair} == set(range(1000))


def test_a_signature_is_the_same_on_every_run() -> None:
    assert signature(document(OLD), ())[:2] == signature(document(comparable(OLD).string), ())[:2]
