"""Every pack speaks both languages: each rule has all its texts in the other one, with the same values shown."""

from __future__ import annotations

import ast
import string
from functools import cache
from pathlib import Path

import pytest

from checker.loading.load import available, built_in, find, load
from checker.pack.model import Case
from checker.pack.pack import Pack, Rule

TITLED = {"section", "topic", "field", "table"}
"""A translation may show the name of the part in place of {title}, its title in the language of the documents."""


@cache
def packs() -> tuple[Pack, ...]:
    return tuple(load(find(name)) for name in available() if (built_in() / name).is_dir())


def other(pack: Pack) -> str:
    return "en" if pack.spec.lang == "zh-CN" else "zh-CN"


def every_rule() -> list[tuple[Pack, Rule]]:
    return [(pack, rule) for pack in packs() for rule in pack.rules]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def agree(ours: str, theirs: str) -> bool:
    """Whether two texts show the same values."""
    added, dropped = fields(theirs) - fields(ours), fields(ours) - fields(theirs)
    return (not added and not dropped) or (dropped <= {"title"} and len(added) == 1 and added <= TITLED)


def cases(message: str | list[Case]) -> list[str]:
    return [message] if isinstance(message, str) else [case.is_ for case in message]


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.id)
def test_the_pack_has_its_title_its_sources_and_its_names_in_both_languages(pack: Pack) -> None:
    texts = pack.texts[other(pack)]
    assert texts.title
    assert set(texts.sources) == set(pack.spec.sources)
    wanted: set[str] = set()
    for form in pack.forms.values():
        wanted |= {f"section/{entry.id}" for entry in form.spec.outline}
        wanted |= {f"topic/{topic.id}" for entry in form.spec.outline for topic in entry.topics}
        wanted |= {f"field/{name}" for name in form.spec.fields}
        for name, table in form.tables.items():
            wanted |= {f"table/{name}", *(f"column/{name}/{column.id}" for column in table.columns())}
            wanted |= {f"row/{name}/{row.id}" for row in table.rows()}
    wanted |= {f"level/{level.id}" for level in pack.spec.levels}
    wanted |= {f"measure/{name}" for name in pack.figures.measures}
    assert not wanted - set(texts.names)
    assert all(texts.names.values())


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.id)
def test_nothing_is_translated_that_is_not_there(pack: Pack) -> None:
    assert not set(pack.texts[other(pack)].rules) - {rule.id for rule in pack.rules}


@pytest.mark.parametrize(("pack", "rule"), every_rule(), ids=lambda one: one.id)
def test_the_rule_says_the_same_in_the_other_language(pack: Pack, rule: Rule) -> None:
    own, told = rule.text(pack.spec.lang), rule.texts[other(pack)]
    assert told.title
    assert agree(own.title, told.title)
    assert bool(told.review) == bool(own.review)
    assert agree(own.review, told.review)
    assert bool(told.advice) == bool(own.advice)
    assert agree(own.advice, told.advice)
    assert len(cases(told.message)) == len(cases(own.message))
    for ours, theirs in zip(cases(own.message), cases(told.message), strict=True):
        assert theirs
        assert agree(ours, theirs)


@pytest.mark.parametrize(("pack", "rule"), every_rule(), ids=lambda one: one.id)
def test_the_title_is_in_the_language_that_it_is_said_to_be_in(pack: Pack, rule: Rule) -> None:
    for lang in (pack.spec.lang, other(pack)):
        title = rule.text(lang).title
        assert any("一" <= character <= "鿿" for character in title) == (lang == "zh-CN")


EXAMPLE = {"applications-balance"}
"""An id that a message gives as an example of one."""


def test_no_module_asks_for_a_rule_of_a_pack_by_its_id(root: Path) -> None:
    ids = {rule.id for _, rule in every_rule()} - EXAMPLE
    named = [
        (path.name, node.value)
        for folder in ("checker", "adapters")
        for path in (root / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.rpartition("/")[2] in ids
    ]
    assert named == []


def test_every_clause_of_the_reports_is_told_in_english_and_no_other_is() -> None:
    (pack,) = (one for one in packs() if one.id == "cn-disclosure-report")
    said = {text for rule in pack.rules for text in (rule.source.clause, rule.source.quote)}
    chinese = {text for text in said if any("\u4e00" <= char <= "\u9fff" for char in text)}
    assert set(pack.texts["en"].clauses) == chinese
