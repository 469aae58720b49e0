"""What the language says and refuses, what it leaves undecided, and how it explains itself."""

import random
import string
from datetime import date
from decimal import Decimal

import pytest

from checker.expression import ExpressionError, Sides, SideTerm, Unknown, parse
from checker.messages import text
from checker.messages.engine import MESSAGES

BLANK, UNREADABLE = Unknown("blank"), Unknown("unreadable", "二十")
FACT = {
    "new": 10,
    "carried_in": 2,
    "handled": 11,
    "carried_out": 1,
    "prior.carried_out": 2,
    "refused_1": 3,
    "refused_2": 4,
    "fee": Decimal("0.30"),
    "column": "natural",
    "found": True,
    "late": False,
    "start": date(2021, 1, 1),
    "end": date(2021, 12, 31),
    "year": 2021,
    "empty": BLANK,
    "odd": UNREADABLE,
}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("new + carried_in == handled + carried_out", True),
        ("carried_in == prior.carried_out", True),
        ("new - -carried_in * 3", 16),
        ("0 < carried_in < new < 10", False),
        ("0 < carried_in <= 2 < new", True),
        ("new > 9 and not late", True),
        ("late or found", True),
        ("found", True),
        ("column in ['natural', 'legal']", True),
        ("column not in ['natural', 'legal']", False),
        ("start == date(year, 1, 1) and end == date(year, 12, 31)", True),
        ("end - start", 364),
        ("start + 364 == end", True),
        ("sum('refused_*')", 7),
        ("sum('prior.*')", 2),
        ("abs(carried_in - new)", 8),
        ("min(new, carried_in, 5)", 2),
        ("max(start, end)", date(2021, 12, 31)),
        ("fee + 0.1 + 0.2 == 0.6", True),
        ("close(fee * 3, 1, 0.1)", True),
        ("close(fee * 3, 1, 0.09)", False),
        ("known(new)", True),
        ("known(empty) or known(odd) or known(nowhere)", False),
        ("blank(empty)", True),
        ("blank(odd) or blank(nowhere) or blank(new)", False),
        ("true and not false", True),
        ("new\n  == 10", True),
        ("   new == 10  ", True),
    ],
)
def test_an_expression_has_the_value_one_expects(source, value):
    assert parse(source).evaluate(FACT) == value
    assert type(parse(source).evaluate(FACT)) is type(value)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("empty == 0", BLANK),
        ("empty != 0", BLANK),
        ("not found and empty > 1", False),
        ("found or empty > 1", True),
        ("found and empty > 1", BLANK),
        ("not (empty > 1)", BLANK),
        ("empty in [1, 2]", BLANK),
        ("new in [empty, 10]", True),
        ("new in [empty, 11]", BLANK),
        ("new + odd == 3", UNREADABLE),
        ("sum('ref*') + empty", BLANK),
        ("nowhere == 1", Unknown("absent")),
        ("sum('nowhere_*')", Unknown("absent", "nowhere_*")),
        ("column == 10", Unknown("unreadable", "natural")),
        ("column != 10", Unknown("unreadable", "natural")),
        ("'2' < '10'", Unknown("unreadable", "2")),
        ("found == 1", Unknown("unreadable", "True")),
        ("new and found", Unknown("unreadable", "10")),
        ("date(2021, 2, 30) < end", Unknown("unreadable", "2021-2-30")),
        ("end + 9999999", Unknown("unreadable", "2021-12-31 + 9999999")),
        ("start + end", Unknown("unreadable", "2021-01-01")),
        ("min(new, column)", Unknown("unreadable", "10")),
    ],
)
def test_what_cannot_be_decided_is_unknown_and_never_true_or_zero(source, value):
    assert parse(source).evaluate(FACT) == value


