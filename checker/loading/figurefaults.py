"""Faults of figures/*.yaml that their model cannot see: words that stand twice, names of what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from checker.loading.files import PackFiles
from checker.messages import Message, say
from checker.pack.figurespec import ConceptSpec, FiguresFile
from checker.pack.figurewords import (
    ACT,
    FOREIGN,
    GRAMMAR,
    HEAD,
    LINK,
    FigureWords,
    alternatives,
    apart,
    equals,
    spellings,
)
from checker.pack.pack import Form
from checker.text.patterns import PatternError, exactly, group_names
from checker.yamlfiles.file import Key, YamlFile
from checker.yamlfiles.shape import unknown_word

SLOTS = GRAMMAR | {HEAD, FOREIGN, ACT, LINK}
"""Slots that do something; any other is a group of marks."""


def figures(files: PackFiles, base: FigureWords, forms: Mapping[str, Form]) -> Iterator[Message]:
    """Every fault; `base` is what the pack inherits, `forms` are those of the whole pack."""
    concepts: dict[str, ConceptSpec] = dict(base.concepts)
    measures = list(base.measures)
    for one, _ in files.figures:
        concepts |= one.concepts
        measures += one.measures
    seen: dict[str, str] = {word: "" for some in base.words.values() for word in apart(some)[0]}
    for one, file in files.figures:
        yield from _concepts(one, file, concepts, seen)
        yield from _places(one, file, forms)
        for name, measure in one.measures.items():
            for index, expression in enumerate(equals(measure)):
                key: Key = (
                    ("measures", name, "equals")
                    if isinstance(measure.equals, str)
                    else ("measures", name, "equals", index)
                )
                yield from _cells(file, key, expression, forms)
        yield from _readings(one, file, concepts, measures)
        for index, name in enumerate(one.wholes):
            yield from _known(file, ("wholes", index), name, measures, "measure")
        for index, balance in enumerate(one.balances):
            for side in ("left", "right"):
                for place, name in enumerate(getattr(balance, side)):
                    yield from _known(file, ("balances", index, side, place), name, measures, "measure")


def _known(file: YamlFile, key: Key, name: str, valid: list[str], kind: str) -> Iterator[Message]:
    if name not in valid:
        yield file.fault(key, unknown_word("packs.unknown_ref", "name", name, valid, kind=say(f"packs.kind_{kind}")))


def _concepts(
    one: FiguresFile, file: YamlFile, concepts: Mapping[str, ConceptSpec], seen: dict[str, str]
) -> Iterator[Message]:
    names = list(concepts)
    for name, concept in one.concepts.items():
        for index, entry in enumerate(concept.words):
            key: Key = ("concepts", name, "words", index)
            try:
                words = list(dict.fromkeys(spellings(entry)))
            except ValueError:
                yield file.fault(key, say("packs.bad_spelling", got=entry))
                continue
            for word in words:
                if seen.get(word, name) not in (name, ""):
                    yield file.fault(key, say("packs.word_twice", word=word, name=seen[word]))
                seen[word] = name
        for index, pattern in enumerate(concept.names):
            key = ("concepts", name, "names", index)
            try:
                exactly(pattern)
            except PatternError as error:
                yield file.fault(key, say("packs.bad_pattern", pattern=pattern, why=str(error)))
                continue
            if "name" not in group_names(pattern):
                yield file.fault(key, say("dead.no_group", name="name"))
        for part in ("needs", "same_as", "implies", "otherwise", "within", "into", "out"):
            if getattr(concept, part):
                yield from _known(file, ("concepts", name, part), getattr(concept, part), names, "concept")
        for part in ("links", "of", "unlike"):
            for index, other in enumerate(getattr(concept, part)):
                yield from _known(file, ("concepts", name, part, index), other, names, "concept")


def _places(one: FiguresFile, file: YamlFile, forms: Mapping[str, Form]) -> Iterator[Message]:
    """What concepts say of forms that is not there, and slots that are nearly one of those with a meaning."""
    sections = list(dict.fromkeys(entry.id for form in forms.values() for entry in form.spec.outline))
    tables = {name: table for form in forms.values() for name, table in form.tables.items()}
    for name, concept in one.concepts.items():
        key: Key = ("concepts", name)
        if concept.slot not in SLOTS and get_close_matches(concept.slot, SLOTS, 1, 0.75):
            yield file.fault((*key, "slot"), unknown_word("packs.not_one_of", "got", concept.slot, sorted(SLOTS)))
        for index, section in enumerate(concept.sections):
            yield from _known(file, (*key, "sections", index), section, sections, "section")
        for table, columns in concept.columns.items():
            if table not in tables:
                yield from _known(file, (*key, "columns", table), table, list(tables), "table")
                continue
            valid = [column.id for column in tables[table].columns()]
            several = [columns] if isinstance(columns, str) else columns
            for index, column in enumerate(several):
                place = (*key, "columns", table) if isinstance(columns, str) else (*key, "columns", table, index)
                yield from _known(file, place, column, valid, "column")


def _readings(
    one: FiguresFile, file: YamlFile, concepts: Mapping[str, ConceptSpec], measures: list[str]
) -> Iterator[Message]:
    for index, reading in enumerate(one.readings):
        heads = 0
        for place, entry in enumerate(reading.says):
            key: Key = ("readings", index, "says", place)
            several = [name for names in alternatives(entry) for name in names]
            for name in several:
                yield from _known(file, key, name, list(concepts), "concept")
            slots = {concepts[name].slot for name in several if name in concepts}
            heads += HEAD in slots
            if len(slots) > 1:
                yield file.fault(key, say("packs.mixed_slots", got=entry, slots=", ".join(sorted(slots))))
        if heads != 1:
            yield file.fault(("readings", index, "says"), say("packs.one_head"))
        for part, named in (("means", reading.means), ("maybe", reading.maybe)):
            for place, name in enumerate(named):
                yield from _known(file, ("readings", index, part, place), name, measures, "measure")
        for part, valid in (("of", measures), ("unsure_with", measures), ("including", list(concepts))):
            if getattr(reading, part):
                kind = "concept" if part == "including" else "measure"
                yield from _known(file, ("readings", index, part), getattr(reading, part), valid, kind)


def _cells(file: YamlFile, key: Key, expression: str, forms: Mapping[str, Form]) -> Iterator[Message]:
    """Cells that no form has; a form may lack what another has."""
    for part in expression.replace(" ", "").split("+"):
        missing = [_missing(part, form) for form in forms.values()]
        if missing and all(missing):
            kind = say(f"packs.kind_{min(missing, key=('column', 'row', 'table').index)}")
            yield file.fault(key, say("packs.bad_figure", got=part, kind=kind))


def _missing(part: str, form: Form) -> str:
    words = part.split(".")
    if len(words) != 3 or words[0] not in form.tables:
        return "table"
    table = form.tables[words[0]]
    rows = table.open_rows or any(_fits(words[1], row.id) for row in table.rows())
    columns = any(_fits(words[2], column.id) for column in table.columns())
    return "" if rows and columns else "column" if rows else "row"


def _fits(pattern: str, name: str) -> bool:
    before, star, after = pattern.partition("*")
    return name == pattern if not star else name.startswith(before) and name.endswith(after)
