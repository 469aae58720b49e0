"""`gouji facts`: what the listing of kinds says of facts is true of the facts of real documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import adapters
from checker.check import Checker
from checker.expression import Unknown, Value
from checker.fact import COMMON, POSITION, Fact
from checker.facts import KINDS, TOGETHER, extract, extract_together
from checker.facts.beside import Beside
from checker.facts.listing import render, schema, title
from checker.facts.words import Words, words
from checker.reading.reading import Reading
from checker.wiring.packs import load_packs
from tests.cli.calls import CITY, PACK, call

ROOT = Path(__file__).parent.parent.parent
SAMPLES = sorted(
    path
    for suffix in ("docx", "txt", "html", "md")
    for path in (ROOT / "samples").rglob(f"*.{suffix}")
    if path.parent.name != "plans" and path.name != "README.md"
)
PLANS = sorted((ROOT / "samples" / "plans").glob("*-plan.txt"))
ASKED = frozenset(PLANS[::8])
"""Where the language model is asked too: it takes most of the time, and its opinion is a number among others, of which
the same code makes the facts."""
TYPES: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, Decimal),
    "string": (str,),
    "boolean": (bool,),
    "date": (date,),
    "any": (int, Decimal, str, date),
}


@cache
def checker() -> Checker:
    return Checker(load_packs([], ()))


@cache
def listed_words(pack: str) -> dict[str, Words]:
    return words(checker().packs[pack], checker().schemas[pack])


EVERY = (*COMMON, POSITION)


def every_word() -> dict[str, dict[str, Words]]:
    return {pack: listed_words(pack) for pack in checker().packs}


def reading_of(path: Path, role: str | None = None) -> Reading:
    reading = checker().recognise(adapters.read(path, path.name), role)
    assert reading is not None
    return reading


def facts_together(path: Path) -> list[Fact]:
    """A report as its own last year's report and as a unit below itself, one unit more being missing."""
    readings = [reading_of(path, role) for role in ("report", "prior", "part")]
    return [*extract(readings[0]), *extract_together(readings, Beside(("某局",)))]


def facts_of_plan(path: Path) -> list[Fact]:
    report = reading_of(path.with_name(path.name.replace("-plan", "-report")), "report")
    plan = checker().reading(adapters.read(path, path.name), report.pack.id, "plan", "plan")  # whatever it is called
    return extract_together([report, plan])


def untrue(facts: list[Fact], pack: str) -> Iterator[tuple[str, str, Value]]:
    """Kind, name and value of what a fact holds and the listing does not say of it."""
    for fact in facts:
        kind = checker().schemas[pack][fact.kind]
        for name, value in fact.values.items():
            known = name in kind.values and type(value) in (Unknown, *TYPES[kind.values[name]])
            some = listed_words(pack)[fact.kind].get(name, ())
            if not known or (some and isinstance(value, str) and value not in ("", *some)):
                yield fact.kind, name, value


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_facts_hold_the_values_of_the_types_and_words_that_are_listed(path: Path) -> None:
    facts = facts_together(path)
    assert facts != []
    assert list(untrue(facts, reading_of(path).pack.id)) == []


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_facts_of_plans_do_so_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if path not in ASKED:
        monkeypatch.setattr("checker.commitments.meaning", lambda: None)
    facts = facts_of_plan(path)
    assert {"partner", "commitment"} <= {fact.kind for fact in facts}
    assert list(untrue(facts, "cn-disclosure-report")) == []


def test_the_listing_as_json_says_everything_that_there_is_to_say() -> None:
    listed = json.loads(schema(checker().schemas, every_word(), "json", "en"))
    assert set(listed) == {"cn-department-accounts", "cn-disclosure-report", "cn-gov-website-report", "us-foia-report"}
    for pack, kinds in checker().schemas.items():
        assert list(listed[pack]) == list(kinds)
        for name, kind in kinds.items():
            assert listed[pack][name] == {
                "title": title(name, kind, "en"),
                "values": dict(kind.values),
                "keys": list(kind.keys),
                "certain": list(kind.certain),
                "words": {value: list(some) for value, some in listed_words(pack)[name].items()},
            }
    made = {name for _, of in (*KINDS.values(), *TOGETHER.values()) for name in of(checker().packs["us-foia-report"])}
    assert set(listed["us-foia-report"]) == made


