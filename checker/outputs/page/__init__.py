"""The skeleton of every page: one file that needs nothing from outside, under a policy that lets nothing in."""

from __future__ import annotations

import html
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from checker.audit.wording import UNSEEN, visible

HERE = Path(__file__).parent


def esc(string: str) -> str:
    """The string as text between tags: never markup, control and direction characters spelled out and marked."""
    if string.isalnum():  # no sign of markup and none that shows nothing is among letters and digits
        return string
    return UNSEEN.sub(lambda match: f'<i class="ctl">U+{ord(match[0]):04X}</i>', html.escape(string))


def attr(string: str) -> str:
    """The string as the value of an attribute in double quotes."""
    return string if string.isalnum() else html.escape(visible(string))


def skeleton(
    title: str, lang: str, body: str, styles: Sequence[str], scripts: Sequence[str] = (), *, asks: bool = False
) -> bytes:
    """A whole page. `body` is markup that is safe already; styles and scripts are names of files beside this module,
    or paths. One that `asks` may ask the server that it is from."""
    style, of_style = _joined(tuple(styles))
    script, of_script = _joined(tuple(scripts))
    allowed = f"'sha256-{of_script}'" if script else "'none'"
    policy = (
        f"default-src 'none'; style-src 'sha256-{of_style}'; script-src {allowed}; base-uri 'none'; form-action 'none'"
    )
    policy += "; connect-src 'self'" if asks else ""
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{lang}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        # A copy that is handed in again is known by it, and read without its notes.
        *(['<meta name="generator" content="gouji review">'] if "review.js" in scripts else []),
        f"<title>{html.escape(visible(title))}</title>",
        f"<style>{style}</style>",
        "</head>",
        body,
        f"<script>{script}</script>" if script else "",
        "</html>",
    ]
    return ("\n".join(part for part in parts if part) + "\n").encode("utf-8", "replace")


@cache
def _joined(names: tuple[str, ...]) -> tuple[str, str]:
    """Files beside this module as one text, and its digest as a policy names it."""
    source = "\n".join((HERE / name).read_text("utf-8") for name in names)
    return source, b64encode(sha256(source.encode()).digest()).decode()
