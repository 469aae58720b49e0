"""The same note on many paragraphs is told once, and judged one by one."""

from __future__ import annotations

import json
from pathlib import Path

from tests.checker.reports import known_report, with_lines
from tests.cli.calls import PACK, call
from tests.generator import text

NUMBERS = ["国办发【2021】12号", "国办函【2020】3号", "国办发【2019】5号", "国办函【2018】7号", "国办发【2017】9号"]


def report(name: str, numbers: list[str]) -> Path:
    lines = [f"认真学习并落实{number}文件的要求。" for number in numbers]
    Path(name).write_text(text.write(with_lines(known_report(), "overview", lines), "pipes"), encoding="utf-8")
    return Path(name)


def notes(out: str) -> list[dict]:
    found = [one for dossier in json.loads(out)["dossiers"] for one in dossier["findings"]]
    return [one for one in found if one["rule"].endswith("/number-brackets")]


def test_five_numbers_in_wrong_brackets_are_one_note_with_five_places(capfd):
    called = call(capfd, "check", report("a.txt", NUMBERS), *PACK, "-f", "json")
    (note,) = notes(called.out)
    assert [place["text"] for place in note["locations"]] == [number[3:] for number in NUMBERS]
    assert note["message"].endswith("另有4处相同：“【2020】3号”、“【2019】5号”、“【2018】7号”等。")
    assert [one["message"] for one in note["members"]] == [
        f"文号“{number[3:]}”的年份应用六角括号：〔{number[4:8]}〕。" for number in NUMBERS
    ]
    assert json.loads(called.out)["summary"]["notes"] == 1


def test_one_number_is_told_as_it_is(capfd):
    (note,) = notes(call(capfd, "check", report("a.txt", NUMBERS[:1]), *PACK, "-f", "json").out)
    assert "members" not in note
    assert "另有" not in note["message"]


def test_what_is_mended_of_several_is_told_apart_from_what_is_left(capfd):
    call(capfd, "check", report("a.txt", NUMBERS), *PACK, "-f", "json", "-o", "old.json")
    later = report("b.txt", [NUMBERS[0].replace("【", "〔").replace("】", "〕"), *NUMBERS[1:]])
    found = {one["state"]: one for one in notes(call(capfd, "diff", "old.json", later, *PACK, "-f", "json").out)}
    assert [place["text"] for place in found["fixed"]["locations"]] == ["【2021】12号"]
    assert len(found["remaining"]["members"]) == 4


def test_each_of_several_is_accepted_by_itself(capfd):
    call(capfd, "check", report("a.txt", NUMBERS), *PACK, "--write-waivers", "drafted.yaml")
    drafted = Path("drafted.yaml").read_text("utf-8")
    assert drafted.count("- rule: ") == len(NUMBERS)
    first = drafted.split("\n\n")[1].replace('reason: ""', "reason: 引用旧文").replace('by: ""', "by: 张三")
    Path("accepted.yaml").write_text(first, encoding="utf-8")
    found = notes(call(capfd, "check", "a.txt", *PACK, "-f", "json", "--waivers", "accepted.yaml").out)
    assert [bool(one["waiver"]) for one in found] == [True, False]
    assert len(found[1]["members"]) == len(NUMBERS) - 1


def test_several_things_that_one_place_lacks_are_told_by_their_names(capfd):
    plain = known_report(organ="安澜市人民政府")
    Path("city.txt").write_text(text.write(plain, "pipes"), encoding="utf-8")
    found = json.loads(call(capfd, "check", Path("city.txt"), *PACK, "-f", "json").out)["dossiers"][0]["findings"]
    (missing,) = [one for one in found if one["rule"].endswith("/accountability-missing")]
    assert missing["message"].endswith("没有找到“社会评议”。同样：没有报告“责任追究结果”情况。")
    assert len(missing["members"]) == 2
