"""The regular expressions of modules, compiled by one call and kept for the next (ADR 15)."""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from checker.cachefolder import cache_folder, read_own, write_own

MOST = 1000
"""Expressions that are kept; beyond that only those that the last call needed."""
NEAR = 5
"""Frames within which a module must be found that is being loaded: what is compiled later may be of a document."""

Key = tuple[str, int]
"""An expression and its flags."""
Made = tuple[int, memoryview, int, dict[str, int], list[str | None]]
"""What the engine takes for it: flags, code as unsigned 32 bits, number of groups, their numbers and their names."""


def reuse() -> Callable[[], None]:
    """From now on compile no expression that an earlier call has kept; returns what keeps those of this call.

    The standard library's compiler is written in Python and gives the engine, in C, a list of numbers, which the engine
    examines before it takes it. That list is what is kept. Nothing is done where this is not how the library works, or
    there is no folder that the user alone can write to.
    """
    folder = cache_folder()
    compiler: Any = getattr(re, "_compiler", None)
    if folder is None or not hasattr(compiler, "_sre"):
        return _nothing
    engine, compile_anew = compiler._sre, compiler.compile
    path = folder / f"expressions-{sys.implementation.cache_tag}-{zlib.crc32(sys.version.encode()):08x}"
    known = _read(path, engine.MAGIC)
    needed: set[Key] = set()
    heard: dict[Key, Made] = {}

    def compile_or_take(pattern: Any, flags: int = 0) -> Any:
        key = (pattern, flags)
        made = known.get(key) if type(pattern) is str else None
        if made is not None:
            needed.add(key)
            flags_made, code, groups, numbers, names = made
            try:
                return engine.compile(pattern, flags_made, code.tolist(), groups, numbers, tuple(names))
            except (RuntimeError, TypeError, ValueError, OverflowError):  # not what the engine takes
                del known[key]
        if type(pattern) is not str or flags & re.DEBUG or not _of_a_module(sys._getframe(1)):
            return compile_anew(pattern, flags)
        listener = _Listener(engine)
        compiler._sre = listener
        try:
            return compile_anew(pattern, flags)
        finally:
            compiler._sre = engine
            if listener.made is not None:
                heard[key] = listener.made

    def keep() -> None:
        if heard:
            whole = known | heard
            _write(path, engine.MAGIC, whole if len(whole) <= MOST else {key: whole[key] for key in {*needed, *heard}})
            heard.clear()

    compiler.compile = compile_or_take
    return keep


class _Listener:
    """The engine, and what it was given last."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.made: Made | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def compile(self, pattern: Any, flags: int, code: list[int], groups: int, numbers: Any, names: Any) -> Any:
        """As the engine does."""
        from array import array

        self.made = flags, memoryview(array("I", code)), groups, dict(numbers), list(names)
        return self._engine.compile(pattern, flags, code, groups, numbers, names)


def _nothing() -> None:
    """Where nothing is kept."""


def _of_a_module(frame: FrameType | None) -> bool:
    """Whether a module is being loaded that compiles this for itself."""
    for _ in range(NEAR):
        if frame is None:
            return False
        if frame.f_code.co_name == "<module>":
            return "__spec__" in frame.f_globals and frame.f_globals["__spec__"] is not None
        frame = frame.f_back
    return False


def _read(path: Path, magic: int) -> dict[Key, Made]:
    content = read_own(path)
    if content is None:
        return {}
    try:
        head, _, rest = content.partition(b"\n")
        if json.loads(head) != [magic, sys.byteorder, zlib.crc32(rest)]:
            return {}
        index, _, codes = rest.partition(b"\n")
        code, found, begin = memoryview(codes).cast("I"), {}, 0
        for pattern, flags, made, length, groups, numbers, names in json.loads(index):
            found[pattern, flags] = made, code[begin : begin + length], groups, numbers, names
            begin += length
        return found
    except (ValueError, TypeError):
        return {}


def _write(path: Path, magic: int, known: dict[Key, Made]) -> None:
    index = [[*key, made[0], len(made[1]), *made[2:]] for key, made in known.items()]
    rest = json.dumps(index).encode() + b"\n" + b"".join(bytes(made[1]) for made in known.values())
    write_own(path, json.dumps([magic, sys.byteorder, zlib.crc32(rest)]).encode() + b"\n" + rest)
