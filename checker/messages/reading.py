"""Texts of the area `reading`."""

MESSAGES: dict[str, tuple[str, str]] = {}
