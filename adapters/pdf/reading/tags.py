"""Heading levels that a tagged file states, by marked content."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_DEPTH = 40
"""Structure elements within each other that are followed."""


def heading_levels(pdf: Any) -> Callable[[Any], dict[int, int]]:
    """A function from a page to the level of each heading's marked content; empty for a file without tags."""
    if not pdf.is_tagged():
        return lambda page: {}
    return _levels


def _levels(page: Any) -> dict[int, int]:
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return {}
    found: dict[int, int] = {}
    try:
        stack = [
            (pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), 0, 0)
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree))
        ]
        while stack:
            element, level, depth = stack.pop()
            if not element or depth > _DEPTH:
                continue
            level = _level(_kind(element)) or level
            if level:
                for index in range(max(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element), 0)):
                    mark = pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
                    if mark >= 0:
                        found[mark] = level
            for index in range(max(pdfium.FPDF_StructElement_CountChildren(element), 0)):
                stack.append((pdfium.FPDF_StructElement_GetChildAtIndex(element, index), level, depth + 1))
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return found


def _kind(element: Any) -> str:
    size = pdfium.FPDF_StructElement_GetType(element, None, 0)
    if size <= 2 or size > 64:
        return ""
    name = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetType(element, name, size)
    return name.raw.decode("utf-16-le", "replace").rstrip("\0")


def _level(kind: str) -> int:
    """1 to 6 for H1 to H6, 1 for a title, else 0."""
    if len(kind) == 2 and kind[0] == "H" and kind[1] in "123456":
        return int(kind[1])
    return 1 if kind in ("H", "Title") else 0
