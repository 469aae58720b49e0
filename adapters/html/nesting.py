"""Pages whose elements nest deeper than the parser follows, as tags do that an editor never closed."""

from __future__ import annotations

import re

DEEPEST = 10_000
"""Elements within elements that are read."""
_KEPT, _KEPT_OF_TABLES = 600, 1900
"""Elements within elements that are worth keeping; the parser drops all that stands deeper than 2,048."""
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style)\b.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL | re.IGNORECASE,
)
_EMPTY = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta source track wbr param"))
_LINES = frozenset(re.findall(r"\w+", "div p section article center blockquote li ul ol dl dd dt main form"))
_TABLES = frozenset(re.findall(r"\w+", "table tbody thead tfoot tr td th caption html body head"))
_FAR = 40
"""How many open elements an end tag may close with its own."""


def flattened(text: str) -> str:
    """The page without the elements that stand deeper than is worth it: their text stays, a line is still a line.

    Parts of tables are kept for longer. A tag that nothing closes is open to the end of what it stands in.
    """
    parts: list[str] = []
    stack: list[tuple[str, bool]] = []
    kept = done = 0
    for match in _TAG.finditer(text):
        name = (match["name"] or "").lower()
        if not name or name in _EMPTY:
            continue
        if not match["end"]:
            drop = kept >= (_KEPT_OF_TABLES if name in _TABLES else _KEPT)
            if name in _TABLES - {"table"} and stack:
                # Rows and cells go with their table: text in a table without them is nobody's.
                drop = stack[-1][1]
            stack.append((name, drop))
            kept += not drop
        else:
            last = range(len(stack) - 1, max(len(stack) - _FAR, -1), -1)
            at = next((at for at in last if stack[at][0] == name), None)
            drop = kept >= _KEPT if at is None else stack[at][1]
            if at is not None:
                kept -= sum(not dropped for _, dropped in stack[at:])
                del stack[at:]
        if drop:
            parts.append(text[done : match.start()] + ("<br>" if name in _LINES or name in _TABLES else ""))
            done = match.end()
    return "".join([*parts, text[done:]])
