"""Skeletons: a rule with its tests, a pack with a form, a rule and a document; all of them pass as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checker.bench.schema import KINDS, schema
from checker.errors import UsageError
from checker.fact import COMMON, POSITION, Schema
from checker.files import write_beside
from checker.messages import Message, say, text
from checker.pack.pack import Pack
from checker.yamlfiles.shape import unknown_word

_EXAMPLES = {
    "boolean": ("{name}", "true", "false"),
    "integer": ("{name} >= 0", "1", "-1"),
    "number": ("{name} >= 0", "1", "-1"),
    "string": ("{name} != ''", "甲", '""'),
    "date": ("{name} >= date(2000, 1, 1)", "2020-12-31", "1999-12-31"),
    "any": ("{name} != ''", "甲", '""'),
}
"""By type: what a skeleton expects of a value, a value that keeps it and one that breaks it."""
_ORDER = ("boolean", "integer", "number", "date", "string", "any")
_LIKELY = ("found", "titled", "valid", "holds", "number", "value")


def new_rule(pack: Pack, folder: Path, name: str, kind: str, schemas: Mapping[str, Schema], lang: str) -> Path:
    """Write a rule with its tests to rules/NAME.yaml of a pack in a folder. UsageError where that cannot be."""
    check_name(name, "applications-balance")
    if kind not in schemas:
        raise UsageError(unknown_word("packs.unknown_ref", "name", kind, sorted(schemas), kind=say("packs.kind_fact")))
    path = folder / "rules" / f"{name}.yaml"
    if name in pack.by_id or path.exists():
        raise UsageError(say("packs.exists", name=name, path=str(path)))
    _write(path, rule_text(name, kind, schemas[kind], next(iter(pack.spec.sources), "practice"), lang))
    return path


def rule_text(name: str, kind: str, schema: Schema, source: str, lang: str) -> str:
    """A rule over a kind of fact, to be made into the one that is meant."""
    values = {one: type_ for one, type_ in schema.values.items() if one not in (*COMMON, POSITION)}
    first = min(values, key=lambda one: (one not in _LIKELY, _ORDER.index(values[one])))
    expect, keeps, breaks = _EXAMPLES[values[first]]
    review = "" if first in schema.certain else f"    review: [{{{first}: unreadable}}]\n"
    names = ", ".join(f"{one} ({schema.values[one]})" for one in schema.values)
    return _t(
        "new_rule",
        lang,
        name=name,
        kind=kind,
        source=source,
        names=names,
        expect=expect.format(name=first),
        value=first,
        keeps=keeps,
        breaks=breaks,
        review=review,
    )


def new_pack(folder: Path, name: str, lang: str, extends: str = "") -> list[Path]:
    """Write a pack: its head, a form, a rule and a document; of one that extends another just the head.

    Each file names the schema by which editors complete it; the schemas stand beside.
    """
    check_name(name, "my-regulation")
    target = folder / name
    if target.exists():
        raise UsageError(say("packs.exists", name=name, path=str(target)))
    if extends:
        parts = {"pack.yaml": _t("new_extending", lang, name=name, extends=extends)}
    else:
        parts = {
            "pack.yaml": _t("new_pack", lang, name=name),
            "forms/first.yaml": _t("new_form", lang),
            "rules/first.yaml": _t("new_first", lang),
            "cases/first.yaml": _t("new_case", lang),
        }
    written = []
    for part, content in parts.items():
        kind = _OF_FOLDER.get(part.partition("/")[0], "pack")
        above = "../" * part.count("/") or "./"
        _write(target / part, f"# yaml-language-server: $schema={above}schema/{kind}.schema.json\n{content}")
        written.append(target / part)
    for kind in KINDS:
        write_beside(target / "schema" / f"{kind}.schema.json", schema(kind))
    return written


_OF_FOLDER = {"forms": "form", "rules": "rule", "cases": "case"}
"""By folder of a pack: the kind of its files."""


def check_name(name: str, like: str) -> None:
    """UsageError for what is no name of a rule, a form or a pack; `like` is one that is."""
    if not all(word.isascii() and word.isalnum() and word == word.lower() for word in name.split("-")):
        raise UsageError(say("packs.not_like", got=name, like=like))


def _write(path: Path, content: str) -> None:
    write_beside(path, content.encode())


def _t(key: str, lang: str, **params: object) -> str:
    message: Message = say(f"skeletons.{key}", **params)
    return text(message, lang)
