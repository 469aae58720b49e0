"""Values that are said never to be unknown are known in real documents."""

from __future__ import annotations

from pathlib import Path

import pytest

import adapters
from checker.check import Checker
from checker.expression import Unknown
from checker.facts import extract
from checker.facts.certain import CERTAIN
from checker.facts.things import THINGS, named
from checker.loading.load import find, load

TEXTS = sorted((Path(__file__).parent.parent / "data" / "text").glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_certain_values_are_known(path: Path) -> None:
    checker = Checker([load(find("cn-disclosure-report"))])
    schemas = checker.schemas["cn-disclosure-report"]
    reading = checker.recognise(adapters.read(path))
    assert reading is not None
    made = [fact for fact in extract(reading) if fact.values.get("found") is not False]
    assert len(made) > 100
    unknown = {
        (fact.kind, name)
        for fact in made
        for name in schemas[fact.kind].certain
        if isinstance(fact.values.get(name), Unknown)
    }
    assert unknown == set()


def test_no_two_facts_have_their_values_together() -> None:
    checker = Checker([load(find("cn-disclosure-report"))])
    reading = checker.recognise(adapters.read(TEXTS[0]))
    assert reading is not None
    made = extract(reading)
    assert len({id(fact.values) for fact in made}) == len(made) > 100


def test_certain_values_are_values_of_their_kind() -> None:
    schemas = Checker([load(find("cn-disclosure-report"))]).schemas["cn-disclosure-report"]
    strange = {(kind, name) for kind, names in CERTAIN.items() if kind in schemas for name in names} - {
        (kind, name) for kind, schema in schemas.items() for name in schema.values
    }
    assert strange == set()


def test_every_kind_of_fact_says_which_thing_it_is_about() -> None:
    names = ("cn-department-accounts", "cn-disclosure-report", "cn-gov-website-report", "us-foia-report")
    packs = [load(find(name)) for name in names]
    for kinds in Checker(packs).schemas.values():
        for kind, schema in kinds.items():
            told = named(kind)
            assert kind in THINGS or kind.startswith("mention.") or "." in kind or schema.keys == ("field",), kind
            assert set(told.ids) - {"group"} <= set(schema.values), kind