def test_numbers_are_exact_or_unknown():
    huge = {"a": 10**59, "tiny": Decimal("1e-50"), "nan": Decimal("NaN"), "far": Decimal("1e999999")}
    assert parse("a + 1 == a").evaluate(huge) is False
    assert parse("a + tiny != a").evaluate(huge) is True
    assert parse("a * a > 0").evaluate(huge) == Unknown("unreadable")
    assert parse("tiny * tiny > 0").evaluate(huge) == Unknown("unreadable")
    assert parse("nan != nan").evaluate(huge) == Unknown("unreadable", "NaN")
    assert parse("far > 1").evaluate(huge) == Unknown("unreadable")


@pytest.mark.parametrize(
    ("source", "column", "key"),
    [
        ("", 1, "engine.empty"),
        (" \n ", 1, "engine.empty"),
        ("new ==", 6, "engine.syntax"),
        ("from == 1", 1, "engine.syntax"),
        ("new = 1", 5, "engine.equals"),
        ("column in ['natural' 'total']", 12, "engine.two_texts"),
        ("column == 'natural' \"total\"", 11, "engine.two_texts"),
        ("(new := 1)", 2, "engine.not_in_language"),
        ("__import__('os').system('id')", 1, "engine.no_function"),
        ("new.real()", 1, "engine.no_function"),
        ("  found and exec('1')", 13, "engine.no_function"),
        ("(lambda: 1)()", 1, "engine.no_function"),
        ("day(a, b) >= 20", 1, "engine.no_function_near"),
        ("未知 and eval('1')", 8, "engine.no_function"),
        ("[x for x in new]", 1, "engine.not_in_language"),
        ("before(new.a)", 8, "engine.before_partner"),
        ("new[0] == 1", 1, "engine.not_in_language"),
        ("f'{new}' == ''", 1, "engine.not_in_language"),
        ("b'1' == ''", 1, "engine.not_in_language"),
        ("new ** 9", 1, "engine.not_in_language"),
        ("new // 2", 1, "engine.not_in_language"),
        ("new is None", 8, "engine.foreign"),
        ("None", 1, "engine.foreign"),
        ("True", 1, "engine.foreign"),
        ("new == 1 && found", 10, "engine.foreign"),
        ("new == 1||found", 9, "engine.foreign"),
        ("  !found", 3, "engine.foreign"),
        ("new == 1或found", 9, "engine.foreign"),
        ("new == 1 AND found", 10, "engine.foreign"),
        ("new <= 5%", 9, "engine.foreign"),
        ("new >= １０", 8, "engine.wide"),
        ("1e9 > 1", 1, "engine.not_in_language"),
        ("0x10", 1, "engine.not_in_language"),
        ("1" * 31, 1, "engine.not_in_language"),
        ("sum('a*').real", 1, "engine.not_in_language"),
        ("column in 'natural'", 11, "engine.in_needs_list"),
        ("column in []", 11, "engine.in_needs_list"),
        ("sum(new)", 5, "engine.sum_pattern"),
        ("sum('a*b*')", 5, "engine.sum_pattern"),
        ("sum('a* or 1')", 5, "engine.sum_pattern"),
        ("date(2021, 1)", 1, "engine.arguments"),
        ("known(x=1)", 1, "engine.arguments"),
        ("abs(*[1])", 5, "engine.not_in_language"),
        ("new == 1 # always", 10, "engine.character"),
        ("column == 'a\\n'", 13, "engine.character"),
        ("(" * 300 + "1" + ")" * 300, 201, "engine.syntax"),
        ("-" * 1999 + "1", 102, "engine.too_large"),
        ("not " * 300 + "found", 405, "engine.too_large"),
        (" + ".join(["1"] * 450), 1, "engine.too_large"),
        ("new" * 700, 2000, "engine.too_long"),
    ],
)
def test_what_is_not_in_the_language_is_refused_where_it_stands(source, column, key):
    with pytest.raises(ExpressionError) as refused:
        parse(source)
    assert (refused.value.message.key, refused.value.column) == (key, column)
    assert all(text(refused.value.message, lang) for lang in ("zh-CN", "en"))