def test_the_listing_as_text_has_a_line_for_every_value_and_none_is_wider_than_a_terminal() -> None:
    lines = schema(checker().schemas, every_word(), "text", "zh-CN").decode().split("\n")
    values = [line.strip().split(":")[0] for line in lines if line.startswith("  ") and line[2] != " "]
    wanted: list[str] = []
    for kinds in checker().schemas.values():
        wanted += [name for kind in kinds.values() for name in kind.values if name not in EVERY] + list(EVERY)
    assert values == wanted
    assert max(map(len, lines)) <= 100
    assert lines[-2:] == ["  position: integer", ""]


def test_every_kind_is_called_by_its_name_in_both_languages() -> None:
    for pack in checker().packs.values():
        for name, kind in checker().schemas[pack.id].items():
            chinese, english = (title(name, kind, lang) for lang in ("zh-CN", "en"))
            own = name.startswith("mention.") or (name != "field" and kind.keys == ("field",))
            assert (english == kind.title, chinese == kind.title) == (True, own)


def test_the_command_lists_the_kinds_that_are_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    listed = call(capfd, "facts", "--schema", *PACK, "--kind", "label", "--lang", "zh-CN")
    assert (listed.code, listed.err) == (0, "")
    assert listed.out.startswith(
        "# cn-disclosure-report\n\nlabel  [table, axis, label]  表的项目名称：分栏、行或列\n"
        "  table: string (disclosure, applications, reviews)\n  axis: string (block, row, column)\n"
    )
    assert listed.out.endswith(
        "\n  level: string (township, department, government, institution)\n  year: integer\n  position: integer\n"
    )
    everywhere = call(capfd, "facts", "--schema", "--kind", "site.row", "--kind", "signed", "--format", "json")
    assert {pack: list(kinds) for pack, kinds in json.loads(everywhere.out).items()} == {
        "cn-disclosure-report": ["signed"],
        "cn-gov-website-report": ["site.row"],
    }


def test_a_kind_that_there_is_not_is_told_with_the_nearest(capfd: pytest.CaptureFixture[str]) -> None:
    for more in (("--schema",), (CITY,)):
        told = call(capfd, "facts", *more, *PACK, "--kind", "labl", "--lang", "en")
        assert (told.code, told.out) == (2, "")
        assert told.err.startswith("there is no kind of fact named labl; did you mean label?")
    assert call(capfd, "facts", "--schema", "--format", "html").code == 2


def test_the_facts_of_a_document_as_json_are_those_that_are_read() -> None:
    reading = reading_of(CITY)
    facts = extract(reading)
    written = json.loads(render(reading.document, reading, facts, "json", "en"))
    assert (written["issuer"], written["year"], written["form"]) == ("宿迁市", 2020, "format-2019")
    assert [one["kind"] for one in written["facts"]] == [fact.kind for fact in facts]
    (dated,) = (one for one in written["facts"] if one["kind"] == "dated")
    assert (dated["values"]["on"], dated["place"]["text"]) == ("2021-03-09", "2021年3月9日")
    amounts = [one["values"]["value"] for one in written["facts"] if one["kind"] == "cell" if one["values"]["unit"]]
    assert [type(amount) for amount in amounts] == [int] * len(amounts)
    assert {"unknown": "absent", "text": ""} in [value for one in written["facts"] for value in one["values"].values()]


def test_the_facts_of_a_document_as_text_show_their_places_and_what_is_unknown() -> None:
    reading = reading_of(CITY)
    chosen = [fact for fact in extract(reading) if fact.kind in ("dated", "document")]
    lines = render(reading.document, reading, chosen, "text", "en").decode().split("\n")
    assert lines[0] == "003-city-suqian.txt (txt, 23 paragraphs and tables)"
    assert lines[1] == (
        "pack cn-disclosure-report, kind report, form format-2019, issuer 宿迁市 (government), year 2020 (by title)"
    )
    assert "  on = 2021-03-09  @ 5:2 block 2 [1:10]" in lines
    assert "  pages = <absent>" in lines
    assert "  is_rule_maker = true" in lines
