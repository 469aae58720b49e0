"""What a person has accepted stays accepted, for the thing it was about and no other: over drafts, years and units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checker.audit.audit import Run
from checker.audit.baseline import compare
from checker.audit.formerly import old_marks
from checker.audit.skeleton import skeleton
from checker.audit.waiverfile import load
from checker.audit.waivers import apply
from checker.errors import WaiverError
from checker.facts.units import unit_facts
from checker.finding import Finding
from checker.messages import text
from tests.checker.reports import check, checker, document_of, pack
from tests.generator.prose import CULTURE, WATER, Organ
from tests.generator.returns import base, closing, with_sentence
from tests.generator.spec import Report, report_2021, with_contact, with_figure, without_section

DAY = date(2024, 3, 1)
ENTRY = "- rule: {rule}\n  fingerprint: {mark}\n  reason: 已核实\n  by: 李四\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*reports: Report, path: str = "{}.docx") -> Run:
    return Run(tuple(check(document_of(one, path.format(number))) for number, one in enumerate(reports)))


def accepted(rule: str, made: Run, number: int = 0, more: str = "") -> str:
    """An entry for the number-th finding of a rule, as a person copies it from the JSON."""
    found = [one for one in made.findings() if one.rule.endswith(f"/{rule}")]
    return ENTRY.format(rule=rule, mark=found[number].fingerprint) + more


def judged(made: Run, entries: str) -> Run:
    Path("waivers.yaml").write_text(entries, encoding="utf-8")
    return apply(made, load(Path("waivers.yaml")), DAY)


def waived(made: Run) -> list[str]:
    return [told(one) for one in made.findings() if one.waiver is not None]


def told(finding: Finding) -> str:
    words = finding.thing.words if finding.thing is not None and finding.thing.words else ("",)
    return f"{finding.rule.partition('/')[2]} {words[0]}".strip()


def report(*sentences: str, organ: Organ = WATER, year: int = 2021) -> Report:
    made = base(3, organ) if year == 2021 else replace(report_2021(3, organ, year), organ=organ)
    for one in sentences:
        made = with_sentence(made, "overview", one)
    return made


GRANTED, REFUSED = "经审查，予以公开43件。", "依法不予公开43件。"
MORE = "发布政策解读稿件XX篇。"
FEWER = "组织业务培训XX次。"


def test_a_claim_that_was_mended_gives_its_waiver_to_no_other_claim_of_the_same_figure():
    entry = accepted("claim-table", run(report(GRANTED)))
    after = judged(run(report(REFUSED)), entry)
    assert waived(after) == []
    assert "没有对应的问题" in after.notices[0]


def test_of_equal_quotes_the_one_that_was_accepted_is_known_by_its_words():
    both = run(report(MORE, FEWER))
    first, second = accepted("placeholder", both, 0), accepted("placeholder", both, 1)
    left = run(report(MORE.replace("XX", "30"), FEWER))
    assert waived(judged(left, first)) == []
    assert waived(judged(left, second)) == ["placeholder 组织业务培训"]


def test_of_quotes_with_equal_words_one_that_is_left_is_asked_about_again():
    both = run(report("一季度检查。发布稿件XX篇。", "二季度检查。发布稿件XX篇。"))
    left = run(report("一季度检查。发布稿件12篇。", "二季度检查。发布稿件XX篇。"))
    assert waived(judged(both, accepted("placeholder", both, 1))) == ["placeholder 发布稿件"]
    assert waived(judged(left, accepted("placeholder", both, 0))) == []


def test_what_a_finding_lists_is_part_of_what_was_accepted():
    entry = accepted("contact-missing", run(with_contact(report(), "电话", None)))
    again = judged(run(with_contact(report(), "电话", None)), entry)
    assert waived(again) == ["contact-missing"]
    other = judged(run(with_contact(report(), "电子邮箱", None)), entry)
    assert waived(other) == []
    assert "请重新判断（现为：没有找到报告机关的电子邮箱。）" in other.notices[0]


@pytest.mark.parametrize("changed", ["text", "table"])
def test_a_waiver_accepts_both_sides_of_a_comparison_as_they_are(changed):
    entry = accepted("claim-table", run(report(GRANTED)))
    other = report(GRANTED.replace("43", "57")) if changed == "text" else report(GRANTED)
    if changed == "table":
        other = with_figure(other, "applications", "granted", "total", "336")
    after = judged(run(other), entry)
    assert "claim-table 予以公开" not in waived(after)
    assert "所认可的内容已变" in after.notices[0]


def test_a_fingerprint_without_its_values_accepts_whatever_stands_there():
    entry = accepted("claim-table", run(report(GRANTED)))
    free = entry.replace(entry.split("fingerprint: ")[1].split("\n")[0].rpartition("-")[2], "").replace("-\n", "\n")
    assert waived(judged(run(report(GRANTED.replace("43", "57"))), free)) == ["claim-table 予以公开"]


def test_a_fingerprint_is_of_one_unit():
    units = [without_section(report(organ=organ), "other") for organ in (WATER, CULTURE)]
    both = run(*units)
    after = judged(both, accepted("section-missing", both, 1))
    assert [audit.issuer for audit in after.audits for one in audit.findings if one.waiver] == [CULTURE.name]


def test_a_missing_unit_gives_its_waiver_to_no_other():
    def missing(*units: str) -> Run:
        found, decided = checker().check_batch({pack().id: unit_facts(units, [], pack(), 2021)})
        return Run((), tuple(found), batch_decided=decided)

    entry = accepted("unit-missing", missing("安澜市民政局", "安澜市司法局"))
    assert len(waived(judged(missing("安澜市民政局", "安澜市司法局"), entry))) == 1
    assert waived(judged(missing("安澜市司法局"), entry)) == []


def test_what_was_accepted_outlives_a_section_that_comes_back():
    late = closing(report(), "2022年5月18日")
    entry = accepted("published-late", run(without_section(late, "other")))
    assert waived(judged(run(late), entry)) == ["published-late"]


def test_an_entry_is_of_one_year_unless_it_says_so():
    years = [without_section(report(year=year), "other") for year in (2021, 2022)]
    entry = accepted("section-missing", run(years[0]))
    assert waived(judged(run(years[0]), entry)) == ["section-missing"]
    assert waived(judged(run(years[1]), entry)) == []
    wider = entry + f"  issuer: {WATER.name}\n  year: 2021-2023\n"
    assert waived(judged(run(years[1]), wider)) == ["section-missing"]
    assert waived(judged(run(replace(years[1], year=2021)), entry + "  year: 2023\n")) == []


def test_a_draft_names_organ_and_year_and_holds_for_the_file_under_any_name():
    made = run(without_section(report(GRANTED, MORE), "other"), path="年报.docx")
    filled = skeleton(made, Path()).decode().replace('reason: ""', "reason: x").replace('by: ""', "by: y")
    assert f'issuer: "{WATER.name}"\n  year: 2021\n' in filled
    assert ".docx" not in filled
    renamed = run(without_section(report(GRANTED, MORE), "other"), path="年报-修改稿.docx")
    after = judged(renamed, filled)
    assert all(one.waiver is not None for one in after.findings())
    assert after.notices == ()


def test_three_rounds_of_one_report():
    first = run(without_section(closing(report(GRANTED, MORE, FEWER), "2022年5月18日"), "other"))
    entries = accepted("published-late", first) + accepted("placeholder", first, 1)
    second = run(closing(report("各项工作有序推进。", GRANTED.replace("43", "57"), MORE, FEWER), "2022年5月18日"))
    assert states(compare(second, first)) == {
        "claim-table 予以公开": "remaining",
        "placeholder 发布政策解读稿件": "remaining",
        "placeholder 组织业务培训": "remaining",
        "published-late": "remaining",
        "section-missing": "fixed",
    }
    assert sorted(waived(judged(compare(second, first), entries))) == ["placeholder 组织业务培训", "published-late"]
    third = run(closing(report(FEWER, "各项工作有序推进。", "经审查，予以公开7件。"), "2022年5月18日"))
    after = judged(compare(third, compare(second, first)), entries)
    assert states(after) == {
        "claim-table 予以公开": "fixed",
        "placeholder 发布政策解读稿件": "fixed",
        "placeholder 组织业务培训": "remaining",
        "published-late": "remaining",
    }
    assert sorted(waived(after)) == ["placeholder 组织业务培训", "published-late"]
    assert not after.fails("note")


def test_what_could_not_be_compared_is_still_open_in_the_round_after():
    first = run(closing(report(), "2022年5月18日"))
    second = compare(run(closing(report(), "")), first)
    third = compare(run(closing(report(), "")), second)
    assert states(second) == states(third) == {"published-late": "uncompared"}
    back = compare(run(closing(report(), "2022年1月18日")), third)
    assert states(back) == {"published-late": "fixed"}


def test_an_accepted_finding_that_cannot_be_compared_is_no_open_question():
    first = run(closing(report(), "2022年5月18日"))
    gone = compare(run(closing(report(), "")), first)
    assert gone.uncompared == 1
    assert judged(gone, accepted("published-late", first)).uncompared == 0


def test_an_organ_that_is_mended_in_the_title_keeps_what_was_accepted_where_the_drafts_are_compared():
    odd = replace(without_section(report(), "other"), organ=replace(WATER, name="安澜市水利局"))
    wrong = run(
        replace(odd, title="安澜市水利局2021年政府信息公开工作年度报告", closing=("安澜市水利局", "2022年1月20日"))
    )
    entry = accepted("section-missing", wrong)
    new = run(without_section(report(), "other"))
    assert waived(judged(new, entry)) == []
    assert waived(judged(compare(new, wrong, together=True), entry)) == ["section-missing"]


def states(made: Run) -> dict[str, str | None]:
    return {told(one): one.state for one in made.findings()}


def former(made: Run, rule: str) -> str:
    """An entry with the fingerprint that an earlier version gave."""
    some = made.audits[0].findings
    mark = next(mark for mark, one in zip(old_marks(some), some, strict=True) if one.rule.endswith(rule))
    return ENTRY.format(rule=rule, mark=f"'{mark}'")


def test_a_fingerprint_of_an_earlier_version_still_holds_where_it_says_enough():
    made = run(without_section(report(MORE), "other"))
    after = judged(made, former(made, "section-missing"))
    assert waived(after) == ["section-missing"]
    assert "请改写为 v2:" in after.notices[0]


def test_a_fingerprint_of_an_earlier_version_that_may_be_of_another_finding_is_told():
    made = run(without_section(report(MORE), "other"))
    quote = judged(made, former(made, "placeholder"))
    assert waived(quote) == []
    assert "没有对应" in quote.notices[0]
    two = run(*(without_section(report(organ=organ), "other") for organ in (WATER, CULTURE)))
    assert waived(judged(two, former(made, "section-missing"))) == []


@pytest.mark.parametrize("entry", ["fingerprint: 12", "fingerprint: v1:00-11", "place: {row: a}\n  year: soon"])
def test_what_is_no_fingerprint_and_no_year_is_refused_at_its_line(entry):
    Path("waivers.yaml").write_text(f"- rule: x\n  {entry}\n  reason: y\n  by: z\n", encoding="utf-8")
    with pytest.raises(WaiverError) as caught:
        load(Path("waivers.yaml"))
    assert "waivers.yaml:" in " ".join(text(fault, "en") for fault in caught.value.faults)
