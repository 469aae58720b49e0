"""Reports whose text is much the same: groups of them, other years, and the wording that all reports have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from checker.check import Checker
from checker.document import Document
from checker.facts.prior import common_wording
from checker.finding import Finding
from checker.reading.reading import Identity
from checker.run import alike
from checker.run.batch import over_batch
from checker.run.given import Given
from checker.run.sketch import Sketch
from checker.run.whose import Owners
from checker.text.overlap import signed
from tests.checker.reports import PACK, checker, document_of, known_report, name_of, pack, with_lines

OFFICIAL = (
    "坚持以公开为常态、不公开为例外，推进决策、执行、管理、服务、结果公开，切实保障公众的知情权、参与权、表达权和监督权。",
    "行政机关依申请提供政府信息，不收取费用；申请公开政府信息的数量、频次明显超过合理范围的，可以收取信息处理费。",
    "建立健全政府信息发布机制，通过政府公报、政府网站、新闻发布会以及报刊、广播、电视等途径予以公开。",
    "本年收到申请40件，上年结转6件，予以公开20件，部分公开5件，不予公开4件，无法提供6件，结转下年度3件。",
)
OWN = tuple(
    f"{who}完成第{number}轮走访，摸清{what}家底，逐户登记造册，回访满意率稳步上升，群众当面点评，意见逐条销号。"
    for number, (who, what) in enumerate(zip("甲乙丙丁戊己庚辛", "河山田林湖草沙石", strict=True))
)


def sketch(organ: str, year: int = 2022, lines: Sequence[str] = ()) -> Sketch:
    """A report with paragraphs of its own, as a run of many keeps it."""
    report = with_lines(known_report(organ=organ, year=year), "overview", lines)
    document = document_of(report, f"{organ}{year}.docx")
    reading = checker().recognise(document)
    assert reading is not None
    mark, own = signed(document, *common_wording(pack()))
    return Sketch(
        document, PACK, "report", reading.identity, "format-2021" if year > 2020 else "format-2019", mark, own
    )


def told(*sketches: Sketch) -> list[tuple[str, Finding]]:
    """The findings over all of them by the names of their rules."""
    spec = pack().spec
    given = Given(issuers={PACK: spec.issuers}, versions={PACK: spec.versions})
    return [(name_of(one), one) for one in over_batch(Checker([pack()]), sketches, given)[0]]


def test_what_all_reports_say_by_their_nature_is_nobodys_own() -> None:
    offices = ("民政局", "水利局", "司法局", "审计局")
    assert told(*(sketch(f"海陵市{one}", lines=OFFICIAL) for one in offices)) == []


def test_copies_of_one_text_are_one_group() -> None:
    offices = ("民政局", "水利局", "司法局", "审计局", "统计局", "林业局")
    copies = [sketch(f"海陵市{one}", lines=OWN) for one in offices]
    ((rule, finding),) = told(*copies, sketch("海陵市财政局", lines=OFFICIAL))
    assert rule == "text-alike"
    paths = {place.path for place in finding.locations}
    assert paths == {f"海陵市{one}2022.docx" for one in offices}
    assert "等5份报告雷同" in finding.message


def test_short_reports_that_are_alike_hide_no_copy_among_them() -> None:
    """The few words of a bureau's short report are all it has, and stand in the longer ones as well."""
    few = [sketch(f"海陵市{one}", lines=OWN[:1]) for one in ("司法局", "审计局", "统计局", "林业局")]
    copies = [sketch(f"海陵市{one}", lines=OWN) for one in ("民政局", "水利局")]
    ((rule, finding),) = told(*few, *copies)
    assert rule == "text-alike"
    assert {place.path for place in finding.locations} == {"海陵市民政局2022.docx", "海陵市水利局2022.docx"}


def test_another_units_text_of_last_year_is_found_in_this_years() -> None:
    ((rule, finding),) = told(sketch("海陵市民政局", 2021, OWN), sketch("海陵市水利局", 2022, OWN))
    assert rule == "text-alike"
    assert finding.locations[0].path == "海陵市水利局2022.docx"
    assert "海陵市民政局（2021）" in finding.message
    assert "海陵市民政局2021.docx" in finding.message


