"""Titles of tables that say that they go on with the one before."""

from __future__ import annotations

import re

_GOES_ON = re.compile(r"续上?表|[(（【\[]续[^)）】\]]{0,2}[)）】\]]|\bcont(?:inued|['’]?d|\.)(?![a-z])", re.IGNORECASE)


def says_it_goes_on(title: str) -> bool:
    """Whether the title of a table says that it goes on with the one before: 续表3, 收支表（续）, (continued)."""
    return _GOES_ON.search(title) is not None
