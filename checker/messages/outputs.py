"""Texts of the area `outputs`."""

MESSAGES: dict[str, tuple[str, str]] = {}
