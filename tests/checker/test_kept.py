"""Packs kept between runs: the same as built anew, forgotten with every change, and never a way in for others."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.cachefolder import cache_folder
from checker.document import Location
from checker.finding import Severity
from checker.loading import build, kept, plain
from checker.loading.load import available, find, load
from checker.pack.model import LabelSpec, PackSpec
from tests.checker.small_pack import rule, small_pack


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = cache_folder()
    assert folder is not None
    return folder


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packs that are built anew, as they are."""
    built: list[str] = []
    real = build.build

    def counted(directory: Path, *rest: Any) -> Any:
        built.append(directory.name)
        return real(directory, *rest)

    monkeypatch.setattr(build, "build", counted)
    return built


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small pack."""
    small_pack(tmp_path, rule())
    return tmp_path / "small"


def only(cache: Path) -> Path:
    (path,) = cache.iterdir()
    return path


@pytest.mark.parametrize("name", available())
def test_a_kept_pack_is_the_pack(name: str, cache: Path, builds: list[str]) -> None:
    first, second = load(find(name)), load(find(name))
    assert builds == [name]
    assert second == first == load(find(name), cached=False)
    assert second is not first


@pytest.mark.parametrize("name", ["cn-disclosure-report", "cn-official-document"])
def test_what_every_document_asks_of_a_kept_pack_opens_no_part_of_it(name: str, cache: Path) -> None:
    built, again = load(find(name)), load(find(name))
    assert (again.laid_out, again.signs) == (built.laid_out, built.signs)
    assert not vars(again).keys() & set(kept.LATER)


def test_a_pack_and_the_one_it_extends_are_kept_each(cache: Path, builds: list[str]) -> None:
    strict = find(str(Path(__file__).parents[2] / "samples" / "packs" / "jiangsu-strict"))
    first = load(strict)
    assert builds == ["cn-disclosure-report", "jiangsu-strict"]
    assert load(strict) == first
    assert builds == ["cn-disclosure-report", "jiangsu-strict"]


def test_a_change_of_the_pack_takes_the_place_of_what_was_kept(folder: Path, cache: Path, builds: list[str]) -> None:
    load(folder)
    (folder / "rules" / "rules.yaml").write_text(rule(more="  severity: note\n"), "utf-8")
    (changed,) = load(folder).rules
    assert [case for _, case in changed.severities] == [Severity.NOTE]
    assert builds == ["small", "small"]
    assert len(list(cache.iterdir())) == 1


def test_a_pack_that_begins_to_extend_another_is_built_anew(folder: Path, cache: Path, builds: list[str]) -> None:
    load(folder)
    shutil.copytree(folder, folder.with_name("base"))
    with (folder / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write("extends: base\n")
    (folder / "rules" / "rules.yaml").write_text("- {id: the-rule, severity: note}\n", "utf-8")
    assert load(folder).rules[0].spec.severity == "note"
    (folder.with_name("base") / "rules" / "rules.yaml").write_text(rule(expect="received == 1"), "utf-8")
    assert str(load(folder).rules[0].expect) == "received == 1"


def test_the_folder_of_a_kept_pack_is_the_one_of_the_call(
    folder: Path, cache: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(folder)
    monkeypatch.chdir(folder.parent)
    assert load(Path("small")).directory == "small"
    assert builds == ["small"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_pack_in_a_folder_whose_name_is_no_text_is_kept_too(tmp_path: Path, cache: Path, builds: list[str]) -> None:
    odd = Path(os.fsdecode(bytes(tmp_path) + b"/\xff\xfe"))
    small_pack(odd, rule())
    builds.clear()
    assert load(odd / "small") == load(odd / "small")
    assert builds == ["small"]


# --- the stamp ---------------------------------------------------------------------------------------------------


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the program's files, which are those that the stamp is of."""
    copy = tmp_path / "program"
    shutil.copytree(Path(checker.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(kept, "_package", lambda: str(copy))
    kept._stamp.cache_clear()
    yield copy
    kept._stamp.cache_clear()


def stamp() -> str:
    kept._stamp.cache_clear()
    return kept._stamp()


def test_the_stamp_is_of_every_source_file() -> None:
    package = Path(checker.__file__).parent
    seen = {path for path, _ in kept._sources(str(package))}
    assert seen == {str(path) for path in package.rglob("*.py")}
    assert str(package / "text" / "normalize.py") in seen


def test_any_change_of_any_source_file_changes_the_stamp(program: Path) -> None:
    stamps = [stamp()]
    assert stamp() == stamps[0]
    normalize = program / "text" / "normalize.py"
    before, text = normalize.stat(), normalize.read_text("utf-8")

    normalize.write_text(text[:-2] + "#\n", "utf-8")  # as long as before, and given back its time
    os.utime(normalize, ns=(before.st_atime_ns, before.st_mtime_ns))
    stamps.append(stamp())
    (program / "text" / "new.py").write_text("")
    stamps.append(stamp())
    (program / "text" / "new.py").rename(program / "text" / "other.py")
    stamps.append(stamp())
    (program / "engine" / "forms.py").unlink()
    stamps.append(stamp())
    (program / "added").mkdir()
    (program / "added" / "__init__.py").write_text("")
    stamps.append(stamp())
    assert len(set(stamps)) == len(stamps)


def test_a_library_that_is_installed_anew_changes_the_stamp(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "site-packages"
    packages.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages)])
    before = stamp()
    (packages / "pydantic-9.dist-info").mkdir()
    assert stamp() != before


