"""The run of a call: the adapters wired in, the files read, put together and checked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from checker.pack.pack import Pack
from checker.run.grouping import Given, group
from checker.run.run import Limits, Progress, Result, run


def examine(
    files: Sequence[tuple[Path, str]],
    packs: Sequence[Pack],
    given: Given,
    limits: Limits,
    lang: str,
    progress: Progress | None = None,
) -> Result:
    """Read and check; a single file without partners is a dossier of its own, as nothing could go with it."""
    from adapters.prepared import prepared

    grouping = partial(group, given=given) if len(files) > 1 or given.files else None
    with prepared(files, limits.processes()) as read:
        return run(files, packs, read, lang=lang, limits=limits, group=grouping, units=given.units(), progress=progress)
