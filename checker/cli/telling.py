"""Lines on standard error: what names and texts of strangers hold reaches a terminal as letters, never as commands."""

from __future__ import annotations

import re
import sys
from contextlib import suppress

_COMMANDS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
"""Controls, marks of direction, and bytes of a name that are no text; compiled where there is something to tell."""

_held: list[str] | None = None
"""What is not said yet, while it is held back."""


def hold() -> None:
    """Hold back what is to be said: whoever may die would say it in vain, as all is said again by who takes over."""
    global _held
    _held = []


def release() -> None:
    """Say what was held back, and hold back nothing from now on."""
    global _held
    held, _held = _held or (), None
    for line in held:
        tell(line)


def tell(line: str) -> None:
    """Say something to whoever sits at the terminal. Nobody there is no reason to stop."""
    if _held is not None:
        _held.append(line)
        return
    with suppress(OSError, ValueError, AttributeError):
        print(re.sub(_COMMANDS, lambda match: f"<U+{ord(match[0]):04X}>", line), file=sys.stderr)
