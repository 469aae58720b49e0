"""The order of the sentences for a promise is a list whose later ones are made when they are asked for."""

from __future__ import annotations

from checker.commitments import load_vocabulary, promises
from checker.commitments.passages import passages
from checker.commitments.ranking import TOLD, ranking
from checker.commitments.table import Table
from tests.checker.reports import pack
from tests.checker.test_plan_amounts import document

VOCABULARY = load_vocabulary(pack().vocabulary)
THINGS = ("供水", "排水", "节水", "防汛", "灌溉", "水质", "河道", "水库", "堤防", "取水", "渔业", "航道")


def test_of_many_sentences_few_are_looked_into_and_all_can_be(monkeypatch) -> None:
    plan = document("plan", "某市水务局2023年政务公开工作要点\n一、重点任务\n（一）公布供水管网改造进展。")
    said = "\n".join(f"{thing}管网改造进展在网站公布{at}次。" for at, thing in enumerate(THINGS, 1))
    report = document("report", f"某市水务局2023年政府信息公开工作年度报告\n一、总体情况\n{said}\n")
    made = []
    whole = Table.ranked
    monkeypatch.setattr(Table, "ranked", lambda *one: made.append(1) or whole(*one))
    sentences = passages(report, VOCABULARY, 2023)
    (order,) = ranking(promises(plan, VOCABULARY, year=2023), sentences, None, VOCABULARY)
    assert (len(order), len(made)) == (len(THINGS), TOLD)
    assert order[0].match.passage is sentences[0]
    assert [one.match.passage for one in order.where(lambda passage: "渔业" in passage.text)] == [sentences[10]]
    assert len(made) <= TOLD + 1
    assert sorted(one.match.passage.text for one in order) == sorted(one.text for one in sentences)
    assert all(one.rank >= order[3].rank for one in order.down_to(order[3].rank))
