"""The text of one rule in the files of a pack: taken out as it stands, and put back in its place."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from checker.errors import UsageError
from checker.files.writing import write_beside
from checker.loading.digest import yaml_files
from checker.messages import say
from checker.record import dataclass
from checker.yamlfiles.file import MAX_BYTES, YamlFile, parse_yaml
from checker.yamlfiles.shape import value_at


@dataclass(frozen=True, slots=True)
class RuleText:
    """The lines of a rule; `first` and `last` are those of the file, the last not included."""

    id: str
    path: Path
    text: str
    first: int
    last: int

    @property
    def stamp(self) -> str:
        """By which it is known whether anybody has changed it since."""
        return hashlib.sha256(f"{self.path}\0{self.text}".encode()).hexdigest()


def rule_texts(directory: Path) -> dict[str, RuleText]:
    """The rules of a pack's own files that stand on lines of their own, by id."""
    found: dict[str, RuleText] = {}
    for path in yaml_files(directory):
        if path.relative_to(directory).parts[0] == "rules" and path.stat().st_size <= MAX_BYTES:
            raw = path.read_bytes()
            file = parse_yaml(raw, path.name)
            if isinstance(file.data, list):
                _of_file(file, _lines(raw), path, found)
    return found


def _of_file(file: YamlFile, lines: list[str], path: Path, found: dict[str, RuleText]) -> None:
    starts = [_start(lines, file.marks[(index,)].line - 1) for index in range(len(file.data))]
    for index, first in enumerate(starts):
        name = value_at(file.data, (index, "id"))
        last = starts[index + 1] if index + 1 < len(starts) else len(lines)
        if first is None or last is None or not isinstance(name, str):
            continue
        while last - 1 > first and lines[last - 1].strip()[:1] in ("", "#"):  # they belong to what comes next
            last -= 1
        found.setdefault(name, RuleText(name, path, "".join(lines[first:last]), first, last))


_LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|\\Z)")
"""A line with its end, as YAML counts lines."""


def _lines(raw: bytes) -> list[str]:
    return [line for line in _LINE.findall(raw.decode("utf-8-sig", "replace")) if line]


def _start(lines: list[str], at: int) -> int | None:
    """The line with the dash of an item; None where it has none, as within square brackets."""
    if lines[at].lstrip().startswith("-"):
        return at
    at -= 1
    while at >= 0 and lines[at].strip()[:1] in ("", "#"):
        at -= 1
    return at if at >= 0 and lines[at].partition("#")[0].strip() == "-" else None


def put(directory: Path, opened: str, stamp: str, name: str, text: str) -> Path:
    """Write a rule: in the place of the one that was opened, or as rules/NAME.yaml where none was.

    UsageError where somebody has changed that rule since, or the name is taken.
    """
    known = rule_texts(directory)
    if (name != opened or not opened) and name in known:
        raise UsageError(say("packs.exists", name=name, path=str(known[name].path)))
    body = text.rstrip() + "\n"
    if not opened:
        path = directory / "rules" / f"{name}.yaml"
        if path.exists():
            raise UsageError(say("packs.exists", name=name, path=str(path)))
        write_beside(path, body.encode())
        return path
    old = known.get(opened)
    if old is None or old.stamp != stamp:
        raise UsageError(say("bench.changed_meanwhile", rule=opened))
    lines = _lines(old.path.read_bytes())
    if old.text.endswith("\r\n"):
        body = body.replace("\r\n", "\n").replace("\n", "\r\n")
    lines[old.first : old.last] = [body]
    write_beside(old.path, "".join(lines).encode())
    return old.path
