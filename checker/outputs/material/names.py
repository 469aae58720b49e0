"""File names that every system takes, made of names that a document gave."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\s.~$%#&\'`!^{};=+,@\[\]()]+')
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
LIMIT = 90
"""Bytes in UTF-8: room is left for a number before and a word behind within 255."""


def safe(name: str) -> str:
    """The name without separators, dots, marks and control characters, cut to a length; "unit" if nothing is left."""
    kept = "".join(
        char if unicodedata.category(char)[0] in "LN" or char in "-_（）·" else " "
        for char in unicodedata.normalize("NFC", name)
    )
    kept = _FORBIDDEN.sub("-", kept.strip()).strip("-")
    kept = kept.encode("utf-8", "ignore")[:LIMIT].decode("utf-8", "ignore").strip("-")
    return f"{kept}-" if kept.lower() in RESERVED else kept or "unit"
