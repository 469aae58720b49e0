"""Texts of the area `engine`."""

MESSAGES: dict[str, tuple[str, str]] = {}
