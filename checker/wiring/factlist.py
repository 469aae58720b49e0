"""The facts of a document for whoever asks: read in a worker, as plain values."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from checker.pack.pack import Pack
from checker.run.run import Limits
from checker.workers.pool import run_one


def facts_of(
    path: Path, packs: Sequence[Pack], lang: str, limits: Limits, kind: str = "", most: int = 0
) -> dict[str, Any]:
    """How many facts of each kind there are, and those of `kind` (all for none), the first `most` of them.

    `outcome` is what `gouji facts --format json` says. DocumentError where the document cannot be read.
    """
    outcome = run_one(
        partial(_facts_of, path, packs, lang, kind, most),
        seconds=limits.seconds,
        memory_mb=limits.memory_mb,
        name=lambda _: str(path),
    )
    if outcome.error is not None:
        raise outcome.error
    assert outcome.result is not None
    return outcome.result


def _facts_of(path: Path, packs: Sequence[Pack], lang: str, kind: str, most: int) -> dict[str, Any]:
    import adapters
    from checker.check import Checker
    from checker.facts import extract
    from checker.facts import listing as factlist

    document = adapters.read(path, layout=any(pack.laid_out for pack in packs))
    reading = Checker(list(packs), lang).recognise(document)
    every = list(extract(reading)) if reading else []
    chosen = [fact for fact in every if not kind or fact.kind == kind]
    shown = chosen[:most] if most else chosen
    told = json.loads(factlist.render(document, reading, shown, "json", lang))
    return {"kinds": Counter(fact.kind for fact in every), "found": len(chosen), "outcome": told}
