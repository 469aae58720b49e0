"""A reading in few bytes, for a process that has the same packs and the document: it need not recognise it again.

What a reading holds of its document and of its pack is written as a number. The texts of the document are made
comparable anew, which is quick; what was matched and looked for is taken as it was.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator, Sequence

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


class _Writer(pickle.Pickler):
    def __init__(self, target: io.BytesIO, numbered: Sequence[object]) -> None:
        super().__init__(target, pickle.HIGHEST_PROTOCOL)
        self._numbers = {id(one): number for number, one in enumerate(numbered)}

    def persistent_id(self, obj: object) -> int | None:
        return self._numbers.get(id(obj))


class _Reader(pickle.Unpickler):
    def __init__(self, source: io.BytesIO, numbered: Sequence[object]) -> None:
        super().__init__(source)
        self._numbered = numbered

    def persistent_load(self, pid: int) -> object:
        return self._numbered[pid]
