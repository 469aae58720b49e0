"""Help pages in the language of the call, in lines that fit a terminal where a CJK character takes two columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from checker.cli.words import h, language
from checker.outputs.material.width import pad, width, wrap

HEADINGS = {
    "Options": "help_options",
    "Arguments": "help_arguments",
    "Commands": "help_commands",
}
_DEFAULT = re.compile(r"\[default: ([^;\]]*)[^\]]*\]|\[(x>=[^\]]*)\]|\[(required)\]")


class Formatter(click.HelpFormatter):
    """Click's formatter with our words and our way of breaking lines."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how a command is called."""
        super().write_usage(prog, args, h("help_usage") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """A heading of click's, in our words."""
        self.write(f"{h(HEADINGS[heading]) if heading in HEADINGS else heading}\n")

    def write_text(self, text: str) -> None:
        """A paragraph."""
        for line in wrap(" ".join(text.split()), self.width - self.current_indent):
            self.write(f"{'':{self.current_indent}}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 28, col_spacing: int = 2) -> None:
        """Names with what they mean beside them."""
        rows = list(rows)
        first = min(max((width(name) for name, _ in rows), default=0), col_max) + col_spacing
        for name, meaning in rows:
            lines = wrap(_told(meaning), max(self.width - first - self.current_indent, 20)) if meaning else []
            if width(name) > first - col_spacing:
                self.write(f"{'':{self.current_indent}}{name}\n")
                name = ""
            for index, line in enumerate(lines or [""]):
                self.write(f"{'':{self.current_indent}}{pad('' if index else name, first)}{line}".rstrip() + "\n")


def _told(meaning: str) -> str:
    """Click's additions in our words; bounds are told when they are broken."""
    if meaning == "Show this message and exit.":
        return h("help_help")

    def said(match: re.Match[str]) -> str:
        if match[1]:
            return h("help_default", value=match[1])
        return h("help_required") if match[3] else ""

    told = _DEFAULT.sub(said, " ".join(meaning.split())).strip()
    return told.replace("。 （", "。（") if language() == "zh-CN" else told
