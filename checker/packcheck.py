"""What validation of single files cannot see: references between the parts of a pack, expressions, patterns, tests."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from typing import Any

from checker.expression import ExpressionError
from checker.fact import Schema
from checker.messages import Message, say
from checker.packfiles import PackFiles, unknown_word
from checker.packmodel import Partner, RuleSpec
from checker.patterns import PatternError, compiled
from checker.rulepack import FORM_IN_USE, Pack, expression
from checker.yamlfile import Key, YamlFile

ALWAYS_SHOWN = ("left", "right", "difference", "missing", "year", "organ", "path")
"""Fields of a message that are not values of the fact."""
_PATTERN_KEYS = frozenset({"like", "any", "pattern", "not", "says", "none", "all", "titles", "signs", "organs", "names", "value", "valid"})
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def check(files: PackFiles, pack: Pack, schemas: Mapping[str, Schema], tests: bool = True) -> list[Message]:
    """Every fault that shows when the parts of a pack are seen together."""
    found: list[Message] = []
    seen: dict[str, str] = {}
    for spec, file, key in files.rules:
        if spec.id in seen:
            found.append(file.fault((*key, "id"), say("packs.duplicate_rule", id=spec.id, where=seen[spec.id])))
        seen.setdefault(spec.id, str(file.mark((*key, "id"))))
        if not _KEBAB.match(spec.id):
            found.append(file.fault((*key, "id"), say("packs.not_like", got=spec.id, like="applications-balance")))
    known = {rule.id for rule in pack.rules} | set(seen)
    for spec, file, key in files.rules:
        found.extend(_rule(spec, file, key, pack, schemas, known, tests))
    for form, file in files.forms:
        sections = [entry.id for entry in form.outline]
        for name, table in form.tables.items():
            if table.section not in sections:
                word = unknown_word("packs.unknown_ref", "name", table.section, sections, kind=say("packs.kind_section"))
                found.append(file.fault(("tables", name, "section"), word))
    return found


def _rule(
    spec: RuleSpec, file: YamlFile, key: Key, pack: Pack, schemas: Mapping[str, Schema], known: set[str], tests: bool
) -> Iterator[Message]:
    if spec.silent:
        return
    if spec.source.ref not in (*pack.spec.sources, FORM_IN_USE):
        yield file.fault((*key, "source", "ref"), unknown_word("packs.unknown_ref", "name", spec.source.ref, list(pack.spec.sources), kind=say("packs.kind_source")))
    if not spec.source.quote and not spec.source.paraphrase:
        yield file.fault((*key, "source"), say("packs.missing_key", name="quote / paraphrase"))
    others = [*spec.related, *(cause if isinstance(cause, str) else cause.rule for cause in spec.unless)]
    for other in others:
        if other not in known:
            yield file.fault(key, unknown_word("packs.unknown_ref", "name", other, sorted(known), kind=say("packs.kind_rule")))
    names: dict[str, str] = {}
    for kind in [spec.each] if isinstance(spec.each, str) else spec.each:
        values, faults = flat_schema(spec, kind, schemas)
        names.update(values)
        yield from (file.fault((*key, "each"), fault) for fault in faults)
        if faults:
            return
        for place, source in _expressions(spec):
            try:
                expr = expression(source)
            except ExpressionError as error:
                yield file.fault((*key, *place), say("packs.bad_expression", source=str(source), why=error.message))
                continue
            for fault in expr.types(values):
                yield file.fault((*key, *place), say("packs.bad_expression", source=str(source), why=fault.message))
    yield from _texts(spec, file, key, names)
    if tests:
        for verdict in ("pass", "fail"):
            if not getattr(spec.tests, f"{verdict}_" if verdict == "pass" else verdict):
                yield file.fault(key, say("packs.missing_test", id=spec.id, verdict=verdict))
        for verdict in ("pass_", "fail", "review", "not_applicable"):
            for index, test in enumerate(getattr(spec.tests, verdict)):
                for name in test:
                    if name not in names:
                        where = (*key, "tests", verdict.rstrip("_"), index, name)
                        yield file.fault(where, unknown_word("packs.unknown_key", "name", name, sorted(names)))


def flat_schema(spec: RuleSpec, kind: str, schemas: Mapping[str, Schema]) -> tuple[dict[str, str], list[Message]]:
    """The values that a rule's expressions may name: of the fact, its partners, and what `let` names."""
    faults: list[Message] = []

    def of(name: str) -> Mapping[str, str]:
        if name in schemas:
            return schemas[name].values
        faults.append(unknown_word("packs.unknown_ref", "name", name, sorted(schemas), kind=say("packs.kind_fact")))
        return {}

    values: dict[str, str] = dict(of(kind))
    for role, given in spec.with_.items():
        partner = given if isinstance(given, Partner) else Partner(given)
        values.update((f"{role}.{name}", type_) for name, type_ in of(partner.each).items())
    for name, aggregate in spec.let.items():
        target = of(aggregate.each)
        value = aggregate.sum or aggregate.min or aggregate.max
        if value and target and value not in target:
            faults.append(unknown_word("packs.unknown_key", "name", value, sorted(target)))
        values[name] = target.get(value or "", "integer") if value else "integer"
        values[f"{name}.facts"] = "integer"
    return values, faults


def _expressions(spec: RuleSpec) -> Iterator[tuple[Key, str | bool]]:
    yield ("where",), spec.where
    yield ("expect",), spec.expect
    if not isinstance(spec.severity, str):
        for index, case in enumerate(spec.severity):
            yield ("severity", index, "when"), case.when
    for index, case in enumerate(spec.verdict):
        yield ("verdict", index, "when"), case.when
    if not isinstance(spec.message, str):
        for index, case in enumerate(spec.message):
            yield ("message", index, "when"), case.when


def _texts(spec: RuleSpec, file: YamlFile, key: Key, names: Mapping[str, str]) -> Iterator[Message]:
    for part in ("title", "message", "review", "advice"):
        text = getattr(spec, part)
        for one in [text] if isinstance(text, str) else [case.is_ for case in text]:
            for name in fields_of(one):
                if name not in names and name not in ALWAYS_SHOWN:
                    yield file.fault((*key, part), say("packs.unknown_field", name=name))


def fields_of(text: str) -> list[str]:
    """The {fields} of a text."""
    try:
        return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        return ["?"]


def patterns(files: PackFiles) -> Iterator[Message]:
    """Every pattern of pack.yaml and the forms that RE2 refuses."""
    sources = [file for _, file in files.forms] + ([files.main] if files.main else [])
    for file in sources:
        for key, pattern in _walk(file.data, ()):
            if any(part in _PATTERN_KEYS for part in key if isinstance(part, str)) and "names" not in key[:1]:
                try:
                    compiled(pattern)
                except PatternError as error:
                    yield file.fault(key, say("packs.bad_pattern", pattern=pattern, why=str(error)))


def _walk(data: Any, key: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _walk(value, (*key, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _walk(value, (*key, index))
    elif isinstance(data, str):
        yield key, data

