"""The run of a call: files read and checked with a progress bar, and how the terminal shows what comes of it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from checker.cli.progress import Bar
from checker.messages import text
from checker.pack.pack import Pack
from checker.run.grouping import Given
from checker.run.run import Limits, Result
from checker.wiring import examine as wired

WIDEST = 100
"""Columns beyond which lines are hard to read."""


def examine(
    files: list[tuple[Path, str]], packs: list[Pack], given: Given, limits: Limits, lang: str, quiet: bool
) -> Result:
    """Read and check; what is odd about a file's suffix is told on standard error."""
    from adapters import suffix_message

    bar = Bar(lang, quiet)
    try:
        result = wired.examine(files, packs, given, limits, lang, bar)
    finally:
        bar.close()
    for document in result.documents.values():
        surprise = suffix_message(document)
        if surprise is not None:
            print(text(surprise, lang), file=sys.stderr)
    return result


def terminal(output: Path | None) -> dict[str, str]:
    """The options of a text for where it goes: colours and width of a terminal; none of them in a file or pipe."""
    if output is not None or not sys.stdout.isatty():
        return {"color": "no"}
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return {"color": "no" if plain else "yes", "width": str(min(shutil.get_terminal_size().columns, WIDEST))}
