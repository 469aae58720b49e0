"""The page of a rule: what it asks, why, by which clause, and an example on both sides, made from the rule itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checker.audit.wording import generic
from checker.bench.running import Outcome, Subject, finding, promises, run
from checker.finding import Severity, Verdict
from checker.messages import say, text
from checker.pack.model import RuleTest
from checker.pack.pack import Rule
from checker.record import dataclass
from checker.yamlfiles.file import plain_scalar

NL = "\n"
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""What a plain text of YAML cannot begin with."""


@dataclass(frozen=True, slots=True)
class Example:
    """A test of the rule, the verdict on it, and what a reader would be told."""

    facts: str
    beside: tuple[str, ...]
    verdict: Verdict
    message: str
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is told of a rule."""

    rule: Rule
    title: str
    severities: tuple[str, ...]
    sources: tuple[str, ...]
    breaks: tuple[Example, ...]
    keeps: tuple[Example, ...]
    undecided: tuple[Example, ...]
    advice: str


def pages(of: Subject, lang: str) -> Iterator[Page]:
    """A page for each rule that stands in the pack."""
    by_rule: dict[str, list[Outcome]] = {}
    for outcome in run(of, list(promises(of))):
        by_rule.setdefault(outcome.given.rule.id, []).append(outcome)
    for rule in of.rules:
        yield page(of, rule, by_rule.get(rule.id, []), lang)


def page(of: Subject, rule: Rule, outcomes: list[Outcome], lang: str) -> Page:
    """The page of one rule, from the outcomes of its tests."""
    texts = rule.text(lang)

    def examples(verdict: Verdict) -> tuple[Example, ...]:
        return tuple(_example(of, one, lang) for one in outcomes if one.verdict is verdict)

    return Page(
        rule,
        generic(texts.title),
        tuple(dict.fromkeys(severity.value for _, severity in rule.severities)),
        of.pack.sources_of(rule, lang),
        examples(Verdict.FAIL),
        examples(Verdict.PASS),
        examples(Verdict.REVIEW),
        generic(texts.advice),
    )


def _example(of: Subject, outcome: Outcome, lang: str) -> Example:
    told = finding(outcome, of.pack, lang)
    test = outcome.given.test
    beside = tuple(f"{kind}: {{{_line(one)}}}" for some in test.beside for kind, one in some.items())
    severity = told.severity if told else None
    return Example(_line(test.given), beside, outcome.verdict, told.message if told else "", severity)


def _line(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name}: {_plain(value)}" for name, value in values.items())


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    words = str(value)
    if isinstance(value, str):
        strange = words[:1] in _INDICATORS or any(mark in words for mark in (": ", " #", ",", "[", "]", "{", "}"))
        if not words or strange or not isinstance(plain_scalar(words), str):
            return f'"{words}"'
    return words


def terminal(one: Page, lang: str) -> str:
    """The page as lines for a terminal."""
    rule, spec = one.rule, one.rule.spec
    corrects = list(_corrects(rule))
    rows = [
        (_t("severity", lang), " / ".join(_t(f"severity_{word}", lang) for word in one.severities)),
        (
            _t("source", lang),
            f"{NL.join(one.sources)}{NL}{rule.source.clause} ({_t(f'basis_{rule.source.basis}', lang)})",
        ),
        (_t("quote" if rule.source.verbatim else "paraphrase", lang), rule.source.quote),
        (_t("each", lang), ", ".join(rule.kinds)),
        *([(_t("where", lang), rule.where.source)] if rule.where.source != "true" else []),
        (_t("expect", lang), rule.expect.source),
        *([(_t("applies", lang), _applies(rule))] if spec.applies else []),
        *([(_t("advice", lang), one.advice)] if one.advice else []),
        *([(_t("corrects", lang), NL.join(f"{old} → {new}" for old, new in corrects))] if corrects else []),
    ]
    for name, some in (("breaks", one.breaks), ("keeps", one.keeps), ("undecided", one.undecided)):
        for example in some[:2]:
            told = [f"→ {example.message}"] if example.message else []
            rows.append((_t(name, lang), NL.join([f"{{{example.facts}}}", *example.beside, *told])))
    return NL.join([f"{rule.full_id}  {one.title}", *(_row(*row) for row in rows)])


def _corrects(rule: Rule) -> Iterator[tuple[str, str]]:
    """Texts and what the rule's `fix` makes of them, as its tests say; those that it leaves alone are left out."""
    for test in rule.spec.tests.fail:
        if isinstance(test, RuleTest):
            yield from ((old, new) for old, new in test.corrects.items() if old != new)


