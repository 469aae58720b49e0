"""Texts of the area `facts`."""

MESSAGES: dict[str, tuple[str, str]] = {}
