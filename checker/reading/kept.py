"""A reading in few bytes, for a process that has the same packs and the document: it need not recognise it again.

What a reading holds of its document and of its pack is written as a number. The texts of the document are made
comparable anew, which is quick; what was matched and looked for is taken as it was.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator, Sequence
from typing import Any

from checker.document import Document
from checker.pack.pack import Pack
from checker.reading.reading import Passage, Reading, read_passages

_FOUND = ("form", "identity", "sections", "kind", "written", "headings", "tables", "fields")
"""What recognising finds out; the rest of a reading is made of the document again."""


class Keeper:
    """Writes and reads the readings of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._parts = tuple(_parts(pack))

    def packed(self, reading: Reading) -> bytes:
        """A reading of this pack as bytes."""
        target = io.BytesIO()
        _Writer(target, self._numbered(reading.passages)).dump([getattr(reading, name) for name in _FOUND])
        return target.getvalue()

    def reading(self, kept: bytes, document: Document, role: str) -> Reading:
        """The reading of the document that these bytes were made of, in a role of its dossier."""
        passages = tuple(read_passages(document))
        found = _Reader(io.BytesIO(kept), self._numbered(passages)).load()
        return Reading(document, self._pack, role=role, passages=passages, **dict(zip(_FOUND, found, strict=True)))

    def _numbered(self, passages: Sequence[Passage]) -> tuple[object, ...]:
        """What a reading is written without, each by its place here."""
        return (*self._parts, *(passage.text for passage in passages), *passages)


def _parts(pack: Pack) -> Iterator[object]:
    """What readings hold of a pack, in an order that is the same in every process."""
    for form in pack.forms.values():
        yield form
        for table in form.tables.values():
            yield table
            yield from table.groups
            for block in table.blocks:
                yield from (block, *block.rows, *block.columns)


def _numbered(number: int) -> object:
    """What stands in the bytes for what has a number; who reads them gives back what it is the number of."""
    raise LookupError(number)


class _Writer(pickle.Pickler):
    """Asked of each record once; `persistent_id` is asked of every string too, which takes as long as all the rest."""

    def __init__(self, target: io.BytesIO, numbered: Sequence[object]) -> None:
        super().__init__(target, pickle.HIGHEST_PROTOCOL)
        self._numbers = {id(one): number for number, one in enumerate(numbered)}

    def reducer_override(self, obj: object) -> Any:
        number = self._numbers.get(id(obj))
        return NotImplemented if number is None else (_numbered, (number,))


class _Reader(pickle.Unpickler):
    def __init__(self, source: io.BytesIO, numbered: tuple[object, ...]) -> None:
        super().__init__(source)
        self._given = numbered.__getitem__

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name)
        return self._given if found is _numbered else found
