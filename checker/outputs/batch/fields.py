"""Fields of a Word template, {{name}}, replaced by texts: a value is never markup and never a field again."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import chain
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
Fields = dict[Any, list[str]]
"""The fields of paragraphs that have any, each to its own: an element stays the same object as long as it is held."""


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
    for root in roots:
        fields = {paragraph: found for paragraph in root.iter(P) if (found := FIELD.findall(_text(paragraph)))}
        _refuse_unknown(fields, values, lists, path)
        done = {one for name, entries in lists.items() for one in _repeat(root, fields, name, entries, values)}
        for paragraph in fields.keys() - done:
            _replace(paragraph, values)


def _refuse_unknown(fields: Fields, values: Values, lists: Mapping[str, Sequence[Values]], path: str) -> None:
    """UsageError for a field that does not exist; of a list without entries nobody knows the fields."""
    known = {*values, *(f"{name}.{field}" for name, entries in lists.items() for entry in entries for field in entry)}
    empty = [name for name, entries in lists.items() if not entries]
    for field in chain.from_iterable(fields.values()):
        if field not in known and field.split(".")[0] not in empty:
            shown = ", ".join(sorted(known))
            raise UsageError(say("outputs.template_field", path=path, field=clean(field), known=shown))


def _repeat(root: Any, fields: Fields, name: str, entries: Sequence[Values], values: Values) -> list[Any]:
    """The paragraphs made, filled already: what a value says is not looked at again.

    `fields` then has those that stand, with what is left to be filled: another list's, or all of a text box's.
    """
    done: list[Any] = []
    for group in _groups(root, fields, name):
        after = group[-1]
        for entry in entries:
            own = {**values, **{f"{name}.{field}": value for field, value in entry.items()}}
            for element in group:
                if element.tag != P or any(own.get(field) for field in fields.get(element, ())):
                    made = deepcopy(element)
                    after.addnext(made)
                    after = made
                    done += _fill_copy(element, made, fields, own)
        for element in group:
            for paragraph in element.iter(P):
                fields.pop(paragraph, None)
            element.getparent().remove(element)
    return done


def _fill_copy(element: Any, made: Any, fields: Fields, own: Values) -> list[Any]:
    """Fill the copy of a row or paragraph; the paragraphs that were filled. What is left to be filled comes to
    `fields`."""
    done: list[Any] = []
    for template, paragraph in zip(element.iter(P), made.iter(P), strict=True):
        left = fields.get(template, [])
        if left and (element.tag != P or template is element):
            _replace(paragraph, own)
            done.append(paragraph)
            left = [field for field in left if field not in own]
        if left:
            fields[paragraph] = left
    return done


def _groups(root: Any, fields: Fields, name: str) -> list[list[Any]]:
    """What is repeated as one: a table row, the innermost with a field of the list; paragraphs after one another."""
    named = {paragraph for paragraph, own in fields.items() if any(field.startswith(f"{name}.") for field in own)}
    if not named:
        return []
    rows = [row for row in root.iter(TR) if not named.isdisjoint(row.iter(P))]
    groups = [[row] for row in rows if not any(below in rows for below in row.iter(TR) if below is not row)]
    inside = {paragraph for (row,) in groups for paragraph in row.iter(P)}
    for paragraph in root.iter(P):
        if paragraph in inside or paragraph not in named:
            continue
        if groups and groups[-1][-1].getnext() is paragraph:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return groups


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
