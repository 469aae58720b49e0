"""The engine agrees with brute force on any pack and any fact, survives thousands of facts, and never guesses."""

import re
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.engine import Engine, EngineFact, EngineRule
from checker.engine.binding import load_library
from checker.engine.ruleset import MOST_PROPERTIES, Ruleset, library
from checker.errors import EngineError
from checker.expression import Unknown, parse
from checker.expression.evaluate import ready, value_of
from checker.finding import Verdict
from checker.messages import LANGUAGES, say
from checker.messages import text as text_of
from tests.checker.oracle import verdict as by_brute_force

WHOLE = ["a", "b", "c", "part_1", "part_2", "prior.a"]
OTHER = {
    "amount": "number",
    "name": "text",
    "place": "text",
    "flag": "truth",
    "found": "truth",
    "start": "day",
    "end": "day",
}

whole = st.integers(-3, 3) | st.sampled_from(
    [2**31, 2**40 - 1, 2**40, -(2**40), 2**53, 2**53 + 1, 2**63, 2**70, 10**59]
)
day = st.sampled_from([date(2020, 12, 31), date(2021, 1, 1), date(2021, 1, 2), date(1, 1, 1), date(9999, 12, 31)])
text = st.sampled_from(["natural", "legal", "", "“引号\"'\\\n", "长" * 3000, "1", "true", "\x00", "\ud7ff😀"])
unknown = st.builds(Unknown, st.sampled_from(["blank", "unreadable", "absent"]), st.sampled_from(["", "/"]))
number = whole | st.sampled_from([Decimal("0.1"), Decimal("0.30"), Decimal(2), Decimal("-1.5"), Decimal("1e30")])
any_value = whole | number | text | day | st.booleans() | unknown
TYPES = {"number": number, "text": text, "truth": st.booleans(), "day": day}


def mostly(likely):
    return st.integers(0, 11).flatmap(lambda dice: any_value if dice == 0 else unknown if dice == 1 else likely)


values = st.fixed_dictionaries(
    {}, optional={name: mostly(whole) for name in WHOLE} | {name: mostly(TYPES[kind]) for name, kind in OTHER.items()}
)
plain_values = st.fixed_dictionaries(
    {name: st.integers(-3, 3) for name in WHOLE}
    | {name: TYPES[kind] for name, kind in OTHER.items() if kind != "number"}
)

numbers = st.recursive(
    st.sampled_from([*WHOLE, "a", "b", "amount", "0", "1", "2", "0.3", "sum('part_*')", "sum('other_*')"]),
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("({} - {})".format, inner, inner),
        st.builds("{} * {}".format, inner, st.sampled_from(["2", "a", "(b - 1)"])),
        st.builds("-{}".format, inner),
        st.builds("({} / {})".format, inner, st.sampled_from(["2", "a", "b", "3", "amount"])),
        st.builds("round({}, {})".format, inner, st.sampled_from(["0", "1", "2", "a"])),
        st.builds("value({}, {})".format, st.sampled_from(["a", "b", "amount", "prior.a"]), inner),
        st.builds("({} if flag else {})".format, inner, inner),
        st.builds("abs({})".format, inner),
        st.builds("min({}, {})".format, inner, inner),
        st.builds("max({}, {}, 1)".format, inner, inner),
    ),
    max_leaves=5,
)
texts = st.sampled_from(["name", "place", "'natural'", "'legal'", "''"])
days = st.sampled_from(["start", "end", "date(2021, 1, 1)", "date(2020 + a, b, 1)", "(start + 1)", "(end - a)"])
order = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
conditions = st.recursive(
    st.one_of(
        st.builds("{} {} {}".format, numbers, order, numbers),
        st.builds("{} {} {}".format, numbers, order, numbers),
        st.builds("{} <= {} < {}".format, numbers, numbers, numbers),
        st.builds("{} {} {}".format, texts, st.sampled_from(["==", "!=", "<"]), texts),
        st.builds("{} {} {}".format, days, order, days),
        st.builds("{} {} {}".format, days, st.sampled_from(["==", "<"]), st.sampled_from(["a", "name", "true"])),
        st.builds("(end - start) {} {}".format, order, numbers),
        st.builds("name {} ['natural', {}]".format, st.sampled_from(["in", "not in"]), texts),
        st.builds("a in [0, 1, 2, {}, {}]".format, numbers, numbers),
        st.builds("days(start, end) {} {}".format, order, numbers),
        st.builds("{}({}, {})".format, st.sampled_from(["same", "contains", "starts", "ends"]), texts, texts),
        st.builds("close({}, {}, {})".format, numbers, numbers, numbers),
        st.builds("{}({})".format, st.sampled_from(["known", "blank", "absent"]), st.sampled_from([*WHOLE, *OTHER])),
        st.sampled_from(
            ["flag", "found", "true", "false", "flag == true", "flag != found", "flag < found", "a", "name"]
        ),
    ),
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("({} and {} and {})".format, inner, inner, inner),
        st.builds("(not {})".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
    ),
    max_leaves=6,
)
rules = st.lists(
    st.tuples(st.sampled_from(["column", "row"]), st.none() | conditions, conditions), min_size=1, max_size=9
)


