"""Results kept between runs: used where nothing has changed, never believed where anything has, bounded."""

from __future__ import annotations

import pickle
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from checker.audit.audit import Audit, Unchecked
from checker.commitments.semantic import PACKAGE
from checker.facts.beside import Beside
from checker.run import results as kept
from checker.run.results import Results, results
from checker.run.sketch import Bundle, Sketch
from checker.wiring.ready import MODEL, program
from tests.outputs.given_runs import bureau, city, hostile_report


@pytest.fixture
def shelf(tmp_path: Path) -> Results:
    made = results(tmp_path, "program", [])
    assert made is not None
    return made


@pytest.mark.parametrize(
    "value", [city()[1], bureau()[1], Sketch(hostile_report(), None, None), replace(bureau()[1], year=1)]
)
def test_what_is_kept_comes_back_as_it_was(shelf: Results, value: object) -> None:
    shelf.put("ab" * 32, value)
    assert shelf.get("ab" * 32) == value


def test_whatever_is_done_to_a_kept_file_is_noticed(shelf: Results) -> None:
    key, other = "ab" * 32, "abab" + "cd" * 30
    shelf.put(key, city()[1])
    path = shelf._path(key)
    whole = path.read_bytes()
    for at in range(0, len(whole), max(len(whole) // 50, 1)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert shelf.get(key) is None, at
    for broken in (b"", whole[:40], whole[:-1], b"x" * 100):
        path.write_bytes(broken)
        assert shelf.get(key) is None
    shelf._path(other).write_bytes(whole)
    assert shelf.get(other) is None, "the result of something else"


class Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (Path.touch, (Path("harmed"),))  # type: ignore[return-value]


@pytest.mark.parametrize(
    "value",
    [Harm(), (Harm(), Decimal(1)), pickle.Unpickler, print, Path("x"), Unchecked("a", "b", Harm())],  # type: ignore[arg-type]
)
def test_nothing_but_records_is_made_of_a_kept_file(
    shelf: Results, value: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shelf.put("ab" * 32, value)  # as if somebody had put it there, with the right digest
    assert shelf._path("ab" * 32).exists()
    assert shelf.get("ab" * 32) is None
    assert not Path("harmed").exists()


def test_what_has_not_been_used_for_longest_makes_room(shelf: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    audit = city()[1]
    shelf.put("00" * 32, audit)
    size = shelf._path("00" * 32).stat().st_size
    monkeypatch.setattr(kept, "SHELF_BYTES", size * 5)
    for number in range(1, 20):
        key = "0000" + f"{number:060x}"
        shelf.put(key, audit)
        assert shelf.get(key) == audit
        assert shelf.get("00" * 32) == audit, "in use"
        assert sum(path.stat().st_size for path in shelf.folder.rglob("*") if path.is_file()) <= size * 5 + 100


def test_the_key_of_a_file_is_its_content_its_name_and_what_the_run_is(shelf: Results, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    other = results(tmp_path, "program", [], "en")
    assert other is not None
    keys = [shelf.of_file(path, "a"), shelf.of_file(path, "b"), other.of_file(path, "a")]
    path.write_bytes(b"two")
    keys.append(shelf.of_file(path, "a"))
    assert len(set(keys)) == 4
    assert shelf.of_file(tmp_path / "none", "a") is None
    assert shelf.of_file(tmp_path, "a") is None


def test_what_was_found_without_the_model_is_not_what_is_found_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MODEL == PACKAGE
    monkeypatch.delitem(sys.modules, MODEL, raising=False)
    before = program()
    (tmp_path / f"{MODEL}.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert before
    assert program() != before


def test_the_key_of_a_dossier_is_everything_in_it(shelf: Results) -> None:
    document, other = city()[0], bureau()[0]
    one, two = Sketch(document, "p", "report"), Sketch(other, "p", "report")
    bundles = [
        Bundle(((one, "report"),)),
        Bundle(((one, "prior"),)),
        Bundle(((one, "report"), (two, "prior"))),
        Bundle(((one, "report"),), beside=Beside(missing_units=("x",))),
        Bundle(((replace(one, document=replace(document, sha256="0")), "report"),)),
        Bundle(((replace(one, kind="plan"), "report"),)),
    ]
    assert len({shelf.of_bundle(bundle) for bundle in bundles}) == len(bundles)
    assert isinstance(city()[1], Audit)
