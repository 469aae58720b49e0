"""Heading levels that a tagged file states, by marked content."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from adapters.pdf.reading import calls

_DEPTH = 40
"""Structure elements within each other that are followed."""


def heading_levels(pdf: Any) -> Callable[[Any], dict[int, int]]:
    """A function from a page to the level of each heading's marked content; empty for a file without tags."""
    if not pdf.is_tagged():
        return lambda page: {}
    return _levels


def _levels(page: Any) -> dict[int, int]:
    tree = calls.tree(calls.handle(page))
    if not tree:
        return {}
    found: dict[int, int] = {}
    try:
        stack = [(calls.tree_child(tree, index), 0, 0) for index in range(calls.tree_children(tree))]
        while stack:
            element, level, depth = stack.pop()
            if not element or depth > _DEPTH:
                continue
            level = _level_of(element) or level
            if level:
                for index in range(calls.element_marks(element)):
                    mark = calls.element_mark(element, index)
                    if mark >= 0:
                        found[mark] = level
            for index in range(calls.element_children(element)):
                stack.append((calls.element_child(element, index), level, depth + 1))
    finally:
        calls.tree_close(tree)
    return found


_NAME = ctypes.create_string_buffer(64)
_NAME_AT = ctypes.addressof(_NAME)


def _level_of(element: int) -> int:
    size = calls.element_kind(element, _NAME_AT, 64)
    return _level(_NAME.raw[: size - 2]) if 2 < size <= 64 else 0


@lru_cache(maxsize=256)
def _level(name: bytes) -> int:
    """1 to 6 for H1 to H6, 1 for a title, else 0; of a kind's name as pdfium writes it."""
    kind = name.decode("utf-16-le", "replace")
    if len(kind) == 2 and kind[0] == "H" and kind[1] in "123456":
        return int(kind[1])
    return 1 if kind in ("H", "Title") else 0
