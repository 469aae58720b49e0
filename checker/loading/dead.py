"""What a pack says that can have no effect: patterns that comparable text cannot match, keys that nothing reads."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.loading.files import PackFiles
from checker.loading.names import UNKNOWN
from checker.loading.vain import lost_members, vain
from checker.messages import Message, say
from checker.pack.model import Case, DocumentSpec, FieldSpec, FormSpec, RuleSpec, TableSpec
from checker.pack.pack import expression
from checker.text.normalize import comparable
from checker.text.numerals import CellState, cell_number
from checker.text.patterns import PatternError, compiled
from checker.yamlfiles.file import Key, YamlFile
from checker.yamlfiles.shape import value_at

READERS: Mapping[str, tuple[str, ...]] = {
    "text": ("near",),
    "number": ("near", "value", "valid", "anywhere"),
    "date": ("near", "value", "valid", "anywhere"),
    "period": ("label", "value", "valid", "anywhere"),
}
"""What a field that is read so does not look at."""
_INSTEAD = ("near", "label")
"""Of these the other is what it looks at."""


def dead(files: PackFiles) -> Iterator[Message]:
    """Every such fault, of what stands in the pack itself."""
    if files.pack is not None and files.main is not None:
        yield from _head(files)
    for form, file in files.forms:
        yield from _form(form, file)
    for spec, file, key in files.rules:
        if not spec.silent:
            yield from _rule(spec, file, key)


def _ignored(file: YamlFile, key: Key, why: Message) -> Message:
    return file.key_fault(key, say("dead.ignored", name=str(key[-1]), why=why))


def _head(files: PackFiles) -> Iterator[Message]:
    assert files.pack is not None
    assert files.main is not None
    pack, file = files.pack, files.main
    for name, mention in pack.mentions.items():
        several = [mention.pattern] if isinstance(mention.pattern, str) else mention.pattern
        key: Key = ("mentions", name)
        if not several:
            yield file.fault((*key, "pattern"), say("dead.no_pattern"))
        for at, pattern in enumerate(several):
            place = (*key, "pattern") if isinstance(mention.pattern, str) else (*key, "pattern", at)
            if not mention.raw:
                yield from _pattern(file, place, pattern)
                yield from (file.fault(place, fault) for fault in vain(pattern))
        for at, pattern in enumerate(mention.not_):
            yield from _pattern(file, (*key, "not", at), pattern) if not mention.raw else ()
        groups = {group for pattern in several for group in _groups(pattern)}
        for at, group in enumerate(mention.numbers if not groups else ()):
            yield file.fault((*key, "numbers", at), say("dead.no_group", name=group))
    for role, document in pack.documents.items():
        yield from _document(document, file, ("documents", role))


def _document(document: DocumentSpec, file: YamlFile, key: Key) -> Iterator[Message]:
    for name in ("titles", "signs"):
        for at, pattern in enumerate(getattr(document, name)):
            yield from _pattern(file, (*key, name, at), pattern)
            yield from (file.fault((*key, name, at), fault) for fault in vain(pattern))
    for at, witness in enumerate(document.years):
        place: Key = (*key, "years", at)
        if not witness.says and not witness.field:
            yield file.fault(place, say("dead.witness_none"))
        if witness.says:
            yield from _pattern(file, (*place, "says"), witness.says)
            if "year" not in _groups(witness.says):
                yield file.fault((*place, "says"), say("dead.no_group", name="year"))
        elif witness.in_:
            yield _ignored(file, (*place, "in"), say("dead.witness_in"))
        if witness.of != "start" and not witness.field:
            yield _ignored(file, (*place, "of"), say("dead.witness_of"))
    for at, organ in enumerate(document.organs):
        for number, pattern in enumerate(organ.says):
            place = (*key, "organs", at, "says", number)
            yield from _pattern(file, place, pattern)
            if "organ" not in _groups(pattern):
                yield file.fault(place, say("dead.no_group", name="organ"))


def _groups(pattern: str) -> set[str]:
    try:
        return set(compiled(pattern).groupindex)
    except PatternError:
        return {"year", "organ"}  # told elsewhere


def _form(form: FormSpec, file: YamlFile) -> Iterator[Message]:
    for at, pattern in enumerate(form.titles):
        yield from _pattern(file, ("titles", at), pattern)
    if form.unit:
        yield from _pattern(file, ("unit",), form.unit)
        if "unit" not in _groups(form.unit):
            yield file.fault(("unit",), say("dead.no_group", name="unit"))
    for index, entry in enumerate(form.outline):
        key: Key = ("outline", index)
        for part, several in (("like", entry.like), ("about", entry.about)):
            for at, pattern in enumerate(several):
                yield from _pattern(file, (*key, part, at), pattern)
                yield from (file.fault((*key, part, at), fault) for fault in vain(pattern))
        table = form.tables.get(entry.table or "")
        if table is not None and table.section not in ("", entry.id):
            told = say("dead.table_elsewhere", table=entry.table, section=table.section)
            yield file.fault((*key, "table"), told)
        for number, topic in enumerate(entry.topics):
            if not topic.any:
                yield file.fault((*key, "topics", number, "any"), say("dead.no_pattern"))
            for at, pattern in enumerate(topic.any):
                yield from _pattern(file, (*key, "topics", number, "any", at), pattern)
                yield from (file.fault((*key, "topics", number, "any", at), fault) for fault in vain(pattern))
    for name, spec in form.tables.items():
        yield from _table(spec, file, ("tables", name))
    for name, element in form.elements.items():
        for part, several in (("says", element.says), ("not", element.not_)):
            for at, pattern in enumerate(several):
                yield from _pattern(file, ("elements", name, part, at), pattern)
    for name, field in form.fields.items():
        yield from _field(field, file, ("fields", name))


def _table(spec: TableSpec, file: YamlFile, key: Key) -> Iterator[Message]:
    given: Any = value_at(file.data, key) or {}
    if spec.blocks:
        for part in ("columns", "rows"):
            if part in given:
                yield _ignored(file, (*key, part), say("dead.with_blocks"))
    if spec.rows == "any" and spec.open:
        yield _ignored(file, (*key, "open"), say("dead.with_any"))
    if spec.groups and spec.open != "groups":
        yield _ignored(file, (*key, "groups"), say("dead.without_groups"))
    for word, value in spec.means.items():
        state = cell_number(word).state
        if state is CellState.BLANK:
            yield _ignored(file, (*key, "means", word), say("dead.means_blank", value=value))
        elif state is CellState.NUMBER:
            yield _ignored(file, (*key, "means", word), say("dead.means_number", got=word))


def _field(spec: FieldSpec, file: YamlFile, key: Key) -> Iterator[Message]:
    given: Any = value_at(file.data, key) or {}
    if key[-1] in UNKNOWN:
        yield file.fault(key, say("dead.unknown_id", got=key[-1]))
    for part in READERS[spec.read]:
        if part in given and getattr(spec, part):
            why = say(f"dead.{part}") if part in _INSTEAD else say("dead.field_of", read=spec.read)
            yield _ignored(file, (*key, part), why)
    if spec.read == "text":
        if spec.anywhere and not spec.valid:
            yield _ignored(file, (*key, "anywhere"), say("dead.anywhere"))
        if not spec.label and not (spec.anywhere and spec.valid):
            yield file.fault(key, say("dead.no_label"))
        for part in ("value", "valid"):
            pattern = getattr(spec, part)
            yield from _pattern(file, (*key, part), pattern, lower=True) if pattern else ()
    if spec.read == "number" and not spec.label:
        yield file.fault(key, say("dead.no_label"))


def _pattern(file: YamlFile, key: Key, pattern: str, lower: bool = False) -> Iterator[Message]:
    """What a pattern asks for that the text it is held against never has: the first such character, and in classes."""
    for character in _literals(pattern):
        if character == " ":
            yield file.fault(key, say("dead.space"))
            return
        twin = comparable(character).string
        if twin != character:
            yield file.fault(key, say("dead.character", got=character, twin=twin))
            return
        if lower and "(?i" not in pattern and character.isascii() and character.isupper():
            yield file.fault(key, say("dead.capital", got=character, twin=character.lower()))
            return
    yield from (file.fault(key, fault) for fault in lost_members(pattern))


def _literals(pattern: str) -> Iterator[str]:
    """The characters that a pattern asks for as they are: none of a class, none that may be left out."""
    at, classes = 0, False
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 2
            if pattern[at - 1 : at] in "pPx" and pattern[at : at + 1] == "{":
                at = pattern.find("}", at) + 1 or len(pattern)
            continue
        if pattern.startswith("(?", at):
            # The name of a group, flags: no text.
            end = min((stop for mark in ">:)" if (stop := pattern.find(mark, at)) >= 0), default=len(pattern))
            at = end + 1
            continue
        if character == "[" and not classes:
            classes = True
            at += 1 + pattern.startswith("^", at + 1)
            at += pattern.startswith("]", at)
            continue
        if character == "]" and classes:
            classes = False
        elif character == "{" and not classes:
            at = pattern.find("}", at) + 1 or len(pattern)
            continue
        elif not classes and pattern[at + 1 : at + 2] not in ("?", "*") and not pattern.startswith("{0", at + 1):
            yield character
        at += 1


def _rule(spec: RuleSpec, file: YamlFile, key: Key) -> Iterator[Message]:
    if spec.source.quote and spec.source.paraphrase:
        yield _ignored(file, (*key, "source", "paraphrase"), say("dead.paraphrase"))
    for part in ("severity", "verdict", "message"):
        cases = getattr(spec, part)
        yield from _after_all(cases, file, (*key, part)) if not isinstance(cases, str) else ()
    used = _used(spec)
    for name in spec.let:
        if used is not None and not {name, f"{name}.facts"} & used:
            yield file.key_fault((*key, "let", name), say("dead.let_unused", name=name))


def _after_all(cases: Sequence[Case], file: YamlFile, key: Key) -> Iterator[Message]:
    for index in range(1, len(cases)):
        if cases[index - 1].when in (True, "true"):
            yield file.fault(
                (*key, index), say("dead.ignored", name=f"{key[-1]} {index + 1}", why=say("dead.after_all"))
            )
            return


def _used(spec: RuleSpec) -> set[str] | None:
    """The names that a rule uses; None where an expression cannot be read."""
    sources = [spec.where, spec.expect]
    texts = [spec.title, spec.review, spec.advice]
    for part in ("severity", "verdict", "message"):
        cases = getattr(spec, part)
        if isinstance(cases, str):
            texts.append(cases)
            continue
        sources += [case.when for case in cases]
        texts += [case.is_ for case in cases]
    try:
        names = {name for source in sources for name in expression(source).names()}
        shown = {name for one in texts for _, name, _, _ in string.Formatter().parse(one) if name}
    except ValueError:
        return None
    # A sum over a pattern may take in the name of a `let`.
    patterns = any("sum(" in str(source) for source in sources)
    return None if patterns else names | shown | set(spec.at)
