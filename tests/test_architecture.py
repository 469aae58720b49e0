"""docs/architecture.md: its picture is the graph of imports, and it names every room that there is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import grimp
import pytest

PACKAGES = ("gouji", "checker", "adapters")
EDGE = re.compile(r"^ +(\w+) --> (\w+(?: & \w+)*)$", re.M)


@cache
def imports() -> dict[str, set[str]]:
    """Room -> the rooms that its modules import; a room is a folder or module of checker, or another package."""
    graph = grimp.build_graph(*PACKAGES)
    found: dict[str, set[str]] = {}
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            one, two = room(module), room(other)
            if one and two and one != two:
                found.setdefault(one, set()).add(two)
    return found


def room(module: str) -> str:
    """The room of a module; none for `checker` itself, which says the version."""
    package, *inside = module.split(".")
    if package == "checker":
        return inside[0] if inside else ""
    return package


def below(start: str, graph: dict[str, set[str]]) -> set[str]:
    """All that a room imports, itself or by others."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for other in graph.get(waiting.pop(), set()) - found:
            found.add(other)
            waiting.append(other)
    return found


def drawn(graph: dict[str, set[str]]) -> set[tuple[str, str]]:
    """The arrows that say it all: those that no way over other rooms says already."""
    return {
        (one, two)
        for one, others in graph.items()
        for two in others
        if not any(two in below(other, graph) for other in others - {two})
    }


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "architecture.md").read_text("utf-8")


def test_no_room_imports_itself_by_others() -> None:
    assert [one for one in imports() if one in below(one, imports())] == []


def test_the_picture_is_the_graph_of_imports(page: str) -> None:
    picture = {(one, two) for one, others in EDGE.findall(page) for two in others.split(" & ")}
    wanted = drawn(imports())
    missing = [f"draw {one} --> {two}" for one, two in sorted(wanted - picture)]
    surplus = [f"take away {one} --> {two}" for one, two in sorted(picture - wanted)]
    assert not missing + surplus, "\n".join(missing + surplus)


def test_every_room_is_told_of(page: str, root: Path) -> None:
    rooms = {
        path.stem for path in (root / "checker").iterdir() if (path / "__init__.py").is_file() or path.suffix == ".py"
    }
    told = set(re.findall(r"^\| `(?:checker/)?(\w+)(?:\.py|/)` \|", page, re.M))
    assert told == rooms - {"__init__"} | {"gouji", "adapters"}


def test_a_picture_that_is_off_is_noticed() -> None:
    """The comparison itself: an import more, an import less, and one that others say already."""
    graph = {"a": {"b"}, "b": {"c"}}
    assert drawn(graph) == {("a", "b"), ("b", "c")}
    assert drawn({**graph, "a": {"b", "c"}}) == drawn(graph)
    assert drawn({**graph, "a": {"b", "d"}}) != drawn(graph)
    assert drawn({"a": {"b"}}) != drawn(graph)
