"""Texts as scalars of YAML, on one line, for files that the program writes and people go on with."""

from __future__ import annotations


def scalar(text: str) -> str:
    """A text as YAML reads it back: bare where it is a word, else in quotes."""
    plain = text.isidentifier() or (text.isascii() and text.replace("-", "_").isidentifier())
    return text if plain and text not in ("true", "false", "null", "on", "no") else in_quotes(text)


def in_quotes(text: str) -> str:
    """A text in single quotes, in which a backslash is one."""
    return "'" + text.replace("'", "''") + "'"
