"""Files written whole or not at all, marked as written by gouji, and never over what somebody else has written."""

from __future__ import annotations

from checker.files.writing import make_folder, write_beside

__all__ = ["make_folder", "write_beside"]
