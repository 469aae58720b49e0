"""The reference of rule packs names every key of the model and every function of the language."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from checker.expression.parse import ARGUMENTS
from checker.pack import model as packmodel
from checker.yamlfiles.shape import KEPT_WORDS

MODELS = [one for one in vars(packmodel).values() if isinstance(one, type) and is_dataclass(one)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_explained(model: type, root: Path) -> None:
    words = set(re.findall(r"[a-z_]+", (root / "docs" / "rule-packs.md").read_text("utf-8")))
    keys = {field.name[:-1] if field.name[:-1] in KEPT_WORDS else field.name for field in fields(model)}
    assert keys - words == set()


def test_every_function_is_explained(root: Path) -> None:
    text = (root / "docs" / "rule-packs.md").read_text("utf-8")
    assert [name for name in ARGUMENTS if f"{name}(" not in text] == []


def test_every_command_is_told_of(root: Path) -> None:
    from checker.cli.rules import Rules

    told = "".join((root / "docs" / name).read_text("utf-8") for name in ("rule-packs.md", "tutorial.md"))
    assert [name for name in Rules.members if f"gouji rules {name}" not in told] == []
