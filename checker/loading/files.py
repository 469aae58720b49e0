"""The files of a pack, read and validated against their model; every fault is collected, none stops the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.errors import RulePackError
from checker.messages import Message, say
from checker.pack import figurespec
from checker.pack import model as packmodel
from checker.yamlfiles.file import Key, YamlFile, read_yaml
from checker.yamlfiles.shape import adapter, kind_of, validate, value_at, yaml_keys


@dataclass(slots=True)
class PackFiles:
    """A pack as written: each part with the file and key it comes from."""

    directory: Path
    pack: packmodel.PackSpec | None = None
    forms: list[tuple[packmodel.FormSpec, YamlFile]] = field(default_factory=list)
    rules: list[tuple[packmodel.RuleSpec, YamlFile, Key]] = field(default_factory=list)
    texts: list[tuple[packmodel.TextsFile, YamlFile]] = field(default_factory=list)
    cases: list[tuple[packmodel.CaseFile, YamlFile, Key]] = field(default_factory=list)
    figures: list[tuple[figurespec.FiguresFile, YamlFile]] = field(default_factory=list)
    vocabulary: dict[str, Any] = field(default_factory=dict)
    main: YamlFile | None = None
    faults: list[Message] = field(default_factory=list)
    rule_ids: set[str] = field(default_factory=set)
    """Of the rules as they stand there, those with faults too."""
    unread_rules: bool = False
    """A file of rules could not be read at all: which rules there are is not known."""
    broken: frozenset[str] = frozenset()
    """Mentions with patterns that cannot be used."""
    partial: bool = False
    """A part other than a rule, text or case is missing for its faults: what refers to it cannot be judged."""


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


def read_files(directory: Path, inherited: Mapping[str, packmodel.RuleSpec] | None = None) -> PackFiles:
    """Read every file of a pack. Raises RulePackError only where there is no pack.yaml at all.

    `inherited` are the rules of the pack that this one extends: a rule of the same id takes from there what it leaves
    out.
    """
    if not (directory / "pack.yaml").is_file():
        raise RulePackError(say("packs.no_pack", path=str(directory)))
    result = PackFiles(directory)
    for path in _yaml_files(directory):
        name = path.relative_to(directory)
        file = read_yaml(path, f"{directory.name}/{name.as_posix()}")
        result.faults.extend(file.faults)
        already = len(result.faults)
        top = name.parts[0]
        if file.data is None:
            result.partial |= top in ("pack.yaml", "forms", "figures") and bool(file.faults)
            result.unread_rules |= top == "rules" and bool(file.faults)
            if file.faults:
                continue
        if top == "pack.yaml":
            result.main = file
            result.pack = validate(packmodel.PackSpec, file, (), result.faults)
            result.partial |= result.pack is None
        elif top == "vocabulary.yaml":
            result.vocabulary = file.data or {}
        elif top == "forms":
            form = validate(packmodel.FormSpec, file, (), result.faults)
            result.forms += [(form, file)] if form else []
            result.partial |= form is None
        elif top == "figures":
            figures = validate(figurespec.FiguresFile, file, (), result.faults)
            result.figures += [(figures, file)] if figures else []
            result.partial |= figures is None
        elif top == "texts":
            texts = validate(packmodel.TextsFile, file, (), result.faults)
            result.texts += [(texts, file)] if texts else []
        elif top == "cases":
            for key in _items(file, result.faults):
                case = validate(packmodel.CaseFile, file, key, result.faults)
                result.cases += [(case, file, key)] if case else []
        elif top == "rules":
            for key in _items(file, result.faults):
                _inherit(file, key, inherited or {}, result)
                rule = validate(packmodel.RuleSpec, file, key, result.faults)
                result.rules += [(rule, file, key)] if rule else []
        told = {fault.params["where"] for fault in file.faults}
        result.faults[already:] = [fault for fault in result.faults[already:] if fault.params["where"] not in told]
    return result


def _items(file: YamlFile, faults: list[Message]) -> Iterator[Key]:
    if not isinstance(file.data, list):
        faults.append(file.fault((), say("packs.wrong_type", want=say("packs.type_sequence"), got=kind_of(file.data))))
        return
    for index in range(len(file.data)):
        yield (index,)


def _inherit(file: YamlFile, key: Key, inherited: Mapping[str, packmodel.RuleSpec], result: PackFiles) -> None:
    """Complete a rule of an extending pack by the rule of that id in the pack it extends."""
    own = value_at(file.data, key)
    name = own.get("id") if isinstance(own, dict) else None
    if not isinstance(name, str):
        return
    result.rule_ids.add(name)
    if name in inherited:
        file.data[key[0]] = {**yaml_keys(adapter(packmodel.RuleSpec).dump_python(inherited[name])), **own}
