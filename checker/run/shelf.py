"""The bulk of what a run over many documents has made, on disk: read again where somebody looks at it.

Of ten thousand reports the texts and tallies come to a gigabyte and more, and hardly anything looks at more than
one report of them at a time. The record of a document or audit stays in memory and is as any other; of its large parts
each is a sequence or a mapping that reads itself when it is first asked. Processes forked later read the same file,
which has no name and goes with the last of them. Pickled, such a part is whole again.
"""

from __future__ import annotations

import os
import pickle
import tempfile
import weakref
import zlib
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from checker.audit.audit import Audit
from checker.document import Document
from checker.record import dataclass
from checker.run.sharing import Sharing
from checker.run.sketch import Bundle, Sketch

OPEN = 64
"""Entries that a process has read last and holds, some 100 KB each: a page of a review shows the reports that are like
its own as well."""
_WORD = (1 << 64) - 1
_MANY = "passed", "around"
_OF_DOCUMENT = "blocks", "furniture", "properties"


@dataclass(frozen=True, slots=True)
class Stowed:
    """A sketch or an audit without its large parts, and these packed; what a worker sends."""

    light: Sketch | Audit
    bulk: bytes
    numbers: bytes = b""
    """The signature of a sketch, eight bytes a number: they are looked at together, without the texts."""


def stowed(made: Sketch | Audit) -> Stowed:
    """What is made of a record for its way to a shelf."""
    if isinstance(made, Sketch):
        bulk: dict[str, Any] = {name: getattr(made.document, name) for name in _OF_DOCUMENT}
        bulk["reading"] = made.reading
        # As a tuple of numbers it takes four times as much; who compares them cares for nothing but equality.
        numbers = array("Q", (value & _WORD for value in made.signature)).tobytes()
        document = replace(made.document, blocks=(), furniture=(), properties={}, told=made.document.shape)
        light: Sketch | Audit = replace(made, document=document, signature=(), reading=b"")
        return Stowed(light, _packed(bulk), numbers)
    decided = made.decided
    bulk = {"tallies": made.tallies, "ticks": made.ticks}
    bulk |= {name: getattr(decided, name) for name in _MANY}
    passed: dict[str, Any] | None = None if decided.passed is None else {}
    light = replace(made, tallies=(), ticks=(), decided=replace(decided, passed=passed, around={}))
    return Stowed(light, _packed(bulk))


def _packed(bulk: dict[str, Any]) -> bytes:
    return zlib.compress(pickle.dumps(bulk, pickle.HIGHEST_PROTOCOL), 1)


_numbers = count()


class Shelf:
    """A file without a name that entries are appended to by one process, and read by that and those it forks."""

    def __init__(self) -> None:
        self._handle, name = tempfile.mkstemp(prefix="gouji-")
        Path(name).unlink()
        weakref.finalize(self, os.close, self._handle)
        self.number = next(_numbers)
        self._end = 0
        self._sharing = Sharing()

    def full(self) -> None:
        """Nothing more is put there: what its records have in common need not be known any more."""
        self._sharing = Sharing()

    def put(self, made: Stowed) -> Sketch | Audit:
        """The record with its parts on the shelf; with them in memory where the disk does not take them."""
        entry = self._entry(made.bulk)
        light = made.light
        if isinstance(light, Sketch):
            light = self._sharing.sketch(light)
            texts: dict[str, Any] = {name: _Sequence(entry, name) for name in ("blocks", "furniture")}
            texts["properties"] = _Mapping(entry, "properties")
            numbers: Sequence[int] = _Numbers(self._entry(made.numbers)) if made.numbers else ()
            return replace(light, document=replace(light.document, **texts), signature=numbers)
        parts: dict[str, Any] = {name: _Sequence(entry, name) for name in ("tallies", "ticks")}
        decided = light.decided
        if decided.passed is not None:
            decided = replace(decided, passed=_Mapping(entry, "passed"), around=_Mapping(entry, "around"))
        return replace(self._sharing.audit(light), **parts, decided=decided)

    def _entry(self, bulk: bytes) -> _Entry:
        try:
            written = os.pwrite(self._handle, bulk, self._end)
        except OSError:
            written = 0
        if written < len(bulk):
            return _Entry(self, 0, 0, bulk)
        entry = _Entry(self, self._end, len(bulk), b"")
        self._end += len(bulk)
        return entry

    def read(self, at: int, size: int) -> bytes:
        """Bytes that were written."""
        found = os.pread(self._handle, size, at)
        if len(found) < size:
            raise OSError("the file of a run was cut short")
        return found


