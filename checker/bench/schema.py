"""JSON Schema of the files of a pack, for editors; made from the model that validates them."""

from __future__ import annotations

import json
from typing import Any

from checker.pack import model as packmodel
from checker.yamlfiles.shape import KEPT_WORDS, adapter

KINDS: dict[str, tuple[type, bool, str]] = {
    "rule": (packmodel.RuleSpec, True, "rules/*.yaml"),
    "form": (packmodel.FormSpec, False, "forms/*.yaml"),
    "pack": (packmodel.PackSpec, False, "pack.yaml"),
    "texts": (packmodel.TextsFile, False, "texts/*.yaml"),
    "case": (packmodel.CaseFile, True, "cases/*.yaml"),
}
"""By name: the model, whether the file is a list of such, and which files of a pack are of the kind."""


def schema(kind: str) -> bytes:
    """The schema of a kind of file."""
    model, several, files = KINDS[kind]
    made: dict[str, Any] = adapter(model).json_schema(ref_template="#/$defs/{model}")
    definitions = made.pop("$defs", {})
    whole: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"gouji {files}"}
    whole |= (
        {"type": "array", "items": made} if several else {key: value for key, value in made.items() if key != "title"}
    )
    if definitions:
        whole["$defs"] = definitions
    return (json.dumps(_as_written(whole), ensure_ascii=False, indent=2) + "\n").encode()


def _as_written(node: Any) -> Any:
    """The schema with keys as a pack writes them: `with`, where the model says `with_`."""
    if isinstance(node, list):
        return [_as_written(one) for one in node]
    if not isinstance(node, dict):
        return node
    result = {key: _as_written(value) for key, value in node.items()}
    if isinstance(node.get("properties"), dict):
        result["properties"] = {_key(key): value for key, value in result["properties"].items()}
        result["required"] = [_key(key) for key in node.get("required", [])]
    return result


def _key(name: str) -> str:
    return name[:-1] if name[:-1] in KEPT_WORDS else name
