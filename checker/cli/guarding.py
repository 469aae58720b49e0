"""Which calls are made in a process that another guards (`checker.workers.alone`): checks of one file, without more."""

from __future__ import annotations

import os
from collections.abc import Sequence

BARE = frozenset({"--details", "-v", "--quiet", "-q", "--no-settings", "--no-cache", "--suggest", "--summary-page"})
_OUTCOME = ("--format", "-f", "--output", "-o", "--annotate", "-a", "--fail-on", "--lang", "--waivers", "--baseline")
_BASIS = ("--pack", "-p", "--rules", "--select", "--ignore", "--settings", "--timeout", "--memory", "--jobs", "-j")
VALUED = frozenset((*_OUTCOME, *_BASIS))
"""The options that such a call may have, without a value and with one. Others make it one of several documents or write
while it goes on, what a process that takes over after a breakdown would write again."""


def is_plain(words: Sequence[str]) -> bool:
    """Whether a call is one of these; what is not understood here is not."""
    if not words or words[0] != "check" or "_GOUJI_COMPLETE" in os.environ:
        return False
    paths = 0
    rest = iter(words[1:])
    for word in rest:
        if word in VALUED:
            next(rest, None)
        elif word.startswith("--") and "=" in word and word.partition("=")[0] in VALUED:
            continue
        elif word.startswith("-") and word not in BARE:
            return False
        elif word not in BARE:
            paths += 1
            if not os.path.isfile(word):  # noqa: PTH113 - asked before anything is loaded
                return False
    return paths == 1


def go_on_guarded() -> None:
    """Returns in the process that is to make this call, and ends any other with its code (SystemExit).

    In a guarded process nothing is said before its document is done with, as it would be said again by who takes over.
    """
    from checker.cli.telling import hold, tell
    from checker.workers.alone import guarded, is_guarded

    try:
        code = guarded()
    except KeyboardInterrupt:
        from checker.cli.words import language
        from checker.messages import say, text

        tell(text(say("cli.interrupted"), language()))
        raise SystemExit(130) from None
    if code is not None:
        raise SystemExit(code)
    if is_guarded():
        hold()
