"""Documents of a folder put together into dossiers: by issuer and year, or as a dossier file says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checker.document import Document
from checker.errors import UsageError
from checker.messages import text
from checker.reading.reading import Identity
from checker.run.dossierfile import DossierEntry, DossierFile
from checker.run.grouping import Given, group
from checker.run.sketch import Bundle, Sketch
from tests.checker.reports import PACK, document_of, known_report, pack, read, with_lines

REPORT, PLAN = "report", "plan"


def sketch(path: str, kind: str | None = REPORT, organ: str | None = "安澜市水务局", year: int | None = 2022) -> Sketch:
    """A document as the run recognised it; without a kind no pack knows it."""
    return Sketch(Document(path, "txt", path, ()), PACK if kind else None, kind, Identity(organ=organ, year=year))


def given(**said: object) -> Given:
    """What the call says, with the pack's way of comparing names."""
    return Given(issuers={PACK: pack().spec.issuers}, versions={PACK: pack().spec.versions}, **said)  # type: ignore[arg-type]


def shown(bundles: list[Bundle]) -> list[list[tuple[str, str]]]:
    """The dossiers as (path, role)."""
    return [[(one.document.path, role) for one, role in bundle.members] for bundle in bundles]


def test_a_report_goes_with_its_plan_and_with_last_years_report() -> None:
    made = shown(
        group([sketch("a"), sketch("plan", PLAN), sketch("old", year=2021), sketch("older", year=2020)], given())
    )
    assert made == [
        [("a", "report"), ("plan", "plan"), ("old", "prior")],
        [("old", "report"), ("older", "prior")],
        [("older", "report")],
    ]


@pytest.mark.parametrize("name", ["市水务局", "安澜市人民政府水务局", "水务局"])
def test_partners_may_name_the_organ_in_short(name: str) -> None:
    made = shown(group([sketch("a"), sketch("plan", PLAN, name)], given()))
    assert made == [[("a", "report"), ("plan", "plan")]]


@pytest.mark.parametrize(("organ", "year"), [("临川市水务局", 2022), ("安澜市水利局", 2022), ("安澜市水务局", 2020)])
def test_a_plan_of_another_organ_or_year_stays_alone_and_it_is_said_once(organ: str, year: int) -> None:
    bundles = group([sketch("a"), sketch("plan", PLAN, organ, year)], given())
    assert shown(bundles) == [[("a", "report")], [("plan", "plan")]]
    assert [path for path, _, _ in bundles[1].unchecked] == ["plan"]
    assert organ in text(bundles[1].unchecked[0][2], "zh-CN")


def test_a_plan_of_next_year_is_told_and_leaves_nothing_unchecked() -> None:
    bundles = group([sketch("a"), sketch("plan", PLAN, year=2023)], given())
    assert shown(bundles) == [[("a", "report")], [("plan", "plan")]]
    assert bundles[1].unchecked == ()
    assert [remark.key for remark in bundles[1].remarks] == ["facts.plan_ahead"]


def test_a_plan_that_the_call_names_serves_the_organ_it_belongs_to() -> None:
    both = [sketch("a"), sketch("b", organ="临川市水务局")]
    bundles = group([*both, sketch("p", PLAN), sketch("q", PLAN, "临川市水务局")], given(plan=("q",)))
    assert shown(bundles)[:2] == [[("a", "report"), ("p", "plan")], [("b", "report"), ("q", "plan")]]
    nameless = group([*both, sketch("p", PLAN, None)], given(plan=("p",)))
    assert shown(nameless) == [[("a", "report"), ("p", "plan")], [("b", "report"), ("p", "plan")]]
    foreign = group([*both, sketch("p", PLAN, "某省财政厅")], given(plan=("p",)))
    assert shown(foreign) == [[("a", "report")], [("b", "report")], [("p", "plan")]]
    assert "--plan" in text(foreign[2].unchecked[0][2], "en")


def test_two_partners_that_the_call_names_for_one_report_are_an_error() -> None:
    both = [sketch("a"), sketch("b", year=2021), sketch("c", year=2020)]
    with pytest.raises(UsageError, match="--prior gives two documents for a: b and c"):
        group(both, given(prior=("b", "c")))
    two = [
        sketch("a"),
        sketch("x", organ="临川市水务局"),
        sketch("b", year=2021),
        sketch("y", organ="临川市水务局", year=2021),
    ]
    assert shown(group(two, given(prior=("y", "b")))) == [
        [("a", "report"), ("b", "prior")],
        [("x", "report"), ("y", "prior")],
    ]


