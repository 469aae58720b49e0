"""Tables of other regulations: open rows, groups, captions, texts that stand for numbers, lists of label and value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from adapters import read as read_file
from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.facts import extract, schema
from checker.loading.load import load
from checker.pack.pack import Pack
from checker.reading.cellvalues import ticked
from checker.reading.headings import numbering, roman_ordinal, unmarked
from checker.reading.reading import Reading
from checker.reading.recognise import read, recognise

PACK = """
pack: small
version: 1.0.0
title: Small
lang: en
sources: {notice: Some notice}
documents:
  report: {forms: [small], titles: ['(?i)^(?P<organ>[a-z]+)annualreport(?P<year>20[0-9]{2})$']}
"""
FORM = """
form: small
title: Small form
outline:
  - {id: work, title: Work Done}
  - {id: times, title: Times Taken}
tables:
  work:
    section: work
    title: Work
    open: rows
    not_applicable: [N/A]
    captions: ['Cases, Received and Closed']
    columns: {received: Received, closed: Closed}
    rows: {overall: {label: ALL OFFICES, also: [Total]}}
  fees:
    section: work
    title: Fees
    open: rows
    captions: ['Fees, Received and Closed']
    columns: {received: Received, closed: Closed}
    rows: {overall: ALL OFFICES}
  reasons:
    section: work
    title: Reasons
    rows: any
    required: false
    captions: [Reasons for Refusal]
    columns: {reason: {label: Reason, read: text}, times: Times}
  times:
    section: times
    title: Times
    open: rows
    read: number
    means: {'<1': 0.5}
    not_applicable: [N/A]
    captions: [Days Taken]
    columns:
      simple: {label: Median, under: Simple}
      complex: {label: Median, under: Complex}
    rows: {overall: ALL OFFICES}
  oldest:
    section: times
    title: Oldest
    open: groups
    required: false
    captions: [Oldest Cases]
    not_applicable: [N/A]
    columns: {second: 2nd Oldest, first: Oldest}
    rows: {dates: {label: Date, read: date}, days: {label: Days, read: count}}
"""
REPORT = """
# Harbors Annual Report 2023

## I. Work Done

V.A. Cases, Received and Closed

| Office | Received | Closed |
| --- | --- | --- |
| Coast Office | 10 | 8 |
| Light House | N/A | 3 |
| ALL OFFICES | 10 | 11 |

V.B.(1) Fees, Received and Closed

| Office | Received | Closed |
| --- | --- | --- |
| Coast Office | 70 | 60 |
| Total of Lights | 5 | 5 |
| ALL OFFICES | 75 | 65 |

V.B.(2) Reasons for Refusal

| Office | Reason | Times |
| --- | --- | --- |
| Coast Office | Too late | 2 |
|  | Too many | 1 |

## II. Times Taken

A. Days Taken

|  | Simple | Complex |
| Office | Median | Median |
| --- | --- | --- |
| Coast Office | <1 | 40 |
| ALL OFFICES | 2.5 | N/A |

B. Oldest Cases

