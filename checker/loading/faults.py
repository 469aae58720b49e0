"""What validation of single files cannot see in rules: expressions, references, texts, tests."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import field

from checker.expression import ExpressionError
from checker.expression.nodes import Name, walk
from checker.fact import COMMON, POSITION, Schema
from checker.facts.words import ROLES, Words, likely, words
from checker.finding import Severity, Verdict
from checker.loading.files import PackFiles
from checker.loading.fixes import fix_faults
from checker.loading.literals import flat_words, slips, strange, words_within
from checker.loading.names import aggregated, flat_schema
from checker.loading.narrow import narrowed
from checker.loading.tests import case_faults, test_faults
from checker.messages import Message, say
from checker.pack.model import Case, Partner, RuleSpec, TextsFile
from checker.pack.pack import FORM_IN_USE, Pack, expression
from checker.pack.rulespec import OWN_ROLE
from checker.record import dataclass
from checker.yamlfiles.file import Key, YamlFile
from checker.yamlfiles.shape import unknown_word

ALWAYS_SHOWN = ("left", "right", "difference", "missing", "year", "organ", "path")
"""Fields of a message that are not values of the fact."""


def check(files: PackFiles, pack: Pack, schemas: Mapping[str, Schema], tests: bool = True) -> Iterator[Message]:
    """Every fault of the rules and texts. `pack` has the rules that are inherited, `schemas` the kinds of fact."""
    seen: dict[str, str] = {}
    known = {rule.id for rule in pack.rules} | files.rule_ids
    # What a pack that lacks a form for its faults calls its parts is not known.
    ids = _Ids() if files.partial else _Ids(words(pack, schemas), likely(pack, schemas))
    specs = {**pack.inherited, **{spec.id: spec for spec, _, _ in files.rules}}
    for spec, file, key in files.rules:
        if spec.id in seen:
            yield file.fault((*key, "id"), say("packs.duplicate_rule", id=spec.id, where=seen[spec.id]))
        seen.setdefault(spec.id, str(file.mark((*key, "id"))))
        if not all(word.isascii() and word.isalnum() and word == word.lower() for word in spec.id.split("-")):
            yield file.fault((*key, "id"), say("packs.not_like", got=spec.id, like="applications-balance"))
        if spec.silent:
            if spec.id not in pack.inherited and not files.base_unknown:
                yield file.fault(
                    (*key, "id"), unknown_word("packs.nothing_to_silence", "name", spec.id, sorted(pack.inherited))
                )
            continue
        yield from _Rule(spec, file, key, pack, schemas, known, files, ids).faults(tests)
    if files.unread_rules:
        return
    for texts, file in files.texts:
        yield from _translated(texts, file, specs, known, schemas, pack)
    yield from case_faults(files, known)


@dataclass(frozen=True, slots=True)
class _Ids:
    """By kind of fact: the words that a value can only be, and the ids among what it may be."""

    words: Mapping[str, Words] = field(default_factory=dict)
    likely: Mapping[str, Words] = field(default_factory=dict)


class _Rule:
    """A rule under the lens."""

    def __init__(
        self,
        spec: RuleSpec,
        file: YamlFile,
        key: Key,
        pack: Pack,
        schemas: Mapping[str, Schema],
        known: set[str],
        files: PackFiles,
        ids: _Ids,
    ) -> None:
        self.spec, self.file, self.key, self.pack, self.schemas, self.ids = spec, file, key, pack, schemas, ids
        self.known, self.partial, self.unread = known, files.partial, files.unread_rules
        self.broken = {f"mention.{name}" for name in files.broken}

    def fault(self, place: Key, what: Message, column: int = 1) -> Message:
        return self.file.fault((*self.key, *place), what, column)

    def of_field(self, kind: str, fault: Message) -> Message:
        """The fault, said otherwise where the kind that there is not is a particular that is read as text."""
        fields = {name for form in self.pack.forms.values() for name in form.spec.fields}
        return say("packs.field_kind", name=kind) if kind in fields and kind not in self.schemas else fault

    def reference(self, place: Key, name: str, valid: list[str], kind: str) -> Iterator[Message]:
        if name not in valid:
            yield self.fault(
                place, unknown_word("packs.unknown_ref", "name", name, valid, kind=say(f"packs.kind_{kind}"))
            )

    def faults(self, tests: bool) -> Iterator[Message]:
        spec, pack = self.spec, self.pack
        if not self.partial:
            yield from self.reference(("source", "ref"), spec.source.ref, [*pack.spec.sources, FORM_IN_USE], "source")
        if not spec.source.quote and not spec.source.paraphrase:
            yield self.fault(("source",), say("packs.missing_key", name="quote / paraphrase"))
        others = [(("related", index), other) for index, other in enumerate(spec.related)]
        others += [
            (("unless", index), cause if isinstance(cause, str) else cause.rule)
            for index, cause in enumerate(spec.unless)
        ]
        for place, other in [] if self.unread else others:
            yield from self.reference(place, other, sorted(self.known), "rule")
            if other == spec.id:
                yield self.fault(place, say(f"dead.{place[0]}_self"))
        # A rule that never blames, but asks a person, cannot have a test in which it fails.
        asks = bool(spec.verdict) and all(case.is_ == "review" for case in spec.verdict)
        worst = ("review", spec.tests.review) if asks else ("fail", spec.tests.fail)
        for verdict, given in (("pass", spec.tests.pass_), worst) if tests else ():
            if not given:
                yield self.fault((), say("packs.missing_test", id=spec.id, verdict=verdict))
        yield from self.verdicts()
        yield from self.applies()
        names: dict[str, str] = {}
        sound = True
        kinds = [spec.each] if isinstance(spec.each, str) else spec.each
        if self.broken & {
            *kinds,
            *(one if isinstance(one, str) else one.each for one in (*spec.with_.values(), *spec.let.values())),
        }:
            return
        for kind in kinds:
            values, found = flat_schema(spec, kind, self.schemas)
            names.update(values)
            yield from (self.fault(place, self.of_field(kind, fault)) for place, fault in found if not self.partial)
            sound = sound and not found
            values = {**values, **narrowed(spec, pack)}
            names.update(values)
            here = _Ids({"": flat_words(spec, kind, self.ids.words)}, {"": flat_words(spec, kind, self.ids.likely)})
            yield from self.expressions(values, here, typed=not found)
        yield from self.aggregates()
        if not sound:
            return
        yield from self.texts(names)
        for index, name in enumerate(spec.at):
            # Places that are numbered, such as source_2, stand for as many as there are.
            if name not in names and not name.endswith(".") and not name.rpartition("_")[2].isdigit():
                yield self.fault(("at", index), unknown_word("packs.unknown_value", "name", name, sorted(names)))
        yield from fix_faults(spec, self.file, self.key, names)
        if tests:
            yield from test_faults(spec, self.file, self.key, names, self.schemas)

    def verdicts(self) -> Iterator[Message]:
        severities = [] if isinstance(self.spec.severity, str) else self.spec.severity
        for name, cases, valid in (
            ("severity", severities, list(Severity)),
            ("verdict", self.spec.verdict, list(Verdict)),
        ):
            for index, case in enumerate(cases):
                if case.is_ not in valid:
                    yield self.fault(
                        (name, index, "is"),
                        unknown_word("packs.not_one_of", "got", case.is_, [str(word) for word in valid]),
                    )

    def applies(self) -> Iterator[Message]:
        applies, spec = self.spec.applies, self.pack.spec
        roles = [*ROLES, *(role for role in spec.documents if role not in ROLES)]
        for name, given in self.spec.with_.items():
            role = (given.role if isinstance(given, Partner) else "") or name
            if role not in roles and role in self.schemas:
                yield self.fault(("with", name), say("packs.own_fact", name=role))
            elif not self.partial:
                yield from self.reference(("with", name), role, [OWN_ROLE, *roles], "role")
        for name, aggregate in self.spec.let.items():
            if aggregate.role and not self.partial:
                yield from self.reference(("let", name, "role"), aggregate.role, roles, "role")
        if applies is None or self.partial:
            return
        valid = {"role": roles, "form": list(self.pack.forms), "level": [level.id for level in spec.levels]}
        for part, ids in valid.items():
            given_words = getattr(applies, part)
            for word in [given_words] if isinstance(given_words, str) else given_words:
                yield from self.reference(("applies", part), word, ids, part)

    def expressions(self, values: Mapping[str, str], ids: _Ids, typed: bool) -> Iterator[Message]:
        for place, source in _expressions(self.spec):
            yield from self.expression(place, source, values if typed else None, ids)

    def expression(
        self, place: Key, source: str | bool, values: Mapping[str, str] | None, ids: _Ids
    ) -> Iterator[Message]:
        try:
            expr = expression(source)
        except ExpressionError as error:
            yield self.fault(place, say("packs.bad_expression", source=str(source), why=error.message), error.column)
            return
        if values is None:
            return
        if not self.pack.spec.levels and not self.partial:
            named = (node for node in walk(expr.root) if isinstance(node, Name) and node.name == "level")
            yield from (self.fault(place, say("dead.no_levels"), node.at) for node in named)
        own, near = ids.words.get("", {}), ids.likely.get("", {})
        slipped = slips(expr.root, near, self.pack.spec.lang)
        for fault in (*expr.types(values), *strange(expr.root, own), *slipped):
            why = self.of_kind(fault.message)
            yield self.fault(place, say("packs.bad_expression", source=str(source), why=why), fault.column)

    def of_kind(self, message: Message) -> Message:
        """What is wrong with a name, with the way to it where it is the name of another kind of fact: a field that is
        read as a date has facts of its own."""
        name = str(message.params.get("name", "")).partition(".")[0]
        if not message.key.startswith("engine.unknown_name") or name not in self.schemas:
            return message
        own = [value for value in self.schemas[name].values if value not in (*COMMON, POSITION)]
        return say("packs.name_is_kind", name=name, values=", ".join(own))

    def aggregates(self) -> Iterator[Message]:
        own = [self.spec.each] if isinstance(self.spec.each, str) else self.spec.each
        mine = {
            f"own.{name}": kind
            for each in own
            if each in self.schemas
            for name, kind in self.schemas[each].values.items()
        }
        for name, aggregate in self.spec.let.items():
            if len(aggregated(aggregate)) != 1:
                yield self.fault(("let", name), say("packs.one_of_aggregate"))
            if aggregate.each in self.schemas:
                values = {**self.schemas[aggregate.each].values, **mine}
                here = _Ids(
                    {"": words_within(own, aggregate.each, self.ids.words)},
                    {"": words_within(own, aggregate.each, self.ids.likely)},
                )
                yield from self.expression(("let", name, "where"), aggregate.where, values, here)

    def texts(self, names: Mapping[str, str]) -> Iterator[Message]:
        for part in ("title", "message", "review", "advice"):
            text = getattr(self.spec, part)
            for place, one in [((part,), text)] if isinstance(text, str) else _cases(part, text):
                yield from (self.fault(place, fault) for fault in text_faults(one, names))


def _expressions(spec: RuleSpec) -> Iterator[tuple[Key, str | bool]]:
    yield ("where",), spec.where
    yield ("expect",), spec.expect
    for part in ("severity", "verdict", "message"):
        cases = getattr(spec, part)
        for index, case in enumerate([] if isinstance(cases, str) else cases):
            yield (part, index, "when"), case.when
    if spec.fix is not None:
        yield ("fix", "when"), spec.fix.when


def _cases(part: str, cases: list[Case]) -> list[tuple[Key, str]]:
    return [((part, index, "is"), case.is_) for index, case in enumerate(cases)]


def _translated(
    texts: TextsFile,
    file: YamlFile,
    specs: Mapping[str, RuleSpec],
    known: set[str],
    schemas: Mapping[str, Schema],
    pack: Pack,
) -> Iterator[Message]:
    """Faults of texts in another language: rules that are not there, fields that are no values."""
    for name, rule in texts.rules.items():
        if name not in known:
            word = unknown_word("packs.unknown_ref", "name", name, sorted(known), kind=say("packs.kind_rule"))
            yield file.key_fault(("rules", name), word)
        spec = specs.get(name)
        if spec is None:
            continue
        flat = [flat_schema(spec, kind, schemas) for kind in ([spec.each] if isinstance(spec.each, str) else spec.each)]
        if any(found for _, found in flat):
            continue
        names = {key: type_ for values, _ in flat for key, type_ in values.items()}
        for part in ("title", "message", "review", "advice"):
            text = getattr(rule, part)
            for place, one in [((part,), text)] if isinstance(text, str) else _cases(part, text):
                yield from (file.fault(("rules", name, *place), fault) for fault in text_faults(one, names))
    for ref in texts.sources:
        if ref not in pack.spec.sources:
            word = unknown_word(
                "packs.unknown_ref", "name", ref, list(pack.spec.sources), kind=say("packs.kind_source")
            )
            yield file.key_fault(("sources", ref), word)


_WIDE_BRACES = re.compile(r"[｛﹛]\s*(?P<name>[A-Za-z_][\w.]*)\s*[｝﹜]")


def text_faults(text: str, names: Mapping[str, str]) -> Iterator[Message]:
    """What is wrong with the {fields} of a text."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        yield say("packs.bad_text")
        return
    valid = [*names, *ALWAYS_SHOWN]
    for wide in _WIDE_BRACES.finditer(text):
        if wide["name"] in valid:
            yield say("packs.wide_braces", got=wide[0], name=wide["name"])
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if form or conversion or "[" in name:
            yield say(
                "packs.plain_field", name=f"{name}{'!' + conversion if conversion else ''}{':' + form if form else ''}"
            )
        elif name not in valid:
            yield unknown_word("packs.unknown_field", "name", name, sorted(set(valid)))