def test_a_report_that_the_call_names_as_last_years_is_no_dossier_of_its_own() -> None:
    bundles = group([sketch("a"), sketch("b", year=2019)], given(prior=("b",)))
    assert shown(bundles) == [[("a", "report"), ("b", "prior")]]


def test_two_versions_of_one_report_are_two_dossiers_and_each_says_so() -> None:
    bundles = group([sketch("one/a"), sketch("two/a")], given())
    assert shown(bundles) == [[("one/a", "report")], [("two/a", "report")]]
    for bundle, other in zip(bundles, ("two/a", "one/a"), strict=True):
        assert any(other in text(remark, "zh-CN") for remark in bundle.remarks)


def test_of_two_plans_that_of_the_same_folder_is_taken() -> None:
    bundles = group([sketch("x/a"), sketch("y/plan", PLAN), sketch("x/plan", PLAN)], given())
    assert shown(bundles)[0] == [("x/a", "report"), ("x/plan", "plan")]


def test_documents_without_a_name_or_year_or_that_no_pack_knows_stay_alone() -> None:
    some = [sketch("a", organ=None), sketch("b", year=None), sketch("c", PLAN, None), sketch("d", None)]
    assert shown(group(some, given())) == [[("a", "report")], [("b", "report")], [("c", "plan")], [("d", "unknown")]]


def folder(tmp_path: Path, **entries: object) -> Given:
    """A dossier file in a folder."""
    return given(files=((tmp_path, DossierFile(**entries)),))  # type: ignore[arg-type]


def test_a_dossier_file_goes_before_names_and_years(tmp_path: Path) -> None:
    names = {name: str(tmp_path / name) for name in ("a", "plan", "other", "old")}
    some = [
        sketch(names["a"]),
        sketch(names["plan"], PLAN),
        sketch(names["other"], PLAN, "某局", 2015),
        sketch(names["old"], year=2018),
    ]
    entry = DossierEntry("a", plan="other", prior="old")
    bundles = group(some, folder(tmp_path, dossiers=[entry]))
    assert shown(bundles)[0] == [(names["a"], "report"), (names["other"], "plan"), (names["old"], "prior")]


def test_the_units_of_a_list_are_parts_of_the_whole_and_those_without_a_report_are_missing(tmp_path: Path) -> None:
    some = [
        sketch("city", organ="安澜市人民政府"),
        sketch("water"),
        sketch("culture", organ="安澜市文旅局"),
        sketch("elsewhere", organ="临川市财政局"),
    ]
    units = ["安澜市水务局", "安澜市文化和旅游局", "安澜市财政局"]
    bundles = group(some, folder(tmp_path, whole="安澜市人民政府", units=units))
    assert shown(bundles)[0] == [("city", "report"), ("water", "part"), ("culture", "part")]
    assert bundles[0].beside.missing_units == ("安澜市财政局",)
    assert all(not bundle.beside.missing_units for bundle in bundles[1:])


WATER, CULTURE, MONEY = "安澜市水务局", "安澜市文化和旅游局", "安澜市财政局"
CITY = "安澜市人民政府"


def test_a_unit_that_the_list_names_twice_is_one_part(tmp_path: Path) -> None:
    some = [sketch("city", organ=CITY), sketch("culture", organ=CULTURE)]
    bundles = group(some, folder(tmp_path, whole=CITY, units=[CULTURE, "安澜市文旅局", CULTURE]))
    assert shown(bundles)[0] == [("city", "report"), ("culture", "part")]
    assert bundles[0].beside.missing_units == ()


def test_the_whole_is_no_part_of_itself_though_the_list_names_it(tmp_path: Path) -> None:
    some = [sketch("city", organ=CITY), sketch("water")]
    bundles = group(some, folder(tmp_path, whole=CITY, units=[CITY, WATER]))
    assert shown(bundles)[0] == [("city", "report"), ("water", "part")]
    assert bundles[0].beside.missing_units == ()


