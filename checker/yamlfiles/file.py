"""YAML files of a pack as plain data, with the place of every value.

libyaml parses; the scalars are those of the YAML 1.2 core schema, so that `on` and `no` are words.
Repeated keys are faults, and anchors are refused: a pack has no use for them, and an alias can
stand for a billion nodes.
"""

from __future__ import annotations

import re
from dataclasses import field
from pathlib import Path
from typing import Any

from checker.messages import Message, say
from checker.record import dataclass
from checker.yamlfiles.syntax import DEEP, why

Key = tuple[str | int, ...]
"""The way to a value from the top of its file: mapping keys and sequence positions."""

MAX_BYTES = 1_000_000
_INT = re.compile(r"[-+]?[0-9]{1,30}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]{1,30}(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?\Z")
_WORDS: dict[str, bool | None] = {
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; `line` and `column` count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(slots=True)
class YamlFile:
    """The data of a file, the place of each value and key, and the faults met while reading."""

    name: str
    data: Any = None
    marks: dict[Key, Mark] = field(default_factory=dict)
    keys: dict[Key, Mark] = field(default_factory=dict)
    """The places of mapping keys themselves."""
    inner: dict[Key, int] = field(default_factory=dict)
    """Of texts that stand on one line as they are: how many columns of quotation mark come before them."""
    faults: list[Message] = field(default_factory=list)

    def mark(self, key: Key) -> Mark:
        """The place of a value, or of the nearest value around it."""
        while key and key not in self.marks:
            key = key[:-1]
        return self.marks.get(key, Mark(self.name, 1, 1))

    def fault(self, key: Key, what: Message, column: int = 1) -> Message:
        """A fault at a value, or at a column of the text that stands there: `file:line:column: what`."""
        return say("packs.at", where=str(self.at(key, column)), what=what)

    def at(self, key: Key, column: int = 1) -> Mark:
        """The place of a value, or of a column of the text that stands there."""
        where = self.mark(key)
        return Mark(where.file, where.line, where.column + self.inner[key] + column - 1) if key in self.inner else where

    def key_fault(self, key: Key, what: Message) -> Message:
        """A fault at a key rather than at its value."""
        return say("packs.at", where=str(self.keys.get(key) or self.mark(key)), what=what)


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read one file; `name` is what faults call it. Never raises for what stands in the file."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        result = YamlFile(name)
        result.faults.append(result.fault((), say("packs.unreadable", why=error.strerror or str(error))))
        return result
    return parse_yaml(raw, name)


def parse_yaml(raw: bytes, name: str) -> YamlFile:
    """The same of what stands in a file, or will."""
    import yaml

    result = YamlFile(name)
    try:
        if len(raw) > MAX_BYTES:
            result.faults.append(result.fault((), say("packs.file_too_large", limit=MAX_BYTES // 1_000_000)))
            return result
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        source = raw.decode("utf-8-sig")
        if _too_deep(yaml.parse(source, Loader=loader)):
            result.faults.append(result.fault((), say("packs.too_deep")))
            return result
        node = yaml.compose(source, Loader=loader)
    except UnicodeDecodeError:
        result.faults.append(result.fault((), say("packs.not_utf8")))
        return result
    except yaml.YAMLError as error:
        line, column, what = why(source, error)
        result.faults.append(say("packs.at", where=str(Mark(name, line, column)), what=what))
        return result
    except RecursionError:
        result.faults.append(result.fault((), say("packs.too_deep")))
        return result
    if node is not None:
        result.data = _plain(node, (), result, set())
        if not result.faults:  # aliases, which may go round in a circle, are faults
            result.faults += _cut(node, source.splitlines(), name)
    return result


_COMMENT = re.compile(r" +(?P<sign>#\S)")


def _cut(root: Any, lines: list[str], name: str) -> list[Message]:
    """Texts without quotation marks of which YAML took the rest for a comment: `case #3`, where `# 3` was not meant."""
    faults, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if node.id == "mapping":
            waiting += [child for _, child in node.value]
        elif node.id == "sequence":
            waiting += node.value
        elif not node.style and (not node.value or isinstance(plain_scalar(node.value), str)):
            line = lines[node.end_mark.line] if node.end_mark.line < len(lines) else ""
            rest = _COMMENT.match(line, node.end_mark.column)
            if rest:
                where = Mark(name, node.end_mark.line + 1, rest.start("sign") + 1)
                faults.append(say("packs.at", where=str(where), what=say("packs.cut_comment")))
    return faults[::-1]


def _too_deep(events: Any) -> bool:
    """Whether anything is nested deeper than allowed; libyaml's composer would overrun the stack."""
    depth = 0
    for event in events:
        name = type(event).__name__
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if depth > DEEP + 2:
            return True
    return False


def _plain(node: Any, key: Key, result: YamlFile, seen: set[int]) -> Any:
    """The plain value of a node; every fault goes to `result`."""
    result.marks[key] = Mark(result.name, node.start_mark.line + 1, node.start_mark.column + 1)
    if id(node) in seen:
        result.faults.append(result.fault(key, say("packs.alias")))
        return None
    seen.add(id(node))
    if len(key) > DEEP:
        result.faults.append(result.fault(key, say("packs.too_deep")))
        return None
    if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.startswith("tag:yaml.org,2002:python"):
        result.faults.append(result.fault(key, say("packs.tag", tag=node.tag)))
        return None
    if node.id == "scalar":
        quotes = 1 if node.style in ("'", '"') else 0
        if node.end_mark.column - node.start_mark.column == len(node.value) + 2 * quotes:
            result.inner[key] = quotes
        return node.value if node.style else plain_scalar(node.value)
    if node.id == "sequence":
        return [_plain(child, (*key, index), result, seen) for index, child in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    for name_node, child in node.value:
        where = Mark(result.name, name_node.start_mark.line + 1, name_node.start_mark.column + 1)
        if name_node.id != "scalar":
            result.faults.append(say("packs.at", where=str(where), what=say("packs.key_type")))
            continue
        name = str(name_node.value)
        if name in mapping:
            result.faults.append(say("packs.at", where=str(where), what=say("packs.repeated_key", name=name)))
            continue
        result.keys[*key, name] = where
        mapping[name] = _plain(child, (*key, name), result, seen)
    return mapping


def plain_scalar(word: str) -> Any:
    """The value of a plain scalar in the YAML 1.2 core schema."""
    if word in _WORDS:
        return _WORDS[word]
    if _INT.match(word):
        return int(word)
    if _FLOAT.match(word):
        return float(word)
    return word