def test_an_organs_own_text_of_two_years_ago_is_found_and_that_of_last_year_left_to_the_pair() -> None:
    old, new = sketch("海陵市民政局", 2020, OWN), sketch("海陵市民政局", 2022, OWN)
    ((rule, finding),) = told(old, sketch("海陵市民政局", 2021), new)
    assert rule == "text-repeated"
    assert "2020年" in finding.message
    assert told(old, sketch("海陵市民政局", 2021, OWN), new) == []


def test_versions_of_one_report_are_alike_by_nature() -> None:
    assert told(sketch("海陵市文化和旅游局", lines=OWN), sketch("海陵市文旅局", lines=OWN)) == []


def printed(one: Sketch) -> Sketch:
    """The same report as it was printed to a file."""
    path = one.document.path.replace(".docx", ".pdf")
    return replace(one, document=replace(one.document, path=path, sha256=path))


def test_a_report_beside_its_print_is_no_copy_whoever_else_has_the_text() -> None:
    one, other = sketch("海陵市民政局", lines=OWN), sketch("海陵市水利局", lines=OWN)
    for some in ([one, printed(one), other], [other, one, printed(one)], [one, printed(one), other, printed(other)]):
        ((_, finding),) = told(*some)
        said = finding.message.partition("（对照")[0]
        assert said.count("民政局") == said.count("水利局") == 1, said
        assert "份报告" not in said


def test_a_report_that_is_half_like_two_versions_does_not_set_them_against_each_other() -> None:
    one = sketch("海陵市民政局", lines=OWN)
    other = sketch("海陵市水利局", lines=OWN[:3])
    rules = [(rule, finding.message) for rule, finding in told(one, printed(one), other)]
    assert all("水利局" in message for _, message in rules), rules


def test_versions_under_a_long_and_a_short_name_are_one_report_of_a_group() -> None:
    group = [sketch(f"海陵市{office}", lines=OWN) for office in ("文化和旅游局", "文旅局", "水利局", "司法局")]
    ((_, finding),) = told(*group)
    assert "等2份报告" in finding.message


def test_reports_of_two_places_under_one_short_name_are_not_hidden() -> None:
    one = sketch("市文旅局", lines=OWN)
    here, there = (
        replace(one, document=replace(one.document, path=f"{city}/a.docx", sha256=city))
        for city in ("海陵市", "青川市")
    )
    assert [rule for rule, _ in told(here, there)] == ["text-alike"]


def test_many_copies_are_told_once_and_counted() -> None:
    one = sketch("海陵市民政局", lines=OWN)
    copies = [
        replace(
            one,
            document=replace(one.document, path=f"{number}.docx", sha256=str(number)),
            identity=replace(one.identity, organ=f"海陵市{name}山街道办事处"),
        )
        for number, name in enumerate("东西南北金木水火土春夏秋冬梅兰竹菊松柏桃")
    ]
    ((_, finding),) = told(*copies)
    assert "等19份报告雷同" in finding.message
    assert len(finding.message) < 300


def test_of_more_texts_than_are_looked_at_each_run_takes_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets of names come in another order in each process."""
    names = [f"海陵市{name}山街道办事处" for name in "甲东西南北金木水火土春夏秋冬梅兰竹菊松柏桃"]
    others = [f"{name}服务中心" for name in names[1:]]
    made = {
        name: Sketch(Document(name, "text", name, ()), PACK, "report", Identity(organ=name, year=2022), own=9999)
        for name in (*names, *others)
    }
    made |= {name: replace(made[name], signature=(text,)) for text, some in enumerate((names, others)) for name in some}
    pairs = [*((names[0], other) for other in names[1:]), *zip(names[1:], others, strict=True)]
    seen: list[list[str]] = []

    def group(head: Sketch, around: Sequence[Sketch], *_: object) -> tuple[list[str], None]:
        seen.append([head.document.path, *(one.document.path for one in around)])
        return [], None

    monkeypatch.setattr(alike, "alike", lambda *_: pairs)
    monkeypatch.setattr(alike, "near_enough", lambda *_: True)
    monkeypatch.setattr(alike, "_group", group)
    monkeypatch.setattr(alike, "LARGEST", 2)
    spec = pack().spec
    alike.alike_facts(pack(), list(made.values()), Owners(made.values(), {PACK: spec.issuers}, {PACK: spec.versions}))
    assert seen[0] == [*names, others[-1]]