@given(condition=conditions, facts=st.lists(values, min_size=1, max_size=4))
def test_what_is_made_ready_once_says_what_is_worked_out_each_time(condition, facts):
    root = parse(condition).root
    made = ready(root)
    for one in facts:
        found, wanted = made(one), value_of(root, one)
        assert found == wanted
        assert type(found) is type(wanted)


def judged(pack, facts):
    engine = Engine(
        [
            EngineRule(str(at), kind, where and parse(where), parse(expect))
            for at, (kind, where, expect) in enumerate(pack)
        ]
    )
    return flat(engine.judge([EngineFact(at, kind, fact) for at, (kind, fact) in enumerate(facts)]))


def flat(verdicts):
    """By rule and fact."""
    return {(rule, key): verdict for key, of_fact in verdicts.items() for rule, verdict in of_fact.items()}


def expected(pack, facts):
    return {
        (str(rule), fact): Verdict(by_brute_force(where, expect, held))
        for rule, (kind, where, expect) in enumerate(pack)
        for fact, (fact_kind, held) in enumerate(facts)
        if kind == fact_kind
    }


@settings(max_examples=250, deadline=None)
@given(rules, st.lists(st.tuples(st.sampled_from(["column", "row", "cell"]), values | plain_values), max_size=6))
@example([("column", None, "a in [0, ((a / b) / b)]")], [("column", {"a": -1, "b": 2**40 - 1})])
def test_every_verdict_is_that_of_brute_force(pack, facts):
    assert judged(pack, facts) == expected(pack, facts)


BALANCE = EngineRule("balance", "column", None, parse("new + carried_in == handled + carried_out"))


def column(key, new=10, carried_in=2, handled=11, carried_out=1):
    return EngineFact(
        key, "column", {"new": new, "carried_in": carried_in, "handled": handled, "carried_out": carried_out}
    )


def test_a_balance_passes_fails_and_is_left_to_a_person():
    facts = [column(1), column(2, carried_out=2), column(3, carried_in=Unknown("blank")), EngineFact(4, "row", {})]
    assert flat(Engine([BALANCE]).judge(facts)) == {
        ("balance", 1): Verdict.PASS,
        ("balance", 2): Verdict.FAIL,
        ("balance", 3): Verdict.REVIEW,
    }


def test_a_rule_does_not_look_at_facts_that_it_leaves_out():
    rule = EngineRule("r", "section", parse("required"), parse("found"))
    values = {
        1: (False, False),
        2: (True, True),
        3: (True, False),
        4: (Unknown("absent"), False),
        5: (False, Unknown("blank")),
    }
    facts = [
        EngineFact(key, "section", {"required": required, "found": found}) for key, (required, found) in values.items()
    ]
    verdicts = {key: str(verdict) for (_, key), verdict in flat(Engine([rule]).judge(facts)).items()}
    assert verdicts == {1: "not_applicable", 2: "pass", 3: "fail", 4: "review", 5: "not_applicable"}


