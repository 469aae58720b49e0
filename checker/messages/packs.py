"""Texts of the area `packs`."""

MESSAGES: dict[str, tuple[str, str]] = {}