def test_a_changed_program_builds_anew(folder: Path, cache: Path, builds: list[str], program: Path) -> None:
    load(folder)
    load(folder)
    with (program / "text" / "normalize.py").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    kept._stamp.cache_clear()
    load(folder)
    assert builds == ["small", "small"]


def test_a_program_that_lies_in_no_folder_keeps_nothing(
    folder: Path, cache: Path, builds: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "gouji.zip"
    archive.write_bytes(b"PK")
    monkeypatch.setattr(kept, "_package", lambda: str(archive))
    assert stamp() == ""
    load(folder)
    load(folder)
    assert builds == ["small", "small"]
    kept._stamp.cache_clear()


# --- what others may have put there ------------------------------------------------------------------------------


class Code:
    """Pickled, it is a call."""

    def __reduce__(self) -> Any:
        return os.mkdir, (os.environ["XDG_CACHE_HOME"] + "/was-here",)


def body(path: Path, changed: bytes) -> None:
    """A kept copy with something else in it, and its sum."""
    head = json.loads(path.read_bytes().partition(b"\n")[0])
    path.write_bytes(json.dumps([*head[:-1], kept._sum(changed)]).encode() + b"\n" + changed)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1, 2]",
        b'{"!Pack": []}',
        b'{"!Severity": "error"}',
        b'{"!system": ["true"]}',
        b'{"!os.mkdir": ["was-here"]}',
        b'{"!__class__": []}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_kept_copy_that_is_no_pack_is_made_anew(content: bytes, folder: Path, cache: Path, builds: list[str]) -> None:
    first = load(folder)
    body(only(cache), content)
    assert load(folder) == first
    assert builds == ["small", "small"]


def test_a_kept_copy_that_lost_something_is_made_anew(folder: Path, cache: Path, builds: list[str]) -> None:
    first = load(folder)
    content = only(cache).read_bytes()
    assert content.count("收到".encode()) > 1
    only(cache).write_bytes(content.replace("收到".encode(), "收至".encode(), 1))
    assert load(folder) == first
    only(cache).write_bytes(b"[]\n" + content)
    assert load(folder) == first
    assert builds == ["small"] * 3


def test_a_pickle_in_the_place_of_a_kept_copy_is_not_read(folder: Path, cache: Path, builds: list[str]) -> None:
    first = load(folder)
    code = pickle.dumps(Code())
    only(cache).write_bytes(code)
    assert load(folder) == first
    body(only(cache), code)
    assert load(folder) == first
    assert builds == ["small"] * 3
    assert not (cache.parent / "was-here").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no modes")
def test_a_copy_that_others_may_have_written_is_made_anew(folder: Path, cache: Path, builds: list[str]) -> None:
    load(folder)
    only(cache).chmod(0o666)
    load(folder)
    assert builds == ["small", "small"]
    cache.parent.chmod(0o777)  # and none is left where others can put one
    load(folder)
    load(folder)
    assert builds == ["small"] * 4


# --- the format --------------------------------------------------------------------------------------------------

_leaf = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
    | st.decimals(allow_nan=False) | st.sampled_from(Severity) | st.frozensets(st.text(max_size=3))
    | st.builds(LabelSpec, label=st.text(), also=st.lists(st.text()))
    | st.builds(PackSpec, st.text(), st.text(), st.text(), st.just("en"))
)  # fmt: skip
_keys = st.text(max_size=3) | st.sampled_from(["!", "!tuple", "!dict", "!Pack", "!nothing"])
_values = st.recursive(
    _leaf,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(_keys, inner)
        | st.dictionaries(st.integers() | st.tuples(_keys, _keys), inner)
        | st.frozensets(st.tuples(_keys, _keys))
    ),
    max_leaves=20,
)


@given(_values)
def test_whatever_a_pack_holds_comes_back_as_it_was(value: Any) -> None:
    written = json.dumps(plain.plain(value), ensure_ascii=False)
    back = json.loads(written, object_hook=plain.made)
    assert back == value
    assert json.dumps(plain.plain(back), ensure_ascii=False) == written


class Stranger(Enum):
    ONE = "one"


@pytest.mark.parametrize("odd", ["", "\n", "第一\n第二", "!tuple"])
def test_many_texts_by_other_texts_come_back_as_they_were(odd: str) -> None:
    words = {f"词{number}": "义" for number in range(plain.MANY)} | {odd: odd, "末": ""}
    back = json.loads(json.dumps(plain.plain(words)), object_hook=plain.made)
    assert list(back.items()) == list(words.items())


@pytest.mark.parametrize("value", [b"bytes", Path("x"), {1, 2}, object(), Stranger.ONE, Location("a.txt")])
def test_what_could_not_be_made_again_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        plain.plain(value)


def test_every_class_has_a_name_of_its_own() -> None:
    classes = [
        one
        for name, module in sys.modules.items()
        if name.startswith(plain.ROOMS)
        for one in vars(module).values()
        if isinstance(one, type) and one.__module__ == name and (is_dataclass(one) or issubclass(one, Enum))
    ]
    assert len(classes) > 40
    assert {f"!{one.__name__}": one for one in classes} == plain._classes()
    assert len(classes) == len(plain._classes())
