"""The documentation names what is there: files, folders, modules, links."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT, ROOT / "docs", ROOT / "docs" / "adr", ROOT / "samples")
PAGES = sorted(page for folder in FOLDERS for page in folder.glob("*.md"))
OWN_FOLDERS = frozenset({"tutorial.md", "tutorial.zh-CN.md", "rule-packs.md"})
"""Pages that speak of the folders of a pack of the reader's own."""
NOT_HERE = frozenset({"checker/_packs", "rules/PACK/rules/*.yaml"})
"""In the wheel only; of any pack."""
PATH = re.compile(r"(?<![\w/.-])(?:checker|adapters|gouji|rules|samples|tests|benchmarks|docs)/[\w./*-]*\w[/\w]*")
NAME = re.compile(r"(?<![\w./-])((?:checker|adapters)(?:\.[a-z_]\w*)+)")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)\)")


def pages() -> list[str]:
    return [page.relative_to(ROOT).as_posix() for page in PAGES]


@pytest.mark.parametrize("page", [page for page in pages() if Path(page).name not in OWN_FOLDERS])
def test_paths_are_there(page: str) -> None:
    named = set(PATH.findall((ROOT / page).read_text("utf-8"))) - NOT_HERE
    assert [path for path in sorted(named) if not list(ROOT.glob(path.rstrip("/")))] == []


@pytest.mark.parametrize("page", pages())
def test_modules_and_what_is_in_them_are_there(page: str) -> None:
    assert [name for name in NAME.findall((ROOT / page).read_text("utf-8")) if not there(name)] == []


@pytest.mark.parametrize("page", pages())
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    assert [link for link in LINK.findall((ROOT / page).read_text("utf-8")) if not (folder / link).exists()] == []


def there(name: str) -> bool:
    """Whether a dotted name is a module or something in one."""
    module, rest = name, []
    while module:
        try:
            found: object = import_module(module)
        except ModuleNotFoundError:
            module, _, last = module.rpartition(".")
            rest.insert(0, last)
            continue
        for one in rest:
            if not hasattr(found, one):
                return False
            found = getattr(found, one)
        return True
    return False


def test_what_is_not_there_is_noticed() -> None:
    assert PATH.findall("see `checker/nowhere.py` and checker/engine.") == ["checker/nowhere.py", "checker/engine"]
    assert not there("checker.nowhere")
    assert not there("checker.loading.load.nothing")
    assert there("checker.loading.load.built_in")
