"""A pack as values of JSON and back: what is read is made of the classes of a pack, and can run nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

ROOMS = ("checker.pack.", "checker.expression", "checker.finding")
"""Where the classes are defined that a pack may be made of: whoever holds a pack has loaded their modules."""
MANY, LINE = 100, "\n"
"""So many texts by other texts are kept as two long ones, which are read in a quarter of the time."""


def plain(value: Any) -> Any:
    """A value as JSON: an object of one key that begins with "!" stands for what JSON has no word for."""
    if value is None or type(value) in (str, bool, int, float):
        return value
    if isinstance(value, Enum):
        return {_name(type(value)): value.value}
    if is_dataclass(value):
        return {_name(type(value)): [plain(getattr(value, field.name)) for field in fields(value)]}
    if isinstance(value, dict):
        return _mapping(value)
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, tuple):
        return {"!tuple": [plain(inner) for inner in value]}
    if isinstance(value, frozenset):
        return {"!frozenset": sorted(map(plain, value), key=repr)}
    if isinstance(value, Decimal):
        return {"!Decimal": str(value)}
    raise TypeError(f"a pack cannot be kept with a value of {type(value)}")


def _mapping(value: dict[Any, Any]) -> dict[str, Any]:
    """As it is, unless JSON has no such keys or what comes of it would stand for something else."""
    keys = list(value)
    if len(keys) >= MANY and all(type(one) is str and LINE not in one for pair in value.items() for one in pair):
        return {"!texts": [LINE.join(keys), LINE.join(value.values())]}
    if all(type(key) is str for key in keys) and not (len(keys) == 1 and keys[0].startswith("!")):
        return {key: plain(inner) for key, inner in value.items()}
    return {"!dict": [[plain(key), plain(inner)] for key, inner in value.items()]}


def _name(cls: type) -> str:
    """What a class is called in JSON; TypeError for one that could not be made again."""
    name = f"!{cls.__name__}"
    if _classes().get(name) is not cls:
        raise TypeError(f"a pack cannot be kept with a value of {cls}: it is defined in none of {ROOMS}")
    return name


def made(found: dict[str, Any]) -> Any:
    """What an object of the JSON stands for."""
    if len(found) == 1:
        ((key, value),) = found.items()
        if key[:1] == "!":
            return _makers()[key](value)
    return found


@cache
def _classes() -> dict[str, type]:
    return {
        f"!{one.__name__}": one
        for name, module in sorted(sys.modules.items())
        if name.startswith(ROOMS)
        for one in vars(module).values()
        if isinstance(one, type) and one.__module__ == name and (is_dataclass(one) or issubclass(one, Enum))
    }


@cache
def _makers() -> dict[str, Callable[[Any], Any]]:
    own = {name: one if issubclass(one, Enum) else _maker(one) for name, one in _classes().items()}
    return {"!dict": dict, "!texts": _texts, "!tuple": tuple, "!frozenset": frozenset, "!Decimal": Decimal, **own}


def _texts(lines: list[str]) -> dict[str, str]:
    keys, values = lines
    return dict(zip(keys.split(LINE), values.split(LINE), strict=True))


def _maker(cls: type) -> Callable[[list[Any]], Any]:
    """Puts the values of the fields into a new object, frozen or not, as copying one does."""
    names = [field.name for field in fields(cls)]
    new = object.__new__
    if "__slots__" in vars(cls):
        setters = [getattr(cls, name).__set__ for name in names]  # its own, or those of the class that it extends

        def slotted(values: list[Any]) -> Any:
            one: Any = new(cls)
            for put, value in zip(setters, values, strict=True):
                put(one, value)
            return one

        return slotted

    def open_(values: list[Any]) -> Any:
        one: Any = new(cls)
        vars(one).update(zip(names, values, strict=True))
        return one

    return open_
