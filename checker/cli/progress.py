"""A line on standard error that tells how far a long run is; nothing on a pipe, nothing for the first second."""

from __future__ import annotations

import sys
import time

from checker.cli.words import h

PATIENCE = 1.0
"""Seconds before anything is shown."""
WIDTH = 24


class Bar:
    """Called with (stage, done, total)."""

    def __init__(self, lang: str, quiet: bool) -> None:
        self._began = time.monotonic()
        self._silent = quiet or not sys.stderr.isatty()
        self._shown = False
        self._lang = lang

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._silent or time.monotonic() - self._began < PATIENCE:
            return
        full = WIDTH * done // max(total, 1)
        sys.stderr.write(f"\r{h(f'stage_{stage}')} [{'#' * full}{'.' * (WIDTH - full)}] {done}/{total} ")
        sys.stderr.flush()
        self._shown = True

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r" + " " * (WIDTH + 40) + "\r")
            sys.stderr.flush()
