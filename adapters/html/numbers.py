"""The numbers that a browser shows before the items of lists."""

from __future__ import annotations

import re

from lxml import etree

from checker.text.digits import chinese_numeral


def number_of(item: etree._Element) -> str:
    """The number a browser shows before an item of an ordered list, empty for a bullet."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start") or "1"
    number = int(start) if start.lstrip("-").isdecimal() and len(start) < 9 else 1
    for other in parent.iterchildren("li"):
        value = other.get("value") or ""
        number = int(value) if value.isdecimal() and len(value) < 9 else number
        if other is item:
            break
        number += 1
    style = f"{parent.get('style') or ''};{item.get('style') or ''}"
    kind = re.search(r"list-style(?:-type)?\s*:\s*([a-z-]+)", style)
    name = kind[1] if kind else parent.get("type") or "decimal"
    if name == "none":
        return ""
    if name in ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal") and 0 < number < 100:
        return chinese_numeral(number) + "、"
    if name in ("a", "A", "lower-alpha", "upper-alpha") and 0 < number < 27:
        return chr(ord("A" if name in ("A", "upper-alpha") else "a") + number - 1) + "."
    return f"{number}."