def test_an_engine_judges_many_documents_each_by_itself():
    engine = Engine([BALANCE, EngineRule("named", "column", None, parse("column == 'natural'"))])
    for size in (1, 0, 300, 3):
        facts = [
            EngineFact(at, "column", {"new": at, "carried_in": 1, "handled": at, "carried_out": at % 2})
            for at in range(size)
        ]
        verdicts = flat(engine.judge(facts))
        assert {at for (rule, at), verdict in verdicts.items() if rule == "balance" and verdict is Verdict.PASS} == {
            at for at in range(size) if at % 2
        }
        assert len(verdicts) == 2 * size


def test_facts_that_are_alike_are_one_fact_to_the_library_and_each_has_its_verdict(monkeypatch):
    given = []
    assert_fact = library.assert_fact
    monkeypatch.setattr(library, "assert_fact", lambda handle, fact: given.append(fact) or assert_fact(handle, fact))
    facts = [column(key, carried_out=1 + key % 2) for key in range(200)]
    facts += [column(200 + key, carried_in=Unknown("blank")) for key in range(3)]
    verdicts = flat(Engine([BALANCE]).judge(facts))
    assert [verdicts["balance", key] for key in range(200)] == [Verdict.PASS, Verdict.FAIL] * 100
    assert {verdicts["balance", 200 + key] for key in range(3)} == {Verdict.REVIEW}
    assert len(given) == 3


def test_what_is_like_a_fact_of_a_document_before_is_not_given_to_the_library_again(monkeypatch):
    given = []
    assert_fact = library.assert_fact
    monkeypatch.setattr(library, "assert_fact", lambda handle, fact: given.append(fact) or assert_fact(handle, fact))
    monkeypatch.setattr(sys.modules["checker.engine.ruleset"], "KEPT", 3)
    named = EngineRule("named", "column", None, parse("column == 'natural' or column == other"))
    engine = Engine([named])

    def ask(*facts):
        given.clear()
        made = [EngineFact(key, "column", {"column": one, "other": two}) for key, (one, two) in enumerate(facts)]
        return "".join(str(verdict)[0] for verdict in flat(engine.judge(made)).values()), len(given)

    assert ask(("natural", "x"), ("a", "b"), ("c", "c")) == ("pfp", 3)
    # What is like counts, not what the texts are.
    assert ask(("z", "z"), ("y", "x"), ("natural", "n")) == ("pfp", 0)
    assert ask(("natural", "natural"), ("a", "natural")) == ("pf", 2)
    # More than is kept: all begins anew.
    assert ask(("a", "b")) == ("f", 1)


def test_an_engine_for_one_call_holds_no_ruleset_and_judges_as_any(monkeypatch):
    deleted = []
    delete = library.delete_ruleset
    monkeypatch.setattr(library, "delete_ruleset", lambda handle: deleted.append(handle) or delete(handle))
    rules = [BALANCE, EngineRule("row", "row", None, parse("found"))]
    facts = [column(1), column(2, carried_in=Unknown("blank")), EngineFact(3, "row", {"found": False})]
    once, many = Engine(rules, once=True), Engine(rules)
    assert once.judge(facts) == many.judge(facts)
    assert len(deleted) == 3  # two forms of the one kind, one of the other
    assert once.judge(facts) == many.judge(facts)


LARGE = [
    " and ".join(f"v{at} + 1 > v{at + 1}" for at in range(28)),
    " and ".join(f"v{at} + 1 > v{at + 1}" for at in range(60)),
    " or ".join(f"(v{at} < v{at + 1} and v{at + 2} > 0)" for at in range(25)),
    " + ".join(f"v{at}" for at in range(90)) + " == 90",
    " and ".join(f"v{at} + v{at + 1} + v{at + 2} + v{at + 3} < 9" for at in range(0, 60, 4)),
    f"v0 in {list(range(2, 80))} or v1 not in {list(range(50))}",
    " == ".join(f"v{at}" for at in range(70)),
]


@pytest.mark.parametrize("unknown", [None, "v0", "v50"])
def test_rules_too_large_for_the_library_are_judged_all_the_same(unknown):
    pack = [("k", where, expect) for expect in LARGE for where in (None, *LARGE[1:3])]
    facts = []
    for odd in range(4):
        values = {f"v{at}": 1 + (at == 20 * odd) for at in range(90)}
        facts.append(("k", values | ({unknown: Unknown("blank")} if unknown else {})))
    assert judged(pack, facts) == expected(pack, facts)


