"""`gouji rules new`, `new-pack`, `check` and `schema`: rules and packs being written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checker.cli.telling import tell
from checker.cli.words import h, language

if TYPE_CHECKING:
    from checker.bench.schema import Known


def new(
    name: str = typer.Argument(..., metavar="PACK/ID", help=h("help_new_rule"), show_default=False),
    each: str = typer.Option("document", "--each", help=h("help_each")),
    pack_folder: Path | None = typer.Option(None, "--pack-folder", help=h("help_pack_folder"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Write a rule with its tests."""
    from checker import facts
    from checker.bench.new import new_rule
    from checker.errors import UsageError
    from checker.loading.load import built_in, find, load
    from checker.messages import say

    pack_name, _, rule_id = name.rpartition("/")
    if not pack_name and pack_folder is None:
        raise UsageError(say("cli.new_needs_pack", id=rule_id))
    folder = pack_folder or find(pack_name, tuple(rules))
    pack = load(folder, tuple(rules))
    if folder.parent.resolve() == built_in().resolve() and folder.parent.name == "_packs":
        raise UsageError(say("cli.built_in", pack=pack.id))
    path = new_rule(pack, folder, rule_id, each, facts.schema(pack), language(lang))
    _say("cli.new_rule", lang, path=str(path), pack=str(folder), id=rule_id)


def new_pack(
    name: str = typer.Argument(..., metavar="NAME", help=h("help_new_pack"), show_default=False),
    folder: Path = typer.Option(Path(), "--folder", help=h("help_new_pack_folder")),
    extends: str = typer.Option("", "--extends", help=h("help_extends"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Write a pack with a form, a rule and a document."""
    from checker.bench.new import new_pack as write
    from checker.loading.load import find

    if extends:
        find(extends, (folder,))
    for path in write(folder, name, language(lang), extends):
        _say("cli.wrote", lang, path=str(path))


def check(
    pack: list[str] = typer.Argument(None, help=h("help_packs"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Every fault of a pack at once."""

    from checker.errors import RulePackError
    from checker.loading.load import available, find, load
    from checker.messages import say, text

    tongue = language(lang)
    broken = False
    for name in pack or available(tuple(rules)):
        try:
            one = load(find(name, tuple(rules)), tuple(rules), cached=False)
        except RulePackError as error:
            broken = True
            tell("\n".join(text(message, tongue) for message in (error.message, *error.faults)))
            continue
        if not one.rules:
            broken = True
            tell(text(say("cli.pack_empty", pack=one.id, version=one.spec.version), tongue))
            continue
        _say("cli.pack_sound", lang, pack=one.id, version=one.spec.version, count=len(one.rules))
    if broken:
        raise typer.Exit(2)


def schema(
    kind: str = typer.Option("rule", "--kind", help=h("help_schema_kind")),
    pack: str = typer.Option("", "--pack", "-p", help=h("help_schema_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    force: bool = typer.Option(False, "--force", help=h("help_force")),
    output: Path | None = typer.Option(None, "--output", "-o", help=h("help_output"), show_default=False),
) -> None:
    """The JSON Schema of a kind of file."""
    from checker.bench.schema import KINDS
    from checker.bench.schema import schema as make
    from checker.cli.check import _one_of, _write
    from checker.files.targets import Inputs, refuse

    _one_of(kind, list(KINDS), "--kind")
    refuse([output] if output is not None else [], Inputs([]), force)
    _write(make(kind, _known(pack, tuple(rules)) if pack else None), output, "schema")


def _known(pack: str, extra: tuple[Path, ...]) -> Known:
    """What a pack calls its parts."""
    from checker import facts
    from checker.bench.schema import known_to
    from checker.loading.load import find, load

    of = load(find(pack, extra), extra)
    return known_to(of, facts.schema(of))


def _say(key: str, lang: str | None, **params: object) -> None:
    from checker.messages import say, text

    typer.echo(text(say(key, **params), language(lang)))
