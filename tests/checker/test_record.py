"""The quick `dataclass` against that of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from checker import record


@record.dataclass(frozen=True, slots=True)
class Quick:
    """A record."""

    name: str
    size: int = 1
    parts: list[str] = dataclasses.field(default_factory=list)
    note: str = dataclasses.field(default="", compare=False, repr=False)

    @property
    def double(self) -> int:
        return 2 * self.size


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """A record."""

    name: str
    size: int = 1
    parts: list[str] = dataclasses.field(default_factory=list)
    note: str = dataclasses.field(default="", compare=False, repr=False)


@record.dataclass(frozen=True)
class Kept:
    """A frozen record without slots."""

    value: tuple[int, ...] = ()


@record.dataclass(slots=True)
class Open:
    """A record that changes."""

    value: int = 0

    def __repr__(self) -> str:
        return f"<{self.value}>"


def test_it_is_made_compared_and_shown_as_the_library_does() -> None:
    one, other = Quick("a", parts=["x"]), Quick("a", 1, ["x"], "another note")
    assert one == other
    assert one != Quick("b", 1, ["x"])
    assert one != Plain("a", 1, ["x"])
    assert repr(one) == repr(Plain("a", 1, ["x"])).replace("Plain", "Quick")
    assert one.double == 2
    assert Quick("a").parts is not Quick("a").parts
    assert dataclasses.asdict(one) == dataclasses.asdict(Plain("a", 1, ["x"]))
    assert dataclasses.replace(one, size=3) == Quick("a", 3, ["x"])
    told = [[(field.name, field.type) for field in dataclasses.fields(cls)] for cls in (Quick, Plain)]
    assert told[0] == told[1]
    assert Quick.__annotations__ == Plain.__annotations__


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 2, ["x"], "n"), {}),
    ((), {"size": 3, "name": "a"}),
    (("a",), {"note": "n"}),
]


def called(times: int) -> Any:
    """A class like `Quick`, made anew, that has been called so many times."""

    @record.dataclass(frozen=True, slots=True)
    class Fresh:
        name: str
        size: int = 1
        parts: list[str] = dataclasses.field(default_factory=list)
        note: str = dataclasses.field(default="", compare=False, repr=False)

    for _ in range(times):
        Fresh("x")
    return Fresh


@pytest.mark.parametrize("calls", [0, record.FEW], ids=["at first", "compiled"])
@pytest.mark.parametrize(("given", "named"), CALLS)
def test_every_call_sets_what_the_library_sets(given: tuple[Any, ...], named: dict[str, Any], calls: int) -> None:
    assert dataclasses.astuple(called(calls)(*given, **named)) == dataclasses.astuple(Plain(*given, **named))


@pytest.mark.parametrize("calls", [0, record.FEW], ids=["at first", "compiled"])
@pytest.mark.parametrize(
    ("wrong", "named"),
    [((), {}), (("a", 1, [], "", 5), {}), (("a",), {"name": "b"}), (("a",), {"other": 1})],
    ids=["too few", "too many", "twice", "unknown"],
)
def test_wrong_arguments_are_refused(wrong: tuple[Any, ...], named: dict[str, Any], calls: int) -> None:
    with pytest.raises(TypeError, match=r"__init__\(\)"):
        called(calls)(*wrong, **named)


def test_a_frozen_record_cannot_change_and_has_a_hash() -> None:
    one = Kept((1, 2))
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.value = ()  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.value
    with pytest.raises(dataclasses.FrozenInstanceError):
        Quick("a").other = 1  # type: ignore[attr-defined]
    assert hash(one) == hash(Kept((1, 2)))
    assert len({one, Kept((1, 2)), Kept()}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Open())


def test_a_record_that_is_not_frozen_changes_and_keeps_its_own_repr() -> None:
    one = Open(1)
    one.value = 2
    assert one == Open(2)
    assert repr(one) == "<2>"
    assert not hasattr(one, "__dict__")


@pytest.mark.parametrize("one", [Quick("a", 2, ["x"], "note"), Kept((1,)), Open(3)], ids=lambda one: type(one).__name__)
def test_it_travels_by_pickle_and_copy(one: Any) -> None:
    for _ in range(record.FEW + 2):  # the way back is compiled after a few
        assert pickle.loads(pickle.dumps(one)) == one
    assert copy.deepcopy(one) == one
    assert copy.copy(one) == one
