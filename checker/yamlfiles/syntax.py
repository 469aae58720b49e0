"""Why a file is no YAML, and where: told from its text and the place where the parser gave up, never from its words.

Parsers word the same fault in their own English, which changes with their version, and differently in C and in Python.
The places and the kinds of error are the same in all of them.
"""

from __future__ import annotations

import re
from typing import Any

from checker.messages import Message, say

DEEP = 40
"""Levels of nesting that no file of ours needs."""
_QUOTES = ("'", '"')
_LONGEST_ESCAPE = 10
"""Characters from the backslash to the last of \\U0001F600."""
_BEGUN = {"&": "alias", "*": "alias", "!": "yaml_tag", "|": "yaml_block", ">": "yaml_block"}
"""What begins with these characters and could not be gone on with."""
_HERE = {"&": "alias", "*": "alias", ":": "yaml_continued", "-": "yaml_entry", "?": "yaml_entry"}
"""What cannot stand where it does."""

Fault = tuple[str, int, dict[str, object]]
"""The key of the message, the place in the text, what the message takes."""


def why(source: str, error: Any) -> tuple[int, int, Message]:
    """Line and column, from 1, and what is wrong there; `error` is a MarkedYAMLError or a ReaderError of PyYAML."""
    problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if problem is None:
        # libyaml counts bytes here, so the character is looked for.
        at = max(source.find(chr(error.character)), 0)
        fault: Fault = ("yaml_control", at, {"code": f"U+{error.character:04X}"})
    else:
        source = "\n".join(source.splitlines()).rstrip()
        at = _index(source, problem)
        begun = at if context is None else _index(source, context)
        scanned = _in_scanner(error)
        fault = _typed(source, at) or (_scanned(source, at, begun) if scanned else _parsed(source, at, begun, error))
    name, told, params = fault
    what = say(f"packs.{name}", **params)
    return *place(source, told), say("packs.bad_yaml", why=what) if name.startswith("yaml_") else what


def place(source: str, at: int) -> tuple[int, int]:
    """Line and column of a place in a text, from 1."""
    start = _line(source, at)
    return source.count("\n", 0, start) + 1, at - start + 1


def _in_scanner(error: Any) -> bool:
    """Whether characters made no word; otherwise it is words that make no sense together."""
    return type(error).__name__ == "ScannerError"


def _typed(source: str, at: int) -> Fault | None:
    """What an input method is to blame for, on the line of the place or the one before: nothing that YAML reads."""
    start = _line(source, at)
    for begin in dict.fromkeys((start, _line(source, max(start - 1, 0)))):
        line = source[begin:].split("\n", 1)[0]
        indent = line[: len(line) - len(line.lstrip(" \u3000\u00a0"))]
        wide = next((place for place, one in enumerate(indent) if one in "\u3000\u00a0"), -1)
        if wide >= 0:
            return "yaml_wide_indent", begin + wide, {}
        key = _WIDE_COLON.match(line)
        if key:
            return "yaml_wide_colon", begin + key.end() - 1, {}
        dash = _WIDE_DASH.match(line)
        if dash:
            return "yaml_dash_space", begin + dash.end() - 1, {}
        bracket = _BRACKET.search(line)
        if bracket:
            return "yaml_bracket", begin + bracket.start("open"), {"got": bracket["open"]}
    return None


_WIDE_DASH = re.compile(r" *(?:-(?=[A-Za-z_]\w*:(?: |$))|[－—–] *(?=[A-Za-z_]\w*:(?: |$)))")
"""An item of a list whose dash is a wide one, or has no space behind it."""
_WIDE_COLON = re.compile(r" *(?:- )?[A-Za-z_][\w-]*：")
_BRACKET = re.compile(r": +(?P<open>[\[{])[^\[\]{}]*[\]}][^\s,\]}#]")
"""A text that begins with a bracket and goes on behind it: title: [表一]收支."""


def _scanned(source: str, at: int, begun: int) -> Fault:
    """What is wrong where a word ends that was `begun` before."""
    here, opened = source[at : at + 1], source[begun : begun + 1]
    tab = _tab(source, at)
    if _deep(source, begun, at):
        return "too_deep", begun, {}
    if opened in _QUOTES and begun < at:
        slash = source.rfind("\\", max(begun, at - _LONGEST_ESCAPE), at + 1)
        return ("yaml_escape", slash, {}) if opened == '"' and here and slash >= 0 else ("yaml_quote", begun, {})
    if tab is not None:
        return "yaml_tab", tab, {}
    if opened in _BEGUN:
        return _BEGUN[opened], begun, {}
    if here == ":" and ": " in source[_line(source, at) : at]:
        return "yaml_colon", at, {}
    if begun < at and (not here or _line(source, begun) < _line(source, at)):
        return ("yaml_dash_space" if opened == "-" else "yaml_no_colon"), begun, {}
    return _HERE.get(here, "yaml_character"), at, {}


def _parsed(source: str, at: int, begun: int, error: Any) -> Fault:
    """What is wrong with a word after what was `begun` before it."""
    here, opened = source[at : at + 1], source[begun : begun + 1]
    if type(error).__name__ == "ComposerError":
        return ("alias" if here in ("*", "&") else "yaml_documents"), at, {}
    if opened in ("[", "{"):
        comma = source.find("，", begun, at + 1)
        if comma >= 0:
            return "yaml_wide_comma", comma, {}
        line, column = place(source, begun)
        return "yaml_flow", at, {"line": line, "column": column}
    if not here:
        return "yaml_end", at, {}
    if here == "%":
        return "yaml_character", at, {}
    if error.context_mark is None or source[at : at + 3] in ("---", "..."):
        return "yaml_documents", at, {}
    if not source[_line(source, at) : at].strip(" "):
        return ("yaml_dash" if opened == "-" else "yaml_indent"), at, {}
    return ("yaml_after_quote" if source[:at].rstrip(" ")[-1:] in _QUOTES else "yaml_character"), at, {}


def _index(source: str, mark: Any) -> int:
    """The place of a mark in a text whose lines end with a line feed."""
    start = 0
    for _ in range(mark.line):
        start = source.find("\n", start) + 1
        if not start:
            return len(source)
    return min(start + int(mark.column), len(source))


def _line(source: str, at: int) -> int:
    """Where the line of a place begins."""
    return source.rfind("\n", 0, at) + 1


def _tab(source: str, at: int) -> int | None:
    """The first tab among what stands before the first word of a line."""
    start = _line(source, at)
    blank = source[start : at + 1]
    return start + blank.index("\t") if "\t" in blank and not blank.strip() else None


def _deep(source: str, begun: int, at: int) -> bool:
    """Whether more is opened between two places than any file of ours needs: newer parsers stop at some depth."""
    between = source[begun:at] if begun < at else source[_line(source, at) : at]
    brackets = sum(between.count(mark) for mark in "[{") - sum(between.count(mark) for mark in "]}")
    return max(brackets, between.count("- ") + between.count("? ")) > DEEP
