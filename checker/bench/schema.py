"""JSON Schema of the files of a pack, for editors; made from the model that validates them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from checker.fact import Schema
from checker.pack import model as packmodel
from checker.pack.pack import Pack
from checker.yamlfiles.shape import adapter, as_written

Known = Mapping[tuple[str, str], Mapping[str, str]]
"""By model and key the ids that can stand there, each with its description."""
KINDS: dict[str, tuple[type, bool, str]] = {
    "rule": (packmodel.RuleSpec, True, "rules/*.yaml"),
    "form": (packmodel.FormSpec, False, "forms/*.yaml"),
    "pack": (packmodel.PackSpec, False, "pack.yaml"),
    "texts": (packmodel.TextsFile, False, "texts/*.yaml"),
    "case": (packmodel.CaseFile, True, "cases/*.yaml"),
}
"""By name: the model, whether the file is a list of such, and which files of a pack are of the kind."""


def schema(kind: str, known: Known | None = None) -> bytes:
    """The schema of a kind of file; with what a pack knows, its own ids stand where only they can."""
    model, several, files = KINDS[kind]
    made: dict[str, Any] = adapter(model).json_schema(ref_template="#/$defs/{model}")
    definitions = made.pop("$defs", {})
    whole: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"gouji {files}"}
    whole |= (
        {"type": "array", "items": made} if several else {key: value for key, value in made.items() if key != "title"}
    )
    if definitions:
        whole["$defs"] = _described(definitions)
    if known is not None:
        _fill(whole, known)
    return (json.dumps(_as_written(whole), ensure_ascii=False, indent=2) + "\n").encode()


def known_to(pack: Pack, schemas: Mapping[str, Schema]) -> Known:
    """The ids of a pack, each with what an editor shows beside it."""
    forms = [form.spec for form in pack.forms.values()]
    kinds = {name: f"{kind.title}: {', '.join(kind.values)}" for name, kind in schemas.items()}
    rules = {rule.id: rule.spec.title for rule in pack.rules}
    tables = {name: table.title for form in forms for name, table in form.tables.items()}
    sections = {entry.id: entry.title for form in forms for entry in form.outline}
    levels = {level.id: level.title for level in pack.spec.levels}
    return {
        ("RuleSpec", "each"): kinds,
        ("Partner", "each"): kinds,
        ("Aggregate", "each"): kinds,
        ("SourceRef", "ref"): {**pack.spec.sources, "form": "the form that the document is on"},
        ("Cause", "rule"): rules,
        ("Expected", "rule"): rules,
        ("Absent", "rule"): rules,
        ("Hushed", "rule"): rules,
        ("RuleSpec", "related"): rules,
        ("SectionSpec", "table"): tables,
        ("TableSpec", "section"): sections,
        ("Applies", "form"): {form.form: form.title for form in forms},
        ("Applies", "level"): levels,
    }


def _fill(whole: dict[str, Any], known: Known) -> None:
    """Puts the ids where they belong: a value that may be one of them, or a list of such."""
    models = dict(whole.get("$defs", {}))
    top = whole["items"] if whole.get("type") == "array" else whole
    models[str(top.get("title", ""))] = top
    for (model, key), ids in known.items():
        held = models.get(model, {}).get("properties", {}).get(key)
        if held is None or not ids:
            continue
        one = {"oneOf": [{"const": name, "description": words} for name, words in ids.items()]}
        said = {"description": held["description"]} if "description" in held else {}
        several = {"type": "array", "items": one}
        many = held.get("type") == "array"
        either = "anyOf" in held and any(part.get("type") == "array" for part in held["anyOf"])
        held.clear()
        held.update({**said, **(several if many else {"anyOf": [one, several]} if either else one)})


def _described(definitions: dict[str, Any]) -> dict[str, Any]:
    """Keys that a model has of another are described as they are there."""
    base = definitions.get("Expected", {}).get("properties", {})
    for name in ("Absent", "Hushed"):
        for key, held in definitions.get(name, {}).get("properties", {}).items():
            if "description" not in held and "description" in base.get(key, {}):
                held["description"] = base[key]["description"]
    return definitions


def _as_written(node: Any) -> Any:
    """The schema with keys as a pack writes them: `with`, where the model says `with_`."""
    if isinstance(node, list):
        return [_as_written(one) for one in node]
    if not isinstance(node, dict):
        return node
    result = {key: _as_written(value) for key, value in node.items()}
    if isinstance(node.get("properties"), dict):
        result["properties"] = {as_written(key): value for key, value in result["properties"].items()}
        result["required"] = [as_written(key) for key in node.get("required", [])]
    return result
