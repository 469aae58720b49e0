"""A run beside an earlier one: what is new, what remains, what is fixed, and what nobody can say."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.audit.audit import Audit, Checked, Decided, Run, Unchecked
from checker.audit.baseline import compare, different
from checker.audit.earlier import is_outcome, load
from checker.document import Location
from checker.errors import WaiverError
from checker.finding import Finding, Waiver
from checker.messages import text
from checker.outputs import render
from tests.checker.audits import audit, cell, finding, leftover, nothing_left, passing, run, words
from tests.outputs.given_runs import attacked, bureau, city, run_of


def states(made: Run) -> list[tuple[str, str | None]]:
    return [(one.rule.partition("/")[2], one.state) for one in made.findings()]


def test_findings_are_new_remaining_or_fixed():
    balance = finding("balance", cell("a.txt", "new", "total", "12"))
    gone = finding("gone", words("a.txt", "overview", "张三"))
    old = run(audit("a.txt", balance, gone))
    new = run(audit("a.txt", balance, finding("come", words("a.txt", "overview", "李四")), passed=nothing_left("gone")))
    assert states(compare(new, old)) == [("balance", "remaining"), ("come", "new"), ("gone", "fixed")]


def test_fixed_findings_do_not_count_and_new_and_remaining_ones_do():
    balance = finding("balance", cell("a.txt", "new", "total", "12"))
    assert not compare(run(audit("a.txt", passed=passing(balance))), run(audit("a.txt", balance))).fails("note")
    assert compare(run(audit("a.txt", balance)), run(audit("a.txt", balance))).fails("error")
    assert compare(run(audit("a.txt", balance)), run(audit("a.txt"))).fails("error")


def test_a_figure_that_was_changed_and_is_still_wrong_remains():
    old = run(audit("a.txt", finding("balance", cell("a.txt", "new", "total", "12"))))
    new = run(audit("a.txt", finding("balance", cell("a.txt", "new", "total", "13"))))
    assert states(compare(new, old)) == [("balance", "remaining")]


def test_another_cell_is_another_finding():
    natural = finding("balance", cell("a.txt", "new", "natural", "12"))
    old = run(audit("a.txt", natural))
    new = run(audit("a.txt", finding("balance", cell("a.txt", "new", "total", "12")), passed=passing(natural)))
    assert states(compare(new, old)) == [("balance", "new"), ("balance", "fixed")]


def test_a_passage_that_was_reworded_and_is_still_wrong_remains():
    old = run(audit("a.txt", leftover("这里的说明请各单位按实际情况填写", "内容")))
    new = run(audit("a.txt", leftover("此处说明请各单位按照实际情况填写。", "公开")))
    assert states(compare(new, old)) == [("placeholder", "remaining")]


def test_another_passage_is_another_finding():
    old = run(audit("a.txt", finding("leftover", words("a.txt", "overview", "2022年"))))
    other = finding("leftover", words("a.txt", "overview", "某某单位"))
    new = run(audit("a.txt", other, passed=nothing_left("leftover")))
    assert states(compare(new, old)) == [("leftover", "new"), ("leftover", "fixed")]


def test_of_three_equal_findings_one_fixed_leaves_two():
    def some(count: int) -> Run:
        equal = [finding("leftover", words("a.txt", "overview", "××", n)) for n in range(count)]
        return run(audit("a.txt", *equal, passed=nothing_left("leftover")))

    assert [state for _, state in states(compare(some(2), some(3)))] == ["remaining", "remaining", "fixed"]


def test_a_waived_finding_keeps_its_waiver_and_gets_its_state():
    balance = finding("balance", cell("a.txt", "new", "total", "12"))
    accepted = replace(balance, waiver=Waiver("模板如此", "李四"))
    (made,) = compare(run(audit("a.txt", accepted)), run(audit("a.txt", balance))).findings()
    assert (made.waiver, made.state) == (accepted.waiver, "remaining")


def test_what_the_earlier_run_told_as_fixed_is_not_told_again():
    long_gone = replace(finding("gone", words("a.txt", "overview", "张三")), state="fixed")
    assert states(compare(run(audit("a.txt")), run(audit("a.txt", long_gone)))) == []


PLACES = st.lists(
    st.tuples(st.sampled_from(["balance", "leftover", "title"]), st.sampled_from("甲乙丙丁"), st.integers(1, 60)),
    max_size=12,
    unique_by=lambda one: (one[0], one[1]),
)


@given(PLACES, st.integers(-1, 30))
def test_edits_elsewhere_change_no_state(some, moved):
    """The same findings, each some paragraphs further down: all remain, none is new, none is fixed."""

    def at(offset: int) -> Run:
        places = [(rule, words("a.txt", "overview", word, block + offset)) for rule, word, block in some]
        return run(audit("a.txt", *(finding(rule, place) for rule, place in places)))

    assert {state for _, state in states(compare(at(moved), at(0)))} <= {"remaining"}


@given(PLACES, PLACES)
def test_every_earlier_finding_remains_or_is_fixed_and_no_other_is(before, after):
    def of(some) -> list[Finding]:
        return [finding(rule, words("a.txt", "overview", word, block)) for rule, word, block in some]

    new = audit("a.txt", *of(after), passed=nothing_left("balance", "leftover", "title"))
    made = [state for _, state in states(compare(run(new), run(audit("a.txt", *of(before)))))]
    assert made.count("remaining") + made.count("new") == len(after)
    assert made.count("remaining") + made.count("fixed") == len(before)
    common = {(rule, word) for rule, word, _ in before} & {(rule, word) for rule, word, _ in after}
    assert made.count("remaining") >= len(common)


def one(path: str, issuer: str | None, year: int | None, text_: str = "12") -> Audit:
    return audit(path, finding("balance", cell(path, "new", "total", text_)), issuer=issuer, year=year)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (("a.txt", "甲局", 2023), ("a.txt", "甲局", 2023)),
        (("new/甲局终稿.docx", "甲局", 2023), ("old/甲局.docx", "甲局", 2023)),
        (("a.txt", "甲局", 2023), ("a.txt", "甲市", 2023)),
        (("a.txt", "甲局", 2023), ("a.txt", None, None)),
        (("new/a.txt", None, None), ("old/a.txt", None, None)),
    ],
)
def test_a_report_is_found_again_by_path_issuer_and_year_or_file_name(new, old):
    made = compare(run(one(*new)), run(one("x.txt", "丙局", 2023), one(*old)))
    assert states(made) == [("balance", "remaining")]
    assert made.notices == ("Documents of the baseline are not part of this run and were not compared: x.txt",)


def test_two_reports_that_swapped_their_names_are_told_apart_by_issuer():
    old = run(one("a.txt", "乙局", 2023), one("b.txt", "甲局", 2023))
    made = compare(run(one("a.txt", "甲局", 2023), one("b.txt", "乙局", 2023, "7")), old)
    assert states(made) == [("balance", "remaining"), ("balance", "remaining")]
    assert made.notices == ()


def test_a_report_that_was_not_there_before_is_new_and_one_of_another_year_too():
    made = compare(run(one("b.txt", "乙局", 2024), one("a24.txt", "甲局", 2024)), run(one("a.txt", "甲局", 2023)))
    assert states(made) == [("balance", "new"), ("balance", "new")]
    assert made.notices == ("Documents of the baseline are not part of this run and were not compared: a.txt",)


def test_two_drafts_are_compared_whatever_organ_and_year_are_read_in_them():
    new, old = run(one("new.txt", "甲局", 2024)), run(one("old.txt", "甲市", 2023))
    assert states(compare(new, old, together=True)) == [("balance", "remaining")]
    odd = different(new, old)
    assert odd is not None
    assert "甲市 2023, 甲局 2024" in text(odd, "en")
    assert different(new, new) is None


def test_what_cannot_be_checked_any_more_is_not_fixed():
    unread = Audit(None, None, (), unchecked=(Unchecked("a.txt", "the whole file", "damaged"),))
    made = compare(run(unread), run(one("a.txt", "甲局", 2023)))
    assert states(made) == []
    assert made.notices == ("a.txt: could not be checked; 1 findings of the baseline were not compared",)


def test_what_no_pack_knows_any_more_is_not_fixed():
    unknown = Audit(None, None, (Checked("a.txt", "cd" * 32, "txt", "unknown"),))
    made = compare(run(unknown), run(one("a.txt", "甲局", 2023)))
    assert states(made) == []
    assert made.notices[0].startswith("1 findings of the baseline come from packs that are not part of this run")


def test_findings_of_packs_that_were_not_used_are_not_fixed():
    foreign = replace(finding("balance", cell("a.txt", "new", "total", "12")), rule="our-office/balance")
    made = compare(run(audit("a.txt")), run(audit("a.txt", foreign)))
    assert states(made) == []
    assert "our-office" in made.notices[0]


def test_a_pack_that_has_changed_is_told():
    made = compare(run(audit("a.txt", digest="d2")), run(audit("a.txt", digest="d1")))
    assert "cn-disclosure-report have changed since the baseline" in made.notices[0]


def test_findings_over_a_batch_are_compared_by_their_documents():
    def alike(first: str, second: str) -> Finding:
        places = (words(first, "overview", "推进政务公开"), words(second, "overview", "推进政务公开"))
        return replace(finding("text-alike", places[0]), locations=places)

    units = [audit(f"{name}.txt", issuer=name) for name in "甲乙丙"]
    moved = [audit(f"new/{name}.txt", issuer=name) for name in "甲乙丙"]
    missing = replace(finding("unit-missing", Location("")), message="缺少丁局的报告")
    old = run(*units, batch=(alike("甲.txt", "乙.txt"), alike("乙.txt", "丙.txt"), missing))
    new = run(*moved, batch=(alike("new/甲.txt", "new/丙.txt"), alike("new/乙.txt", "new/丙.txt")))
    new = replace(new, batch_decided=Decided(passing(missing)))
    assert states(compare(new, old)) == [
        ("text-alike", "new"),
        ("text-alike", "remaining"),
        ("text-alike", "fixed"),
        ("unit-missing", "fixed"),
    ]
    fewer = compare(run(*moved[:1]), old)
    assert states(fewer) == []
    assert "1 findings of the baseline depend on all documents" in fewer.notices[1]


def written(made: Run, folder: Path) -> Path:
    path = folder / "old.json"
    path.write_bytes(render("json", made, {}))
    return path


@pytest.mark.parametrize("dossiers", [(city,), (bureau,), (attacked,), (city, bureau, attacked), ()])
def test_an_outcome_written_and_loaded_is_the_same_outcome(dossiers, tmp_path):
    made, _ = run_of(*(dossier() for dossier in dossiers))
    path = written(made, tmp_path)
    again = load(path, "zh-CN")
    assert is_outcome(path)
    wanted, found = (json.loads(render("json", each, {}))["dossiers"] for each in (made, again))
    for dossier in (*wanted, *found):
        del dossier["verdicts"]  # by rule they are not in the JSON
        for item in dossier["findings"]:
            for place in item["locations"]:
                place["boxes"] = place["continued"] = []
    assert found == wanted
    assert {state for _, state in states(compare(made, again))} <= {"remaining", "fixed", "new", "uncompared"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "line 1 is not JSON"),
        (b"{\n\n nonsense", "line 3 is not JSON"),
        (b"\x80{}", "not UTF-8 text"),
        (b"null", "{} is missing or of another type"),
        ("null".encode("utf-16"), "{} is missing or of another type"),
        (b"[]", "{} is missing or of another type"),
        (b'{"version": "2.1.0", "runs": []}', "dossiers is missing or of another type"),
        (b'{"dossiers": [{}], "batch": {"findings": []}}', "dossiers[0].documents is missing or of another type"),
        (b'{"dossiers": [7], "batch": {"findings": []}}', "dossiers[0] is missing or of another type"),
        (b"[" * 100_000, "line 1 is not JSON"),
        (b"9" * 5_000, "line 1 is not JSON"),
    ],
)
def test_a_broken_or_foreign_file_is_refused_with_what_would_do(content, why, tmp_path):
    path = tmp_path / "old.json"
    path.write_bytes(content)
    with pytest.raises(WaiverError) as caught:
        load(path, "en")
    told = text(caught.value.message, "en")
    assert why in told
    assert "--format json" in told


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(WaiverError):
        load(tmp_path / "none.json", "en")
    assert not is_outcome(tmp_path / "none.json")


KEYS = ["rule", "severity", "verdict", "title", "source", "values", "locations", "fingerprint"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [None, 3.5, "?", [], {"a": 1}])
def test_a_tampered_outcome_is_refused_or_loaded_and_never_breaks(key, value, tmp_path):
    path = written(run(one("a.txt", "甲局", 2023)), tmp_path)
    data = json.loads(path.read_bytes())
    data["dossiers"][0]["findings"][0][key] = value
    path.write_text(json.dumps(data), encoding="utf-8")
    try:
        again = load(path, "en")
    except WaiverError as error:
        told = text(error.message, "en")
    else:
        told = ""
        compare(run(one("a.txt", "甲局", 2023)), again)
    assert not told or "dossiers[0].findings[0]" in told
