"""Texts for people: one catalogue, Chinese and English side by side, filled in when shown.

Each module of this package holds MESSAGES, a plain dict from a key to (Chinese, English) with
`str.format` fields. A message travels as key and parameters, so that the language is chosen where
it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from importlib import import_module
from typing import Any

from checker.record import dataclass

LANGUAGES = ("zh-CN", "en")
AREAS = (
    "api",
    "bench",
    "cli",
    "cluster",
    "dead",
    "drafting",
    "engine",
    "facts",
    "outputs",
    "packs",
    "plugged",
    "reading",
    "service",
    "skeletons",
    "trail",
    "values",
    "waivers",
)
"""The modules of the catalogue; a key begins with its module's name and a dot."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text of the catalogue with its parameters. A parameter may itself be a Message."""

    key: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return text(self, "en")


def say(key: str, **params: Any) -> Message:
    """A message by its key: `say("reading.empty", path=path)`."""
    return Message(key, params)


def text(message: Message, lang: str = "zh-CN") -> str:
    """The message in a language, parameters filled in."""
    both = _area(message.key.partition(".")[0])[message.key]
    params = {
        name: text(value, lang) if isinstance(value, Message) else value for name, value in message.params.items()
    }
    return both[LANGUAGES.index(lang)].format(**params)


@cache
def _area(name: str) -> Mapping[str, tuple[str, str]]:
    found: Mapping[str, tuple[str, str]] = import_module(f"checker.messages.{name}").MESSAGES
    return found