def test_a_kind_may_have_hundreds_of_rules():
    pack = [("k", f"a >= {at % 7}", f"a + b == {at}") for at in range(400)]
    facts = [("k", {"a": at, "b": 3 * at}) for at in range(8)] + [("k", {"a": 5, "b": Unknown("unreadable", "二")})]
    assert judged(pack, facts) == expected(pack, facts)


SURVIVES = """
from checker.engine import Engine, EngineFact, EngineRule
from checker.expression import Unknown, parse

rules = [EngineRule(f"r{at}", "k", parse(f"a > {at}"), parse(f"a + b != c + {at} and name == 'x'")) for at in range(40)]
engine = Engine(rules)
for turn in range(3):  # no fact is like one of a turn before
    facts = [
        EngineFact(
            at,
            "k",
            {"a": at % 50, "b": at % 3 + turn, "c": at % 50, "name": "xy"[at % 2] if at % 7 else Unknown("blank")},
        )
        for at in range(4000)
    ]
    counts = {}
    for of_fact in engine.judge(facts).values():
        for verdict in of_fact.values():
            counts[verdict.value] = counts.get(verdict.value, 0) + 1
print(sorted(counts), sum(counts.values()))
"""


def test_the_library_survives_thousands_of_facts_in_a_process_of_its_own():
    run = subprocess.run([sys.executable, "-c", SURVIVES], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.split("]") == ["['fail', 'not_applicable', 'pass', 'review'", " 160000\n"]


def test_two_rules_of_one_id_and_two_facts_of_one_number_are_refused():
    with pytest.raises(EngineError, match="“balance” occurs twice"):
        Engine([BALANCE, BALANCE])
    with pytest.raises(EngineError, match="number 7 occurs twice"):
        Engine([BALANCE]).judge([column(7), column(7)])


def test_a_rule_without_a_verdict_or_with_two_is_an_error_and_no_silence():
    none = Ruleset("k", [("r", [{"q0": 1}], Verdict.PASS), ("r", [{"q0": 2}], Verdict.FAIL)], 1)
    with pytest.raises(EngineError, match="“r” gave 0 verdicts"):
        none.judge([(1,), (3,)])
    two = Ruleset("k", [("r", [{"q0": 1}], Verdict.PASS), ("r", [{"$gt": {"q0": 0}}], Verdict.FAIL)], 1)
    with pytest.raises(EngineError, match="“r” gave 2 verdicts"):
        two.judge([(1,)])


def test_what_the_library_refuses_is_an_error():
    with pytest.raises(EngineError, match="rejected a rule or fact of the kind “k”"):
        Ruleset("k", [("r", [{"$and": 1}], Verdict.PASS)], 1)


def test_no_two_properties_are_one_to_the_library():
    def fnv(name):
        number = 2166136261
        for byte in name.encode():
            number = (number ^ byte) * 16777619 % 2**32
        return number

    names = [f"q{at}" for at in range(MOST_PROPERTIES + 1)] + ["one", "id", "sid", "$s", "$m"]
    assert len({fnv(name) for name in names}) == len(names)


@pytest.mark.skipif(not hasattr(sys, "setdlopenflags"), reason="this system has no such flags")
def test_the_library_is_loaded_without_changing_how_others_are():
    before = sys.getdlopenflags()
    assert load_library() is load_library()
    assert sys.getdlopenflags() == before


def test_a_library_that_does_not_load_is_told_with_what_would_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(EngineError, match=r"a C compiler, then run: CPPFLAGS=\S+ python -m pip install .*==2\."):
        load_library()


def test_the_version_that_the_message_installs_is_the_one_that_is_asked_for(root):
    asked = re.search(r'"durable-rules==([\d.]+)"', (root / "pyproject.toml").read_text("utf-8"))
    assert asked is not None
    told = say("engine.no_library", detail="")
    for lang in LANGUAGES:
        assert f"durable-rules=={asked[1]}" in text_of(told, lang)
