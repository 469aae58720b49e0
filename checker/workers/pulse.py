"""Signs of life from long work: how much of it is done, so that people see it move and its time begins anew."""

from __future__ import annotations

from collections.abc import Callable

Pulse = Callable[[str, int, int], None]
"""Told a stage (a key of the messages), how much is done, and of how much."""

_listeners: list[Pulse] = []


def listen(listener: Pulse | None) -> None:
    """Who is told from now on in this process; None for nobody."""
    _listeners[:] = [] if listener is None else [listener]


def pulse(stage: str, done: int, total: int) -> None:
    """Says how far a stage is; a time limit for the whole is one for each step from now on."""
    for listener in _listeners:
        listener(stage, done, total)
