"""The files of a pack, read and validated against their model; every fault is collected, none stops the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from checker.errors import RulePackError
from checker.loading.digest import yaml_files
from checker.loading.woven import woven
from checker.messages import Message, say
from checker.pack import figurespec
from checker.pack import model as packmodel
from checker.record import dataclass
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
    words: YamlFile | None = None
    faults: list[Message] = field(default_factory=list)
    rule_ids: set[str] = field(default_factory=set)
    """Of the rules as they stand there, those with faults too."""
    unread_rules: bool = False
    """A file of rules could not be read at all: which rules there are is not known."""
    broken: frozenset[str] = frozenset()
    """Mentions with patterns that cannot be used."""
    base_unknown: bool = False
    """It extends a pack, or may do so, and faults of its head hide which: what rules leave out may stand there."""
    partial: bool = False
    """A part other than a rule, text or case is missing for its faults: what refers to it cannot be judged."""


def read_files(
    directory: Path,
    inherited: Mapping[str, packmodel.RuleSpec] | None = None,
    pieces: Mapping[str, str] | None = None,
) -> PackFiles:
    """Read every file of a pack. Raises RulePackError only where there is no pack.yaml at all.

    `inherited` are the rules of the pack that this one extends, None where it extends none: a rule of the same id
    takes from there what it leaves out. `pieces` are those of that pack.
    """
    if not (directory / "pack.yaml").is_file():
        raise RulePackError(say("packs.no_pack", path=str(directory)))
    result = PackFiles(directory)
    for path in yaml_files(directory):
        name = path.relative_to(directory)
        file = read_yaml(path, f"{directory.name}/{name.as_posix()}")
        result.faults.extend(file.faults)
        already = len(result.faults)
        top = name.parts[0]
        if top == "pack.yaml" and inherited is None and _may_extend(file):
            result.base_unknown = result.unread_rules = True
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
            if isinstance(file.data, dict):
                result.vocabulary, result.words = file.data, file
            elif file.data is not None:
                wrong = say("packs.wrong_type", want=say("packs.type_mapping"), got=kind_of(file.data))
                result.faults.append(file.fault((), wrong))
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
            read_rules(file, inherited or {}, result)
        told = {fault.params["where"] for fault in file.faults}
        result.faults[already:] = [fault for fault in result.faults[already:] if fault.params["where"] not in told]
    if result.pack is not None and result.main is not None:
        result.pack, result.forms, faults = woven(result.pack, result.main, result.forms, pieces or {})
        result.faults += faults
    return result


def read_rules(file: YamlFile, inherited: Mapping[str, packmodel.RuleSpec], result: PackFiles) -> None:
    """The rules of one file, put with the others."""
    for key in _items(file, result.faults):
        _inherit(file, key, inherited, result)
        found: list[Message] = []
        rule = validate(packmodel.RuleSpec, file, key, found)
        left_out = result.base_unknown and any(map(_missing, found))
        result.faults += [fault for fault in found if not (result.base_unknown and _missing(fault))]
        result.rules += [(rule, file, key)] if rule and not left_out else []


def _may_extend(file: YamlFile) -> bool:
    """Of a head without a base: whether it names one all the same, or cannot be read, or names one in a slip."""
    if not isinstance(file.data, dict):
        return bool(file.faults)
    known = {field.name for field in fields(packmodel.PackSpec)}
    slips = [key.lower() for key in file.data if key not in known]
    return file.data.get("extends", "") != "" or bool(get_close_matches("extends", slips, 1, 0.6))


def _missing(fault: Message) -> bool:
    what = fault.params["what"]
    return isinstance(what, Message) and what.key == "packs.missing_key"


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