def test_whatever_is_written_parses_or_is_refused():
    dice = random.Random(1)
    words = [
        "new",
        "and",
        "or",
        "not",
        "in",
        "==",
        "<",
        "(",
        ")",
        "[",
        "]",
        ",",
        "1",
        "0.5",
        "'a'",
        "sum('a*')",
        "-",
        ".",
    ]
    words += [
        "lambda",
        ":",
        "if",
        "else",
        "await",
        "*",
        "**",
        "{",
        "}",
        "\n",
        "\t",
        "é",
        "😀",
        '"',
        "'",
        "\x00",
        "@",
        "#",
    ]
    read, columns = 0, []
    for _ in range(6000):
        pieces = words if dice.random() < 0.9 else string.printable
        source = " ".join(dice.choices(pieces, k=dice.randint(1, 9)))
        try:
            parse(source).evaluate(FACT)
            read += 1
        except ExpressionError as refused:
            columns.append((refused.column, len(source)))
    assert read > 50
    assert [pair for pair in columns if not 1 <= pair[0] <= pair[1] + 1] == []


def test_names_are_those_it_uses_with_sums_spelt_out():
    expression = parse("new + sum('refused_*') == prior.carried_out and not blank(new)")
    assert expression.names() == ("new", "prior.carried_out")
    assert expression.names(FACT) == ("new", "refused_1", "refused_2", "prior.carried_out")
    assert parse("sum('*.total') == 1").names(["a.total", "a.b.total", "total", "b.total"]) == ("a.total", "b.total")
    assert parse("sum('*') == 1").names(["a", "b.c"]) == ("a",)


SCHEMA = {
    "new": "integer",
    "fee": "number",
    "column": "string",
    "found": "boolean",
    "start": "date",
    "end": "date",
    "part_1": "integer",
    "part_2": "string",
    "other": "something else",
}


@pytest.mark.parametrize(
    "source",
    [
        "new + fee == 3 and found",
        "start <= end + 3 and end - start > 3 and start == date(new, 1, 1)",
        "column in ['a', 'b'] or blank(column)",
        "min(start, end) < max(start, end) and abs(fee) < 1",
        "other == 1 or other == 'a' or other or other + 1 == 2 or start + other < end",
        "close(fee, 1, 0.1)",
    ],
)
def test_what_fits_the_values_has_no_fault(source):
    assert parse(source).types(SCHEMA) == []


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("nwe == 1", [(1, "There is no value named “nwe”; did you mean “new”?")]),
        ("found and nwe + clumn", [(11, "did you mean “new”"), (17, "did you mean “column”")]),
        ("zzz > 1", [(1, "There is no value named “zzz”; available: column, end")]),
        ("new == 'a'", [(1, "a number cannot be compared with a text")]),
        ("column < 'b'", [(1, "a text has no order, so < cannot be used")]),
        ("new in [1, 'a']", [(12, "a number cannot be compared with a text")]),
        ("new and found", [(1, "xpected a truth value, not a number")]),
        ("new + 1", [(1, "xpected a truth value, not a number")]),
        ("column + 1 == 2", [(1, "+ cannot be used with a text")]),
        ("start + end < end", [(1, "+ cannot be used with a date")]),
        ("new / 0 > 1 or fee / 0.0 < 1", [(7, "divided by 0"), (22, "divided by 0")]),
        ("start * 2 < end", [(1, "* cannot be used with a date")]),
        ("not start", [(5, "xpected a truth value, not a date")]),
        ("sum('part_*') == 1", [(1, "includes “part_2”, which is not a number")]),
        ("sum('piece_*') == 1", [(1, "No value matches “piece_*”")]),
        ("date(column, 1, 1) == start", [(6, "xpected a number, not a text")]),
        ("min(new, start) == 1", [(10, "a number cannot be compared with a date")]),
        ("nwe + column == zzz", [(1, "did you mean “new”"), (1, "+ cannot be used with a text"), (17, "named “zzz”")]),
    ],
)
def test_every_fault_is_told_with_its_place(source, faults):
    found = parse(source).types(SCHEMA)
    assert [fault.column for fault in found] == [column for column, _ in faults]
    for fault, (_, part) in zip(found, faults, strict=True):
        assert part in text(fault.message, "en")
        assert text(fault.message, "zh-CN")


