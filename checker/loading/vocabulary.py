"""The words of a pack, looked at when the pack is read: a slip in them shows before a document is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from checker.loading.files import PackFiles
from checker.messages import Message, say
from checker.pack.model import PackSpec
from checker.yamlfiles.file import Key

_STEP = re.compile(r"\[([0-9]+)\]|([^.\[\]]+)")


def vocabulary_faults(files: PackFiles, vocabulary: Mapping[str, Any], pack: PackSpec) -> Iterator[Message]:
    """Every fault of the words by which promises and answers are found, at its place in the pack's own file.

    `vocabulary` is what comes of it and of the pack that it extends; `pack` says whether anybody will ask for it.
    """
    file = files.words
    if file is None or not ("plan" in pack.documents or "followup" in pack.settings):
        return
    from checker.commitments import load_vocabulary

    try:
        load_vocabulary(vocabulary)
    except ValueError as error:
        for fault in str(error).split("; "):
            path, _, why = fault.partition(": ")
            tell = file.key_fault if why == "no such key" else file.fault
            yield tell(_key(path), say("packs.bad_words", path=path, why=why))


def _key(path: str) -> Key:
    """`synonyms[1]` as a key."""
    return tuple(int(index) if index else name for index, name in _STEP.findall(path))
