"""Fields of a Word template, {{name}}, replaced by texts: a value is never markup and never a field again."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError
from checker.messages import say
from checker.outputs.batch.blank import W
from checker.outputs.junit import clean

if TYPE_CHECKING:
    from docx.document import Document as Word

FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
P, TR = f"{W}p", f"{W}tr"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Values = Mapping[str, str]


def open_template(path: Path) -> Word:
    """The template as python-docx has it. UsageError for what is no Word file."""
    from docx import Document as read_word
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        return read_word(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError, zipfile.BadZipFile, XMLSyntaxError) as error:
        raise UsageError(say("outputs.template_unreadable", path=str(path))) from error


def fill(roots: Sequence[Any], values: Values, lists: Mapping[str, Sequence[Values]], path: str) -> None:
    """Replaces every field in the roots of body, headers and footers; in tables and text boxes as well.

    A table row, or a run of paragraphs, with fields of a list, {{finding.title}}, is repeated for each entry; in a
    repeated paragraph whose fields are all empty nothing is worth saying, so it is left out. UsageError for a
    field that does not exist; `path` names the template in it.
    """
    _refuse_unknown(roots, values, lists, path)
    for root in roots:
        done = {paragraph for name, entries in lists.items() for paragraph in _repeat(root, name, entries, values)}
        for paragraph in [each for each in root.iter(P) if each not in done]:
            _replace(paragraph, values)


def _refuse_unknown(roots: Sequence[Any], values: Values, lists: Mapping[str, Sequence[Values]], path: str) -> None:
    """UsageError for a field that does not exist; of a list without entries nobody knows the fields."""
    known = {*values, *(f"{name}.{field}" for name, entries in lists.items() for entry in entries for field in entry)}
    empty = [name for name, entries in lists.items() if not entries]
    for field in (field for root in roots for paragraph in root.iter(P) for field in FIELD.findall(_text(paragraph))):
        if field not in known and field.split(".")[0] not in empty:
            shown = ", ".join(sorted(known))
            raise UsageError(say("outputs.template_field", path=path, field=clean(field), known=shown))


def _repeat(root: Any, name: str, entries: Sequence[Values], values: Values) -> list[Any]:
    """The paragraphs made, filled already: what a value says is not looked at again."""
    done: list[Any] = []
    for group in _groups(root, name):
        after = group[-1]
        for entry in entries:
            own = {**values, **{f"{name}.{field}": value for field, value in entry.items()}}
            for made in _copies(group, own):
                after.addnext(made)
                after = made
                for paragraph in _paragraphs(made):
                    _replace(paragraph, own)
                    done.append(paragraph)
        for element in group:
            element.getparent().remove(element)
    return done


def _groups(root: Any, name: str) -> list[list[Any]]:
    """What is repeated as one: a table row, the innermost with a field of the list; paragraphs after one another."""
    rows = [row for row in root.iter(TR) if _names(row, name)]
    inner = [row for row in rows if not any(_names(below, name) for below in row.iter(TR) if below is not row)]
    groups = [[row] for row in inner]
    inside = {id(paragraph) for row in inner for paragraph in row.iter(P)}
    for paragraph in root.iter(P):
        if id(paragraph) in inside or not _names(paragraph, name):
            continue
        if groups and groups[-1][-1].getnext() is paragraph:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return groups


def _copies(group: Sequence[Any], own: Values) -> Iterator[Any]:
    """The elements of a group once more, without the paragraphs that would say nothing."""
    for element in group:
        if element.tag != P or any(own.get(field) for field in FIELD.findall(_text(element))):
            yield deepcopy(element)


def _paragraphs(element: Any) -> list[Any]:
    return [element] if element.tag == P else list(element.iter(P))


def _names(element: Any, name: str) -> bool:
    """Whether the element has a field of the list."""
    fields = (field for paragraph in _paragraphs(element) for field in FIELD.findall(_text(paragraph)))
    return any(field.startswith(f"{name}.") for field in fields)


def _texts(paragraph: Any) -> list[Any]:
    """The text elements of a paragraph itself, not of a text box in it."""
    return [text for text in paragraph.iter(f"{W}t") if next(text.iterancestors(P)) is paragraph]


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in _texts(paragraph))


def _replace(paragraph: Any, values: Values) -> None:
    """Puts values where fields stand; what a field's first character looks like, the value does. Others are kept."""
    texts = _texts(paragraph)
    if "{{" not in (string := "".join(text.text or "" for text in texts)):
        return
    for match in reversed(list(FIELD.finditer(string))):
        if match[1] not in values:
            continue
        value = clean(values[match[1]])
        at = 0
        for text in texts:
            own = text.text or ""
            low, high = max(match.start() - at, 0), min(match.end() - at, len(own))
            if low < high:
                put = value if at <= match.start() < at + len(own) else ""
                text.text = own[:low] + put + own[high:]
                text.set(SPACE, "preserve")
            at += len(own)