def test_a_list_without_a_whole_is_of_the_reports_below_its_folder(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    some = [sketch(str(here / "a"), organ=CITY), sketch(str(there / "b"), organ="临川市人民政府"), sketch("part")]
    listed = given(
        parts=("part",), files=((here, DossierFile(units=[WATER, MONEY])), (there, DossierFile(units=[CULTURE])))
    )
    missing = {bundle.members[0][0].document.path: bundle.beside.missing_units for bundle in group(some, listed)}
    assert missing == {str(here / "a"): (MONEY,), str(there / "b"): ()}


def test_two_reports_of_one_unit_among_the_parts_are_told(tmp_path: Path) -> None:
    names = {name: str(tmp_path / name) for name in ("city", "water", "final", "culture")}
    some = [
        sketch(names["city"], organ=CITY),
        sketch(names["water"]),
        sketch(names["final"], organ="市水务局"),
        sketch(names["culture"], organ=CULTURE),
    ]
    bundles = group(some, folder(tmp_path, dossiers=[DossierEntry("city", parts=["water", "final", "culture"])]))
    (told,) = [text(one, "en") for one in bundles[0].remarks if one.key == "facts.part_twice"]
    assert names["water"] in told
    assert names["final"] in told
    assert names["culture"] not in told


def test_of_two_versions_of_a_units_report_that_of_the_folder_is_the_part(tmp_path: Path) -> None:
    some = [sketch("all/city", organ=CITY), sketch("old/water"), sketch("all/water")]
    (bundle, *_) = group(some, folder(tmp_path, whole=CITY, units=[WATER]))
    assert shown([bundle]) == [[("all/city", "report"), ("all/water", "part")]]
    assert "facts.part_twice" not in {remark.key for remark in bundle.remarks}


def choices(bundle: Bundle) -> list[tuple[str, tuple[str, ...], str]]:
    """What there was to choose from: role, documents, the one taken."""
    return [(choice.role, choice.paths, choice.chosen) for choice in bundle.beside.choices]


def test_two_versions_of_a_units_report_side_by_side_are_told_and_none_is_chosen(tmp_path: Path) -> None:
    some = [sketch("city", organ=CITY), sketch("water"), sketch("water-b"), sketch("culture", organ=CULTURE)]
    (bundle, *_) = group(some, folder(tmp_path, whole=CITY, units=[WATER, CULTURE]))
    assert [path for path, role in shown([bundle])[0] if role == "part"] == ["culture"]
    assert choices(bundle) == [("part", ("water", "water-b"), "")]
    assert bundle.beside.missing_units == ()


def test_a_unit_that_is_listed_without_its_region_is_one_of_the_whole(tmp_path: Path) -> None:
    some = [
        sketch("a", organ="临川市水务局"),
        sketch("city", organ=CITY),
        sketch("b"),
        sketch("c", organ="安澜市青屿县"),
    ]
    (bundle,) = [
        one
        for one in group(some, folder(tmp_path, whole=CITY, units=["水务局", "青屿县"]))
        if one.members[0][0].document.path == "city"
    ]
    assert shown([bundle]) == [[("city", "report"), ("b", "part"), ("c", "part")]]
    assert bundle.beside.missing_units == ()


def test_an_index_of_names_finds_what_comparing_all_of_them_finds() -> None:
    from checker.pack.issuers import NameIndex, same_issuer

    spec = pack().spec.issuers
    places = ("安澜市", "临川市", "某省安澜市", "安澜市青屿县", "青屿县", "市", "县", "")
    bodies = (
        "水务局",
        "人民政府",
        "文化和旅游局",
        "文旅局",
        "人民政府外事办公室",
        "外办",
        "石溪镇人民政府",
        "石溪镇",
    )
    names = [place + body for place in places for body in (*bodies, "") if place + body]
    index = NameIndex(names, spec)
    for name in names:
        assert sorted(index.same(name)) == sorted(other for other in names if same_issuer(name, other, spec))


def test_a_renamed_organ_goes_on_by_the_word_of_its_report_or_of_the_folder(tmp_path: Path) -> None:
    old, new = "云泽市环境保护局", "云泽市生态环境局"
    before = sketch("old", organ=old, year=2021)
    silent = sketch("new", organ=new)
    telling = replace(silent, identity=replace(silent.identity, former=((old, new),)))
    apart, joined = (
        [[("old", "report")], [("new", "report")]],
        [[("old", "report")], [("new", "report"), ("old", "prior")]],
    )
    assert shown(group([before, silent], given())) == apart
    assert shown(group([before, telling], given())) == joined
    assert shown(group([before, silent], folder(tmp_path, renamed={old: new}))) == joined


@pytest.mark.parametrize(
    "line",
    [
        "根据机构改革方案，本局由“云泽市环境保护局”更名为“云泽市生态环境局”，6月起使用新印章。",
        "2021年3月，单位名称由云泽市环境保护局变更为云泽市生态环境局。",
        "原云泽市环境保护局更名为云泽市生态环境局。",
        "云泽市环境保护局于2021年3月正式改名为云泽市生态环境局。",
    ],
)
def test_a_report_says_in_several_ways_what_its_organ_was_called_before(line: str) -> None:
    report = with_lines(known_report(organ="云泽市生态环境局"), "overview", [line])
    assert read(document_of(report)).identity.former == (("云泽市环境保护局", "云泽市生态环境局"),)


def test_a_report_may_have_several_plans() -> None:
    plans = [sketch("points", PLAN), sketch("tasks", PLAN)]
    assert shown(group([sketch("a"), *plans], given(plan=("points", "tasks")))) == [
        [("a", "report"), ("points", "plan"), ("tasks", "plan")]
    ]


@pytest.mark.parametrize("organ", ["安澜市", "安澜市人民政府办公室", "安澜市政务公开领导小组办公室"])
def test_a_plan_of_the_government_is_one_of_the_level_above_for_its_bureaus(organ: str) -> None:
    bundles = group([sketch("a"), sketch("city", PLAN, organ)], given(plan=("city",)))
    assert shown(bundles) == [[("a", "report"), ("city", "above")]]
    assert any(organ in text(remark, "zh-CN") and "上级计划" in text(remark, "zh-CN") for remark in bundles[0].remarks)


@pytest.mark.parametrize("organ", ["临川市人民政府办公室", "安澜市教育局", "宁江县"])
def test_a_plan_of_anybody_else_is_none_of_the_level_above(organ: str) -> None:
    assert shown(group([sketch("a"), sketch("other", PLAN, organ)], given(plan=("other",)))) == [
        [("a", "report"), ("other", "plan")]
    ]


@pytest.mark.parametrize("office", ["安澜市人民政府办公室", "安澜市人民政府办公厅", "安澜市政务公开领导小组办公室"])
def test_the_office_of_a_government_is_not_below_it(office: str) -> None:
    reports = sketch("a", organ=office)
    assert shown(group([reports, sketch("city", PLAN, "安澜市")], given(plan=("city",)))) == [
        [("a", "report"), ("city", "plan")]
    ]


def test_a_government_has_the_plan_that_its_office_issued() -> None:
    city = sketch("a", organ="安澜市人民政府")
    assert shown(group([city, sketch("plan", PLAN, "安澜市人民政府办公室")], given())) == [
        [("a", "report"), ("plan", "plan")]
    ]


def test_a_plan_above_serves_the_reports_of_its_year_that_are_not_its_own_organs() -> None:
    reports = [
        sketch("water", organ="安澜市水务局"),
        sketch("county", organ="宁江县"),
        sketch("old", organ="安澜市水务局", year=2021),
        sketch("city", organ="安澜市"),
    ]
    plan = sketch("plan", PLAN, "安澜市人民政府办公室")
    made = shown(group([*reports, plan], given(above=("plan",))))
    assert [bundle[0][0] for bundle in made if ("plan", "above") in bundle] == ["water", "county"]


def test_a_plan_above_that_nobody_named_is_told() -> None:
    bundles = group([sketch("a"), sketch("city", PLAN, "安澜市人民政府办公室")], given())
    assert shown(bundles) == [[("a", "report")], [("city", "plan")]]
    assert "--above" in text(bundles[1].unchecked[0][2], "zh-CN")


def test_what_the_call_names_as_a_plan_is_one_whatever_it_is_called() -> None:
    roles = {PACK: frozenset({"report", "plan"})}
    made = shown(group([sketch("a"), sketch("b", None)], given(plan=("b",), roles=roles)))
    assert made == [[("a", "report"), ("b", "plan")]]


def test_a_dossier_file_names_several_plans_and_those_above(tmp_path: Path) -> None:
    paths = {name: str(tmp_path / f"{name}.txt") for name in ("a", "points", "tasks", "city", "county")}
    some = [
        sketch(paths["a"]),
        sketch(paths["points"], PLAN),
        sketch(paths["tasks"], PLAN),
        sketch(paths["city"], PLAN, "安澜市人民政府"),
        sketch(paths["county"], organ="宁江县水利局"),
    ]
    entry = DossierEntry("a.txt", plan=["points.txt", "tasks.txt"])
    said = given(files=((tmp_path, DossierFile([entry], above=["city.txt"])),))
    made = [[(Path(path).stem, role) for path, role in bundle] for bundle in shown(group(some, said))]
    assert made == [
        [("a", "report"), ("points", "plan"), ("tasks", "plan"), ("city", "above")],
        [("county", "report"), ("city", "above")],
    ]
