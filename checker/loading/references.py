"""Faults between the parts of a pack other than rules: patterns that are none, names of what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from keyword import iskeyword
from typing import Any

from checker.loading.files import PackFiles
from checker.loading.woven import all_of
from checker.messages import Message, say
from checker.pack.model import FormSpec, MentionSpec, PackSpec
from checker.pack.pack import Form
from checker.text.patterns import PatternError, compiled, exactly
from checker.yamlfiles.file import Key, YamlFile
from checker.yamlfiles.shape import as_written, unknown_word


def references(files: PackFiles, spec: PackSpec, forms: Mapping[str, Form]) -> Iterator[Message]:
    """Every fault; `spec` and `forms` are those of the whole pack, what it inherits included."""
    sections = ["preamble", *dict.fromkeys(entry.id for form in forms.values() for entry in form.spec.outline)]
    names = list(dict.fromkeys(name for form in forms.values() for name in form.spec.fields))
    if files.pack is not None and files.main is not None:
        yield from _head(files.pack, files.main, list(forms), sections, names, files.partial)
    seen: dict[str, str] = {}
    for form, file in files.forms:
        if form.form in seen:
            yield file.fault(("form",), say("packs.twice", name=form.form, where=seen[form.form]))
        seen.setdefault(form.form, str(file.mark(("form",))))
        yield from _form(form, file)


def _known(file: YamlFile, key: Key, name: str, valid: list[str], kind: str) -> Iterator[Message]:
    if name not in valid:
        yield file.fault(key, unknown_word("packs.unknown_ref", "name", name, valid, kind=say(f"packs.kind_{kind}")))


def _head(
    pack: PackSpec, file: YamlFile, forms: list[str], sections: list[str], names: list[str], partial: bool
) -> Iterator[Message]:
    if partial:
        return
    for role, document in pack.documents.items():
        for index, form in enumerate(document.forms):
            yield from _known(file, ("documents", role, "forms", index), form, forms, "form")
        for index, witness in enumerate(document.years):
            for number, section in enumerate(witness.in_):
                yield from _known(file, ("documents", role, "years", index, "in", number), section, sections, "section")
            if witness.field:
                yield from _known(file, ("documents", role, "years", index, "field"), witness.field, names, "field")
    for name, mention in pack.mentions.items():
        for index, section in enumerate(mention.sections):
            yield from _known(file, ("mentions", name, "sections", index), section, sections, "section")
        groups = sorted(_groups(mention))
        for index, group in enumerate(mention.numbers if groups else []):
            yield from _known(file, ("mentions", name, "numbers", index), group, groups, "group")
        for key, group in (("items", mention.items), ("organ", mention.organ)):
            if group and groups:
                yield from _known(file, ("mentions", name, key), group, groups, "group")
        yield from _names(file, ("mentions",), [name])


def _groups(mention: MentionSpec) -> set[str]:
    """The named groups of the patterns; none where a pattern is broken."""
    found: set[str] = set()
    for pattern in [mention.pattern] if isinstance(mention.pattern, str) else mention.pattern:
        try:
            found |= set(compiled(pattern).groupindex)
        except PatternError:
            return set()
    return found


def _form(form: FormSpec, file: YamlFile) -> Iterator[Message]:
    sections = ["preamble", *(entry.id for entry in form.outline)]
    yield from _outline(form, file, sections)
    for name in form.tables:
        yield from _table(name, form, file, sections[1:])
    for name, rows in form.lists.items():
        yield from _names(file, ("lists", name), list(rows))
    for name, field in form.fields.items():
        yield from _names(file, ("fields",), [name])
        for index, section in enumerate(field.sections):
            yield from _known(file, ("fields", name, "sections", index), section, sections, "section")
    for name, element in form.elements.items():
        yield from _names(file, ("elements",), [name])
        yield from _names(file, ("elements", name, "traits"), list(element.traits))
        for part in ("after", "before"):
            for index, other in enumerate(getattr(element, part)):
                yield from _known(file, ("elements", name, part, index), other, list(form.elements), "element")


def _outline(form: FormSpec, file: YamlFile, sections: list[str]) -> Iterator[Message]:
    seen: dict[str, str] = {}
    for index, entry in enumerate(form.outline):
        key: Key = ("outline", index)
        if entry.id in seen:
            yield file.fault((*key, "id"), say("packs.twice", name=entry.id, where=seen[entry.id]))
        seen.setdefault(entry.id, str(file.mark((*key, "id"))))
        if entry.table is not None:
            yield from _known(file, (*key, "table"), entry.table, list(form.tables), "table")
        for at, topic in enumerate(entry.topics):
            for number, name in enumerate(topic.but):
                yield from _known(file, (*key, "topics", at, "but", number), name, sections, "section")


def _table(name: str, form: FormSpec, file: YamlFile, sections: list[str]) -> Iterator[Message]:
    table, key = form.tables[name], ("tables", name)
    if table.section:
        yield from _known(file, (*key, "section"), table.section, sections, "section")
    yield from _names(file, ("tables",), [name])
    if table.serves_as:
        yield from _known(file, (*key, "serves_as"), table.serves_as, list(form.tables), "table")
    for part in ("columns", "rows"):
        ids = getattr(table, part)
        yield from _names(file, (*key, part), list(ids) if isinstance(ids, dict) else [])
    yield from _lists((*key, "rows"), table.rows if table.rows != "any" else {}, form, file)
    for index, block in enumerate(table.blocks):
        place: Key = (*key, "blocks", index)
        yield from _names(file, (*place, "columns"), list(block.columns))
        yield from _names(file, (*place, "rows"), list(block.rows) if isinstance(block.rows, dict) else [])
        yield from _lists((*place, "rows"), block.rows, form, file)


def _lists(place: Key, rows: object, form: FormSpec, file: YamlFile) -> Iterator[Message]:
    """The lists that rows are said to be."""
    if isinstance(rows, str):
        yield from _known(file, place, rows, ["any", *form.lists], "list")
    for index, one in enumerate(rows if isinstance(rows, list) else ()):
        yield from _known(file, (*place, index), one, list(form.lists), "list")


def _names(file: YamlFile, key: Key, names: list[str]) -> Iterator[Message]:
    """Ids that become names of values or kinds of fact."""
    for given in names:
        name = as_written(given)
        if not (name.isidentifier() and name.isascii() and name == name.lower()) or iskeyword(name):
            yield file.key_fault((*key, name), say("packs.not_a_name", got=name))


def patterns(files: PackFiles) -> Iterator[tuple[str, Message]]:
    """Every pattern that RE2 refuses, with the mention that it spoils, if it is one's."""
    parts: list[tuple[Any, YamlFile]] = list(files.forms)
    if files.pack is not None and files.main is not None:
        parts.append((files.pack, files.main))
    for part, file in parts:
        for key, pattern in all_of(part):
            try:
                exactly(pattern)
            except PatternError as error:
                what = say("packs.bad_pattern", pattern=pattern, why=str(error))
                yield (str(key[1]) if key[0] == "mentions" else ""), file.fault(key, what)
