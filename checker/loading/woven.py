"""Pieces of patterns that a pack names once: `{amount}` in a pattern of pack.yaml or of a form stands for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from checker.messages import Message, say
from checker.pack.model import FormSpec, PackSpec
from checker.yamlfiles.file import Key, YamlFile
from checker.yamlfiles.shape import as_written, unknown_word

_PIECE = re.compile(r"\\[pP]\{[^}]*\}|\\.|\{(?P<piece>[a-z_][a-z0-9_]*)\}", re.DOTALL)
"""Escapes, so that nothing is found in them (`\\{`, `\\p{Han}`), and names in braces; a count ({0,8}) is no name."""
Change = Callable[[Key, str], str]
"""What becomes of the pattern at a key."""


def mapped(part: Any, change: Change, key: Key = ()) -> Any:
    """A part of a pack with each value changed that the model calls a pattern."""
    if is_dataclass(part) and not isinstance(part, type):
        changed = {}
        for field in fields(part):
            change_in = _texts if "Pattern" in str(field.type) else mapped
            old = getattr(part, field.name)
            new = change_in(old, change, (*key, as_written(field.name)))
            changed.update({} if new is old else {field.name: new})
        return replace(part, **changed) if changed else part
    return _inner(part, change, key, mapped)


def all_of(part: Any) -> list[tuple[Key, str]]:
    """The patterns of a part of a pack, each with its key."""
    found: list[tuple[Key, str]] = []

    def seen(key: Key, pattern: str) -> str:
        found.append((key, pattern))
        return pattern

    mapped(part, seen)
    return found


def _texts(value: Any, change: Change, key: Key) -> Any:
    if isinstance(value, str):
        new = change(key, value) if value else value
        return value if new == value else new
    return _inner(value, change, key, _texts)


def _inner(value: Any, change: Change, key: Key, further: Callable[[Any, Change, Key], Any]) -> Any:
    if not isinstance(value, (dict, list)):
        return value
    items = list(value.items() if isinstance(value, dict) else enumerate(value))
    new = {name: further(inner, change, (*key, name)) for name, inner in items}
    if all(new[name] is inner for name, inner in items):
        return value
    return new if isinstance(value, dict) else list(new.values())


def woven(
    pack: PackSpec, main: YamlFile, forms: list[tuple[FormSpec, YamlFile]], inherited: Mapping[str, str]
) -> tuple[PackSpec, list[tuple[FormSpec, YamlFile]], list[Message]]:
    """The pack and its forms with every piece in its place, and what is wrong with them: names of none, pieces unused.

    A piece may be made of pieces that stand before it, and of those `inherited` from the pack that this one extends.
    """
    weaver = _Weaver()
    pieces = dict(inherited)
    for name, pattern in pack.pieces.items():
        pieces[name] = weaver.filled(main, ("pieces", name), pattern, pieces)
    head = mapped(replace(pack, pieces={}), weaver.into(main, pieces))
    made = [(mapped(form, weaver.into(file, pieces)), file) for form, file in forms]
    for name in pack.pieces.keys() - weaver.used:
        weaver.faults.append(main.key_fault(("pieces", name), say("dead.piece_unused", name=name)))
    return replace(head, pieces={name: pieces[name] for name in pack.pieces}), made, weaver.faults


class _Weaver:
    """Puts pieces in their places; keeps which were used, and what was named that is none."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.faults: list[Message] = []

    def into(self, file: YamlFile, pieces: Mapping[str, str]) -> Change:
        """What makes the patterns of a file whole."""
        return lambda key, pattern: self.filled(file, key, pattern, pieces)

    def filled(self, file: YamlFile, key: Key, pattern: str, pieces: Mapping[str, str]) -> str:
        """A pattern with each piece as a group of its own; what is none is told and left out."""

        def put(match: re.Match[str]) -> str:
            name = match["piece"]
            if name is None:
                return match.group()
            if name not in pieces:
                told = unknown_word("packs.unknown_ref", "name", name, list(pieces), kind=say("packs.kind_piece"))
                self.faults.append(file.fault(key, told))
                return "(?:)"
            self.used.add(name)
            return f"(?:{pieces[name]})"

        return _PIECE.sub(put, pattern)
