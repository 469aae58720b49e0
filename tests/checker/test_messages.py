"""The catalogue of texts: complete in both languages, and every text that the code asks for is there."""

import re
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import adapters
import checker
import gouji
from checker.messages import AREAS, say, text

FOLDER = Path(checker.__file__).parent / "messages"
TEXTS = {key: both for area in AREAS for key, both in import_module(f"checker.messages.{area}").MESSAGES.items()}
CHINESE = re.compile("[\u3400-\u9fff]")
OWN_SHAPE = frozenset({"outputs.date"})
"""Written of other parts in each language."""


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_module_of_the_catalogue_is_an_area():
    assert {path.stem for path in FOLDER.glob("*.py")} - {"__init__"} == set(AREAS)


@pytest.mark.parametrize("area", AREAS)
def test_keys_begin_with_their_area(area):
    assert all(key.startswith(f"{area}.") for key in import_module(f"checker.messages.{area}").MESSAGES)


def test_both_languages_say_something_with_the_same_fields():
    for key, (chinese, english) in TEXTS.items():
        assert bool(chinese.strip()) == bool(english.strip()), key
        assert key in OWN_SHAPE or fields(chinese) == fields(english), key


def test_english_texts_are_english():
    # What is written for authors to edit shows the regulation's own language.
    own = {key: english for key, (_, english) in TEXTS.items() if not key.startswith("skeletons.")}
    assert [key for key, english in own.items() if CHINESE.search(english)] == []


def test_every_key_in_the_code_is_in_the_catalogue():
    folders = [Path(package.__file__).parent for package in (gouji, checker, adapters)]
    asked = {
        key
        for folder in folders
        for path in folder.rglob("*.py")
        for key in re.findall(r"""say\(\s*"([a-z_]+\.[a-z_0-9]+)\"""", path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 200
    assert sorted(asked - set(TEXTS)) == []


def test_a_message_within_a_message_is_told_in_the_same_language():
    message = say("packs.at", where="a.yaml:1:1", what=say("packs.empty"))
    assert text(message, "zh-CN") == "a.yaml:1:1：不能为空"
    assert str(message) == "a.yaml:1:1: must not be empty"
