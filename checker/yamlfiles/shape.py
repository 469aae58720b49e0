"""Parts of a pack against their model: an instance, or what is wrong with the part, each fault at its place."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from checker.messages import Message, say
from checker.yamlfiles.file import Key, YamlFile

KEPT_WORDS = frozenset({"with", "is", "from", "in", "not", "pass"})
"""Keys of a pack that Python keeps for itself; the model writes them with a trailing underscore."""


@lru_cache(maxsize=16)
def adapter(model: type) -> Any:
    """The validator of a model; it refuses unknown keys."""
    from pydantic import ConfigDict, TypeAdapter, with_config

    strict = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    for part in _models(model).values():
        if isinstance(part, type) and hasattr(part, "__dataclass_fields__"):
            with_config(strict)(part)
    return TypeAdapter(model)


def _models(model: type) -> Mapping[str, Any]:
    """What stands beside a model in its module, by name: the models that it is made of among it."""
    return vars(sys.modules[model.__module__])


def value_at(data: Any, key: Key) -> Any:
    """The value that a key leads to, None where there is none."""
    for part in key:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def validate(model: type, file: YamlFile, key: Key, faults: list[Message]) -> Any:
    """The value at a key as an instance of the model, without what has faults; None where that leaves none.

    What is wrong is taken out and the rest looked at again, so that one fault hides no other.
    """
    from pydantic import ValidationError

    data = value_at(file.data, key)
    if isinstance(data, dict) and isinstance(data.get("tests"), dict):
        data = {**data, "tests": {name: value or [] for name, value in data["tests"].items()}}
    seen: set[Key] = set()
    mended: set[Key] = set()
    while True:
        try:
            return adapter(model).validate_python(_python_keys(data))
        except ValidationError as error:
            found = _faults(error.errors(include_url=False), model, file, key, data)
        faults.extend(message for place, message in found if place not in seen)
        seen.update(place for place, _ in found)
        rest = data
        for place in sorted((place for place, _ in found), key=_backwards, reverse=True):
            if place not in mended and place and place[-1] in STAND_INS:
                rest = _mended(rest, place, STAND_INS[place[-1]])
                mended.add(place)
            elif value_at(data, place) is not None or _has(data, place):
                rest = _mended(rest, place, _NOTHING)
        if rest == data:
            return None
        data = rest


STAND_INS: dict[str | int, Any] = {
    "severity": "note",
    "basis": "practice",
    "clause": "-",
    "title": "-",
    "message": "-",
    "expect": True,
    "version": "0",
    "lang": "zh-CN",
}
"""What stands in for a needed value that is missing or wrong, so that the rest can be looked at."""
_NOTHING = object()


def _backwards(place: Key) -> tuple[tuple[int, str | int], ...]:
    """Sorts positions of sequences by number, beside keys."""
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in place)


def _has(data: Any, place: Key) -> bool:
    """Whether a key or position is there, be it with nothing in it."""
    around = value_at(data, place[:-1])
    return bool(place) and (place[-1] in around if isinstance(around, dict) else isinstance(around, list))


def _mended(data: Any, place: Key, value: Any) -> Any:
    """The data with a value put at a place, or with what stands there taken out."""
    if not place:
        return data
    first, rest = place[0], place[1:]
    if isinstance(data, dict):
        if rest:
            return {name: _mended(inner, rest, value) if name == first else inner for name, inner in data.items()}
        kept = {name: inner for name, inner in data.items() if name != first}
        return kept if value is _NOTHING else {**kept, first: value}
    if isinstance(data, list) and isinstance(first, int) and first < len(data):
        inner = [_mended(data[first], rest, value)] if rest else [] if value is _NOTHING else [value]
        return [*data[:first], *inner, *data[first + 1 :]]
    return data


def as_written(key: str) -> str:
    """A key of the model as a pack writes it: `with` for with_; a `note` stays one."""
    return key[:-1] if key.endswith("_") and key[:-1] in KEPT_WORDS else key


def yaml_keys(data: Any) -> Any:
    """Data of the model with its keys as a pack writes them."""
    if isinstance(data, dict):
        return {as_written(name): yaml_keys(value) for name, value in data.items()}
    if isinstance(data, list):
        return [yaml_keys(value) for value in data]
    return data


def _python_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {f"{name}_" if name in KEPT_WORDS else name: _python_keys(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_python_keys(value) for value in data]
    return data


def _faults(errors: list[Any], model: type, file: YamlFile, key: Key, data: Any) -> list[tuple[Key, Message]]:
    """Each error once, at its place; of a union the branch that fits the kind of value that stands there."""
    by_place: dict[Key, list[tuple[Any, str]]] = {}
    models = _models(model)
    for error in _meant(errors, models):
        place, branch = _place(error["loc"], data, models, error["type"] in _LACKING)
        by_place.setdefault(place, []).append((error, branch))
    deep = set(by_place)
    result = []
    for place, found in by_place.items():
        if any(other[: len(place)] == place and len(other) > len(place) for other in deep) and all(
            branch for _, branch in found
        ):
            continue
        errors_here = [error for error, _ in found]
        unknown = [error for error in errors_here if error["type"] == "unexpected_keyword_argument"]
        error = (unknown or errors_here)[0]
        tell = file.key_fault if unknown else file.fault
        result.append((place, tell(key + place, _describe(error, errors_here, model, value_at(data, place)))))
    return result


def _meant(errors: list[Any], models: Mapping[str, Any]) -> list[Any]:
    """The errors without those of what a mapping is not meant to be, where it may be a model or plain words.

    It is meant to be the model where it has the keys that the model needs.
    """
    plain: dict[tuple[Any, ...], set[str]] = {}
    lacking: set[tuple[Any, ...]] = set()
    for error in errors:
        for index, part in enumerate(error["loc"]):
            if isinstance(part, str) and (part in models or part.startswith("dict[")):
                plain.setdefault(error["loc"][:index], set()).add("dict" if part.startswith("dict[") else "model")
        if error["type"] in _LACKING:
            lacking.add(error["loc"][:-2])
    either = {place for place, branches in plain.items() if len(branches) == 2}

    def meant(loc: tuple[Any, ...]) -> bool:
        within = next((place for place in either if loc[: len(place)] == place), None)
        return within is None or str(loc[len(within)]).startswith("dict[") == (within in lacking)

    return [error for error in errors if meant(error["loc"])]


_LACKING = ("missing", "missing_argument")
"""Errors about a key that is not there."""


def _place(loc: tuple[Any, ...], data: Any, models: Mapping[str, Any], lacking: bool) -> tuple[Key, str]:
    """The key that an error is about, without the names of union branches that stand between; `lacking`: that key is
    not there."""
    place: list[str | int] = []
    branch = ""
    for index, part in enumerate(loc):
        word = as_written(part) if isinstance(part, str) else part
        there = isinstance(data, dict) and (word in data or (lacking and index == len(loc) - 1))
        inside = (there and "[" not in str(word)) or (isinstance(data, list) and isinstance(word, int))
        if inside and not (isinstance(data, dict) and word not in data and str(word) in models):
            place.append(word)
            data = value_at(data, (word,))
        else:
            branch = str(part)
    return tuple(place), branch


def _describe(error: Any, errors: list[Any], model: type, got: Any) -> Message:
    kind = error["type"]
    name = str(error["loc"][-1]).rstrip("_") if error["loc"] else ""
    if kind == "missing" or kind == "missing_argument":
        return say("packs.missing_key", name=name)
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return unknown_word("packs.unknown_key", "name", name, keys_around(model, error["loc"]))
    if kind == "literal_error":
        valid = [word.strip(" '") for word in error["ctx"]["expected"].replace(" or ", ",").split(",")]
        return unknown_word("packs.not_one_of", "got", str(got), valid)
    wanted = {
        "string_type": "string", "int_type": "integer", "list_type": "sequence", "dict_type": "mapping",
        "bool_type": "boolean", "dataclass_type": "mapping", "float_type": "number",
    }  # fmt: skip
    known = next((wanted[other["type"]] for other in errors if other["type"] in wanted), "other")
    if known == "sequence" and isinstance(got, str):
        return say("packs.wrong_type_one", value=got)
    return say("packs.wrong_type", want=say(f"packs.type_{known}"), got=kind_of(got))


def kind_of(value: Any) -> Message:
    """What a value of a file is, in words."""
    for kind, name in (
        (bool, "boolean"),
        (int, "integer"),
        (float, "number"),
        (str, "string"),
        (list, "sequence"),
        (dict, "mapping"),
    ):
        if isinstance(value, kind):
            return say(f"packs.type_{name}")
    return say("packs.type_nothing" if value is None else "packs.type_other")


def unknown_word(key: str, param: str, word: str, valid: list[str], **more: Any) -> Message:
    """A fault about a word that is not known, with the nearest that is and the list of all."""
    near = get_close_matches(word, valid, 1, 0.6)
    params = {param: word, "valid": ", ".join(valid), **more}
    return say(f"{key}_near", near=near[0], **params) if near else say(key, **params)


def keys_around(model: type, loc: tuple[Any, ...]) -> list[str]:
    """The keys that are valid beside the one an error is about."""
    here: Any = model
    models = _models(model)
    for part in loc[:-1]:
        named = models.get(str(part))
        if isinstance(named, type):
            here = named
            continue
        fields = getattr(here, "__dataclass_fields__", {})
        if part in fields:
            annotation = str(fields[part].type)
            inside = [
                value
                for name, value in models.items()
                if isinstance(value, type)
                and hasattr(value, "__dataclass_fields__")
                and name in annotation.replace("[", " ").replace("]", " ").replace(",", " ").split()
            ]
            here = inside[0] if inside else here
    return [name.rstrip("_") for name in getattr(here, "__dataclass_fields__", {})]
