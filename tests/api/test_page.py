"""docs/api.md: its examples do what they show, and it names all that there is, and nothing else."""

from __future__ import annotations

import doctest
import inspect
import re
import shutil
from pathlib import Path

import pytest

import gouji

FUNCTIONS = ("check", "check_many", "read", "annotate", "packs", "configure", "close")
OWN = ("Audit", "Batch", "Copy", "Pack", "Rule")
"""Values that are made for programs: all of them is for programs."""
EXAMPLE = re.compile(r"```python\n(.*?)```", re.S)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "api.md").read_text("utf-8")


def test_the_examples_do_what_they_show(page: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(root / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path / "samples")
    examples = "\n".join(EXAMPLE.findall(page))
    test = doctest.DocTestParser().get_doctest(examples, {}, "api.md", "docs/api.md", 0)
    assert len(test.examples) > 20
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    gouji.close()
    assert "".join(told) == ""


def section(page: str, function: str) -> str:
    """What the reference says of a function."""
    parts = re.split(r"^### ", page, flags=re.M)[1:]
    (found,) = [part for part in parts if f"`{function}(" in part.partition("\n")[0]]
    return found


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_argument_is_documented_with_its_default_and_since_when(page: str, function: str) -> None:
    told = section(page, function)
    rows = [line for line in told.splitlines() if line.startswith("| `")]
    names = [name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    parameters = inspect.signature(getattr(gouji, function)).parameters
    assert [name for name in names if name in parameters] == list(parameters)
    assert re.search(r"\(since \d+\.\d+\)", told.split("\n")[0])
    for row in rows:
        _, names_cell, default, _, since, _ = row.split("|")
        assert re.fullmatch(r" \d+\.\d+ ", since), row
        if "as for `check`" not in row:
            for name in re.findall(r"`(\w+)`", names_cell):
                if name in parameters:
                    assert default.strip().strip("`") == _shown(parameters[name].default)


def _shown(default: object) -> str:
    """As the page writes it; nothing for an argument that has to be given."""
    return "" if default is inspect.Parameter.empty else repr(default).replace("'", '"')


def attributes(page: str) -> dict[str, list[str]]:
    """Value -> the names that its row of the table gives."""
    rows = re.findall(r"^\| `([A-Z]\w+)` \| (`.*) \|$", page.partition("### Values")[2], re.M)
    return {name: re.findall(r"`(\w+)", cell) for name, cell in rows}


def test_every_value_and_error_is_on_the_page(page: str) -> None:
    told = {*attributes(page), *re.findall(r"^\| `(\w+Error)` \|", page, re.M), *FUNCTIONS}
    assert told == set(gouji.__all__)


def test_every_attribute_of_the_page_is_there(page: str) -> None:
    for name, told in attributes(page).items():
        value = getattr(gouji, name)
        if issubclass(value, str):  # an enumeration: its values
            assert told == [member.value for member in value]
            continue
        fields = set(getattr(value, "__dataclass_fields__", ())) | set(dir(value))
        assert [one for one in told if one not in fields] == [], name


@pytest.mark.parametrize("name", OWN)
def test_values_made_for_programs_are_documented_whole(page: str, name: str) -> None:
    value = getattr(gouji, name)
    public = {one for one in {*dir(value), *value.__dataclass_fields__} if not one.startswith("_")}
    assert set(attributes(page)[name]) == public
