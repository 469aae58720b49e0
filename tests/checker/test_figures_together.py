"""Sound sentences stay sound beside each other: what one tells is not taken for what another counts."""

from __future__ import annotations

from random import Random

import pytest

from checker.facts import figures
from tests.checker.reports import document_of, known_report, read, with_lines
from tests.checker.test_figures import cases, tables, told

PAIRS = 60
_DOUBTFUL = "≠~?"


def _sound() -> list[str]:
    """The sentences of the report of a bureau that agree with its tables in every figure."""
    return [
        told(one["text"])[0]
        for one in cases("figures.yaml") + cases("figures_apart.yaml")
        if not set(one) & {"in", "organ", "year"} and not set(_DOUBTFUL) & set(one["text"])
    ]


def _differences(line: str) -> list[str]:
    reading = read(document_of(with_lines(known_report(set_=tables()), "overview", [line])))
    found = []
    for fact in figures.extract(reading):
        values = fact.values
        if fact.kind == "figure" and values["status"] == "differ":
            found.append(f"{values['text']} of {values['can_be']}")
        elif fact.kind == "parts" and values["complete"] and values["parts"] != values["total"]:
            found.append(f"{values['total']} is not {values['list']}")
        elif fact.kind in ("rate", "balance") and values["holds"] is False:
            found.append(str(values["text"]))
    return found


@pytest.mark.parametrize("mark", ["。", "；"])
def test_two_sound_sentences_together_tell_no_difference(mark: str) -> None:
    random, sound = Random(mark), _sound()
    for _ in range(PAIRS):
        one, other = random.sample(sound, 2)
        line = f"{one.rstrip('。')}{mark}{other}"
        assert _differences(line) == [], line


@pytest.mark.parametrize(
    ("line", "told_of"),
    [
        ("发布信息133条，其中动态78条、公告25条、未成年人心理辅导15条、政务公开13条、重点领域2条。", []),
        ("发布信息45条，其中零售药店20条、无障碍环境15条、共享单车10条。", []),
        ("发布信息46条，其中零售药店20条、无障碍环境15条、共享单车10条、其他2条。", ["46 is not 20+15+10+2"]),
        ("2020年结转申请8件，2021年新收申请96件，其中2021年底前办结99件。", []),
        ("收到申请96件，其中当面提交6件、网上提交80件、信函提交10件；2020年同类申请仅20件。", []),
        ("收到申请96件，其中当面提交6件、网上提交80件、信函提交11件；2020年同类申请仅20件。", ["96 is not 6+80+11"]),
        ("告知无法提供18件，其中本局不掌握的14件；不予处理7件，作其他处理4件。", []),
        ("出台文件19件，其中17件已向社会公布，年底能查到的文件总数达到130件。", []),
        ("发布信息453条。其中，通过网站发布214条，通过公众号发布163条，通过微博发布0条，通过其他途径发布76条。", []),
        (
            "发布信息453条。其中，通过网站发布214条，通过公众号发布163条，通过其他途径发布58条。",
            ["453 is not 214+163+58"],
        ),
        ("全年公开信息453条；其中网站公开214条，公众号公开163条，其余渠道公开58条。", ["453 is not 214+163+58"]),
        ("更新信息286条次，当中公告94条次、动态121条次、公示45条次、其他28条次。", ["286 is not 94+121+45+28"]),
        ("更新信息288条次，当中公告94条次、动态121条次、公示45条次、其他28条次。", []),
    ],
)
def test_a_list_is_added_up_whatever_its_words_begin_with(line: str, told_of: list[str]) -> None:
    assert [one for one in _differences(line) if "is not" in one] == told_of