| Office |  | 2nd Oldest | Oldest |
| --- | --- | --- | --- |
| Coast Office | Date | 3/1/2021 | January 5, 2020 |
|  | Days | 400 | 690 |
| Light House | Date | N/A | 2022-05-01 |
|  | Days | N/A | 80 |
"""


def pack(folder: Path, form: str = FORM) -> Pack:
    """A pack of one form and no rules."""
    for name, content in (("pack.yaml", PACK), ("forms/small.yaml", form)):
        path = folder / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return load(folder / "small", cached=False)


def reading(folder: Path, report: str = REPORT, form: str = FORM, name: str = "report.md") -> Reading:
    """The reading of a report by the pack."""
    path = folder / name
    path.write_text(report, "utf-8")
    document = read_file(path)
    seen = recognise(document, [pack(folder, form)])
    assert seen is not None
    return read(document, seen)


def rows(of: Reading, kind: str) -> list[Fact]:
    return [fact for fact in extract(of) if fact.kind == kind]


def told(fact: Fact, *names: str) -> tuple[Value, ...]:
    return tuple(fact.values[name] for name in names)


def test_a_table_is_known_by_its_caption_though_another_has_the_same_columns(tmp_path: Path) -> None:
    found = reading(tmp_path)
    assert [told(one, "row", "received") for one in rows(found, "fees.row")] == [
        ("coastoffice", 70),
        ("totaloflights", 5),
        ("overall", 75),
    ]
    assert [told(one, "row", "closed") for one in rows(found, "work.row")] == [
        ("coastoffice", 8),
        ("lighthouse", 3),
        ("overall", 11),
    ]


def test_open_rows_go_by_their_own_labels_and_the_form_names_only_its_own(tmp_path: Path) -> None:
    found = rows(reading(tmp_path), "work.row")
    assert [one.values["named"] for one in found] == [False, False, True]
    assert [one.labels["row"] for one in found] == ["Coast Office", "Light House", "ALL OFFICES"]
    (column, _) = rows(reading(tmp_path), "work.column")
    assert column.values["overall"] == 10
    assert "coastoffice" not in column.values


def test_a_row_that_the_form_names_and_the_table_lacks_is_told(tmp_path: Path) -> None:
    found = reading(tmp_path, REPORT.replace("| ALL OFFICES | 10 | 11 |\n", ""))
    labels = [one for one in rows(found, "label") if one.values["table"] == "work" and one.values["axis"] == "row"]
    assert [told(one, "label", "found") for one in labels] == [("overall", False)]


def test_what_stands_for_none_is_neither_blank_nor_a_number(tmp_path: Path) -> None:
    cells = [
        one for one in rows(reading(tmp_path), "cell") if one.values["text"] == "N/A" and one.values["table"] == "work"
    ]
    (cell,) = cells
    assert told(cell, "stated_none", "blank", "number", "named") == (True, False, False, False)
    assert cell.values["value"] == Unknown("blank", "N/A")


def test_a_text_that_stands_for_a_number_is_that_number(tmp_path: Path) -> None:
    first, overall = rows(reading(tmp_path), "times.row")
    assert told(first, "simple", "complex") == (Decimal("0.5"), 40)
    assert told(overall, "simple", "complex") == (Decimal("2.5"), Unknown("blank", "N/A"))
    (cell,) = [one for one in rows(reading(tmp_path), "cell") if one.values["text"] == "<1"]
    assert cell.values["number"] is True


def test_without_a_meaning_a_bound_is_no_number(tmp_path: Path) -> None:
    found = reading(tmp_path, form=FORM.replace("    means: {'<1': 0.5}\n", ""))
    assert rows(found, "times.row")[0].values["simple"] == Unknown("unreadable", "<1")


def test_what_stands_first_may_stand_once_for_several_rows(tmp_path: Path) -> None:
    found = rows(reading(tmp_path), "reasons.row")
    assert [told(one, "row", "reason", "times") for one in found] == [
        ("coastoffice", "Too late", 2),
        ("coastoffice", "Too many", 1),
    ]


def test_in_groups_the_named_rows_stand_again_under_each_label(tmp_path: Path) -> None:
    found = reading(tmp_path)
    assert [told(one, "group", "second", "first") for one in rows(found, "oldest.days")] == [
        ("coastoffice", 400, 690),
        ("lighthouse", Unknown("blank", "N/A"), 80),
    ]
    assert [told(one, "group", "second", "first") for one in rows(found, "oldest.dates")] == [
        ("coastoffice", date(2021, 3, 1), date(2020, 1, 5)),
        ("lighthouse", Unknown("blank", "N/A"), date(2022, 5, 1)),
    ]
    assert not rows(found, "oldest.row")
    kinds = schema(found.pack)
    assert kinds["oldest.dates"].values["first"] == "date"
    assert kinds["oldest.days"].values["first"] == "integer"


def test_sections_may_have_roman_numbers(tmp_path: Path) -> None:
    found = reading(tmp_path)
    assert [span.id for span in found.sections if span.titled] == ["work", "times"]
    assert (found.identity.organ, found.identity.year) == ("Harbors", 2023)


LIST = """
form: small
title: Small form
outline: []
tables:
  site:
    title: Site
    columns: {value: ""}
    rows:
      name: {label: Name of site, read: text}
      kind: {label: Kind, read: choice}
      total: {label: In all, under: Posts}
      news: {label: News, under: Posts}
      replies: {label: In all, under: Replies}
      fans: Fans
      code: {label: Code, read: text}
