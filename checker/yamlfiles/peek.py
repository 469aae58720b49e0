"""One value at the top of a YAML file, read without the rest of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checker.yamlfiles.file import MAX_BYTES, plain_scalar


def top_value(path: Path, key: str) -> Any:
    """The plain value of a key of the mapping that a file is; None where it has none, or none that is a scalar.

    The file is read as YAML up to there: a fault further down hides nothing. Faults are for who reads it whole.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        with path.open("rb") as file:
            source = file.read(MAX_BYTES).decode("utf-8-sig")
        return _value(yaml.parse(source, Loader=loader), key)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None


def _value(events: Any, wanted: str) -> Any:
    depth, key, is_key = 0, None, True
    for event in events:
        kind = type(event).__name__
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            depth += 1
            if depth == 1 and kind != "MappingStartEvent":
                return None
            key = None if is_key else key
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            depth -= 1
            is_key = not is_key if depth == 1 else is_key
        elif kind in ("ScalarEvent", "AliasEvent") and depth == 1:
            if is_key:
                key = getattr(event, "value", None)
            elif key == wanted:
                return None if kind == "AliasEvent" else event.value if event.style else plain_scalar(event.value)
            is_key = not is_key
        elif kind == "DocumentEndEvent":
            return None
    return None