def test_a_value_that_is_no_condition_is_checked_as_what_is_wanted():
    assert parse("new + 1").types(SCHEMA, "number") == []
    assert parse("column").types(SCHEMA, "any") == []
    assert len(parse("new == 1").types(SCHEMA, "number")) == 1


def test_a_failed_balance_is_written_out():
    broken = FACT | {"carried_out": 2}
    assert parse("found and new + carried_in == handled + carried_out").sides(broken) == Sides(
        "==",
        (SideTerm(1, "new", 10), SideTerm(1, "carried_in", 2)),
        (SideTerm(1, "handled", 11), SideTerm(1, "carried_out", 2)),
        12,
        13,
        -1,
    )


@pytest.mark.parametrize(
    ("source", "operator", "left", "right", "difference"),
    [
        (
            "handled - 1 == sum('refused_*')",
            "==",
            [(1, "handled", 11), (-1, None, 1)],
            [(1, "refused_1", 3), (1, "refused_2", 4)],
            3,
        ),
        (
            "new == 10 and new <= -(carried_in - fee)",
            "<=",
            [(1, "new", 10)],
            [(-1, "carried_in", 2), (1, "fee", Decimal("0.30"))],
            Decimal("11.70"),
        ),
        ("1 < 2 < carried_in", "<", [(1, None, 2)], [(1, "carried_in", 2)], 0),
        ("end < date(year, 12, 1)", "<", [(1, "end", date(2021, 12, 31))], [(1, None, date(2021, 12, 1))], 30),
        ("new == 1 or new == 2", "==", [(1, "new", 10)], [(1, None, 1)], 9),
        ("not (new == 10 and found)", "!=", [(1, "new", 10)], [(1, None, 10)], 0),
        ("column == 'legal'", "==", [(1, "column", "natural")], [(1, None, "legal")], None),
        ("column in ['legal']", "==", [(1, "column", "natural")], [(1, None, "legal")], None),
        ("new * 2 == carried_in", "==", [(1, None, 20)], [(1, "carried_in", 2)], 18),
    ],
)
def test_the_comparison_that_decides_is_taken_apart(source, operator, left, right, difference):
    sides = parse(source).sides(FACT)
    assert sides is not None
    assert (sides.operator, sides.difference) == (operator, difference)
    assert [(term.sign, term.name, term.value) for term in sides.left] == left
    assert [(term.sign, term.name, term.value) for term in sides.right] == right


@pytest.mark.parametrize(
    "source", ["late", "new == 10", "empty == 1", "column in ['a', 'b']", "not found", "found and late"]
)
def test_where_no_comparison_decides_there_are_no_sides(source):
    assert parse(source).sides(FACT) is None


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("new + carried_in == handled + carried_out", ()),
        ("new + empty == handled + odd", ("empty", "odd")),
        ("found or empty == 1", ()),
        ("found and empty == 1 and new == 10 and nowhere", ("empty", "nowhere")),
        ("late or not (odd > empty)", ("odd", "empty")),
        ("new in [1, empty]", ("empty",)),
        ("column == year", ("column", "year")),
        ("date(year, carried_in, 30) < end", ("year", "carried_in", "end")),
        ("sum('nowhere_*') == new", ("nowhere_*",)),
        ("new and found", ("new",)),
        ("known(empty)", ()),
    ],
)
def test_what_leaves_it_undecided_is_named(source, names):
    assert parse(source).missing(FACT) == names