fields:
  code: {title: code, label: [code], value: '[0-9a-z]+', valid: '[0-9]{4}'}
  filed: {title: day, label: [filed on], read: date}
"""
SITE = """Harbors Annual Report 2023
Name of site\tOur Harbor
Kind\t□harbor ☑town
Posts\tIn all\t30
Posts\tNews\t20
Replies\tIn all\t7
Fans\t1,200\tCode\t4711
Signed by: Jane  Filed on: 18 January 2024
"""


def values(of: Reading) -> Fact:
    (column,) = rows(of, "site.column")
    return column


def test_a_list_has_a_value_for_each_label_two_in_a_row_and_the_same_words_under_others(tmp_path: Path) -> None:
    found = values(reading(tmp_path, SITE, LIST, "report.txt"))
    assert told(found, "name", "kind", "total", "news", "replies", "fans", "code") == (
        "Our Harbor",
        "town",
        30,
        20,
        7,
        1200,
        "4711",
    )


def test_a_line_that_a_list_lacks_belongs_after_the_one_before(tmp_path: Path) -> None:
    found = values(reading(tmp_path, SITE.replace("Posts\tNews\t20\n", ""), LIST, "report.txt"))
    assert told(found, "news", "replies") == (Unknown("absent"), 7)
    assert found.places["news"].row == "news"
    assert found.places["news"].line == found.places["total"].line


def test_particulars_stand_after_their_label_or_in_the_next_cell(tmp_path: Path) -> None:
    found = reading(tmp_path, SITE, LIST, "report.txt")
    (code,) = [one for one in rows(found, "field") if one.values["field"] == "code"]
    assert told(code, "found", "valid", "text") == (True, True, "4711")
    (filed,) = rows(found, "filed")
    assert told(filed, "found", "start") == (True, date(2024, 1, 18))


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("□是 ☑否", "否"),
        ("☑是 □否", "是"),
        ("是☑ 否□", "是"),
        ("■是　□否", "是"),
        ("☑ 甲 □ 乙 ☑ 丙", "甲、丙"),
        ("是", "是"),
        ("□是 □否", Unknown("blank", "□是 □否")),
    ],
)
def test_the_option_that_is_ticked_is_the_value(text: str, option: Value) -> None:
    assert ticked(text) == option


@pytest.mark.parametrize(("word", "number"), [("I", 1), ("IV", 4), ("XII", 12), ("XIX", 19), ("IIX", 0), ("VV", 0)])
def test_roman_numbers(word: str, number: int) -> None:
    assert roman_ordinal(word) == number


def test_numbers_before_a_caption_do_not_count() -> None:
    assert [unmarked(line) for line in ("V.B.(1)Fees", "A.Fees", "(2)Fees", "XII.Fees", "Fees")] == ["Fees"] * 5
    assert numbering("V.FeesandCosts") == ("roman", 5, 2)
    assert numbering("V.A.Fees")[0] == ""
    assert numbering("U.S.Fees")[0] == ""


def test_documents_of_other_packs_show_nothing_of_a_form(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\nOffice\tReceived\n", "utf-8")
    assert recognise(read_file(path), [pack(tmp_path)]) is None
