"""What is wrong with the tests of rules and with documents: values, kinds, rules and texts that are not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checker.fact import Schema
from checker.finding import Severity
from checker.loading.files import PackFiles
from checker.loading.names import full, test_value
from checker.messages import Message, say
from checker.pack.model import CaseFile, Like, Partner, RuleSpec, RuleTest
from checker.yamlfiles.file import Key, YamlFile
from checker.yamlfiles.shape import kind_of, unknown_word

TOLD = ("severity", "title", "message", "advice")
"""What a test can promise of the finding."""


def tests_of(spec: RuleSpec) -> Iterator[tuple[str, int, RuleTest, bool]]:
    """Verdict, position and test of each test of a rule, and whether it is written out with `given`."""
    given = spec.tests
    for verdict, some in (
        ("pass", given.pass_),
        ("fail", given.fail),
        ("review", given.review),
        ("not_applicable", given.not_applicable),
    ):
        for index, test in enumerate(some):
            yield verdict, index, full(test), isinstance(test, RuleTest)


def test_faults(
    spec: RuleSpec, file: YamlFile, key: Key, names: Mapping[str, str], schemas: Mapping[str, Schema]
) -> Iterator[Message]:
    """Every fault of the tests; `names` are the values that the rule's expressions may name, with their types."""
    partners = [one if isinstance(one, Partner) else Partner(one) for one in spec.with_.values()]
    looked_at = list(dict.fromkeys([*(one.each for one in partners), *(one.each for one in spec.let.values())]))
    for verdict, index, test, written_out in tests_of(spec):
        place: Key = (*key, "tests", verdict, index)
        worked_out = [name for name in names if test.beside and _from_elsewhere(name, spec)]
        own = {name: type_ for name, type_ in names.items() if name not in worked_out}
        for name in test.given:
            if name in worked_out:
                yield file.key_fault((*place, "given", name), say("packs.worked_out", name=name))
        given = {name: raw for name, raw in test.given.items() if name not in worked_out}
        yield from _values(given, own, file, (*place, "given") if written_out else place)
        for number, fact in enumerate(test.beside):
            yield from _beside(fact, looked_at, schemas, file, (*place, "beside", number))
        for part in (*TOLD, "corrects"):
            if getattr(test, part) and verdict not in ("fail", "review"):
                yield file.key_fault((*place, part), say("packs.nothing_told", verdict=verdict))
        if test.severity and test.severity not in list(Severity):
            what = unknown_word("packs.not_one_of", "got", test.severity, [str(word) for word in Severity])
            yield file.fault((*place, "severity"), what)


def _from_elsewhere(name: str, spec: RuleSpec) -> bool:
    """Whether a value is of a partner or worked out by a `let`."""
    return name in spec.let or name.partition(".")[0] in {*spec.let, *spec.with_}


def _values(given: Mapping[str, Any], names: Mapping[str, str], file: YamlFile, place: Key) -> Iterator[Message]:
    """Values that a fact does not have, or not of this type."""
    for name, raw in given.items():
        if name not in names:
            yield file.key_fault((*place, name), unknown_word("packs.unknown_value", "name", name, sorted(names)))
        elif test_value(raw, names[name]) is None:
            want = say(f"packs.type_{names[name]}")
            yield file.fault((*place, name), say("packs.test_value", name=name, want=want, got=kind_of(raw)))


def _beside(
    fact: Mapping[str, Mapping[str, Any]],
    looked_at: list[str],
    schemas: Mapping[str, Schema],
    file: YamlFile,
    place: Key,
) -> Iterator[Message]:
    """What is wrong with another fact of a test."""
    if len(fact) != 1:
        yield file.fault(place, say("packs.one_kind"))
    for kind, values in fact.items():
        if kind in looked_at and kind in schemas:
            yield from _values(values, schemas[kind].values, file, (*place, kind))
        elif looked_at:
            yield file.key_fault((*place, kind), unknown_word("packs.not_looked_at", "name", kind, looked_at))
        else:
            yield file.key_fault((*place, kind), say("packs.looks_at_none"))


def case_faults(files: PackFiles, known: set[str]) -> Iterator[Message]:
    """Every fault of the documents: rules that are not there, a text that is neither given nor like another's."""
    texts = {case.case: case.text for case, _, _ in files.cases if case.text}
    for case, file, key in files.cases:
        named = [(("expect", index, "rule"), one.rule) for index, one in enumerate(case.expect)]
        for part, findings in (("contains", case.contains), ("absent", case.absent)):
            named += [((part, index, "rule"), one.rule) for index, one in enumerate(findings or [])]
        if case.in_part and case.expect:
            yield file.fault((*key, "expect"), say("packs.expect_or_contains"))
        for index, hushed in enumerate(case.hushed or []):
            named += [(("hushed", index, "rule"), hushed.rule), (("hushed", index, "by"), hushed.by or hushed.rule)]
        for place, name in named:
            if name not in known:
                word = unknown_word("packs.unknown_ref", "name", name, sorted(known), kind=say("packs.kind_rule"))
                yield file.fault((*key, *place), word)
        if (bool(case.text), bool(case.like), bool(case.files)).count(True) != 1:
            yield file.fault((*key, "case"), say("packs.text_or_like"))
        if case.files and case.with_:
            yield file.key_fault((*key, "with"), say("packs.with_or_files"))
        likes: list[tuple[Key, Like]] = [(key, Like(case.like, case.changes))] if case.like or case.changes else []
        for part, some in (("with", case.with_), ("files", case.files)):
            likes += [((*key, part, name), one) for name, one in some.items() if isinstance(one, Like)]
        for at, like in likes:
            yield from _like_faults(like, texts, file, at)


def _like_faults(given: Like, texts: Mapping[str, str], file: YamlFile, key: Key) -> Iterator[Message]:
    """A case that is not there, words that do not stand in its text once."""
    if given.like and given.like not in texts:
        word = unknown_word("packs.unknown_ref", "name", given.like, list(texts), kind=say("packs.kind_case"))
        yield file.fault((*key, "like"), word)
    for index, change in enumerate(given.changes):
        count = texts.get(given.like, "").count(change.from_) if given.like else 0
        if count != 1 and (given.like in texts or not given.like):
            yield file.fault((*key, "changes", index, "from"), say("packs.not_once", text=change.from_, count=count))


def texts_of(case: CaseFile, files: PackFiles) -> dict[str, str]:
    """The texts of a case, by the path or else the role of each; the pack has been checked before.

    The role of the document itself is empty.
    """
    if case.files:
        return {name: _text(one, files) for name, one in case.files.items()}
    own: str | Like = case.text or Like(case.like, case.changes)
    return {role: _text(one, files) for role, one in {"": own, **case.with_}.items()}


def _text(given: str | Like, files: PackFiles) -> str:
    """A text as it stands, or made from another case's."""
    if isinstance(given, str):
        return given
    text = next(one.text for one, _, _ in files.cases if one.case == given.like and one.text)
    for change in given.changes:
        text = text.replace(change.from_, change.to)
    return text
