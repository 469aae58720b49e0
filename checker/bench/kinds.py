"""A page for each kind of fact: what it is, its values, and how the rules of packs use it, made from the kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from checker.bench.running import Subject
from checker.fact import COMMON, POSITION, Schema
from checker.facts.listing import shape, title
from checker.facts.words import words
from checker.loading.tests import tests_of
from checker.messages import say, text
from checker.messages.values import MESSAGES
from checker.pack.pack import Rule
from checker.record import dataclass

MOST = 5
"""Rules that are shown as examples."""
MOST_WORDS = 12
_HEAD = ["| value | type | what it says | 说明 |", "|---|---|---|---|"]


@dataclass(slots=True)
class _Kind:
    """All of a shape: `<table>.row` whatever the table."""

    name: str
    said: tuple[str, str]
    schema: Schema
    values: dict[str, str] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    packs: list[str] = field(default_factory=list)
    rules: list[tuple[str, Rule]] = field(default_factory=list)


def kind_pages(of: Sequence[Subject]) -> dict[str, str]:
    """By file name, in Markdown: an index and a page for each kind that any of the packs has."""
    kinds: dict[str, _Kind] = {}
    for subject in of:
        spoken = words(subject.pack, subject.schemas)
        for name, schema in subject.schemas.items():
            _add(kinds, name, schema, subject, spoken.get(name, {}))
    common = {name: kinds["document"].schema.values[name] for name in (*COMMON, POSITION)}
    pages = {f"{name}.md": _page(kind) for name, kind in sorted(kinds.items())}
    return {"index.md": _index(kinds, common), **pages}


def _add(kinds: dict[str, _Kind], name: str, schema: Schema, of: Subject, spoken: Mapping[str, Sequence[str]]) -> None:
    form = shape(name, schema)
    shown, own = _SHAPES.get(form, (name, False))
    said = (_said(form, "zh-CN", name, schema), _said(form, "en", name, schema))
    kind = kinds.setdefault(form, _Kind(shown, said, schema))
    made = {value: type_ for value, type_ in schema.values.items() if value not in (*COMMON, POSITION)}
    kept = {value: type_ for value, type_ in made.items() if not own or f"values.{value}" in MESSAGES}
    kind.values.update({value: type_ for value, type_ in kept.items() if value not in kind.values})
    if of.pack.id not in kind.packs:
        kind.packs.append(of.pack.id)
    for value, some in spoken.items():
        known = kind.words.setdefault(value, [])
        known += [word for word in some if word and word not in known]
    known_rules = {rule.full_id for _, rule in kind.rules}
    kind.rules += [(name, rule) for rule in of.rules if name in rule.kinds and rule.full_id not in known_rules]


_SHAPES = {
    "row": ("<table>.row", True),
    "column": ("<table>.column", True),
    "group": ("<table>.<row>", True),
    "mention": ("mention.<name>", True),
    "element": ("element.<name>", True),
    "particular": ("<field>", False),
}
"""By shape: how its kinds are called, and whether most of their values are named by the pack."""


def _said(form: str, lang: str, name: str, schema: Schema) -> str:
    return (
        text(say(f"packs.kinds_{form}"), lang)
        if form in ("mention", "element", "particular")
        else title(name, schema, lang)
    )


def _page(kind: _Kind) -> str:
    chinese, english = kind.said
    lines = [f"# `{kind.name}`", "", f"{english} · {chinese}", ""]
    keys = [f"`{key}`" for key in kind.schema.keys]
    lines += [f"What tells one from another: {', '.join(keys)}.", ""] if keys else []
    lines += _HEAD
    form = kind.name.partition(".")[2].strip("<>") if kind.name.startswith("<") else kind.name.partition(".")[0]
    for value, type_ in kind.values.items():
        unit = kind.schema.units.get(value)
        meaning = _meaning(form, value)
        known = kind.words.get(value, [])
        listed = f": {', '.join(known[:MOST_WORDS])}{', …' if len(known) > MOST_WORDS else ''}" if known else ""
        always = "" if value in kind.schema.certain else "?"
        shown = f"{type_}{f' ({unit})' if unit else ''}{always}{listed}".replace("|", chr(92) + "|")
        lines.append(f"| `{value}` | {shown} | {meaning[1]} | {meaning[0]} |")
    lines += ["", "A `?` behind the type: the value may be unknown, and a rule over it is then for review.", ""]
    if kind.schema.seen:
        seen = ", ".join(f"`{value}`" for value in kind.schema.seen)
        lines += [f"Only what was seen, so that a violation is for review where `unread` is true: {seen}.", ""]
    lines += [f"Packs that have it: {', '.join(f'`{name}`' for name in kind.packs)}.", ""]
    for name, rule in sorted(kind.rules, key=_plainness)[:MOST]:
        lines += _example(name, rule)
    more = len(kind.rules) - MOST
    lines += [f"{more} more rules look at it.", ""] if more > 0 else []
    return "\n".join(lines)


def _meaning(form: str, value: str) -> tuple[str, str]:
    """What a value says, in Chinese and in English; a pack names `is_<group>` of documents."""
    keys = (f"{form}.{value}", f"{form}.{value[:3]}", value)
    return next((MESSAGES[key] for key in (f"values.{one}" for one in keys) if key in MESSAGES), ("", ""))


def _plainness(one: tuple[str, Rule]) -> tuple[bool, int]:
    """What examples are sorted by: rules that look at this fact alone and say the least come first."""
    return one[1].joined, len(one[1].expect.source)


def _example(name: str, rule: Rule) -> list[str]:
    lines = [f"## [{rule.full_id}](../rules/{rule.pack}/{rule.id}.md)", "", "```yaml", f"each: {name}"]
    lines += [f"where: {rule.where.source}"] if rule.where.source != "true" else []
    lines += [f"expect: {rule.expect.source}"]
    given = next((test.given for verdict, _, test, _ in tests_of(rule.spec) if verdict == "fail"), {})
    shown = ", ".join(f"{key}: {_plain(value)}" for key, value in given.items())
    return [*lines, f"# violated by: {{{shown}}}", "```", ""]


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _index(kinds: Mapping[str, _Kind], common: Mapping[str, str]) -> str:
    lines = [
        "# Kinds of fact",
        "",
        "What rules look at: `each` of a rule names one of these. Generated by `gouji rules docs --facts docs/facts`.",
    ]
    lines += ["", "| kind | what it is | 说明 |", "|---|---|---|"]
    lines += [
        f"| [`{kind.name}`]({name}.md) | {kind.said[1]} | {kind.said[0]} |" for name, kind in sorted(kinds.items())
    ]
    lines += [
        "",
        "Every fact has these values besides:",
        "",
        "| value | type | what it says | 说明 |",
        "|---|---|---|---|",
    ]
    for value, type_ in common.items():
        chinese, english = MESSAGES[f"values.{value}"]
        lines.append(f"| `{value}` | {type_} | {english} | {chinese} |")
    return "\n".join([*lines, ""])
