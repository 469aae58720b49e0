"""How a browser shows the elements of a page, by their tags and styles: not at all, struck out, raised, as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from lxml import etree

_TELLING = re.compile(r"display|visibility|text-decoration|vertical-align", re.IGNORECASE)
_FAINT = re.compile(
    r"opacity\s*:\s*(?:0?\.?0|0)|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|%)?\s*[;}!]|text-indent\s*:\s*-\d{3}|"
    r"(?:left|top)\s*:\s*-\d{3}|clip(?:-path)?\s*:|(?:width|height)\s*:\s*[01]px|"
    r"(?<![-\w])color\s*:\s*(?:#[ef][0-9a-f]|white|transparent|snow|ivory|rgba?\(\s*2[2-5]\d|rgba\([^)]*,\s*0\s*\))",
    re.IGNORECASE,
)
"""What in a style sheet may make text unseen, beside one colour of letters and of a ground; without any of it colours
and sizes are not looked at."""
_LETTERS, _GROUND = (
    re.compile(rf"(?<![-\w]){name}\s*:\s*([^;}}\s]+)", re.IGNORECASE) for name in ("color", "background(?:-color)?")
)
_PROPERTIES = (
    "display",
    "visibility",
    "text-decoration",
    "text-decoration-line",
    "vertical-align",
    "grid-template-columns",
    "grid-column",
    "grid-row",
    "grid-area",
)
_PAINTED = (
    *_PROPERTIES,
    "color",
    "background",
    "background-color",
    "font-size",
    "opacity",
    "position",
    "left",
    "top",
    "text-indent",
    "clip",
    "clip-path",
    "overflow",
    "width",
    "height",
)
_MOST_RULES = 3000
_UNSEEN = ("none", "hidden", "collapse")
_STRUCK, _RAISED = frozenset(("del", "s", "strike")), frozenset(("sup",))
MOST_UNSEEN = 400
"""The longest text that a style sheet alone can hide: more of it is content that a script shows (a tab, a fade)."""


def declared(element: etree._Element, name: str) -> str:
    """The value of a property that the element's own style states; empty where it states none."""
    style = element.get("style")
    if not style or name not in style.lower():
        return ""
    found = re.findall(rf"(?:^|;)\s*{name}\s*:\s*([^;]*)", style, re.IGNORECASE)
    return str(found[-1]).replace("!important", "").strip().lower() if found else ""


def is_unseen(element: etree._Element) -> bool:
    """Whether its style makes a browser show nothing of it."""
    if not element.get("style"):
        return False
    return declared(element, "display") == "none" or declared(element, "visibility") in _UNSEEN


def is_struck(element: etree._Element) -> bool:
    """Whether a line is drawn through its text."""
    line = declared(element, "text-decoration-line") or declared(element, "text-decoration")
    return "line-through" in line if line else element.tag in _STRUCK


def is_raised(element: etree._Element) -> bool:
    """Whether its text stands higher than that round it, as the numbers of notes do."""
    aligned = declared(element, "vertical-align")
    return aligned == "super" if aligned else element.tag in _RAISED


def fold_in(root: etree._Element) -> None:
    """Write what the style sheets in a page say into the styles of its elements, where it decides what shows."""
    every = [element.text for element in root.iter("style") if element.text]
    properties = _PAINTED if _may_be_faint("\n".join(every)) else _PROPERTIES
    sheets = every if properties is _PAINTED else [sheet for sheet in every if _TELLING.search(sheet)]
    if not sheets:
        return
    found: dict[etree._Element, list[tuple[tuple[int, ...], str, str]]] = {}
    for order, (selector, specificity, declarations) in enumerate(_rules("\n".join(sheets), properties)):
        for element in cast(list[etree._Element], selector(root)):
            for name, value, important in declarations:
                found.setdefault(element, []).append(((important, *specificity, order), name, value))
    for element, told in found.items():
        long = any(value in _UNSEEN for _, _, value in told) and sum(map(len, element.itertext())) > MOST_UNSEEN
        told = sorted(one for one in told if not (long and one[2] in _UNSEEN))
        usual = "".join(f"{name}:{value};" for (important, *_), name, value in told if not important)
        strong = "".join(f";{name}:{value}" for (important, *_), name, value in told if important)
        element.set("style", usual + (element.get("style") or "") + strong)


def _may_be_faint(sheet: str) -> bool:
    if _FAINT.search(sheet):
        return True
    grounds = {ground.lower() for ground in _GROUND.findall(sheet)}
    return any(colour.lower() in grounds for colour in _LETTERS.findall(sheet))


_Rule = tuple[etree.XPath, tuple[int, ...], list[tuple[str, str, int]]]


def _rules(sheet: str, properties: Sequence[str]) -> list[_Rule]:
    """The rules for a screen that say anything of the properties looked at: (selector, specificity, declarations)."""
    import cssselect
    import tinycss2

    made: list[_Rule] = []
    queue = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    for rule in queue[:_MOST_RULES]:
        if rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None:
            if "print" not in tinycss2.serialize(rule.prelude).lower():
                queue.extend(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
            continue
        if rule.type != "qualified-rule":
            continue
        declarations = [
            (one.lower_name, tinycss2.serialize(one.value).strip(), int(one.important))
            for one in tinycss2.parse_blocks_contents(rule.content)
            if one.type == "declaration" and one.lower_name in properties
        ]
        if not declarations:
            continue
        translator = cssselect.HTMLTranslator()
        try:
            for selector in cssselect.parse(tinycss2.serialize(rule.prelude)):
                if selector.pseudo_element is None:
                    path = etree.XPath(translator.selector_to_xpath(selector))
                    made.append((path, selector.specificity(), declarations))
        except (cssselect.SelectorError, etree.XPathSyntaxError):  # a state such as :hover, or not CSS at all
            continue
    return made
