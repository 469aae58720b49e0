"""The files of a pack, read and validated against their model; every fault is collected, none stops the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker import packmodel
from checker.errors import RulePackError
from checker.messages import Message, say
from checker.yamlfile import Key, YamlFile, read_yaml

KEPT_WORDS = frozenset({"with", "is", "from", "in", "not", "pass"})
"""Keys of a pack that Python keeps for itself; the model writes them with a trailing underscore."""


@dataclass(slots=True)
class PackFiles:
    """A pack as written: each part with the file and key it comes from."""

    directory: Path
    pack: packmodel.PackSpec | None = None
    forms: list[tuple[packmodel.FormSpec, YamlFile]] = field(default_factory=list)
    rules: list[tuple[packmodel.RuleSpec, YamlFile, Key]] = field(default_factory=list)
    texts: list[tuple[packmodel.TextsFile, YamlFile]] = field(default_factory=list)
    cases: list[tuple[packmodel.CaseFile, YamlFile]] = field(default_factory=list)
    vocabulary: dict[str, Any] = field(default_factory=dict)
    main: YamlFile | None = None
    faults: list[Message] = field(default_factory=list)


def digest(directory: Path) -> str:
    """SHA-256 over the names and bytes of a pack's files, cases apart: they do not change what it finds."""
    total = hashlib.sha256()
    for path in _yaml_files(directory):
        name = path.relative_to(directory).as_posix()
        if not name.startswith("cases/"):
            total.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _yaml_files(directory: Path) -> list[Path]:
    return sorted(path for path in directory.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file())


def read_files(directory: Path) -> PackFiles:
    """Read every file of a pack. Raises RulePackError only where there is no pack.yaml at all."""
    if not (directory / "pack.yaml").is_file():
        raise RulePackError(say("packs.no_pack", path=str(directory)))
    result = PackFiles(directory)
    for path in _yaml_files(directory):
        name = path.relative_to(directory)
        file = read_yaml(path, f"{directory.name}/{name.as_posix()}")
        result.faults.extend(file.faults)
        if file.faults:
            continue
        top = name.parts[0]
        if top == "pack.yaml":
            result.main = file
            result.pack = validate(packmodel.PackSpec, file, (), result.faults)
        elif top == "vocabulary.yaml":
            result.vocabulary = file.data or {}
        elif top == "forms":
            form = validate(packmodel.FormSpec, file, (), result.faults)
            result.forms += [(form, file)] if form else []
        elif top == "texts":
            texts = validate(packmodel.TextsFile, file, (), result.faults)
            result.texts += [(texts, file)] if texts else []
        elif top == "cases":
            for key in _items(file, result.faults):
                case = validate(packmodel.CaseFile, file, key, result.faults)
                result.cases += [(case, file)] if case else []
        elif top == "rules":
            for key in _items(file, result.faults):
                rule = validate(packmodel.RuleSpec, file, key, result.faults)
                result.rules += [(rule, file, key)] if rule else []
    return result


def _items(file: YamlFile, faults: list[Message]) -> Iterator[Key]:
    if not isinstance(file.data, list):
        faults.append(file.fault((), say("packs.wrong_type", want=say("packs.type_sequence"), got=_type(file.data))))
        return
    for index in range(len(file.data)):
        yield (index,)


@lru_cache(maxsize=16)
def adapter(model: type) -> Any:
    """The validator of a model; it refuses unknown keys."""
    from pydantic import ConfigDict, TypeAdapter

    strict = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    for name in vars(packmodel).values():
        if isinstance(name, type) and hasattr(name, "__dataclass_fields__"):
            name.__pydantic_config__ = strict  # type: ignore[attr-defined]
    return TypeAdapter(model)


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
    """The value at a key as an instance of the model; None and the faults where it is none."""
    from pydantic import ValidationError

    data = value_at(file.data, key)
    if isinstance(data, dict) and isinstance(data.get("tests"), dict):
        data = {**data, "tests": {name: value or [] for name, value in data["tests"].items()}}
    try:
        return adapter(model).validate_python(_python_keys(data))
    except ValidationError as error:
        faults.extend(_faults(error.errors(include_url=False), model, file, key, data))
        return None


def _python_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {f"{name}_" if name in KEPT_WORDS else name: _python_keys(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_python_keys(value) for value in data]
    return data


def _faults(errors: list[Any], model: type, file: YamlFile, key: Key, data: Any) -> list[Message]:
    """Each error once, at its place; of a union the branch that fits the kind of value that stands there."""
    by_place: dict[Key, list[tuple[Any, str]]] = {}
    for error in errors:
        place, branch = _place(error["loc"], data)
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
        result.append(file.fault(key + place, _describe(error, errors_here, model, value_at(data, place))))
    return result


def _place(loc: tuple[Any, ...], data: Any) -> tuple[Key, str]:
    """The key that an error is about, without the names of union branches that stand between."""
    place: list[str | int] = []
    branch = ""
    for index, part in enumerate(loc):
        word = part[:-1] if isinstance(part, str) and part[-1:] == "_" and part[:-1] in KEPT_WORDS else part
        inside = (isinstance(data, dict) and (word in data or index == len(loc) - 1) and "[" not in str(word)) or (
            isinstance(data, list) and isinstance(word, int)
        )
        if inside and not (isinstance(data, dict) and word not in data and hasattr(packmodel, str(word))):
            place.append(word)
            data = value_at(data, (word,))
        else:
            branch = str(part)
    return tuple(place), branch


def _describe(error: Any, errors: list[Any], model: type, got: Any) -> Message:
    kind = error["type"]
    name = str(error["loc"][-1]).rstrip("_")
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
    return say("packs.wrong_type", want=say(f"packs.type_{known}"), got=_type(got))


def _type(value: Any) -> Message:
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "sequence"), (dict, "mapping")):
        if isinstance(value, kind):
            return say(f"packs.type_{name}")
    return say("packs.type_other")


def unknown_word(key: str, param: str, word: str, valid: list[str], **more: Any) -> Message:
    """A fault about a word that is not known, with the nearest that is and the list of all."""
    near = get_close_matches(word, valid, 1, 0.6)
    params = {param: word, "valid": ", ".join(valid), **more}
    return say(f"{key}_near", near=near[0], **params) if near else say(key, **params)


def keys_around(model: type, loc: tuple[Any, ...]) -> list[str]:
    """The keys that are valid beside the one an error is about."""
    here: Any = model
    for part in loc[:-1]:
        named = getattr(packmodel, str(part), None)
        if isinstance(named, type):
            here = named
            continue
        fields = getattr(here, "__dataclass_fields__", {})
        if part in fields:
            annotation = str(fields[part].type)
            inside = [
                value
                for name, value in vars(packmodel).items()
                if isinstance(value, type) and hasattr(value, "__dataclass_fields__") and name in annotation.replace("[", " ").replace("]", " ").replace(",", " ").split()
            ]
            here = inside[0] if inside else here
    return [name.rstrip("_") for name in getattr(here, "__dataclass_fields__", {})]
