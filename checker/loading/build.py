"""A pack made of its files: read, checked, and put together with the pack that it extends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from checker import facts
from checker.errors import RulePackError
from checker.expression import Expr
from checker.finding import Severity, Source, Verdict
from checker.loading.dead import dead
from checker.loading.faults import check
from checker.loading.figurefaults import figures
from checker.loading.files import read_files
from checker.loading.references import patterns, references
from checker.loading.vocabulary import vocabulary_faults
from checker.messages import Message, say
from checker.pack.figurewords import FigureWords, merged
from checker.pack.model import Cause, PackSpec, Partner, RuleSpec, RuleText, TextsFile
from checker.pack.pack import Pack, Rule, expression, lay_out


def build(directory: Path, base: Pack | None, lock: str) -> Pack:
    """Read, validate and check a pack; `base` is the one that it extends. RulePackError with every fault."""
    inherited = {rule.id: rule.spec for rule in base.rules} if base else {}
    files = read_files(directory, inherited, base.spec.pieces) if base else read_files(directory)
    own = files.pack or PackSpec(directory.name, "0", directory.name, "zh-CN")
    spec = _merged(own, base.spec) if base else own
    forms = {**(base.forms if base else {}), **{form.form: lay_out(form) for form, _ in files.forms}}
    texts = _texts([texts for texts, _ in files.texts], base)
    vocabulary = {**(base.vocabulary if base else {}), **files.vocabulary}
    words = base.figures if base else FigureWords()
    bad_figures = list(figures(files, words, forms))
    if not bad_figures:
        words = merged(words, [part for part, _ in files.figures])
    pack = Pack(spec, forms, base.rules if base else (), texts, lock, str(directory), vocabulary, inherited, words)
    bad_patterns = list(patterns(files))
    broken = {name for name, _ in bad_patterns if name}
    files.broken = frozenset(broken)
    sound = replace(
        pack, spec=replace(spec, mentions={name: one for name, one in spec.mentions.items() if name not in broken})
    )
    faults = [
        *files.faults,
        *(fault for _, fault in bad_patterns),
        *references(files, spec, forms),
        *dead(files),
        *vocabulary_faults(files, vocabulary, spec),
        *bad_figures,
        *check(files, sound, facts.schema(sound)),
    ]
    if faults:
        raise faulty(directory.name, faults)
    rules = {rule.id: rule for rule in pack.rules}
    for rule_spec, _, _ in files.rules:
        if rule_spec.silent:
            rules.pop(rule_spec.id, None)
        else:
            rules[rule_spec.id] = build_rule(rule_spec, spec, texts)
    return replace(pack, rules=tuple(rules.values()))


def faulty(name: str, faults: Iterable[Message]) -> RulePackError:
    """The error with every fault once, in the order of their places."""
    ordered = sorted(dict.fromkeys(map(_Fault, faults)), key=lambda fault: fault.place)
    return RulePackError(say("packs.faulty", pack=name, count=len(ordered)), [fault.message for fault in ordered])


class _Fault:
    """A fault with its place; two that read alike are one."""

    def __init__(self, message: Message) -> None:
        self.message = message
        file, _, rest = str(message.params.get("where", "")).partition(":")
        self.place = (file, tuple(int(word) for word in rest.split(":") if word.isdigit()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Fault) and str(self.message) == str(other.message)

    def __hash__(self) -> int:
        return hash(str(self.message))


def _merged(own: PackSpec, base: PackSpec) -> PackSpec:
    """The head of a pack that extends another: its own words, and the base's where it has none."""
    return replace(
        own,
        sources={**base.sources, **own.sources},
        documents={**base.documents, **own.documents},
        levels=own.levels or base.levels,
        issuers=own.issuers if own.issuers.places else base.issuers,
        traits={**base.traits, **own.traits},
        pieces={**base.pieces, **own.pieces},
        mentions={**base.mentions, **own.mentions},
        citations=own.citations or base.citations,
        names={lang: {**base.names.get(lang, {}), **own.names.get(lang, {})} for lang in {*base.names, *own.names}},
        settings={**base.settings, **own.settings},
    )


def _texts(files: list[TextsFile], base: Pack | None) -> dict[str, TextsFile]:
    result = dict(base.texts) if base else {}
    for texts in files:
        known = result.get(texts.lang)
        if known is not None:
            texts = replace(
                texts,
                rules={**known.rules, **texts.rules},
                sources={**known.sources, **texts.sources},
                clauses={**known.clauses, **texts.clauses},
                names={**known.names, **texts.names},
                title=texts.title or known.title,
            )
        result[texts.lang] = texts
    return result


def build_rule(spec: RuleSpec, pack: PackSpec, texts: dict[str, TextsFile]) -> Rule:
    """A rule with its expressions parsed; the pack has been checked before."""
    severity = [spec.severity] if isinstance(spec.severity, str) else spec.severity
    severities = tuple(
        (expression(True), Severity(case)) if isinstance(case, str) else (expression(case.when), Severity(case.is_))
        for case in severity
    )
    quote = spec.source.quote or spec.source.paraphrase
    source = Source(
        pack.sources.get(spec.source.ref, spec.source.ref),
        spec.source.clause,
        quote,
        spec.source.basis,
        bool(spec.source.quote),
    )
    translated: dict[str, RuleText] = {
        lang: file.rules[spec.id] for lang, file in texts.items() if spec.id in file.rules
    }
    always: Expr = expression(True)
    return Rule(
        pack.pack,
        spec,
        expression(spec.where),
        expression(spec.expect),
        severities,
        tuple((expression(case.when), Verdict(case.is_)) for case in spec.verdict),
        {role: _partner(role, given) for role, given in spec.with_.items()},
        {
            name: (aggregate, expression(aggregate.where) if aggregate.where is not True else always)
            for name, aggregate in spec.let.items()
        },
        tuple(Cause(cause) if isinstance(cause, str) else cause for cause in spec.unless),
        source,
        translated,
    )


def _partner(role: str, given: Partner | str) -> Partner:
    partner = Partner(given) if isinstance(given, str) else given
    return partner if partner.role else replace(partner, role=role)