def _row(name: str, value: str) -> str:
    first, *rest = value.split(NL)
    return NL.join([f"  {name}{'：' if not name.isascii() else ': '}{first}", *(f"      {line}" for line in rest)])


def _applies(rule: Rule) -> str:
    spec = rule.spec.applies
    assert spec is not None
    parts = []
    for name in ("role", "form", "level"):
        words = getattr(spec, name)
        if words:
            parts.append(f"{name}: {words if isinstance(words, str) else ', '.join(words)}")
    if spec.years is not None:
        parts.append(f"years: {spec.years.from_ or ''}–{spec.years.to or ''}")
    return "; ".join(parts)


def markdown(one: Page, lang: str) -> str:
    """The page as Markdown."""
    rule = one.rule
    lines = [f"# {_escape(one.title)}", "", f"`{rule.full_id}`", ""]
    lines += [f"- **{_t('severity', lang)}**: {' / '.join(_t(f'severity_{word}', lang) for word in one.severities)}"]
    lines += [f"- **{_t('source', lang)}**: {_escape(source)}" for source in one.sources]
    lines += [f"- **{_t('clause', lang)}**: {_escape(rule.source.clause)} ({_t(f'basis_{rule.source.basis}', lang)})"]
    lines += ["", f"> {_escape(rule.source.quote)}", ""]
    if not rule.source.verbatim:
        lines += [_t("is_paraphrase", lang), ""]
    lines += [f"## {_heading('what', lang)}", "", "```yaml", f"each: {', '.join(rule.kinds)}"]
    lines += (
        [f"with: {', '.join(f'{name} ({partner.each})' for name, partner in rule.partners.items())}"]
        if rule.partners
        else []
    )
    lines += [f"where: {rule.where.source}"] if rule.where.source != "true" else []
    lines += [f"expect: {rule.expect.source}"]
    lines += [f"applies: {{{_applies(rule)}}}"] if rule.spec.applies else []
    lines += ["```", ""]
    for name, some in (("breaks", one.breaks), ("keeps", one.keeps), ("undecided", one.undecided)):
        if some:
            lines += [f"## {_heading(name, lang)}", ""]
            for example in some[:3]:
                lines += ["```yaml", example.facts, *example.beside, "```", ""]
                lines += [f"{_t('told', lang)} {_escape(example.message)}", ""] if example.message else []
    if one.advice:
        lines += [f"## {_heading('advice', lang)}", "", _escape(one.advice), ""]
    corrects = list(_corrects(rule))
    if corrects:
        lines += [f"## {_heading('corrects', lang)}", ""]
        lines += [f"- {_escape(old)} → {_escape(new)}" for old, new in corrects]
        lines += [""]
    related = [
        f"[{name}]({name}.md)" for name in dict.fromkeys((*rule.spec.related, *(cause.rule for cause in rule.causes)))
    ]
    if related:
        lines += [f"{_t('related', lang)} {', '.join(related)}", ""]
    return NL.join(lines)


def index(of: Subject, made: list[Page], lang: str) -> str:
    """The list of the rules of a pack as Markdown, one line a rule."""
    lines = [f"# {_escape(of.pack.title(lang))}", "", f"`{of.pack.id}` {of.pack.spec.version}", ""]
    lines += [f"| {_t('rule', lang)} | {_t('severity', lang)} | {_t('what', lang)} |", "|---|---|---|"]
    for one in made:
        severity = " / ".join(_t(f"severity_{word}", lang) for word in one.severities)
        lines.append(
            f"| [{one.rule.id}]({one.rule.id}.md) | {severity} | {_escape(one.title).replace('|', chr(92) + '|')} |"
        )
    return NL.join([*lines, ""])


def _escape(words: str) -> str:
    return re.sub(r"([*_`<>\[\]#])", r"\\\1", words)


def _heading(name: str, lang: str) -> str:
    words = _t(name, lang)
    return words[:1].upper() + words[1:]


def _t(name: str, lang: str) -> str:
    return text(say(f"packs.page_{name}"), lang)