_open: OrderedDict[tuple[int, int], dict[str, Any]] = OrderedDict()


class _Entry:
    """Where the parts of one record lie; `bulk` holds those that the disk did not take."""

    __slots__ = ("_at", "_bulk", "_shelf", "_size")

    def __init__(self, shelf: Shelf, at: int, size: int, bulk: bytes) -> None:
        self._shelf, self._at, self._size, self._bulk = shelf, at, size, bulk

    def __len__(self) -> int:
        return len(self._bulk) or self._size

    def raw(self) -> bytes:
        """What was put there, as it is."""
        return self._bulk or self._shelf.read(self._at, self._size)

    def part(self, name: str) -> Any:
        """One of the parts of the record."""
        if self._bulk:
            return _unpacked(self._bulk)[name]
        key = (self._shelf.number, self._at)
        found = _open.get(key)
        if found is None:
            found = _open[key] = _unpacked(self._shelf.read(self._at, self._size))
            while len(_open) > OPEN:
                _open.popitem(last=False)
        else:
            _open.move_to_end(key)
        return found[name]


class Later:
    """A part that reads itself; `whole` is what it is."""

    __slots__ = ("_entry", "_name")

    def __init__(self, entry: _Entry, name: str) -> None:
        self._entry, self._name = entry, name

    def whole(self) -> Any:
        """The part in memory."""
        return self._entry.part(self._name)

    def beside(self, name: str) -> Any:
        """Another part of the same entry."""
        return self._entry.part(name)

    def __eq__(self, other: object) -> bool:
        return bool(self.whole() == (other.whole() if isinstance(other, Later) else other))

    def __hash__(self) -> int:
        return hash(self.whole())

    def __repr__(self) -> str:
        return repr(self.whole())

    def __reduce__(self) -> tuple[Any, ...]:
        return _itself, (self.whole(),)

    def __len__(self) -> int:
        return len(self.whole())

    def __getitem__(self, key: Any) -> Any:
        return self.whole()[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.whole())

    def __contains__(self, one: object) -> bool:
        return one in self.whole()


class _Sequence(Later, Sequence[Any]):
    __slots__ = ()


class _Mapping(Later, Mapping[str, Any]):
    __slots__ = ()


class _Numbers(Sequence[int]):
    """A signature that reads itself; `whole` has it in memory."""

    __slots__ = ("_entry",)

    def __init__(self, entry: _Entry) -> None:
        self._entry = entry

    def packed(self) -> array[int]:
        """The numbers in memory, eight bytes each."""
        found = array("Q")
        found.frombytes(self._entry.raw())
        return found

    def whole(self) -> tuple[int, ...]:
        """The numbers, as whoever has signed a text has them."""
        return tuple(self.packed())

    def __eq__(self, other: object) -> bool:
        mine = self.whole()
        return bool(mine == (other.whole() if isinstance(other, _Numbers) else other))

    def __hash__(self) -> int:
        return hash(self.whole())

    def __reduce__(self) -> tuple[Any, ...]:
        return _itself, (self.whole(),)

    def __len__(self) -> int:
        return len(self._entry) // 8

    def __getitem__(self, key: Any) -> Any:
        return self.whole()[key]

    def __iter__(self) -> Iterator[int]:
        return iter(self.whole())


def _unpacked(bulk: bytes) -> dict[str, Any]:
    found: dict[str, Any] = pickle.loads(zlib.decompress(bulk))
    return found


def _itself(value: Any) -> Any:
    return value


def whole(sketch: Sketch) -> Sketch:
    """A sketch with its document and its reading in memory, for whom looks at all of it again and again."""
    blocks: Any = sketch.document.blocks
    if not isinstance(blocks, Later):
        return sketch
    return replace(sketch, document=_whole_document(sketch.document), reading=blocks.beside("reading"))


def signed(sketches: Sequence[Sketch]) -> tuple[Sketch, ...]:
    """Sketches with their signatures in memory, for whom compares all with all: a kilobyte each."""
    return tuple(
        replace(one, signature=one.signature.packed()) if isinstance(one.signature, _Numbers) else one
        for one in sketches
    )


def whole_bundle(bundle: Bundle) -> Bundle:
    """A bundle with its documents in memory."""
    return replace(bundle, members=tuple((whole(sketch), role) for sketch, role in bundle.members))


def _whole_document(document: Document) -> Document:
    parts: dict[str, Any] = {name: getattr(document, name) for name in _OF_DOCUMENT}
    later = {name: part.whole() for name, part in parts.items() if isinstance(part, Later)}
    return replace(document, **later) if later else document