def test_every_message_is_in_both_languages_with_the_same_fields():
    for key, both in MESSAGES.items():
        fields = [{name for _, name, _, _ in string.Formatter().parse(one) if name} for one in both]
        assert fields[0] == fields[1], key
        assert all(both), key


@pytest.mark.parametrize(
    ("source", "values", "wanted"),
    [
        ("a / b", {"a": 7, "b": 2}, Decimal("3.5")),
        ("a / b", {"a": 6, "b": 2}, 3),
        ("a / b", {"a": 6, "b": 0}, None),
        ("a / b * 3 == 1", {"a": 1, "b": 3}, False),
        ("close(a / b * 3, 1, 0.0001)", {"a": 1, "b": 3}, True),
        ("round(a, 2)", {"a": Decimal("2.345")}, Decimal("2.35")),
        ("round(a, 2)", {"a": Decimal("-2.345")}, Decimal("-2.35")),
        ("round(a / 3, 0)", {"a": 10}, 3),
        ("a if c else b", {"a": 1, "b": 2, "c": True}, 1),
        ("a if c else b", {"a": 1, "b": 2, "c": Unknown("blank")}, None),
        ("a if c else b", {"a": 2, "b": 2, "c": Unknown("blank")}, 2),
        ("value(a, 0)", {"a": Unknown("blank")}, 0),
        ("value(a, 0)", {}, 0),
        ("value(a, 0)", {"a": Unknown("unreadable", "7?")}, None),
        ("value(a, 0)", {"a": Unknown("unread")}, None),
        ("value(a, 0)", {"a": 5}, 5),
        ("absent(a)", {}, True),
        ("absent(a)", {"a": Unknown("blank")}, False),
        ("days(a, b) >= 20", {"a": date(2023, 1, 1), "b": date(2023, 1, 21)}, True),
        ("days(a, b)", {"a": date(2023, 1, 2), "b": date(2023, 1, 1)}, -1),
        ("same(a, '某局（本级）')", {"a": "某局(本级) "}, True),
        ("contains(a, b)", {"a": "关于某事的通知", "b": "某 事"}, True),
        ("starts(a, b)", {"a": "某局关于某事的通知", "b": "某局"}, True),
        ("ends(a, '通知')", {"a": "某局关于某事的函"}, False),
        ("before(seal)", {"position": 5, "seal.position": 9}, True),
        ("before(title, seal)", {"title.position": 10, "seal.position": 9}, False),
        ("before(seal)", {"position": 5, "seal.position": Unknown("absent")}, None),
    ],
)
def test_quotients_choices_defaults_days_texts_and_order(source, values, wanted):
    found = parse(source).evaluate(values)
    assert (None if isinstance(found, Unknown) else found) == wanted


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a if name else b", "a truth value"),
        ("(a if flag else name) == 1", "one type"),
        ("value(a, 'x') == 1", "one type"),
        ("days(a, start) > 1", "a date"),
        ("same(name, a)", "a text"),
        ("name / 2 > 1", "no arithmetic"),
        ("before(title, seal)", "`with` has no “seal”; available: title"),
    ],
)
def test_types_of_the_new_functions_are_checked(source, said):
    schema = {"a": "integer", "b": "integer", "name": "string", "flag": "boolean", "start": "date"}
    schema |= {"position": "integer", "title.position": "integer"}
    told = [str(fault.message) for fault in parse(source).types(schema)]
    assert told
    assert said == "no arithmetic" or any(said in one for one in told), told


def test_a_choice_is_explained_by_the_side_that_was_taken():
    values = {"a": 1, "b": 2, "c": True}
    assert parse("a == 3 if c else b == 2").sides(values).left_value == 1
    assert parse("value(a, 0) + value(b, 0) == 4").sides(values).left[1].name == "b"
    assert parse("a == 1 if d else b == 3").missing(values) == ("d",)
