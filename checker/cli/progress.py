"""A line on standard error that tells how far a long run is; nothing on a pipe, nothing for the first second."""

from __future__ import annotations

import sys
import time

from checker.cli.words import h

PATIENCE = 1.0
"""Seconds before anything is shown; the pages of a scan, which take long, are told at once."""
WIDTH = 24
_A_PAGE = 4.0
"""Seconds that recognising a page takes where nothing is measured yet."""


class Bar:
    """Called with (stage, done, total)."""

    def __init__(self, lang: str, quiet: bool) -> None:
        self._began = time.monotonic()
        self._silent = quiet or not sys.stderr.isatty()
        self._shown = 0
        self._lang = lang
        self._scan_began = self._began
        self._stage, self._stage_began = "", self._began

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage and stage != "scan":
            self._stage, self._stage_began = stage, now
        if stage == "scan" and done == 0:
            self._scan_began = now
        if self._silent or (stage != "scan" and now - self._began < PATIENCE):
            return
        full = WIDTH * done // max(total, 1)
        line = f"{h(f'stage_{stage}')} [{'#' * full}{'.' * (WIDTH - full)}] {done}/{total} "
        if stage == "scan":
            each = (now - self._scan_began) / done if done else _A_PAGE
            line += h("stage_left", seconds=max(round(each * (total - done)), 1)) if done < total else ""
        elif 0 < done < total:
            line += left((now - self._stage_began) / done * (total - done))
        sys.stderr.write("\r" + line.ljust(self._shown))
        sys.stderr.flush()
        self._shown = len(line)

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            # Wide characters take two columns.
            sys.stderr.write("\r" + " " * (2 * self._shown) + "\r")
            sys.stderr.flush()


def left(seconds: float) -> str:
    """How long a stage will still take: seconds, minutes, or hours and minutes, as people say it."""
    whole = max(round(seconds), 1)
    if whole < 90:
        return h("stage_left", seconds=whole)
    minutes = round(whole / 60)
    if minutes < 90:
        return h("stage_left_minutes", minutes=minutes)
    return h("stage_left_hours", hours=minutes // 60, minutes=minutes % 60)
