"""The language of a call, known before its options are read: help is written in it too."""

from __future__ import annotations

import os
import sys

from checker.messages import LANGUAGES, say, text


def language(given: str | None = None) -> str:
    """The language asked for by `--lang`, else by GOUJI_LANG or the locale; Chinese unless that is English.

    UsageError for a `given` one that there is not.
    """
    if given is not None and not given.lower().startswith(("zh", "en")):
        from checker.errors import UsageError

        raise UsageError(say("cli.not_one_of", option="--lang", word=given, valid=", ".join(LANGUAGES)))
    if given is None:
        for index, word in enumerate(sys.argv):
            if word == "--lang" and index + 1 < len(sys.argv):
                given = sys.argv[index + 1]
            elif word.startswith("--lang="):
                given = word[7:]
    if given is None:
        variables = ("GOUJI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
        given = next((os.environ[name] for name in variables if os.environ.get(name)), "")
    return "en" if given.lower().startswith("en") else LANGUAGES[0]


def h(key: str, **params: object) -> str:
    """A text of the command line in the language of the call."""
    return text(say(f"cli.{key}", **params), language())
