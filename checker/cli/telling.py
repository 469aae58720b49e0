"""Lines on standard error: what names and texts of strangers hold reaches a terminal as letters, never as commands."""

from __future__ import annotations

import re
import sys
from contextlib import suppress

_COMMANDS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
"""Controls, marks of direction, and bytes of a name that are no text; compiled where there is something to tell."""


def tell(line: str) -> None:
    """Say something to whoever sits at the terminal. Nobody there is no reason to stop."""
    with suppress(OSError, ValueError, AttributeError):
        print(re.sub(_COMMANDS, lambda match: f"<U+{ord(match[0]):04X}>", line), file=sys.stderr)
