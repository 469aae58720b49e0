"""Whose a document is: what folders add to a name, and how sure it is that two documents are of one organ."""

from __future__ import annotations

import pytest

from checker.document import Document
from checker.reading.reading import Identity
from checker.run.sketch import Sketch
from checker.run.whose import Likeness, Owners
from tests.checker.reports import PACK, pack


def sketch(path: str, organ: str | None, year: int = 2022) -> Sketch:
    """A report by its path and the name that it gives."""
    return Sketch(Document(path, "txt", path, ()), PACK, "report", Identity(organ=organ, year=year))


def owners(*sketches: Sketch, renamed: tuple[tuple[str, str], ...] = ()) -> Owners:
    """The owners of a run."""
    return Owners(sketches, {PACK: pack().spec.issuers}, {PACK: pack().spec.versions}, renamed)


@pytest.mark.parametrize(
    ("path", "organ", "name"),
    [
        ("a.txt", "安澜市水务局", "安澜市水务局"),
        ("安澜市/a.txt", "水务局", "安澜市水务局"),
        ("安澜市/a.txt", "市水务局", "安澜市水务局"),
        ("2022年安澜市各单位/a.txt", "水务局", "安澜市水务局"),
        ("某省/安澜市/青屿县/a.txt", "县水务局", "某省安澜市青屿县水务局"),
        ("安澜市/青屿县水务局.txt", "水务局", "安澜市青屿县水务局"),
        ("临川市/鼓楼区.txt", "鼓楼区水务局", "临川市鼓楼区水务局"),
        ("临川市/a.txt", "安澜市水务局", "安澜市水务局"),
        ("安澜市/a.txt", "市监局", "安澜市市监局"),
        ("x/a.txt", "水务局", "水务局"),
    ],
)
def test_folders_and_files_say_of_which_place_an_organ_is(path: str, organ: str, name: str) -> None:
    one = sketch(path, organ)
    assert owners(one).owner(one).name == name


def test_a_place_is_known_without_its_sign_where_a_name_of_the_run_has_it() -> None:
    folder, glued = sketch("安澜报送/b.txt", "市水务局"), sketch("c.txt", "安澜水务局")
    found = owners(sketch("a.txt", "安澜市水务局"), folder, glued)
    assert [found.owner(one).name for one in (folder, glued)] == ["安澜市水务局"] * 2
    two = owners(sketch("a.txt", "安澜市水务局"), sketch("b.txt", "安澜县水务局"), glued)
    assert two.owner(glued).name == "安澜水务局"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (("a", "安澜市水务局"), ("b", "安澜市水务局"), Likeness.EXACT),
        (("a", "安澜市文旅局"), ("b", "安澜市文化和旅游局"), Likeness.SURE),
        (("a", "水务局"), ("b", "水务局"), Likeness.SURE),
        (("a", "安澜市水务局"), ("b", "市水务局"), Likeness.LIKELY),
        (("x/a", "水务局"), ("b", "水务局"), Likeness.LIKELY),
        (("x/a", "水务局"), ("y/b", "水务局"), Likeness.DOUBTFUL),
        (("x/2021年/a", "水务局"), ("x/2022年报/b", "水务局"), Likeness.SURE),
        (("安澜市/a", "水务局"), ("临川市/b", "水务局"), Likeness.NO),
        (("安澜市/a", "鼓楼区水务局"), ("临川市/b", "鼓楼区水务局"), Likeness.NO),
        (("a", "安澜市水务局"), ("b", "安澜市财政局"), Likeness.NO),
        (("a", None), ("b", "安澜市财政局"), Likeness.NO),
    ],
)
def test_how_sure_it_is_that_two_documents_are_of_one_organ(
    one: tuple[str, str | None], other: tuple[str, str | None], level: Likeness
) -> None:
    a, b = sketch(*one), sketch(*other, 2021)
    assert owners(a, b).likeness(a, b) is level
    assert owners(a, b).likeness(b, a) is level


def test_renamed_organs_are_one_in_their_own_city_alone() -> None:
    old, new = sketch("安澜市/a", "环境保护局"), sketch("安澜市/b", "生态环境局")
    elsewhere = sketch("临川市/c", "生态环境局")
    found = owners(old, new, elsewhere, renamed=(("安澜市环境保护局", "安澜市生态环境局"),))
    assert found.likeness(old, new) is Likeness.SURE
    assert found.likeness(old, elsewhere) is Likeness.NO


def test_a_name_without_a_place_is_sure_only_where_its_folder_is_one_places() -> None:
    this, last = sketch("x/2022/a", "水务局"), sketch("x/2021/b", "水务局", 2021)
    assert owners(this, last).likeness(this, last) is Likeness.SURE
    two_places = sketch("x/2022/c", "安澜市财政局"), sketch("x/2022/d", "临川市财政局")
    assert owners(this, last, *two_places).likeness(this, last) is Likeness.LIKELY
    twins = sketch("x/2022/甲", "民政局"), sketch("x/2022/乙", "民政局")
    assert owners(this, last, *twins).likeness(this, last) is Likeness.LIKELY
    flat = sketch("a", "水务局"), sketch("b", "水务局", 2021)
    named = sketch("c", "安澜市水务局"), sketch("d", "临川市水务局")
    assert owners(*flat, named[0]).likeness(*flat) is Likeness.SURE
    assert owners(*flat, *named).likeness(*flat) is Likeness.LIKELY


def test_of_many_pairs_it_is_held_for_some_only_how_alike_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten thousand reports each meets hundreds of others."""
    monkeypatch.setattr("checker.run.whose.HELD", 3)
    some = [
        sketch(f"{number}.txt", organ) for number, organ in enumerate(["安澜市水务局", "市水务局", "安澜市财政局"] * 2)
    ]
    pairs = [(one, other) for one in some for other in some if one is not other]
    found = owners(*some)
    first = [found.likeness(*pair) for pair in pairs]
    assert len(vars(found)["_levels"]) <= 3
    assert [found.likeness(*pair) for pair in reversed(pairs)] == first[::-1]
    assert len(set(first)) > 1
