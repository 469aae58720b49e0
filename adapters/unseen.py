"""What is said of text that a file states and that nobody sees who opens it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.messages import Message, say

_SHOWN = 16
"""Characters of a text that are quoted."""


def hidden_text(path: str, texts: Sequence[str]) -> Message | None:
    """A remark on texts that were left out; None where they say nothing."""
    told = ["".join(text.split()) for text in texts]
    string = next((text for text in told if any(map(str.isalnum, text))), "")
    if not string:
        return None
    quoted = string if len(string) <= _SHOWN else f"{string[:_SHOWN]}…"
    return say("reading.unseen", path=path, count=sum(map(len, told)), text=quoted)
